"""What a file's first bytes say of its format, where they say it clearly.

Nobody writes an article whose first bytes are one of these, so content beats the name here and
only here.
"""

import re
from typing import Final

from pipeline.errors import BinarySourceError, UnknownFormatError
from pipeline.readers.archive import SIGNATURE as ARCHIVE
from pipeline.readers.ole import refuse_compound

PDF: Final = b"%PDF-"
"""The first bytes of a PDF."""
_BINARY: Final[tuple[bytes, ...]] = (
    ARCHIVE,
    b"PK\x05\x06",  # an empty ZIP
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF87a",
    b"GIF89a",
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
# Text whose first letters say what it is. XML says so in its first element, behind declarations
# and comments.
_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_TEXTS: Final = (
    (_PAGE, ".html"),
    (re.compile(rb"WEBVTT(?:[ \t\r\n]|\Z)"), ".vtt"),
    (re.compile(rb"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d{1,3}[ \t]*-->"), ".srt"),
)
_XML: Final = re.compile(rb"\s*<(?:\?xml\s|!doctype\s|!--)", re.IGNORECASE)
_ELEMENT: Final = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_ROOTS: Final = {
    b"html": ".html",
    b"rss": ".rss",
    b"rdf:rdf": ".rss",
    b"feed": ".atom",
    b"office:document": ".fodt",
}
_MARKUP: Final = re.compile(rb"\s*(?:\{\\rtf1|<\?xml\s)", re.IGNORECASE)
_MARK: Final = b"\xef\xbb\xbf"
_HEAD: Final = 4096
"""Bytes in which a signature is looked for."""


def suffix_by_content(raw: bytes, name: str) -> str:
    """Return the suffix that files of this content have; nothing where it does not say clearly.

    Args:
        raw: The file's bytes.
        name: What the file is called in messages.

    Raises:
        SourceError: it is an old or a protected document of an Office program.
    """
    refuse_compound(raw, name)
    if raw.startswith(PDF):
        return ".pdf"
    if raw.startswith(ARCHIVE):
        from pipeline.readers.archive_kinds import suffix_of  # noqa: PLC0415 - for those few

        return suffix_of(raw)
    head = raw[:_HEAD].removeprefix(_MARK)
    for pattern, suffix in _TEXTS:
        if pattern.match(head):
            return suffix
    if not _XML.match(head) and not head.lstrip().startswith((b"<rss", b"<feed")):
        return ""
    root = _ELEMENT.search(re.sub(rb"(?s)<!--.*?-->", b"", head))
    return _ROOTS.get(root[1].lower(), "") if root else ""


def refuse_foreign(raw: bytes, name: str, formats: str, *, is_markup: bool = False) -> None:
    """Raise BinarySourceError or UnknownFormatError where `raw` plainly is of another format.

    `name` and `formats`, the kinds of file that are read, stand in the message. What is read as
    markup may begin as markup does.
    """
    head = raw[:_HEAD].removeprefix(_MARK)
    if head.startswith(_BINARY):
        raise BinarySourceError(name)
    if not is_markup and _MARKUP.match(head):
        raise UnknownFormatError(name, formats)
