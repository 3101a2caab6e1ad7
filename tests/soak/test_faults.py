"""Bad articles, kills and a second run beside the first: nothing is lost, all is named."""

import sys
from pathlib import Path

import pytest

from benchmarks.faults import run_campaigns

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: its kinds of files"),
]


def test_three_hundred_articles_survive_twenty_kills(tmp_path: Path) -> None:
    """Each good one is as in an undisturbed run, each bad one named, no file half-written."""
    figures = run_campaigns(tmp_path, good=270, bad_of_each=2, campaigns=4)

    assert figures["kills"] >= 20
    assert figures["runs_at_once"] >= 4
    assert figures["bad"] == 30
    assert max(figures["complete_at_kills"]) > min(figures["complete_at_kills"])
    for fault in ("half_files", "redone", "different", "unnamed", "wrong_status"):
        assert figures[fault] == [], fault
