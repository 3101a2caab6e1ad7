"""Words as the hand-made gold divides them."""

import pytest

from training.align.gold import HALVES, read_gold
from training.align.words import english_words, italian_words

ITALIAN = [
    ("L’accordo dell'Ue, c’è.", ["L’", "accordo", "dell'", "Ue", ",", "c’", "è", "."]),
    ("Un po’ di 1.234,56 euro", ["Un", "po’", "di", "1.234,56", "euro"]),
    ("il 'voto' e l'altro", ["il", "'", "voto", "'", "e", "l'", "altro"]),
    ("S.p.A. ex-ministro 38%", ["S.p.A", ".", "ex-ministro", "38", "%"]),
]
ENGLISH = [
    ("It’s the EU's; they don't.", ["It", "’s", "the", "EU", "'s", ";", "they", "do", "n't", "."]),
    ("a 42-year-old, $38", ["a", "42-year-old", ",", "$", "38"]),
    ("the boys' club 'now'", ["the", "boys'", "club", "'", "now", "'"]),
]


@pytest.mark.parametrize(("text", "words"), ITALIAN)
def test_italian_is_cut_behind_apostrophes(text: str, words: list[str]) -> None:
    """Elisions are two words, truncations one, quotation marks stand alone."""
    assert italian_words(text) == words


@pytest.mark.parametrize(("text", "words"), ENGLISH)
def test_english_contractions_are_two_words(text: str, words: list[str]) -> None:
    """As in the Penn Treebank."""
    assert english_words(text) == words


@pytest.mark.parametrize("half", HALVES)
def test_the_gold_is_divided_likewise(half: str) -> None:
    """Put together as it stands in print, the gold's Italian comes out as it was."""
    for pair in read_gold(half):
        printed = " ".join(pair.it).replace("’ ", "’").replace("po’", "po’ ")
        assert italian_words(printed) == list(pair.it)
