"""What on a page is not the article: navigation, sharing, advertising, teasers, comments.

Told by what the page's makers say: elements, roles, the words in `class` and `id`.
"""

import re
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import ancestors, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS: Final = frozenset({"nav", "form", "menu", "search", "fieldset", "footer"})
_QUOTES: Final = frozenset({"blockquote", "q", "cite"})
_ROLES: Final = frozenset(
    """
    navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog
    tablist status form note-none
    """.split()
)
_NAMES: Final = re.compile(
    r"(?:^|-)(?:"
    # ways about the site
    r"nav|navs|navbar|subnav|navigation|navigazione|navbox|menu|menus|breadcrumbs?|briciole|pager"
    r"|pagination|paginazione|paging|sitemap|topbar|toolbar|masthead|testata|back-to-top|torna-su"
    r"|post-navigation|nav-links|prev|next|toc|indice-contenuti|sidebar|side-bar|skip|catlinks"
    # sharing and other services
    r"|share|shares|sharing|sharedaddy|shr|social|socials|condividi|condivisione|addtoany|sociable"
    r"|follow-us|seguici|print-link|tools|strumenti|actions|azioni"
    # consent, subscription, advertising
    r"|cookies?|consent|gdpr|iubenda|newsletter|newsletters|subscribe|subscriptions?|iscriviti|iscrizione|signup"
    r"|login|paywall|abbonati|abbonamento|adv|ads?|advertising|advertisement|adsbygoogle|pubblicita"
    r"|paygate|gate|sponsor|sponsored|sponsorizzato|promo|promos|promobox|banner|dfp|gpt|taboola|outbrain|popup"
    r"|modal|overlay|donate|donazioni|sostienici|app-download"
    # other articles
    r"|related|relateds|correlat[eiao]|relatedposts|jp-relatedposts|read-also|read-more|readmore"
    r"|leggi-anche|see-also-box|recommended|recommendations?|consigliati|suggested|suggeriti"
    r"|more-on|more-from|most-read|most-popular|piu-letti|piu-lette|trending|teasers?|altre-notizie"
    r"|ultime-notizie|latest-news|potrebbe-interessarti|up-next|yarpp"
    # readers
    r"|comments?|commenti|commento|commentlist|comment-form|respond|disqus|rating|ratings|voti"
    r"|reactions?|valuta|feedback|sondaggio|poll|comm|commenters?|user-comments|discussione|discussion"
    r"|guestbook"
    # about the article, not of it
    r"|byline|author|authors|autore|autori|author-box|bio|entry-meta|post-meta|article-meta|meta"
    r"|postmeta|postmetadata|dateline|pubdate|posted-on|published|timestamp|dates?|reading-time"
    r"|tempo-lettura|tags?|tag-list|tagcloud|topics|argomenti|categor(?:y|ies|ie)|cat-links"
    r"|infobox|sinottico|ambox|avviso|metadata|hatnote|dablink|disambigua|reflist|references"
    r"|ticker|stars|vota|badge|counter|chip|kicker|overline|rights|copyright|colophon|legal|legale|note-legali|disclaimer|disc|gerenza"
    r"|impressum|imprint|player|audio-player"
    r"|editsection|printfooter|foot|footer|piede"
    r"|page-bottom|pagenav|site-footer|site-header|site-notice|central-notice|notice-bar|announcement-bar"
    r")(?:-|$)"
)
_NAME_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words that turn what follows or comes before: a class "has-sidebar" names no sidebar.
_STATE: Final = re.compile(r"^(?:has|no|with|without)-")


def is_chrome(element: "_Element") -> bool:
    """Return whether the page's makers say that an element is no part of the article."""
    tag = tag_of(element)
    if tag == "footer" and any(tag_of(one) in _QUOTES for one in ancestors(element)):
        return False
    if tag in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return True
    if element.get("data-nosnippet") is not None and tag in {"div", "section", "aside"}:
        return True
    return tag not in _QUOTES and any(_is_chrome_name(name) for name in _names_of(element))


def is_about_article(element: "_Element") -> bool:
    """Return whether the name is one for a teaser, but also for an article's own summary."""
    names = [name.lower() for name in _names_of(element)]
    return element.get("itemprop") in {"description", "abstract", "alternativeHeadline"} or any(
        "teaser" in name for name in names
    )


def _names_of(element: "_Element") -> list[str]:
    names = (element.get("class") or "").split()[:20]
    own = element.get("id")
    return [*names, own] if own else names


def _is_chrome_name(name: str) -> bool:
    parts = "-".join(_NAME_PARTS.findall(name[:100])).lower()
    return _NAMES.search(parts) is not None and _STATE.match(parts) is None
