"""A bilingual e-book: EPUB 3.3, a chapter an article, each sentence with its English.

The same input makes the same bytes, so the moment of its making, which EPUB requires, is not the
clock's (see `_modified`). The templates lie in `templates/epub`.
"""

import os
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import BinaryIO, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.article import clean_text
from pipeline.data import data_path
from pipeline.exports.archives import write_archive
from pipeline.exports.epub_book import Book, Chapter, chapter, iso_date
from pipeline.exports.units import Document, ExportOptions

_MIMETYPE: Final = b"application/epub+zip"
# The same for all books of ours; a book's own identifier follows from it.
_NAMESPACE: Final = uuid.UUID("b9a0b8a4-4a0a-5c3e-9c42-6f0a5a1e7d13")
_NO_DATE: Final = "2000-01-01"


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write `documents` to `file` as an EPUB; a sentence without English stands alone."""
    book = _book(documents, options)
    environment = Environment(
        loader=FileSystemLoader(data_path("templates") / "epub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def made(name: str, **values: object) -> bytes:
        return environment.get_template(f"{name}.j2").render(values).encode()

    chapters = ((f"EPUB/{one.file}", made("document.xhtml", chapter=one)) for one in book.chapters)
    parts = [
        ("mimetype", _MIMETYPE),
        ("META-INF/container.xml", made("container.xml")),
        ("EPUB/package.opf", made("package.opf", book=book)),
        ("EPUB/nav.xhtml", made("nav.xhtml", book=book)),
        ("EPUB/style.css", made("style.css")),
        *chapters,
    ]
    # By the EPUB standard readers tell the format by the first bytes of the archive.
    write_archive(parts, file, stored=["mimetype"])


def _book(documents: Sequence[Document], options: ExportOptions) -> Book:
    chapters = [chapter(document, number, options) for number, document in enumerate(documents, 1)]
    days = sorted(filter(None, map(iso_date, documents)))
    own_title = clean_text(options.title)
    return Book(
        identifier=_identifier(documents),
        title=own_title or _title(chapters),
        title_language="it" if len(chapters) == 1 and not own_title else "en",
        authors=_distinct(document.metadata.get("author", "") for document in documents),
        sources=_distinct(document.source for document in documents),
        date=days[-1] if days else "",
        modified=_modified(days),
        chapters=tuple(chapters),
    )


def _title(chapters: Sequence[Chapter]) -> str:
    others = len(chapters) - 1
    if not others:
        return chapters[0].title
    return f"{chapters[0].title} and {others} more article{'s' * (others > 1)}"


def _identifier(documents: Sequence[Document]) -> str:
    """Return a URN made of the articles' names, so that a new edition replaces the old one."""
    names = "\n".join(f"{document.name}\t{document.title}" for document in documents)
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, names)}"


def _modified(days: Sequence[str]) -> str:
    """Return when the book was made: SOURCE_DATE_EPOCH, else the latest article's day."""
    with suppress(KeyError, ValueError, OverflowError, OSError):
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{days[-1] if days else _NO_DATE}T00:00:00Z"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_text, texts))))
