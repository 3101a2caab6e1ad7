"""Italian copied through, and English that is none."""

import pytest

from pipeline.checks.language import is_copied, is_not_english
from pipeline.checks.words import Words

SENTENCE = "Il governo ha approvato la riforma della scuola."

COPIED = [
    (SENTENCE, SENTENCE),
    (SENTENCE, "The government ha approvato la riforma della scuola."),
    ("Domani piove sulle montagne e poi nevica", "Tomorrow piove sulle montagne e then it snows"),
    ("Buongiorno", "Buongiorno"),
    (SENTENCE, "governo approvato riforma scuola"),
]

NOT_COPIED = [
    (SENTENCE, "The government approved the school reform."),
    ("«The winner takes it all», disse.", '"The winner takes it all," he said.'),
    ("The winner takes it all", "The winner takes it all"),
    ("Mario Draghi", "Mario Draghi"),
    ("Amazon", "Amazon"),
    ("Un film in streaming sul computer.", "A film streaming on the computer."),
    ("Fu un coup de théâtre.", "It was a coup de théâtre."),
]

NOT_ENGLISH = [
    (SENTENCE, "Il gobierno ha aprobado las obras della scuola."),
    (SENTENCE, "The government ha la reform della scuola che gli piace."),
    (
        SENTENCE,
        "gobierno aprobado reforma escuela ayer tarde muy contento hoy vamos todos ahora bien tan",
    ),
]

ENGLISH = [
    (SENTENCE, "The government approved the school reform."),
    ("Lo scrive il Corriere della Sera.", "The Corriere della Sera writes it."),
    ("L'AI cambia tutto.", "AI changes everything, AI and AI."),
    ("Tasse: scoperte fatture false", "Tax evasion: police uncover fake invoice ring"),
]


@pytest.mark.parametrize(("italian", "english"), COPIED)
def test_copied_italian_is_seen(italian: str, english: str) -> None:
    """A whole sentence or a long stretch that stands unchanged is copied."""
    assert is_copied(Words(italian), Words(english))


@pytest.mark.parametrize(("italian", "english"), NOT_COPIED)
def test_what_may_stay_is_not_copied(italian: str, english: str) -> None:
    """English in the Italian, names, loan words and phrases of other languages may stay."""
    assert not is_copied(Words(italian), Words(english))


@pytest.mark.parametrize(("italian", "english"), NOT_ENGLISH)
def test_other_languages_are_seen(italian: str, english: str) -> None:
    """Italian function words, or none at all in a long sentence, are not English."""
    assert is_not_english(Words(italian), Words(english))


@pytest.mark.parametrize(("italian", "english"), ENGLISH)
def test_english_is_english(italian: str, english: str) -> None:
    """Names with Italian articles, acronyms and headlines are no fault."""
    assert not is_not_english(Words(italian), Words(english))
