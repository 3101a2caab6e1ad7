"""Which blocks of a page trafilatura takes for the article.

Its result is a tree of its own making, in which headings, captions and notes are lost or run into
each other on some pages (its issues 354, 774 and 896). So nothing is read from it: its words only
say where on the page the article is, and the page itself is read there.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.http_library import load_urllib3
from pipeline.readers.html.leaves import Leaf, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHINGLE: Final = 4
"""Words in a row that are looked for. Fewer are found by chance."""
_SHARE: Final = 0.6
"""Least share of a block's shingles that trafilatura's text has."""
_LEAST_LETTERS: Final = 200
"""A text with fewer letters is none to go by."""
_MOST_PLACES: Final = 10
"""Blocks in which a row of words is looked for: what stands in more is a turn of phrase."""
_LONG_PAGE: Final = 2000
"""Blocks from which on a page is long; the longest articles of encyclopedias have a thousand."""
_LINKED: Final = 0.5

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def find_evidence(body: "_Element", leaves: Sequence[Leaf], known: str) -> "set[_Element]":
    """Return the blocks that are of the article.

    1. Those in `known`, the text that the page itself says is the article's, where it has one.
    2. Those in trafilatura's result.
    3. Where both are empty, those with a sentence that is no link.
    """
    if len(known) >= _LEAST_LETTERS:
        found = _among(leaves, known)
        if found:
            return found
    found = _among(leaves, _extracted(body, is_long=len(leaves) > _LONG_PAGE))
    if found:
        return found
    return {leaf.element for leaf in leaves if _is_prose(leaf)} or {
        leaf.element for leaf in leaves if leaf.words
    }


def _is_prose(leaf: Leaf) -> bool:
    return len(leaf.words) > 2 * _SHINGLE and leaf.link_share < _LINKED


def _among(leaves: Iterable[Leaf], text: str) -> "set[_Element]":
    known = set(_shingles(words_of(text)))
    found = set()
    for leaf in leaves:
        shingles = list(_shingles(leaf.words))
        if shingles and sum(one in known for one in shingles) >= _SHARE * len(shingles):
            found.add(leaf.element)
    return found


class Repeats:
    """Finds the block that says what another says, among more."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        """Take all blocks."""
        self._places: dict[tuple[str, ...], list[Leaf]] = {}
        for leaf in leaves:
            for shingle in set(_shingles(leaf.words)):
                found = self._places.setdefault(shingle, [])
                if len(found) < _MOST_PLACES:
                    found.append(leaf)

    def share(self, leaf: Leaf) -> float:
        """Return how much of a block's rows of four words a longer block has too, 0 to 1."""
        mine = list(_shingles(leaf.words))
        hits: Counter[int] = Counter()
        for shingle in mine:
            for other in self._places.get(shingle, ()):
                if len(other.words) > len(leaf.words):
                    hits[other.place] += 1
        return max(hits.values(), default=0) / len(mine) if mine else 0.0


def _shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _extracted(body: "_Element", *, is_long: bool) -> str:
    """Return trafilatura's text of the page, or nothing.

    Its second opinion, justext, takes time with the square of the number of blocks.
    """
    load_urllib3()
    import trafilatura  # noqa: PLC0415 - heavy
    from lxml import html  # noqa: PLC0415 - heavy

    # Its own copy: trafilatura changes the tree, and wants one of lxml.html.
    tree = html.fromstring(_serialized(body))
    # It writes out merged cells one by one: a few thousand of them took minutes and 800 MB.
    for cell in tree.iter("td", "th"):
        cell.attrib.pop("colspan", "")
        cell.attrib.pop("rowspan", "")
    try:
        document = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, fast=is_long
        )
    except Exception:  # noqa: BLE001 - whatever it is, the page can be read without it
        return ""
    if document is None or isinstance(document, dict) or document.body is None:
        return ""
    return " ".join(map(str, document.body.itertext()))


def _serialized(body: "_Element") -> str:
    from lxml import etree  # noqa: PLC0415 - heavy

    inside = etree.tostring(body, method="html", encoding="unicode", with_tail=False)
    # The places of what was dropped: trafilatura would join the texts behind them one by one.
    inside = inside.replace("<span></span>", "")
    return f"<html>{inside}</html>"
