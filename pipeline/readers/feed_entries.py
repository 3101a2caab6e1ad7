"""The entries of a feed: RSS 2.0 (and 0.9x), RSS 1.0 and Atom, as the file has them.

What is taken of an entry, the first that is there:

- content: Atom's `content`, RSS's `content:encoded`, then `description` or `summary`;
- date: when it was published, then when it was changed; only the day;
- author: the entry's, then the feed's; `dc:creator` goes before RSS's `author`, an e-mail address;
- identifier: made of the day and of a hash of `id` or `guid`, else of the link, else of the title:
  it stays the same whatever is corrected in an entry, so that its page and table keep their names.

Feeds are often no sound XML: entities of HTML and an encoding that is not the declared one are
mended, what is worse is refused. Entities that a feed defines itself are never replaced.
"""

import base64
import contextlib
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.errors import DamagedSourceError, TooManyBlocksError
from pipeline.readers.document_dates import day_of
from pipeline.readers.encoding import decode
from pipeline.readers.xml_trees import parse

if TYPE_CHECKING:
    from lxml import etree

MAX_ENTRIES: Final = 5_000
"""Entries of a feed; most have ten to a hundred."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_FEEDS: Final = frozenset({"rss", "feed", "RDF"})
_ENTRIES: Final = frozenset({"item", "entry"})
_CONTENT_NAMESPACE: Final = "http://purl.org/rss/1.0/modules/content/"
_MEDIA: Final = "http://search.yahoo.com/mrss/"
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION: Final = re.compile(r"\A\s*<\?xml\s[^>]{0,200}\?>")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_ADDRESS: Final = re.compile(r"\S+@\S+ \((?P<name>.+)\)")
_HASH_LETTERS: Final = 8
_PART: Final = "feed"
"""What messages about XML call it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    identifier: str
    """A short name: the day where it is known, and a hash; letters, digits and hyphens."""
    title: str
    """Its title, in plain text; may be empty."""
    author: str
    """Who wrote it, where the feed says so."""
    date: str
    """The day, as YYYY-MM-DD, where the feed says so."""
    link: str
    """Address of its page, where the feed says so."""
    content: str
    """Its text in HTML; often no more than a summary."""
    key: str
    """What the identifier's hash is made of."""
    site: str
    """The feed's own title."""


def entries(raw: bytes, name: str) -> list[Entry]:
    """Return the entries in the bytes of a feed, in its order; `name` stands in messages.

    Of several with one identifier the first counts. Entries without text are left out.

    Raises:
        DamagedSourceError: it is no feed, or no XML that can be understood.
        BinarySourceError: it is no text.
        TooManyBlocksError: it has more than `MAX_ENTRIES` entries.
    """
    root = _root(raw, name)
    if _name(root) not in _FEEDS:
        raise DamagedSourceError(
            name, f"it is no feed but {_name(root)}", "name an RSS or Atom file"
        )
    found = [element for element in root.iter("{*}item", "{*}entry") if _name(element) in _ENTRIES]
    if len(found) > MAX_ENTRIES:
        raise TooManyBlocksError(name, len(found), MAX_ENTRIES)
    holder = _first(root, "channel")
    feed = root if holder is None else holder
    kept: dict[str, Entry] = {}
    for element in found:
        entry = _entry(element, feed)
        if entry.title or entry.content.strip():
            kept.setdefault(entry.identifier, entry)
    return list(kept.values())


def feed_of(entry: Entry) -> bytes:
    """Return an Atom feed (RFC 4287) that holds this entry alone; reading it gives it back."""
    from lxml import etree  # noqa: PLC0415 - heavy

    root = etree.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", entry.site)
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _add(element, "id", entry.key)
    _add(element, "title", entry.title).set("type", "text")
    _add(element, "published", entry.date)
    _add(_add(element, "author", ""), "name", entry.author)
    _add(element, "link", "").set("href", entry.link)
    _add(element, "content", entry.content).set("type", "html")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _add(parent: "etree._Element", tag: str, text: str) -> "etree._Element":
    from lxml import etree  # noqa: PLC0415

    element = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    element.text = text
    return element


def _root(raw: bytes, name: str) -> "etree._Element":
    mended = _ENTITY.sub(_character, raw)
    try:
        return parse(mended, name, _PART, allow_doctype=True)
    except DamagedSourceError:
        text = _DECLARATION.sub("", _CONTROLS.sub("", decode(mended, name)))
        return parse(text.encode("utf-8", "replace"), name, _PART, allow_doctype=True)


def _character(match: re.Match[bytes]) -> bytes:
    """Return a character of HTML as every XML knows it."""
    entity = match[1].decode("ascii")
    characters = "" if entity in _OF_XML else html5.get(f"{entity};", "")
    return "".join(f"&#{ord(one)};" for one in characters).encode("ascii") or match[0]


def _entry(element: "etree._Element", feed: "etree._Element") -> Entry:
    title = _plain(_text(element, "title"))
    link = _link(element)
    # Not of the parts of Atom's `source`, nor of pictures: only what is right below the entry.
    date = _day(next(_texts(element, "published", "issued", "pubDate", "date"), ""))
    date = date or _day(next(_texts(element, "updated", "modified"), ""))
    author = _author(element) or _author(feed)
    content = _content(element)
    key = next(_texts(element, "id", "guid"), "") or link or title or content
    digest = base64.b32encode(hashlib.sha256(key.encode("utf-8", "replace")).digest()).decode()
    identifier = "-".join(filter(None, (date, digest[:_HASH_LETTERS].lower())))
    site = _plain(_text(feed, "title"))
    return Entry(identifier, title, author, date, link, content, key, site)


def _name(element: "etree._Element") -> str:
    # Comments and the like, whose tag is no text, are left out when XML is parsed.
    return element.tag.rpartition("}")[2]


def _is_media(element: "etree._Element") -> bool:
    return element.tag.startswith(f"{{{_MEDIA}}}")


def _children(element: "etree._Element", name: str) -> "Iterator[etree._Element]":
    for child in element:
        if _name(child) == name and not _is_media(child):
            yield child


def _first(element: "etree._Element", name: str) -> "etree._Element | None":
    return next(_children(element, name), None)


def _text(element: "etree._Element", name: str) -> str:
    child = _first(element, name)
    return "" if child is None else "".join(map(str, child.itertext())).strip()


def _texts(element: "etree._Element", *names: str) -> Iterator[str]:
    yield from filter(None, (_text(element, name) for name in names))


def _plain(text: str) -> str:
    """Return a title without the HTML that many feeds escape in it."""
    return clean_text(_TAG.sub("", html.unescape(text)))


def _link(element: "etree._Element") -> str:
    for child in _children(element, "link"):
        address = child.get("href", "")
        if child.get("rel", "alternate") == "alternate" and (address or child.text):
            return clean_text(address or child.text or "")
    guid = _first(element, "guid")
    is_address = guid is not None and guid.get("isPermaLink", "true") == "true"
    address = clean_text(guid.text or "") if guid is not None and is_address else ""
    return address if address.startswith(("http://", "https://")) else ""


def _author(element: "etree._Element") -> str:
    for child in (*_children(element, "creator"), *_children(element, "author")):
        name = _text(child, "name") or (child.text or "")
        address = _ADDRESS.fullmatch(name.strip())
        author = _plain(address["name"] if address else name)
        if author and "@" not in author:
            return author
    return ""


def _content(element: "etree._Element") -> str:
    encoded = element.find(f"{{{_CONTENT_NAMESPACE}}}encoded")
    if encoded is not None and (encoded.text or "").strip():
        return encoded.text or ""
    for name in ("content", "description", "summary"):
        child = _first(element, name)
        text = "" if child is None else _markup(child)
        if text.strip():
            return text
    return ""


def _markup(element: "etree._Element") -> str:
    """Return the HTML in an element: escaped in it, as plain text, or as elements of XHTML."""
    from lxml import etree  # noqa: PLC0415

    kind = element.get("type", "html")
    if kind == "xhtml" or len(element):
        inside = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return html.escape(element.text or "", quote=False) + inside
    text = element.text or ""
    if kind in {"text", "text/plain"}:
        parts = [html.escape(part, quote=False) for part in re.split(r"\n\s*\n", text)]
        return "".join(f"<p>{part}</p>" for part in parts)
    return text


def _day(text: str) -> str:
    """Return the day in a moment as RSS (RFC 5322) or Atom (RFC 3339) write it; else nothing."""
    day = day_of(text)
    for moment in (text, f"{text} 00:00"):  # many feeds write no hour
        if day:
            break
        with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
            day = parsedate_to_datetime(moment).date().isoformat()
    return day
