"""Lines that are not of an article, told from lines that only look like them."""

import pytest

from pipeline.readers.html.wording import (
    has_stamp,
    is_attribution,
    is_byline,
    is_label,
    is_notice,
    is_pointer,
)


@pytest.mark.parametrize(
    "text",
    """
    Leggi anche|LEGGI ANCHE:|Potrebbe interessarti|Articoli correlati|I più letti|3 commenti
    Condividi su|Stampa questo articolo|Torna su|Torna alla home|Pubblicità|Tag:|Abbonati ora
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
def test_labels_are_known(text: str) -> None:
    """They open boxes of something else."""
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Torna alla luce un affresco del Trecento",
        "Stampa 3D, il laboratorio apre alle scuole",
        "Abbonati in calo, il teatro riduce le repliche",
        "Condivisione",
        "Documenti d'epoca",
        "Tagli al bilancio",
        "Indice dei prezzi",
    ],
)
def test_headings_that_only_begin_like_labels_are_none(text: str) -> None:
    """Headings of articles."""
    assert not is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "© Riproduzione riservata",
        "Copyright 2024 La Voce. Tutti i diritti riservati",
        "12 marzo 2024",
        "Pubblicato il 12/03/2024 alle ore 10:30",
        "Ultimo aggiornamento: 3 mesi fa",
        "Tempo di lettura: 4 minuti",
        "Questo articolo è riservato agli abbonati",
        "Segui il nostro canale WhatsApp per restare informato",
        "2 di 7",
    ],
)
def test_notices_are_known(text: str) -> None:
    """Rights, dates, offers, counters."""
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il 12 marzo 2024 la giunta ha approvato il piano.",
        "I posti in platea sono riservati agli abbonati.",
        "Entra in vigore oggi il regolamento per le app dei parcheggi.",
        "La riproduzione delle tartarughe comincia a maggio, e le spiagge restano chiuse.",
        "Il tempo di lettura dei contatori è di due settimane, spiega l'azienda.",
        "2 su 7 non hanno risposto",
    ],
)
def test_sentences_are_no_notices(text: str) -> None:
    """Whatever words they have in common with one."""
    assert not is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "di Redazione Cronaca",
        "a cura dell'Ufficio comunicazione, 9 giugno 2022",
        "Redazione, 12 marzo 2024",
        "dal nostro inviato",
    ],
)
def test_bylines_are_known(text: str) -> None:
    """With and without a date."""
    assert is_byline(text)


@pytest.mark.parametrize(
    "text", ["Dal centro alle periferie, il piano del Comune", "Di qui non si passa.", "Il viale"]
)
def test_summaries_are_no_bylines(text: str) -> None:
    """A name has few words and no stop."""
    assert not is_byline(text)


def test_a_line_of_bits_with_a_date_is_about_the_article() -> None:
    """As sites for blogs write it."""
    assert has_stamp("Pubblicato in Pagine · 5 min di lettura · 4 nov 2021")
    assert not has_stamp("Il museo riapre il 4 novembre 2021 dopo i lavori")


def test_pointers_and_attributions_are_known() -> None:
    """The line of links between paragraphs, the line below an embedded post."""
    assert is_pointer("» Leggi anche: Il porto riapre")
    assert not is_pointer("Leggi anche poco chiare rallentano i lavori")
    assert is_attribution("— Polizia locale (@polizia) 23 gennaio 2023")
    assert not is_attribution("— Vengo anch'io, disse la maestra")


@pytest.mark.parametrize(
    "text",
    ["1" * 70 + " x 10:30", "1 " * 50 + "x 10:30", ". " * 50 + "x 10:30", "di " * 35 + "x 1.30"],
)
def test_a_row_of_figures_is_looked_at_once(text: str) -> None:
    """Without trying every way to part it, which would take years."""
    assert not is_notice(text)
