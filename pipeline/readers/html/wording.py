"""Lines that are not of an article, by their words: labels, notices, bylines, dates, rights."""

import re
from typing import Final

from pipeline.readers.html.offers import is_legal, is_offer

_LABEL: Final = re.compile(
    r"(?:leggi (?:anche|pure|altro|tutto)|vedi anche|guarda anche|per approfondire|approfondisci"
    r"|potrebbe(?:ro)? (?:anche )?interessar(?:ti|vi|e)|ti potrebbe(?:ro)? (?:anche )?interessare"
    r"|articoli? (?:correlat[io]|consigliat[io]|simil[ie]|recenti)|notizie correlate"
    r"|contenuti (?:correlati|sponsorizzati|consigliati)|altre notizie|ultime notizie|ultim'ora"
    r"|ultimi articoli|(?:le|i) più lett[ei]|più letti|da leggere|da non perdere|consigliati"
    r"|scelti per (?:te|voi)|dello stesso autore|altri articoli|nella stessa sezione"
    r"|prossimo articolo|articolo (?:precedente|successivo)|precedente|successivo"
    r"|(?:i (?:vostri|tuoi|nostri) |tutti i |\d+ )?commenti?(?: dei lettori| su questo \w+"
    r"| all['’]articolo| recenti| \(\d+\))?|discussione su questo \w+|di['’]? la tua"
    r"|cosa ne pensi\?|la (?:tua|vostra) opinione|i lettori scrivono"
    r"|lascia un commento|commenta|scrivi un commento|partecipa alla discussione"
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
    r"|altre (?:storie|dirette|ricette|interviste|letture)|le altre (?:dirette|notizie|storie)"
    r"|in edicola|in questo numero|ultime|multimedia|ti consigliamo(?: anche)?"
    r"|siti? amic[io]|link amici|annuncio"
    r"|(?:sullo|sul) (?:stesso )?(?:argomento|tema)|leggi (?:l['’]articolo|il testo|tutto).{0,30}"
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
    r"[»>→▶•\[(*\s]*(?:in edicola|ti consigliamo(?: anche)?|da leggere|potresti leggere anche"
    r"|sullo stesso tema|altri articoli|dello stesso autore|guarda (?:il video|le foto|la gallery)"
    r"|leggi anche|leggi pure|vedi anche|guarda anche"
    r"|ti potrebbe(?:ro)? (?:anche )?interessare(?: anche)?"
    r"|potrebbe(?:ro)? (?:anche )?interessar(?:ti|vi)(?: anche)?"
    r"|per approfondire|approfondisci|articolo correlato"
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
    rf"(?:{_DATE}|{_TIME}|pubblicat[oa]|aggiornat[oa]|articolo|notizia"
    r"|ultim[oa] (?:aggiornamento|modifica)"
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
_SIGNING: Final = re.compile(r"(?:articolo|test[oi]|scritto|pubblicato|a cura)\b", re.IGNORECASE)
_LONGEST_SIGNATURE: Final = 6
"""Words of a name with its preposition."""
# "NA/red", "(ANSA)": who wrote an agency's item, behind it.
_AGENCY: Final = re.compile(
    r"\(?[A-Z]{2,10}(?:/[A-Za-z0-9]{2,10}){1,3}\)?\.?|\([A-Z][A-Z ]{2,14}\)\.?"
    r"|[\[(][A-Za-z]{1,3}(?:\.\s?[A-Za-z]{1,3})*\.?[\])]"
)
_NUMBERED: Final = re.compile(
    r"(?:comunicato(?: stampa)?|circolare|delibera|determina|avviso|notiziario|bollettino|numero"
    r"|anno|protocollo|prot\.?|lettera|ordinanza)\b.{0,30}?(?:n\.|n[°º]|nr\.?|numero)?\s*\d+"
    rf"(?:[/-]\d+)?(?:\s+del\s+{_DATE})?",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(
    r"(?:i (?:vostri|tuoi) commenti|\d+ commenti?|commenti?\s*(?:\(\d+\)|dei lettori"
    r"|all['’]articolo|su questo \w+)?|lascia un commento|discussione su questo \w+"
    r"|partecipa alla discussione|scrivi un commento)\s*:?",
    re.IGNORECASE,
)
_LONGEST_LABEL: Final = 60


def is_label(text: str) -> bool:
    """Return whether a heading or line announces what is not the article: "Leggi anche"."""
    text = text.strip().strip('*#>»→-–—[]()"“”|•· ')
    return len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def is_appendix(text: str) -> bool:
    """Return whether a heading announces links or files behind an article: "Allegati"."""
    return _APPENDIX.fullmatch(text.strip()) is not None


def is_numbered(text: str) -> bool:
    """Return whether a line above a title names a document by its number."""
    return _NUMBERED.fullmatch(text.strip()) is not None


def is_comments(text: str) -> bool:
    """Return whether a heading announces what readers write: "3 commenti"."""
    return _COMMENTS.fullmatch(text.strip()) is not None


def is_attribution(text: str) -> bool:
    """Return whether a line in a quote says who posted it and when: "— Comune (@comune)"."""
    return _ATTRIBUTION.match(text) is not None


def is_pointer(text: str) -> bool:
    """Return whether a line begins with a label and leads to something else: "Leggi anche: ..."."""
    return _OPENING_LABEL.match(text.strip()) is not None


def is_counter(text: str) -> bool:
    """Return whether a text counts pictures: "1 di 5"."""
    return re.fullmatch(r"\(?\d{1,3}\s*(?:di|/|su|of)\s*\d{1,3}\)?", text.strip()) is not None


def is_notice(text: str) -> bool:
    """Return whether a short line is about the article or the page: rights, dates, links."""
    text = text.strip()
    if is_offer(text) or is_legal(text) or is_counter(text):
        return True
    if _AGENCY.fullmatch(text):
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
