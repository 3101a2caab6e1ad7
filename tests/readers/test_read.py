"""The one function that reads any source, and what it refuses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import (
    BinarySourceError,
    DamagedSourceError,
    EmptySourceError,
    SourceError,
    UnknownFormatError,
    UnreadableSourceError,
)
from pipeline.readers import SUFFIXES, read

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").iterdir())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_article_that_ships_is_read(path: Path) -> None:
    """From its path, with the path as source."""
    article = read(path)
    assert article.source == str(path)
    assert article.language == "it"
    assert len(article.blocks) > 5


TEXTS = (".txt", ".text", ".md", ".markdown", ".mdown")


@pytest.mark.parametrize("suffix", [*TEXTS, "", ".TXT", ".MD"])
def test_the_suffix_chooses_the_reader(tmp_path: Path, suffix: str) -> None:
    """Only Markdown makes a title of a line with a number sign."""
    path = tmp_path / f"articolo{suffix}"
    path.write_text("# Titolo.\n\nTesto.", encoding="utf-8")
    is_markdown = suffix.lower() in (".md", ".markdown", ".mdown")
    assert (read(path).blocks[0].text == "Titolo.") is is_markdown


@pytest.mark.parametrize("name", ["intervista n. 3", "verbale.2024", "a.b c"])
def test_a_dot_in_a_name_is_no_suffix(tmp_path: Path, name: str) -> None:
    """What no format is called is read as plain text."""
    path = tmp_path / name
    path.write_text("Testo.", encoding="utf-8")
    assert read(path).blocks[0].text == "Testo."


def test_bytes_are_read_under_a_name() -> None:
    """The name is the source and chooses the format; without one they are plain text."""
    article = read(b"# Il pane\n\nTesto.", "rubrica/pane.md")
    assert (article.source, article.title) == ("rubrica/pane.md", "Il pane")
    article = read(b"Testo.")
    assert (article.source, article.title) == ("text", "text")


def test_a_name_stands_for_the_path(tmp_path: Path) -> None:
    """The record holds what the user may show, not where the file was."""
    path = tmp_path / "a.txt"
    path.write_text("Testo.", encoding="utf-8")
    assert read(path, "seeds/pane.txt").source == "seeds/pane.txt"
    assert read(path, "seeds/pane.txt").title == "pane"


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".xlsx", ".py"])
def test_a_format_without_a_reader_is_refused(tmp_path: Path, suffix: str) -> None:
    """The message says which kinds of file are read."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"x")
    with pytest.raises(UnknownFormatError, match=r"kind that cannot be read.*\.txt.*\.md"):
        read(path)


@pytest.mark.parametrize("suffix", ["", ".txt", ".md"])
@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04abc", b"PK\x05\x06", b"\x89PNG\r\n\x1a\n", b"a\x00\x01\x02", b"GIF89a..."]
)
def test_a_binary_file_is_refused_whatever_its_suffix(raw: bytes, suffix: str) -> None:
    """Content beats the name where it is clear."""
    with pytest.raises(BinarySourceError, match="is not a text file"):
        read(raw, f"a{suffix}")


@pytest.mark.parametrize("raw", [b"{\\rtf1 x}", b"\n<?xml version='1'?>"])
def test_markup_under_a_text_suffix_is_refused(raw: bytes) -> None:
    """Its tags would be translated."""
    with pytest.raises(UnknownFormatError):
        read(raw, "a.txt")


FEED = """<?xml version='1.0'?><!-- a --><rss><channel><item><title>Uno</title>
<description>Il pane.</description></item></channel></rss>"""
PAGE = "<html><body><article><h1>Il pane</h1><p>Il pane è in tavola.</p></article></body></html>"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f"<!DOCTYPE html>\n{PAGE}".encode(), "Il pane è in tavola."),
        (f"<!-- saved -->\n{PAGE}".encode(), "Il pane è in tavola."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nBuongiorno.\n", "Buongiorno."),
        (b"1\n00:00:01,000 --> 00:00:02,000\nBuongiorno.\n", "Buongiorno."),
        (FEED.encode(), "Il pane."),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.xml"])
def test_content_that_is_clear_beats_the_name(raw: bytes, text: str, name: str) -> None:
    """A page that was saved as text is read as a page."""
    assert text in [block.text for block in read(raw, name).blocks]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".pdf"])
def test_what_its_name_says_but_is_not_is_damaged(suffix: str) -> None:
    """The message is the one of the format that was expected."""
    for raw in (b"PK\x03\x04abc", b"Testo."):
        with pytest.raises(DamagedSourceError, match=rf"a\{suffix} "):
            read(raw, f"a{suffix}")


def test_an_empty_file_is_refused() -> None:
    """White space is nothing."""
    with pytest.raises(EmptySourceError):
        read(b" \n\t\n")


def test_a_missing_file_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    """The message names the file as the user did."""
    with pytest.raises(UnreadableSourceError, match=r"qui\.txt cannot be read \(.+\)"):
        read(tmp_path / "no.txt", "qui.txt")


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason stands in the message."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("Testo.", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableSourceError, match="Permission denied"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["cartella", "cartella.txt", "cartella.pdf"])
def test_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever it is called."""
    (tmp_path / name).mkdir()
    with pytest.raises(UnreadableSourceError, match="it is a folder"):
        read(tmp_path / name)


def test_a_path_that_no_system_has_is_refused() -> None:
    """A zero character in a path is no crash."""
    with pytest.raises(UnreadableSourceError):
        read("a\x00b.txt")


@given(st.binary(), st.sampled_from([*SUFFIXES, ""]))
def test_any_bytes_are_an_article_or_a_source_error(raw: bytes, suffix: str) -> None:
    """Nothing but the project's own errors comes out."""
    try:
        article = read(raw, f"a{suffix}")
    except SourceError:
        return
    assert article.blocks
    assert article.title
