"""Putting a glossary's terms into a finished translation."""

import pytest

from pipeline.glossary import Glossary, Match, Term
from pipeline.term_repair import repaired


def matches(sentence: str, *terms: tuple[str, str]) -> tuple[Match, ...]:
    """Find terms in a sentence."""
    return Glossary(Term(it, en) for it, en in terms).terms_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "term", "english", "expected"),
    [
        (
            "L'accordo è firmato.",
            ("accordo", "settlement"),
            "The deal is signed.",
            "The settlement is signed.",
        ),
        (
            "Gli accordi sono firmati.",
            ("accordo", "settlement"),
            "Agreements are signed.",
            "Settlements are signed.",
        ),
        (
            "Serve un accordo.",
            ("accordo", "understanding"),
            "A deal is needed.",
            "An understanding is needed.",
        ),
        (
            "I termini dell'accordo.",
            ("accordo", "settlement"),
            "The deal's terms.",
            "The settlement's terms.",
        ),
        (
            "Una rete neurale.",
            ("rete neurale", "connectionist model"),
            "A neural network.",
            "A connectionist model.",
        ),
        (
            "Il segretario della Lega parla.",
            ("Lega", ""),
            "The League secretary speaks.",
            "The Lega secretary speaks.",
        ),
        ("Un nuovo dazio.", ("dazio", "levy"), "A new dazio.", "A new levy."),
        (
            "L'accordo di Roma e l'accordo di Parigi.",
            ("accordo", "settlement"),
            "The Rome deal and the Paris agreement.",
            "The Rome settlement and the Paris settlement.",
        ),
        ("L'accordo.", ("accordo", "deal"), "The deal.", "The deal."),
    ],
)
def test_the_word_that_translates_a_term_is_replaced(
    sentence: str, term: tuple[str, str], english: str, expected: str
) -> None:
    """With its number, capital, possessive and article."""
    assert repaired(english, matches(sentence, term), sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "term", "english"),
    [
        ("L'accordo.", ("accordo", "settlement"), "The thing."),
        ("L'accordo c'è.", ("accordo", "settlement"), "The agreement, the deal, is there."),
        ("L'accordo c'è.", ("accordo", "settlement"), "They agree."),
        ("L'accordo e l'intesa.", ("accordo", "settlement"), "The agreement is there."),
        ("Vogliono stipulare.", ("stipulare", "conclude"), "They want to stipulate."),
    ],
)
def test_what_is_not_sure_is_left_alone(sentence: str, term: tuple[str, str], english: str) -> None:
    """No place, two places, a verb, a place that another Italian word may own."""
    assert repaired(english, matches(sentence, term), sentence) is None


def test_several_terms_are_repaired_together() -> None:
    """Each in its own place."""
    sentence = "L'accordo sui dazi"
    found = matches(sentence, ("accordo", "settlement"), ("dazio", "levy"))

    assert repaired("The deal on tariffs", found, sentence) == "The settlement on levies"
