"""All checks together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import Flag, find_doubts

ITALIAN = "Il 12 marzo Anna Bianchi ha aperto a Roma una scuola con 38 bambini."
ENGLISH = "On March 12, Anna Bianchi opened a school with 38 children in Rome."


def test_a_good_translation_gives_no_doubt() -> None:
    """Nothing to say of a translation that is right and likely."""
    assert find_doubts(ITALIAN, ENGLISH, -0.4) == frozenset()


@pytest.mark.parametrize(
    ("english", "flag"),
    [
        (ENGLISH.replace("38", "83"), Flag.NUMBER),
        (ENGLISH.replace("Rome", "Paris"), Flag.NAME),
        (ENGLISH[:30], Flag.LENGTH),
        (ENGLISH + " In Rome in Rome in Rome.", Flag.REPETITION),
        (ITALIAN, Flag.COPIED),
        ("Il governo della scuola che piove sulle case.", Flag.NOT_ENGLISH),
        ("", Flag.UNTRANSLATED),
        ("38...", Flag.UNTRANSLATED),
    ],
)
def test_each_fault_gives_its_flag(english: str, flag: Flag) -> None:
    """Every check is asked."""
    assert flag in find_doubts(ITALIAN, english)


def test_a_low_score_is_a_doubt_only_where_there_is_one() -> None:
    """The model's own doubt counts; without a model there is none."""
    assert find_doubts(ITALIAN, ENGLISH, -0.9) == {Flag.LOW_SCORE}
    assert find_doubts(ITALIAN, ENGLISH, None) == frozenset()


def test_a_sentence_without_letters_may_stay_so() -> None:
    """A score, a date or a row of stars needs no letter in English."""
    assert find_doubts("* * *", "* * *") == frozenset()


@given(st.text(), st.text())
def test_no_text_breaks_the_checks(italian: str, english: str) -> None:
    """Whatever stands in a sentence, the checks come to an end."""
    assert find_doubts(italian, english, -0.1) <= set(Flag)


@given(st.from_regex(r"[0-9 .,:/'-]{0,30}(ore|alle|anni|mila|mld)?[0-9]{0,4}", fullmatch=True))
def test_no_number_breaks_the_checks(text: str) -> None:
    """Whatever digits and signs do, the same text on both sides is no error."""
    find_doubts("Erano " + text + " casi.", "They were " + text + " cases.")
