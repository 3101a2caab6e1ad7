"""Quotation marks: real ones where the Italian has them, and nothing else changed."""

import pytest

from pipeline.quotation_marks import with_real_quotation_marks


@pytest.mark.parametrize(
    ("italian", "english", "expected"),
    [
        ("Disse «sì».", 'He said "yes."', "He said “yes.”"),
        ("«Sì», disse, «ma no».", '"Yes," he said, "but no."', "“Yes,” he said, “but no.”"),
        ("Il “pane” (e «altro»).", 'The “bread” ("other").', "The “bread” (“other”)."),
        ("Il «pane fresco».", 'The " fresh bread."', "The “fresh bread.”"),
        ("Il «pane fresco» costa.", "The “ fresh bread” is dear.", "The “fresh bread” is dear."),
        ('Disse "sì".', 'He said "yes."', 'He said "yes."'),
        ("Uno schermo da «24».", 'A 24" screen.', 'A 24" screen.'),
        ("«Sì»", "Yes", "Yes"),
    ],
)
def test_marks(italian: str, english: str, expected: str) -> None:
    """Pairs become real; what is no pair, or stands in straight marks in the Italian, stays."""
    assert with_real_quotation_marks(italian, english) == expected
