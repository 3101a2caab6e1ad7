"""Who wrote a page and when, where only the page itself says so: its byline and its dates."""

import re
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.readers.html.elements import line_of, tag_of

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
_END: Final = re.compile(r"\s*(?:[|·•,;(–—]|\s-\s|\bil \d|\balle \d|\d{1,2} \w{3,9} \d{4}).*")
_CHANGED: Final = re.compile(r"modificat|aggiornat|consultat", re.IGNORECASE)
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
        text = clean_text(line_of(element))
        opening = _BYLINE.match(text)
        name = _END.sub("", text[opening.end() :] if opening else text).strip()
        if len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)):
            return name
    return ""


def find_site(body: "_Element") -> str:
    """Return the name that a page shows where its logo is, or nothing."""
    for element in body.iter():
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if tag_of(element) and _SITE_NAMES.search(names):
            text = clean_text(line_of(element))
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
    text = line_of(element)
    return written_date(text) if len(text) <= _LONGEST_LINE else ""


def _iso(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}" if 1 <= month <= 12 and 1 <= int(day) <= 31 else ""  # noqa: PLR2004


def _read(body: "_Element") -> "Iterator[_Element]":
    """Yield the elements that are not part of the page's margins."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if tag_of(element) and tag_of(element) not in _ELSEWHERE:
            yield element
            waiting += reversed(element)
