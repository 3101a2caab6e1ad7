"""Reading memory units out of tables: ours, those of a memory, and plain ones of two columns."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.article import ORIGINS, Origin, clean_text
from pipeline.errors import BilingueError, MemoryImportError, TableError, system_reason
from pipeline.memory.export_tables import COLUMNS
from pipeline.memory.units import MemoryUnit, moment

if TYPE_CHECKING:
    from pipeline.edits.table import Table

_MEMORY_COLUMNS: Final = frozenset(COLUMNS)
_ARTICLE_COLUMNS: Final = frozenset({"paragraph", "sentence"})
_HEADERS: Final = frozenset(
    {("italian", "english"), ("italiano", "inglese"), ("source", "target"), ("it-it", "en-us")}
)
_REVERSED: Final = frozenset({("english", "italian"), ("inglese", "italiano"), ("en-us", "it-it")})
_SAMPLE: Final = 200
_ZIP: Final = b"PK\x03\x04"
# A spreadsheet puts quotes around a field that has some, and doubles those.
_QUOTED: Final = re.compile('"(?:[^"]|"")*""(?:[^"]|"")*"')
_ENGLISH_COLUMN: Final = re.compile('(?:^|[\t;,"])\\s*en\\s*(?:$|[\t;,"])')
_SNIFFED: Final = 20_000
_HEADER_SEARCH: Final = 20
"""A person may write some lines above the header."""


def table_units(path: Path) -> Iterator[MemoryUnit]:
    """Yield the units of a table in its order.

    Raises:
        MemoryImportError: it is no table, or its first column is not Italian.
    """
    from pipeline.edits.table import read_table  # noqa: PLC0415 - only for tables

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MemoryImportError(str(path), system_reason(error)) from error
    # What needs no guessing is read without: it is ten times as fast.
    if rows := _untouched_rows(raw):
        yield from map(_memory_unit, rows)
        return
    if not raw.startswith(_ZIP) and _has_no_header(raw):
        yield from _plain_units(raw, path)
        return
    try:
        table = read_table(raw, str(path))
    except TableError as error:
        raise MemoryImportError(str(path), error.message) from error
    columns = set(table.columns)
    if columns >= _MEMORY_COLUMNS:
        yield from (_memory_unit(row.values) for row in table.rows)
    elif columns >= _ARTICLE_COLUMNS or "key" in columns:
        yield from _article_units(path)
    else:
        yield from _bare_units(table)


def _untouched_rows(raw: bytes) -> list[dict[str, str]]:
    """Return the rows of a memory's table as it was written; nothing of any other file."""
    if not raw.startswith("\t".join(COLUMNS).encode() + b"\n"):
        return []
    try:
        _, *lines = raw.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return []
    rows = [line.split("\t") for line in lines]
    with_quotes = [text for row in rows for text in row if '"' in text]
    changed = bool(with_quotes) and all(map(_QUOTED.fullmatch, with_quotes))
    if changed or b"\r" in raw or any(len(row) != len(COLUMNS) for row in rows):
        return []
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def _has_no_header(raw: bytes) -> bool:
    """Tell whether none of the first lines names a column `en`, in any encoding."""
    start = raw[:_SNIFFED].replace(b"\x00", b"").decode("latin-1").lower()
    lines = start.splitlines()[:_HEADER_SEARCH]
    return not any(_ENGLISH_COLUMN.search(line) for line in lines)


def _memory_unit(values: Mapping[str, str]) -> MemoryUnit:
    origin = _origin(values["origin"].strip().lower())
    return MemoryUnit(
        it=values["it"],
        en=values["en"],
        origin=origin,
        # The table has no sign for the beginning of an article.
        previous=values["previous"] or None,
        next=values["next"] or None,
        document=values["document"],
        key=values["key"],
        digest=values["digest"] if origin == "mt" else "",
        score=_number(values["score"]) if origin == "mt" else None,
        flags=tuple(values["flags"].split()),
        changed=_moment(values["changed"]),
    )


def _article_units(path: Path) -> Iterator[MemoryUnit]:
    """Yield the sentences of an article's table; those of edited rows are a person's."""
    from pipeline.exports.collection import documents  # noqa: PLC0415 - only for our tables

    found, problems = documents([path])
    for error in problems:
        raise MemoryImportError(str(path), error.message) from error
    changed = moment(dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC))
    for document in found:
        digest = _translation_digest(path, document.name)
        for unit in document.units:
            machine = unit.origin == "mt"
            yield MemoryUnit(
                it=unit.it,
                en=unit.en,
                origin=unit.origin,
                previous=unit.previous,
                next=unit.next,
                document=document.name,
                key=unit.key,
                digest=digest if machine else "",
                score=unit.score,
                flags=unit.flags,
                changed=changed,
            )


def _translation_digest(table: Path, name: str) -> str:
    """Return what the machine's text in a table was made with, from the record beside it."""
    from pipeline.store import OWN_FOLDER, Store  # noqa: PLC0415 - only for our tables

    for folder in table.absolute().parents:
        if (folder / OWN_FOLDER).is_dir():
            record = Store(folder).read_record(name)
            if record:
                return record.digests.translation
    return ""


def _bare_units(table: "Table") -> Iterator[MemoryUnit]:
    for row in table.rows:
        yield MemoryUnit(row.it, row.en, _origin(row.origin) if row.origin else "tm")


def _plain_units(raw: bytes, path: Path) -> Iterator[MemoryUnit]:
    """Yield the pairs of a table without a header that we know."""
    from pipeline.edits.delimited import plain, quoted, seems_quoted  # noqa: PLC0415
    from pipeline.readers.encoding import decode  # noqa: PLC0415

    try:
        text = decode(raw, str(path))
    except BilingueError as error:
        raise MemoryImportError(str(path), "it is not text") from error
    lines = quoted(text, "\t") if seems_quoted(text, "\t") else plain(text, "\t")
    rows = [(line.fields[0], line.fields[1]) for line in lines if len(line.fields) > 1]
    if not rows:
        raise MemoryImportError(str(path), "no line has a tab between Italian and English")
    first = (rows[0][0].strip().lower(), rows[0][1].strip().lower())
    if first in _HEADERS | _REVERSED:
        rows = rows[1:]
    if first in _REVERSED:
        rows = [(italian, english) for english, italian in rows]
    elif first not in _HEADERS:
        _refuse_reversed(rows[:_SAMPLE], path)
    for italian, english in rows:
        yield MemoryUnit(clean_text(italian), clean_text(english), "tm")


def _refuse_reversed(rows: Sequence[tuple[str, str]], path: Path) -> None:
    from pipeline.language import CLEAR_PROBABILITY, identify  # noqa: PLC0415 - loads a model

    first, second = (identify(" ".join(column)) for column in zip(*rows, strict=True))
    clear = min(first[2], second[2]) >= CLEAR_PROBABILITY
    if clear and (first[0], second[0]) == ("en", "it"):
        raise MemoryImportError(str(path), "the Italian stands in its second column")


def _origin(text: str) -> Origin:
    for known in ORIGINS:
        if text == known:
            return known  # type: ignore[return-value] # one of the three
    return "tm"


def _number(text: str) -> float | None:
    with contextlib.suppress(ValueError):
        return float(text.replace(",", "."))
    return None


def _moment(text: str) -> str:
    """Return a time as units have it; nothing, for the present, where it is none."""
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment(time if time.tzinfo else time.replace(tzinfo=dt.UTC))
