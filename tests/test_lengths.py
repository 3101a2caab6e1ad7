"""Sentences longer than a model takes are cut where it hurts least."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lengths import split_to_fit


def words(text: str) -> int:
    """Count words: what a tokenizer with one piece a word would say."""
    return len(text.split())


def test_a_short_sentence_stays_whole() -> None:
    """Nothing is cut that fits."""
    assert [part.text for part in split_to_fit("Una frase breve.", words, 10)] == [
        "Una frase breve."
    ]


def test_a_clause_boundary_is_preferred_to_the_exact_middle() -> None:
    """A long sentence is cut behind a comma even where the halves become uneven."""
    parts = split_to_fit("uno due tre, quattro cinque sei sette otto", words, 5)

    assert [part.text for part in parts] == ["uno due tre,", "quattro cinque sei sette otto"]


def test_a_word_longer_than_the_limit_is_cut_between_characters() -> None:
    """A word of 5,000 letters comes in parts without white space between them."""
    parts = split_to_fit("x" * 5000, len, 100)

    assert max(len(part.text) for part in parts) <= 100
    assert {part.trailing for part in parts} == {""}


def test_a_letter_keeps_its_combining_marks() -> None:
    """A cut between two characters does not tear an accent off its letter."""
    parts = split_to_fit("q\u0323" * 8, len, 7)

    assert not any(part.text.startswith("\u0323") for part in parts)


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_no_character_is_lost(text: str, limit: int) -> None:
    """The parts and the white space between them, joined, are the sentence."""
    parts = split_to_fit(text, len, limit)

    assert "".join(part.text + part.trailing for part in parts) == text


@given(st.text(alphabet="ab ,;", min_size=1), st.integers(min_value=1, max_value=20))
def test_every_part_fits(text: str, limit: int) -> None:
    """No part is longer than the limit."""
    assert all(len(part.text) <= limit for part in split_to_fit(text, len, limit))
