"""What an EPUB book says of itself: its chapters in their order, and its metadata.

The way is the standard's (EPUB 3.3, and OPF 2.0.1 for older books): the container names the
package document, the package document lists the files and the order to read them in.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pipeline.article import clean_text
from pipeline.errors import DamagedSourceError, ProtectedSourceError
from pipeline.readers.archive import Archive
from pipeline.readers.collector import metadata_of
from pipeline.readers.document_dates import day_of
from pipeline.readers.xml_trees import Names, parse

if TYPE_CHECKING:
    from lxml import etree

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "urn:oasis:names:tc:opendocument:xmlns:container": "ocf",
        "http://www.w3.org/2001/04/xmlenc#": "enc",
        "http://www.idpf.org/2007/opf": "opf",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://www.daisy.org/z3986/2005/ncx/": "ncx",
    }
)
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
# These only keep fonts from being taken out of a book.
_FONTS_ONLY: Final = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
_PAGES: Final = frozenset(
    {"application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document"}
)
_LEFT_OUT: Final = frozenset({"cover", "toc", "title-page", "other.cover", "loi", "lot", "index"})


@dataclass(frozen=True, slots=True)
class File:
    """A file that the package document lists."""

    name: str
    """Its name in the archive."""
    kind: str
    """Its media type."""
    properties: frozenset[str]
    """What it is for, such as nav."""


@dataclass(frozen=True, slots=True)
class Package:
    """A book as its parts."""

    path: str
    """Name of the book's file, for messages."""
    archive: Archive
    """All that is in it."""
    chapters: tuple[str, ...]
    """Names of the files to read, in their order, each once."""
    navigation: str
    """Name of the contents of EPUB 3, or nothing."""
    ncx: str
    """Name of the contents of EPUB 2, or nothing."""
    metadata: Mapping[str, str]
    """Title, author, date, language and publisher, as far as known."""


def open_package(raw: bytes, path: str) -> Package:
    """Open a book.

    Raises:
        DamagedSourceError: it is damaged, or no EPUB.
        ProtectedSourceError: it is locked.
    """
    archive = Archive(raw, path)
    if _CONTAINER not in archive:
        raise DamagedSourceError(path, "it is no EPUB book")
    names = Names(NAMES)
    _refuse_locked(archive, path, names)
    name = _package_name(
        parse(archive.read(_CONTAINER), path, _CONTAINER, allow_doctype=True), names
    )
    if not name:
        raise DamagedSourceError(path, "it is no EPUB book")
    root = parse(archive.read(name), path, name, allow_doctype=True)
    parts = {names.of(element).rpartition(":")[2]: element for element in root}
    files = _files(parts.get("manifest", ()), posixpath.dirname(name), names)
    spine = parts.get("spine")
    order = [] if spine is None else [names.get(one, "idref") for one in spine]
    chapters = [files[one] for one in order if one in files]
    left_out = _left_out(parts.get("guide", ()), posixpath.dirname(name), names)
    toc = "" if spine is None else names.get(spine, "toc")
    return Package(
        path=path,
        archive=archive,
        chapters=tuple(
            dict.fromkeys(
                file.name
                for file in chapters
                if file.kind in _PAGES
                and "nav" not in file.properties
                and file.name not in left_out
            )
        ),
        navigation=next((file.name for file in files.values() if "nav" in file.properties), ""),
        ncx=files[toc].name if toc in files else "",
        metadata=_metadata(parts.get("metadata", ()), names),
    )


def resolved(folder: str, address: str) -> str:
    """Return the name in the archive of a file that one in `folder` refers to."""
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _refuse_locked(archive: Archive, path: str, names: Names) -> None:
    if _ENCRYPTION not in archive:
        return
    root = parse(archive.read(_ENCRYPTION), path, _ENCRYPTION, allow_doctype=True)
    for element in root.iter():
        is_method = names.of(element) == "enc:EncryptionMethod"
        if is_method and names.get(element, "Algorithm") not in _FONTS_ONLY:
            raise ProtectedSourceError(
                path, "its text is locked against copying", "use a copy without DRM"
            )


def _package_name(root: "etree._Element", names: Names) -> str:
    for element in root.iter():
        if names.of(element) == "ocf:rootfile":
            return resolved("", names.get(element, "full-path"))
    return ""


def _files(manifest: "Iterable[etree._Element]", folder: str, names: Names) -> dict[str, File]:
    found = {}
    for item in manifest:
        given = names.attributes(item)
        found[given.get("id", "")] = File(
            resolved(folder, given.get("href", "")),
            given.get("media-type", "").partition(";")[0].strip().lower(),
            frozenset(given.get("properties", "").split()),
        )
    return found


def _left_out(guide: "Iterable[etree._Element]", folder: str, names: Names) -> set[str]:
    """Return the files that an older book names as its cover, title page or contents."""
    given = [names.attributes(one) for one in guide]
    return {
        resolved(folder, one.get("href", ""))
        for one in given
        # A fragment means that there is more in the file.
        if one.get("type", "").lower() in _LEFT_OUT and "#" not in one.get("href", "")
    }


def _metadata(elements: "Iterable[etree._Element]", names: Names) -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for element in _described(elements, names):
        text = " ".join(clean_text("".join(map(str, element.itertext()))).split())
        is_other = names.get(element, "opf:event", "publication") != "publication"
        if text and not is_other and names.get(element, "opf:role", "aut") == "aut":
            found.setdefault(names.of(element), []).append(text)
    dates = filter(None, map(day_of, found.get("dc:date", [])))
    return metadata_of(
        title=next(iter(found.get("dc:title", [])), ""),
        author=", ".join(dict.fromkeys(found.get("dc:creator", [])[:_MOST_AUTHORS])),
        date=next(dates, ""),
        language=next(iter(found.get("dc:language", [])), ""),
        publisher=next(iter(found.get("dc:publisher", [])), ""),
    )


_MOST_AUTHORS: Final = 20


def _described(elements: "Iterable[etree._Element]", names: Names) -> "Iterator[etree._Element]":
    """Yield the entries; those of the oldest books lie one element deeper."""
    for element in elements:
        if names.of(element) in {"opf:dc-metadata", "dc-metadata"}:
            yield from element
        else:
            yield element
