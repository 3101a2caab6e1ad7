"""What SQLite says when something goes wrong, in the words of this program's errors."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import (
    BrokenMemoryError,
    BusyMemoryError,
    MemoryFileError,
    UnwritableMemoryError,
    system_reason,
)

_PRIMARY: Final = 0xFF
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_UNWRITABLE: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}
)
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code; 1, its general error, where there is none."""
    code = getattr(error, "sqlite_errorcode", None)
    return sqlite3.SQLITE_ERROR if code is None else int(code) & _PRIMARY


def is_broken(error: sqlite3.Error) -> bool:
    """Tell whether SQLite could make nothing of what it read."""
    return code_of(error) in _BROKEN


@contextlib.contextmanager
def in_plain_words(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn the errors of SQLite and of the system into those of `errors`.

    Raises:
        MemoryFileError: in place of the error that was raised within.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, str(path), writing=writing) from error
    except OSError as error:
        kind = UnwritableMemoryError if writing else MemoryFileError
        raise kind(str(path), system_reason(error)) from error


def _translated(error: sqlite3.Error, path: str, *, writing: bool) -> MemoryFileError:
    code = code_of(error)
    if code in _BUSY:
        return BusyMemoryError(path)
    if code in _BROKEN:
        return BrokenMemoryError(path, str(error))
    if writing and (code in _UNWRITABLE or code == sqlite3.SQLITE_IOERR):
        return UnwritableMemoryError(path, str(error))
    return MemoryFileError(path, str(error))
