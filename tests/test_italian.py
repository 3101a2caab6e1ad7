"""Italian words in a sentence and their forms."""

import pytest

from pipeline.italian import adjective_forms, is_form_of, is_plural, lemma, noun_forms, tokens


def test_words_and_signs_are_told_apart() -> None:
    """An elided word keeps its apostrophe; a preposition is keyed without its article."""
    found = tokens("Nell’accordo della Ue.")

    assert [token.text for token in found] == ["Nell’", "accordo", "della", "Ue", "."]
    assert [token.key for token in found] == ["in", "accordo", "di", "ue", "."]
    assert [(token.start, token.end) for token in found[:2]] == [(0, 5), (5, 12)]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("accordo", "accordi"),
        ("accordi", "accordo"),
        ("banca", "banche"),
        ("parco", "parchi"),
        ("medico", "medici"),
        ("problema", "problemi"),
        ("spiaggia", "spiagge"),
        ("archivio", "archivi"),
        ("rete", "reti"),
        ("città", "città"),
        ("computer", "computer"),
    ],
)
def test_the_other_number_of_a_noun_is_among_its_forms(word: str, form: str) -> None:
    """By regular endings."""
    assert form in noun_forms(word)


def test_an_adjective_has_four_forms() -> None:
    """Of genders and numbers."""
    assert adjective_forms("privata") == {"privato", "privata", "privati", "private"}


@pytest.mark.parametrize(
    ("key", "expected"),
    [("uomini", "uomo"), ("stipulato", "stipulare"), ("accordi", "accordi"), ("zzz", "zzz")],
)
def test_the_lemma_is_the_lexicons_unless_a_noun_would_become_a_verb(
    key: str, expected: str
) -> None:
    """Of "accordi" the lexicon gives the verb."""
    assert lemma(key) == expected


@pytest.mark.parametrize(
    ("key", "word", "expected"),
    [("accordi", "accordo", True), ("porte", "porti", False), ("porto", "porti", True)],
)
def test_a_form_that_belongs_to_another_word_is_refused(
    key: str, word: str, *, expected: bool
) -> None:
    """The lexicon knows that "porte" are doors."""
    assert is_form_of(key, word) is expected


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [
        ("città", "le", True),
        ("città", "la", False),
        ("accordi", "", True),
        ("accordo", "", False),
        ("computer", "", None),
        ("computer", "3", True),
        ("rifiuti", "", True),
    ],
)
def test_the_number_is_told_by_determiner_or_ending(
    word: str, before: str, *, expected: bool | None
) -> None:
    """Or not at all."""
    assert is_plural(word, before) is expected
