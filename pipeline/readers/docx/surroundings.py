"""What a Word document says beside its text: styles, lists, notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.readers.docx.numbering import Numbering
from pipeline.readers.docx.package import Package, Relationship
from pipeline.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml import etree

_NOTES: Final = (
    ("w:footnoteReference", "footnotes", "w:footnote"),
    ("w:endnoteReference", "endnotes", "w:endnote"),
)


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes or endnotes of a document."""

    by_identifier: "Mapping[str, etree._Element]"
    """What each says."""
    relations: Mapping[str, Relationship]
    """Where the links in them lead."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document says beside its text."""

    package: Package
    """Its parts."""
    styles: Styles
    """How its paragraphs look."""
    numbering: Numbering
    """Its lists."""
    notes: Mapping[str, Notes]
    """Footnotes and endnotes, by the element that refers to them."""


def surroundings_of(package: Package) -> Surroundings:
    """Return what the parts of a document say of its text."""
    return Surroundings(
        package,
        Styles(package.of_kind("styles")[0], package.names),
        Numbering(package.of_kind("numbering")[0], package.names),
        {mark: _notes(package, part, element) for mark, part, element in _NOTES},
    )


def _notes(package: Package, part: str, element: str) -> Notes:
    root, relations = package.of_kind(part)
    names = package.names
    found: dict[str, etree._Element] = {}
    for note in () if root is None else root:
        if names.of(note) == element:
            found[names.get(note, "w:id")] = note
    return Notes(found, relations)
