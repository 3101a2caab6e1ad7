"""Reading sources in bounded time, and writing files so that nobody ever sees half of one."""

import contextlib
import hashlib
import os
import secrets
import stat
import time
from pathlib import Path
from typing import Final

from pipeline.errors import (
    OutputError,
    TooLargeSourceError,
    UnreadableSourceError,
    system_reason,
)

MAX_SOURCE_BYTES: Final = 100_000_000
"""A source larger than this is no article; a book has a hundredth of it."""
REMAINS_SECONDS: Final = 3600
"""A temporary file is written in moments; one that is older belongs to a run that was killed."""
GENERATOR: Final = '<meta name="generator" content="bilingue">'
"""What every page of ours says of itself; a page without it is never overwritten."""


def read_source(path: Path, name: str) -> bytes:
    """Return the bytes of a source; `name` stands in messages.

    Raises:
        UnreadableSourceError: it is no regular file, or the system does not let it be read.
        TooLargeSourceError: it is larger than `MAX_SOURCE_BYTES`.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableSourceError(name, "it is a folder")
        # Reading a pipe or a device might never end.
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSourceError(name, "it is not a regular file")
        if status.st_size > MAX_SOURCE_BYTES:
            raise TooLargeSourceError(name, MAX_SOURCE_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(name, system_reason(error)) from error
    except ValueError as error:  # a NUL character in the path
        raise UnreadableSourceError(name, str(error)) from error


def is_page_of_ours(path: Path) -> bool:
    """Tell whether the HTML file at `path` says that this program made it."""
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(4096)
    except OSError:
        return False


def require_inside(folder: Path, path: Path) -> None:
    """Demand that `path` lies in `folder`, wherever symbolic links between them lead.

    The file itself may be a link: `write_atomically` puts another file in its place.

    Raises:
        OutputError: a link leads out of `folder`.
    """
    # realpath, unlike resolve, survives a loop of links on every Python.
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder)):
        remedy = "remove the link, or name the folder that it leads to with --out"
        raise OutputError(str(path), "a symbolic link leads out of the output folder", remedy)


def remove_remains(folder: Path) -> None:
    """Remove the temporary files that killed runs left in `folder` and below it.

    Those of the last `REMAINS_SECONDS` are left: another run may be writing them.
    """
    oldest = time.time() - REMAINS_SECONDS
    for path in folder.rglob(".bilingue-*.tmp"):
        with contextlib.suppress(OSError):  # somebody else removed it, or it is not ours
            if path.lstat().st_mtime < oldest:
                path.unlink()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`, its folder made where missing: all of it or nothing.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and take the
    place of `path` in one step.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise OutputError(str(path), system_reason(error)) from error


def _replace(path: Path, content: bytes) -> None:
    # A leading dot keeps the temporary file out of folder listings and of our own globs. It is
    # opened as any file is, not by mkstemp, so that the page may be read by whom the umask lets.
    temporary = path.parent / f".bilingue-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
