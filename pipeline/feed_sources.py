"""The entries of a feed as sources of their own: a page and a table for each."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from pipeline.errors import SourceError
from pipeline.files import read_source
from pipeline.names import Source
from pipeline.readers.suffixes import FEEDS


def with_entries(source: Source) -> list[Source]:
    """Return a source, or in its place the entries of a feed that has several.

    A feed that cannot be understood stays: who reads it will say what is wrong.
    """
    place = PurePosixPath(source.relative)
    if place.suffix.lower() not in FEEDS:
        return [source]
    try:
        parts = [*entries_of(read_source(source.path, source.relative), source.path.name)]
    except SourceError:
        return [source]
    if len(parts) < 2:  # noqa: PLR2004
        return [source]
    stem = place.with_suffix("").as_posix()
    return [Source(source.path, f"{stem}/{part}.atom", part) for part in parts]


# A feed is asked for one entry after another.
@lru_cache(maxsize=1)
def entries_of(raw: bytes, name: str) -> Mapping[str, bytes]:
    """Return the entries of a feed, each a feed of its own, by their identifiers.

    Raises:
        SourceError: it is no feed.
    """
    from pipeline.readers.feeds import split  # noqa: PLC0415 - for those who have feeds

    return split(raw, name)
