"""Delimited text to records, in each of the ways that programs write it.

None of the ways can be told from a line by itself: `"Yes"` is a quotation in a table of ours and
a quoted field in one that LibreOffice saved. So each way is one function here, and `table` takes
the one that suits the file as a whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_PADDING: Final = re.compile(r"[,;]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one record."""

    number: int
    """Number of the line in the file on which the record begins, from 1."""
    fields: tuple[str, ...]
    """What stands between the delimiters."""


def plain(text: str, delimiter: str) -> list[Line]:
    """Return the records of `text` in which a quotation mark is a character like any other."""
    return [
        Line(number, tuple(line.split(delimiter)))
        for number, line in enumerate(text.split("\n"), start=1)
    ]


def quoted(text: str, delimiter: str) -> list[Line]:
    """Return the records of `text` in which a field may be quoted as a whole (RFC 4180).

    A field that begins with a quotation mark and is not properly quoted is taken as it stands, so
    that a single one never swallows what follows.
    """
    return list(_quoted(text, delimiter))


def _quoted(text: str, delimiter: str) -> Iterator[Line]:
    begin = number = 1
    fields: list[str] = []
    for match in _fields(text, delimiter):
        inside = match["inside"]
        fields.append(match["bare"] if inside is None else inside.replace('""', '"'))
        number += match[0].count("\n")
        if not text.startswith(delimiter, match.end()):
            yield Line(begin, tuple(fields))
            number += 1
            begin, fields = number, []


def _fields(text: str, delimiter: str) -> Iterator[re.Match[str]]:
    """Yield a match for each field; its group `inside` is None where it is not quoted."""
    pattern = _field_pattern(delimiter)
    place = 0
    while place <= len(text):
        match = pattern.match(text, place)
        if match is None:  # never: an unquoted field may be empty
            return
        yield match
        place = match.end() + 1


@lru_cache(maxsize=8)
def _field_pattern(delimiter: str) -> re.Pattern[str]:
    end = re.escape(delimiter)
    return re.compile(
        rf'"(?P<inside>[^"]*(?:""[^"]*)*)"(?=[{end}\n]|\Z)|(?P<bare>[^{end}\n]*)',
    )


def resplit(text: str, delimiter: str) -> list[Line]:
    """Return the records of a tabular text that a spreadsheet divided at commas instead of tabs.

    LibreOffice does so where it is not told the delimiter. Each cell then holds tabs; the cells
    joined with commas give the lines back, but for what the spreadsheet changed in a cell and the
    empty cells up to the length of the longest line.

    Args:
        text: What it saved.
        delimiter: What it wrote between the cells.
    """
    return [
        Line(line.number, tuple(_PADDING.sub("", ",".join(line.fields)).split("\t")))
        for line in quoted(text, delimiter)
    ]


def seems_quoted(text: str, delimiter: str) -> bool:
    """Tell whether the fields of `text` that begin with a quotation mark are quoted ones.

    They are if all are properly quoted and one of them needs it, or all fields are quoted.
    """
    bare: list[str] = []
    inside: list[str] = []
    for match in _fields(text, delimiter):
        if match["inside"] is not None:
            inside.append(match["inside"])
        elif match["bare"]:
            bare.append(match["bare"])
    if any(field.startswith('"') for field in bare):
        return False
    if any('""' in field or delimiter in field or "\n" in field for field in inside):
        return True
    # Excel also quotes what holds a comma, and programs can be told to quote everything.
    with_comma = [field for field in inside if "," in field]
    return bool(inside) and (
        not bare or (len(with_comma) > 1 and not any("," in field for field in bare))
    )
