"""The styles of an OpenDocument text: what they say of a paragraph, a stretch of text or a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.article import BlockKind, clean_text
from pipeline.readers.looks import PLAIN, Look
from pipeline.readers.numerals import WRITTEN
from pipeline.readers.style_names import is_contents, kind_of, marks_of
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_CHAIN: Final = 20
_BOLD: Final = 600
_LONGEST_AFFIX: Final = 12
"""Characters of what stands before or behind a number."""
_MOST_DIGITS: Final = 9
_DEEPEST: Final = 10
"""Levels that a list may have."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How the items of a list look at one depth."""

    written: str = ""
    """How 1 is written; empty for a bullet."""
    prefix: str = ""
    """What stands before the number."""
    suffix: str = ""
    """What stands behind it."""
    start: int = 1
    """The number of the first item."""
    shown: int = 1
    """How many numbers are shown, those of the lists around it first."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of its paragraphs."""

    kind: BlockKind = "paragraph"
    """What they are."""
    level: int = 1
    """A heading's level."""
    is_contents: bool = False
    """Whether they are lines of a table of contents or an index."""
    look: Look = PLAIN
    """How their text looks where that was set for the one paragraph and not in a named style."""


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    parent: str
    look: Look
    is_automatic: bool


_BULLET: Final = ListLevel()


class Styles:
    """All styles of a document."""

    def __init__(self, names: Names) -> None:
        """Begin with none."""
        self._names = names
        self._definitions: dict[tuple[str, str], _Definition] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._texts: dict[str, Look] = {}

    def take(self, root: "etree._Element") -> None:
        """Read the styles that a part holds; a later one of the same name counts."""
        for group in root:
            name = self._names.of(group)
            if name not in {"office:styles", "office:automatic-styles"}:
                continue
            for element in group:
                match self._names.of(element):
                    case "style:style":
                        self._define(element, is_automatic=name == "office:automatic-styles")
                    case "text:list-style":
                        self._lists[self._names.get(element, "style:name")] = self._levels(element)

    def paragraph(self, identifier: str) -> ParagraphStyle:
        """Return a paragraph style; a plain one for an identifier that there is not."""
        found = self._paragraphs.get(identifier)
        if found is None:
            found = self._paragraphs[identifier] = self._resolved(identifier)
        return found

    def text(self, identifier: str, around: Look) -> Look:
        """Return how a stretch of text in this style looks inside text that looks like `around`."""
        look = self._texts.get(identifier)
        if look is None:
            look = PLAIN
            for definition in self._chain("text", identifier):
                emphasis, strong, code = marks_of(definition.name)
                named = Look(emphasis=emphasis or None, strong=strong or None, code=code or None)
                look = look.over(definition.look).over(named)
            self._texts[identifier] = look
        return look.over(around)

    def list_level(self, identifier: str, depth: int) -> ListLevel:
        """Return how the items of a list look at a depth, from 1."""
        return self._lists.get(identifier, {}).get(depth, _BULLET)

    def label(self, identifier: str, counts: Sequence[int]) -> str:
        """Return the number of a list item as shown, such as "3." or "b)"; nothing for a bullet.

        Args:
            identifier: The list's style.
            counts: The item's number and, before it, those of the items that it is inside of.
        """
        depth = len(counts)
        level = self.list_level(identifier, depth)
        if not level.written:
            return ""
        shown = []
        for place in range(max(1, depth - min(level.shown, _DEEPEST) + 1), depth + 1):
            written = self.list_level(identifier, place).written
            if written:
                shown.append(WRITTEN.get(written, str)(counts[place - 1]))
        return clean_text(f"{level.prefix}{'.'.join(shown)}{level.suffix}")

    def _resolved(self, identifier: str) -> ParagraphStyle:
        kind: tuple[BlockKind, int] | None = None
        look = PLAIN
        contents = False
        for definition in self._chain("paragraph", identifier):
            kind = kind or kind_of(definition.name)
            contents = contents or is_contents(definition.name)
            # In a named style bold belongs to the kind of paragraph and stresses nothing.
            named = Look(hidden=definition.look.hidden)
            look = look.over(definition.look if definition.is_automatic else named)
        return ParagraphStyle(*(kind or ("paragraph", 1)), contents, look)

    def _chain(self, family: str, identifier: str) -> Iterator[_Definition]:
        for _ in range(_LONGEST_CHAIN):
            definition = self._definitions.get((family, identifier))
            if definition is None:
                return
            yield definition
            identifier = definition.parent

    def _define(self, element: "etree._Element", *, is_automatic: bool) -> None:
        given = self._names.attributes(element)
        identifier = given.get("style:name", "")
        look = Look()
        for child in element:
            if self._names.of(child) == "style:text-properties":
                look = _look(self._names.attributes(child))
        # Without a name to show, the identifier is the name, its spaces written as _20_.
        shown = given.get("style:display-name") or identifier.replace("_20_", " ")
        key = given.get("style:family", ""), identifier
        self._definitions[key] = _Definition(
            "" if is_automatic else shown,
            given.get("style:parent-style-name", ""),
            look,
            is_automatic,
        )

    def _levels(self, element: "etree._Element") -> dict[int, ListLevel]:
        found = {}
        for child in element:
            given = self._names.attributes(child)
            depth = number_of(given.get("text:level", ""), 1)
            if self._names.of(child) == "text:list-level-style-number":
                found[depth] = ListLevel(
                    given.get("style:num-format", "")[:1],
                    given.get("style:num-prefix", "")[:_LONGEST_AFFIX],
                    given.get("style:num-suffix", "")[:_LONGEST_AFFIX],
                    number_of(given.get("text:start-value", ""), 1),
                    number_of(given.get("text:display-levels", ""), 1),
                )
        return found


def number_of(text: str, default: int) -> int:
    """Return a whole number from 0 to a billion, or `default` where there is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else default


_STYLES_OF_LETTERS: Final = MappingProxyType({"italic": True, "oblique": True, "normal": False})
_WEIGHTS: Final = MappingProxyType({"bold": True, "normal": False})
_DISPLAYS: Final = MappingProxyType({"none": True, "true": False})


def _look(given: Mapping[str, str]) -> Look:
    weight = given.get("fo:font-weight", "")
    strong = int(weight) >= _BOLD if number_of(weight, 0) else _WEIGHTS.get(weight)
    return Look(
        _STYLES_OF_LETTERS.get(given.get("fo:font-style", "")),
        strong,
        _DISPLAYS.get(given.get("text:display", "")),
    )
