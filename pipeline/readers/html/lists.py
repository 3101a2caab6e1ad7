"""The number that a browser shows before an item of an ordered list (HTML standard, li)."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.numerals import WRITTEN

if TYPE_CHECKING:
    from lxml.etree import _Element

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
