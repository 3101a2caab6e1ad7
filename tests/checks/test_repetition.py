"""Loops in the English that are not in the Italian."""

import pytest

from pipeline.checks.repetition import repeats
from pipeline.checks.words import Words

LOOPS = [
    ("La fine del giorno.", "The end of the of the of the day."),
    ("Era molto bello.", "It was very very very beautiful."),
    ("Ha visto la casa.", "He saw the the house."),
    ("Quando arrivò, rise.", "When he arrived, he laughed. When he arrived, he laughed."),
    ("Un urlo.", "Aaaaaargh."),
    ("Il nome era lungo.", "The name was Zhabdrungngngng."),
    ("Finì...", "It ended !!!!!!!!!!"),
    (
        "Il sindaco ha aperto la scuola.",
        "The mayor of the city came, and the mayor of the city spoke, the mayor of the city left.",
    ),
]

NO_LOOPS = [
    ("Righe: soppresso, soppresso, soppresso.", "Rows: cancelled, cancelled, cancelled."),
    ("Ahahahaha!", "Hahahaha!"),
    ("Noooooo!", "Noooooo!"),
    ("Sempre più spesso.", "More and more and more often."),
    ("Di anno in anno.", "Year after year."),
    ("Studiata palmo a palmo da tre.", "Studied inch by inch by three."),
    ("Le porte E e O.", "The OR and AND gates."),
    ("Una delle più belle, uno dei più lunghi.", "One of the finest, one of the longest."),
    ("Disse che quello era vero.", "He said that that was true."),
    ("Piano piano", "Slowly, slowly"),
    ("Nel 1000 a.C.", "In 1000 BC, 1000000 of them"),
    ("Aspetta…", "Wait..."),
]  # fmt: skip


@pytest.mark.parametrize(("italian", "english"), LOOPS)
def test_loops_are_seen(italian: str, english: str) -> None:
    """What comes again and again without reason is a loop."""
    assert repeats(Words(italian), Words(english))


@pytest.mark.parametrize(("italian", "english"), NO_LOOPS)
def test_what_the_italian_repeats_is_no_loop(italian: str, english: str) -> None:
    """Repetition in the Italian, and ways of speaking, stay unflagged."""
    assert not repeats(Words(italian), Words(english))
