"""Lines to paragraphs, whatever columns and pages part them.

A line begins a paragraph by the first rule that speaks:

1. Its letters are of another size than those of the line before, or bold where those are not, or
   the other way round.
2. It begins with a bullet, or with a number of a row of numbers; or it is a row of a table and the
   line before is none, or the other way round.
3. In the same column: more white is above it than is usual (`WIDE_LEADING`), or it is indented
   and the line before is not, or that line ends a sentence and is short (`SHORT_SHARE`).
4. In another column or on another page: it is indented, or the line before ends a sentence and
   the text is one that does not indent its paragraphs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.article import Span
from pipeline.readers.hyphenation import join_lines, words_of
from pipeline.readers.lines import ends_sentence
from pipeline.readers.pdf.layout import Line, joined, spaces
from pipeline.readers.pdf.words import Word

OTHER_SIZE: Final = 0.06
"""Part of the size by which letters differ before they count as of another size."""
WIDE_LEADING: Final = 1.35
"""Distance of two lines, in usual ones, from which on they are two paragraphs."""
WIDER_LEADING: Final = 1.15
"""The same behind a line that ends a sentence or an item."""
INDENT: Final = 0.7
"""Indentation of a paragraph's first line, in sizes of letters."""
SHORT_SHARE: Final = 0.15
"""Part of the column's width by which a paragraph's last line is short."""
CENTRED_SHARE: Final = 0.3
"""Indentation, in parts of the column's width, from which on a line is centred, not indented."""

_BULLET: Final = re.compile(r"[•‣▪◦·∙–—*-]\s+(?=\S)")
_NUMBER: Final = re.compile(r"\(?(\d{1,3}|[a-z])[.)]\s+(?=\S)")
_MARK: Final = re.compile(r"[•‣▪◦·∙–—*-]|[(\[]?(?:\d{1,3}(?:\.\d{1,2})*|[a-z*†‡§])[.)\]]?")
_ITEM_END: Final = ";"
_RAISED: Final = 0.15
_SMALL: Final = 0.8
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the page that it is on."""

    line: Line
    page: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[PlacedLine, ...]
    """Its lines."""

    @property
    def size(self) -> float:
        """Size of its letters."""
        return max(self.lines, key=lambda one: len(one.line.text)).line.size

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(one.line.is_bold for one in self.lines)


def usual_size(lines: Sequence[PlacedLine]) -> float:
    """Return the size of most letters of a text."""
    letters: Counter[float] = Counter()
    for one in lines:
        for word in one.line.words:
            letters[round(word.size * 2) / 2] += len(word.text)
    return letters.most_common(1)[0][0]


def paragraphs_of(lines: Sequence[PlacedLine]) -> Iterator[Paragraph]:
    """Yield the paragraphs that the lines of a text make."""
    leading = _usual_leading(lines)
    indents = _indents_paragraphs(lines)
    paragraph: list[PlacedLine] = []
    for one in lines:
        if paragraph and _begins(paragraph, one, leading, indents=indents):
            yield Paragraph(tuple(paragraph))
            paragraph = []
        paragraph.append(one)
    if paragraph:
        yield Paragraph(tuple(paragraph))


def bullet_of(text: str) -> re.Match[str] | None:
    """Return the bullet that a text begins with."""
    return _BULLET.match(text)


def number_of(text: str) -> re.Match[str] | None:
    """Return the number or letter of a list that a text begins with."""
    return _NUMBER.match(text)


def is_row(line: Line) -> bool:
    """Tell whether a line is a row of a table: white parts it, and not behind a mark alone."""
    cells = line.cells
    first = joined(cells[0])
    return len(cells) > 1 and not _MARK.fullmatch(first)


def text_of(
    paragraph: Paragraph, words: AbstractSet[str], references: AbstractSet[str] = frozenset()
) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a paragraph and what is emphasised of it.

    Args:
        paragraph: The paragraph.
        words: All words of the text, as `hyphenation.words_of` finds them.
        references: Labels of footnotes; raised ones are left out of the text.
    """
    text = ""
    spans: list[Span] = []
    for one in paragraph.lines:
        line = _without_references(one.line, references)
        if not line:
            continue
        added = joined(line)
        text = join_lines(text, added, words) if text else added
        place = len(text) - len(added)
        spans += _emphasis(line, place)
    return text, _merged(spans, text)


def document_words(lines: Sequence[PlacedLine]) -> AbstractSet[str]:
    """Return the words of a text; see `hyphenation.words_of`."""
    return words_of(one.line.text for one in lines)


def _begins(
    paragraph: Sequence[PlacedLine], one: PlacedLine, leading: float, *, indents: bool
) -> bool:
    """Tell whether a line begins a paragraph, by the rules of this module."""
    before, line = paragraph[-1].line, one.line
    ends_item = before.text.endswith(_ITEM_END) and _is_short(before)
    goes_on = not (ends_sentence(before.text) or ends_item) and line.text[:1].islower()
    if abs(before.size - line.size) > OTHER_SIZE * max(before.size, line.size):
        return True
    if before.is_bold != line.is_bold and not (is_row(before) and is_row(line)):
        return not goes_on
    if bullet_of(line.text) or _follows(paragraph, line) or is_row(before) != is_row(line):
        return True
    if paragraph[-1].page == one.page and _is_below(before, line):
        return _begins_in_column(paragraph, line, leading)
    is_over = ends_sentence(before.text) and (not indents or _is_short(before))
    return not goes_on and (_is_indented(line) or is_over)


def _begins_in_column(paragraph: Sequence[PlacedLine], line: Line, leading: float) -> bool:
    before, first = paragraph[-1].line, paragraph[0].line
    if is_row(line):  # rows of a table are as far apart as they like
        return False
    distance = (before.baseline - line.baseline) / (leading * line.size or 1.0)
    is_over = ends_sentence(before.text) or before.text.endswith(_ITEM_END)
    if distance > WIDE_LEADING or (is_over and distance > WIDER_LEADING):
        return True
    ends_short = is_over and _is_short(before)
    if bullet_of(first.text) or number_of(first.text):
        # Lines of an item hang behind its mark.
        return ends_short and line.indent <= first.indent
    is_deeper = line.indent - before.indent > INDENT * line.size / 2
    return ends_short or (is_deeper and _is_indented(line))


def _follows(paragraph: Sequence[PlacedLine], line: Line) -> bool:
    """Tell whether a line has the number after that of the paragraph before it."""
    number, before = number_of(line.text), number_of(paragraph[0].line.text)
    if number is None or before is None:
        return False
    if number[1].isdigit() and before[1].isdigit():
        return int(number[1]) == int(before[1]) + 1
    return number[1].isalpha() and ord(number[1]) == ord(before[1][0]) + 1


def _is_below(before: Line, line: Line) -> bool:
    return (before.left, before.right) == (line.left, line.right) and (
        line.baseline < before.baseline
    )


def _is_indented(line: Line) -> bool:
    width = line.right - line.left
    return INDENT * line.size <= line.indent < CENTRED_SHARE * width


def _is_short(line: Line) -> bool:
    return line.shortness > SHORT_SHARE * (line.right - line.left)


def _usual_leading(lines: Sequence[PlacedLine]) -> float:
    """Return the usual distance of two lines, in sizes of their letters."""
    distances = [
        (before.line.baseline - one.line.baseline) / one.line.size
        for before, one in pairwise(lines)
        if before.page == one.page
        and _is_below(before.line, one.line)
        and before.line.size == one.line.size > 0
    ]
    return median(distances) if distances else 1.2


def _indents_paragraphs(lines: Sequence[PlacedLine]) -> bool:
    """Tell whether the text marks its paragraphs by indentation."""
    after_short = [
        one.line
        for before, one in pairwise(lines)
        if _is_below(before.line, one.line)
        and _is_short(before.line)
        and ends_sentence(before.line.text)
        and before.line.size == one.line.size
    ]
    indented = sum(map(_is_indented, after_short))
    return bool(indented) and indented * 2 >= len(after_short)


def _without_references(line: Line, references: AbstractSet[str]) -> list[Word]:
    """Return the words of a line; raised figures go where a footnote has them, else stay raised."""
    words = []
    size, baseline = line.size, line.baseline
    for word in line.words:
        is_raised = word.size < _SMALL * size and word.baseline > baseline + _RAISED * word.size
        if is_raised and word.text.strip("()[]") in references:
            continue
        if is_raised and word.text.isdigit():
            words.append(replace(word, text=word.text.translate(_SUPERSCRIPTS)))
        else:
            words.append(word)
    return words


def _emphasis(words: Sequence[Word], place: int) -> Iterator[Span]:
    for word, space in zip(words, spaces(words), strict=True):
        start, place = place + len(space), place + len(space) + len(word.text)
        if word.is_italic:
            yield Span(start, place, "emphasis")
        if word.is_bold:
            yield Span(start, place, "strong")


def _merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans, neighbours of one kind made one; none where all of the text has them."""
    merged: list[Span] = []
    for kind in ("emphasis", "strong"):
        run: list[Span] = []
        for span in spans:
            if span.type != kind:
                continue
            if run and not text[run[-1].end : span.start].strip(" -"):
                run[-1] = replace(run[-1], end=span.end)
            else:
                run.append(span)
        merged += [span for span in run if span.end - span.start < len(text)]
    return tuple(sorted(merged, key=lambda span: (span.start, -span.end)))
