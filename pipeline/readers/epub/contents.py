"""A book's table of contents: which files begin a chapter, how it is called and how deep it is."""

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.errors import SourceError
from pipeline.readers.epub.package import NAMES, Package, resolved
from pipeline.readers.html.charset import decode_page
from pipeline.readers.html.document import parse_page
from pipeline.readers.html.elements import tag_of
from pipeline.readers.xml_trees import Names, parse

if TYPE_CHECKING:
    from lxml import etree

TYPE: Final = "{http://www.idpf.org/2007/ops}type"
"""The attribute that says what an element of a book is."""
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    """What it says."""
    depth: int
    """How deep it lies, from 1."""
    is_whole: bool
    """Whether it leads to the beginning of a file and not to a place in it."""


def types_of(element: "etree._Element") -> frozenset[str]:
    """Return what a book says that an element is, such as noteref; see EPUB's vocabulary."""
    # In a page that is no XML the prefix is part of the name.
    found = element.get(TYPE) or element.get("epub:type") or ""
    return frozenset(found.lower().split())


def entries_of(package: Package) -> dict[str, Entry]:
    """Return for each file the first line of the contents that leads to it.

    Contents that cannot be understood are none: the chapters have headings of their own.
    """
    try:
        if package.navigation:
            return _navigation(package)
        if package.ncx:
            return _ncx(package)
    except SourceError:
        pass
    return {}


def _navigation(package: Package) -> dict[str, Entry]:
    name = package.navigation
    root = parse_page(decode_page(package.archive.read(name), package.path), package.path)
    lists = [one for one in root.iter("nav") if "toc" in types_of(one)]
    found: dict[str, Entry] = {}
    depth = 0
    for event, element in _events(lists[0] if lists else root):
        if tag_of(element) == "ol":
            depth += 1 if event == "start" else -1
        elif event == "start" and tag_of(element) == "a":
            title = "".join(element.itertext())
            _enter(found, posixpath.dirname(name), element.get("href") or "", title, depth)
    return found


def _ncx(package: Package) -> dict[str, Entry]:
    root = parse(package.archive.read(package.ncx), package.path, package.ncx, allow_doctype=True)
    names = Names(NAMES)
    found: dict[str, Entry] = {}
    titles: list[str] = []
    for event, element in _events(root):
        name = names.of(element)
        if name == "ncx:navPoint":
            if event == "start":
                titles.append("")
            else:
                titles.pop()
        elif event == "end" and titles:
            if name == "ncx:navLabel":
                titles[-1] = "".join(element.itertext())
            elif name == "ncx:content":
                address = names.get(element, "src")
                _enter(found, posixpath.dirname(package.ncx), address, titles[-1], len(titles))
    return found


def _events(root: "etree._Element") -> "etree.iterwalk":
    from lxml import etree  # noqa: PLC0415 - heavy

    return etree.iterwalk(root, events=("start", "end"))


def _enter(found: dict[str, Entry], folder: str, address: str, title: str, depth: int) -> None:
    title = " ".join(clean_text(title).split())[:_LONGEST].strip()
    file = resolved(folder, address)
    if title and address and file not in found:
        found[file] = Entry(title, max(depth, 1), "#" not in address)
