"""Lines that want something of the reader, and those that the law or the publisher wants there.

They stand inside and below articles: calls to subscribe, to pay, to follow, to listen; disclaimers;
who publishes the site and where it is registered.
"""

import re
from typing import Final

_IMPRINT: Final = re.compile(
    r"p\.?\s?iva\b|partita iva|codice fiscale|testata (?:giornalistica|registrata|online|sportiva)"
    r"|(?:registrazione|registrat[oa]|iscritt[oa]|iscrizione) (?:al|presso|del)"
    r" (?:il )?(?:tribunale|roc|registro|n)"
    r"|autorizzazione (?:del )?tribunale|direttore responsabile|sede legale|capitale sociale"
    r"|\bcookie\b|newsletter|diritti riservati|informativa sulla privacy|abbonament"
    r"|affiliazione|powered by|licenza creative|iscriviti|registro della stampa|accetta"
    r"|propriet[àa] dell['’]editore|siete il visitatore|visitatori (?:n|dal)|sito curato da"
    r"|note legali|agenzia di stampa",
    re.IGNORECASE,
)
# The same where it must not take a sentence of an article for it: each with its number or address.
_LEGAL: Final = re.compile(
    r"p\.?\s?iva[\s:.]*(?:it\s*)?\d{5}|partita iva[\s:.]*(?:it\s*)?\d{5}"
    r"|(?:autorizzazione|registrazione|reg\.?|aut\.?|iscrizione)\b[^.]{0,60}\btribunale\b[^.]{0,40}"
    r"(?:\bn\.|\bnr|°|\bnum)"
    r"|^direttore (?:responsabile|editoriale)\s*:|iscrizione (?:al )?roc\b"
    r"|propriet[àa] (?:esclusiva )?dell['’]editore|(?:siete il|sei il) visitatore"
    r"|questo (?:sito|blog) non rappresenta una testata"
    r"|^(?:testi|contenuti|articolo)\b.{0,80}licenza (?:creative commons|cc)"
    r"|^se non diversamente (?:indicato|specificato).{0,120}licenza",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(
    r"^(?:avvertenza|disclaimer|nota bene)?[\s:.]*(?:le|tutte le) (?:informazioni|indicazioni)"
    r" .{0,80}\bnon (?:sostituiscono|intendono sostituire|devono sostituire)"
    r"|^(?:questo|il presente) (?:articolo|sito|blog|contenuto) .{0,60}"
    r"\b(?:link di affiliazione|scopo (?:puramente )?informativo|carattere divulgativo)"
    r"|^(?:questa|la presente) pagina .{0,60}\blink di affiliazione",
    re.IGNORECASE,
)
_GOODS: Final = (
    r"(?:canal[ei]|whatsapp|telegram|newsletter|facebook|instagram|google news|app|notifiche"
    r"|social|community|mailing list|abbonament[oi]|donazion[ei]|e-?mail|posta elettronica|casella"
    r"|profil[oi]|podcast|feed|youtube|twitter|linkedin|tiktok)"
)
_OFFER: Final = re.compile(
    r"(?:articolo|contenuto|servizio)[^.]{0,40} riservat[oa] (?:agli|ai (?:soli )?)"
    r"\s?(?:abbonati|utenti registrati|soci|sostenitori)"
    r"|(?:già|non sei(?: ancora)?|sei(?: già)?) (?:abbonat[oa]|registrat[oa]|iscritt[oa])\s?\?"
    r"|scopri (?:le|tutte le|la nostra) offert|prova gratis"
    r"|\babbonati (?:ora|a|per|subito)\b|continua a leggere (?:a|con|su)\b"
    r"|per (?:continuare a leggere|leggere (?:tutto )?l['’]articolo)\b.*"
    r"\b(?:abbon|registra|acced|acquist)"
    r"|\baccesso illimitato\b|€ (?:al|il primo|per il primo) (?:mese|anno)|disdici quando vuoi"
    rf"|^(?:segui(?:ci|te|teci)?|iscriviti|iscrivetevi|scarica|clicca|(?:resta|rimani) "
    rf"(?:sempre )?(?:aggiornat|informat)|ricevi|unisciti|unitevi|sostieni(?:ci)?|aggiungi(?:ci)?"
    rf"|entra (?:nel|nella|nei)|attiva (?:le|la)|non perder(?:ti|e|vi)"
    rf"|vuoi (?:ricevere|restare|rimanere|sostener\w+|essere))\b.*\b{_GOODS}\b"
    r"|^(?:per (?:ricevere|restare|rimanere|non perdere|sostenere)|se (?:vi è|ti è|questo|vuoi))\b"
    r".*\b(?:iscriviti|iscrivetevi|segui(?:ci|teci)?|abbonati|attiva le notifiche|dona)\b"
    r"|^(?:clicca|premi) qui\b"
    r"|^(?:non hai trovato (?:risposta|quello)|hai (?:ancora )?(?:domande|dubbi|bisogno di aiuto)"
    r"|hai (?:una segnalazione|trovato un errore)|serve aiuto)\b.*\?"
    r"|(?:pubblicità invasiva|grazie a chi (?:ci|lo|la) sostiene|il tuo (?:sostegno|contributo))"
    r"|^aggiungi .{2,40} (?:come|tra le) (?:tue )?font[ei] preferit"
    r"|^(?:visualizza|guarda) questo (?:post|profilo|video) su\b"
    r"|^un post condiviso da\b"
    r"|^(?:▶\s*)?(?:ri)?(?:ascolta|guarda|vedi|rivedi) (?:qui |anche |ora )?"
    r"(?:l['’]|il |la |i |le |lo )(?:articolo|intervista|puntata|podcast|audio|servizio|diretta"
    r"|notizia|episodio|video|gallery"
    r"|fotogallery|foto)\b.{0,40}$",
    re.IGNORECASE,
)
_CALL: Final = re.compile(
    r"(?:[»>→▶+\s]*)(?:iscriviti|iscrivetevi|abbonati|registrati|accedi|dona|sostieni(?:ci)?"
    r"|aderisci|associati|acquista|compra|ordina|prenota|subscribe|sign up"
    r"|diventa (?:socio|sostenitore|abbonato)|scopri (?:di più|l['’]offerta|le offerte|come))"
    r"(?:\s(?:ora|subito|adesso|qui|gratis|anche tu|alla newsletter|online|a partire da .{1,20}))?"
    r"[\s!»>→.]*",
    re.IGNORECASE,
)
_LONGEST_CALL: Final = 60
_LONGEST_OFFER: Final = 220
_LONGEST_LEGAL: Final = 300


def is_imprint(text: str) -> bool:
    """Return whether a paragraph below an article is about the site, not of the article."""
    return _IMPRINT.search(text) is not None


def is_legal(text: str) -> bool:
    """Return whether a paragraph, wherever it stands, says who answers for the site and for what.

    With a number, a court or a fixed turn of phrase: an article may well be about a VAT number.
    """
    if len(text) > _LONGEST_LEGAL:
        return False
    return _LEGAL.search(text) is not None or _DISCLAIMER.search(text) is not None


def is_offer(text: str) -> bool:
    """Return whether a short paragraph asks the reader to do something: subscribe, follow, pay."""
    return len(text) <= _LONGEST_OFFER and _OFFER.search(text) is not None


def is_call(text: str) -> bool:
    """Return whether a link or button asks to subscribe, to join or to buy, and says no more."""
    return len(text) <= _LONGEST_CALL and _CALL.fullmatch(text) is not None
