"""English subtitles with the times of the Italian ones."""

from dataclasses import replace

import pytest

from pipeline.article import Block
from pipeline.exports.subtitles import has_cues, subtitles
from pipeline.exports.units import Unit
from pipeline.readers.subtitles import blocks_of
from pipeline.segment import split_sentences

FILE = r"""1
00:00:01,000 --> 00:00:03,000
<i>Il fiume, quella mattina,</i>

2
00:00:03,100 --> 00:00:05,000
{\an8}uscì dagli argini.

3
00:00:06,000 --> 00:00:08,000
- Le sirene? - Sì,

4
00:00:08,000 --> 00:00:09,500
<v Guida>le ho sentite.
"""
ENGLISH = {
    "Il fiume, quella mattina, uscì dagli argini.": "That morning, the river burst its banks.",
    "- Le sirene?": "- The sirens?",
    "- Sì, le ho sentite.": "- Yes, I heard A < B & C --> D.",
}


def units_of(blocks: tuple[Block, ...]) -> list[Unit]:
    """Return the sentences of blocks with the English above."""
    return [
        Unit(
            block=number,
            sentence=place,
            kind="cue",
            it=sentence.text,
            en=ENGLISH.get(sentence.text, ""),
            origin="mt",
            score=None,
            flags=(),
            key="",
            previous="",
            next="",
        )
        for number, block in enumerate(blocks, start=1)
        for place, sentence in enumerate(split_sentences(block.text), start=1)
    ]


def without_voice() -> tuple[Block, ...]:
    """Return the file's blocks with both last cues in one."""
    return blocks_of(FILE.replace("<v Guida>", ""))


def test_a_subrip_file_has_numbers_commas_and_windows_line_ends() -> None:
    """Times, italics and the place on the screen are those of the Italian."""
    blocks = without_voice()
    assert subtitles(blocks, units_of(blocks), "srt").split("\r\n") == [
        "1",
        "00:00:01,000 --> 00:00:03,000",
        "<i>That morning, the river</i>",
        "",
        "2",
        "00:00:03,100 --> 00:00:05,000",
        r"{\an8}burst its banks.",
        "",
        "3",
        "00:00:06,000 --> 00:00:08,000",
        "- The sirens?",
        "- Yes,",
        "",
        "4",
        "00:00:08,000 --> 00:00:09,500",
        "I heard A < B & C → D.",
        "",
    ]


def test_a_webvtt_file_has_settings_and_escapes() -> None:
    """And a header."""
    blocks = without_voice()
    text = subtitles(blocks, units_of(blocks), "vtt")
    assert text.startswith(
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<i>That morning, the river</i>"
    )
    assert "00:00:03.100 --> 00:00:05.000 line:0\nburst its banks.\n" in text
    assert "I heard A &lt; B &amp; C --&gt; D.\n" in text


def test_a_voice_is_written_where_the_format_knows_it() -> None:
    """WebVTT does, SubRip does not."""
    blocks = blocks_of(FILE)
    units = [replace(unit, en=unit.en or "I heard them.") for unit in units_of(blocks)]
    assert "\n<v Guida>I heard them.\n" in subtitles(blocks, units, "vtt")
    assert "Guida" not in subtitles(blocks, units, "srt")


def test_a_bilingual_file_has_the_italian_above_the_english() -> None:
    """Also where there is no English."""
    blocks = without_voice()
    cues = subtitles(blocks, units_of(blocks)[:1], "vtt", bilingual=True).split("\n\n")[1:]
    assert cues[1].split("\n")[1:] == ["uscì dagli argini.", "burst its banks."]
    assert cues[3].split("\n")[1:] == ["le ho sentite.", ""]


@pytest.mark.parametrize(
    ("english", "times"),
    [
        ("Flood!", ["00:00:01.000 --> 00:00:05.000"]),
        ("", []),
    ],
)
def test_a_cue_without_words_gives_its_time_to_the_one_before(
    english: str, times: list[str]
) -> None:
    """Nothing blank is shown."""
    blocks = without_voice()
    units = [replace(units_of(blocks)[0], en=english)]
    text = subtitles(blocks, units, "vtt")
    assert [line.removesuffix(" line:0") for line in text.split("\n") if "-->" in line] == times


def test_only_blocks_with_times_are_written() -> None:
    """An article without any has no subtitles."""
    block = Block("paragraph", "Il fiume scende.")
    assert not has_cues([block])
    assert has_cues(without_voice())
    assert subtitles([block], [], "vtt") == "WEBVTT\n"


def test_whole_blocks_can_be_written_too() -> None:
    """As units of paragraphs have them."""
    blocks = without_voice()
    unit = replace(
        units_of(blocks)[1],
        sentence=0,
        it=blocks[1].text,
        en="- The sirens? - Yes, I did hear them.",
    )
    assert "- The sirens?\n- Yes,\n" in subtitles(blocks, [unit], "vtt")
