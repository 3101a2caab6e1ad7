"""The entries of a feed as sources of their own: a page and a table for each."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from pipeline.errors import SourceError, UnreadableSourceError
from pipeline.files import read_source
from pipeline.names import Source

FEEDS: Final = frozenset({".rss", ".atom", ".rdf"})
"""Suffixes of feeds."""


def with_entries(source: Source) -> list[Source]:
    """Return a source, or in its place the entries of a feed that has several.

    A feed that cannot be understood stays: who reads it will say what is wrong.
    """
    place = PurePosixPath(source.relative)
    if place.suffix.lower() not in FEEDS:
        return [source]
    try:
        parts = [*_split(read_source(source.path, source.relative), source.path.name)]
    except SourceError:
        return [source]
    if len(parts) < 2:  # noqa: PLR2004
        return [source]
    stem = place.with_suffix("").as_posix()
    return [Source(source.path, f"{stem}/{part}.atom", part) for part in parts]


def content_of(source: Source) -> bytes:
    """Return the bytes of a source: its file's, or of one entry a feed of its own.

    Raises:
        SourceError: it cannot be read, or is no feed any more.
    """
    raw = read_source(source.path, source.relative)
    if not source.part:
        return raw
    entry = _split(raw, source.path.name).get(source.part)
    if entry is None:
        raise UnreadableSourceError(source.relative, "the feed has this entry no more")
    return entry


# A feed is asked for one entry after another.
@lru_cache(maxsize=1)
def _split(raw: bytes, name: str) -> Mapping[str, bytes]:
    from pipeline.readers.feeds import split  # noqa: PLC0415 - for those who have feeds

    return split(raw, name)
