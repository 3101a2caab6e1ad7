"""The plain data that flows through the pipeline: articles, blocks, sentences and pairs.

Nothing here reads or writes a file, and nothing outside the standard library is imported, so
every other module may depend on this one. All classes are frozen: a stage returns new objects.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "caption",
    "list-item",
    "quote",
    "table-cell",
    "footnote",
    "cue",
]
BLOCK_KINDS: Final[tuple[str, ...]] = get_args(BlockKind)

SpanType = Literal["emphasis", "strong", "link", "code"]
SPAN_TYPES: Final[tuple[str, ...]] = get_args(SpanType)

Origin = Literal["mt", "human", "tm"]
ORIGINS: Final[tuple[str, ...]] = get_args(Origin)

_LINE_CHARACTERS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# XML 1.0, production [2] Char, leaves out most C0 controls, surrogates, U+FFFE and U+FFFF. The
# C1 controls are legal there but are never text either.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return `text` as it may stand in an article.

    NFC, no control or XML-forbidden characters, every run of line and tab characters one space,
    no white space at either end. Cleaning twice changes nothing.
    """
    text = _LINE_CHARACTERS.sub(" ", text)
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text)).strip()


class FrozenMapping(Mapping[str, str]):
    """A small mapping from strings to strings that cannot change, hashes and pickles."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, str] | None = None) -> None:
        """Copy `items`; the order of the keys is kept."""
        self._items = dict(items or {})

    def __getitem__(self, key: str) -> str:
        """Return the value of `key`, or raise KeyError."""
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in their order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._items)

    def __hash__(self) -> int:
        """Hash by content, whatever the order."""
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        """Show the content."""
        return f"FrozenMapping({self._items!r})"


EMPTY_MAPPING: Final = FrozenMapping()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text that means more than its letters."""

    start: int
    """First code point of the stretch in the block's text."""
    end: int
    """One past its last code point."""
    type: SpanType
    """What the stretch is."""
    target: str = ""
    """A link's address; empty for the other types."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption or other unit that stands on its own in an article."""

    kind: BlockKind
    """What the block is."""
    text: str
    """Its text, clean in the sense of `clean_text` and not empty."""
    level: int | None = None
    """Depth of titles, headings, list items and chapters, from 1; None for the other kinds."""
    spans: tuple[Span, ...] = ()
    """Emphasis, links and code, in code points of `text`."""
    attributes: FrozenMapping = EMPTY_MAPPING
    """What only some formats know: cue times, a table cell's row and column."""

    def __post_init__(self) -> None:
        """Refuse a block that other stages could not rely on."""
        issues = []
        if self.kind not in BLOCK_KINDS:
            issues.append(f"unknown kind {self.kind!r}")
        if not self.text:
            issues.append("empty text")
        if self.text != clean_text(self.text):
            issues.append("text that is not clean (see clean_text)")
        if any(not 0 <= span.start < span.end <= len(self.text) for span in self.spans):
            issues.append("a span outside the text")
        if issues:
            message = f"not a block: {'; '.join(issues)}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a reader understood it, before anything is translated."""

    title: str
    """The display title: the title block's text, or the name of the source."""
    source: str
    """Where it came from: a path relative to what the user named, a URL, or nothing."""
    language: str
    """ISO 639-1 code of the language."""
    metadata: FrozenMapping
    """Author, date and the like, where the source says so."""
    blocks: tuple[Block, ...]
    """The blocks in reading order."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; text and trailing of all sentences, joined, give the block back."""

    text: str
    """The sentence without the white space behind it."""
    trailing: str
    """The white space between this sentence and the next."""
    start: int
    """First code point of the sentence in the block's text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An Italian sentence with its English: one row of the TSV, one pair on the page."""

    block: int
    """Number of the block in the article, from 1."""
    sentence: int
    """Number of the sentence in the block, from 1."""
    kind: BlockKind
    """The block's kind."""
    it: str
    """The Italian sentence."""
    en: str
    """The English that stands: the machine's or a person's."""
    mt: str
    """The machine's own English, whatever a person made of it."""
    origin: Origin
    """Who made `en`: the machine, a person in our files, a person in another memory."""
    score: float | None
    """Mean log-probability a piece, three decimals; None unless origin is mt."""
    flags: tuple[str, ...] = ()
    """Codes of the quality doubts, from the enum in `checks`."""
    key: str = ""
    """The row's stable key, see `keys`."""
    hint: str = ""
    """A similar sentence's translation from a memory."""
    hint_score: float | None = None
    """How similar that sentence is, 0 to 1."""
    links: tuple[tuple[int, int, int, int], ...] = field(default=())
    """Word links: start and end in `it`, start and end in `en`, in code points."""
