"""Captions that no element or class names: the only text beside a picture."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.captions import LONGEST_CAPTION, is_caption
from pipeline.readers.html.elements import PICTURES, ancestors, heading_level
from pipeline.readers.html.leaves import find_leaves, measure
from pipeline.readers.html.wording import is_counter

if TYPE_CHECKING:
    from lxml.etree import _Element


_SENTENCE: Final = re.compile(r"[.!?…][»”\"]?\s+[A-ZÀ-Ý«“\"]")
_LONG: Final = 60
"""Characters from which on two sentences are a paragraph, such as text beside a picture has."""


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
                if not _is_paragraph(leaf.text):
                    figures.add(leaf.element)
                break
    return figures


def _is_paragraph(text: str) -> bool:
    """Return whether it has two whole sentences or more and no line that names a picture."""
    if len(text) < _LONG or not text.endswith((".", "!", "?", "»", "”")) or is_caption(text):
        return False
    return _SENTENCE.search(text) is not None
