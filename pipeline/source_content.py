"""Getting the bytes of a source: of a file, of an entry of a feed, of a page in the network."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import UnreadableSourceError
from pipeline.feed_sources import entries_of
from pipeline.files import read_source
from pipeline.names import Source

if TYPE_CHECKING:
    from pipeline.fetching import Fetched


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a source."""

    raw: bytes
    """The bytes; those of a page say in which encoding they are."""
    name: str
    """What they are read under: a path that tells the format, or where a page was in the end."""


def content_of(source: Source, *, allow_private: bool = False) -> Content:
    """Return the bytes of a source.

    Args:
        source: What to get.
        allow_private: Whether pages of a private network, or of this machine, may be fetched.

    Raises:
        SourceError: it cannot be had, or an entry is in its feed no more.
    """
    if source.url:
        from pipeline.fetching import fetch  # noqa: PLC0415 - for those who name an address

        return _of_page(fetch(source.url, allow_private=allow_private))
    raw = read_source(source.path, source.relative)
    if not source.part:
        return Content(raw, source.relative)
    entry = entries_of(raw, source.path.name).get(source.part)
    if entry is None:
        raise UnreadableSourceError(source.relative, "the feed has this entry no more")
    return Content(entry, source.relative)


def _of_page(fetched: "Fetched") -> Content:
    """Return a page so that it is read as its HTTP header says, which nothing in it can know."""
    if not fetched.charset:
        return Content(fetched.raw, fetched.url)
    from pipeline.readers.html.charset import decode_page  # noqa: PLC0415 - heavy

    # A byte order mark counts more than what a page says of itself (HTML Standard, 13.2.3).
    text = decode_page(fetched.raw, fetched.url, fetched.charset)
    return Content(text.encode("utf-8-sig", "surrogatepass"), fetched.url)
