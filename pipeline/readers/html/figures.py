"""Captions that no element or class names: the only text beside a picture."""

from typing import TYPE_CHECKING

from pipeline.readers.captions import LONGEST_CAPTION
from pipeline.readers.html.chrome import is_counter
from pipeline.readers.html.elements import PICTURES, ancestors, heading_level
from pipeline.readers.html.leaves import find_leaves, measure

if TYPE_CHECKING:
    from lxml.etree import _Element


def find_figures(root: "_Element", holders: "set[_Element]") -> "set[_Element]":
    """Return the blocks that are the only text beside a picture: captions without a name.

    The smallest element around both holds nothing else, and the text is short. In a paragraph
    that begins with a picture the text is its own.
    """
    leaves = find_leaves(root, holders, PICTURES)
    for leaf in leaves:
        if is_counter(leaf.text):
            leaf.letters = 0
    measures = measure(leaves, set())
    figures = set()
    for leaf in leaves:
        is_short = leaf.letters > 0 and len(leaf.text) <= LONGEST_CAPTION and not leaf.pictures
        if not is_short or heading_level(leaf.element):
            continue
        for around in ancestors(leaf.element):
            found = measures.get(around)
            if around is root or found is None or found.texts > 1 or heading_level(around):
                break
            if found.pictures:
                figures.add(leaf.element)
                break
    return figures
