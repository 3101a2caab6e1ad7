"""The syntax of SubRip and WebVTT, as the standard has it and as files are found."""

import pytest

from pipeline.errors import TooLongBlockError
from pipeline.readers.subtitle_files import MAX_CUE_CHARACTERS, RawCue, parse_cues, unrolled


def parsed(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return times and lines of the cues in a text."""
    return [(cue.start, cue.end, cue.lines) for cue in parse_cues(text, "x")]


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("00:00:01,000 --> 00:00:02,500", 1000, 2500),
        ("00:00:01.000 --> 00:00:02.500", 1000, 2500),
        ("01:01.000 --> 01:02.500", 61_000, 62_500),
        ("0:0:1,5 -> 0:0:2,25", 1500, 2250),
        ("00:00:01 --> 00:00:02", 1000, 2000),
        ("00:00:01:000-->00:00:02:500", 1000, 2500),
        ("00: 00: 01,000 –> 00: 00: 02,500", 1000, 2500),
        ("  100:00:01,000 --> 100:00:02,500 X1:40 X2:600 Y1:20 Y2:50", 360_001_000, 360_002_500),
        ("00:00:03,000 --> 00:00:02,500", 3000, 3000),
    ],
)
def test_times_are_read_however_they_are_written(times: str, start: int, end: int) -> None:
    """Comma or point, hours or none, positions behind; what ends before it starts lasts no time."""
    assert parsed(f"1\n{times}\nCiao.\n") == [(start, end, ("Ciao.",))]


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:01,0 --> 00:02,0\nUno\n\n2\n00:03,0 --> 00:04,0\nDue\n",
        "00:01,0 --> 00:02,0\nUno\n\n00:03,0 --> 00:04,0\nDue",
        "1\n00:01,0 --> 00:02,0\nUno\n2\n00:03,0 --> 00:04,0\nDue\n\n\n",
        "7\n00:03,0 --> 00:04,0\nDue\n\n3\n00:01,0 --> 00:02,0\n\nUno\n \n",
        "appunto\n\n1\n00:01,0 --> 00:02,0\n Uno \n\n#2\n00:03,0 --> 00:04,0\nDue\n",
    ],
    ids=["whole", "no numbers", "no blank line", "no order", "text before"],
)
def test_a_subrip_file_may_be_untidy(text: str) -> None:
    """Numbers, blank lines and order do not matter."""
    assert parsed(text) == [(1000, 2000, ("Uno",)), (3000, 4000, ("Due",))]


def test_a_number_is_a_cues_own_words_unless_a_line_of_times_follows_it() -> None:
    """A year at the end of a cue is none of the file's numbers."""
    text = "00:01,0 --> 00:02,0\nnel\n2026\n\n00:03,0 --> 00:04,0\n1861\n00:05,0 --> 00:06,0\n99"
    assert [lines for _, _, lines in parsed(text)] == [("nel", "2026"), ("1861",), ("99",)]


def test_blank_lines_inside_a_subrip_cue_lose_no_words() -> None:
    """All up to the next number belongs to it."""
    text = "1\n00:01,0 --> 00:02,0\nUno\n\ndue\n\n2\n00:03,0 --> 00:04,0\n\n3\n00:05,0 --> 00:06,0"
    assert [lines for _, _, lines in parsed(text)] == [("Uno", "due"), (), ()]


def test_in_webvtt_only_cues_are_read() -> None:
    """Header, notes, styles, regions and the names of cues are no words."""
    text = (
        "WEBVTT - titolo\nKind: captions\n\nSTYLE\n::cue {}\n\nREGION\nid:basso\n\n"
        "NOTE\nuna nota\n\nnome\n00:01.000 --> 00:02.000 line:0 region:basso align:end\nUno\ndue\n"
        "\nNOTE dopo\n\nfuori da tutto\n"
    )
    assert parse_cues(text, "x") == [RawCue(1000, 2000, ("Uno", "due"), "line:0 align:end")]


def test_a_position_on_top_becomes_a_setting() -> None:
    r"""What `{\an8}` says in SubRip, `line:0` says in WebVTT."""
    text = "1\n00:01,0 --> 00:02,0\n{\\an8}Uno\n"
    assert [cue.settings for cue in parse_cues(text, "x")] == ["line:0"]


def test_lines_that_a_rolling_file_repeats_are_read_once() -> None:
    """Automatic captions show each line twice, with a cue of no new words in between."""
    cues = [
        RawCue(0, 2000, ("buongiorno",)),
        RawCue(2000, 2010, ("buongiorno",)),
        RawCue(2010, 4000, ("buongiorno", "a<00:00:03.000><c> tutti</c>")),
        RawCue(4000, 4010, ("a tutti",)),
        RawCue(4010, 6000, ("a tutti", "parliamo di fiumi")),
    ]
    assert [(cue.start, cue.end, " ".join(cue.lines)) for cue in unrolled(cues)] == [
        (0, 2010, "buongiorno"),
        (2010, 4010, "a<00:00:03.000><c> tutti</c>"),
        (4010, 6000, "parliamo di fiumi"),
    ]


def test_words_that_are_really_said_twice_are_kept() -> None:
    """A repetition now and then is no rolling file, nor is one after a pause."""
    once = [RawCue(0, 9, ("No!",)), RawCue(9, 19, ("No!",)), *(RawCue(99, 100, ("Sì.",)),) * 1]
    several = [*once, *(RawCue(n * 1000, n * 1000 + 9, (f"Frase {n}.",)) for n in range(1, 9))]
    assert unrolled(several) == several
    after_pauses = [RawCue(n * 1000, n * 1000 + 500, ("No!",)) for n in range(9)]
    assert unrolled(after_pauses) == after_pauses


def test_a_cue_without_end_is_refused() -> None:
    """Nobody shows a novel on a screen."""
    text = f"00:01,0 --> 00:02,0\n{'a' * (MAX_CUE_CHARACTERS + 1)}"
    with pytest.raises(TooLongBlockError, match=r"paragraph 1 of x\.srt has 20,001 characters"):
        parse_cues(text, "x.srt")
