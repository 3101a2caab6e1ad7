"""The cells of a table by row, with the columns that merged cells take (HTML standard, Tables)."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_WIDEST: Final = 1000
"""Columns that merged cells are counted in: by the standard no cell is wider."""
_HIGHEST: Final = 65_534


def rows_of(table: "_Element") -> "Iterator[list[tuple[_Element | None, int]]]":
    """Yield each row's cells, each with the number of columns that are taken before it.

    The last entry of a row has no cell: what is taken behind the last one.
    """
    below: dict[int, int] = {}
    for row in _rows(table):
        cells: list[tuple[_Element | None, int]] = []
        column = skipped = 0
        for cell in row.iterchildren("td", "th"):
            while below.get(column, 0):
                below[column] -= 1
                column += 1
                skipped += 1
            cells.append((cell, skipped))
            width = _number(cell.get("colspan"), _WIDEST)
            height = _number(cell.get("rowspan"), _HIGHEST)
            if height > 1:
                below |= dict.fromkeys(range(column, min(column + width, _WIDEST)), height - 1)
            column += width
            skipped = width - 1
        cells.append((None, skipped))
        for taken in [one for one in below if one >= column]:
            below[taken] -= 1
        below = {one: count for one, count in below.items() if count > 0}
        yield cells


def cells_of(table: "_Element") -> "list[_Element]":
    """Return all cells of a table in the order of the page."""
    return [cell for row in _rows(table) for cell in row.iterchildren("td", "th")]


def _rows(table: "_Element") -> "list[_Element]":
    rows = []
    for child in table:
        if tag_of(child) == "tr":
            rows.append(child)
        elif tag_of(child) in {"thead", "tbody", "tfoot"}:
            rows += child.iterchildren("tr")
    return rows


def _number(value: str | None, limit: int) -> int:
    """Return a span of columns or rows, at least 1."""
    found = re.match(r"\s*(\d{1,6})", value or "")
    return min(max(int(found[1]), 1), limit) if found else 1
