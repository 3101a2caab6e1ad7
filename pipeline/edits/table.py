"""Reading a table that a person may have opened, changed and saved with any program.

Encoding, delimiter and quoting are not told by the file. Each combination that is possible is
tried, and the one is taken that the table itself confirms: a key holds hashes of the Italian and
the English of its row, so the right reading is the one in which most rows fit their keys. Where
that does not decide, the more usual reading wins, see `_readings`.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.article import FrozenMapping, clean_text
from pipeline.edits.delimited import Line, plain, quoted, resplit, seems_quoted
from pipeline.edits.mojibake import repaired
from pipeline.edits.row_keys import FULL_KEY, sentence_code
from pipeline.errors import BinarySourceError, TableError
from pipeline.keys import check_code
from pipeline.readers.encoding import decode

_ZIP: Final = b"PK\x03\x04"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_ENDS: Final = re.compile("\r\n?")
_DELIMITERS: Final = ("\t", ";", ",")
_HEADER_SEARCH: Final = 20
"""A person may write some lines above the header."""

_NOT_A_TABLE: Final = "it has no header line with the columns it or key, and en"
_AS_TABLE: Final = "save it as text with tabs (.tsv) or as .xlsx, with its header line"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int
    """The line in the file on which the row begins, from 1."""
    it: str
    """The Italian; empty where the table has no such column."""
    en: str
    """The English as it was found, not cleaned."""
    key: str
    """The row's key, see `keys`, as it was found."""
    origin: str
    """What stands in the column `origin`."""
    values: FrozenMapping
    """What stands in every column, by its name; under no name what is beyond the last one."""
    converted: frozenset[str] = frozenset()
    """Columns whose cell a workbook holds as a number, a date, a truth value or a formula."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found."""

    columns: tuple[str, ...]
    """Names of the columns, in their order."""
    rows: tuple[Row, ...]
    """The rows in their order, without empty ones."""
    path: str = ""
    """The file, for messages."""
    quoted: bool = False
    """Whether the file's form shows that a spreadsheet wrote it."""
    spoilt: bool = False
    """Whether that program had misread the file: its encoding or its delimiter."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read a file, and what comes of it."""

    table: Table
    """The table."""
    fits: int
    """How much of the table confirms this way."""
    regular: int
    """Number of rows with as many fields as the header."""


def read_table(raw: bytes, path: str) -> Table:
    """Return the table in `raw`; `path` is for messages.

    Columns are found by their names, in any order and case; missing ones are empty. Text is UTF-8,
    UTF-16, Windows-1252, Mac Roman or code page 850, with lines that end in LF, CRLF or CR and
    tabs, semicolons or commas between fields. A workbook (.xlsx) is read too.

    Raises:
        TableError: it is not such a table.
    """
    if raw.startswith(_ZIP):
        from pipeline.exports import xlsx_reading  # noqa: PLC0415 - openpyxl is big

        return xlsx_reading.read(raw, path)
    if raw.startswith(_OLD_WORKBOOK):
        raise TableError(path, "it is an old workbook or document", _AS_TABLE)
    if not raw.strip():
        raise TableError(path, "it is empty", _AS_TABLE)
    best: _Reading | None = None
    for reading in _readings(raw, path):
        if best is None or (reading.fits, reading.regular) > (best.fits, best.regular):
            best = reading
    if best is None:
        raise TableError(path, _NOT_A_TABLE, _AS_TABLE)
    return best.table


def make_table(lines: Sequence[Line], path: str) -> Table | None:
    """Return the table in `lines`, or None where no header is among the first of them.

    The header has `en`, and `it` or `key`. A row with fewer fields lacks the last ones. One with
    more of them, because a tab was typed into a cell, is mended where its key shows how.
    """
    for index, line in enumerate(lines[:_HEADER_SEARCH]):
        columns = _columns(line.fields)
        if "en" in columns and ("it" in columns or "key" in columns):
            rows = tuple(
                _row(columns, one)
                for one in lines[index + 1 :]
                if any(field.strip() for field in one.fields)
            )
            return Table(columns, rows, path)
    return None


def _readings(raw: bytes, path: str) -> Iterator[_Reading]:
    """Yield what comes of reading a file in each possible way, the more usual ones first."""
    for text, misread in _texts(raw, path):
        for delimiter in _DELIMITERS:
            for way in _ways(text, delimiter):
                lines = way.parse(text, delimiter)
                table = make_table(lines, path)
                if table is not None:
                    table = replace(table, quoted=way.quoted, spoilt=misread or way.spoilt)
                    width = len(table.columns)
                    regular = sum(len(line.fields) == width for line in lines)
                    yield _Reading(table, _fits(table), regular)


def _texts(raw: bytes, path: str) -> Iterator[tuple[str, bool]]:
    """Yield what the bytes may mean as text, and whether another program misread them before."""
    texts = []
    try:
        text = decode(raw, path)
    except BinarySourceError as error:
        raise TableError(path, "it is not text", _AS_TABLE) from error
    if not raw.startswith(_MARKS) and b"\x00" not in raw and not _is_utf8(raw):
        single = (raw.decode(name, errors="replace") for name in ("cp1252", "mac_roman", "cp850"))
        texts += [_LINE_ENDS.sub("\n", one) for one in single]
    texts.insert(min(1, len(texts)), text)
    for one in dict.fromkeys(texts):
        yield one.removesuffix("\n"), False
        mended = "\n".join(map(repaired, one.split("\n")))
        if mended != one:
            yield mended.removesuffix("\n"), True


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to divide a text into records and fields."""

    parse: Callable[[str, str], list[Line]]
    """What does it, given the text and a delimiter."""
    quoted: bool = False
    """Whether a program other than ours wrote a file that is read in this way."""
    spoilt: bool = False
    """Whether it misread the file before."""


_PLAIN: Final = _Way(plain)
_QUOTED: Final = _Way(quoted, quoted=True)
_DIVIDED_AT_COMMAS: Final = _Way(resplit, quoted=True, spoilt=True)


def _ways(text: str, delimiter: str) -> tuple[_Way, ...]:
    """Return the ways that are possible, the more usual one first."""
    header = text.partition("\n")[0]
    if delimiter == ";":
        return _QUOTED, _PLAIN
    if delimiter == ",":
        return _QUOTED, _PLAIN, *([_DIVIDED_AT_COMMAS] if "\t" in header else [])
    if '"' not in text:
        return (_PLAIN,)
    if header.startswith('"') and header.count("\t") > header.count('"'):
        return _QUOTED, _DIVIDED_AT_COMMAS
    return (_QUOTED, _PLAIN) if seems_quoted(text, delimiter) else (_PLAIN, _QUOTED)


def _fits(table: Table) -> int:
    """Return how many hashes in the table's keys are right: proof of the reading."""
    total = 0
    for row in table.rows:
        if key := FULL_KEY.fullmatch(row.key):
            # A reading with keys in it is better than one with none.
            total += 1
            total += 2 * (key["sentence"] == sentence_code(row.it))
            total += 2 * (key["check"] == check_code(row.en))
    return total


def _columns(fields: Iterable[str]) -> tuple[str, ...]:
    """Return names of columns, each one once; a person's own may be without a name."""
    seen: Counter[str] = Counter()
    names = []
    for field in fields:
        name = " ".join(field.split())
        name = name.lower() if name.lower() in {"it", "en", "key", "origin"} else name
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _row(columns: tuple[str, ...], line: Line) -> Row:
    fields = _mended(columns, line.fields)
    found = dict.fromkeys(columns, "") | dict(zip(columns, fields, strict=False))
    if any(fields[len(columns) :]):
        found[""] = " ".join(filter(None, (found.get(""), *fields[len(columns) :])))
    return Row(
        number=line.number,
        it=found.get("it", ""),
        en=found["en"],
        key=found.get("key", ""),
        origin=found.get("origin", "").strip().lower(),
        values=FrozenMapping(found),
    )


def _mended(columns: tuple[str, ...], fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields of a row; a tab that was typed into its English is taken out.

    That it was the English shows by the Italian standing in its place and the key too far right.
    """
    surplus = len(fields) - len(columns)
    if surplus <= 0 or "key" not in columns:
        return fields
    english, key = columns.index("en"), columns.index("key")
    if not english < key or not FULL_KEY.fullmatch(fields[key + surplus]):
        return fields
    end = english + surplus + 1
    return (*fields[:english], " ".join(fields[english:end]), *fields[end:])


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as text in the form of `exports.tsv`: tabs, LF, nothing quoted."""
    lines = ("\t".join(clean_text(field) for field in row) for row in rows)
    return "\n".join(["\t".join(columns), *lines]) + "\n"
