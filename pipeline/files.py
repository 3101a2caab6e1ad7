"""Writing files so that nobody ever sees half of one."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from pipeline.errors import OutputError


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
        raise OutputError(str(path), error.strerror or type(error).__name__) from error


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
