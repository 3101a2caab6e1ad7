"""What spreadsheets do is told from what people do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import clean_text
from pipeline.edits.cell_values import BOTH, Notation
from pipeline.edits.damage import Trace, could_have_become, is_damage
from pipeline.edits.undoing import undone
from pipeline.keys import check_code

CERTAIN = [
    ("1.234,50", "1234.5"),
    ("1.234,50", "1234,5"),
    ("1,234", "1234"),
    ("1.234", "1234"),
    ("1,234,567", "1234567"),
    ("9.30", "9.3"),
    ("2.0", "2"),
    (".50", "0.5"),
    ("007", "7"),
    ("00184", "184"),
    ("+5", "5"),
    ("- 7", "-7"),
    ("(300)", "-300"),
    ("+39800123456", "39800123456"),
    ("1234567890123456", "1.23E+15"),
    ("1234567890123456", "1.23457E+15"),
    ("1234567890123456", "1234567890123450"),
    ("00112233445566778899", "1,12233445566779E+017"),
    ("3.14159265358979", "3.141592654"),
    ("1E5", "100000"),
    ("12e3", "1.20E+04"),
    ("6.022E23", "6.022E+023"),
    ("6.022E23", "6,022E+026"),
    ("45%", "0.45"),
    ("58.4 %", "58.4%"),
    ("71.250%", "71.25%"),
    ("71.250%", "71250%"),
    ("$1,234.5", "1234.5"),
    ("$1,234.567", "$1,234.57"),
    ("1,234.5", "1,234.50"),
    ("45%", "45.00%"),
    ("€38.00", "38"),
    ("1 1/2", "1.5"),
    ("1/2", "0.5"),
    ("1/2", "½"),
    ("3/4", "2026-04-03"),
    ("3/4", "03/04/26"),
    ("3/4", "03/04/2026"),
    ("3/4", "04/03/2026"),
    ("3/4", "3-Apr"),
    ("3/4", "04-mar"),
    ("3/4", "46115"),
    ("12.5", "12-mag"),
    ("25/12/2025", "2025-12-25 00:00:00"),
    ("3 April", "3-Apr"),
    ("3-Apr", "2026-04-03"),
    ("May 2024", "May-24"),
    ("Maggio 2024", "mag-24"),
    ("maggio 2024", "01/05/2024"),
    ("July 4, 1976", "07/04/1976"),
    ("25 April 1945", "25/04/1945"),
    ("4th March", "4-Mar"),
    ("9.30", "09:30:00"),
    ("9:30", "09:30:00 AM"),
    ("9:05 PM", "21:05:00"),
    ("9.30 p.m.", "21:30:00"),
    ("7 am", "07:00:00"),
    ("9:30", "0.395833333333333"),
    ("TRUE", "VERO"),
    ("false", "0"),
    ("true", "1"),
    ("=sum", "#NAME?"),
    ("=sum", "#NOME?"),
    ("=1+1", "2"),
    ("= freedom", "Err:508"),
    ("=sum(a1)", "=SUM(A1)"),
    ("-Hello everyone", "#NAME?"),
    ("-Hello everyone", "=-Hello everyone"),
    ("+39-06-1234", "-1201"),
    ("Hello.", "#REF!"),
    ("Hello.", "######"),
    ("Hello.", "'Hello."),
    ("'007", "007"),
    ("It's him.", "It’s him."),
    ("It’s him.", "It's him."),
    ('"Yes," he said.', "“Yes,” he said."),
    ("Wait...", "Wait…"),
    ("a -- b", "a – b"),
    ("a - b", "a – b"),
    ("(c) 2020", "© 2020"),
    ("A café, naïve", "A caf?, na?ve"),
    ("It’s", "Itâ€™s"),
    ('"Yes," he said, "no"', 'Yes," he said, "no'),
    ("x" * 40_000, "x" * 32_767),
]
"""What a cell held and what a program made of it: nobody would write so."""

AS_LIKELY = [
    ("12,5", "12.5"),
    ("1.234", "1,234"),
    ("9.30", "9:30"),
    ("$20", "20"),
    ("3/4/2026", "04/03/2026"),
    ("true", "TRUE"),
    ('"Yes"', "Yes"),
    ('"Yes," he said.', "Yes, he said."),
    ("9:05 PM", "21:05"),
]
"""Changes that a person makes as well as a program."""

EDITS = [
    ("1,234", "1,243"),
    ("1,234", "1235"),
    ("1234", "1,234"),
    ("1.5", "15"),
    ("3.14159", "3.14"),
    ("1,234.56", "1,234.5"),
    ("9.3", "9.30"),
    ("2", "2.0"),
    ("7", "07"),
    ("20", "$20"),
    ("0.45", "45%"),
    ("45%", "45 percent"),
    ("45%", "46%"),
    ("45%", "45"),
    ("007", "008"),
    ("-5", "-6"),
    ("3/4", "2026-05-03"),
    ("3/4", "three quarters"),
    ("3 April", "3 April 2024"),
    ("3 April 2024", "April 3, 2024"),
    ("3/4/2026", "03/04/2025"),
    ("9:30", "9:31:00"),
    ("9:30", "21:30:00"),
    ("9:30", "half past nine"),
    ("true", "FALSE"),
    ("=sum", "the sum"),
    ("-Hello", "Hello"),
    ("it's", "it is"),
    ("It's him.", "It’s her."),
    ("the house", "The house"),
    ("Hello", "hello"),
    ("Hello.", "Hello!"),
    ("Wait..", "Wait…"),
    ("a-b", "a–b"),
    ("naive?", "naïve?"),
    ("Hello, world", "Hello world"),
    ("Hello", ""),
    ("Chapter 1", "Chapter 2"),
]
"""What only a person does."""


@pytest.mark.parametrize(("original", "found"), CERTAIN)
def test_a_conversion_is_damage(original: str, found: str) -> None:
    """What a program made of a cell is known from the pair of texts alone."""
    assert could_have_become(original, found)
    assert is_damage(original, found)


@pytest.mark.parametrize(("original", "found"), AS_LIKELY)
def test_a_doubtful_change_is_damage_only_beside_other_damage(original: str, found: str) -> None:
    """Without a trace of a spreadsheet in the table it is a person's, with one it is not."""
    assert could_have_become(original, found)
    assert not is_damage(original, found)
    assert is_damage(original, found, Trace(BOTH))


def test_a_doubtful_change_must_fit_how_the_table_was_read() -> None:
    """A spreadsheet that reads English numbers leaves "12,5" alone, so a person changed it."""
    assert not is_damage("12,5", "12.5", Trace(frozenset({Notation.ENGLISH})))
    assert is_damage("12,5", "12.5", Trace(frozenset({Notation.ITALIAN})))


@pytest.mark.parametrize(("original", "found"), EDITS)
def test_an_edit_is_no_damage(original: str, found: str) -> None:
    """What a person wrote is kept whatever the table went through."""
    assert not could_have_become(original, found)
    assert not is_damage(original, found, Trace(BOTH))


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_is_refused(original: str, found: str) -> None:
    """Any two texts can be compared; an edit that adds a word is never damage."""
    original, found = clean_text(original), clean_text(found)

    assert could_have_become(original, original)
    assert not is_damage(original, f"{original} indeed {found}", Trace(BOTH))


@pytest.mark.parametrize(
    ("original", "found"),
    [
        ("1.234,50", "1234.5"),
        ("1,234", "1234"),
        ("007", "7"),
        (".50", "0.5"),
        ("1 1/2", "1.5"),
        ("58.4 %", "58.4%"),
        ("45%", "0.45"),
        ("$1,234.5", "1234.5"),
        ("(300)", "-300"),
        ("1E5", "100000"),
        ("3/4", "2026-04-03"),
        ("25/12/25", "25/12/2025"),
        ("May 2024", "01/05/2024"),
        ("March 1", "03/01/2026"),
        ("July 4, 1976", "07/04/1976"),
        ("9.30", "09:30:00"),
        ("9:05 PM", "21:05:00"),
        ("7 am", "07:00:00 AM"),
        ("true", "VERO"),
        ('He said "it\'s here" - now...', "He said “it’s here” – now…"),
        ("It’s café", "Itâ€™s cafÃ©"),
        ('"Yes," he said, "no"', 'Yes," he said, "no'),
    ],
)
def test_a_lost_text_is_found_by_its_check_code(original: str, found: str) -> None:
    """Without the record, the code in the key confirms what the cell held."""
    assert undone(found, check_code(original)) == original


def test_no_text_is_made_up() -> None:
    """An edit has no text that its check code would confirm."""
    assert undone("Quite another sentence.", check_code("The old sentence.")) is None
