"""Small boxes of the site's own between the paragraphs of an article, told by how they are made."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import ancestors, ancestors_or_self, drop, tag_of
from pipeline.readers.html.leaves import Leaf, Measure
from pipeline.readers.html.offers import is_call
from pipeline.readers.html.tables import cells_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_TEXTS: Final = 4
_MOST_LETTERS: Final = 300
"""Lines and letters of a box that leads somewhere, at most."""
_ALL_LINK: Final = 0.9
_BOXES: Final = 0.6
"""Share of a table's cells that are boxes, from which on it is a row of boxes."""
_OUTSIDE: Final = frozenset({"body", "html", "main", "article", "table", "ul", "ol", "blockquote"})


def drop_calls(
    leaves: Sequence[Leaf],
    measures: "Mapping[_Element, Measure]",
    title: "_Element | None",
    limit: float,
) -> None:
    """Drop the small boxes with a link or button such as "Abbonati", whatever they say above it.

    A box has no more than `limit` letters of evidence.
    """
    kept = set() if title is None else set(ancestors_or_self(title))
    for leaf in leaves:
        if leaf.link_share < _ALL_LINK or not is_call(leaf.text):
            continue
        box = leaf.element
        for parent in ancestors(leaf.element):
            found = measures[parent]
            is_small = found.texts <= _MOST_TEXTS and found.letters <= _MOST_LETTERS
            if not is_small or found.evidence > limit or tag_of(parent) in _OUTSIDE:
                break
            if parent in kept:
                break
            box = parent
        drop(box)


def is_row_of_boxes(table: "_Element", found: Measure) -> bool:
    """Return whether a table lays out boxes with a title in bold each, and links in some."""
    if tag_of(table) != "table" or not found.linked:
        return False
    cells = [cell for cell in cells_of(table) if len(cell) or (cell.text or "").strip()]
    boxes = sum(map(_has_title_in_bold, cells))
    return boxes > 1 and boxes >= _BOXES * len(cells)


def _has_title_in_bold(cell: "_Element") -> bool:
    """Return whether a cell begins with a line in bold that a line break ends."""
    current = cell
    while not (current.text or "").strip():
        child = next(iter(current), None)
        if child is None:
            return False
        if tag_of(child) in {"b", "strong"}:
            behind = child.getnext()
            if behind is None or (child.tail or "").strip():
                return False
            return tag_of(behind) in {"br", "p", "ul", "div"}
        current = child
    return False
