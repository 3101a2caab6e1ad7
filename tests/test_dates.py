"""Dates as articles write them."""

import pytest

from pipeline.dates import iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-03", "2025-11-03"),
        (" 2025-11-03T10:00:00+01:00 ", "2025-11-03"),
        ("2025-11-03 10:00", "2025-11-03"),
        ("2025/11/3", "2025-11-03"),
        ("2025-11", "2025-11"),
        ("3 novembre 2025", "2025-11-03"),
        ("Lunedì 3 Novembre 2025, ore 10.30", "2025-11-03"),
        ("sabato 1º marzo 2025", "2025-03-01"),
        ("3 nov. 2025", "2025-11-03"),
        ("12 sett. 2024 - 18:05", "2024-09-12"),
        ("novembre 2025", "2025-11"),
        ("03/11/2025", "2025-11-03"),
        ("3.11.2025, 10:15", "2025-11-03"),
        ("31/12/1999", "1999-12-31"),
    ],
)
def test_what_is_sure(text: str, expected: str) -> None:
    """ISO 8601 and what Italian papers write, the day before the month."""
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "ieri",
        "primavera 2025",
        "11/13/2025",
        "2025-02-30",
        "30 febbraio 2025",
        "03/11/25",
        "dal 3 al 5 novembre 2025",
        "3 novembre 2025 e 4 dicembre 2026",
        "March 3, 2025",
        "0000-01-01",
        "2025-11/03",
    ],
)
def test_what_is_not(text: str) -> None:
    """No month is guessed."""
    assert iso_date(text) == ""
