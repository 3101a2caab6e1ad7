"""Putting the numbers of a new sentence into a remembered translation."""

import pytest

from pipeline.memory.number_repair import masked, repaired


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nel 2019 erano 1.234,5.", "Nel 2021 erano 7."),
        ("Alle 14.30 parte il G7.", "Alle 9:05 parte il G20."),
        ("È il 3,5%.", "È il 12%."),
    ],
)
def test_sentences_that_differ_in_numbers_alone_have_one_mask(first: str, second: str) -> None:
    """The mask stands for any number in digits."""
    assert masked(first) == masked(second) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nel 2019 piove.", "Nel 2019 nevica."),
        ("Sono 3 o 4.", "Sono 3."),
        ("Vale 5.", "Vale -5."),
    ],
)
def test_other_sentences_have_other_masks(first: str, second: str) -> None:
    """Words, marks and the number of numbers count."""
    assert masked(first) != masked(second)


def test_a_sentence_without_digits_has_no_mask() -> None:
    """Number words are words."""
    assert masked("Sono dodici mesi.") is None


@pytest.mark.parametrize(
    ("italian", "english", "wanted", "expected"),
    [
        pytest.param(
            "Nel 2019 piove.",
            "In 2019 it rains.",
            "Nel 2021 piove.",
            "In 2021 it rains.",
            id="year",
        ),
        pytest.param(
            "Costa 1.234,5 euro.",
            "It costs 1,234.5 euros.",
            "Costa 98.765,25 euro.",
            "It costs 98,765.25 euros.",
            id="Italian marks to English ones",
        ),
        pytest.param(
            "Il PIL cresce del 2,3%.",
            "GDP grows by 2.3%.",
            "Il PIL cresce del 12%.",
            "GDP grows by 12%.",
            id="from a decimal to a whole number",
        ),
        pytest.param(
            "Sono 10.000 persone.",
            "They are 10000 people.",
            "Sono 12.500 persone.",
            "They are 12500 people.",
            id="no thousands marks where there were none",
        ),
        pytest.param(
            "Nel 2010 erano 30 su 400.",
            "Out of 400, 30 were there in 2010.",
            "Nel 2020 erano 400 su 30.",
            "Out of 30, 400 were there in 2020.",
            id="another order, and values that change places",
        ),
        pytest.param(
            "Si parte alle 14.30.",
            "We leave at 14:30.",
            "Si parte alle 9.05.",
            "We leave at 9:05.",
            id="a time of day",
        ),
        pytest.param(
            "Circa 2,5 milioni di euro.",
            "About 2.5 million euros.",
            "Circa 3 milioni di euro.",
            "About 3 million euros.",
            id="millions",
        ),
    ],
)
def test_numbers_are_put_in(italian: str, english: str, wanted: str, expected: str) -> None:
    """Each number goes where that of the remembered sentence stood, written as English does."""
    assert repaired(italian, english, wanted) == expected


@pytest.mark.parametrize(
    ("italian", "english", "wanted"),
    [
        pytest.param("Sono 3 mesi.", "It is three months.", "Sono 4 mesi.", id="spelled out"),
        pytest.param("Da 5 a 5.", "From 5 to 5.", "Da 5 a 6.", id="the same number twice"),
        pytest.param("Sono 5 di noi.", "5 of us, 5!", "Sono 6 di noi.", id="twice in the English"),
        pytest.param("Sono 5 di noi.", "Some of us.", "Sono 6 di noi.", id="not in the English"),
        pytest.param("Il 3 maggio.", "On May 3rd.", "Il 22 maggio.", id="an English ordinal"),
        pytest.param("Gli anni 1980.", "The 1980s.", "Gli anni 1990.", id="a decade"),
        pytest.param("Il G7 decide.", "The G7 decides.", "Il G20 decide.", id="part of a name"),
        pytest.param(
            "Alle 14.30.", "At 2:30 p.m.", "Alle 9.05.", id="a clock of twelve hours"
        ),
        pytest.param("Alle 9.30.", "At 9:30 a.m.", "Alle 15.05.", id="in the morning"),
        pytest.param(
            "Alle 9.30.", "At 9:30.", "Alle 1.234.", id="no longer a time of day"
        ),
        pytest.param("Sono 3 mila.", "They are 3,000.", "Sono 4 mila.", id="multiplied"),
    ],
)  # fmt: skip
def test_what_is_unclear_is_left_alone(italian: str, english: str, wanted: str) -> None:
    """A wrong number is worse than no hint."""
    assert repaired(italian, english, wanted) is None
