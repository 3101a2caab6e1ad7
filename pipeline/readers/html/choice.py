"""Which blocks around and in the core of a page are of the article.

- Above the title and between it and the first paragraph: a summary, a caption, a list with its
  heading. Other short lines there are about the article: its section, its author, its date.
- In the core: all but labels, notices, links that stand alone, and sentences that the page repeats
  in large letters.
- Behind the core: evidence, notes, and paragraphs of some length that are not about the site.
"""

from typing import TYPE_CHECKING, Final

from pipeline.readers.captions import is_caption
from pipeline.readers.html.elements import (
    ancestors,
    heading_level,
    tag_of,
    text_in,
)
from pipeline.readers.html.evidence import Repeats
from pipeline.readers.html.leaves import Leaf
from pipeline.readers.html.notes import is_notes
from pipeline.readers.html.offers import is_imprint
from pipeline.readers.html.pruning import ALL_LINK, MOST_LINKS, PROSE, ROWS
from pipeline.readers.html.wording import (
    has_stamp,
    is_attribution,
    is_byline,
    is_label,
    is_notice,
    is_numbered,
    is_pointer,
    is_stamp,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

_PHRASE: Final = 4
"""Words of the shortest summary above or below a title."""
_FIRST: Final = 10
"""Words of the shortest paragraph that an article begins with."""
_LEAST_REPEATED: Final = 4
_REPEATED: Final = 0.6
"""Share of a pull quote's rows of words that stand in the article too."""
_HEAD: Final = 8
"""Lines below the title among which a byline is looked for."""
_FEW_LINKS: Final = 0.1
_ENDS: Final = (",", ".", "!", "?", "…", ":", "»", "”")


class Choice:
    """Tells the article's blocks from the others in the root of a page."""

    def __init__(
        self,
        core: "_Element",
        root: "_Element",
        title: "_Element | None",
        leaves: "Sequence[Leaf]",
        evidence: "set[_Element]",
    ) -> None:
        """Take the core, the element that holds it and the title, and all blocks there."""
        self._title = title
        self._leaves = leaves
        self._evidence = evidence
        self._repeats = Repeats(leaves)
        self._in_core = set(core.iter())
        self._captions = _inside(root, lambda one: tag_of(one) in {"figcaption", "caption"})
        self._quotes = _inside(root, lambda one: tag_of(one) == "blockquote")
        self._apart = _inside(root, lambda one: tag_of(one) in {"blockquote", "aside", "q"})
        self._notes = _inside(root, is_notes)
        self._order = {element: place for place, element in enumerate(root.iter())}
        self._title_place = -1 if title is None else self._order.get(title, -1)
        self._body: _Element | None = None
        self._first = self._first_prose()
        self._end = self._end_of_article()
        self._head_end = self._end_of_head()

    def keeps(self, leaf: Leaf) -> bool:
        """Return whether a block is of the article."""
        element = leaf.element
        if element is self._title or not leaf.words:
            return True
        place = self._order[element]
        if self._is_about(leaf, place) or self._is_repeated(leaf):
            return False
        if place < self._title_place:
            return self._is_lead(leaf)
        if place < self._first:
            return self._is_lead(leaf) or self._is_list_with_heading(leaf)
        if element in self._in_core:
            return leaf.link_share < ALL_LINK or tag_of(element) in ROWS or leaf.pictures > 0
        return self._is_kept_behind(leaf)

    def _is_about(self, leaf: Leaf, place: int) -> bool:
        """Return whether a line is about the article or the page."""
        element, text = leaf.element, leaf.text
        if element in self._captions:
            return False
        if is_pointer(text):
            return True
        if not _is_row(element):
            is_head = self._title_place < place < self._head_end
            if is_notice(text) or is_label(text) or (is_head and _is_byline(leaf)):
                return True
        elif is_stamp(text) and tag_of(element) == "li" and self._has_inside(leaf):
            return True  # the time over an entry
        return element in self._quotes and is_attribution(text)

    def _has_inside(self, leaf: Leaf) -> bool:
        """Return whether a block has other blocks with text inside it."""
        at = leaf.place + 1
        return at < len(self._leaves) and any(
            one is leaf.element for one in ancestors(self._leaves[at].element)
        )

    def _is_lead(self, leaf: Leaf) -> bool:
        """Return whether it is a line above the article: a summary, a caption."""
        text = leaf.text
        if leaf.element in self._captions or is_caption(text):
            return True
        if _is_byline(leaf) or has_stamp(leaf.glued) or leaf.link_share >= MOST_LINKS:
            return False
        if self._order[leaf.element] < self._title_place and is_numbered(text):
            return False
        return len(leaf.words) >= _PHRASE or self._is_opening(leaf)

    def _is_opening(self, leaf: Leaf) -> bool:
        """Return whether a short line opens the text: "Cari lettori," above a paragraph."""
        element = leaf.element
        if self._order[element] < self._title_place or tag_of(element) not in {"p", "div"}:
            return False
        if heading_level(element) or not leaf.text.endswith(_ENDS) or leaf.linked:
            return False
        return self._body is not None and element.getparent() is self._body

    def _is_list_with_heading(self, leaf: Leaf) -> bool:
        """Return whether it is a heading, and what stands right below it is of the article."""
        if not heading_level(leaf.element):
            return False
        places = range(leaf.place + 1, len(self._leaves))
        below = next((self._leaves[at] for at in places if self._leaves[at].words), None)
        return below is not None and not heading_level(below.element) and self.keeps(below)

    def _is_kept_behind(self, leaf: Leaf) -> bool:
        if leaf.element in self._notes:
            return True
        if is_imprint(leaf.text):
            return False
        if leaf.element in self._evidence:
            return True
        if self._order[leaf.element] > self._end:
            return False
        return leaf.link_share < _FEW_LINKS and len(leaf.words) >= PROSE

    def _is_repeated(self, leaf: Leaf) -> bool:
        """Return whether it repeats a sentence of the article in large letters."""
        element = leaf.element
        if len(leaf.words) < _LEAST_REPEATED or heading_level(element):
            return False
        if tag_of(element) in ROWS or element in self._captions:
            return False
        share = _REPEATED if element in self._apart else 1.0
        return self._repeats.share(leaf) >= share

    def _first_prose(self) -> int:
        """Return the place of the first paragraph of the core below the title."""
        for leaf in self._leaves:
            element, place = leaf.element, self._order[leaf.element]
            is_there = element in self._in_core and place > self._title_place
            is_prose = len(leaf.words) >= _FIRST and leaf.link_share < MOST_LINKS
            is_other = (
                heading_level(element)
                or _is_byline(leaf)
                or has_stamp(leaf.glued)
                or element in self._captions
            )
            if is_there and is_prose and not is_other:
                self._body = element.getparent()
                return place
        return self._title_place + 1

    def _end_of_article(self) -> int:
        """Return the place behind the core where something else begins: a heading of its own."""
        last = 0
        for leaf in self._leaves:
            place = self._order[leaf.element]
            if leaf.element in self._in_core:
                last = place
            elif last and heading_level(leaf.element) and leaf.element not in self._evidence:
                return place
        return len(self._order)

    def _end_of_head(self) -> int:
        """Return the place up to which lines about the article may stand below its title."""
        below = [
            place
            for leaf in self._leaves
            if leaf.words and (place := self._order[leaf.element]) > self._title_place
        ]
        return below[min(_HEAD, len(below) - 1)] if below else 0


def _is_byline(leaf: Leaf) -> bool:
    return not heading_level(leaf.element) and is_byline(leaf.text)


def _inside(root: "_Element", is_one: "Callable[[_Element], bool]") -> "set[_Element]":
    """Return the elements that are one, or in one. Each is looked at once, however deep it is."""
    found: set[_Element] = set()
    for element in root.iter():
        if element.getparent() in found or is_one(element):
            found.add(element)
    return found


def _is_row(element: "_Element") -> bool:
    """Return whether an element is an item, or a cell with others beside it."""
    tag = tag_of(element)
    if tag not in {"td", "th"}:
        return tag in ROWS
    row = element.getparent()
    others = [] if row is None else [one for one in row if one is not element]
    return any(text_in(one).strip() for one in others)
