"""Feeds: RSS and Atom files, an article an entry.

`feed_entries.entries` tells what is in a feed. A feed of one entry is that entry's article; of
several it is one article, each entry a part with its title as heading. `split` makes feeds of one
entry each, so that a run can have a page for each of them.

The line that WordPress puts under an entry ("L'articolo ... proviene da ...") is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.article import Article, Block, FrozenMapping
from pipeline.errors import EmptySourceError
from pipeline.readers.assembly import assemble
from pipeline.readers.feed_entries import Entry, entries, feed_of
from pipeline.readers.lines import is_visible

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRAILER: Final = re.compile(
    r"(?:L['’]articolo|The post) .{1,300} (?:proviene da|sembra essere il primo su"
    r"|appeared first on) .{1,200}"
)
_ENTRY_LEVEL: Final = 2
_DEEPEST_HEADING: Final = 6


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of a feed.

    Raises:
        DamagedSourceError: it is no feed, or no XML that can be understood.
        BinarySourceError: it is no text.
        TooManyBlocksError: it has too many entries.
        EmptySourceError: no entry holds text.
    """
    found = entries(raw, name)
    if not found:
        raise EmptySourceError(name)
    if len(found) == 1:
        return article_of(found[0], name)
    blocks: list[Block] = []
    for entry in found:
        own = _content_blocks(entry, name, len(blocks))
        if entry.title:
            blocks.append(Block("heading", entry.title, level=_ENTRY_LEVEL))
        blocks += [_below(block) for block in own]
    site = found[0].site
    title = [Block("title", site, level=1)] if is_visible(site) else []
    return assemble(name, [*title, *blocks], {"title": site} if site else {})


def article_of(entry: Entry, name: str) -> Article:
    """Return the article in an entry; `name` is its source and stands in messages.

    Raises:
        DamagedSourceError: its HTML is nested too deep.
        EmptySourceError: it holds no text.
    """
    title = [Block("title", entry.title, level=1)] if is_visible(entry.title) else []
    metadata = {
        "title": entry.title,
        "author": entry.author,
        "date": entry.date,
        "site": entry.site,
        "url": entry.link,
    }
    known = {key: value for key, value in metadata.items() if value}
    return assemble(name, [*title, *_content_blocks(entry, name)], known)


def split(raw: bytes, name: str) -> dict[str, bytes]:
    """Return a feed of its own for each entry, by the entry's identifier, in the feed's order.

    Raises what `entries` raises.
    """
    return {entry.identifier: feed_of(entry) for entry in entries(raw, name)}


def _content_blocks(entry: Entry, name: str, before: int = 0) -> Sequence[Block]:
    """Return the blocks of an entry; `before` keeps the numbers of its tables apart."""
    from pipeline.readers.html.blocks import collect  # noqa: PLC0415 - heavy
    from pipeline.readers.html.document import parse_page  # noqa: PLC0415
    from pipeline.readers.html.elements import remove_unread  # noqa: PLC0415
    from pipeline.readers.html.facts import PageFacts  # noqa: PLC0415
    from pipeline.readers.html.region import Region  # noqa: PLC0415
    from pipeline.readers.html.titles import Titles  # noqa: PLC0415

    if not entry.content.strip():
        return ()
    try:
        root = parse_page(f"<body>{entry.content}</body>", name)
    except EmptySourceError:
        return ()
    body: _Element = next(root.iter("body"), root)
    remove_unread(body)
    blocks = list(collect(Region(body, None), Titles(PageFacts()), entry.link).blocks())
    while blocks and _TRAILER.fullmatch(blocks[-1].text):
        blocks.pop()
    return [_numbered(block, before) for block in blocks]


def _numbered(block: Block, before: int) -> Block:
    table = block.attributes.get("table", "")
    if not table or not before:
        return block
    attributes = FrozenMapping({**block.attributes, "table": str(int(table) + before)})
    return replace(block, attributes=attributes)


def _below(block: Block) -> Block:
    """Return a block of an entry as one of the whole feed: its headings are below the entry's."""
    if block.kind not in ("title", "heading"):
        return block
    level = min((block.level or 1) + _ENTRY_LEVEL, _DEEPEST_HEADING)
    return replace(block, kind="heading", level=level)
