"""The parts of a Word document and how they refer to each other (ISO/IEC 29500-2)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.errors import DamagedSourceError
from pipeline.readers.archive import Archive
from pipeline.readers.ole import refuse_compound
from pipeline.readers.xml_trees import Names, parse

if TYPE_CHECKING:
    from lxml import etree

# Both forms of the standard: transitional, which Word saves, and strict.
_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
        "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m",
        "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
        "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
        "urn:schemas-microsoft-com:vml": "v",
        "http://schemas.openxmlformats.org/package/2006/relationships": "",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://purl.org/dc/terms/": "dcterms",
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to."""

    kind: str
    """The last word of its type, such as footnotes."""
    target: str
    """Name of another part, or an address where it is external."""
    is_external: bool
    """Whether it lies outside of the file."""


class Package:
    """A Word document as its parts."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Open the file and find its main part.

        Raises DamagedSourceError, ProtectedSourceError or OldFormatError.
        """
        refuse_compound(raw, path)
        self.path = path
        """Name of the file, for messages."""
        self.names = Names(_PREFIXES)
        """Short names of its elements, with the prefixes w, r, mc, m, pic, v, cp, dc, dcterms."""
        self._archive = Archive(raw, path)
        self._own = self._relationships("")
        main = self._first(self._own, "officeDocument")
        if not main:
            raise DamagedSourceError(path, "it is no Word document")
        root = self.part(main)
        if root is None or self.names.of(root) != "w:document":
            raise DamagedSourceError(path, "it is no Word document")
        self.document = root
        """Root of the main part."""
        self.related = self._relationships(main)
        """What the main part refers to, by identifier."""

    def part(self, name: str) -> "etree._Element | None":
        """Return the root of a part, or None where there is none of that name."""
        if name not in self._archive:
            return None
        return parse(self._archive.read(name), self.path, name)

    def of_kind(self, kind: str) -> "tuple[etree._Element | None, Mapping[str, Relationship]]":
        """Return the root of the part of that kind that belongs to the text, and its relations."""
        name = self._first(self.related, kind)
        return (self.part(name), self._relationships(name)) if name else (None, {})

    def properties(self) -> "etree._Element | None":
        """Return the root of the part that says title and author."""
        name = self._first(self._own, "core-properties")
        return self.part(name) if name else None

    def _first(self, relations: Mapping[str, Relationship], kind: str) -> str:
        for relation in relations.values():
            if relation.kind == kind and not relation.is_external:
                return relation.target
        return ""

    def _relationships(self, part: str) -> Mapping[str, Relationship]:
        folder, file = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for element in () if root is None else root:
            given = self.names.attributes(element)
            is_external = given.get("TargetMode") == "External"
            target = given.get("Target", "")
            found[given.get("Id", "")] = Relationship(
                given.get("Type", "").rpartition("/")[2],
                target if is_external else _resolved(folder, target),
                is_external,
            )
        return found


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
