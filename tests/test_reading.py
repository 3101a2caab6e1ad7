"""Reading in bounded time: small files here, large ones in a process that can be ended."""

import os
import signal
import sys
from typing import Any

import pytest

from pipeline import reading
from pipeline.article import Article
from pipeline.errors import (
    EmptySourceError,
    TooManyBlocksError,
    TooMuchMemoryError,
    TooSlowSourceError,
)
from pipeline.limits import MAX_BLOCKS
from pipeline.readers import read
from pipeline.reading import ReadingStoppedError, SourceReader

TEXT = b"# Il titolo\n\nIl *cane* corre nel prato.\n"
BRACKETS = b"[" * 2_000_000
"""Markdown that keeps the parser busy for ten minutes."""


def read_source(raw: bytes, name: str, **wishes: Any) -> Article:  # noqa: ANN401
    """Read one file and nothing else."""
    with SourceReader() as reader:
        return reader.read(raw, name, **wishes)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file read in a process of its own."""
    monkeypatch.setattr(reading, "WATCHED_FROM", 0)


def test_a_small_file_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for it."""
    monkeypatch.setattr(reading, "multiprocessing", None)
    assert read_source(TEXT, "a.md") == read(TEXT, "a.md")


@pytest.mark.usefixtures("watched")
def test_a_large_file_gives_the_same_article() -> None:
    """Blocks, spans and metadata come back from the process as they were."""
    text = b"---\ntitle: Prova\nauthor: nessuno\n---\n1. uno\n   - [due](https://a.example)\n"
    assert read_source(text, "a.md") == read(text, "a.md")


@pytest.mark.usefixtures("watched")
def test_one_process_reads_all_large_files() -> None:
    """To start it takes longer than most files; one that had to be ended is replaced."""
    with SourceReader() as reader:
        reader.read(TEXT, "a.md")
        first = reader._helper  # noqa: SLF001
        with pytest.raises(EmptySourceError):
            reader.read(b" ", "b.txt")
        assert reader._helper is first  # noqa: SLF001
        with pytest.raises(TooSlowSourceError):
            reader.read(BRACKETS, "c.md", seconds=0.5)
        assert reader._helper is None  # noqa: SLF001
        assert reader.read(TEXT, "a.md") == read(TEXT, "a.md")


@pytest.mark.usefixtures("watched")
def test_a_readers_error_comes_back() -> None:
    """With the class and the message that it has for a small file."""
    with pytest.raises(EmptySourceError, match=r"a\.txt holds no text"):
        read_source(b" ", "a.txt")


def test_too_many_blocks_are_refused_before_they_travel() -> None:
    """The process looks at the limits itself."""
    with pytest.raises(TooManyBlocksError):
        read_source(b"Il cane.\n\n" * (MAX_BLOCKS + 1), "a.txt")


def test_what_takes_too_long_is_ended() -> None:
    """The message says how long was waited."""
    with pytest.raises(TooSlowSourceError, match=r"a\.md was not understood within 1 seconds"):
        read_source(BRACKETS, "a.md", seconds=1)


def test_whoever_wants_to_stop_does_not_wait() -> None:
    """That is no fault of the file."""
    with pytest.raises(ReadingStoppedError):
        read_source(BRACKETS, "a.md", must_stop=lambda: True)


@pytest.mark.usefixtures("watched")
def test_a_process_that_dies_takes_the_file_alone_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where the system kills what takes too much memory."""
    monkeypatch.setattr(reading, "_serve", _die)
    with pytest.raises(TooMuchMemoryError, match=r"a\.txt .* ended with status -?\d+"):
        read_source(TEXT, "a.txt")


def _die(*_arguments: Any) -> None:  # noqa: ANN401
    os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: others have no such limit")
@pytest.mark.usefixtures("watched")
def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is refused what is beyond, and says so."""
    monkeypatch.setattr(reading, "_serve", _hoard)
    with pytest.raises(TooMuchMemoryError, match="more than 4,000,000,000 bytes"):
        read_source(TEXT, "a.txt")


def _hoard(files: Any, answers: Any) -> None:  # noqa: ANN401
    vars(reading)["read"] = _read_with_hoarding
    reading._serve(files, answers)  # noqa: SLF001 - with a reader that wants too much


def _read_with_hoarding(raw: bytes, name: str) -> Article:
    return read(bytes(reading.MAX_READING_MEMORY) + raw, name)
