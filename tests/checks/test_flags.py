"""The list of codes and their order of gravity."""

from itertools import pairwise

import pytest

from pipeline.checks import REASONS, Flag, severity

GRAVEST_FIRST = [
    *(Flag.UNTRANSLATED, Flag.REPETITION, Flag.COPIED, Flag.LENGTH, Flag.NUMBER, Flag.NAME),
    *(Flag.LOW_SCORE, Flag.SPLIT),
]


def test_every_flag_has_a_reason() -> None:
    """A reader never sees a bare code."""
    assert set(REASONS) == set(Flag)
    assert len(set(REASONS.values())) == len(Flag)


@pytest.mark.parametrize(("graver", "lighter"), [*pairwise(GRAVEST_FIRST)])
def test_severity_orders_flags(graver: Flag, lighter: Flag) -> None:
    """Of two translations with one doubt each, the graver doubt is worse."""
    assert severity([graver]) > severity([lighter]) > severity([])


def test_more_doubts_are_worse() -> None:
    """A further doubt never makes a translation better, and the same one twice counts once."""
    assert severity([Flag.NAME, Flag.LOW_SCORE]) > severity([Flag.NAME])
    assert severity([Flag.NAME, Flag.NAME]) == severity([Flag.NAME])


def test_a_loop_outweighs_wrong_details() -> None:
    """A text that repeats itself is worse than one with a wrong number, name and low score."""
    details = [Flag.NUMBER, Flag.NAME, Flag.LOW_SCORE]

    assert severity([Flag.REPETITION]) > severity(details)
