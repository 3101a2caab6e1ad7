"""Loose lines between blocks to blocks of their own, as a browser lays them out.

Where text stands beside blocks, or two line breaks part it, CSS makes "anonymous block boxes" of
its pieces (CSS 2, 9.2.1.1). Without them a link to the next page, a copyright line and half of the
article can be one text, of which all or nothing is read.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import block_holders, heading_level, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE: Final = frozenset(
    """
    li dt dd ul ol dl menu dir table tbody thead tfoot tr caption figure figcaption pre summary
    html head
    """.split()
)
"""Elements whose text says what it is by standing there, whatever is beside it."""
_BROKEN: Final = frozenset({"p", "blockquote", "td", "th"})
"""Elements in which only two line breaks part the text."""


def wrap_lines(body: "_Element") -> None:
    """Put each loose line of a page into a `div`."""
    holders = block_holders(body)
    for element in list(body.iter()):
        if element not in holders or tag_of(element) in _WHOLE or heading_level(element):
            continue
        children = list(element)
        has_block = any(child in holders for child in children)
        if (has_block and tag_of(element) not in _BROKEN) or _has_breaks(children):
            _wrap(element, children, holders)


def _has_breaks(children: "list[_Element]") -> bool:
    return any(
        tag_of(one) == tag_of(other) == "br" and not (one.tail or "").strip()
        for one, other in pairwise(children)
    )


def _wrap(element: "_Element", children: "list[_Element]", holders: "set[_Element]") -> None:
    line = element.makeelement("div")
    line.text, element.text = element.text, None
    for child in children:
        element.remove(child)
    for child in children:
        is_break = tag_of(child) == "br"
        if child not in holders and not (is_break and _is_at_break(line)):
            line.append(child)
            continue
        if is_break and len(line):
            line.remove(line[-1])
        _close(element, line)
        line = element.makeelement("div")
        line.text, child.tail = child.tail, None
        if not is_break:
            element.append(child)
    _close(element, line)


def _is_at_break(line: "_Element") -> bool:
    """Return whether a line is empty so far, or ends in a break."""
    if not len(line):
        return not (line.text or "").strip()
    return tag_of(line[-1]) == "br" and not (line[-1].tail or "").strip()


def _close(element: "_Element", line: "_Element") -> None:
    if len(line) or (line.text or "").strip():
        element.append(line)
