"""What the elements of HTML are to a reader: blocks, marks in a line, or nothing to read."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS: Final = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol
    p pre search section summary table caption tbody td tfoot th thead tr ul
    amp-accordion amp-carousel amp-layout
    """.split()
)
"""Elements that begin a line of their own (HTML standard, Rendering, Flow content)."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

UNREAD: Final = frozenset(
    """
    script style template noscript head title meta link base iframe frame frameset noframes object
    embed applet audio video canvas svg map area button input select option optgroup textarea
    datalist output progress meter rp rt annotation annotation-xml dialog
    """.split()
)
"""Elements whose content is no text of the article: programs, controls, other documents."""

PICTURES: Final = frozenset({"img", "picture", "amp-img", "amp-anim"})
_READ_AMP: Final = frozenset(
    """
    amp-img amp-anim amp-accordion amp-carousel amp-base-carousel amp-fit-text amp-layout
    amp-list amp-selector amp-lightbox-gallery
    """.split()
)
_MOST_CONTROL_WORDS: Final = 40
_LONGEST_BOX: Final = 1000
_NO_BOXES: Final = frozenset({"html", "body", "main", "article", "h1"})
_ASKS: Final = re.compile(
    r"iscriv|ricev|newsletter|e-?mail|posta elettronica|abbona|aggiornat|subscribe|sign ?up"
    r"|casella",
    re.IGNORECASE,
)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Text for screen readers only; a browser shows none of it.
_HIDDEN_CLASS: Final = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|screen-reader-only|a11y-hidden"
    r"|assistive-text|skip-?link|skip-to-\w+|hidden|is-hidden|d-none|d-print-block|element-invisible"
    r"|clip-hide|noprint-hidden|mw-editsection|mw-jump-link|noprint)(?:$|\s)",
    re.IGNORECASE,
)
# Bootstrap and Tailwind: hidden on a small screen and shown on a large one, or the other way.
_SHOWN_ON_DESKTOP: Final = re.compile(
    r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):)(?:block|flex|grid|inline|table)"
)
_HIDDEN_ON_DESKTOP: Final = re.compile(
    r"(?:^|\s)(?:d-(?:md|lg|xl)-none|(?:md|lg|xl):hidden|(?:mobile|phone)-only|only-mobile)(?:\s|$)"
)


def tag_of(element: "_Element") -> str:
    """Return an element's tag, or nothing for what is no element."""
    tag: object = element.tag  # of comments and the like, a function
    return tag if isinstance(tag, str) else ""


def text_in(element: "_Element") -> str:
    """Return all text in an element, as the source has it."""
    return "".join(map(str, element.itertext()))


def line_of(element: "_Element") -> str:
    """Return all text in an element, each row of white space one space."""
    return " ".join(text_in(element).split())


def text_up_to(element: "_Element", longest: int) -> str | None:
    """Return all text in an element, or nothing if it is longer than `longest` characters.

    An element with more elements inside than that counts as longer: nothing is looked at for long.
    """
    length = 0
    for count, one in enumerate(element.iter()):
        length += len(one.text or "") + (len(one.tail or "") if one is not element else 0)
        if max(length, count) > longest:
            return None
    return text_in(element)


def is_read(element: "_Element") -> bool:
    """Return whether a browser would show the element's text to everyone."""
    tag = tag_of(element)
    if not tag or tag in UNREAD or (tag.startswith("amp-") and tag not in _READ_AMP):
        return False
    return not is_hidden(element)


def is_hidden(element: "_Element") -> bool:
    """Return whether an element's attributes say that a browser does not show it."""
    if _has_hidden_class(element.get("class") or ""):
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if (element.get("aria-hidden") or "").lower() == "true":
        return True
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def show(element: "_Element") -> None:
    """Take from an element what hides it."""
    for attribute in ("hidden", "aria-hidden", "style"):
        element.attrib.pop(attribute, "")
    if _has_hidden_class(element.get("class") or ""):
        element.attrib.pop("class", "")


def _has_hidden_class(names: str) -> bool:
    if _HIDDEN_ON_DESKTOP.search(names):
        return True
    return _HIDDEN_CLASS.search(names) is not None and not _SHOWN_ON_DESKTOP.search(names)


def heading_level(element: "_Element") -> int:
    """Return the level of a heading, 1 to 6, or 0 for what is none."""
    tag = tag_of(element)
    if tag in HEADINGS:
        return int(tag[1])
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level") or "2"
    return min(int(level), 6) if re.fullmatch("[1-9]", level) else 2


def remove_unread(root: "_Element") -> None:
    """Take out of the tree what a browser shows to nobody; the text behind it stays."""
    for element in [one for one in root.iter() if one is not root and not is_read(one)]:
        # drop_tree needs a parent, and has none once an element around it is gone.
        drop(element)


def drop(element: "_Element") -> None:
    """Take an element out of its tree; the text behind it stays, behind an empty `span`.

    Joined to the text before, a row of such texts would be copied anew with each.
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        place = element.makeelement("span")
        place.tail, element.tail = element.tail, None
        parent.replace(element, place)
    else:
        parent.remove(element)


def ancestors(element: "_Element") -> Iterator["_Element"]:
    """Yield the element's parent, that one's parent, and so on."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def ancestors_or_self(element: "_Element") -> Iterator["_Element"]:
    """Yield the element, its parent, and so on."""
    yield element
    yield from ancestors(element)


def remove_controls(body: "_Element") -> None:
    """Take out the small boxes that hold a field to type or choose in: they are there to be used.

    With a field for an address goes all of a box that asks for it, the words above it too. A box
    to tick may stand before any item of a list.
    """
    controls = [
        one
        for one in body.iter("input", "select", "textarea")
        if (one.get("type") or "").lower() not in {"checkbox", "hidden"}
    ]
    words = _words_inside(body) if controls else {}
    for control in controls:
        box = None
        for parent in ancestors(control):
            count = words.get(parent, 0)
            is_small = count <= _MOST_CONTROL_WORDS and tag_of(parent) not in _NO_BOXES
            if parent is body or not is_small:
                break
            is_inside = box is not None and words.get(box, 0) > 0
            if is_inside and not (
                _is_for_mail(control) and _ASKS.search(text_up_to(parent, _LONGEST_BOX) or "")
            ):
                break
            box = parent
        if box is not None:
            drop(box)


def _is_for_mail(control: "_Element") -> bool:
    names = (control.get(name) or "" for name in ("type", "name", "placeholder", "id"))
    return "mail" in " ".join(names).lower()


def _words_inside(root: "_Element") -> "dict[_Element, int]":
    """Return how many words each element has in it, where it has any."""
    found: dict[_Element, int] = {}
    for element in reversed(list(root.iter())):
        own = len((element.text or "").split()) if tag_of(element) else 0
        count = found.get(element, 0) + own
        if count:
            found[element] = count
        above = count + len((element.tail or "").split())
        parent = element.getparent()
        if above and parent is not None:
            found[parent] = found.get(parent, 0) + above
    return found


def block_holders(root: "_Element") -> set["_Element"]:
    """Return the elements that are blocks or hold one: all others stand in a line of text."""
    holders: set[_Element] = set()
    for element in root.iter():
        if tag_of(element) not in BLOCKS and not heading_level(element):
            continue
        current: _Element | None = element
        while current is not None and current not in holders:
            holders.add(current)
            current = current.getparent()
    return holders
