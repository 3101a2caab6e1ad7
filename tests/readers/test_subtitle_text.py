"""The markup inside a cue."""

import pytest

from pipeline.readers.subtitle_text import cue_text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<i>Piove</i> ancora", "Piove ancora"),
        ('<font color="#ff0000">Piove</font>', "Piove"),
        (r"{\an8}Piove{\i0}", "Piove"),
        ("<c.giallo.grande>Piove</c> e <u>tira</u> vento", "Piove e tira vento"),
        ("Pio<00:00:01.200>ve <00:02.000>ancora", "Piove ancora"),
        ("<lang en>Weather</lang>", "Weather"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢"),
        ("Acqua &amp; sale&nbsp;&lt;3&lrm; &#8364;5", "Acqua & sale\xa0<3 €5"),
        ("temperatura < 0 e > -5", "temperatura < 0 e > -5"),
        ("<3 per tutti", "<3 per tutti"),
        ("B&B; R&D", "B&B; R&D"),
        (r"Prima\Nseconda<br/>terza", "Prima seconda terza"),
        ("[rumore di passi]", "[rumore di passi]"),
        ("♪ la la ♪", "♪ la la ♪"),
        ("&lt;i&gt;", "<i>"),
        ("<i></i>", ""),
    ],
)
def test_what_is_shown_is_kept_and_marks_go(line: str, text: str) -> None:
    """Tags that are known go; what only looks like one stays."""
    assert cue_text([line]).text == text


def test_emphasis_keeps_its_place() -> None:
    """Also where a mark is never closed, and over two lines."""
    said = cue_text(["Un <b>grande", "fiume</b> in <i>piena"])
    marked = [(span.type, said.text[span.start : span.end]) for span in said.spans]
    assert said.text == "Un grande fiume in piena"
    assert marked == [("strong", "grande fiume"), ("emphasis", "piena")]


def test_a_single_voice_is_the_speaker() -> None:
    """Its classes do not count."""
    said = cue_text(["<v.forte.chiaro La guida &amp; co>Entrate,</v>", "prego."])
    assert (said.text, said.speaker) == ("Entrate, prego.", "La guida & co")


def test_several_voices_become_a_dialogue() -> None:
    """As subtitles without voices write it."""
    said = cue_text(["<v Guida>Entrate.", "<v Custode>Piano!"])
    assert (said.text, said.speaker) == ("- Entrate. - Piano!", "")
