"""The commands `bilingue memory ...`, as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.memory.database import Database
from pipeline.memory.places import memory_path
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units


def bilingue(*arguments: str | Path) -> Result:
    """Run a command and return what came of it."""
    return CliRunner().invoke(cli, ["memory", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table of two sentences."""
    path = tmp_path / "table.tsv"
    path.write_text("Piove.\tIt rains.\nÈ così.\tIt is so.\n", encoding="utf-8")
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Write a memory with a unit of the machine's and one of a person's."""
    path = tmp_path / "machine.db"
    with Database(path) as database:
        add_units(
            database,
            [
                MemoryUnit("Nevica.", "It snows.", "mt", digest="d"),
                MemoryUnit("Ecco.", "Here.", "human", document="a"),
            ],
        )
    return path


def test_import_makes_the_default_memory(table: Path) -> None:
    """It lies in the user's data folder, and the other commands find it there."""
    done = bilingue("import", table)

    assert (done.exit_code, done.stdout) == (0, f"2 units: {table}\n")
    assert memory_path("default").is_file()
    assert "2 units of people, from elsewhere" in bilingue("stats").stdout


def test_other_commands_make_no_memory(tmp_path: Path) -> None:
    """They say what is missing, with the status of wrong usage."""
    for arguments in (["stats"], ["search", "a"], ["prune", "--all"], ["export", "-o", "a.tmx"]):
        done = bilingue(*arguments, "--memory", tmp_path / "gone.db")
        assert done.exit_code == 2
        assert "it does not exist" in done.stderr

    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_imported_does_not_stop_the_others(
    table: Path, tmp_path: Path
) -> None:
    """The others come in; the status says that something failed."""
    done = bilingue("import", tmp_path / "gone.tsv", table, "--memory", tmp_path / "m.db")

    assert done.exit_code == 1
    assert "failed:" in done.stderr
    assert done.stdout == f"2 units: {table}\n"


def test_quiet_import_prints_nothing(table: Path) -> None:
    """For scripts."""
    assert bilingue("import", table, "--quiet").output == ""


def test_search_ignores_accents(table: Path) -> None:
    """Italian, English, and where it is from; as JSON for programs."""
    bilingue("import", table)

    assert bilingue("search", "cosi").stdout.startswith("È così.\nIt is so.\n    tm, 20")
    (line,) = bilingue("search", "IT", "IS", "--json").stdout.splitlines()
    assert json.loads(line)["it"] == "È così."


def test_search_says_that_there_is_more_and_that_there_is_nothing(table: Path) -> None:
    """On stderr; nothing found is status 1, as with grep."""
    bilingue("import", table)

    assert "1 more" in bilingue("search", "it", "--limit", "1").stderr
    assert bilingue("search", "sole").exit_code == 1


def test_stats_as_json(machine: Path) -> None:
    """All figures by name."""
    found = json.loads(bilingue("stats", "--memory", machine, "--json").stdout)

    assert (found["human"], found["mt"], found["digests"]) == (1, 1, {"d": 1})


def test_export_tells_of_what_it_leaves_out(machine: Path, tmp_path: Path) -> None:
    """The machine's units need a file of their own."""
    output = tmp_path / "a.tmx"
    done = bilingue("export", "--memory", machine, "-o", output)
    assert done.stdout == f"1 units: {output}\n"
    assert "1 of the machine's" in done.stderr

    done = bilingue("export", "--memory", machine, "-o", output, "--mt", tmp_path / "b.tmx")
    assert (tmp_path / "b.tmx").is_file()
    assert done.stderr == ""
    assert bilingue("export", "-o", output, "--mt", output).exit_code == 2


def test_prune_wants_to_be_told_what(machine: Path) -> None:
    """Without a choice nothing is removed; a dry run removes nothing either."""
    assert bilingue("prune", "--memory", machine).exit_code == 2
    assert bilingue("prune", "--memory", machine, "--all", "--digest", "d").exit_code == 2
    assert "would be" in bilingue("prune", "--memory", machine, "--all", "--dry-run").stdout

    assert bilingue("prune", "--memory", machine, "--digest", "d").stdout == "1 units removed\n"
    assert bilingue("prune", "--memory", machine, "--older-than", "0").stdout == "0 units removed\n"


def test_merge(machine: Path, table: Path, tmp_path: Path) -> None:
    """Units of other memories come into one, never a memory into itself."""
    target = tmp_path / "all.db"
    bilingue("import", table, "--memory", target)

    assert bilingue("merge", machine, "--memory", target).stdout == f"2 units: {target}\n"
    found = json.loads(bilingue("stats", "--memory", target, "--json").stdout)
    assert (found["human"], found["tm"], found["mt"]) == (1, 2, 1)
    assert "into itself" in bilingue("merge", target, "--memory", target).stderr
