"""What stands in an e-book, decided here so that the templates only lay it out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.article import clean_text
from pipeline.exports.units import Document, ExportOptions, Unit, chosen, is_machine

_ELEMENTS: Final = {"quote": "blockquote"}
_LEVELS: Final = {"title": 1, "heading": 2}
# A date as ISO 8601 writes it, at the start of whatever the source says.
_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class BookPair:
    """A sentence with its English."""

    id: str
    """Fragment identifier, such as p12s3; empty where it is another's."""
    it: str
    """The Italian."""
    en: str
    """The English; empty where there is none."""
    doubtful: bool
    """Whether there are doubts about the English."""


@dataclass(frozen=True, slots=True)
class BookBlock:
    """A block of an article."""

    id: str
    """Fragment identifier, such as p12."""
    kind: str
    """The block's kind; names its style."""
    element: str
    """The XHTML element that holds it."""
    level: int
    """Of a title or heading its level, from 1; 0 of other blocks."""
    pairs: tuple[BookPair, ...]
    """Its sentences."""

    @property
    def text(self) -> str:
        """All of its Italian."""
        return " ".join(pair.it for pair in self.pairs)

    @property
    def english(self) -> str:
        """All of its English."""
        return " ".join(pair.en for pair in self.pairs if pair.en)


@dataclass(frozen=True, slots=True)
class BookGroup:
    """Consecutive blocks, all of them items of a list or none."""

    is_list: bool
    """Whether they are a list's."""
    blocks: tuple[BookBlock, ...]
    """The blocks in reading order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    href: str
    """Where it leads."""
    text: str
    """What it says."""
    below: tuple["Entry", ...] = ()
    """The lines under it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article."""

    id: str
    """Its name in the manifest."""
    title: str
    """Its title."""
    byline: str
    """Author and date; empty where unknown."""
    shows_title: bool
    """Whether its title is no block of its own."""
    groups: tuple[BookGroup, ...]
    """Its blocks."""
    colophon: str
    """Who translated it, and where it comes from."""

    @property
    def file(self) -> str:
        """Name of its file, from the package document."""
        return f"{self.id}.xhtml"

    @property
    def entry(self) -> Entry:
        """Its line in the table of contents, with its headings below."""
        headings = (block for group in self.groups for block in group.blocks if block.level > 1)
        below = tuple(Entry(f"{self.file}#{block.id}", block.text) for block in headings)
        return Entry(self.file, self.title, below)


@dataclass(frozen=True, slots=True)
class Book:
    """What an e-book says of itself, and its chapters."""

    identifier: str
    """What names it whatever becomes of its sentences."""
    title: str
    """Its title."""
    title_language: str
    """The language of its title."""
    authors: tuple[str, ...]
    """Who wrote the articles."""
    sources: tuple[str, ...]
    """Where they come from."""
    date: str
    """When the latest of them appeared; empty where unknown."""
    modified: str
    """When the book was made, by the rule of `epub`."""
    chapters: tuple[Chapter, ...]
    """The articles in their order."""


def chapter(document: Document, number: int, options: ExportOptions) -> Chapter:
    """Return `document` as the chapter with this number, from 1."""
    units = list(chosen(document.units, options))
    blocks = list(_blocks(units))
    facts = (clean_text(document.metadata.get(name, "")) for name in ("author", "date"))
    return Chapter(
        id=f"article-{number}",
        title=clean_text(document.title) or clean_text(document.name) or f"{number}",
        byline=", ".join(filter(None, facts)),
        shows_title=not any(block.level == 1 for block in blocks),
        groups=tuple(
            BookGroup(is_list, tuple(group))
            for is_list, group in groupby(blocks, key=lambda block: block.kind == "list-item")
        ),
        colophon=_colophon(units, document.source),
    )


def iso_date(document: Document) -> str:
    """Return the day on which an article appeared, or nothing where its source does not say."""
    match = _DATE.match(document.metadata.get("date", "").strip())
    return match[0] if match else ""


def _blocks(units: Iterable[Unit]) -> Iterator[BookBlock]:
    taken: set[str] = set()

    def free(name: str) -> str:
        # A table that somebody edited may have a number twice.
        found = "" if name in taken else name
        taken.add(name)
        return found

    for place, (number, group) in enumerate(groupby(units, key=lambda unit: unit.block), start=1):
        of_block = list(group)
        kind = of_block[0].kind
        # The kind names a style and nothing else; a table may say anything.
        kind = kind if re.fullmatch(r"[a-z-]+", kind) else "paragraph"
        yield BookBlock(
            id=free(f"p{number}") or f"block-{place}",
            kind=kind,
            element=_ELEMENTS.get(kind, "div"),
            level=_LEVELS.get(kind, 0),
            pairs=tuple(
                BookPair(
                    id=free(f"p{number}s{unit.sentence}") if unit.sentence else "",
                    it=clean_text(unit.it),
                    en=clean_text(unit.en),
                    doubtful=bool(unit.en and unit.flags),
                )
                for unit in of_block
            ),
        )


def _colophon(units: Sequence[Unit], source: str) -> str:
    """Return in words who translated."""
    machine = sum(map(is_machine, units))
    if not machine:
        words = "A person translated or approved every sentence."
    elif machine == len(units):
        words = "A machine translated every sentence."
    else:
        people = len(units) - machine
        words = (
            f"A machine translated {machine} sentences, a person {people} of them or approved them."
        )
    if any(unit.flags for unit in units):
        words += " A question mark in brackets stands behind what is doubtful."
    source = clean_text(source)
    return f"{words} Source: {source}" if source else words
