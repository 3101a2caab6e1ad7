"""How a block remembers the cues that its words come from."""

import pytest

from pipeline.article import Block, FrozenMapping
from pipeline.cues import Cue, cues_of, timestamp, written_cues


def block(cues: str, text: str = "Il fiume scende.") -> Block:
    """Return a block with this attribute."""
    return Block("cue", text, attributes=FrozenMapping({"cues": cues}))


def test_cues_come_back_as_they_were_written() -> None:
    """Places, times and settings."""
    cues = (Cue(0, 0, 1500), Cue(9, 1500, 3_600_000, "line:0 align:start"))
    assert written_cues(cues) == "0@0-1500; 9@1500-3600000 line:0 align:start"
    assert cues_of(block(written_cues(cues))) == cues


@pytest.mark.parametrize(
    "value",
    ["", "niente", "0@1-2;3@4-5", "1@0-1", "0@0-1; 0@1-2", "0@0-1; 99@1-2", "0@5-1", "0@0-1; x"],
)
def test_what_makes_no_sense_is_no_cue(value: str) -> None:
    """A record that somebody changed does no harm."""
    assert cues_of(block(value)) == ()


def test_a_time_is_written_as_each_format_has_it() -> None:
    """A point for WebVTT, a comma for SubRip."""
    assert timestamp(3_723_045) == "01:02:03.045"
    assert timestamp(45, ",") == "00:00:00,045"
