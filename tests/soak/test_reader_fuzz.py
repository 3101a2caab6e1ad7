"""Readers under mutated files of every format, for ten minutes."""

from pathlib import Path

import pytest

from benchmarks.reader_fuzz import files, fuzz
from pipeline.readers import SUFFIXES

pytestmark = pytest.mark.soak


def test_nothing_but_our_own_errors_comes_out(tmp_path: Path) -> None:
    """Whatever the bytes are, within bounded time."""
    # Some formats have several suffixes.
    assert len(files()) >= len(SUFFIXES) // 2
    figures = fuzz(10.0, seed=20261124, faults=tmp_path)

    assert figures["failed"] == []
    assert figures["files"] > 1_000
