"""Questions that open their answers, as a page has them before anybody touches it: closed.

The question is often a `button`, and the answer hidden. Both are text of the article.
"""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import (
    ancestors_or_self,
    heading_level,
    is_hidden,
    show,
    tag_of,
    text_up_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_QUESTION: Final = re.compile(
    r"(?:^|[\s_-])(?:accordion|faqs?|domand[ae]|question|fisarmonica|collapsible|expander|spoiler"
    r"|toggle)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"(?:^|[\s_-])(?:accordion|faqs?|rispost[ae]|answer|panel-collapse|collapse|tab-?pane"
    r"|toggle-content|fisarmonica|collapsible)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MENU: Final = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|search|cookie\w*|modal|share)(?:$|[\s_-])"
)
_MARGINS: Final = frozenset({"nav", "menu", "form", "footer", "dialog"})
_HOLDERS: Final = frozenset({"summary", "dt"})
_NEAR: Final = 4
"""Elements from a button outwards, one of which is named as a question with its answer."""
_LONGEST_QUESTION: Final = 250


def open_accordions(body: "_Element") -> None:
    """Make headings of the buttons that are questions, and show the answers."""
    answers: set[str] = set()
    for element in list(body.iter()):
        if not tag_of(element) or not _is_question(element):
            continue
        answers.update(_targets(element))
        if tag_of(element) == "button" or element.get("role") == "button":
            _read_button(element)
    for element in body.iter():
        if tag_of(element) and is_hidden(element) and _is_answer(element, answers):
            show(element)


def _read_button(element: "_Element") -> None:
    text = text_up_to(element, _LONGEST_QUESTION)
    if text is None or sum(map(str.isalpha, text)) <= 1:
        return
    element.attrib.pop("role", "")
    if any(heading_level(one) or tag_of(one) in _HOLDERS for one in ancestors_or_self(element)):
        element.tag = "span"
    else:
        element.tag = "div"
        element.set("role", "heading")
        element.set("aria-level", "3")


def _is_question(element: "_Element") -> bool:
    """Return whether it is to be pressed, and stands in a heading or a box named for questions."""
    is_pressed = tag_of(element) == "button" or element.get("role") in {"button", "tab"}
    if not is_pressed and not any(True for _ in _targets(element)):
        return False
    around = list(ancestors_or_self(element))
    if any(tag_of(one) in _MARGINS or _MENU.search(_names(one)) for one in around[:-2]):
        return False
    return any(heading_level(one) or tag_of(one) in _HOLDERS for one in around[:_NEAR]) or any(
        _QUESTION.search(_names(one)) for one in around[:_NEAR]
    )


def _is_answer(element: "_Element", answers: set[str]) -> bool:
    if element.get("id") in answers or element.get("role") == "tabpanel":
        return True
    if element.get("itemprop") in {"acceptedAnswer", "text"}:
        return True
    names = _names(element)
    return _ANSWER.search(names) is not None and _MENU.search(names) is None


def _targets(element: "_Element") -> "Iterator[str]":
    """Yield the names of the elements that it opens."""
    for attribute in ("aria-controls", "data-bs-target", "data-target"):
        value = element.get(attribute)
        if value:
            yield value.removeprefix("#")
    address = element.get("href") or ""
    is_toggle = element.get("aria-expanded") or element.get("data-toggle")
    if address.startswith("#") and is_toggle:
        yield address[1:]


def _names(element: "_Element") -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
