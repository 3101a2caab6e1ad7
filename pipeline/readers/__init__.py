"""Source files to articles: one small module a format behind the one function `read`.

A new format is one module with a function of the type `Reader` and one line in `_READERS`. Every
reader is handed the file's bytes and its name and returns an `Article`, or raises a `SourceError`;
text formats turn bytes into text with `encoding.decode`, and every reader ends in
`assembly.assemble`.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final, Protocol

from pipeline.article import Article
from pipeline.errors import UnknownFormatError
from pipeline.files import read_source
from pipeline.readers import plain_text
from pipeline.readers.signatures import refuse_foreign

READING_RULES: Final[int] = 1
"""Raised by hand whenever any reader's output changes; part of the record's `reading` digest."""


class Reader(Protocol):
    """One format: bytes and a name in, an article out."""

    def __call__(self, raw: bytes, name: str, /) -> Article:
        """Return the article in `raw`; `name` is its source and stands in error messages."""
        ...


def _read_markdown(raw: bytes, name: str, /) -> Article:
    from pipeline.readers import markdown  # noqa: PLC0415 - with a parser that others do not need

    return markdown.read(raw, name)


_READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "": plain_text.read,
        ".txt": plain_text.read,
        ".text": plain_text.read,
        ".md": _read_markdown,
        ".markdown": _read_markdown,
        ".mdown": _read_markdown,
    }
)

SUFFIXES: Final[tuple[str, ...]] = tuple(suffix for suffix in _READERS if suffix)
"""Suffixes of the files that a folder is searched for. A file without one is read when named."""

_SUFFIX: Final = re.compile(r"\.[a-z][a-z0-9]{0,9}")
_TEXT_NAME: Final = "text"


def read(source: str | os.PathLike[str] | bytes, name: str = "") -> Article:
    """Return the article in a file or in bytes already at hand.

    `source` is a path (str or PathLike) or the content itself (bytes). `name` becomes the
    article's `source` and stands in error messages; without it that is the path as given, or
    "text" for bytes. The format follows from the suffix of the path, of `name` for bytes.

    Raises UnreadableSourceError, UnknownFormatError, BinarySourceError or EmptySourceError, all
    of them SourceError.
    """
    if isinstance(source, bytes):
        name = name or _TEXT_NAME
        reader = _reader_for(name, name)
        raw = source
    else:
        path = Path(source)
        name = name or os.fspath(source)
        raw = read_source(path, name)
        reader = _reader_for(path.name, name)
    refuse_foreign(raw, name, _formats())
    return reader(raw, name)


def _reader_for(file_name: str, name: str) -> Reader:
    suffix = PurePath(file_name).suffix.lower()
    # "intervista n. 3" and "verbale.2024" have no suffix in the sense of a format.
    reader = _READERS.get(suffix if _SUFFIX.fullmatch(suffix) else "")
    if reader is None:
        raise UnknownFormatError(name, _formats())
    return reader


def _formats() -> str:
    return ", ".join(SUFFIXES)
