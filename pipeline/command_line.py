"""What all commands have in common: paths as arguments, exit statuses, and what they fail with."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import click

from pipeline.names import is_url
from pipeline.url_names import is_web_address

SOME_FAILED: Final = 1
NOTHING_STARTED: Final = 2
INTERRUPTED: Final = 130


class NamedPath(click.Path):
    """A path that is not empty: an unset variable in a script is not the current folder."""

    def __init__(self, *, address: Callable[[str], bool] | None = None, **options: bool) -> None:
        """Take what click takes, and what else may be named.

        Args:
            address: Tells which texts are addresses in a network, and stay as they are.
            options: `file_okay` and the like; see click.
        """
        super().__init__(path_type=Path, **options)
        self._is_address = address

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return the path, or the address as text; see click."""
        if value == "":
            self.fail("the path is empty", param, ctx)
        if self._is_address and self._is_address(str(value)):
            return value
        return super().convert(value, param, ctx)


PATH: Final = NamedPath()
ARTICLE: Final = NamedPath(address=is_web_address)
OUTPUT: Final = NamedPath(address=is_url, file_okay=False)


def end_with(failures: Iterable[Exception]) -> None:
    """Name what failed, and end with the status that says so; go on where nothing did."""
    failed = False
    for error in failures:
        failed = True
        click.echo(f"failed: {error}", err=True)
    if failed:
        sys.exit(SOME_FAILED)
