"""A page's text to a tree of elements, within bounds.

lxml's parser opens no address and knows no entity but the standard's own. It stops at a depth of
256 elements, and a text of more than ten million characters in one piece it does not take.
"""

import re
from html.entities import html5
from typing import TYPE_CHECKING, Final

from pipeline.errors import DamagedSourceError, EmptySourceError, TooLargeSourceError
from pipeline.readers.html.elements import text_in

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PAGE_BYTES: Final = 20_000_000
"""Bytes of a page; the longest articles, with all their scripts, have a tenth of it."""
MAX_TAGS: Final = 200_000
"""Opening and closing tags of a page. The longest pages of wikis have a fifth of it."""

_HEAD: Final = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template"}
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_XML_OPENING: Final = re.compile(r"\s*<\?xml\s[^>]{0,200}>")
_DOCUMENT_TYPE: Final = re.compile(r"<!DOCTYPE[^\[<>]*>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_ENTITIES: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def require_size(raw: bytes, name: str) -> None:
    """Refuse a page that is too large to be read; `name` stands in messages.

    Raises:
        TooLargeSourceError: it has more than `MAX_PAGE_BYTES`.
        DamagedSourceError: it has more than `MAX_TAGS`.
    """
    if len(raw) > MAX_PAGE_BYTES:
        raise TooLargeSourceError(name, MAX_PAGE_BYTES)
    if raw.count(b"<") > MAX_TAGS:
        raise DamagedSourceError(name, f"more than {MAX_TAGS:,} tags")


def parse_page(text: str, name: str) -> "_Element":
    """Return the root element of a page, its tags in lower case and without namespaces.

    Raises:
        EmptySourceError: there is no element in it.
        DamagedSourceError: its elements are nested deeper than 256.
    """
    text = _CONTROLS.sub("", text)
    opening = _XML_OPENING.match(text)
    root = _parse_xml(text[opening.end() :]) if opening else None
    return _parse_html(text, name) if root is None else root


def body_of(root: "_Element") -> "_Element":
    """Return the element with everything that a browser shows.

    The tags of head and body may be left out (HTML standard, Optional tags). The parser then takes
    elements that came with HTML 5, such as `article`, for a part of the head: they are moved.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    body = next(root.iter("body"), None)
    head = next(root.iterchildren("head"), None)
    shown = [] if head is None else [one for one in head if one.tag not in _HEAD]
    first = next((one for one in shown if text_in(one).strip()), None)
    if head is None or first is None:
        return root if body is None else body
    if body is None or head in body.iterancestors():
        body = etree.SubElement(root, "body")
    moved = [first, *first.itersiblings()]
    for place, element in enumerate(moved):
        body.insert(place, element)
    return body


def _parse_html(text: str, name: str) -> "_Element":
    from lxml import etree, html  # noqa: PLC0415 - heavy

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # A declaration that the text has left behind must not count, and lxml refuses it in a str.
    raw = text.encode("utf-8", errors="replace")
    try:
        root: _Element | None = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        root = None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise DamagedSourceError(name, "elements without end inside each other")
    if root is None:
        raise EmptySourceError(name)
    return root


def _parse_xml(text: str) -> "_Element | None":
    """Return the root of an XHTML page, or nothing where it is no sound XML.

    Only there an empty tag such as `<script src="..."/>` ends where it begins. The document type
    goes first, and with it every definition that could be expanded.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    text = _ENTITY.sub(_character, _DOCUMENT_TYPE.sub("", text, count=1))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if "<!DOCTYPE" in text:  # one with definitions of its own
        return None
    try:
        root = etree.fromstring(text.strip().encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2].lower()
    return root if root.tag == "html" else None


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in _XML_ENTITIES else html5.get(match[1], match[0])
