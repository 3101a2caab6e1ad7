"""Lists: the number that a browser shows before an item (HTML standard, li), and what is no list.

The entries of a live blog and the cards of a page often stand in a list, and are none of items.
"""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import heading_level, tag_of, text_up_to
from pipeline.readers.numerals import WRITTEN

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES: Final = 0.5
"""Least share of items that begin with a time or a heading, for a list to be one of entries."""
_TIME: Final = re.compile(r"\s*(?:ore\s*)?\d{1,2}[.:]\d{2}(?:\s*[–—-])?\s*", re.IGNORECASE)
_LONGEST_TIME: Final = 20
_FIRST: Final = 3
"""Elements inside each other, the first of an item, in which a heading or time is looked for."""
_TEXTS: Final = frozenset({"p", "div", "section", "article"})
_NUMBER: Final = re.compile(r"\s*(-?\d{1,6})")


def labels_of(ordered: "_Element") -> "dict[_Element, str]":
    """Return the labels of the items of an `ol`, such as `3.` or `b.`."""
    items = list(ordered.iterchildren("li"))
    step = -1 if ordered.get("reversed") is not None else 1
    number = _value(ordered.get("start"), len(items) if step < 0 else 1)
    write = WRITTEN.get(ordered.get("type") or "1", str)
    labels = {}
    for item in items:
        number = _value(item.get("value"), number)
        labels[item] = write(number) + "."
        number += step
    return labels


def _value(text: str | None, default: int) -> int:
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else default


def is_entries(listed: "_Element") -> bool:
    """Return whether a list has entries: texts of some paragraphs, each below a time or heading."""
    items = list(listed.iterchildren("li"))
    return sum(map(_is_entry, items)) > _ENTRIES * len(items)


def _is_entry(item: "_Element") -> bool:
    has_text = any(tag_of(child) in _TEXTS for child in item.iterdescendants(*_TEXTS))
    if not has_text:
        return False
    first: _Element = item
    for _ in range(_FIRST):
        if (first.text or "").strip():
            return False
        child = next((one for one in first if tag_of(one)), None)
        if child is None:
            return False
        first = child
        if heading_level(first):
            return True
        if tag_of(first) == "time" or _TIME.fullmatch(text_up_to(first, _LONGEST_TIME) or ""):
            return True
    return False
