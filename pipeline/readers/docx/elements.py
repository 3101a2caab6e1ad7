"""What single elements of a Word document say, wherever they stand (ISO/IEC 29500-1, 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.readers.docx.styles import ListPlace, is_on, list_place, outline_of, values_of
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from lxml import etree

_PRIVATE_USE: Final = range(0xE000, 0xF900)
_LAST_CHARACTER: Final = 0x10FFFF
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """What a paragraph says of itself."""

    style: str = ""
    """Identifier of its style."""
    place: ListPlace | None = None
    """The list that it is in."""
    outline: int | None = None
    """Its outline level, from 0; 9 is body text."""
    goes_on: bool = False
    """Whether its text goes on in the next paragraph: its end was deleted, or it is a large first
    letter, which is a paragraph of its own."""


PLAIN_PARAGRAPH: Final = ParagraphProperties()


def paragraph_properties(element: "etree._Element", names: Names) -> ParagraphProperties:
    """Return what w:pPr says."""
    style = ""
    goes_on = False
    for child in element:
        match names.of(child):
            case "w:pStyle":
                style = names.get(child, "w:val")
            case "w:rPr":  # of the mark at the paragraph's end
                goes_on |= not set(map(names.of, child)).isdisjoint({"w:del", "w:moveFrom"})
            case "w:framePr":
                goes_on |= names.get(child, "w:dropCap", "none") != "none"
    return ParagraphProperties(
        style, list_place(element, names), outline_of(element, names), goes_on
    )


def properties_of(element: "etree._Element", name: str, names: Names) -> Mapping[str, str]:
    """Return the values in the child that holds an element's properties, such as w:tcPr."""
    for child in element:
        if names.of(child) == name:
            return values_of(child, names)
    return {}


def symbol(element: "etree._Element", names: Names) -> str:
    """Return the character that w:sym shows, or nothing where only its font knows."""
    try:
        code = int(names.get(element, "w:char")[:_DIGITS], 16)
    except ValueError:
        return ""
    is_known = 0 <= code <= _LAST_CHARACTER and code not in _PRIVATE_USE
    return chr(code) if is_known else ""


def has_other_form(element: "etree._Element", names: Names) -> bool:
    """Return whether another form of the same content comes first."""
    before = element.getprevious()
    return before is not None and names.of(before) == "mc:Choice"


def is_no_text(element: "etree._Element", names: Names) -> bool:
    """Return whether a content control holds a table of contents or what to type in it."""
    for properties in element:
        if names.of(properties) != "w:sdtPr":
            continue
        for child in properties:
            name = names.of(child)
            if name == "w:showingPlcHdr" and is_on(child, names):
                return True
            if name == "w:docPartObj":
                gallery = values_of(child, names).get("w:docPartGallery", "")
                return gallery == "Table of Contents"
    return False
