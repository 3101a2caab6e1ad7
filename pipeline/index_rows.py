"""What the index says of each article, read from the records, with little memory.

Rows lie in a file, DIR/.bilingue/index.jsonl, and only their places are in memory. The file is kept
for the next time: a row is used again while its record's file is the same by size, time and number
of the file, so that only records that a run wrote are read. It is no more than a copy: records are
replaced in one step, so whoever wrote them and whenever, another state has another stamp, and a
file that is missing, damaged or of another version costs nothing but time.
"""

import contextlib
import json
import os
import secrets
import time
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import IO, Final

from pipeline._version import __version__
from pipeline.dates import iso_date
from pipeline.errors import OutputError, RecordError, system_reason
from pipeline.index_plan import ArticlePlace
from pipeline.page import count_words
from pipeline.page_data import article_key
from pipeline.record import Record
from pipeline.render import IndexEntry
from pipeline.store import OWN_FOLDER, Store

FILE_NAME: Final = "index.jsonl"
# Raised by hand when rows say something else of the same record.
_RULES: Final = 1
_HEADER: Final = json.dumps({"schema": 1, "rules": _RULES, "version": __version__})
# A file written so shortly before it was read might be written again without another time.
_YOUNG_NS: Final = 2_000_000_000
_SUFFIX: Final = ".json"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file."""

    name: str
    """The article's output name."""
    stamp: str
    """State of the record's file; empty where it cannot be told from a later one."""
    title: str
    words: int
    sentences: int
    flagged: int
    source: str
    date: str
    key: str
    """These as `IndexEntry` has them."""

    def entry(self) -> IndexEntry:
        """Return what the index page lists."""
        return IndexEntry(
            name=self.name,
            title=self.title,
            status="done",
            words=self.words,
            sentences=self.sentences,
            flagged=self.flagged,
            source=self.source,
            date=self.date,
            key=self.key,
        )

    def line(self) -> bytes:
        """Return the line, ASCII so that nothing in it ends it early."""
        return json.dumps(astuple(self), separators=(",", ":")).encode("ascii") + b"\n"


_TYPES: Final = tuple(int if row.type is int else str for row in fields(Row))


@dataclass(slots=True)
class Rows:
    """The rows of an output folder, while they are open."""

    _file: IO[bytes]
    places: list[ArticlePlace] = field(default_factory=list)
    """Where each article's row lies, in the order of the names."""
    damaged: list[tuple[str, RecordError]] = field(default_factory=list)
    """Articles whose records cannot be used, by name."""
    words: int = 0
    """Italian words of all articles."""
    sentences: int = 0
    """Sentences of all articles."""

    def entry(self, article: ArticlePlace) -> IndexEntry:
        """Return what the index lists of an article."""
        self._file.seek(article.place)
        return Row(*json.loads(self._file.readline())).entry()

    def add(self, row: Row, place: int) -> None:
        """Take a row up that lies at `place`."""
        folder = row.name.rpartition("/")[0]
        self.places.append(ArticlePlace(folder, iso_date(row.date)[:7], place))
        self.words += row.words
        self.sentences += row.sentences


@contextlib.contextmanager
def open_rows(store: Store, leave_out: Collection[str] = ()) -> Iterator[Rows]:
    """Read what the index says of the articles of `store`, except those named in `leave_out`.

    Raises:
        OutputError: nothing can be written beside the records.
    """
    own = store.folder / OWN_FOLDER
    temporary = own / f".bilingue-{secrets.token_hex(8)}.tmp"
    try:
        own.mkdir(parents=True, exist_ok=True)
        file = temporary.open("x+b")
    except OSError as error:
        raise OutputError(str(own), system_reason(error)) from error
    try:
        with file:
            yield _read(store, file, leave_out)
        # Another run may be reading the old one, which Windows does not let us replace then.
        with contextlib.suppress(OSError):
            temporary.replace(own / FILE_NAME)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _read(store: Store, file: IO[bytes], leave_out: Collection[str]) -> Rows:
    rows = Rows(file)
    known = _KnownRows(store.folder / OWN_FOLDER / FILE_NAME)
    try:
        place = file.write(_HEADER.encode() + b"\n")
        for name in _names(store.folder / OWN_FOLDER):
            try:
                row = _row(store, name, known)
            except RecordError as error:
                if name not in leave_out:
                    rows.damaged.append((name, error))
                continue
            if row is None:
                continue
            if name not in leave_out:
                rows.add(row, place)
            place += file.write(row.line())
        file.flush()
    except OSError as error:
        raise OutputError(str(store.folder / OWN_FOLDER), system_reason(error)) from error
    finally:
        known.close()
    return rows


def _names(own: Path) -> list[str]:
    """Return the names of all records, in their order."""
    top = str(own)
    names: list[str] = []
    for folder, _, files in os.walk(top):
        below = folder[len(top) + 1 :].replace(os.sep, "/")
        start = f"{below}/" if below else ""
        names += (
            start + file.removesuffix(_SUFFIX)
            for file in files
            if file.endswith(_SUFFIX) and file != _SUFFIX
        )
    names.sort()
    return names


def _row(store: Store, name: str, known: "_KnownRows") -> Row | None:
    """Return an article's row; None where its record has just gone."""
    stamp = _stamp(store.record_path(name))  # before reading: what comes later is another state
    row = known.row(name)
    if row is not None and stamp and row.stamp == stamp:
        return row
    record = store.read_record(name)
    return None if record is None else _row_of(record, stamp)


def _row_of(record: Record, stamp: str) -> Row:
    return Row(
        name=record.name,
        stamp=stamp,
        title=str(record.article.title),  # of the types of a row, whatever a record says
        words=sum(count_words(pair.it) for pair in record.pairs),
        sentences=len(record.pairs),
        flagged=sum(bool(pair.flags) for pair in record.pairs),
        source=str(record.article.source),
        date=str(record.article.metadata.get("date", "")),
        key=article_key(record),
    )


def _stamp(path: Path) -> str:
    """Return what tells states of a file apart; nothing where that is not sure."""
    try:
        status = path.stat()
    except OSError:
        return ""
    if time.time_ns() - status.st_mtime_ns < _YOUNG_NS:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


class _KnownRows:
    """The rows of the last time, asked for in the order of their names."""

    def __init__(self, path: Path) -> None:
        self._rows: Iterator[Row] = iter(())
        self._next: Row | None = None
        self._file: IO[bytes] | None = None
        with contextlib.suppress(OSError):
            self._file = path.open("rb")
            self._rows = _rows_in(self._file)
            self._next = next(self._rows, None)

    def row(self, name: str) -> Row | None:
        """Return the row of an article, if there is one and no later name was asked for."""
        while self._next is not None and self._next.name < name:
            self._next = next(self._rows, None)
        return self._next if self._next is not None and self._next.name == name else None

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def _rows_in(file: IO[bytes]) -> Iterator[Row]:
    """Yield the rows in a file of ours, up to where it is damaged."""
    if file.readline() != _HEADER.encode() + b"\n":
        return
    for line in file:
        try:
            values = json.loads(line)
        except ValueError:
            return
        if not isinstance(values, list) or tuple(map(type, values)) != _TYPES:
            return
        yield Row(*values)
