"""Which encoding a web page is in.

The HTML standard ("Determining the character encoding") takes the first that there is: a byte
order mark, the HTTP header's charset, the page's own declaration near its beginning. Here a
declaration is believed only as far as the bytes bear it out: pages that say ISO 8859-1 and are
UTF-8 are common, and no other text is valid UTF-8 by chance. What is then still open is found as
for a text file, see `encoding`.
"""

import codecs
import re
from typing import Final

from pipeline.errors import BinarySourceError
from pipeline.readers.encoding import decode

_PRESCAN: Final = 4096
"""Bytes in which a declaration is looked for. The standard asks for 1,024; pages saved by a
browser have comments before it."""
_DECLARED: Final = (
    re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)"""),
    re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The labels of the Encoding Standard that Python has a codec of the same meaning for. All others,
# among them the codecs of Python that are no encodings of text, are as if nothing was declared.
_LABEL: Final = re.compile(
    r"utf-?8|(?:windows-|cp)125[0-8]|(?:iso-?)?8859-?\d{1,2}|iso-8859-\d{1,2}|iso_8859-\d{1,2}"
    r"|latin-?[1-9]|l[1-9]|us-ascii|ascii|macintosh|x-mac-roman|koi8-[ru]|ibm866|cp850"
    r"|shift[-_]jis|euc-(?:jp|kr)|big5|gbk|gb2312|gb18030"
)
# By the same standard these mean Windows-1252, whose characters 128 to 159 are letters and quotes.
_WINDOWS: Final = re.compile(r"(?:iso[-_]?)?8859-?1|latin-?1|l1|(?:us-)?ascii|cp1252")
_MACINTOSH: Final = ("macintosh", "x-mac-roman")


def decode_page(raw: bytes, name: str, charset: str = "") -> str:
    """Return the text of a page with LF line ends and without a byte order mark.

    Args:
        raw: The page's bytes.
        name: What an error names.
        charset: The charset of the HTTP header, or nothing.

    Raises:
        BinarySourceError: the bytes are no text.
    """
    declared = "" if raw.startswith(_MARKS) else _codec(charset) or _codec(_declaration(raw))
    if declared in {"", "utf-8"} or _is_utf8(raw):
        return decode(raw, name)
    if b"\x00" in raw:
        raise BinarySourceError(name)
    return re.sub("\r\n?", "\n", raw.decode(declared, errors="replace"))


def _declaration(raw: bytes) -> str:
    head = _COMMENT.sub(b"", raw[:_PRESCAN])
    for pattern in _DECLARED:
        match = pattern.search(head)
        if match:
            return match[1].decode("ascii", errors="replace")
    return ""


def _codec(label: str) -> str:
    """Return the name of Python's codec for a label, or nothing."""
    label = label.strip().strip("\"'").lower()
    if _WINDOWS.fullmatch(label):
        return "cp1252"
    if label in _MACINTOSH:
        return "mac_roman"
    if not _LABEL.fullmatch(label):
        return ""
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
