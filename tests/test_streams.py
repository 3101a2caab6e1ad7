"""Where articles come from and go to: lists, pipes, shards, folders that are watched."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.watching import select_arrived
from tests.test_selection import plan
from tests.tiny_packages import make_package

ROOT = Path(__file__).resolve().parent.parent
ITALIAN = "La biblioteca del paese è aperta anche la domenica mattina, dicono i lettori contenti."


def bilingue(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay five articles and stand beside them."""
    folder = tmp_path / "articoli"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.md", "sub/a.txt", "sub/d.txt"):
        (folder / name).write_text(f"{ITALIAN} Sono {len(name)}.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but those that hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("run")
    }


def test_a_list_on_standard_input(articles: Path, model: Path) -> None:
    """Files keep their folders; what is not there is named and the rest is done."""
    names = b"articoli/sub/a.txt\0articoli/a.txt\0manca.txt\0"
    done = bilingue("run", "--list", "-", "--model", model, stdin=names)

    assert done.exit_code == 1, done.output
    assert "manca.txt does not exist" in done.stderr
    tables = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*.tsv"))
    assert tables == ["articoli/a.tsv", "articoli/sub/a.tsv"]
    (articles.parent / "list").write_bytes(b"\n")
    assert bilingue("run", "--list", "list", "--model", model).exit_code == 2
    assert bilingue("run", "--list", "no-list", "--model", model).exit_code == 2


def test_an_article_from_a_pipe_to_a_pipe(articles: Path, model: Path) -> None:
    """The table is the one that a run writes; nothing is written; messages go to stderr."""
    done = bilingue("run", "-", "--model", model, stdin=(articles / "a.txt").read_bytes())

    assert done.exit_code == 0, done.stderr
    assert "model" in done.stderr
    assert not Path("out").exists()
    bilingue("run", articles / "a.txt", "--model", model)
    assert done.stdout_bytes == Path("out/a.tsv").read_bytes()
    page = bilingue("run", "-", "--to", "html", "--model", model, "--quiet", stdin=ITALIAN.encode())
    assert page.stdout.startswith("<!doctype html>")
    assert page.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "articoli"], "together with other paths"),
        (["-", "--out", "x"], "--out has no meaning"),
        (["-", "--memory", "m.db"], "--memory has no meaning"),
        (["-", "--as", "wp5"], "no kind of article"),
        (["articoli", "--to", "html"], "--to has no meaning"),
        (["articoli/a.txt", "--watch"], "is no folder"),
        (["articoli", "--watch", "--shard", "1/2"], "--shard has no meaning"),
        (["articoli", "--shard", "3/2"], "--shard"),
        (["articoli", "--retry-failed"], "does not exist"),
        (["articoli", "--retry-failed", "--shard", "1/2"], "--shard has no meaning"),
    ],
)
@pytest.mark.usefixtures("articles")
def test_what_has_no_meaning_is_wrong_usage(model: Path, arguments: list[str], words: str) -> None:
    """Nothing is left out in silence."""
    done = bilingue("run", "--model", model, *arguments, stdin=ITALIAN.encode())

    assert done.exit_code == 2
    assert words in done.stderr


def test_a_bad_article_from_a_pipe_is_status_1(model: Path) -> None:
    """As for a file; nothing is on stdout."""
    done = bilingue("run", "-", "--model", model, stdin=b" ")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert "standard input holds no text" in done.stderr


def test_three_parts_are_the_whole(articles: Path, model: Path) -> None:
    """Each article is done once, under its name in one run; then the index joins them."""
    (articles / "vuoto.txt").write_bytes(b"")
    bilingue("run", articles, "manca", "--out", "whole", "--model", model)
    for number in (3, 1, 2):
        done = bilingue("run", articles, "manca", "--model", model, "--shard", f"{number}/3")
        assert "Traceback" not in done.output
        assert not Path("out/index.html").exists()
    joined = bilingue("index", "out")

    assert joined.exit_code == 0, joined.output
    assert content(Path("out")) == content(Path("whole"))
    assert articles_of("out") == articles_of("whole")
    assert not list(Path("out").glob("run-*"))
    # And from there on it is a folder like any other.
    again = bilingue("run", articles, "--model", model)
    assert "5 up to date" in again.stderr or "5 unchanged" in again.stderr


def test_a_part_that_is_missing_is_named(articles: Path, model: Path) -> None:
    """What is there is indexed and linked; the rest can follow."""
    for number in (1, 3):
        bilingue("run", articles, "--model", model, "--shard", f"{number}/3")
    early = bilingue("index", "out")

    assert early.exit_code == 1
    assert "part 2 of 3 left no summary in out" in early.stderr
    bilingue("run", articles, "--model", model, "--shard", "2/3")
    assert bilingue("index", "out").exit_code == 0
    bilingue("run", articles, "--out", "whole", "--model", model)
    assert content(Path("out")) == content(Path("whole"))


def articles_of(folder: str) -> list[dict[str, Any]]:
    """Return what run.json says of the articles, but for times."""
    articles: list[dict[str, Any]] = json.loads(Path(folder, "run.json").read_text())["articles"]
    return [{**article, "seconds": 0} for article in articles]


def test_what_failed_is_tried_again(articles: Path, model: Path) -> None:
    """And nothing else, even what changed since."""
    (articles / "b.txt").write_bytes(b"")
    assert bilingue("run", articles, "--model", model).exit_code == 1
    (articles / "b.txt").write_text(ITALIAN, encoding="utf-8")
    (articles / "c.md").write_text(ITALIAN, encoding="utf-8")

    done = bilingue("run", articles, "--model", model, "--retry-failed")

    assert done.exit_code == 0
    assert "translated: b.txt" in done.stderr
    assert "c.md" not in done.stderr
    done = bilingue("run", articles, "--model", model, "--retry-failed")
    assert (done.exit_code, "nothing to do" in done.stderr) == (0, True)


def test_an_article_too_large_fails_alone(
    articles: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named in run.json with the limit."""
    monkeypatch.setattr("pipeline.limits.MAX_BLOCKS", 3)
    (articles / "b.txt").write_text(f"{ITALIAN}\n\n" * 4, encoding="utf-8")

    assert bilingue("run", articles, "--model", model).exit_code == 1
    summary = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert summary["counts"] == {"failed": 1, "translated": 4}
    assert "b.txt has 4 paragraphs, more than 3" in json.dumps(summary)


def test_what_just_came_is_not_taken_before_it_settles() -> None:
    """A file between two looks is in no set; one that was renamed by another is done again."""
    tasks = plan("old", "new", "growing", "again", "renamed")
    real = {task.name: Path(os.path.realpath(task.source.path)) for task in tasks}

    def files(*names: str) -> frozenset[Path]:
        return frozenset(real[name] for name in names)

    selected = select_arrived(
        tasks,
        ready=files("again"),
        seen=files("old", "again", "renamed", "growing"),
        pending=files("growing"),
        done=frozenset({"old", "again"}),
    )

    assert [task.name for task in selected] == ["again", "renamed"]


@pytest.mark.skipif(os.name == "nt", reason="only on systems with POSIX signals")
def test_a_watched_folder_is_translated_as_it_fills(articles: Path, model: Path) -> None:
    """One batch after another with one model; Ctrl-C ends it with status 130."""
    arguments: list[str | Path] = [
        "run",
        articles,
        "--watch",
        "--model",
        model,
        "--out",
        articles / "out",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    run_json = articles / "out" / "run.json"

    def counts() -> dict[str, int]:
        if not run_json.exists():
            return {}
        found: dict[str, int] = json.loads(run_json.read_text(encoding="utf-8"))["counts"]
        return found

    try:
        wait_until(lambda: counts() == {"translated": 5})
        (articles / "e.txt.part").write_text(ITALIAN, encoding="utf-8")
        (articles / "e.txt.part").rename(articles / "e.txt")
        (articles / "vuoto.txt").write_bytes(b"")
        (articles / "out" / "not-an-article.txt").write_text(ITALIAN, encoding="utf-8")
        wait_until(lambda: counts() == {"failed": 1, "translated": 6})
        index = (articles / "out" / "index.html").read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert errors.count("translated: a.txt") == 1
    assert "Traceback" not in errors
    assert "e.html" in index
    assert "vuoto.txt" in index
    assert not (articles / "out" / "out").exists()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what another process does; a test that waits for ever is ended by its runner."""
    deadline = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)
