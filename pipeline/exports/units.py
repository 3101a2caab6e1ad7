"""What every export is made of: documents of translation units, and what is chosen of them.

`collection` makes the documents from tables and records.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.article import Block, FrozenMapping, Origin
from pipeline.keys import place_of

ARTICLE_COLUMN: Final = "article"
"""Column of a table with several articles that names the article of each row."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit: a sentence, or a whole block, and its English."""

    block: int
    """Number of the block in the article, from 1."""
    sentence: int
    """Number of the sentence in the block, from 1; 0 for a whole block."""
    kind: str
    """The block's kind."""
    it: str
    """The Italian."""
    en: str
    """The English that stands; empty where there is none."""
    origin: Origin
    """Who made the English; of a block the machine if it made any sentence of it."""
    score: float | None
    """Mean log-probability a piece; None unless one sentence of the machine's."""
    flags: tuple[str, ...]
    """Codes of the quality doubts."""
    key: str
    """The row's key (see `keys`); of a block the key of its first sentence."""
    previous: str
    """The Italian of the unit before it in the article, or nothing."""
    next: str
    """The Italian of the unit after it, or nothing."""
    hint: str = ""
    """What people made of a similar sentence, from a memory; empty where none is known."""
    hint_score: float | None = None
    """How similar that sentence is, up to 1."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article, as exports see it."""

    name: str
    """Output name without suffix, with / between folders; unique in an export."""
    title: str
    """Display title."""
    language: str
    """Language of the article, always "it"."""
    metadata: FrozenMapping
    """Author, date and the like, where the source says so."""
    source: str
    """Where the article came from: a relative path, a URL, or nothing."""
    units: tuple[Unit, ...]
    """The units in reading order."""
    blocks: tuple[Block, ...] = ()
    """The article's blocks, which know the times of subtitles; none without a record."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a user can choose about an export; a format uses what means something to it."""

    paragraphs: bool = False
    """Units are whole blocks, not sentences."""
    reviewed: bool = False
    """Only units that a person made."""
    machine: Literal["include", "exclude", "only"] = "include"
    """What of the machine's units goes into a file."""
    title: str = ""
    """Title of a file with several articles; empty for one made from theirs."""
    deck: str = ""
    """Name of an Anki deck; empty for one made from the title."""
    bilingual: bool = False
    """Subtitles: the Italian above the English."""
    cloze: bool = False
    """Anki: also a card with a gap for each rarer word."""


def stable_id(unit: Unit) -> str:
    """Return what names a unit whatever becomes of its English: its key without the last part.

    A whole block has a name of its own, so that it never takes the place of its first sentence.
    """
    name = place_of(unit.key)
    return name if unit.sentence else f"{name}.p"


def is_machine(unit: Unit) -> bool:
    """Tell whether no person has vouched for the English."""
    return unit.origin == "mt"


def chosen(units: Iterable[Unit], options: ExportOptions) -> Iterator[Unit]:
    """Yield the units that `options.machine` lets into the file."""
    for unit in units:
        if options.machine == "include" or (options.machine == "only") == is_machine(unit):
            yield unit


def translated(units: Iterable[Unit], options: ExportOptions) -> Iterator[Unit]:
    """Yield the chosen units that have English, for the formats that cannot do without."""
    return (unit for unit in chosen(units, options) if unit.en)
