"""A run that is killed at any moment loses nothing and leaves nothing half-written."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tiny_packages import make_package

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = 60
KILLS = 20

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(os.name == "nt", reason="only on systems with SIGKILL"),
]

_WITH_TIMES = {"run.json", "run.jsonl", "index.jsonl"}


def start(folder: Path, out: Path, model: Path) -> subprocess.Popen[bytes]:
    """Begin a run in a process of its own."""
    command = [sys.executable, "-m", "pipeline", "run", folder, "--out", out, "--model", model]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*map(str, command), "--quiet"], env=environment)


def files(out: Path) -> dict[str, bytes]:
    """Return all files but those that hold times and those of interrupted writes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name not in _WITH_TIMES and path.suffix != ".tmp"
    }


def test_a_killed_run_is_finished_by_the_next_one(tmp_path: Path) -> None:
    """Killed twenty times, then let run: the same bytes as an undisturbed run, no false edit."""
    model = make_package(tmp_path / "model")
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(ARTICLES):
        lines = (f"Il cane numero {number} corre nel prato, riga {n}." for n in range(12))
        (articles / f"{number:03}.txt").write_text(" ".join(lines), encoding="utf-8")
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    began = time.monotonic()
    assert start(articles, undisturbed, model).wait() == 0
    usual = time.monotonic() - began
    moments = random.Random(20261124)  # noqa: S311 - any moments will do

    for _ in range(KILLS):
        process = start(articles, killed, model)
        time.sleep(moments.uniform(0.1, 1.0) * usual)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in killed.rglob("*.html"):
            assert path.read_bytes().rstrip().endswith(b"</html>")
    assert start(articles, killed, model).wait() == 0

    assert files(killed) == files(undisturbed)
    assert not list(killed.rglob("*.new.tsv"))
