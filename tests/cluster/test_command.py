"""The command over many machines: a scheduler of its own, and an output folder that is a URL."""

import os
import secrets
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch import run
from pipeline.cli import cli
from pipeline.report import ArticleResult
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

pytest.importorskip("distributed", reason="needs Dask (pip install 'bilingue[cluster]')")
fsspec = pytest.importorskip("fsspec", reason="needs fsspec (pip install 'bilingue[cluster]')")

from pipeline.cluster.connection import Connection  # noqa: E402


@pytest.fixture
def arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lay two articles and name them with a model that translates to gibberish at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articoli").mkdir()
    for name in ("uno.txt", "due.txt"):
        text = "La gatta dorme sul divano. Il cane corre nel prato.\n"
        (tmp_path / "articoli" / name).write_text(text, encoding="utf-8")
    return ["run", "articoli", "--model", str(make_package(tmp_path / "tiny", positions=256))]


def test_a_scheduler_and_a_url(arguments: list[str]) -> None:
    """What lies at the URL is what one process writes into a folder; nothing else is written."""
    url = f"memory://{secrets.token_hex(8)}"
    far = CliRunner().invoke(cli, [*arguments, "--scheduler", "local", "--jobs", "2", "--out", url])
    near = CliRunner().invoke(cli, [*arguments, "--out", "near"])

    assert (far.exit_code, near.exit_code) == (0, 0), far.output
    assert far.stdout.endswith(f"{url}/index.html\n")
    assert sorted(path.name for path in Path().iterdir()) == ["articoli", "near", "tiny"]
    system, root = fsspec.core.url_to_fs(url)
    for name in ("uno.tsv", "due.html", ".bilingue/due.json"):
        assert system.cat_file(f"{root}/{name}") == Path("near", name).read_bytes()
    foreseen = CliRunner().invoke(cli, [*arguments, "--out", url, "--dry-run"])
    assert foreseen.stdout.count("up to date") == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--out", "memory://x", "--watch"], "--watch writes into a folder"),
        (["--out", "nowhere://x"], "nowhere"),
        (["--scheduler", "tcp://127.0.0.1:1"], "cannot be used"),
    ],
)
def test_what_cannot_be_is_one_line(arguments: list[str], more: list[str], words: str) -> None:
    """With the remedy, and nothing is left behind."""
    done = CliRunner().invoke(cli, [*arguments, *more])

    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output


class _Killing(Watcher):
    """Kills a worker when the first article is done."""

    def __init__(self, worker: int) -> None:
        self._workers = [worker]

    def finished(self, _result: ArticleResult) -> None:
        while self._workers:
            os.kill(self._workers.pop(), signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX: signals reach one process")
def test_a_killed_worker_costs_nothing_but_time(arguments: list[str], tmp_path: Path) -> None:
    """Of two workers one is killed: all is there, and as a run on one machine leaves it."""
    for number in range(40):
        text = f"La gatta {number} dorme sul divano. Il cane corre nel prato.\n" * 4
        (tmp_path / "articoli" / f"{number}.txt").write_text(text, encoding="utf-8")
    options = RunOptions((tmp_path / "articoli",), tmp_path / "near", model=arguments[3])
    run(options, Watcher())

    with Connection("local", 2) as cluster:
        cluster.client.wait_for_workers(2)
        victim = next(iter(cluster.client.run(os.getpid).values()))
        address = str(cluster.client.scheduler.address)
        far = replace(options, out=tmp_path / "far", scheduler=address)
        summary = run(far, _Killing(victim))

    assert summary.count("translated") == 42
    assert files(tmp_path / "far") == files(tmp_path / "near")


def files(folder: Path) -> dict[str, bytes]:
    """Return all files but those that hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", "run.jsonl", "index.jsonl"}
    }
