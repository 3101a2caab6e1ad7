"""Finding the files to translate behind the paths that a user named."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import (
    BilingueError,
    NothingToDoError,
    PathNotFoundError,
    UnreadableSourceError,
    UsageError,
    system_reason,
)
from pipeline.names import Source, printable
from pipeline.readers import SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """What lies behind the paths that a user named."""

    sources: tuple[Source, ...]
    """The files to translate."""
    failures: tuple[tuple[str, BilingueError], ...]
    """Paths that lead to none, each with the reason."""


def find_sources(paths: Sequence[Path], out: Path) -> Found:
    """Return the files behind `paths`: files as they are, folders searched for articles.

    Args:
        paths: Files and folders. In folders only files whose suffix has a reader count; hidden
            files and folders, and `out` itself, are left out.
        out: The output folder.

    Raises:
        BilingueError: the first path's reason, where none of them leads to an article.
    """
    sources: dict[str, Source] = {}
    failures: list[tuple[str, BilingueError]] = []
    for path in paths:
        try:
            for source in _behind(path, out, failures):
                # realpath, unlike resolve, survives a loop of links on every Python.
                sources.setdefault(os.path.realpath(source.path), source)
        except UsageError as error:
            failures.append((printable(str(path)), error))
    if not sources and failures:
        raise failures[0][1]
    return Found(tuple(sources.values()), tuple(failures))


def _behind(path: Path, out: Path, failures: list[tuple[str, BilingueError]]) -> Iterator[Source]:
    name = printable(str(path))
    if "://" in name or name.startswith(("http:/", "https:/")):
        message = f"{name} is a web address"
        raise UsageError(message, "save the article as a text file and name that")
    try:
        is_folder, is_there = path.is_dir(), os.path.lexists(path)
    except (OSError, ValueError) as error:
        raise PathNotFoundError(name) from error
    if not is_there:
        raise PathNotFoundError(name)
    if not is_folder:
        yield Source(path, printable(path.name))
        return
    count = 0
    for source in _walk(path, out, failures):
        count += 1
        yield source
    if not count:
        wanted = f"a file, or a folder that holds files of these kinds: {' '.join(SUFFIXES)}"
        raise NothingToDoError(name, wanted)


def _walk(folder: Path, out: Path, failures: list[tuple[str, BilingueError]]) -> Iterator[Source]:
    own = os.path.realpath(out)

    def unreadable(error: OSError) -> None:
        name = printable(os.path.relpath(error.filename, folder))
        failures.append((name, UnreadableSourceError(name, system_reason(error))))

    for current, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(current)
        # Sorted in place: os.walk goes down in this order, so the plan is always the same.
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(here / name) != own
        )
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield Source(path, printable(path.relative_to(folder).as_posix()))
