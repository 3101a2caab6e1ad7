"""Spellings of one name."""

import pytest

from pipeline.checks.spelling import alike, first_letter


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("slovacchia", "slovakia", True),
        ("lituania", "lithuania", True),
        ("perseo", "perseus", True),
        ("filippo", "philip", True),
        ("maroochydore", "moroochydore", True),
        ("iran", "iraq", False),
        ("costello", "custodigo", False),
        ("boston", "washington", False),
        ("ue", "us", False),
        ("ue", "ue", True),
    ],
)
def test_alike(first: str, second: str, *, expected: bool) -> None:
    """Spellings of one name are alike, other names are not."""
    assert alike(first, second) is expected
    assert alike(second, first) is expected


def test_first_letters_that_stand_for_each_other_are_one() -> None:
    """Names are sought among those that can begin alike."""
    assert first_letter("khartoum") == first_letter("cartum")
    assert first_letter("philip") == first_letter("filippo")
    assert first_letter("") == ""
