"""Footnotes of a page: where they stand, and the marks that lead there and back."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import ancestors, tag_of, text_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES: Final = frozenset({"doc-endnotes", "doc-footnote", "doc-endnote", "note"})
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|note-a-pie|notes?-list|ftn|fn-list|wp-block-footnotes|easy-footnotes?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ID: Final = re.compile(
    r"_?(?:fn|ftn|sdfootnote|footnote|endnote|note|nota)[\w:.-]*\d", re.IGNORECASE
)
_MARK: Final = re.compile(
    r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|†|‡|nota \d{1,3})\s*[\])]?", re.IGNORECASE
)
_BACK: Final = re.compile(r"[\s↩↑^⤴⬆︎\ufe0e\ufe0f]+|torna(?: su)?|indietro|back", re.IGNORECASE)


def is_notes(element: "_Element") -> bool:
    """Return whether an element is a note or holds the page's notes."""
    if (element.get("role") or "") in _ROLES or element.get("epub:type") in {
        "footnotes",
        "footnote",
    }:
        return True
    if tag_of(element) not in {"div", "section", "ol", "ul", "aside", "li", "p", "footer"}:
        return False
    if _NAMES.search(element.get("class") or ""):
        return True
    return _ID.fullmatch(element.get("id") or "") is not None


def is_note_mark(element: "_Element") -> bool:
    """Return whether an inline element is the number that leads to a note."""
    text = text_in(element).strip()
    if not _MARK.fullmatch(text):
        return False
    links = [element] if tag_of(element) == "a" else list(element.iter("a"))
    in_raised = tag_of(element) == "sup" or any(tag_of(one) == "sup" for one in ancestors(element))
    to_note = any("#" in (link.get("href") or "") for link in links)
    return to_note and (in_raised or text.startswith("["))


def is_back_mark(element: "_Element") -> bool:
    """Return whether a link only leads from a note back to its place."""
    if tag_of(element) != "a" or "#" not in (element.get("href") or ""):
        return False
    return _BACK.fullmatch(text_in(element).strip() or "^") is not None
