"""Words broken at the end of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.hyphenation import join_lines, keeps_hyphen, words_of


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("la sua elabo-", "razione, poi", "la sua elaborazione, poi"),
        ("la guerra italo-", "francese", "la guerra italo-francese"),
        ("il porta-", "voce", "il portavoce"),
        ("lo scrittore politico-", "economico", "lo scrittore politico-economico"),
        ("in Emilia-", "Romagna", "in Emilia-Romagna"),
        ("il modulo F-", "24", "il modulo F-24"),
        ("un po\xad", "co", "un poco"),
        ("Monte\xad", "Bianco", "MonteBianco"),
        ("Montepul\u2010", "ciano", "Montepulciano"),
        ("era – disse -", "tardi", "era – disse - tardi"),
        ("senza", "trattino", "senza trattino"),
        ("PERCHÉ SI AL-", "lunga", "PERCHÉ SI ALlunga"),
        ("-", "solo", "- solo"),
    ],
)
def test_a_broken_word_is_put_together(before: str, after: str, joined: str) -> None:
    """Real hyphens are kept by the rules of the module."""
    assert join_lines(before, after) == joined


def test_the_same_text_decides_first() -> None:
    """A name in it with a hyphen, or a word without."""
    words = words_of(["La Valle-verde è nostra", "il passo-", "un francobollo e italofrancese"])
    assert "passo" not in words
    assert keeps_hyphen("Valle", "verde", words)
    assert not keeps_hyphen("italo", "francese", words)


@given(st.text(), st.text(min_size=1))
def test_no_letter_is_lost(before: str, after: str) -> None:
    """Only a hyphen may go and only a space may come."""
    joined = join_lines(before, after)
    assert joined.replace(" ", "") in {
        (before + after).replace(" ", ""),
        (before[:-1] + after).replace(" ", ""),
    }
