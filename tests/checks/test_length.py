"""The length of the English against that of the Italian."""

import pytest

from pipeline.checks.length import length_out_of_range


@pytest.mark.parametrize(
    ("source", "target", "doubted"),
    [
        (200, 186, False),
        (200, 100, True),
        (200, 300, True),
        (120, 75, False),
        (120, 55, True),
        (20, 35, False),
        (20, 7, True),
        (6, 15, False),
        (6, 40, True),
    ],
)
def test_range_depends_on_the_length(source: int, target: int, doubted: bool) -> None:  # noqa: FBT001
    """The shorter the Italian, the more the lengths may differ."""
    assert length_out_of_range("x" * source, "y" * target) is doubted


def test_white_space_does_not_count() -> None:
    """Blanks around a sentence change nothing, and nothing needs no translation."""
    assert not length_out_of_range("  sì  ", "yes")
    assert not length_out_of_range(" ", "")
    assert length_out_of_range(" ", "something")
