"""Opening a PDF and taking the words off its pages, by PDFium (pypdfium2).

PDFium is the reader in Chrome: fast, fuzzed for years, with the text of every font that says what
its glyphs mean. It gives characters with their places; words, lines and columns are made of them
here and in the modules beside this one. It cannot be used by two threads at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.errors import DamagedSourceError, ProtectedSourceError, TooManyBlocksError
from pipeline.readers.document_dates import day_of
from pipeline.readers.pdf.words import Word, words_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES: Final = 3_000
"""Pages of a document; a longer one is no article and hardly a book."""
MAX_PAGE_CHARACTERS: Final = 100_000
"""Characters of a page; a full newspaper page has 20,000."""
MAX_CHARACTERS: Final = 10_000_000
"""Characters of a document: two or three Bibles."""

_SOFT_HYPHEN: Final = "\xad"
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_ENCRYPTED: Final = b"/Encrypt"
# What programs write where nobody has given a title.
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word|untitled|senza (?:titolo|nome)|documento?\s*\d*$).*"
    r"|\S.*\.(?:docx?|odt|rtf|html?|indd|qxd|pdf|txt|tex|pages)",
    re.IGNORECASE,
)
_OPENING: Final = Lock()


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    height: float
    """Its height in points."""
    words: tuple[Word, ...]
    """Its words, in the order in which the file draws them."""
    guessed: int = 0
    """Number of letters of which their font does not say what they mean."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF holds."""

    metadata: dict[str, str]
    """Title, author and date, where the file says so."""
    pages: tuple[Page, ...]
    """Its pages."""


def read_document(raw: bytes, name: str) -> Document:
    """Return what stands in the bytes of a PDF; `name` stands in messages.

    Raises:
        ProtectedSourceError: it needs a password.
        DamagedSourceError: it is no PDF that can be understood.
        TooManyBlocksError: it has more than `MAX_PAGES` or `MAX_CHARACTERS`.
    """
    with _OPENING:
        document = _opened(raw, name)
        try:
            if len(document) > MAX_PAGES:
                raise TooManyBlocksError(name, len(document), MAX_PAGES)
            return Document(_metadata(document), tuple(_pages(document, name)))
        finally:
            document.close()


def _opened(raw: bytes, name: str) -> "PdfDocument":
    import pypdfium2  # noqa: PLC0415 - loads PDFium
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        # PDFium's code can be that of the file before.
        code = getattr(error, "err_code", None) if _ENCRYPTED in raw else None
        if code == pdfium.FPDF_ERR_PASSWORD:
            raise ProtectedSourceError(name, "it asks for a password") from error
        if code == pdfium.FPDF_ERR_SECURITY:
            raise ProtectedSourceError(name, "in a way that is not known here") from error
        raise DamagedSourceError(name, "it is no complete PDF") from error


def _metadata(document: "PdfDocument") -> dict[str, str]:
    date = _DATE.match(_entry(document, "CreationDate"))
    parts = [part for part in date.groups() if part] if date else []
    title = _entry(document, "Title")
    metadata = {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "author": _entry(document, "Author"),
        "date": day_of("-".join(parts)),
    }
    return {key: value for key, value in metadata.items() if value}


def _entry(document: "PdfDocument", key: str) -> str:
    try:
        return clean_text(document.get_metadata_value(key).replace(_SOFT_HYPHEN, ""))
    except UnicodeDecodeError:
        return ""


def _pages(document: "PdfDocument", name: str) -> Iterator[Page]:
    import pypdfium2  # noqa: PLC0415

    left = MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:  # one broken page costs no other
            continue
        try:
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            page.close()
            continue
        count = min(max(0, text.count_chars()), MAX_PAGE_CHARACTERS)
        left -= count
        if left < 0:
            raise TooManyBlocksError(name, number, number - 1)
        words, guessed = words_of(text.raw, count)
        height = page.get_height()
        text.close()
        page.close()
        yield Page(height, words, guessed)
