"""The styles of a Word document: what they say of a paragraph and of a stretch of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.article import BlockKind
from pipeline.readers.looks import PLAIN, Look
from pipeline.readers.style_names import is_contents, kind_of, marks_of
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_CHAIN: Final = 20
"""Styles that a style is based on, one on the other; Word allows ten."""
_BODY_TEXT: Final = 9
_OFF: Final = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list a paragraph is in, and how deep."""

    number: str
    """Identifier of the list; "0" takes a paragraph out of the list of its style."""
    level: int | None
    """Depth from 0; None where it follows from the style."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of its paragraphs."""

    kind: BlockKind = "paragraph"
    """What they are."""
    level: int = 1
    """A heading's level."""
    is_contents: bool = False
    """Whether they are lines of a table of contents or an index."""
    is_hidden: bool = False
    """Whether their text is not shown."""
    place: ListPlace | None = None
    """The list that they are in."""


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    based_on: str
    look: Look
    outline: int | None
    place: ListPlace | None


class Styles:
    """All styles of a document."""

    def __init__(self, root: "etree._Element | None", names: Names) -> None:
        """Read the part `styles`, or begin with none."""
        self._names = names
        self._definitions: dict[str, _Definition] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        self._default = ""
        for element in () if root is None else root:
            if names.of(element) == "w:style":
                self._define(element)

    def paragraph(self, identifier: str) -> ParagraphStyle:
        """Return a paragraph style; the default one for an identifier that there is not."""
        if identifier not in self._definitions:
            identifier = self._default
        found = self._paragraphs.get(identifier)
        if found is None:
            found = self._paragraphs[identifier] = self._resolved(identifier)
        return found

    def character(self, identifier: str) -> Look:
        """Return how a character style looks."""
        if identifier in self._characters:
            return self._characters[identifier]
        look = PLAIN
        for _, definition in self._chain(identifier):
            emphasis, strong, code = marks_of(definition.name)
            named = Look(emphasis=emphasis or None, strong=strong or None, code=code or None)
            look = look.over(definition.look).over(named)
        self._characters[identifier] = look
        return look

    def _resolved(self, identifier: str) -> ParagraphStyle:
        kind: tuple[BlockKind, int] | None = None
        outline: int | None = None
        place: ListPlace | None = None
        hidden: bool | None = None
        contents = False
        for own, definition in self._chain(identifier):
            kind = kind or kind_of(definition.name) or kind_of(own)
            contents = contents or is_contents(definition.name)
            outline = definition.outline if outline is None else outline
            place = place or definition.place
            hidden = definition.look.hidden if hidden is None else hidden
        if kind is None and outline is not None and outline < _BODY_TEXT:
            kind = "heading", outline + 1
        kind = kind or ("paragraph", 1)
        return ParagraphStyle(*kind, contents, bool(hidden), place)

    def _chain(self, identifier: str) -> Iterator[tuple[str, _Definition]]:
        """Yield a style, the one that it is based on, and so on."""
        for _ in range(_LONGEST_CHAIN):
            definition = self._definitions.get(identifier)
            if definition is None:
                return
            yield identifier, definition
            identifier = definition.based_on

    def _define(self, element: "etree._Element") -> None:
        names = self._names
        given = names.attributes(element)
        identifier = given.get("w:styleId", "")
        name = based_on = ""
        look, outline, place = PLAIN, None, None
        for child in element:
            match names.of(child):
                case "w:name":
                    name = names.get(child, "w:val")
                case "w:basedOn":
                    based_on = names.get(child, "w:val")
                case "w:rPr":
                    look = look_of(child, names)
                case "w:pPr":
                    outline, place = outline_of(child, names), list_place(child, names)
        self._definitions[identifier] = _Definition(name, based_on, look, outline, place)
        if given.get("w:default") in {"1", "true"} and given.get("w:type") == "paragraph":
            self._default = identifier


def look_of(properties: "etree._Element", names: Names) -> Look:
    """Return what w:rPr says of its text, a character style left aside."""
    found: dict[str, bool] = {}
    for child in properties:
        match names.of(child):
            case "w:b":
                found["strong"] = is_on(child, names)
            case "w:i":
                found["emphasis"] = is_on(child, names)
            case "w:vanish" | "w:webHidden":
                found["hidden"] = is_on(child, names)
    return Look(**found)


def outline_of(properties: "etree._Element", names: Names) -> int | None:
    """Return the outline level in w:pPr, from 0; 9 is body text."""
    for child in properties:
        if names.of(child) == "w:outlineLvl":
            return number_of(names.get(child, "w:val"))
    return None


def list_place(properties: "etree._Element", names: Names) -> ListPlace | None:
    """Return which list w:pPr puts a paragraph into."""
    for child in properties:
        if names.of(child) == "w:numPr":
            values = values_of(child, names)
            return ListPlace(values.get("w:numId", ""), number_of(values.get("w:ilvl", "")))
    return None


def number_of(text: str) -> int | None:
    """Return a whole number from 0 to a billion, or None where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


def is_on(element: "etree._Element", names: Names) -> bool:
    """Return what an element that switches something on or off says."""
    return names.get(element, "w:val", "1") not in _OFF


def values_of(element: "etree._Element", names: Names) -> Mapping[str, str]:
    """Return the values of an element's children by their short names."""
    return {names.of(child): names.get(child, "w:val") for child in element}
