"""Web pages: a saved page, or one that was fetched, to its article.

The way through the modules: bytes to text (`charset`), text to a tree of elements (`document`),
what the page says of itself (`facts`), what a browser would show (`elements`, `accordions`), its
loose lines (`wrapping`), where the article is (`evidence`, by trafilatura; `chrome`, `region`), its
blocks (`blocks`).

Nothing is fetched and no program in the page runs. Size, depth and number of elements are bounded.
"""

from collections.abc import Iterable
from typing import Final

from pipeline.article import Article, Block
from pipeline.readers.assembly import assemble
from pipeline.readers.html.accordions import open_accordions
from pipeline.readers.html.addresses import absolute
from pipeline.readers.html.blocks import collect
from pipeline.readers.html.charset import decode_page
from pipeline.readers.html.document import body_of, parse_page, require_size
from pipeline.readers.html.elements import remove_controls, remove_unread
from pipeline.readers.html.facts import find_facts, site_beside
from pipeline.readers.html.finish import blocks_of_text, finished
from pipeline.readers.html.headings import drop_numbers
from pipeline.readers.html.imprint import find_author, find_date, find_site
from pipeline.readers.html.notes import mark_notes
from pipeline.readers.html.region import find_region
from pipeline.readers.html.titles import Titles
from pipeline.readers.html.wrapping import wrap_lines
from pipeline.url_names import is_web_address

_LEAST_SHARE: Final = 0.5
"""A page whose JSON-LD has more than twice the text that it shows is made by a program that did
not run, and its article is read there."""


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of a saved page.

    Raises TooLargeSourceError, DamagedSourceError, BinarySourceError and EmptySourceError.
    """
    return read_page(raw, name, url=name if is_web_address(name) else "")


def read_page(raw: bytes, name: str, *, url: str = "", charset: str = "") -> Article:
    """Return the article in the bytes of a page.

    Args:
        raw: The bytes.
        name: The article's source, which stands in messages.
        url: The address that the page came from at last, for links that are relative.
        charset: The charset of its HTTP header.

    Raises:
        TooLargeSourceError: it has too many bytes.
        DamagedSourceError: it has too many elements, or they are nested too deep.
        BinarySourceError: it is no text.
        EmptySourceError: there is no article in it.
    """
    require_size(raw, name)
    root = parse_page(decode_page(raw, name, charset), name)
    facts = find_facts(root, url)
    address = next((link.get("href") for link in root.iter("base") if link.get("href")), "")
    base = absolute(address or "", facts.url) or facts.url or url
    body = body_of(root)
    shown = {"author": find_author(body), "date": find_date(body), "site": find_site(body)}
    open_accordions(body)
    remove_controls(body)
    remove_unread(body)
    drop_numbers(body)
    mark_notes(body)
    wrap_lines(body)
    titles = Titles(facts)
    blocks = finished(collect(find_region(body, facts, titles), titles, base).blocks())
    if _letters(blocks) < _LEAST_SHARE * len(facts.body):
        blocks = blocks_of_text(facts.title, facts.body)
    title = next((block.text for block in blocks if block.kind == "title"), facts.title)
    shown["site"] = site_beside(title, facts.window_title) or shown["site"]
    known = facts.metadata() | {"title": title}
    metadata = {key: value for key, value in (shown | known).items() if value}
    return assemble(name, blocks, metadata)


def _letters(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
