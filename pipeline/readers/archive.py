"""Opening a ZIP archive of unknown origin: DOCX, ODT and EPUB files are such archives.

Nothing is unpacked to the disk and no archive inside the archive is opened. A part is unpacked
when it is asked for, and all parts together may take as many bytes as `allowance` says.
"""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from pipeline.errors import DamagedSourceError, ProtectedSourceError

MAX_PARTS: Final = 10_000
"""Parts of an archive; a book with a picture on each page has a tenth of it."""
MAX_UNPACKED: Final = 200_000_000
"""Bytes that the parts which are read may take; the text of a long book takes 5 million."""
MAX_RATIO: Final = 100
"""How many times the archive's own size that may be: documents shrink to a tenth, bombs to less
than a five hundredth."""
SMALL: Final = 5_000_000
"""What takes fewer bytes than this may shrink as it likes."""

SIGNATURE: Final = b"PK\x03\x04"
"""The first bytes of a ZIP archive that holds something."""
_ENTRY: Final = b"PK\x01\x02"
_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,  # a place before the start of the file
    ValueError,  # a name that is not in its encoding
)


class Archive:
    """The parts of a ZIP archive by name, read one by one within bounds."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Look what is in the archive; `path` stands in messages.

        Raises DamagedSourceError where it is no ZIP file, cut off, or has too many parts.
        """
        self._path = path
        self._left = allowance(len(raw))
        # Each entry of the table of contents takes more memory than bytes, so they are counted
        # before zipfile reads it. An archive inside has entries too, hence the generous bound.
        if raw.count(_ENTRY) > 10 * MAX_PARTS:
            raise DamagedSourceError(path, f"it has more than {10 * MAX_PARTS:,} parts")
        try:
            self._file = zipfile.ZipFile(BytesIO(raw))
        except _BROKEN as error:
            reason = "it is no ZIP archive, or its end is missing"
            raise DamagedSourceError(path, reason) from error
        members = self._file.infolist()
        if len(members) > MAX_PARTS:
            raise DamagedSourceError(path, f"it has {len(members):,} parts")
        self._parts = {member.filename: member for member in members}
        self.size = sum(member.file_size for member in members)
        """Bytes that all parts take, as they say themselves."""
        self._folded = {member.filename.casefold(): member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, with / between folders."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name, whatever the case of its letters."""
        return name.casefold() in self._folded

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            DamagedSourceError: there is no such part, it is damaged, or the parts that were read
                take too many bytes.
            ProtectedSourceError: it is encrypted.
        """
        part = self._parts.get(name) or self._folded.get(name.casefold())
        if part is None:
            raise DamagedSourceError(self._path, f"its part {name} is missing")
        if part.flag_bits & _ENCRYPTED:
            raise ProtectedSourceError(self._path, f"its part {name} is encrypted")
        if part.compress_type not in _COMPRESSIONS:
            # Others may ask for gigabytes of memory before the first byte comes.
            raise DamagedSourceError(self._path, f"its part {name} is compressed in a foreign way")
        # A part cannot unpack to more than it declares: zipfile stops reading there.
        self._left -= part.file_size
        if self._left < 0:
            raise DamagedSourceError(self._path, "it unpacks to far more bytes than a text takes")
        try:
            return self._file.read(part)
        except _BROKEN as error:
            raise DamagedSourceError(self._path, f"its part {name} is damaged") from error


def allowance(size: int) -> int:
    """Return how many bytes may be unpacked from an archive of `size` bytes."""
    return min(MAX_UNPACKED, max(SMALL, MAX_RATIO * size))


def unpacked_size(raw: bytes) -> int:
    """Return how many bytes an archive says that it unpacks to; 0 for what is none.

    What a document costs to read depends on this and not on the size of its file.
    """
    if not raw.startswith(SIGNATURE):
        return 0
    try:
        return Archive(raw, "").size
    except DamagedSourceError:
        return 0
