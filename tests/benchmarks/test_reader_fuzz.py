"""The fuzzer of the readers finds what it looks for."""

from pathlib import Path

import pytest

from benchmarks import reader_fuzz


def test_a_reader_that_crashes_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is kept; and what is refused is counted."""

    def crash(_raw: bytes, name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(reader_fuzz, "read", crash)
    figures = reader_fuzz.fuzz(0.002, seed=1, faults=tmp_path)

    assert all("KeyError" in failure for failure in figures["failed"])
    assert len(list(tmp_path.iterdir())) == len(figures["failed"]) == figures["files"] > 0


def test_every_format_is_begun_with() -> None:
    """There is a file for each reader."""
    found = reader_fuzz.files()
    assert {".txt", ".md", ".html", ".docx", ".odt", ".epub", ".pdf", ".srt", ".vtt"} <= set(found)
    assert found.keys() & {".rss", ".atom"}
