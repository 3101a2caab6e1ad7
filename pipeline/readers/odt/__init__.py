"""OpenDocument texts (ODT, also the flat FODT): the text as LibreOffice shows it.

What becomes of each construct:

- Headings have the level that the file gives them; titles, captions and quotes are known by the
  name of their style or of one it is based on; list items have their depth as level and their
  number as shown in the attribute `label`. The rules of `collector` say the rest.
- Tracked insertions stay, deletions go. Comments, hidden text and sections, tables of contents and
  indexes, headers and footers, and what a form asks to type are left out; what fields show stays.
- Text boxes stand behind the paragraph they hang on. Footnotes stand behind the paragraph that
  refers to them, endnotes at the end; the mark in the text is left out, it is in `label`.
- Bold, italics, code and links to the web become spans.
- Title, author, date of creation and language become metadata.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.article import Article, clean_text
from pipeline.errors import DamagedSourceError, ProtectedSourceError
from pipeline.readers.archive import Archive
from pipeline.readers.assembly import assemble
from pipeline.readers.collector import metadata_of
from pipeline.readers.document_dates import day_of
from pipeline.readers.odt.body import Story
from pipeline.readers.odt.styles import Styles
from pipeline.readers.ole import refuse_compound
from pipeline.readers.xml_trees import Names, parse

if TYPE_CHECKING:
    from lxml import etree

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{_OASIS}office:1.0": "office",
        f"{_OASIS}style:1.0": "style",
        f"{_OASIS}text:1.0": "text",
        f"{_OASIS}table:1.0": "table",
        f"{_OASIS}drawing:1.0": "draw",
        f"{_OASIS}meta:1.0": "meta",
        f"{_OASIS}xsl-fo-compatible:1.0": "fo",
        f"{_OASIS}svg-compatible:1.0": "svg",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://www.w3.org/1999/xlink": "xlink",
        "http://www.w3.org/XML/1998/namespace": "xml",
    }
)
_MANIFEST: Final = "META-INF/manifest.xml"
# Not parsed: OpenOffice left the namespace of this part to a document type that nobody fetches.
_ENCRYPTED: Final = re.compile(rb"<(?:[\w.-]+:)?encryption-data[\s/>]")
_NO_TEXT: Final = "it is no OpenDocument text"


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of an OpenDocument text.

    Raises:
        DamagedSourceError: it is damaged, or none.
        ProtectedSourceError: it has a password.
        EmptySourceError: it holds no text.
    """
    refuse_compound(raw, name)
    names = Names(_PREFIXES)
    parts = _parts(raw, name)
    styles = Styles(names)
    found: dict[str, str] = {}
    body = None
    for root in parts:
        styles.take(root)
        for child in root:
            if names.of(child) == "office:meta":
                found |= {names.of(one): clean_text(one.text or "") for one in child}
            elif names.of(child) == "office:body":
                body = next((one for one in child if names.of(one) == "office:text"), None)
    if body is None:
        raise DamagedSourceError(name, _NO_TEXT)
    story = Story(styles, names)
    story.walk(body)
    for note in story.endnotes:
        story.collector.add(note)
    return assemble(name, story.collector.blocks(), _metadata(found))


def _parts(raw: bytes, path: str) -> "list[etree._Element]":
    """Return the parts of a document, styles first; a flat one is a single part."""
    if not raw.startswith(b"PK"):
        return [parse(raw, path, "office:document")]
    archive = Archive(raw, path)
    if _MANIFEST in archive and _ENCRYPTED.search(archive.read(_MANIFEST)):
        raise ProtectedSourceError(path, "it asks for a password")
    if "content.xml" not in archive:
        raise DamagedSourceError(path, _NO_TEXT)
    wanted = [part for part in ("styles.xml", "meta.xml", "content.xml") if part in archive]
    return [parse(archive.read(part), path, part) for part in wanted]


def _metadata(found: Mapping[str, str]) -> Mapping[str, str]:
    return metadata_of(
        title=found.get("dc:title", ""),
        author=found.get("meta:initial-creator", "") or found.get("dc:creator", ""),
        date=day_of(found.get("meta:creation-date", "") or found.get("dc:date", "")),
        language=found.get("dc:language", ""),
    )
