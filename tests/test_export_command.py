"""The command `bilingue export`: exit statuses and what goes where."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli

TABLE = "paragraph\tsentence\tkind\tit\ten\torigin\n1\t1\tparagraph\tUno.\tOne.\thuman\n"
MACHINE = "2\t1\tparagraph\tDue.\tTwo.\tmt\n"


def bilingue(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Lay a table with a person's sentence and one of the machine's."""
    path = tmp_path / "articolo.tsv"
    path.write_text(TABLE + MACHINE, encoding="utf-8")
    return path


def test_all_done_is_status_0(table: Path, tmp_path: Path) -> None:
    """What was written is the result."""
    target = tmp_path / "a.jsonl"
    done = bilingue("jsonl", table, "-o", target)

    assert done.exit_code == 0
    assert done.stdout == f"2 units of 1 article: {target}\n"
    assert done.stderr == ""


def test_units_that_are_left_out_are_told(table: Path, tmp_path: Path) -> None:
    """With a second file there is nothing to tell."""
    people, machine = tmp_path / "m.tmx", tmp_path / "mt.tmx"
    done = bilingue("tmx", table, "-o", people)

    assert done.stdout == f"1 unit of 1 article: {people}\n"
    assert done.stderr == "left out: 1 unit of the machine's; name a file with --mt\n"
    both = bilingue("tmx", table, "-o", people, "--mt", machine)
    assert (both.stdout, both.stderr) == (f"2 units of 1 article: {people} and {machine}\n", "")


def test_a_project_needs_no_file(table: Path, tmp_path: Path) -> None:
    """The folder is the result."""
    done = bilingue("tmx", table, "--omegat", tmp_path / "p")

    assert (done.exit_code, done.stdout) == (0, f"2 units of 1 article: {tmp_path / 'p'}\n")
    assert (tmp_path / "p" / "omegat.project").exists()


def test_some_failed_is_status_1(table: Path, tmp_path: Path) -> None:
    """The bad table is one line on stderr, the good one is exported."""
    bad = tmp_path / "bad.tsv"
    bad.write_text("merce\tprezzo\n", encoding="utf-8")
    done = bilingue("jsonl", bad, table, "-o", tmp_path / "a.jsonl")

    assert done.exit_code == 1
    assert done.stderr.startswith(f"failed: the table {bad} cannot be read")
    assert (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jsonl"], "Missing argument"),
        (["pdf", "TABLE", "-o", "x"], "is not one of"),
        (["jsonl", "TABLE"], "name the file to write with -o"),
        (["jsonl", "TABLE", "-o", ""], "the path is empty"),
        (["jsonl", "TABLE", "-o", "x", "--mt", "y"], "--mt is for the format tmx"),
        (["xliff", "TABLE", "--omegat", "x"], "--omegat is for the format tmx"),
        (["anki", "TABLE", "-o", "x", "--cloze"], "--cloze is for the format apkg"),
        (["tmx", "TABLE", "-o", "x", "--deck", "y"], "--deck is for anki and apkg"),
        (["jsonl", "TABLE", "-o", "x", "--title", "y"], "is for epub, docx, anki and apkg"),
        (["tmx", "TABLE", "--omegat", "x", "--mt", "y"], "name the first with -o"),
        (["tmx", "TABLE", "-o", "x", "--mt", "x"], "names a second file"),
        (["tmx", "TABLE", "-o", "x", "--glossary", "g"], "--glossary is for --omegat"),
        (["jsonl", "none.tsv", "-o", "x"], "none.tsv does not exist"),
        (["jsonl", "TABLE", "-o", "TABLE"], "may hold corrections"),
    ],
)
def test_wrong_usage_is_status_2(
    arguments: list[str], message: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what is wrong, and nothing is written."""
    monkeypatch.chdir(table.parent)
    done = bilingue(*(str(table) if word == "TABLE" else word for word in arguments))

    assert done.exit_code == 2
    assert message in done.stderr
    assert list(table.parent.iterdir()) == [table]


def test_help_loads_no_library() -> None:
    """The command's help answers without the libraries of the formats."""
    code = (
        "import sys; from pipeline.cli import cli; "
        "cli.main(['export', '--help'], standalone_mode=False); "
        "print([name for name in ('lxml', 'docx', 'openpyxl', 'genanki') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-1] == "[]"
