"""Whether a glossary's terms stand in a translation, and writing them for the model."""

import pytest

from pipeline.glossary import Glossary, Match, Term
from pipeline.terms import honoured, substituted


def matches(sentence: str, *terms: tuple[str, str]) -> tuple[Match, ...]:
    """Find terms in a sentence."""
    return Glossary(Term(it, en) for it, en in terms).terms_in(sentence)


@pytest.mark.parametrize(
    ("term", "english", "expected"),
    [
        (("accordo", "settlement"), "The settlement was signed.", True),
        (("accordo", "settlement"), "Settlements were signed.", True),
        (("accordo", "settlement"), "The settlement’s terms", True),
        (("accordo", "settlement"), "The deal was signed.", False),
        (("accordo", "settlement"), "A resettlement", False),
        (("accordo", "peace agreement"), "Peace-agreement talks", True),
        (("accordo", "bill of lading"), "bills of lading", True),
        (("accordo", "company"), "companies", True),
        (("accordo", "AI model"), "ai models", True),
        (("accordo", ""), "The accordo stands", True),
        (("accordo", ""), "The Accordo stands", False),
        (("accordo", ""), "Two accordos", False),
    ],
)
def test_a_term_is_honoured_in_its_english_forms(
    term: tuple[str, str], english: str, *, expected: bool
) -> None:
    """Inflected and in other capitals, but kept terms only as they are in the Italian."""
    (match,) = matches("Un accordo.", term)

    assert honoured(match, english) is expected


@pytest.mark.parametrize(
    ("sentence", "term", "expected"),
    [
        ("Un accordo.", ("accordo", "settlement"), "Un settlement."),
        ("Gli accordi.", ("accordo", "settlement"), "Gli settlements."),
        ("Le città.", ("città", "municipality"), "Le municipalities."),
        ("La città.", ("città", "municipality"), "La municipality."),
        ("I rifiuti.", ("rifiuti", "trash"), "I trash."),
        ("Ecco l'accordo.", ("accordo", "settlement"), "Ecco il settlement."),
        ("L’accordo.", ("accordo", "settlement"), "Il settlement."),
        ("Ecco l'accordo.", ("accordo", "agreement"), "Ecco l'agreement."),
        ("I tassi di sconto.", ("tasso di sconto", "rate of discount"), "I rates of discount."),
        ("La Lega.", ("Lega", ""), "La Lega."),
        ("Niente.", ("accordo", "settlement"), "Niente."),
    ],
)
def test_the_english_term_is_written_into_the_italian(
    sentence: str, term: tuple[str, str], expected: str
) -> None:
    """In the number of the Italian, behind an article that fits."""
    assert substituted(sentence, matches(sentence, term)) == expected
