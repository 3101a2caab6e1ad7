"""Footnotes of a page: where they stand, and the marks that lead there and back."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import ancestors_or_self, tag_of, text_up_to

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES: Final = frozenset({"doc-endnotes", "doc-footnote", "doc-endnote"})
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
_BRACKETED: Final = re.compile(r"\s*(?:\[[^\[\]]{1,12}\]|\(\d{1,3}\))\s*")
_SIGN: Final = re.compile(r"[*†‡]{1,3}|\[.*")
_TO_NOTE: Final = re.compile(
    r"_?(?:fn|ftn|sdfootnote|footnote|endnote|note|nota|cite_note|n)[\w:.-]*",
    re.IGNORECASE,
)
_REFERENCES: Final = re.compile(r"(?:^|[\s_-])(?:reflist|references)(?:$|[\s_-])", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,2}")
_WORD_END: Final = re.compile(r"(?:[^\W\d_]{5}|[^\W\d_]{3}[.,;»”])$")
_LONGEST_MARK: Final = 40
_LONGEST_NOTE: Final = 2000
_NOTE_TAGS: Final = frozenset({"p", "li", "div", "dd", "aside"})
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
    """Return whether an inline element is the number that leads to a note.

    A number in brackets, raised, or behind a word, is one even where it leads nowhere.
    """
    text = (text_up_to(element, _LONGEST_MARK) or "").strip()
    if not _MARK.fullmatch(text):
        return False
    if tag_of(element) == "sup" and (_BRACKETED.fullmatch(text) or _is_behind_word(element, text)):
        return True
    links = [element] if tag_of(element) == "a" else list(element.iter("a"))
    addresses = [link.get("href") or "" for link in links]
    addresses = [one.rpartition("#")[2] for one in addresses if "#" in one]
    if not addresses:
        return False
    if _SIGN.fullmatch(text) or any(map(_TO_NOTE.fullmatch, addresses)):
        return True
    return any(tag_of(one) == "sup" for one in ancestors_or_self(element))


def _is_behind_word(raised: "_Element", text: str) -> bool:
    """Return whether a raised number stands behind a word or a stop: "m" and "10" have powers."""
    before, parent = raised.getprevious(), raised.getparent()
    above = (parent.text if parent is not None else "") if before is None else before.tail
    return _NUMBER.fullmatch(text) is not None and _WORD_END.search((above or "")[-8:]) is not None


def mark_notes(body: "_Element") -> None:
    """Give the role of a note to the blocks that the marks of notes lead to.

    Lists of references, as wikis have them, are none. What stands before the mark is none either:
    that link leads back.
    """
    order = {one: place for place, one in enumerate(body.iter()) if tag_of(one)}
    named = {name: one for one in order if (name := one.get("id") or one.get("name"))}
    for link in body.iter("a"):
        address = link.get("href") or ""
        note = named.get(address[1:]) if address.startswith("#") else None
        if note is None or not is_note_mark(link):
            continue
        block = next((one for one in ancestors_or_self(note) if tag_of(one) in _NOTE_TAGS), None)
        if block is None or order.get(block, 0) < order[link] or _is_reference(block):
            continue
        if text_up_to(block, _LONGEST_NOTE):
            block.set("role", "doc-footnote")


def _is_reference(note: "_Element") -> bool:
    around = (f"{one.get('class') or ''} {one.get('id') or ''}" for one in ancestors_or_self(note))
    return any(_REFERENCES.search(names) or "cite_note" in names for names in around)


def is_back_mark(element: "_Element") -> bool:
    """Return whether a link only leads from a note back to its place."""
    if tag_of(element) != "a" or "#" not in (element.get("href") or ""):
        return False
    text = text_up_to(element, _LONGEST_MARK)
    return text is not None and _BACK.fullmatch(text.strip() or "^") is not None
