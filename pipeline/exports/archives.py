"""Zip archives whose bytes depend on their content alone; several formats are such archives."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import BinaryIO, Final

# The earliest moment that a zip archive can name.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def write_archive(
    parts: Iterable[tuple[str, bytes]], file: BinaryIO, *, stored: Iterable[str] = ()
) -> None:
    """Write `parts`, content by name, to `file` in their order.

    Args:
        parts: Names with / between folders, and bytes.
        file: Where to.
        stored: Names of the parts that are not compressed.
    """
    plain = set(stored)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _MOMENT)
            # Written on Windows or elsewhere, it says the same of itself.
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def write_without_times(
    archive: bytes, file: BinaryIO, replaced: Mapping[str, bytes] | None = None
) -> None:
    """Write the zip `archive` that a library made to `file`, without the times in it.

    Args:
        archive: Its bytes.
        file: Where to.
        replaced: Other content for some of its parts, by name.
    """
    other = replaced or {}
    with zipfile.ZipFile(BytesIO(archive)) as made:
        parts = [(name, other.get(name, made.read(name))) for name in made.namelist()]
    write_archive(parts, file)
