"""Words to lines in reading order: rows, bands and columns.

The page is cut as a person's eye cuts it, by white space (a variant of the recursive XY cut of
Nagy and Seth, 1984):

1. Words on one height form a row; rows that touch form a band.
2. Bands are gathered from top to bottom as long as a white corridor runs through all of them, at
   least `CORRIDOR` wide, with columns of prose on both sides. What runs across it, such as a
   headline, ends the gathering.
3. Gathered bands are read column by column, each cut again in the same way; all others row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.readers.pdf.words import Word

CORRIDOR: Final = 0.9
"""Width of the white between two columns, in sizes of letters. Spaces in justified lines can be
as wide, but not one above the other."""
LEAST_COLUMN: Final = 7.0
"""Width of the narrowest column, in sizes of letters: fifteen letters. Bullets and numbers in front
of a list, and most columns of tables, are narrower."""
LEAST_ROWS: Final = 3
"""Rows of the shortest column."""
LEAST_WORDS: Final = 2.0
"""Words of a row of a column, on average; cells of tables have fewer."""
CELL_GAP: Final = 1.5
"""White between two cells of a table, in sizes of letters; in justified lines 1.2 is rare."""
MOST_COLUMNS: Final = 20
"""Columns beside each other; more are those of a table, or drawn to take time."""
DEEPEST: Final = 6
"""Columns in columns."""

_SAME_ROW: Final = 0.45
"""Part of the size by which words of a row differ in height: superscripts do."""
_ASCENT, _DESCENT = 0.75, 0.2
_NO_SPACE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column."""

    words: tuple[Word, ...]
    """Its words from left to right."""
    left: float
    """Left edge of its column, in points."""
    right: float
    """Right edge of its column."""

    @property
    def baseline(self) -> float:
        """Height of its largest word."""
        return max(self.words, key=lambda word: word.size).baseline

    @property
    def size(self) -> float:
        """Size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=sizes.__getitem__)

    @property
    def indent(self) -> float:
        """Points between the column's edge and its first word."""
        return self.words[0].left - self.left

    @property
    def shortness(self) -> float:
        """Points between its last word and the column's edge."""
        return self.right - self.words[-1].right

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.is_bold for word in self.words)

    @property
    def cells(self) -> list[list[Word]]:
        """Its words, parted where there is more white than between words: cells of a table."""
        cells = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.left - before.right >= CELL_GAP * max(before.size, word.size):
                cells.append([])
            cells[-1].append(word)
        return cells

    @property
    def text(self) -> str:
        """Its text."""
        return joined(self.words)


def joined(words: Sequence[Word]) -> str:
    """Return the text of words of a line; where no white parts them, they are one word."""
    text = ""
    for word, space in zip(words, spaces(words), strict=True):
        text += space + word.text
    return text


def spaces(words: Sequence[Word]) -> list[str]:
    """Return what stands before each word of a line: a space, or nothing."""
    between = [
        " " if word.left - before.right > _NO_SPACE * max(before.size, word.size) else ""
        for before, word in pairwise(words)
    ]
    return ["", *between] if words else []


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words by the height that they stand on, from top to bottom, left to right."""
    rows: list[list[Word]] = []
    heights: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda one: -one.baseline):
        if rows and heights[-1][0] - word.baseline <= _SAME_ROW * max(heights[-1][1], word.size):
            rows[-1].append(word)
            # The largest word says where the row is, whatever stands above it in small letters.
            if word.size > heights[-1][1]:
                heights[-1] = (word.baseline, word.size)
        else:
            rows.append([word])
            heights.append((word.baseline, word.size))
    return [sorted(row, key=lambda one: one.left) for row in rows]


def lines_of(words: Sequence[Word], depth: int = 0) -> Iterator[Line]:
    """Yield the lines of a page or a column in reading order."""
    if not words:
        return
    for group in _groups(words):
        columns = _columns(group) if depth < DEEPEST else [group]
        if len(columns) > 1:
            for column in columns:
                yield from lines_of(column, depth + 1)
            continue
        left = min(word.left for word in group)
        right = max(word.right for word in group)
        for row in rows_of(group):
            yield Line(tuple(row), left, right)


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the bands, gathered as long as they share a corridor, or have none (step 2)."""
    gathered: list[Word] = []
    covered: list[tuple[float, float]] = []
    is_cut = False
    for band in _bands(words):
        size = median(word.size for word in band)
        own = _merged([(word.left, word.right) for word in band], CORRIDOR * size)
        union = _merged([*covered, *own], CORRIDOR * size)
        is_table = len(union) > MOST_COLUMNS
        if gathered and (is_table or (len(union) == 1 if is_cut else len(own) > 1)):
            yield gathered
            gathered, union = [], own
        gathered += band
        covered, is_cut = union, len(union) > 1
    if gathered:
        yield gathered


def _bands(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield groups of words with nothing but white between them, from top to bottom."""
    band: list[Word] = []
    bottom = 0.0
    for word in sorted(words, key=lambda one: -(one.baseline + _ASCENT * one.size)):
        if band and word.baseline + _ASCENT * word.size < bottom:
            yield band
            band = []
        low = word.baseline - _DESCENT * word.size
        bottom = min(bottom, low) if band else low
        band.append(word)
    if band:
        yield band


def _merged(stretches: Sequence[tuple[float, float]], corridor: float) -> list[tuple[float, float]]:
    """Return the stretches, those joined between which there is no corridor."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1] + corridor:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words by column; all in one where they are no columns of prose (step 3)."""
    size = median(word.size for word in words)
    stretches = _merged([(word.left, word.right) for word in words], CORRIDOR * size)
    if len(stretches) > MOST_COLUMNS:
        return [list(words)]
    columns = [[word for word in words if start <= word.left <= end] for start, end in stretches]
    for column, (start, end) in zip(columns, stretches, strict=True):
        rows = len(rows_of(column))
        is_prose = rows >= LEAST_ROWS and len(column) >= LEAST_WORDS * rows
        if not is_prose or end - start < LEAST_COLUMN * size:
            return [list(words)]
    return columns
