"""Numbers with units: found, put into English number marks, recognised in a translation."""

import re

import pytest

from pipeline.quantities import QUANTITY, english_quantity, rendering_pattern


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("16 GB di memoria e 128GB di disco", ["16 GB", "128GB"]),
        ("a 5,2 km, a 3.000 rpm", ["5,2 km", "3.000 rpm"]),
        ("da 10-20 km a 20 × 30 cm", ["10-20 km", "20 × 30 cm"]),
        ("tra -5 °C e 20°C", ["-5 °C", "20°C"]),
        ("15 m/s², 50 µg/m³, 180 km/h.", ["15 m/s²", "50 µg/m³", "180 km/h"]),
        ("12 000 km, non 2026 300 km", ["12 000 km", "300 km"]),
        ("un campo di 3 ha di terra, o 4 ha.", ["3 ha", "4 ha"]),
        ("uno su 10 ha detto no, il 3 ha vinto", []),
        ("5 l'ora, 3 m'hanno, 5 t-shirt, 5 metri, 30° posto", []),
        ("il 10% di 30 euro alle 9.30, 3/4 l, E45 m", []),
    ],
)
def test_units_are_told_from_italian_words(text: str, quantities: list[str]) -> None:
    """A symbol directly behind digits is a unit, the beginning of a word is none."""
    assert re.findall(QUANTITY, text) == quantities


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("16 GB", "16 GB"),
        ("5,2 km", "5.2 km"),
        ("3.000 rpm", "3,000 rpm"),
        ("1.234,5 km", "1,234.5 km"),
        ("1,500 GHz", "1.500 GHz"),
        ("1.000.000 t", "1,000,000 t"),
        ("2.4 GHz", "2.4 GHz"),
        ("0.500 kg", "0.500 kg"),
        ("12 000 km", "12 000 km"),
        ("1,5-2,5 m", "1.5-2.5 m"),
    ],
)
def test_number_marks_become_english(italian: str, english: str) -> None:
    """Decimal comma and thousands point are exchanged, everything else is kept."""
    assert english_quantity(italian) == english


@pytest.mark.parametrize(
    ("quantity", "translation"),
    [
        ("10 km", "the last 10 kilometers"),
        ("10 km", "a 10-km run"),
        ("250 kg", "250 kilos of it"),
        ("42,5 °C", "reached 42.5°C in town"),
        ("3.000 rpm", "at 3000 rpm"),
        ("370 km²", "an area of 370 km2"),
    ],
)
def test_the_same_quantity_in_other_words_is_recognised(quantity: str, translation: str) -> None:
    """A model may spell a unit out or drop a space."""
    assert len(re.findall(rendering_pattern(quantity), translation)) == 1


@pytest.mark.parametrize(
    ("quantity", "translation"),
    [
        ("10 km", "110 km"),
        ("10 km", "10 km/h"),
        ("10 km", "2.10 km"),
        ("10 km", "10 miles"),
        ("300 ml", "300 minutes"),
        ("5 m", "5 m²"),
        ("1,5 km", "15 km"),
    ],
)
def test_another_quantity_is_not_taken_for_it(quantity: str, translation: str) -> None:
    """Neither another value nor another unit counts."""
    assert not re.search(rendering_pattern(quantity), translation)
