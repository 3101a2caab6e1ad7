"""Which of the formats that are ZIP archives some bytes are, whatever their file is called."""

from typing import Final

from pipeline.errors import SourceError
from pipeline.readers.archive import Archive

_KINDS: Final = (
    ("META-INF/container.xml", ".epub"),
    ("word/document.xml", ".docx"),
    ("content.xml", ".odt"),
)


def suffix_of(raw: bytes) -> str:
    """Return ".docx", ".odt" or ".epub", or nothing for any other archive or a damaged one.

    What is found is a guess by the names of parts: a spreadsheet has a part `content.xml` too, and
    the reader of texts says then that it is none.
    """
    try:
        archive = Archive(raw, "")
    except SourceError:
        return ""
    return next((suffix for part, suffix in _KINDS if part in archive), "")
