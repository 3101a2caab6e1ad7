"""Finding the files to translate behind the paths that a user named."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import NothingToDoError, PathNotFoundError, UsageError
from pipeline.names import Source
from pipeline.readers import SUFFIXES


def find_sources(paths: Sequence[Path], out: Path) -> list[Source]:
    """Return the files behind `paths`: files as they are, folders searched for articles.

    Args:
        paths: Files and folders. In folders only files whose suffix has a reader count; hidden
            files and folders, and `out` itself, are left out.
        out: The output folder.

    Raises:
        PathNotFoundError: a path does not exist.
        NothingToDoError: there is no article behind any of them.
        UsageError: a path is a web address.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        if "://" in str(path) or str(path).startswith(("http:/", "https:/")):
            message = f"{path} is a web address"
            raise UsageError(message, "save the article as a text file and name that")
        if path.is_dir():
            for source in _walk(path, out):
                found.setdefault(source.path.resolve(), source)
        elif path.exists() or path.is_symlink():
            found.setdefault(path.resolve(), Source(path, _printable(path.name)))
        else:
            raise PathNotFoundError(str(path))
    if not found:
        wanted = f"a file, or a folder that holds files of these kinds: {' '.join(SUFFIXES)}"
        raise NothingToDoError(", ".join(map(str, paths)), wanted)
    return list(found.values())


def _walk(folder: Path, out: Path) -> Iterator[Source]:
    own = out.resolve()
    for current, folders, files in os.walk(folder):
        here = Path(current)
        # Sorted in place: os.walk goes down in this order, so the plan is always the same.
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != own
        )
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield Source(path, _printable(path.relative_to(folder).as_posix()))


def _printable(name: str) -> str:
    # A file name that is not UTF-8 reaches Python with surrogates in it, which no file of ours
    # could hold.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
