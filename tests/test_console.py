"""What a run shows on a terminal."""

import os
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console as Terminal

from pipeline.console import Console, Signals
from pipeline.progress_bar import ProgressBar
from pipeline.report import ArticleResult
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


def result(source: str, **details: Any) -> ArticleResult:  # noqa: ANN401
    """Return an article's result."""
    return ArticleResult(source, source, **{"status": "translated", "reason": "new"} | details)


@pytest.mark.parametrize(
    ("verbose", "line"),
    [
        (False, "translated: a.txt (new)"),
        (True, "translated: a.txt (new): 4 sentences, 60 words, 2.00 s, 30 words/s, number 3"),
    ],
)
def test_verbose_says_what_each_article_took(
    capsys: pytest.CaptureFixture[str], line: str, *, verbose: bool
) -> None:
    """And what is doubtful in it."""
    with Console(Signals(), quiet=False, as_json=False, verbose=verbose) as console:
        console.finished(result("a.txt", sentences=4, words=60, seconds=2, flags=(("number", 3),)))

    assert capsys.readouterr().err == f"{line}\n"


def test_the_bar_says_how_fast_how_long_and_what() -> None:
    """Of several articles in hand the one that was begun first is shown."""
    output, now = StringIO(), [100.0]
    terminal = Terminal(file=output, force_terminal=True, width=100, color_system=None)
    bar = ProgressBar(terminal, lambda: now[0])
    bar.planned(4)
    for source in ("primo.txt", "[secondo].txt", "terzo.txt"):
        bar.begin(20, source, 300)
    now[0] = 102.0
    bar.advance(20)
    bar.finish("primo.txt")
    bar.stop()

    shown = output.getvalue()
    assert "articles 1/4" in shown
    assert "150 words/s, 0:00:06 left [secondo].txt" in shown
