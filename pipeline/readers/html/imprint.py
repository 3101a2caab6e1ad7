"""Who wrote a page and when, where only the page itself says so: its byline and its dates."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.readers.html.elements import tag_of, text_up_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?")
_MONTHS: Final = "gen feb mar apr mag giu lug ago set ott nov dic".split()
_WRITTEN: Final = re.compile(
    r"\b(\d{1,2})[°º]?\s+(gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\.?,?\s+(\d{4})\b",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_DATE_NAMES: Final = re.compile(r"(?:^|[\s_-])(?:published|pubdate|entry-date|data)(?:$|[\s_-])")
_AUTHOR_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:author|author-name|autore|byline|by|aut|firma|fn)(?:$|[\s_-])", re.IGNORECASE
)
_BYLINE: Final = re.compile(
    r"(?:(?:articolo|testo|testi|scritto|pubblicato|postato|a cura)\s+)?"
    r"(?:(?:di|da|by|del|dal|della|dell['’]|autore)\b['’]?|autore)\s*:?\s*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:pubblicato|scritto|postato|inserito|creato|posted|published|written)?\s*"
    r"(?:il|da|di|by|on|in|del)?\s*:?|autor[ei]\s*:?|redatto da\s*:?",
    re.IGNORECASE,
)
"""A line that stands before a name or date."""
_OTHERS: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|commenti|comment-?list|related|correlati|respond)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Boxes that have names and dates of their own."""
_SIGNING: Final = re.compile(r"(?:a cura di|autor[ei]|redatto da|scritto da)\s*:?", re.IGNORECASE)
_TOLD: Final = re.compile(
    r"^(?:postato|pubblicato|scritto|inserito)\b.{0,40}?\b(?:da|di)\s+(\D{2,40})", re.IGNORECASE
)
_WRITTEN_BY: Final = re.compile(
    r"(?:(?:articolo|testo|testi|scritto|a cura)\s+)?(?:di|by)\s+|a cura de\w+['’]?\s*",
    re.IGNORECASE,
)
_HEAD: Final = 8
"""Lines below a title among which its byline may be."""
_LONGEST_BYLINE: Final = 8
_STOPS: Final = (".", "!", "?", ":", ";", ",")
_END: Final = re.compile(r"\s*(?:[|·•,;(–—]|\s-\s|\bil \d|\balle \d|\d{1,2} \w{3,9} \d{4}).*")
_CHANGED: Final = re.compile(r"modific|aggiorn|consultat|revision", re.IGNORECASE)
_SITE_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name)|logo|brand(?:-title)?|testata)(?:$|[\s_-])", re.IGNORECASE
)
_LONGEST_NAME: Final = 60
_LONGEST_LINE: Final = 160
_ELSEWHERE: Final = frozenset({"nav", "aside", "form"})


def find_date(body: "_Element") -> str:
    """Return when a page says that it was published, ISO 8601, or nothing.

    The first of: an element marked so (`datePublished`, class `published`), a `time`, a date that
    is written in a short line.
    """
    elements = list(_read(body))
    for element in elements:
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if "datePublished" in names or _DATE_NAMES.search(names):
            found = _date_of(element)
            if found:
                return found
    for element in elements:
        if tag_of(element) == "time":
            found = _date_of(element)
            if found:
                return found
    for element in elements:
        for text in (element.text, element.tail):
            is_line = text and len(text) <= _LONGEST_LINE and not _CHANGED.search(text)
            if text and is_line and (found := written_date(text)):
                return found
    return ""


def find_author(body: "_Element") -> str:
    """Return whose name an element that is marked as the author's has, or nothing."""
    for element in _read(body):
        is_marked = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
        if not is_marked and not _AUTHOR_NAMES.search(element.get("class") or ""):
            continue
        text = clean_text(text_up_to(element, _LONGEST_LINE) or "")
        opening = _BYLINE.match(text)
        name = _END.sub("", text[opening.end() :] if opening else text).strip()
        if _LABEL.fullmatch(name):
            continue
        if len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)):
            return name
    return _signed(body)


def _signed(body: "_Element") -> str:
    """Return the name behind "A cura di" in an element of its own, or in a line below the title."""
    is_below = False
    lines = 0
    waiting = False
    for element in _read(body):
        is_below = is_below or tag_of(element) in {"h1", "h2"}
        for text in (element.text, element.tail):
            line = clean_text(text[: 2 * _LONGEST_LINE]) if text else ""
            if not line:
                continue
            lines += is_below
            name = line if waiting else ""
            waiting = _SIGNING.fullmatch(line) is not None
            opening = _WRITTEN_BY.match(line) if is_below and lines <= _HEAD else None
            if opening and len(line.split()) <= _LONGEST_BYLINE:
                name = line[opening.end() :]
            told = _TOLD.search(line) if is_below and lines <= _HEAD else None
            if told and (name := _END.sub("", told[1]).strip()):
                return name
            name = _END.sub("", name).strip()
            if name[:1].isupper() and len(name) <= _LONGEST_NAME and not name.endswith(_STOPS):
                return name
    return ""


def find_site(body: "_Element") -> str:
    """Return the name that a page shows where its logo is, or nothing."""
    for element in body.iter():
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if tag_of(element) and _SITE_NAMES.search(names):
            text = clean_text(text_up_to(element, _LONGEST_LINE) or "")
            if text and len(text) <= _LONGEST_NAME:
                return text
    return ""


def written_date(text: str) -> str:
    """Return the first date in a text, as Italian writes it, in ISO 8601; or nothing."""
    match = _WRITTEN.search(text)
    if match:
        return _iso(match[3], _MONTHS.index(match[2].lower()) + 1, match[1])
    match = _FIGURES.search(text)
    return _iso(match[3], int(match[2]), match[1]) if match else ""


def _date_of(element: "_Element") -> str:
    for value in (element.get("datetime"), element.get("content"), element.get("title")):
        match = _ISO.match(value or "")
        if match:
            return match[0]
    return written_date(" ".join((text_up_to(element, _LONGEST_LINE) or "").split()))


def _iso(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}" if 1 <= month <= 12 and 1 <= int(day) <= 31 else ""  # noqa: PLR2004


def _read(body: "_Element") -> "Iterator[_Element]":
    """Yield the elements that are not part of the page's margins, nor of comments and the like."""
    around_title = {one for title in body.iter("h1") for one in title.iterancestors()}
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if not tag_of(element) or tag_of(element) in _ELSEWHERE:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _OTHERS.search(names) and element is not body and element not in around_title:
            continue
        yield element
        waiting += reversed(element)
