"""What documents write in a form of their own: numbers of items, dates, names of styles."""

import pytest

from pipeline.article import BlockKind
from pipeline.readers.archive_kinds import suffix_of
from pipeline.readers.document_dates import day_of
from pipeline.readers.numerals import WRITTEN, letters, roman
from pipeline.readers.style_names import is_contents, kind_of, marks_of
from tests.readers.office_files import archive, docx, epub, odt


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "a"), (26, "z"), (27, "aa"), (104, "zzzz"), (105, "105"), (0, "0"), (10**9, "1000000000")],
)
def test_letters_are_repeated_behind_z(number: int, text: str) -> None:
    """As Word and LibreOffice do, but never without end."""
    assert letters(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "i"), (4, "iv"), (1994, "mcmxciv"), (3999, "mmmcmxcix"), (4000, "4000"), (0, "0")],
)
def test_roman_numerals_end_where_the_romans_did(number: int, text: str) -> None:
    """Beyond, digits are shorter."""
    assert roman(number) == text


def test_large_letters_are_the_small_ones() -> None:
    """How 1 is written names the form."""
    assert {form: write(2) for form, write in WRITTEN.items()} == {
        "a": "b",
        "A": "B",
        "i": "ii",
        "I": "II",
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-10-05", "2024-10-05"),
        (" 2024-10-05T23:59:59+02:00 ", "2024-10-05"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("2024-02-31", ""),
        ("5 ottobre 2024", ""),
        ("0000-01-01", ""),
        ("", ""),
    ],
)
def test_a_date_is_the_day_of_a_moment(text: str, day: str) -> None:
    """Or less, where less is known; what is no date is left out."""
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("heading 1", ("heading", 1)),
        ("Heading_2", ("heading", 2)),
        ("TITOLO 3", ("heading", 3)),
        ("Titolo", ("title", 1)),
        ("Illustration", ("caption", 1)),
        ("Block Text", ("quote", 1)),
        ("Corpo del testo", None),
        ("Titolo tabella", None),
    ],
)
def test_names_of_styles_are_known_in_both_languages(
    name: str, kind: tuple[BlockKind, int] | None
) -> None:
    """Whatever their case."""
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "found"),
    [("toc 1", True), ("Sommario 2", True), ("Sommario", False), ("Titolo sommario", True)],
)
def test_lines_of_the_contents_have_styles_of_their_own(name: str, *, found: bool) -> None:
    """In a newspaper, the style Sommario alone is that of a summary."""
    assert is_contents(name) is found


def test_character_styles_have_marks() -> None:
    """Emphasis, bold, code."""
    names = ("Enfasi (corsivo)", "Strong  Emphasis", "Source Text", "Altro")
    assert [marks_of(name).index(True) if any(marks_of(name)) else -1 for name in names] == [
        0,
        1,
        2,
        -1,
    ]


@pytest.mark.parametrize(
    ("raw", "suffix"),
    [
        (docx(""), ".docx"),
        (odt(""), ".odt"),
        (epub(""), ".epub"),
        (archive({"a.txt": "Testo."}), ""),
        (b"Testo.", ""),
    ],
)
def test_an_archive_is_known_by_what_is_in_it(raw: bytes, suffix: str) -> None:
    """Whatever its file is called."""
    assert suffix_of(raw) == suffix
