"""The memories of a run: the first is written, the others are only read."""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from pipeline.closable import Closable
from pipeline.errors import NoMemoryError
from pipeline.memory.database import Database, Readable
from pipeline.memory.fuzzy import DEFAULT_THRESHOLD, FuzzyIndex, Hint
from pipeline.memory.look_up import Found, Query, look_up
from pipeline.memory.places import DEFAULT, memory_path
from pipeline.memory.read_only import ReadOnlyDatabase
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units, forget_units


class Memories(Closable):
    """One or more memories, open; a context manager, safe to share among threads."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        threshold: float = DEFAULT_THRESHOLD,
        rehearsal: bool = False,
    ) -> None:
        """Open memories.

        Args:
            names: Files in the order of their rank, at least one; `default` is the one in the
                user's data folder. The first is made where it is missing, unless it is the
                default one, which only the commands `bilingue memory ...` make.
            threshold: Least similarity of a hint, above 0 and up to 1.
            rehearsal: Write into a copy of the first one, which is thrown away in the end.

        Raises:
            MemoryFileError: one cannot be used.
            ValueError: `names` is empty, or `threshold` is out of range.
        """
        if not names or not 0 < threshold <= 1:
            message = "no memory is named" if not names else f"{threshold} is no threshold"
            raise ValueError(message)
        self._threshold = threshold
        self._index: FuzzyIndex | None = None
        self._index_lock = Lock()
        self._files = contextlib.ExitStack()
        self._first: Database | None = None
        self._all: list[Readable] = []
        try:
            for number, name in enumerate(names):
                if number:
                    path = memory_path(name)
                    self._all.append(self._files.enter_context(ReadOnlyDatabase(path)))
                else:
                    path = self._copied(name) if rehearsal else _path_of_first(name)
                    self._first = self._files.enter_context(Database(path))
                    self._all.append(self._first)
        except BaseException:
            self._files.close()
            raise

    def _copied(self, name: str) -> Path:
        """Return the path of a copy of a memory, or where one would be made."""
        path = _path_of_first(name)
        folder = tempfile.TemporaryDirectory(prefix="bilingue-")
        copy = Path(self._files.enter_context(folder)) / "memory.db"
        if path.exists():
            with ReadOnlyDatabase(path) as memory:
                memory.copy_to(copy)
        return copy

    @property
    def state(self) -> str:
        """What names the texts of people that the memories hold: another where one was added.

        Raises:
            MemoryFileError: a memory is damaged, or cannot be read.
        """
        parts = []
        for memory in self._all:
            # Not when they were written: the same text written again changes nothing.
            sql = "SELECT count(*), max(id), sum(variant & 65535) FROM units WHERE origin <> 'mt'"
            parts += [str(value) for row in memory.rows(sql) for value in row]
        return hashlib.sha256(f"{self._threshold} {' '.join(parts)}".encode()).hexdigest()[:16]

    def look_up(self, queries: Sequence[Query], digest: str) -> list[Found]:
        """Return what is known of each sentence, in the same order; see `look_up`.

        Args:
            queries: The sentences with the ones before them.
            digest: Translation digest of the machine's texts that may be used.

        Raises:
            MemoryFileError: a memory is damaged, or cannot be read.
        """
        return look_up(self._all, queries, digest)

    def hints(self, sentences: Sequence[str]) -> list[Hint | None]:
        """Return what people made of the most similar other sentence; see `FuzzyIndex.hints`.

        The sentences that are compared are those that the memories held at the first call.

        Raises:
            MemoryFileError: a memory is damaged, or cannot be read.
        """
        with self._index_lock:
            if self._index is None:
                self._index = FuzzyIndex(self._all)
        return self._index.hints(sentences, self._threshold)

    def remember(self, units: Iterable[MemoryUnit]) -> int:
        """Write units into the first memory, on the disk when this returns; return their number.

        A person's text takes the place of the one that the same sentence of the same article had.

        Raises:
            MemoryFileError: it cannot be written.
        """
        return add_units(self._first, units) if self._first else 0

    def forget(self, units: Iterable[MemoryUnit]) -> None:
        """Take out of the first memory what a person had made of these sentences there.

        Args:
            units: The sentences; only it, the one before, and the article count.

        Raises:
            MemoryFileError: it cannot be written.
        """
        if self._first:
            forget_units(self._first, units)

    def close(self) -> None:
        """Close the files."""
        self._files.close()


def _path_of_first(name: str) -> Path:
    path = memory_path(name)
    if name == DEFAULT and not path.exists():
        raise NoMemoryError(
            str(path), "make it with 'bilingue memory import FILE', or name a file of your own"
        )
    return path
