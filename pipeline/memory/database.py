"""The file of a translation memory, opened for reading and writing.

SQLite in WAL mode: any number of processes read while one writes, the others wait for their turn.
A commit is on the disk when it returns. Whatever moment a process is killed at, the next one that
opens the file finds all that was committed and nothing of what was not.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, Final, Protocol

from pipeline.closable import Closable
from pipeline.errors import MemoryFileError, NoMemoryError, NotAMemoryError
from pipeline.memory.failures import code_of, in_plain_words
from pipeline.memory.schema import APPLICATION_ID, STEPS, migrate

PATIENCE_SECONDS: Final = 60.0
"""How long a writer waits for the others before it gives up."""
_MAGIC: Final = b"SQLite format 3\x00"
_APPLICATION_ID_AT: Final = 68  # https://www.sqlite.org/fileformat2.html, "Database Header"
_HEADER_BYTES: Final = 100
_CACHE_KIB: Final = 64_000
"""The index of 100,000 units is written all over; without room for it imports crawl."""
_MAKE_IT: Final = "check the spelling, or make it with 'bilingue memory import'"

Values = Sequence[str | int | float | None]
Row = tuple[Any, ...]


class Readable(Protocol):
    """A memory that can be asked."""

    path: Path

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return the rows that a statement gives."""


class Database(Closable):
    """A memory that is read and written; a context manager, safe to share among threads."""

    def __init__(
        self,
        path: Path,
        *,
        create: bool = True,
        steps: Sequence[Sequence[str]] = STEPS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Open a memory, made where it is missing and `create` allows it.

        Args:
            path: The file.
            create: Make the file, and the folders above it, where there is none.
            steps: How a file comes to the present schema; for tests.
            patience: Seconds to wait for other writers.

        Raises:
            MemoryFileError: it is missing, something else, damaged, newer, locked, or cannot be
                written.
        """
        self.path = path
        self._lock = RLock()
        if not create and not path.exists():
            raise NoMemoryError(str(path), _MAKE_IT)
        with in_plain_words(path, writing=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            check_header(path)
            self._connection = connect(path, "mode=rwc", patience)
            try:
                migrate(self._connection, str(path), steps)
                _use_wal(self._connection, path, patience)
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            except BaseException:
                self._connection.close()
                raise

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return the rows that a statement gives.

        Raises:
            MemoryFileError: the file is damaged, or cannot be read.
        """
        with self._lock, in_plain_words(self.path, writing=False):
            return self._connection.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Give statements that count all together or not at all.

        They are committed at the end, and not where an exception leaves the block. Keep it short:
        other writers wait.

        Raises:
            MemoryFileError: other processes did not let this one write, or writing failed.
        """
        with self._lock, in_plain_words(self.path, writing=True):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def compact(self) -> None:
        """Give the room of removed units back to the disk.

        Raises:
            MemoryFileError: there is no room for the copy that this makes meanwhile.
        """
        with self._lock, in_plain_words(self.path, writing=True):
            self._connection.execute("VACUUM")

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._lock:
            self._connection.close()


class Transaction:
    """Statements within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection on which a transaction has begun."""
        self._connection = connection

    def run(self, sql: str, values: Values = ()) -> int:
        """Run one statement and return how many rows it changed."""
        return max(0, self._connection.execute(sql, values).rowcount)

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Run a statement once for each sequence of values."""
        self._connection.executemany(sql, values)


def connect(path: Path, options: str, patience: float = PATIENCE_SECONDS) -> sqlite3.Connection:
    """Return a connection that begins no transaction of its own and may change threads."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def check_header(path: Path) -> None:
    """Refuse a file that is no memory before SQLite touches it.

    Raises:
        NotAMemoryError: it is something else.
        MemoryFileError: it is a folder.
        OSError: it cannot be read.
    """
    if path.is_dir():
        raise MemoryFileError(str(path), "it is a folder", "name a file")
    # While a file is being made its header may be half there. SQLite then has a journal beside
    # it, which may be gone again by the time it is looked for.
    if not (_is_ours(path) or _journal(path).exists() or _is_ours(path)):
        raise NotAMemoryError(str(path))


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return True
    application = header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4]
    return not header or (
        header.startswith(_MAGIC) and application == APPLICATION_ID.to_bytes(4, "big")
    )


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _use_wal(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    """Change to WAL, which wants the file for itself and does not wait of its own accord."""
    deadline = time.monotonic() + patience
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            break
    if mode != "wal":
        reason = "its file system lets no two processes share it"
        raise MemoryFileError(str(path), reason, "put it on a local disk")
