"""What on a page is not the article: navigation, sharing, advertising, teasers, comments.

Told by what the page's makers say (elements, roles, the words in `class` and `id`) and by what is
written there ("Leggi anche", "Riproduzione riservata").
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
    alert tablist status form note-none
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
    r"|cookies?|consent|gdpr|iubenda|newsletter|subscribe|subscription|iscriviti|iscrizione|signup"
    r"|login|paywall|abbonati|abbonamento|adv|ads?|advertising|advertisement|adsbygoogle|pubblicita"
    r"|sponsor|sponsored|sponsorizzato|promo|promos|promobox|banner|dfp|gpt|taboola|outbrain|popup"
    r"|modal|overlay|donate|donazioni|sostienici|app-download"
    # other articles
    r"|related|relateds|correlat[eiao]|relatedposts|jp-relatedposts|read-also|read-more|readmore"
    r"|leggi-anche|see-also-box|recommended|recommendations?|consigliati|suggested|suggeriti"
    r"|more-on|more-from|most-read|most-popular|piu-letti|piu-lette|trending|teasers?|altre-notizie"
    r"|ultime-notizie|latest-news|potrebbe-interessarti|up-next|yarpp"
    # readers
    r"|comments?|commenti|commento|commentlist|comment-form|respond|disqus|rating|ratings|voti"
    r"|reactions?|valuta|feedback|sondaggio|poll"
    # about the article, not of it
    r"|byline|author|authors|autore|autori|author-box|bio|entry-meta|post-meta|article-meta|meta"
    r"|postmeta|postmetadata|dateline|pubdate|posted-on|published|timestamp|dates?|reading-time"
    r"|tempo-lettura|tags?|tag-list|tagcloud|topics|argomenti|categor(?:y|ies|ie)|cat-links"
    r"|infobox|sinottico|ambox|avviso|metadata|hatnote|dablink|disambigua|reflist|references"
    r"|ticker|stars|vota|badge|counter|chip|kicker|overline|rights|copyright|colophon"
    r"|editsection|printfooter|foot|footer|piede"
    r"|page-bottom|pagenav|site-footer|site-header"
    r")(?:-|$)"
)
_NAME_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words that turn what follows or comes before: a class "has-sidebar" names no sidebar.
_STATE: Final = re.compile(r"^(?:has|no|with|without)-")

_LABEL: Final = re.compile(
    r"(?:leggi (?:anche|pure|altro|tutto)|vedi anche|guarda anche|per approfondire|approfondisci"
    r"|potrebbe(?:ro)? (?:anche )?interessar(?:ti|vi|e)|ti potrebbe(?:ro)? (?:anche )?interessare"
    r"|articoli? (?:correlat[io]|consigliat[io]|simil[ie]|recenti)|notizie correlate"
    r"|contenuti (?:correlati|sponsorizzati|consigliati)|altre notizie|ultime notizie|ultim'ora"
    r"|ultimi articoli|(?:le|i) più lett[ei]|più letti|da leggere|da non perdere|consigliati"
    r"|scelti per (?:te|voi)|dello stesso autore|altri articoli|nella stessa sezione"
    r"|prossimo articolo|articolo (?:precedente|successivo)|precedente|successivo"
    r"|\d* ?commenti?|lascia un commento|commenta|scrivi un commento|partecipa alla discussione"
    r"|condividi(?: (?:su|questo|l['’]articolo|sui social|con).*)?|seguici(?: su.*)?|newsletter"
    r"|iscriviti(?: .*)?|abbonati(?: (?:ora|subito|adesso|a|per) ?.*)?|pubblicità"
    r"|annuncio pubblicitario|advertisement|sponsor"
    r"|scarica(?: .*)?|questa pagina ti è stata utile.*|hai trovato (?:utile|quello che cercavi).*"
    r"|argomenti(?: trattati)?|tag|tags|etichette|categorie|categoria|temi|in evidenza"
    r"|stampa(?: (?:questo|questa|l['’]articolo|la pagina|articolo|pagina).*)?"
    r"|torna (?:su|indietro|in alto|all['’](?:inizio|indice|archivio|elenco)"
    r"|alla (?:home|lista|pagina|sezione)(?: .*)?)|invia (?:a un amico|per email)"
    r"|contenuto non disponibile|caricamento(?: in corso)?|mostra (?:di più|altro)|chiudi|cerca"
    r"|menu|indice|sommario|in questo articolo|vai al contenuto|scopri di più|continua a leggere"
    r"|informazioni sull['’]autore|chi siamo|contatti|sondaggio|accedi|registrati)"
    r"\s*[:.…»>→!]*",
    re.IGNORECASE,
)
_APPENDIX: Final = re.compile(
    r"(?:voci correlate|collegamenti esterni|altri progetti|link (?:utili|esterni|correlati)"
    r"|approfondimenti|allegati|documenti(?: allegati| correlati)?|per saperne di più|galleria"
    r"|galleria (?:fotografica|immagini)|a cura di|contatti|riferimenti|pagine correlate"
    r"|bibliografia|riferimenti bibliografici|note bibliografiche|sitografia|file allegati"
    r"|da scaricare)\s*[:.]*",
    re.IGNORECASE,
)
_OPENING_LABEL: Final = re.compile(
    r"[»>→▶•\[(*\s]*(?:leggi anche|leggi pure|vedi anche|guarda anche"
    r"|ti potrebbe(?:ro)? interessare"
    r"|potrebbe(?:ro)? interessar(?:ti|vi)|per approfondire|approfondisci|articolo correlato"
    r"|sullo stesso argomento|leggi qui|clicca qui|tags?|argomenti|categori[ae]|archiviato in"
    r"|filed under|pubblicato in|etichette|lo stesso argomento in dettaglio|voce principale)"
    r"\s*[:>»→–-]",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"[©\s]*(?:\d{4}\s*)?(?:(?:©|copyright)?.{0,40}riproduzione (?:riservata|vietata|consentita)"
    r"|(?:©|copyright|\(c\)).{0,80}(?:diritti riservati|all rights reserved)?"
    r"|tutti i diritti (?:sono )?riservati).{0,80}",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:gen(?:naio)?|feb(?:braio)?|mar(?:zo)?|apr(?:ile)?|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?"
    r"|ago(?:sto)?|set(?:tembre)?|ott(?:obre)?|nov(?:embre)?|dic(?:embre)?)"
)
_DATE: Final = (
    rf"(?:(?:(?:lun|mar|mer|gio|ven|sab|dom)\w*[,.]?\s+)?\d{{1,2}}[°º]?\s+{_MONTH}\.?,?\s+\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d+ (?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa)"
)
_TIME: Final = r"(?:(?:alle|ore|h\.?)\s*)*\d{1,2}[:.]\d{2}"
# Possessive: nothing is tried twice, however long the row of figures.
_STAMP: Final = re.compile(
    rf"(?:{_DATE}|{_TIME}|pubblicat[oa]|aggiornat[oa]|ultim[oa] (?:aggiornamento|modifica)"
    r"|modificat[oa]|data|postat[oa]|scritto|creat[oa]|inserit[oa]|il|alle|ore|on|posted|in data"
    r"|aggiornamento|pubblicazione|tempo di lettura|di lettura|lettura|di|circa|minut[oi]|min"
    r"|\d++|[\s|,;:.·•–—()/-]++)++",
    re.IGNORECASE,
)
_HAS_STAMP: Final = re.compile(
    rf"{_DATE}|{_TIME}|tempo di lettura|di lettura|aggiornat", re.IGNORECASE
)
_BYLINE: Final = re.compile(
    rf"(?:(?:articolo |testo |testi |scritto |pubblicato |a cura )?"
    rf"(?:(?:di|da|della|del|dal|by|autore:)\s|dell['’])"
    rf"[^.!?]{{2,70}}|[^.!?:]{{2,60}}[\s|,·•–—-]+{_DATE}.{{0,40}})",
    re.IGNORECASE,
)
_ATTRIBUTION: Final = re.compile(rf"\s*[—–-]\s*[^.!?]*(?:@\w+|{_DATE})", re.IGNORECASE)
_IMPRINT: Final = re.compile(
    r"p\.?\s?iva\b|codice fiscale|testata (?:giornalistica|registrata)|registrazione (?:al|presso)"
    r"|sede legale|\bcookie\b|newsletter|diritti riservati|informativa sulla privacy|abbonament"
    r"|affiliazione|powered by|licenza creative|iscriviti|registro della stampa|accetta",
    re.IGNORECASE,
)
_OFFER: Final = re.compile(
    r"(?:articolo|contenuto|servizio)[^.]{0,40} riservat[oa] agli abbonati"
    r"|già abbonat[oa]\?"
    r"|scopri le offerte|prova gratis"
    r"|\babbonati (?:ora|a|per|subito)\b|continua a leggere (?:a|con|su)\b"
    r"|^(?:segui(?:ci|te|teci)?|iscriviti|iscrivetevi|scarica|clicca|resta aggiornat|ricevi"
    r"|unisciti|sostieni(?:ci)?)\b.*\b(?:canal[ei]|whatsapp|telegram|newsletter|facebook"
    r"|instagram|google news|app|notifiche|social|community|mailing list|abbonament[oi]"
    r"|donazion[ei])\b|^clicca qui\b"
    r"|(?:pubblicità invasiva|grazie a chi (?:ci|lo|la) sostiene|il tuo (?:sostegno|contributo))",
    re.IGNORECASE,
)
_LONGEST_OFFER: Final = 220
_SIGNING: Final = re.compile(r"(?:articolo|testi?|scritto|pubblicato|a cura)\b", re.IGNORECASE)
_LONGEST_SIGNATURE: Final = 6
"""Words of a name with its preposition."""
_LONGEST_LABEL: Final = 60


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


def _names_of(element: "_Element") -> list[str]:
    names = (element.get("class") or "").split()[:20]
    own = element.get("id")
    return [*names, own] if own else names


def _is_chrome_name(name: str) -> bool:
    parts = "-".join(_NAME_PARTS.findall(name[:100])).lower()
    return _NAMES.search(parts) is not None and _STATE.match(parts) is None


def is_label(text: str) -> bool:
    """Return whether a heading or line announces what is not the article: "Leggi anche"."""
    text = text.strip().strip('*#>»→-–—[]()"“”|•· ')
    return len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def is_appendix(text: str) -> bool:
    """Return whether a heading announces links or files behind an article: "Allegati"."""
    return _APPENDIX.fullmatch(text.strip()) is not None


def is_attribution(text: str) -> bool:
    """Return whether a line in a quote says who posted it and when: "— Comune (@comune)"."""
    return _ATTRIBUTION.match(text) is not None


def is_imprint(text: str) -> bool:
    """Return whether a paragraph below an article is about the site, not of the article."""
    return _IMPRINT.search(text) is not None


def is_pointer(text: str) -> bool:
    """Return whether a line begins with a label and leads to something else: "Leggi anche: ..."."""
    return _OPENING_LABEL.match(text.strip()) is not None


def is_counter(text: str) -> bool:
    """Return whether a text counts pictures: "1 di 5"."""
    return re.fullmatch(r"\(?\d{1,3}\s*(?:di|/|su|of)\s*\d{1,3}\)?", text.strip()) is not None


def is_offer(text: str) -> bool:
    """Return whether a short paragraph asks the reader to do something: subscribe, follow, pay."""
    return len(text) <= _LONGEST_OFFER and _OFFER.search(text) is not None


def is_notice(text: str) -> bool:
    """Return whether a short line is about the article or the page: rights, dates, links."""
    text = text.strip()
    if is_offer(text) or is_counter(text):
        return True
    return len(text) <= 2 * _LONGEST_LABEL and (
        _RIGHTS.fullmatch(text) is not None or is_stamp(text)
    )


def is_stamp(text: str) -> bool:
    """Return whether a line only says when the page was made or how long it takes to read."""
    return _HAS_STAMP.search(text) is not None and _STAMP.fullmatch(text) is not None


def has_stamp(text: str) -> bool:
    """Return whether a line of bits and pieces says when the page was made, among other things."""
    return len(text) <= 2 * _LONGEST_LABEL and any(
        _HAS_STAMP.search(part) is not None and is_stamp(part.strip())
        for part in re.split(r"[|·•–—]", text)
    )


def is_byline(text: str) -> bool:
    """Return whether a line below a title says who wrote the article, and perhaps when.

    "Dal centro alle periferie, il piano del Comune" is none: a name has few words.
    """
    if len(text) > 2 * _LONGEST_LABEL or _BYLINE.fullmatch(text) is None:
        return False
    is_dated = _HAS_STAMP.search(text) is not None
    return is_dated or len(text.split()) <= _LONGEST_SIGNATURE or _SIGNING.match(text) is not None
