"""Pages from records: the templates, their digest, and links between pages.

`Renderer` reads all templates once, so that its digest describes exactly what it renders with.
A page is one file that asks for nothing outside itself: its style is inlined, and its
content-security policy allows that style, by hash, and nothing else.
"""

import base64
import hashlib
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from pipeline.data import data_path
from pipeline.errors import PathNotFoundError, UsageError
from pipeline.page import counted, page_view
from pipeline.page_data import page_data
from pipeline.record import Record

# Raised by hand when `page.py` or this module changes what a page says: part of the digest.
RENDERING_RULES: Final = 1

INDEX_NAME: Final = "index"

_SUFFIXES: Final = (".jinja", ".css", ".js")
# The cascade: what comes later wins. Other files of a user's own css/ folder follow these.
_STYLES: Final = ("theme", "layout", "content", "interface", "index", "print")
# The parts of each page's script, in the order in which they are joined. Other files of a user's
# own js/ folder follow, on the reading page.
_PAGE_SCRIPTS: Final = (
    "strings",
    "storage",
    "core",
    "settings",
    "sentences",
    "study",
    "search",
    "words",
    "speech",
    "links",
    "exports",
    "edits",
    "help",
    "ready",
)
_INDEX_SCRIPTS: Final = ("strings", "storage", "index")
_DIGEST_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after a page's own, to link to."""

    name: str
    """Its output name without suffix, with / between folders."""
    title: str
    """Its display title."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article of a run, as the index page lists it."""

    name: str
    """Its output name without suffix, with / between folders."""
    title: str
    """Its display title; the source where none is known."""
    status: Literal["done", "failed"]
    """Whether there is a page."""
    message: str = ""
    """What went wrong, where it failed."""
    words: int = 0
    """Italian words."""
    sentences: int = 0
    """Sentences."""
    flagged: int = 0
    """Doubtful sentences."""
    source: str = ""
    """Path or address of the source."""


class Renderer:
    """Makes pages from records; holds the templates and nothing else."""

    digest: str
    """Names the templates' content: 16 hex digits, the same on every system."""

    def __init__(self, templates: Path | None = None) -> None:
        """Read the project's templates, and over them those in the folder `templates`.

        Raises:
            PathNotFoundError: `templates` is not a folder.
        """
        files = _read_templates(data_path("templates"))
        if templates is not None:
            if not templates.is_dir():
                raise PathNotFoundError(str(templates))
            files |= _read_templates(templates)
        self.digest = digest(files)
        self._style = style(files)
        self._page_script = script(files, _PAGE_SCRIPTS)
        self._index_script = script(files, _INDEX_SCRIPTS)
        self._environment = Environment(
            loader=DictLoader(files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["counted"] = counted

    def page(
        self,
        record: Record,
        previous: Neighbour | None = None,
        next: Neighbour | None = None,  # noqa: A002 - the word that the page itself uses
        *,
        indexed: bool = True,
    ) -> str:
        """Return the HTML page of `record`, with links to the articles before and after it.

        Args:
            record: The article.
            previous: The article before it.
            next: The article after it.
            indexed: Whether there is an index page to link to.

        Raises:
            UsageError: a template of the user's own cannot be used.
        """
        return self._render(
            "page.html.jinja",
            self._page_script,
            page=page_view(record),
            data=Markup(page_data(record)),  # noqa: S704 - JSON without anything that ends it
            index_href=relative_href(record.name, INDEX_NAME) if indexed else "",
            previous=_link(record.name, previous),
            next=_link(record.name, next),
        )

    def index(self, entries: Sequence[IndexEntry]) -> str:
        """Return the HTML page that lists `entries`, in their order.

        Raises:
            UsageError: a template of the user's own cannot be used.
        """
        done = [entry for entry in entries if entry.status == "done"]
        return self._render(
            "index.html.jinja",
            self._index_script,
            done=[(relative_href(INDEX_NAME, entry.name), entry) for entry in done],
            failed=[entry for entry in entries if entry.status == "failed"],
            words=sum(entry.words for entry in done),
            sentences=sum(entry.sentences for entry in done),
        )

    def _render(self, template: str, script: str, **values: object) -> str:
        try:
            return self._environment.get_template(template).render(
                style=Markup(self._style),  # noqa: S704 - our own files, made safe by `style`
                style_hash=content_hash(self._style),
                script=Markup(script),  # noqa: S704 - made safe by `script`
                script_hash=content_hash(script),
                **values,
            )
        except TemplateError as error:
            message = f"the template {template} cannot be used ({error})"
            raise UsageError(message, "correct it, or use the project's own templates") from error


def relative_href(start: str, target: str) -> str:
    """Return the link from the page named `start` to the page named `target`.

    Names are relative to the output folder and have no suffix. The result is percent-encoded,
    colons too, so that no browser takes a name for an address.
    """
    folder = posixpath.dirname(start) or "."
    return quote(posixpath.relpath(f"{target}.html", folder), safe="/")


def digest(files: Mapping[str, str]) -> str:
    """Return the digest of template `files`, text by name, whatever their order."""
    hashed = hashlib.sha256(f"rules {RENDERING_RULES}\0".encode())
    for name in sorted(files):
        content = files[name].encode()
        hashed.update(f"{name}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()[:_DIGEST_DIGITS]


def style(files: Mapping[str, str]) -> str:
    r"""Return the style sheets among `files`, joined in the order of the cascade.

    `</` becomes `<\/`, which CSS reads alike, so that no sheet can end the style element.
    """
    names = [f"css/{name}.css" for name in _STYLES]
    names += sorted(name for name in files if name.endswith(".css") and name not in names)
    return "".join(files[name] for name in names if name in files).replace("</", "<\\/")


def script(files: Mapping[str, str], names: Sequence[str]) -> str:
    """Return those of the scripts among `files` that exist, joined into one function.

    Raises:
        UsageError: one of them could end the script element.
    """
    parts = [files[f"js/{name}.js"] for name in names if f"js/{name}.js" in files]
    joined = f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'
    if "</" in joined or "<!--" in joined:
        message = 'a script of the templates has "</" or "<!--" in it'
        raise UsageError(message, "write it in another way, such as <\\/ in a string")
    return joined


def content_hash(text: str) -> str:
    """Return the content-security policy's source expression for an inlined `text`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _read_templates(folder: Path) -> dict[str, str]:
    """Return the text of all templates and style sheets by name, with LF line ends."""
    return {path.relative_to(folder).as_posix(): _text(path) for path in _templates_in(folder)}


def _templates_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")  # text mode makes LF of every line end
    except (OSError, UnicodeDecodeError) as error:
        message = f"the template {path} cannot be read ({error})"
        raise UsageError(message, "save it as UTF-8 text that you may read") from error


def _link(start: str, neighbour: Neighbour | None) -> tuple[str, str] | None:
    """Return href and title of `neighbour`, seen from the page named `start`."""
    if neighbour is None:
        return None
    return relative_href(start, neighbour.name), neighbour.title
