"""What a run shows on a terminal."""

import os
import sys
from pathlib import Path

import pytest

from tests.tiny_packages import make_package

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with pseudo-terminals")
def test_a_terminal_sees_a_bar_and_the_results_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar goes away; a line for each article and the summary remain, in plain words."""
    import pty  # noqa: PLC0415 - not there on Windows

    model = make_package(tmp_path / "tiny")
    (tmp_path / "a.txt").write_text("Il cane corre nel prato. La gatta dorme.", encoding="utf-8")
    arguments = ["run", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", model]
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    seen = bytearray()

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 4096)
        seen.extend(data)
        return b"."  # nothing of it goes on to the test's own output

    status = pty.spawn(command, read)
    shown = seen.decode("utf-8", "replace")

    assert status == 0
    assert "articles" in shown
    assert "translated: a.txt (new)\r\n" in shown
    assert "1 translated; 8 words in" in shown
    assert shown.rstrip().endswith("index.html")
