"""Capitals lowered for the model and given back behind it; full stops lent to headings."""

import pytest

from pipeline.casing import (
    capitals_like,
    close_sentence,
    is_all_caps,
    reopen_sentence,
    restore_casing,
    to_capitals,
)


@pytest.mark.parametrize(
    "text", ["INCENDIO", "DUE MORTI A ROMA", "L'ONU DICE NO", "A 180 km/h IN CENTRO", "SARÀ COSÌ"]
)
def test_headlines_in_capitals_are_recognised(text: str) -> None:
    """Two words or a long one; units stay in lower case."""
    assert is_all_caps(text)


@pytest.mark.parametrize("text", ["ONU", "USA 2026", "ISTAT", "NATO E UE", "10", "", "Due MORTI"])
def test_acronyms_and_mixed_text_are_not_capitals(text: str) -> None:
    """Acronyms are written so everywhere."""
    assert not is_all_caps(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sciopero dei treni, disagi in tutta Italia",
        "Meloni incontra Macron a Parigi",
        "Maltempo, allerta rossa in Emilia-Romagna",
        "Trump minaccia nuovi dazi contro l'Europa",
        "Banca d'Italia: il Pil crescerà dello 0,8%",
        "Giovanni XXIII e Paolo VI, due papi a confronto",
        "Vi aspettiamo con G. Verdi",
        "Intelligenza artificiale, accordo tra OpenAI e Amazon",
        "Caso Rossi, il processo riparte da Firenze",
        "Pomodori rossi e panini",
        "Mario Draghi a Bruxelles per presentare il rapporto",
        "Traffico in tilt sulla A1 per un incidente",
        "L'uomo usa la pistola",
        "Elezioni Usa, testa a testa",
        "La Nato rafforza le difese",
        "Basta! Ora si cambia",
        "Ucraina, Zelensky: “Pronti a trattare”",
        "Maxioperazione contro i clan",
    ],
)
def test_capitals_become_a_sentence(sentence: str) -> None:
    """Names and acronyms keep a capital, words that are no names do not."""
    assert restore_casing(sentence.upper()) == sentence


@pytest.mark.parametrize(
    ("capitals", "restored"),
    [
        ("LA CITTA' SI FERMA", "La città si ferma"),
        ("PERCHE' I GIOVANI NON LEGGONO PIU'", "Perché i giovani non leggono più"),
        ("E' NATO IL FIGLIO DI ANNA", "È nato il figlio di Anna"),
        ("IL PREZZO SARA’ ALTO, SI’", "Il prezzo sarà alto, sì"),
        ("UN PO' DI PACE", "Un po' di pace"),
        ("LA 'CITTA' DEI LIBRI", "La 'citta' dei libri"),
    ],
)
def test_an_apostrophe_for_an_accent_becomes_one(capitals: str, restored: str) -> None:
    """Not so one that shortens a word or closes a quotation."""
    assert restore_casing(capitals) == restored


def test_protected_text_keeps_its_form() -> None:
    """An address in capitals may be one whose case counts."""
    assert restore_casing("SU WWW.ROMA.IT TUTTE LE FOTO") == "Su WWW.ROMA.IT tutte le foto"


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("ROMA - Il presidente ha detto no.", "Roma - Il presidente ha detto no."),
        ("IL CASO. Una storia", "Il caso. Una storia"),
        ("BRUXELLES, 12 marzo – La Ue dice sì", "Bruxelles, 12 marzo – La Ue dice sì"),
        ("LE REAZIONI: l'opposizione attacca", "Le reazioni: l'opposizione attacca"),
    ],
)
def test_an_opening_in_capitals_is_restored(text: str, restored: str) -> None:
    """Datelines and labels, up to their mark."""
    assert restore_casing(text) == restored


@pytest.mark.parametrize(
    "text", ["ISTAT, inflazione giù", "A Roma si vota", "La NASA - dice - vola", "Il PAPA PARLA"]
)
def test_other_text_is_not_touched(text: str) -> None:
    """Acronyms in front and capitals in the middle stay as they are."""
    assert restore_casing(text) == text


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("DUE MORTI A ROMA", "Two dead in Rome", "TWO DEAD IN ROME"),
        ("ROMA - Il papa parla", "Rome - The pope speaks", "ROME - The pope speaks"),
        ("IL CASO. Una storia", "The case. A story", "THE CASE. A story"),
        ("ROMA - Il papa parla", "In Rome the pope speaks", "In Rome the pope speaks"),
        ("Due morti", "Two dead", "Two dead"),
    ],
)
def test_the_translation_gets_the_capitals_of_the_source(
    text: str, english: str, expected: str
) -> None:
    """All of it, its opening, or nothing."""
    assert capitals_like(text, english) == expected


def test_capitals_leave_protected_text_and_what_is_kept_alone() -> None:
    """Addresses and placeholders have one form only."""
    english = "Photos on www.roma.it by @io: at 5 km from zXq1"

    assert to_capitals(english, ["zXq1"]) == "PHOTOS ON www.roma.it BY @io: AT 5 km FROM zXq1"
    assert to_capitals("by anna and ann", ["ann", "anna"]) == "BY anna AND ann"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Le origini del pane", True),
        ("Cresce del 5%", True),
        ("Le origini del pane.", False),
        ("Chi paga il conto?", False),
        ("Il caso:", False),
        ("Il pane", False),
        ("", False),
    ],
)
def test_a_heading_without_final_mark_is_closed(text: str, *, closed: bool) -> None:
    """But not a label of one or two words."""
    assert close_sentence(text) == (text + "." if closed else text, closed)


@pytest.mark.parametrize(
    ("english", "closed", "expected"),
    [
        ("The origins of bread.", True, "The origins of bread"),
        ("The origins of bread.", False, "The origins of bread."),
        ("Made in the U.S.", True, "Made in the U.S."),
        ("And then...", True, "And then..."),
        ("Who pays?", True, "Who pays?"),
    ],
)
def test_only_the_lent_full_stop_is_taken_back(
    english: str, *, closed: bool, expected: str
) -> None:
    """That of an abbreviation and an ellipsis stay."""
    assert reopen_sentence(english, closed=closed) == expected
