"""The command: exit statuses, one-line errors, what goes where."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import __version__
from pipeline.cli import cli
from tests.tiny_packages import make_package

ITALIAN = "La biblioteca del paese è aperta anche la domenica mattina, dicono i lettori contenti."


def bilingue(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Lay an article."""
    path = tmp_path / "articolo.txt"
    path.write_text(ITALIAN, encoding="utf-8")
    return path


def test_all_done_is_status_0(article: Path, model: Path, tmp_path: Path) -> None:
    """The index's path is the result; progress goes to stderr."""
    done = bilingue("run", article, "--out", tmp_path / "out", "--model", model)

    assert done.exit_code == 0
    assert done.stdout.strip() == str(tmp_path / "out" / "index.html")
    assert "translated: articolo.txt (new)" in done.stderr
    assert "folder chosen by --model" in done.stderr


def test_some_failed_is_status_1(article: Path, model: Path, tmp_path: Path) -> None:
    """The bad article is one line on stderr, the good one is there."""
    empty = tmp_path / "vuoto.txt"
    empty.write_bytes(b"")

    done = bilingue("run", article, empty, "--out", tmp_path / "out", "--model", model)

    assert done.exit_code == 1
    assert "failed: vuoto.txt holds no text: put the article's text into it" in done.stderr
    assert (tmp_path / "out" / "articolo.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["manca.txt"], "manca.txt does not exist"),
        (["{here}", "--out", "{here}/articolo.txt"], "articolo.txt"),
        (["{here}/articolo.txt", "--model", "nessuno"], "no Argos package nessuno was found"),
        (["{here}/articolo.txt", "--model", "{here}"], "metadata.json"),
        (["ftp://giornale.example/a"], "cannot be fetched"),
        (["--threads", "0"], "--threads"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_status_2(article: Path, arguments: list[str], words: str) -> None:
    """Where nothing could start, one line says why; there is no traceback."""
    here = article.parent
    done = bilingue("run", "--out", here / "out", *(a.format(here=here) for a in arguments))

    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert not (here / "out").exists()


def test_a_broken_model_is_status_2(article: Path, tmp_path: Path) -> None:
    """A damaged package translates nothing and writes no article."""
    broken = make_package(tmp_path / "broken")
    (broken / "model" / "model.bin").write_bytes(b"junk")

    done = bilingue("run", article, "--out", tmp_path / "out", "--model", broken)

    assert done.exit_code == 2
    assert "cannot be used" in done.stderr
    assert not (tmp_path / "out" / "articolo.html").exists()


def test_quiet_prints_errors_only(article: Path, model: Path, tmp_path: Path) -> None:
    """A good run says nothing; a bad article is still named."""
    empty = tmp_path / "vuoto.txt"
    empty.write_bytes(b"")

    good = bilingue("run", article, "--out", tmp_path / "a", "--model", model, "--quiet")
    bad = bilingue("run", empty, "--out", tmp_path / "b", "--model", model, "--quiet")

    assert good.output == ""
    assert bad.output.startswith("failed: vuoto.txt")


def test_json_is_one_line_an_event(article: Path, model: Path, tmp_path: Path) -> None:
    """Programs read stdout line by line: the plan, each article, the end."""
    done = bilingue("run", article, "--out", tmp_path / "out", "--model", model, "--json")

    planned, finished, end = (json.loads(line) for line in done.stdout.splitlines())
    assert (planned["event"], planned["articles"]) == ("planned", 1)
    assert (finished["event"], finished["status"]) == ("article", "translated")
    assert (end["event"], end["counts"]) == ("finished", {"translated": 1})
    assert end["index"] == str(tmp_path / "out" / "index.html")


def test_a_dry_run_writes_nothing(article: Path, model: Path, tmp_path: Path) -> None:
    """It says what would be done and why."""
    done = bilingue("run", article, "--out", tmp_path / "out", "--model", model, "--dry-run")

    assert done.stdout == "translate: articolo.txt (new)\n"
    assert not (tmp_path / "out").exists()


def test_render_makes_the_pages_anew(article: Path, model: Path, tmp_path: Path) -> None:
    """Pages and index come from the records."""
    bilingue("run", article, "--out", tmp_path / "out", "--model", model)
    (tmp_path / "out" / "articolo.html").unlink()

    done = bilingue("render", tmp_path / "out")

    assert done.exit_code == 0
    assert (tmp_path / "out" / "articolo.html").is_file()
    assert bilingue("render", tmp_path / "nothing").exit_code == 2


def test_index_makes_the_index_anew(article: Path, model: Path, tmp_path: Path) -> None:
    """From the records, and nothing else; a damaged one is named."""
    out = tmp_path / "out"
    bilingue("run", article, "--out", out, "--model", model)
    (out / "index.html").unlink()
    (out / "articolo.html").unlink()

    done = bilingue("index", out)

    assert (done.exit_code, done.stdout) == (0, f"1 articles in {out / 'index.html'}\n")
    assert (out / "index.html").is_file()
    assert not (out / "articolo.html").exists()
    (out / ".bilingue" / "articolo.json").write_text("{}", encoding="utf-8")
    assert bilingue("index", out).exit_code == 1
    assert bilingue("index", tmp_path / "nothing").exit_code == 2


def test_read_shows_what_was_understood(article: Path) -> None:
    """Blocks with their kinds and sentences, as text and as JSON."""
    text = bilingue("read", article)
    parsed = json.loads(bilingue("read", article, "--json").stdout)

    assert f"1 paragraph\n    {ITALIAN}" in text.stdout
    assert parsed["blocks"][0]["sentences"] == [ITALIAN]
    assert bilingue("read", article.parent / "manca.txt").exit_code == 2
    assert bilingue("read", article.parent).exit_code == 1


def test_models_are_listed_in_the_order_of_choice() -> None:
    """The first one translates; the bundled one has a measured BLEU."""
    done = bilingue("model", "list")

    assert done.exit_code == 0
    assert done.stdout.startswith("1. translate-it_en-")
    assert "BLEU" in done.stdout


def test_a_model_is_verified_and_located(model: Path) -> None:
    """`verify` translates a sentence; `path` is for scripts."""
    assert "sha256" in bilingue("model", "verify", model).stdout
    assert bilingue("model", "path", model).stdout.strip() == str(model)
    assert bilingue("model", "install", model / "missing").exit_code == 2


def test_the_version_is_told() -> None:
    """A bug report can name it."""
    assert bilingue("--version").stdout.strip().endswith(__version__)


def test_python_m_pipeline_is_the_same_command() -> None:
    """Where the command is not on the path, the module is."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--help"], capture_output=True, text=True, check=True
    )

    assert "Usage: bilingue" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="only on systems with POSIX signals")
def test_a_second_signal_stops_at_once(tmp_path: Path) -> None:
    """Whoever asks twice does not wait, and the status still says why."""
    code = (
        "import os, signal, time; from pipeline.console import Signals\n"
        "with Signals():\n"
        "    os.kill(os.getpid(), signal.SIGTERM); os.kill(os.getpid(), signal.SIGTERM)\n"
        "    time.sleep(60)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, env=with_path())

    assert done.returncode == 143


def with_path() -> dict[str, str]:
    """Return the environment with this checkout on Python's path."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


@pytest.mark.parametrize("arguments", [["read", "seeds"], ["read", "--json", "seeds"]])
def test_output_that_a_terminal_cannot_show_is_escaped(
    tmp_path: Path, arguments: list[str]
) -> None:
    """A terminal without the characters gets escapes, not a traceback."""
    (tmp_path / "č.txt").write_text("Perché? — “Sì”, disse il signor Čapek.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments[:-1], "č.txt"],
        cwd=tmp_path,
        env=with_path() | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"Perch" in done.stdout


def test_a_closed_pipe_does_not_stop_a_run(article: Path, model: Path, tmp_path: Path) -> None:
    """Nobody reads the output; the article is written all the same."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", article, "--model", model, "--json"],
        cwd=tmp_path,
        env=with_path(),
        stdout=write_end,
        stderr=write_end,
        check=False,
    )
    os.close(write_end)

    assert done.returncode != 2
    assert (tmp_path / "out" / "articolo.html").is_file()
    assert (tmp_path / "out" / "run.json").is_file()


def test_an_empty_path_is_wrong_usage() -> None:
    """An unset variable in a script must not mean the current folder."""
    assert bilingue("run", "").exit_code == 2


@pytest.mark.model
@pytest.mark.skipif(os.name == "nt", reason="only on systems with POSIX signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_after_the_work_in_hand(tmp_path: Path, number: int, status: int) -> None:
    """The run ends in time with the signal's status; what is written is whole."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for count in range(60):
        text = " ".join(f"{ITALIAN[:-1]} {count} {line}." for line in range(40))
        (articles / f"{count:02}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", articles, "--out", out, "--model", "bundled"],
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (out / ".bilingue" / "run.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == status
    assert "stopping after the work in hand" in errors
    assert "Traceback" not in errors
    summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert summary["interrupted"]
    assert summary["counts"]["not done"] > 0
    assert not list(out.rglob("*.tmp"))
