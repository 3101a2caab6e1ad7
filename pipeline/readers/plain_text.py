"""Plain text: paragraphs, and the title, headings, captions, lists and quotes that show in it.

The rules, in the order in which they are tried on each line or paragraph:

1. Rows of dashes or stars count as blank lines. Lines between blank ones form a run.
2. Lines that begin with `> ` are quotes, joined as paragraphs are.
3. List items: see `lists.find_items`. The marker is taken off; a number or letter is kept as the
   attribute `label`. Lines indented behind an item, or going on in the middle of its sentence,
   belong to it. Its level grows with the indentation.
4. Credits in brackets and other captions: see `captions`.
5. Whether the lines of a run are paragraphs or parts of one is decided once for the whole text:
   see `lines.wrap_width` and `lines.paragraphs`.
6. The title is the first line if it stands alone, has fewer than `TITLE_LIMIT` characters and no
   final stop, and something follows. A text without such a line has no title block.
7. A heading is a line that stands alone, is at most `HEADING_LIMIT` characters long, starts with a
   capital or a number, ends in no punctuation, is followed by something, and stands in a text of
   long paragraphs: `LONG_TEXT_SHARE` of it is in paragraphs of `LONG_PARAGRAPH` characters or
   more, and there are no more headings than such paragraphs.
8. Everything else is a paragraph. A dash that opens a speech is part of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from pipeline.article import EMPTY_MAPPING, Article, Block, BlockKind, FrozenMapping
from pipeline.readers.assembly import assemble
from pipeline.readers.captions import is_caption, is_credit, is_signed
from pipeline.readers.encoding import decode
from pipeline.readers.lines import (
    Line,
    is_torn,
    is_visible,
    paragraphs,
    split_lines,
    starts_with_dash,
    wrap_width,
)
from pipeline.readers.lists import Item, find_items

TITLE_LIMIT: Final = 120
"""Characters that a title is shorter than."""
HEADING_LIMIT: Final = 80
"""Characters that a heading has at most."""
LONG_PARAGRAPH: Final = 120
"""Characters from which on a paragraph is one that a heading may stand over."""
LONG_TEXT_SHARE: Final = 0.6
"""Share of the text in long paragraphs from which on it has headings: 0.9 and more in articles
and essays, less than 0.3 in dialogues, verse and lists of short news."""

_HEADING_LEVEL: Final = 2
_QUOTE: Final = re.compile(r">[> ]*(?:\s|$)")
_CLOSERS: Final = "\"'”’»)]"
_TITLE_ENDS: Final = (".", "…", ":", ";")


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that belong together for what they look like."""

    kind: BlockKind
    lines: tuple[Line, ...]
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block to be, and what of its lines the later rules look at."""

    block: Block
    stands_alone: bool
    indent: int = 0


def read(raw: bytes, name: str) -> Article:
    """Return the article in the bytes of a plain text file.

    Raises BinarySourceError and EmptySourceError.
    """
    return read_text(decode(raw, name), name)


def read_text(text: str, name: str) -> Article:
    """Return the article in `text`, whatever its line ends.

    Raises EmptySourceError.
    """
    return assemble(name, blocks_of(text.replace("\r\n", "\n").replace("\r", "\n")))


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text by the rules of this module."""
    runs = list(_runs(split_lines(text)))
    width = wrap_width(
        [unit.lines for run in runs for unit in run if unit.kind in ("paragraph", "quote")]
    )
    drafts = [draft for run in runs for draft in _drafts(run, width)]
    return tuple(_with_levels(_with_headings(_with_title(drafts))))


def _runs(lines: Sequence[Line]) -> Iterator[list[_Unit]]:
    """Yield what stands between blank lines, as units (rules 1 to 4)."""
    items = find_items(lines)
    for is_text, run in groupby(enumerate(lines), key=lambda numbered: bool(numbered[1].text)):
        if is_text:
            yield _units(list(run), items)


def _units(run: Sequence[tuple[int, Line]], items: Mapping[int, Item]) -> list[_Unit]:
    groups: list[list[_Unit]] = []
    for place, line in run:
        unit = _unit(line, items.get(place))
        if groups and _continues(groups[-1], unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [
        replace(group[0], lines=tuple(line for unit in group for line in unit.lines))
        for group in groups
    ]


def _unit(line: Line, item: Item | None) -> _Unit:
    quote = _QUOTE.match(line.text)
    if quote:
        return _Unit("quote", (Line(line.text[quote.end() :].strip(), 0),))
    if item:
        return _Unit("list-item", (Line(item.text, line.indent),), item)
    return _Unit("caption" if is_credit(line.text) else "paragraph", (line,))


def _continues(group: Sequence[_Unit], unit: _Unit) -> bool:
    first, last, line = group[0], group[-1].lines[0], unit.lines[0]
    if first.kind == "list-item" and unit.kind == "paragraph":
        return line.indent > first.lines[0].indent or is_torn(last.text, line.text)
    both_text = bool(line.text and last.text)  # an empty line of a quote parts two paragraphs
    return both_text and first.kind == unit.kind and unit.kind in ("paragraph", "quote")


def _drafts(run: Sequence[_Unit], width: int | None) -> Iterator[_Draft]:
    stands_alone = len(run) == 1 and len(run[0].lines) == 1
    for unit in run:
        if unit.kind == "list-item":
            texts = [" ".join(line.text for line in unit.lines)]
        else:
            texts = paragraphs(unit.lines, width)
        label = unit.item.label if unit.item else ""
        attributes = FrozenMapping({"label": label}) if label else EMPTY_MAPPING
        for text in filter(is_visible, texts):
            is_picture = unit.kind == "paragraph" and is_caption(text)
            block = Block("caption" if is_picture else unit.kind, text, attributes=attributes)
            yield _Draft(block, stands_alone, unit.lines[0].indent)


def _with_title(drafts: list[_Draft]) -> list[_Draft]:
    """Apply rule 6."""
    if len(drafts) < 2:  # noqa: PLR2004 (a title and something under it)
        return drafts
    block = drafts[0].block
    is_line = drafts[0].stands_alone and (block.kind == "paragraph" or is_signed(block.text))
    fits = len(block.text) < TITLE_LIMIT and not block.text.rstrip(_CLOSERS).endswith(_TITLE_ENDS)
    if not is_line or not fits or starts_with_dash(block.text):
        return drafts
    return [replace(drafts[0], block=Block("title", block.text, level=1)), *drafts[1:]]


def _with_headings(drafts: list[_Draft]) -> list[_Draft]:
    """Apply rule 7."""
    lines = {
        place
        for place, draft in enumerate(drafts[:-1])
        if draft.stands_alone and draft.block.kind == "paragraph" and _is_short(draft.block.text)
    }
    others = [
        len(draft.block.text)
        for place, draft in enumerate(drafts)
        if place not in lines and draft.block.kind not in ("title", "caption")
    ]
    long = [length for length in others if length >= LONG_PARAGRAPH]
    if len(lines) > len(long) or sum(long) < LONG_TEXT_SHARE * sum(others):
        return drafts
    return [
        replace(draft, block=Block("heading", draft.block.text, level=_HEADING_LEVEL))
        if place in lines
        else draft
        for place, draft in enumerate(drafts)
    ]


def _is_short(text: str) -> bool:
    start = text.lstrip("\"'“‘«(")[:1]
    return (
        len(text) <= HEADING_LIMIT
        and (start.isupper() or start.isdigit())
        and not text.rstrip(_CLOSERS).endswith((*_TITLE_ENDS, *"?!,"))
    )


def _with_levels(drafts: Sequence[_Draft]) -> Iterator[Block]:
    """Give list items their level, counted in steps of indentation from the list's first item."""
    indents: list[int] = []
    for draft in drafts:
        if draft.block.kind != "list-item":
            indents.clear()
            yield draft.block
            continue
        while indents and indents[-1] > draft.indent:
            indents.pop()
        if not indents or indents[-1] < draft.indent:
            indents.append(draft.indent)
        yield replace(draft.block, level=len(indents))
