"""What speaks for two words belonging together."""

import pytest

from pipeline.word_evidence import english_words, is_grammar, italian_words, scores_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’accordo è un po' caro.", ["l'", "accordo", "è", "un", "po'", "caro"]),
        ("Nell'Emilia-Romagna, 1.131,50 euro", ["nell'", "emilia-romagna", "1.131,50", "euro"]),
        ("… «»", []),
    ],
)
def test_italian_words(text: str, words: list[str]) -> None:
    """Elided words stand alone, figures stay whole, signs are none."""
    assert italian_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It isn’t the mayor's.", ["it", "is", "n't", "the", "mayor", "'s"]),
        ("They'LL DON'T go", ["they", "'ll", "do", "n't", "go"]),
        ("the workers' 'note'", ["the", "workers", "note"]),
        ("a well-known 42-year-old, 1,131.50", ["a", "well-known", "42", "year-old", "1,131.50"]),
        ("international couldn", ["international", "couldn"]),
    ],
)
def test_english_words(text: str, words: list[str]) -> None:
    """Contractions are two words; quotation marks belong to none."""
    assert english_words(text) == words


@pytest.mark.parametrize(
    ("it", "en", "related"),
    [
        ("accordo", "deal", True),
        ("accordi", "agreement", True),
        ("metterà", "puts", True),
        ("l'", "the", True),
        ("manzoni", "manzoni", True),
        ("inflazione", "inflation", True),
        ("1.131,50", "1,131.50", True),
        ("38", "39", False),
        ("38", "3", False),
        ("sindaco", "deal", False),
        ("caso", "casino", False),
    ],
)
def test_evidence(it: str, en: str, *, related: bool) -> None:
    """The lexicon in any form of the word, names, cognates and figures; nothing else."""
    assert bool(scores_of([it], [en])) is related


@pytest.mark.parametrize(
    ("word", "expected"), [("di", True), ("l'", True), ("sono", True), ("accordo", False)]
)
def test_words_of_grammar(word: str, *, expected: bool) -> None:
    """What stands for an English article, preposition or auxiliary is one."""
    assert is_grammar(word) is expected
