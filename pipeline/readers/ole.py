"""Compound files (OLE2), in which old Office programs save and new ones put what is encrypted.

They are only told apart, by the names in their directory, which stand there in UTF-16; see
[MS-CFB] 2.6.1 and [MS-OFFCRYPTO] 2.3.
"""

from typing import Final

from pipeline.errors import DamagedSourceError, OldFormatError, ProtectedSourceError

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of such a file."""

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")


def refuse_compound(raw: bytes, path: str) -> None:
    """Refuse a compound file with a word on what it is; let any other pass.

    Raises:
        ProtectedSourceError: it is a document of today with a password.
        OldFormatError: it is an old Word document.
        DamagedSourceError: it is something else.
    """
    if not raw.startswith(SIGNATURE):
        return
    if _ENCRYPTED in raw:
        raise ProtectedSourceError(path, "it asks for a password")
    if _WORD in raw:
        raise OldFormatError(path, "an old Word document (.doc)", ".docx")
    raise DamagedSourceError(path, "it is a file of an old program, but no Word document")
