"""A translation memory that is only read: no byte of it changes and no file appears beside it.

SQLite's own read-only mode makes files beside a WAL database. So a memory that nobody has open is
read as one that cannot change, and opened anew where it did change meanwhile. One that another
process has open is shared with it. One that a killed process left, with committed units that only
stand in its log, is copied to a temporary folder and read there; so is one of an older schema.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Final

from pipeline.closable import Closable
from pipeline.errors import BusyMemoryError, NoMemoryError
from pipeline.memory.database import Row, Values, check_header, connect
from pipeline.memory.failures import in_plain_words
from pipeline.memory.schema import STEPS, check_kind, migrate

_TRIES: Final = 20
_SPELLING: Final = "check the spelling of the path"

_Stamp = tuple[int, int, int]


class ReadOnlyDatabase(Closable):
    """A memory that is read; a context manager, safe to share among threads."""

    def __init__(self, path: Path, *, steps: Sequence[Sequence[str]] = STEPS) -> None:
        """Open a memory for reading.

        Args:
            path: The file.
            steps: How a file comes to the present schema; for tests.

        Raises:
            MemoryFileError: it is missing, something else, damaged, newer, or cannot be read.
        """
        self.path = path
        self._steps = steps
        self._lock = RLock()
        self._open_things = contextlib.ExitStack()
        self._stamp: _Stamp | None = None
        with in_plain_words(path, writing=False):
            self._open()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return the rows that a statement gives.

        Raises:
            MemoryFileError: the file is damaged, or cannot be read.
        """
        with self._lock, in_plain_words(self.path, writing=False):
            for _ in range(_TRIES):
                try:
                    found = self._connection.execute(sql, values).fetchall()
                except sqlite3.DatabaseError:
                    if self._is_unchanged():
                        raise
                else:
                    if self._is_unchanged():
                        return found
                self._open()
        raise BusyMemoryError(str(self.path))

    def copy_to(self, path: Path) -> None:
        """Write all of the memory into a new file.

        Raises:
            MemoryFileError: the memory is damaged, or cannot be read.
        """
        self.rows("SELECT count(*) FROM sqlite_master")  # the file as it is now
        with (
            self._lock,
            in_plain_words(self.path, writing=False),
            contextlib.closing(connect(path, "mode=rwc")) as copy,
        ):
            self._connection.backup(copy)

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._lock:
            self._open_things.close()

    def _is_unchanged(self) -> bool:
        return self._stamp is None or self._stamp == _stamp(self.path)

    def _open(self) -> None:
        self._open_things.close()
        if not self.path.exists():
            raise NoMemoryError(str(self.path), _SPELLING)
        check_header(self.path)
        self._stamp = None
        try:
            self._connection = self._in_place()
            if check_kind(self._connection, str(self.path), self._steps) < len(self._steps):
                self._open_things.close()
                self._stamp = None
                self._connection = self._copied()
        except BaseException:
            self._open_things.close()
            raise

    def _in_place(self) -> sqlite3.Connection:
        if not _has_content(_beside(self.path, "-wal")):
            self._stamp = _stamp(self.path)
            return self._connected(self.path, "mode=ro&immutable=1")
        if _beside(self.path, "-shm").exists():
            try:
                connection = self._connected(self.path, "mode=ro")
                connection.execute("SELECT count(*) FROM sqlite_master")
            except sqlite3.OperationalError:
                self._open_things.close()
            else:
                return connection
        return self._copied()

    def _copied(self) -> sqlite3.Connection:
        folder = self._open_things.enter_context(tempfile.TemporaryDirectory(prefix="bilingue-"))
        copy = Path(folder) / "memory.db"
        # The log first: what a checkpoint moves from it into the file meanwhile is then in both.
        if _has_content(_beside(self.path, "-wal")):
            shutil.copyfile(_beside(self.path, "-wal"), _beside(copy, "-wal"))
        shutil.copyfile(self.path, copy)
        connection = self._connected(copy, "mode=rw")
        migrate(connection, str(self.path), self._steps)
        return connection

    def _connected(self, path: Path, options: str) -> sqlite3.Connection:
        connection = connect(path, options)
        self._open_things.callback(connection.close)
        return connection


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _has_content(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size > 0
    return False


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
