"""The lines of a cue."""

import pytest

from pipeline.exports.cue_lines import LINE_LENGTH, lines_of


@pytest.mark.parametrize(
    "lines",
    [
        ["The river is going down."],
        ["When the river burst its banks,", "nobody had turned on the light yet."],
        ["They knew that they would come back", "because somebody had left a candle."],
        ["- Did you hear the sirens?", "- Yes."],
        ["– Come in.", "– Quietly!"],
        ["Antidisestablishmentarianismantidisestablishmentarianism"],
    ],
)
def test_lines_are_broken_where_a_reader_breathes(lines: list[str]) -> None:
    """Two about equal ones, speeches by themselves."""
    assert lines_of(" ".join(lines)) == lines


def test_two_lines_fit_the_screen_where_two_can() -> None:
    """And where they cannot, both are longer."""
    assert all(len(line) <= LINE_LENGTH for line in lines_of("a word " * 11 + "a, word"))
    assert [len(line) for line in lines_of(" ".join(["words"] * 40))] == [119, 119]
