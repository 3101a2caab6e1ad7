"""Headings that are none by their tag, and the numbers of chapters in those that are."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import (
    drop,
    heading_level,
    tag_of,
    text_in,
    text_up_to,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVEL: Final = 3
_LONGEST_HEADING: Final = 100
_LONGEST_QUESTION: Final = 200
_LONGEST_NUMBER: Final = 16
_STOPS: Final = (".", "!", ":", ";", ",", "…", "»", "”")
_NUMBERED: Final = frozenset({"p", "li", "div"})
_TAGS: Final = frozenset({"p", "div"})
_BOX: Final = r"(?:accordion|faq|toggle|callout|box|panel|card|step|alert|infobox|note|tip)"
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:tit|titoletto|titolino|titolo|paragrafo-titolo|intertitolo|intertitle"
    r"|crosshead|sub-?head(?:ing|line)?|subtitle|sottotitolo|heading|h[2-6]"
    rf"|(?:section|chapter|paragraph|block|{_BOX})[_-]*(?:title|titolo|heading|header|head)"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
_QUESTIONS: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:accordion|faq|toggle|collapsible|spoiler)[_-]*"
    r"(?:title|titolo|heading|header|head|button|question|domanda|trigger))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?:\d{1,3}|[ivxlc]{1,6})\s*[.)°ª/–—-]?", re.IGNORECASE)
_NUMBER_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:\w{0,20}num|nr|numero|number|counter|count|index|idx|ordinal|secno|step"
    r"|chapter|capitolo)(?:$|[\s_-])",
    re.IGNORECASE,
)


def level_by_name(element: "_Element", holders: "set[_Element]") -> int:
    """Return the level of a line whose class says that it is a heading, or 0 for what is none.

    A sentence is none, but for a question that opens its answer.
    """
    if tag_of(element) not in _TAGS or any(child in holders for child in element):
        return 0
    names = element.get("class") or ""
    is_question = _QUESTIONS.search(names) is not None or _is_schema_question(element)
    if not is_question and not _NAMES.search(names):
        return 0
    text = (text_up_to(element, _LONGEST_QUESTION) or "").strip()
    if not text or (not is_question and (len(text) > _LONGEST_HEADING or text.endswith(_STOPS))):
        return 0
    return _LEVEL


def drop_numbers(body: "_Element") -> None:
    """Take out the numbers of chapters and steps that stand first in an element of their own."""
    for heading in [one for one in body.iter() if heading_level(one) or tag_of(one) in _NUMBERED]:
        first = next(iter(heading), None)
        if first is None or (heading.text or "").strip() or not _is_number(first):
            continue
        if (first.tail or "").strip() or any(text_in(one).strip() for one in first.itersiblings()):
            drop(first)


def _is_number(element: "_Element") -> bool:
    text = (text_up_to(element, _LONGEST_NUMBER) or "").strip()
    return (
        _NUMBER.fullmatch(text) is not None
        and _NUMBER_NAMES.search(element.get("class") or "") is not None
    )


def _is_schema_question(element: "_Element") -> bool:
    parent = element.getparent()
    kind = "" if parent is None else parent.get("itemtype") or ""
    return element.get("itemprop") == "name" and kind.endswith("schema.org/Question")
