"""What all commands have in common: paths as arguments, exit statuses, and what they fail with."""

import sys
from collections.abc import Iterable
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

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return the path; see click."""
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


class ArticlePath(NamedPath):
    """A path, or the address of a page, which stays as it is."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return a path, or the address as text; see click."""
        return value if is_web_address(str(value)) else super().convert(value, param, ctx)


class OutputPath(NamedPath):
    """A folder, or the URL of one, which stays as it is."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return a path, or the URL as text; see click."""
        return value if is_url(str(value)) else super().convert(value, param, ctx)


PATH: Final = NamedPath(path_type=Path)
ARTICLE: Final = ArticlePath(path_type=Path)
OUTPUT: Final = OutputPath(path_type=Path, file_okay=False)


def end_with(failures: Iterable[Exception]) -> None:
    """Name what failed, and end with the status that says so; go on where nothing did."""
    failed = False
    for error in failures:
        failed = True
        click.echo(f"failed: {error}", err=True)
    if failed:
        sys.exit(SOME_FAILED)
