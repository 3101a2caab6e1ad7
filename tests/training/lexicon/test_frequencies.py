"""From the frequencies of tokens to those of words and of dictionary forms."""

import pytest

from training.lexicon.frequencies import joined, tenths, with_lemmas


def test_elided_words_count_as_what_they_are() -> None:
    """An article that is written together with a word is no other word; figures are none."""
    tokens = {"accordo": 0.25, "l'accordo": 0.5, "dell’accordo": 0.125, "2018": 0.5, "c'": 0.1}

    assert joined(tokens) == {"accordo": 0.875}


def test_a_dictionary_form_counts_all_its_forms() -> None:
    """The other forms keep their own frequency; a lemma that no text has is not lost."""
    words = {"spinge": 0.25, "spingono": 0.5, "il": 0.5}
    lemmas = {"spinge": "spingere", "spingono": "spingere", "il": "il", "spinto": "spingere"}

    assert with_lemmas(words, lemmas) == {**words, "spingere": 0.75}


@pytest.mark.parametrize(("share", "expected"), [(1.0, 90), (1e-6, 30), (2e-7, 23), (0.0, 0)])
def test_zipf_in_tenths(share: float, expected: int) -> None:
    """A millionth of all words is 3."""
    assert tenths(share) == expected
