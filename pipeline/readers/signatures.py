"""What a file's first bytes say against its name, where they say it clearly.

Nobody writes an article whose first bytes are one of these, so content beats the name here and
only here. A format that gets a reader of its own leaves this list.
"""

import re
from typing import Final

from pipeline.errors import BinarySourceError, UnknownFormatError

_BINARY: Final[tuple[bytes, ...]] = (
    b"PK\x03\x04",  # ZIP, and with it DOCX, ODT and EPUB
    b"PK\x05\x06",  # an empty ZIP
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF87a",
    b"GIF89a",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # old Word, Excel and PowerPoint
    b"\x1f\x8b\x08",  # gzip
    b"BZh91AY",  # bzip2
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x7fELF",
    b"OggS\x00",
    b"ID3\x03\x00",
    b"ID3\x04\x00",
)
# Text, but of a format in which the article hides among instructions.
_MARKUP: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\\rtf1|<!doctype\s+html\b|<html[\s>]|<\?xml\s)", re.IGNORECASE
)
_HEAD: Final = 1024
"""Bytes in which a signature is looked for."""


def refuse_foreign(raw: bytes, name: str, formats: str) -> None:
    """Raise BinarySourceError or UnknownFormatError where `raw` plainly is of another format.

    `name` and `formats`, the kinds of file that are read, stand in the message.
    """
    head = raw[:_HEAD]
    if head.startswith(_BINARY):
        raise BinarySourceError(name)
    if _MARKUP.match(head):
        raise UnknownFormatError(name, formats)
