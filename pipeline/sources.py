"""Finding the files to translate behind the paths that a user named.

A path is a file, a folder, or a pattern such as `articoli/**/*.txt` for shells that leave patterns
to the programs, as those of Windows do. What lies there under the very name of a pattern goes
before what the pattern would find.
"""

import codecs
import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from pipeline.errors import (
    BilingueError,
    NothingToDoError,
    PathNotFoundError,
    UnreadableSourceError,
    UsageError,
    system_reason,
)
from pipeline.feed_sources import with_entries
from pipeline.files import is_page_of_ours
from pipeline.names import Source, printable
from pipeline.readers import SUFFIXES
from pipeline.readers.suffixes import PAGES
from pipeline.url_names import is_web_address, url_stem

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As Chromium and Firefox call them in English and Italian.
_BESIDE: Final = ("_files", "_file")
_WANTED: Final = f"a file, or a folder that holds files of these kinds: {' '.join(SUFFIXES)}"


@dataclass(frozen=True, slots=True)
class Found:
    """What lies behind the paths that a user named."""

    sources: tuple[Source, ...]
    """The files to translate."""
    failures: tuple[tuple[str, BilingueError], ...]
    """Paths that lead to none, each with the reason."""


def find_sources(
    paths: Sequence[Path], out: Path, listed: Sequence[Path] = (), urls: Sequence[str] = ()
) -> Found:
    """Return the files behind paths: files as they are, folders and patterns searched for articles.

    Args:
        paths: Files, folders and patterns. In folders and by patterns only files whose suffix has
            a reader are found; hidden files and folders, and `out` itself, are left out.
        out: The output folder.
        listed: The same, out of a list that the user handed over. Those below the current folder
            keep their folders in the output: a long list has many files of one name, and which
            page is whose must not depend on what else is in the list.
        urls: Addresses of pages; nothing is fetched here.

    Raises:
        BilingueError: the first path's reason, where none of them leads to an article.
    """
    sources: list[Source] = []
    seen: set[str] = set()
    failures: list[tuple[str, BilingueError]] = []
    for number, path in enumerate((*paths, *listed)):
        try:
            for source in _behind(path, out, failures):
                placed = source if number < len(paths) else _with_folders(source)
                # realpath, unlike resolve, survives a loop of links on every Python.
                real = os.path.realpath(source.path)
                if real not in seen:
                    seen.add(real)
                    sources += with_entries(placed)
        except UsageError as error:
            failures.append((printable(str(path)), error))
    pages = dict.fromkeys(urls)
    sources += [Source(Path(), f"{url_stem(url)}.html", url=url) for url in pages]
    if not sources and failures:
        raise failures[0][1]
    return Found(tuple(sources), tuple(failures))


def listed_paths(raw: bytes) -> tuple[Path | str, ...]:
    """Return the paths and addresses in a list: one a line, or with NUL characters between them.

    Args:
        raw: What `find` or a shell wrote: in the system's encoding of file names, or in UTF-16
            with a byte order mark, as PowerShell writes files.

    Raises:
        UsageError: there is none in it.
    """
    text = raw.decode("utf-16", "replace") if raw.startswith(_UTF16_MARKS) else os.fsdecode(raw)
    text = text.removeprefix("\ufeff")
    names = text.split("\0") if "\0" in text else text.replace("\r\n", "\n").split("\n")
    paths = tuple(name if is_web_address(name) else Path(name) for name in names if name.strip())
    if not paths:
        message = "the list of articles is empty"
        raise UsageError(message, "write one path a line, or NUL characters between them")
    return paths


def _with_folders(source: Source) -> Source:
    """Return the source with its place below the current folder, where it lies there."""
    try:
        place = Path(os.path.relpath(source.path))
    except ValueError:  # on another drive
        return source
    inside = not place.is_absolute() and ".." not in place.parts
    return Source(source.path, printable(place.as_posix())) if inside else source


def _behind(path: Path, out: Path, failures: list[tuple[str, BilingueError]]) -> Iterator[Source]:
    name = printable(str(path))
    # A path has lost one of the two strokes.
    if re.match(r"[a-z][a-z0-9+.-]+:/", name) and not path.exists():
        message = f"{name} is an address that cannot be fetched"
        raise UsageError(message, "name one that begins with https:// or http://, or a file")
    try:
        is_folder, is_there = path.is_dir(), os.path.lexists(path)
    except (OSError, ValueError) as error:
        raise PathNotFoundError(name) from error
    if not is_there and glob.has_magic(str(path)):
        yield from _matches(path, out, failures)
        return
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
        raise NothingToDoError(name, _WANTED)


def _matches(
    pattern: Path, out: Path, failures: list[tuple[str, BilingueError]]
) -> Iterator[Source]:
    """Yield the articles that a pattern finds, with their folders from its fixed part on.

    `**` stands for any number of folders. A folder that is found is searched.
    """
    fixed = Path(*takewhile(lambda part: not glob.has_magic(part), pattern.parts))
    own, base = os.path.realpath(out), os.path.realpath(fixed)
    # Where the user searches in the output folder itself, it is not left out.
    is_below = own.startswith(os.path.join(base, ""))  # noqa: PTH118 - a prefix with its separator
    count = 0
    # Not Path.glob: it finds hidden files too, and takes no absolute pattern.
    for match in sorted(glob.iglob(str(pattern), recursive=True)):  # noqa: PTH207
        path = Path(match)
        real = os.path.realpath(path)
        if is_below and (real == own or real.startswith(os.path.join(own, ""))):  # noqa: PTH118
            continue
        if path.is_dir():
            found = [source.path for source in _walk(path, out, failures)]
        else:
            found = [path] if path.suffix.lower() in SUFFIXES else []
        count += len(found)
        for file in found:
            yield Source(file, printable(file.relative_to(fixed).as_posix()))
    if not count:
        raise NothingToDoError(printable(str(pattern)), _WANTED)


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
            if not name.startswith(".")
            and os.path.realpath(here / name) != own
            and not _is_beside_a_page(here, name)
        )
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES and not _is_ours(path):
                yield Source(path, printable(path.relative_to(folder).as_posix()))


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a page that an earlier run wrote into some other folder."""
    return path.suffix.lower() in PAGES and is_page_of_ours(path)


def _is_beside_a_page(folder: Path, name: str) -> bool:
    """Tell whether a folder holds what a browser saved beside a page: scripts and frames."""
    stem = next((name.removesuffix(end) for end in _BESIDE if name.endswith(end)), "")
    return bool(stem) and any((folder / f"{stem}{suffix}").is_file() for suffix in PAGES)
