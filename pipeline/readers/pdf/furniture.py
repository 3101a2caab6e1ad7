"""Running heads, running feet and page numbers: what is on every page and belongs to none.

From each edge of a page inwards, at most `MOST_ROWS` rows are left out, as long as each

1. is repeated: its text stands at the same height and in the same size on another page, with the
   same numbers or with numbers that count the pages, or
2. is nothing but a page number ("12", "– xii –", "pag. 3 di 9") within `EDGE_SHARE` of the page.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.readers.pdf.document import Page
from pipeline.readers.pdf.layout import joined, rows_of
from pipeline.readers.pdf.words import Word

MOST_ROWS: Final = 3
EDGE_SHARE: Final = 0.12
"""Part of a page's height in which a number by itself is that of the page."""
_SAME_HEIGHT: Final = 10.0
_SAME_SIZE: Final = 0.5

_NUMBER: Final = re.compile(
    r"[-–—•|\s]*(?:p(?:ag(?:ina|\.)?|\.)?\s*)?(?:\d{1,4}|[ivxlc]{1,8})"
    r"(?:\s*(?:di|/|of|su)\s*\d{1,4})?[-–—•|\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d{1,6}")

_Row = list[Word]


@dataclass(frozen=True, slots=True)
class _Place:
    """A row at the edge of a page."""

    page: int
    distance: float
    """From the edge, in points."""
    size: float
    numbers: tuple[int, ...]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without their running heads, running feet and numbers."""
    rows = [rows_of(page.words) for page in pages]
    drawn: dict[tuple[bool, str], list[_Place]] = {}
    for number, page in enumerate(pages):
        for is_top in (True, False):
            for row in _edge(rows[number], is_top=is_top):
                place = _place(number, page, row, is_top=is_top)
                drawn.setdefault(_key(row, is_top=is_top), []).append(place)
    return [
        replace(page, words=_kept(number, page, rows[number], drawn))
        for number, page in enumerate(pages)
    ]


def _edge(rows: Sequence[_Row], *, is_top: bool) -> list[_Row]:
    return list(rows[:MOST_ROWS] if is_top else rows[: -MOST_ROWS - 1 : -1])


def _key(row: _Row, *, is_top: bool) -> tuple[bool, str]:
    return is_top, _DIGITS.sub("#", joined(row).lower())


def _place(number: int, page: Page, row: _Row, *, is_top: bool) -> _Place:
    distance = page.height - row[0].baseline if is_top else row[0].baseline
    return _Place(number, distance, row[0].size, tuple(map(int, _DIGITS.findall(joined(row)))))


def _kept(
    number: int, page: Page, rows: Sequence[_Row], drawn: Mapping[tuple[bool, str], list[_Place]]
) -> tuple[Word, ...]:
    left_out: set[int] = set()
    for is_top in (True, False):
        for row in _edge(rows, is_top=is_top):
            place = _place(number, page, row, is_top=is_top)
            is_repeated = any(_repeats(place, other) for other in drawn[_key(row, is_top=is_top)])
            if not is_repeated and not _is_number(page, row):
                break
            left_out |= set(map(id, row))
    return tuple(word for word in page.words if id(word) not in left_out)


def _repeats(place: _Place, other: _Place) -> bool:
    between = other.page - place.page
    return (
        between != 0
        and abs(other.distance - place.distance) <= _SAME_HEIGHT
        and abs(other.size - place.size) <= _SAME_SIZE
        and all(
            there - here in (0, between)
            for here, there in zip(place.numbers, other.numbers, strict=False)
        )
    )


def _is_number(page: Page, row: _Row) -> bool:
    share = row[0].baseline / page.height if page.height else 0.5
    at_edge = min(share, 1 - share) <= EDGE_SHARE
    return at_edge and _NUMBER.fullmatch(joined(row)) is not None
