"""What a page shows, decided here so that the templates only lay it out.

`page_view` turns a record into plain values in reading order: blocks with their pairs, lists and
tables gathered from consecutive blocks, the facts under the title and the colophon. No HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from pipeline.article import Block, Pair
from pipeline.checks import REASONS
from pipeline.record import Record

# Mean speed of adult readers of Italian in the International Reading Speed Texts
# (Trauzettel-Klosinski and Dietz 2012), in words a minute.
WORDS_A_MINUTE: Final = 188

_MAX_HEADING: Final = 6
_MAX_INDENT: Final = 4
_SHORT_HASH: Final = 12
_CONTENTS_FROM: Final = 4
"""Headings of an article that has contents."""
_START: Final = re.compile(r"(\d+):(\d\d):(\d\d)\.\d+", re.ASCII)
_BULLET: Final = "•"
_AXES: Final = ("row", "column")

MarkKind = Literal["doubt", "human", "memory", "missing"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that the page says: in English, which the script replaces where it knows better."""

    text: str
    """The words in English; or, without a name, the article's own."""
    name: str = ""
    """What the script has them under in other languages; empty for the article's words."""
    values: tuple[int, ...] = ()
    """The numbers in them, in the order of the English."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark on a pair, shown under its English."""

    kind: MarkKind
    """What the remark is about; names its style."""
    label: Phrase
    """The remark in words."""
    reasons: tuple[Phrase, ...] = ()
    """Why, where there is more to say."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a memory holds for a similar sentence, shown under the English as a suggestion."""

    text: str
    """The English of that sentence."""
    label: Phrase
    """Where it comes from and how similar that sentence is."""


@dataclass(frozen=True, slots=True)
class PairView:
    """A sentence with its translation as the page shows it."""

    id: str
    """Fragment identifier, such as p12s3."""
    it: str
    """The Italian sentence."""
    en: str
    """The English sentence."""
    marks: tuple[Mark, ...]
    """Doubts and origin, most important first."""
    hint: Hint | None = None
    """What a memory suggests, where the English is the machine's."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as the page shows it."""

    number: int
    """Its place in the article, from 1; its fragment identifier is p and this number."""
    kind: str
    """The block's kind; names its style."""
    element: str
    """The HTML element that holds its pairs: div, h1 to h6 or blockquote."""
    indent: int
    """Depth of a list item, from 1; 0 for the other kinds."""
    label: str
    """What stands before a list item: its number or a bullet; empty for the other kinds."""
    time: str
    """When a cue is spoken, as the source writes it; empty for the other kinds."""
    pairs: tuple[PairView, ...]
    """Its sentences."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Consecutive blocks that share one HTML structure."""

    kind: Literal["blocks", "list", "table"]
    """Which structure."""
    blocks: tuple[BlockView, ...]
    """The blocks in reading order."""
    rows: tuple[tuple[BlockView | None, ...], ...] = ()
    """A table's rows, the first its head; None stands for an empty cell."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents: a heading and where it stands."""

    number: int
    """The heading's place in the article; its fragment identifier is p and this number."""
    depth: int
    """How deep it lies below the others, from 1."""
    it: str
    """The heading in Italian."""
    en: str
    """The heading in English."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line of the colophon."""

    label: Phrase
    """What it tells."""
    value: Phrase
    """The value."""
    code: bool = False
    """Whether the value is a hash or another string for machines."""


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that a page shows of a record."""

    title: str
    """The display title."""
    heading: BlockView | None
    """The title block, where the article opens with one; else None and `title` stands alone."""
    source: str
    """Path or address of the source; may be empty."""
    source_link: str
    """The source's address where it is one that can be followed; else empty."""
    facts: tuple[Phrase, ...]
    """Author, date, reading time and counts, in words."""
    groups: tuple[GroupView, ...]
    """The text in reading order, without `heading`."""
    contents: tuple[Chapter, ...]
    """The headings, where there are so many that one wants to go to them."""
    edited: int
    """How many sentences have English made by a person."""
    doubtful: int
    """How many sentences are flagged."""
    colophon: tuple[Fact, ...]
    """How the page was made."""


def page_view(record: Record) -> PageView:
    """Return what the page of `record` shows."""
    blocks = list(_block_views(record))
    heading = None
    if blocks and blocks[0].kind == "title":
        heading = blocks.pop(0)
    source = record.article.source
    return PageView(
        title=record.display_title,
        heading=heading,
        source=source,
        source_link=source if source.startswith(("https://", "http://")) else "",
        facts=_facts(record),
        groups=tuple(_groups(blocks, record.article.blocks)),
        contents=_contents(blocks),
        edited=sum(pair.origin != "mt" for pair in record.pairs),
        doubtful=sum(bool(pair.flags) for pair in record.pairs),
        colophon=_colophon(record),
    )


def _contents(blocks: Iterable[BlockView]) -> tuple[Chapter, ...]:
    headings = [block for block in blocks if block.element.startswith("h")]
    if len(headings) < _CONTENTS_FROM:
        return ()
    highest = min(int(block.element[1:]) for block in headings)
    return tuple(
        Chapter(
            number=block.number,
            depth=int(block.element[1:]) - highest + 1,
            it=" ".join(pair.it for pair in block.pairs),
            en=" ".join(pair.en for pair in block.pairs),
        )
        for block in headings
    )


def count_words(text: str) -> int:
    """Return the number of white-space separated words that hold a letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def counted(number: int, noun: str) -> str:
    """Return `number` with a thousands separator and `noun`, which gets an s unless it is one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def count_of(number: int, noun: str) -> Phrase:
    """Return `number` and `noun` as the page says them."""
    return Phrase(counted(number, noun), f"count-{noun}", (number,))


def reading_time(words: int) -> Phrase:
    """Return how long `words` Italian words take to read, in whole minutes, at least one."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return Phrase(f"{minutes:,} min read", "reading-time", (minutes,))


def reason(code: str) -> Phrase:
    """Return what the flag `code` means in words; a code of a newer version as it is."""
    words = {flag.value: words for flag, words in REASONS.items()}.get(code)
    return Phrase(words, f"reason-{code}") if words else Phrase(code)


def _block_views(record: Record) -> Iterator[BlockView]:
    """Yield the blocks that have pairs; only an opening title becomes h1."""
    by_block = {
        number: tuple(pairs) for number, pairs in groupby(record.pairs, key=lambda pair: pair.block)
    }
    above: list[int] = []  # the levels, as the source has them, of the headings that this is under
    for number, block in enumerate(record.article.blocks, start=1):
        if number in by_block:
            yield BlockView(
                number=number,
                kind=block.kind,
                element=_element(block, number, above),
                indent=min(block.level or 1, _MAX_INDENT) if block.kind == "list-item" else 0,
                label=_label(block),
                time=_time(block) if block.kind == "cue" else "",
                pairs=tuple(_pair_view(pair) for pair in by_block[number]),
            )


def _element(block: Block, number: int, above: list[int]) -> str:
    """Return the element that holds the block's pairs: one h1 a page, in its header.

    A heading is one step below the one that it is under, whatever levels the source leaves out:
    who goes from heading to heading by ear would look for those.
    """
    if block.kind == "title" and number == 1:
        return "h1"
    if block.kind in {"title", "heading"}:
        level = 1 if block.kind == "title" else max(block.level or 2, 2)
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return f"h{min(1 + len(above), _MAX_HEADING)}"
    return "blockquote" if block.kind == "quote" else "div"


def _label(block: Block) -> str:
    if block.kind == "list-item":
        return block.attributes.get("label", _BULLET)
    return block.attributes.get("label", "") if block.kind == "footnote" else ""


def _time(block: Block) -> str:
    """Return when a cue appears, as players show it, and who speaks."""
    start = block.attributes.get("start", "")
    if match := _START.fullmatch(start):
        hours = int(match[1])
        start = f"{hours}:{match[2]}:{match[3]}" if hours else f"{int(match[2])}:{match[3]}"
    return " · ".join(filter(None, (start, block.attributes.get("speaker", ""))))


def _pair_view(pair: Pair) -> PairView:
    return PairView(
        id=f"p{pair.block}s{pair.sentence}",
        it=pair.it,
        en=pair.en,
        marks=tuple(_marks(pair)),
        hint=_hint(pair),
    )


def _marks(pair: Pair) -> Iterator[Mark]:
    if not pair.en.strip():
        yield Mark("missing", Phrase("No English text", "mark-missing"))
    if pair.flags:
        yield Mark("doubt", Phrase("Doubtful", "mark-doubt"), tuple(map(reason, pair.flags)))
    if pair.origin == "human":
        yield Mark("human", Phrase("Edited by a person", "mark-human"))
    if pair.origin == "tm":
        yield Mark("memory", Phrase("From a translation memory", "mark-memory"))


def _hint(pair: Pair) -> Hint | None:
    """Return what the page suggests for `pair`; nothing where a person has decided already."""
    if not pair.hint or pair.origin != "mt" or pair.hint == pair.en:
        return None
    if pair.hint_score is None:
        return Hint(pair.hint, Phrase("Suggested by a translation memory", "hint-unmeasured"))
    percent = int(100 * pair.hint_score)  # never 100 for a sentence that only resembles
    label = f"Suggested by a translation memory, {percent}\u00a0% alike"
    return Hint(pair.hint, Phrase(label, "hint", (percent,)))


def _groups(views: Sequence[BlockView], blocks: Sequence[Block]) -> Iterator[GroupView]:
    """Gather list items into lists, and table cells that know their place into tables."""

    def structure(view: BlockView) -> tuple[Literal["blocks", "list", "table"], str]:
        attributes = blocks[view.number - 1].attributes
        if view.kind == "list-item":
            return "list", ""
        if view.kind == "table-cell" and attributes.keys() >= set(_AXES):
            return "table", attributes.get("table", "")
        return "blocks", ""

    for (kind, _), members in groupby(views, key=structure):
        group = tuple(members)
        if kind == "table":
            places = [blocks[view.number - 1].attributes for view in group]
            at = {
                (place["row"], place["column"]): view
                for place, view in zip(places, group, strict=True)
            }
            rows, columns = (_in_order(place[name] for place in places) for name in _AXES)
            cells = tuple(tuple(at.get((row, column)) for column in columns) for row in rows)
            yield GroupView(kind, group, cells)
        else:
            yield GroupView(kind, group)


def _in_order(numbers: Iterable[str]) -> list[str]:
    """Return the distinct `numbers` by size; digits as text, so the shorter is the smaller."""
    return sorted(set(numbers), key=lambda number: (len(number), number))


def _facts(record: Record) -> tuple[Phrase, ...]:
    metadata = record.article.metadata
    words = article_words(record)[0]
    known = [Phrase(metadata[name]) for name in ("author", "date") if metadata.get(name)]
    counts = count_of(words, "word"), count_of(len(record.pairs), "sentence")
    return (*known, reading_time(words), *counts)


def article_words(record: Record) -> tuple[int, int]:
    """Return the words of the Italian and of the English."""
    return (
        sum(count_words(pair.it) for pair in record.pairs),
        sum(count_words(pair.en) for pair in record.pairs),
    )


def _colophon(record: Record) -> tuple[Fact, ...]:
    italian, english = article_words(record)
    model, digests = record.model, record.digests
    words = f"{italian:,} Italian, {english:,} English"
    return (
        Fact(Phrase("Words", "made-words"), Phrase(words, "made-counts", (italian, english))),
        Fact(Phrase("Translation model", "made-model"), Phrase(model.name)),
        Fact(Phrase("Model hash", "made-hash"), Phrase(model.sha256[:_SHORT_HASH]), code=True),
        Fact(Phrase("Made with", "made-with"), Phrase(f"bilingue {record.version}")),
        Fact(Phrase("Reading digest", "made-reading"), Phrase(digests.reading), code=True),
        Fact(
            Phrase("Translation digest", "made-translation"),
            Phrase(digests.translation),
            code=True,
        ),
        Fact(Phrase("Rendering digest", "made-rendering"), Phrase(digests.rendering), code=True),
    )
