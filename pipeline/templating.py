"""Filling templates in, with Jinja2.

Apart from `render`, so that a run finds out whether there is anything to do, and has the first
sentences decoded, before it loads Jinja2.
"""

from collections.abc import Callable, Mapping

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError

from pipeline.errors import UsageError


class Templates:
    """The templates of one folder."""

    def __init__(self, files: Mapping[str, str], filters: Mapping[str, Callable[..., str]]) -> None:
        """Keep the templates; each is compiled when it is first used.

        Args:
            files: The templates by name.
            filters: Functions that they use, by name.
        """
        self._environment = Environment(
            loader=DictLoader(files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(filters)

    def compile_all(self) -> None:
        """Compile all templates; what is wrong with one is told when it is used."""
        for template in self._environment.list_templates(extensions=["jinja"]):
            try:
                self._environment.get_template(template)
            except TemplateError:
                continue

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """Return a template with its variables filled in.

        Raises:
            UsageError: the template cannot be used.
        """
        try:
            return self._environment.get_template(template).render(values)
        except TemplateError as error:
            message = f"the template {template} cannot be used ({error})"
            raise UsageError(message, "correct it, or use the project's own templates") from error
