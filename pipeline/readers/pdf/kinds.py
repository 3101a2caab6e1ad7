"""Paragraphs of a PDF to blocks: what is a title, a heading, a caption, a footnote, an item.

1. Footnotes are paragraphs in small letters that a number or star opens, at the foot of a column.
   They follow the paragraph that is open there, so that they interrupt no sentence.
2. Headings have letters of `HEADING_SIZE` or more, or are bold, short, and end in no stop. Their
   level follows from their size; bold ones of the usual size come last.
3. The title is the heading on the first page that the document's own title names, or else the
   largest one there, if no other is as large. Headings above it, such as a masthead or the number
   of a chapter, follow it as paragraphs.
4. Captions are in small letters and short, or look like captions (see `captions`), or begin with
   "Figura 3" or "Tab. 2".
5. Two or more rows of a table become cells, counted as they stand in their row.
6. Items begin with a bullet, or with numbers that go on from one to the next.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Final

from pipeline.article import EMPTY_MAPPING, Block, BlockKind, FrozenMapping, clean_text
from pipeline.readers.captions import LONGEST_CAPTION, is_caption
from pipeline.readers.lines import is_visible
from pipeline.readers.pdf.layout import joined
from pipeline.readers.pdf.paragraphs import (
    Paragraph,
    PlacedLine,
    bullet_of,
    document_words,
    is_row,
    number_of,
    paragraphs_of,
    text_of,
    usual_size,
)
from pipeline.readers.spans import clean_with_spans

HEADING_SIZE: Final = 1.12
"""Size of a heading's letters, in usual ones, from which on nothing else is asked."""
LONGEST_HEADING: Final = 250
"""Characters. Longer text in large letters is a summary or a quotation."""
LONGEST_BOLD_HEADING: Final = 120
SMALL_SIZE: Final = 0.93
"""Size of the letters of captions and footnotes at most, in usual ones."""

_NOTE: Final = re.compile(r"[(\[]?(\d{1,3}|[*†‡§]{1,3})[.)\]]?\s*(?=\S)")
_FIGURE: Final = re.compile(
    r"(?:fig(?:ura|\.)|tab(?:ella|\.)|grafico|tavola|mappa|foto)\s*\d{1,3}\b", re.IGNORECASE
)
_STOPS: Final = (".", ";", ",", ":", "…")
_FIRST_LEVEL: Final = 2


@dataclass(frozen=True, slots=True)
class _Draft:
    """A paragraph with what is known of it so far."""

    kind: BlockKind
    block: Block
    size: float
    page: int
    """The page that it begins on."""
    label: str = ""


def blocks_of(lines: Sequence[PlacedLine], title: str = "") -> tuple[Block, ...]:
    """Return the blocks that the lines of a document make; `title` is what it calls itself."""
    if not lines:
        return ()
    usual = usual_size(lines)
    body, notes = _parted(lines, usual)
    words = document_words(lines)
    note_drafts = [draft for run in notes for draft in _notes(run, words)]
    labels = {draft.label for draft in note_drafts}
    drafts: list[_Draft] = []
    tables = 0
    for paragraph in paragraphs_of(body):
        if len(paragraph.lines) > 1 and is_row(paragraph.lines[0].line):
            tables += 1
            drafts += _cells(paragraph, tables)
            continue
        text, spans = clean_with_spans(*text_of(paragraph, words, labels))
        if is_visible(text):
            kind = _kind(paragraph, text, usual)
            page = paragraph.lines[0].page
            drafts.append(_Draft(kind, Block(kind, text, spans=spans), paragraph.size, page))
    drafts = _with_items(_with_title(drafts, title))
    return tuple(_leveled(_with_notes(drafts, note_drafts)))


def _cells(paragraph: Paragraph, table: int) -> Iterator[_Draft]:
    """Yield the cells of a table (rule 5)."""
    for row, one in enumerate(paragraph.lines, start=1):
        for column, words in enumerate(one.line.cells, start=1):
            text = clean_text(joined(words))
            places = {"table": table, "row": row, "column": column}
            attributes = FrozenMapping({name: str(value) for name, value in places.items()})
            if is_visible(text):
                block = Block("table-cell", text, attributes=attributes)
                yield _Draft("table-cell", block, paragraph.size, one.page)


def _parted(
    lines: Sequence[PlacedLine], usual: float
) -> tuple[list[PlacedLine], list[list[PlacedLine]]]:
    """Return the lines of the text and those of the footnotes, a list for each foot (rule 1)."""
    body: list[PlacedLine] = []
    notes: list[list[PlacedLine]] = []
    run: list[PlacedLine] = []
    for one, following in zip_longest(lines, lines[1:]):
        is_small = one.line.size <= SMALL_SIZE * usual
        if is_small and (run or _NOTE.match(one.line.text)):
            run.append(one)
        else:
            body += [*run, one]
            run = []
        if run and (following is None or _changes_column(one, following)):
            notes.append(run)
            run = []
    return body, notes


def _changes_column(one: PlacedLine, following: PlacedLine) -> bool:
    return one.page != following.page or following.line.baseline >= one.line.baseline


def _notes(run: Sequence[PlacedLine], words: AbstractSet[str]) -> Iterator[_Draft]:
    """Yield the footnotes at a foot; each begins where a number or star opens a line."""
    starts = [place for place, one in enumerate(run) if _opens_note(run, place)]
    for start, end in pairwise([*starts, len(run)]):
        paragraph = Paragraph(tuple(run[start:end]))
        text, spans = clean_with_spans(*text_of(paragraph, words))
        match = _NOTE.match(text)
        label = match[1] if match else ""
        length = match.end() if match else 0
        kept = tuple(
            replace(span, start=span.start - length, end=span.end - length)
            for span in spans
            if span.start >= length
        )
        attributes = FrozenMapping({"label": label}) if label else EMPTY_MAPPING
        if is_visible(text[length:]):
            block = Block("footnote", text[length:], spans=kept, attributes=attributes)
            yield _Draft("footnote", block, paragraph.size, run[start].page, label)


def _opens_note(run: Sequence[PlacedLine], place: int) -> bool:
    match = _NOTE.match(run[place].line.text)
    if match is None:
        return False
    # A year or a page number at the beginning of a line opens none: it is not out of line.
    return place == 0 or run[place].line.indent <= run[0].line.indent + 1


def _kind(paragraph: Paragraph, text: str, usual: float) -> BlockKind:
    size = paragraph.size
    if is_caption(text) or (_FIGURE.match(text) and len(text) <= LONGEST_CAPTION):
        return "caption"
    if size >= HEADING_SIZE * usual and len(text) <= LONGEST_HEADING:
        return "heading" if not text.endswith((".", ";", ",")) else "paragraph"
    is_bold_line = paragraph.is_bold and len(text) <= LONGEST_BOLD_HEADING
    if is_bold_line and size > SMALL_SIZE * usual and not text.endswith(_STOPS):
        return "heading"
    if size <= SMALL_SIZE * usual and len(text) <= LONGEST_CAPTION:
        return "caption"
    return "paragraph"


def _with_title(drafts: list[_Draft], title: str) -> list[_Draft]:
    """Apply rule 3."""
    first = [draft for draft in drafts if draft.kind == "heading" and draft.page == drafts[0].page]
    named = [draft for draft in first if title and _plain(draft.block.text) == _plain(title)]
    largest = max((draft.size for draft in first), default=0.0)
    largest_ones = [draft for draft in first if draft.size == largest]
    chosen = (named or largest_ones)[:1]
    if not named and (len(largest_ones) != 1 or len(drafts) < 2):  # noqa: PLR2004
        return drafts
    place = next(number for number, draft in enumerate(drafts) if draft is chosen[0])
    own = _as(chosen[0], "title", 1)
    if any(draft.kind != "heading" for draft in drafts[:place]):
        return [*drafts[:place], own, *drafts[place + 1 :]]
    above = [_as(draft, "paragraph", None) for draft in drafts[:place]]
    return [own, *above, *drafts[place + 1 :]]


def _as(draft: _Draft, kind: BlockKind, level: int | None) -> _Draft:
    return replace(draft, kind=kind, block=replace(draft.block, kind=kind, level=level))


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _with_items(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Apply rule 6."""
    numbers = [
        number_of(draft.block.text) if draft.kind == "paragraph" else None for draft in drafts
    ]
    items = []
    for place, draft in enumerate(drafts):
        number, bullet = numbers[place], None
        if draft.kind == "paragraph":
            bullet = bullet_of(draft.block.text)
        neighbours = [numbers[place - 1] if place else None, *numbers[place + 1 : place + 2]]
        if bullet and not bullet[0].startswith(("–", "—")):
            items.append(_item(draft, bullet.end(), ""))
        elif number and any(neighbours):
            items.append(_item(draft, number.end(), number[0].strip()))
        else:
            items.append(draft)
    return items


def _item(draft: _Draft, length: int, label: str) -> _Draft:
    spans = tuple(
        replace(span, start=max(0, span.start - length), end=span.end - length)
        for span in draft.block.spans
        if span.end > length
    )
    attributes = FrozenMapping({"label": label}) if label else EMPTY_MAPPING
    text = clean_text(draft.block.text[length:])
    return replace(draft, kind="list-item", block=Block("list-item", text, 1, spans, attributes))


def _with_notes(drafts: Sequence[_Draft], notes: Sequence[_Draft]) -> Iterator[_Draft]:
    """Yield the drafts, each page's footnotes behind the last paragraph that begins on it."""
    left = list(notes)
    for draft in drafts:
        ready = [note for note in left if note.page < draft.page]
        yield from ready
        left = left[len(ready) :]
        yield draft
    yield from left


def _leveled(drafts: Iterator[_Draft]) -> Iterator[Block]:
    """Yield the blocks, headings with the level that their size gives them (rule 2)."""
    everything = list(drafts)
    sizes = sorted(
        {round(draft.size * 2) / 2 for draft in everything if draft.kind == "heading"},
        reverse=True,
    )
    for draft in everything:
        if draft.kind == "heading":
            level = _FIRST_LEVEL + sizes.index(round(draft.size * 2) / 2)
            yield replace(draft.block, level=level)
        else:
            yield draft.block
