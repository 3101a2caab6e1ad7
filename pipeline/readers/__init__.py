"""Source files to articles: one small module a format behind the one function `read`.

A new format is one module with a function of the type `Reader` and one line in `_READERS`. Every
reader is handed the file's bytes and its name and returns an `Article`, or raises a `SourceError`;
text formats turn bytes into text with `encoding.decode`, and every reader ends in
`assembly.assemble`. Which reader it is follows from the name, and from the content where that
speaks clearly, see `signatures`.
"""

import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final, Protocol, cast

from pipeline.article import Article
from pipeline.errors import UnknownFormatError
from pipeline.files import read_source
from pipeline.readers import plain_text
from pipeline.readers.mojibake import mended
from pipeline.readers.signatures import refuse_foreign, suffix_by_content
from pipeline.readers.suffixes import FEEDS, PAGES

READING_RULES: Final[int] = 2
"""Raised by hand whenever any reader's output changes; part of the record's `reading` digest."""


class Reader(Protocol):
    """One format: bytes and a name in, an article out."""

    def __call__(self, raw: bytes, name: str, /) -> Article:
        """Return the article in `raw`; `name` is its source and stands in error messages."""
        ...


def _lazily(module: str) -> Reader:
    """Return the reader of a module that is loaded with the first file of its format."""

    def read_with_module(raw: bytes, name: str, /) -> Article:
        return cast("Reader", import_module(f"pipeline.readers.{module}").read)(raw, name)

    return read_with_module


_READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "": plain_text.read,
        ".txt": plain_text.read,
        ".text": plain_text.read,
        **dict.fromkeys((".md", ".markdown", ".mdown"), _lazily("markdown")),
        **dict.fromkeys(PAGES, _lazily("html")),
        **dict.fromkeys((".docx", ".docm"), _lazily("docx")),
        **dict.fromkeys((".odt", ".fodt"), _lazily("odt")),
        ".epub": _lazily("epub"),
        ".pdf": _lazily("pdf"),
        **dict.fromkeys((".srt", ".vtt"), _lazily("subtitles")),
        **dict.fromkeys(FEEDS, _lazily("feeds")),
    }
)

SUFFIXES: Final[tuple[str, ...]] = tuple(suffix for suffix in _READERS if suffix)
"""Suffixes of the files that a folder is searched for. A file without one is read when named."""

_SUFFIX: Final = re.compile(r"\.[a-z][a-z0-9]{0,9}")
# Their readers say themselves what is wrong with a file that is none.
_DOCUMENTS: Final = frozenset({".docx", ".docm", ".odt", ".epub", ".pdf"})
_MARKUP: Final = frozenset({*PAGES, *FEEDS, ".fodt"})
_TEXT_NAME: Final = "text"


def read(source: str | os.PathLike[str] | bytes, name: str = "") -> Article:
    """Return the article in a file or in bytes already at hand.

    `source` is a path (str or PathLike) or the content itself (bytes). `name` becomes the
    article's `source` and stands in error messages; without it that is the path as given, or
    "text" for bytes. The format follows from the content where that is clear, and else from the
    suffix of the path, of `name` for bytes.

    Raises a SourceError: the file cannot be read, is of no format that has a reader, is damaged or
    protected, or holds no text.
    """
    if isinstance(source, bytes):
        name = name or _TEXT_NAME
        return mended(_reader_for(source, name, name)(source, name))
    path = Path(source)
    name = name or os.fspath(source)
    raw = read_source(path, name)
    return mended(_reader_for(raw, path.name, name)(raw, name))


def _reader_for(raw: bytes, file_name: str, name: str) -> Reader:
    suffix = PurePath(file_name).suffix.lower()
    # "intervista n. 3" and "verbale.2024" have no suffix in the sense of a format.
    suffix = suffix if _SUFFIX.fullmatch(suffix) else ""
    if by_content := suffix_by_content(raw, name):
        return _READERS[by_content]
    reader = _READERS.get(suffix)
    if reader is None:
        raise UnknownFormatError(name, _formats())
    if suffix not in _DOCUMENTS:
        refuse_foreign(raw, name, _formats(), is_markup=suffix in _MARKUP)
    return reader


def _formats() -> str:
    return ", ".join(SUFFIXES)
