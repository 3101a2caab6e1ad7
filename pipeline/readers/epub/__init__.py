"""EPUB books, of the second and third version: all chapters in reading order, one article.

- The book's title makes the title. Each chapter begins with a heading; where its file has none,
  the table of contents gives it. Headings are as deep as the chapter lies in the contents.
- Cover, title page, contents, lists of illustrations, landmarks and the numbers of pages in print
  are left out; notes stand where the book has them.
- What becomes of paragraphs, lists, tables and the like is the same as in web pages, see
  `html.blocks`.
- Title, authors, date, language and publisher become metadata.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.article import Article, FrozenMapping, clean_text
from pipeline.errors import BinarySourceError, DamagedSourceError, EmptySourceError
from pipeline.readers.assembly import assemble
from pipeline.readers.collector import Collector, Draft, level_of
from pipeline.readers.epub.contents import Entry, entries_of, types_of
from pipeline.readers.epub.package import Package, open_package
from pipeline.readers.html.blocks import collect
from pipeline.readers.html.charset import decode_page
from pipeline.readers.html.document import parse_page
from pipeline.readers.html.elements import remove_unread, tag_of
from pipeline.readers.html.facts import PageFacts
from pipeline.readers.html.region import Region
from pipeline.readers.html.titles import Titles
from pipeline.readers.runs import Run

if TYPE_CHECKING:
    from lxml import etree

MAX_TAGS: Final = 600_000
"""Opening and closing tags of a book; a novel has 20,000, a Bible with all its verses 300,000."""

_DROPPED: Final = frozenset(
    "noteref backlink pagebreak page-list toc landmarks loi lot cover index".split()
)
_TITLE_PAGES: Final = frozenset({"titlepage", "halftitlepage", "halftitle"})
_NOTES: Final = frozenset({"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"})
# What programs call a file that nobody has named.
_NO_TITLE: Final = re.compile(
    r"(?:section|document|file|page|split|untitled)[ _-]*\d*", re.IGNORECASE
)
_OPENING: Final = 4
"""Paragraphs of a chapter among which its title may stand without being a heading."""


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of an EPUB book.

    Raises:
        DamagedSourceError: it is damaged, or none.
        ProtectedSourceError: it is locked.
        EmptySourceError: it holds no text.
    """
    package = open_package(raw, name)
    entries = entries_of(package)
    collector = Collector()
    tables = tags = shift = 0
    for chapter in package.chapters:
        content = package.archive.read(chapter)
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise DamagedSourceError(name, f"more than {MAX_TAGS:,} tags")
        drafts = _drafts(package, chapter, content)
        entry = entries.get(chapter)
        drafts = _with_heading(drafts, entry)
        shift = _shift(drafts, entry, shift, has_contents=bool(entries))
        for draft in drafts:
            collector.add(_placed(draft, shift, tables))
        tables += max((_table(draft) for draft in drafts), default=0)
    title = package.metadata.get("title", "")
    return assemble(name, collector.blocks(title), package.metadata)


def _drafts(package: Package, chapter: str, content: bytes) -> Sequence[Draft]:
    """Return the paragraphs of a file."""
    try:
        root = parse_page(decode_page(content, package.path), package.path)
    except EmptySourceError:
        return ()
    except BinarySourceError as error:
        raise DamagedSourceError(package.path, f"no text in its part {chapter}") from error
    body = next(root.iter("body"), root)
    has_title = "title" in package.metadata
    if types_of(body) & (_TITLE_PAGES if has_title else frozenset()):
        return ()
    _mark(body, _DROPPED | _TITLE_PAGES if has_title else _DROPPED)
    remove_unread(body)
    return collect(Region(body, None), Titles(PageFacts()), "").drafts()


def _mark(body: "etree._Element", dropped: frozenset[str]) -> None:
    """Take out what is no text of the book, and mark its notes as web pages do."""
    if types_of(body) & dropped:
        body.clear()
    elements: list[Any] = list(body.iter())  # the types of lxml do not know `keep_tail`
    for element in elements:
        types = types_of(element) if tag_of(element) else frozenset()
        if types & dropped:
            element.clear(keep_tail=True)
        elif types & _NOTES:
            element.set("role", "doc-footnote")


def _with_heading(drafts: Sequence[Draft], entry: Entry | None) -> Sequence[Draft]:
    """Give a chapter the heading that only the contents know."""
    if entry is None or not drafts or any(draft.kind == "heading" for draft in drafts):
        return drafts
    for place, draft in enumerate(drafts[:_OPENING]):
        if draft.kind == "paragraph" and _words(draft) == entry.title.casefold():
            own = replace(draft, kind="heading", level=1)
            return [*drafts[:place], own, *drafts[place + 1 :]]
    if not entry.is_whole or _NO_TITLE.fullmatch(entry.title):
        return drafts
    return [Draft("heading", (Run(entry.title),), 1), *drafts]


def _words(draft: Draft) -> str:
    return " ".join(clean_text("".join(run.text for run in draft.runs)).split()).casefold()


def _shift(drafts: Iterable[Draft], entry: Entry | None, before: int, *, has_contents: bool) -> int:
    """Return by how much the headings of a file lie deeper in the book than they say.

    A file that the contents leave out goes on with the chapter before.
    """
    if entry is None and has_contents:
        return before
    levels = [draft.level for draft in drafts if draft.kind == "heading" and draft.level]
    depth = entry.depth if entry else 1
    return depth - (min(levels) if entry is None else levels[0]) if levels else before


def _placed(draft: Draft, shift: int, tables: int) -> Draft:
    """Return a draft of a chapter as one of the book."""
    if draft.kind == "heading":
        return replace(draft, level=level_of("heading", (draft.level or 1) + shift))
    if _table(draft):
        number = str(_table(draft) + tables)
        return replace(draft, attributes=FrozenMapping({**draft.attributes, "table": number}))
    return draft


def _table(draft: Draft) -> int:
    return int(draft.attributes.get("table", "0"))
