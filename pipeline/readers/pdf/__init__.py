"""PDF with text: pages to words, lines, paragraphs and blocks.

`document` opens the file, `words` takes the words off its pages, `furniture` leaves out running
heads and page numbers, `layout` puts lines in reading order, `paragraphs` joins them and `kinds`
says what they are.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.article import Article
from pipeline.errors import DamagedSourceError
from pipeline.lexicon import default_lexicon
from pipeline.readers.assembly import assemble
from pipeline.readers.pdf.document import Document, read_document
from pipeline.readers.pdf.furniture import without_furniture
from pipeline.readers.pdf.kinds import blocks_of
from pipeline.readers.pdf.layout import lines_of
from pipeline.readers.pdf.paragraphs import PlacedLine
from pipeline.readers.signatures import PDF

_HEAD: Final = 1024
"""Bytes in which the signature stands, as PDF readers have it (PDF 1.7, note 13 of annex H)."""
_LETTERS_A_PAGE: Final = 10
"""Letters that a page of text has at least, on average; scans have stamps and numbers."""
_MOST_PAGES: Final = 50
_GUESSED_SHARE: Final = 0.3
"""Share of letters without meaning from which on the words are looked at."""
_KNOWN_SHARE: Final = 0.3
"""Share of words in the lexicon that a text has at least; Italian has 0.9, English half of it."""
_LOOKED_AT: Final = 500
_RECOGNISE: Final = "run it through a program for text recognition such as OCRmyPDF first"


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of a PDF.

    Raises:
        ProtectedSourceError: it needs a password.
        DamagedSourceError: it is damaged or no PDF, or its pages are pictures.
        TooManyBlocksError: it has too many pages.
    """
    if PDF not in raw[:_HEAD]:
        raise DamagedSourceError(name, "it is no PDF")
    document = read_document(raw, name)
    _require_text(document, name)
    lines = [
        PlacedLine(line, number)
        for number, page in enumerate(without_furniture(document.pages))
        for line in lines_of(page.words)
    ]
    metadata = document.metadata
    return assemble(name, blocks_of(lines, metadata.get("title", "")), metadata)


def _require_text(document: Document, name: str) -> None:
    """Refuse a document without letters, or whose fonts do not say what their letters are.

    Raises:
        DamagedSourceError: it is one.
    """
    words = [word.text for page in document.pages for word in page.words]
    letters = sum(character.isalpha() for word in words for character in word)
    guessed = sum(page.guessed for page in document.pages)
    if letters < _LETTERS_A_PAGE * min(len(document.pages), _MOST_PAGES):
        raise DamagedSourceError(name, "its pages are pictures without text", _RECOGNISE)
    if guessed > _GUESSED_SHARE * letters and not _has_words(words):
        raise DamagedSourceError(name, "its fonts do not say what their letters mean", _RECOGNISE)


def _has_words(words: Sequence[str]) -> bool:
    """Tell whether enough of the words are known: guessed letters can be the right ones."""
    looked_at = [word for word in words if len(word) > 1][:_LOOKED_AT]
    known = sum(word.strip(".,;:!?()«»\"'").lower() in default_lexicon() for word in looked_at)
    return known >= _KNOWN_SHARE * len(looked_at)
