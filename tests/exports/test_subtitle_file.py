"""Which of several articles a file of subtitles holds."""

from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.exports import srt, vtt
from pipeline.exports.units import ExportOptions
from pipeline.readers.subtitles import blocks_of
from tests.export_documents import document, written

BLOCKS = blocks_of("1\n00:00:01,000 --> 00:00:02,000\nPrego.\n")
FILM = replace(document(("Prego.", "Please.")), blocks=BLOCKS)
PLAIN = document(("Altro.", "Else."), name="altro")


def test_the_one_with_times_is_written() -> None:
    """Other articles of the folder do no harm."""
    assert written(srt.write, PLAIN, FILM) == (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nPlease.\r\n")
    both = written(vtt.write, FILM, options=ExportOptions(bilingual=True))
    assert both == b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nPrego.\nPlease.\n"


def test_no_times_and_several_films_are_refused() -> None:
    """The message says which table to name."""
    with pytest.raises(UsageError, match="no article has the times that subtitles need: name the"):
        written(srt.write, PLAIN)
    with pytest.raises(UsageError, match=r"2 articles are subtitles.*name one table, such as sub/"):
        written(vtt.write, FILM, FILM)
