"""Quotation marks and apostrophes: real ones where the Italian has them, and nothing else."""

import pytest

from pipeline.quotation_marks import with_real_marks


@pytest.mark.parametrize(
    ("italian", "english", "expected"),
    [
        ("Disse «sì».", 'He said "yes."', "He said “yes.”"),
        ("«Sì», disse, «ma no».", '"Yes," he said, "but no."', "“Yes,” he said, “but no.”"),
        ("Il “pane” (e «altro»).", 'The “bread” ("other").', "The “bread” (“other”)."),
        ("Il «pane fresco».", 'The " fresh bread."', "The “fresh bread.”"),
        ("Il «pane fresco» costa.", "The “ fresh bread” is dear.", "The “fresh bread” is dear."),
        ("Una “partnership”, si dice.", 'A partnership", they say.', "A partnership”, they say."),
        ("Gli «anni 90».", 'The "1990."', "The “1990.”"),
        ('Disse "sì".', 'He said "yes."', 'He said "yes."'),
        ("Uno schermo da «24».", 'A 24" screen.', 'A 24" screen.'),
        ("«Sì»", "Yes", "Yes"),
        ("L’azienda di Marco.", "Marco's company isn't.", "Marco’s company isn’t."),
        ("Gli amici dell’Italia.", "The friends' home.", "The friends’ home."),
        ("L'azienda di Marco.", "Marco's company.", "Marco's company."),
        ("Un’ora, 5' di pausa.", "An hour, 5' of rest.", "An hour, 5' of rest."),
    ],
)
def test_marks(italian: str, english: str, expected: str) -> None:
    """What cannot be told, or is straight in the Italian as well, stays."""
    assert with_real_marks(italian, english) == expected
