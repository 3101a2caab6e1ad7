"""What a page says of itself: title, author, date, site, address and language.

Each is the first that is there of

1. JSON-LD: the first object whose type is an article's or a page's (schema.org);
2. OpenGraph and its relatives: `meta` with a `property` or `name`;
3. the page itself: `link rel=canonical`, `html lang`, `title`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.article import clean_text
from pipeline.readers.html.addresses import absolute
from pipeline.readers.html.elements import text_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TYPE: Final = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Recipe|Review"
    r"|\w*CreativeWork|GovernmentService)"
)
_PAGE_TYPE: Final = re.compile(r"(?:\w*Page)")
_LONGEST_FACT: Final = 500
_MOST_NODES: Final = 2000
"""Objects of JSON-LD that are looked at; pages have ten."""
_LONGEST_JSON: Final = 1_000_000
_AUTHORS: Final = 10
# A separator between an article's title and the site's name, in `title`.
_SEPARATOR: Final = re.compile(r"(\s+[–—•·»:-]\s+|\s*\|\s*)")
_COMMENT_MARKS: Final = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[)|(?://\]\]>|-->)\s*$")

_META_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    "author": (
        "author",
        "article:author",
        "og:article:author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "sailthru.author",
        "parsely-author",
        "cxenseparse:author",
        "byl",
    ),
    "date": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "dcterms.issued",
        "dc.date.issued",
        "sailthru.date",
        "parsely-pub-date",
        "cxenseparse:recs:publishtime",
        "publish-date",
        "pubdate",
        "citation_publication_date",
    ),
    "site": ("og:site_name", "application-name"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language"),
}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page; empty where it does not say."""

    title: str = ""
    """The article's title."""
    author: str = ""
    """Its authors, joined by commas."""
    date: str = ""
    """When it was published, as the page writes it."""
    site: str = ""
    """The name of the site."""
    url: str = ""
    """The article's own address, absolute."""
    language: str = ""
    """ISO 639-1 code of its language, such as it."""
    body: str = ""
    """The article's whole text, where JSON-LD repeats it."""
    window_title: str = ""
    """What the browser's window would show."""

    def metadata(self) -> dict[str, str]:
        """Return what is an article's metadata."""
        names = ("title", "author", "date", "site", "url", "language")
        return {name: value for name in names if (value := getattr(self, name))}


def find_facts(root: "_Element", url: str = "") -> PageFacts:
    """Return what a page says of itself; `url` is where it came from, as far as is known."""
    linked = _linked_data(root)
    meta = _meta(root)
    page = _own(root)

    def first(name: str) -> str:
        values = (linked.get(name, ""), *(meta.get(key, "") for key in _META_NAMES[name]))
        return next(filter(None, values), "") or page.get(name, "")

    window_title = page.get("title", "")
    title = linked.get("title", "") or next(
        (value for key in _META_NAMES["title"] if (value := meta.get(key, ""))), ""
    )
    site = first("site")
    addresses = (page.get("canonical", ""), meta.get("og:url", ""), linked.get("url", ""), url)
    return PageFacts(
        title=without_site(title or window_title, site),
        author=_author(linked.get("author", ""), meta),
        date=first("date"),
        site=site,
        url=next((whole for one in addresses if (whole := absolute(one, url))), ""),
        language=_language(page.get("language", "") or first("language")),
        body=linked.get("body", ""),
        window_title=window_title,
    )


def without_site(title: str, site: str) -> str:
    """Return a page's title without the site's name behind or before it.

    Where the site's name is not known, it is what stands behind the last bar.
    """
    parts = _SEPARATOR.split(title)
    names, last = parts[0::2], len(parts) - 1
    if last < 2:  # noqa: PLR2004 - a name, a separator, a name
        return title
    same = _folded(site)
    if _folded(names[-1]) == same or (not site and "|" in parts[-2]):
        return "".join(parts[: last - 1]) or title
    return "".join(parts[2:]) if _folded(names[0]) == same else title


def site_beside(title: str, window_title: str) -> str:
    """Return the site's name, where the window's title is the article's title and one more part."""
    if not title or title not in window_title:
        return ""
    before, _, behind = window_title.partition(title)
    place = -1 if behind.strip() else 0
    rest = behind.strip() or before.strip()
    marks = " |–—•·»:-"
    if not rest or not (rest[0] in marks or rest[-1] in marks):
        return ""
    return _SEPARATOR.split(rest.strip(marks))[place]


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _author(linked: str, meta: Mapping[str, str]) -> str:
    candidates = (linked, *(meta.get(key, "") for key in _META_NAMES["author"]))
    # Facebook's article:author is a profile's address.
    return next((one for one in candidates if one and "://" not in one), "")


def _language(code: str) -> str:
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", code)
    return match[0].lower() if match else ""


def _fact(value: object) -> str:
    return clean_text(value[: _LONGEST_FACT * 2])[:_LONGEST_FACT] if isinstance(value, str) else ""


def _meta(root: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _fact(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = element.get(attribute)
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return found


def _own(root: "_Element") -> dict[str, str]:
    found = {"language": root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")}
    title = next(root.iter("title"), None)
    if title is not None:
        found["title"] = _fact(text_in(title))
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found.setdefault("canonical", _fact(link.get("href")))
    return {key: value for key, value in found.items() if value}


def _linked_data(root: "_Element") -> dict[str, str]:
    nodes = [node for script in root.iter("script") for node in _nodes_of(script)]
    articles = [node for node in nodes if _has_type(node, _ARTICLE_TYPE)]
    pages = [node for node in nodes if _has_type(node, _PAGE_TYPE)]
    found: dict[str, str] = {}
    named = [node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")]
    by_id = {node["@id"]: node for node in named}
    for node in (*articles[:1], *pages[:1]):
        for key, value in _facts_of(node, by_id):
            if value:
                found.setdefault(key, value)
    return found


def _facts_of(
    node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    yield "title", _fact(node.get("headline")) or _fact(node.get("name"))
    yield "author", ", ".join(dict.fromkeys(_names(node.get("author"), by_id)))[:_LONGEST_FACT]
    yield "date", _fact(node.get("datePublished")) or _fact(node.get("dateCreated"))
    yield "site", next(iter(_names(node.get("publisher"), by_id)), "")
    main = node.get("mainEntityOfPage")
    yield (
        "url",
        _fact(node.get("url")) or _fact(main.get("@id") if isinstance(main, dict) else main),
    )
    body = node.get("articleBody")
    yield "body", body if isinstance(body, str) else ""


def _names(value: object, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for one in (value if isinstance(value, list) else [value])[:_AUTHORS]:
        name: object = one
        if isinstance(one, dict):
            key = one.get("@id")
            name = (by_id.get(key, one) if isinstance(key, str) else one).get("name")
        for part in name if isinstance(name, list) else [name]:
            if _fact(part):
                yield _fact(part)


def _has_type(node: Mapping[str, Any], pattern: re.Pattern[str]) -> bool:
    types = node.get("@type")
    names: Iterable[object] = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and pattern.fullmatch(name) for name in names)


def _nodes_of(script: "_Element") -> Iterator[dict[str, Any]]:
    if (script.get("type") or "").strip().lower() != "application/ld+json":
        return
    text = _COMMENT_MARKS.sub("", text_in(script))
    if len(text) > _LONGEST_JSON:
        return
    try:
        # Line breaks inside strings are common and harmless.
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:_MOST_NODES]
        elif isinstance(value, dict):
            yield value
            waiting += [one for one in value.values() if isinstance(one, (list, dict))]
