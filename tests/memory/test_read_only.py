"""Reading without writing a byte."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import MemoryFileError, NewerMemoryError, NoMemoryError, NotAMemoryError
from pipeline.memory.database import Database
from pipeline.memory.read_only import ReadOnlyDatabase
from pipeline.memory.schema import STEPS
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

NEXT_STEP = ("ALTER TABLE units ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",)


def unit(number: int) -> MemoryUnit:
    """Return one of many units."""
    return MemoryUnit(f"Frase {number}.", f"Sentence {number}.", "human", document="a")


def english(memory: ReadOnlyDatabase) -> list[str]:
    """Return the English texts of a memory."""
    return [one.en for one in all_units(memory)]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def make(path: Path) -> None:
    """Write a memory of one unit."""
    with Database(path) as database:
        add_units(database, [unit(1)])


def test_reading_leaves_no_trace(tmp_path: Path) -> None:
    """No byte changes and no file appears, neither while it is open nor afterwards."""
    path = tmp_path / "memory.db"
    make(path)
    before = contents(tmp_path)

    with ReadOnlyDatabase(path) as memory:
        assert english(memory) == ["Sentence 1."]
        assert contents(tmp_path) == before

    assert contents(tmp_path) == before


def test_what_a_killed_process_left_is_read(tmp_path: Path) -> None:
    """Units that only stand in the log are found, and the files stay as the process left them."""
    source, left = tmp_path / "source", tmp_path / "left"
    left.mkdir()
    with Database(source / "memory.db") as database:
        add_units(database, [unit(1)])
        for name in ("memory.db", "memory.db-wal"):
            shutil.copyfile(source / name, left / name)
    before = contents(left)
    assert before["memory.db-wal"]

    with ReadOnlyDatabase(left / "memory.db") as memory:
        assert english(memory) == ["Sentence 1."]

    assert contents(left) == before


def test_a_memory_that_is_being_written_is_shared(memory: Database) -> None:
    """Units that another process commits meanwhile are seen."""
    add_units(memory, [unit(1)])

    with ReadOnlyDatabase(memory.path) as reader:
        assert english(reader) == ["Sentence 1."]
        add_units(memory, [unit(2)])
        assert english(reader) == ["Sentence 1.", "Sentence 2."]


def test_a_memory_that_changes_while_it_is_open_is_read_anew(tmp_path: Path) -> None:
    """A writer that comes and goes between two questions does not confuse the reader."""
    path = tmp_path / "memory.db"
    make(path)

    with ReadOnlyDatabase(path) as reader:
        assert english(reader) == ["Sentence 1."]
        with Database(path) as writer:
            add_units(writer, map(unit, range(2, 500)))
        assert len(english(reader)) == 499


def test_a_read_only_folder_will_do(guarded_folder: Path) -> None:
    """Neither the file nor its folder need to be writable."""
    path = guarded_folder / "memory.db"
    make(path)
    path.chmod(0o444)
    guarded_folder.chmod(0o555)

    with ReadOnlyDatabase(path) as memory:
        assert english(memory) == ["Sentence 1."]


def test_a_log_in_a_read_only_folder_is_read(guarded_folder: Path) -> None:
    """What a killed process left is found even where nothing can be written."""
    with Database(guarded_folder / "source.db") as database:
        add_units(database, [unit(1)])
        for name in ("", "-wal"):
            shutil.copyfile(guarded_folder / f"source.db{name}", guarded_folder / f"left.db{name}")
    guarded_folder.chmod(0o555)

    with ReadOnlyDatabase(guarded_folder / "left.db") as memory:
        assert english(memory) == ["Sentence 1."]


def test_an_older_schema_is_read_without_changing_the_file(tmp_path: Path) -> None:
    """The file is brought up to date in a copy."""
    path = tmp_path / "memory.db"
    make(path)
    before = contents(tmp_path)

    with ReadOnlyDatabase(path, steps=(*STEPS, NEXT_STEP)) as memory:
        assert memory.rows("SELECT note FROM units") == [("none",)]

    assert contents(tmp_path) == before


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """The message says that a newer version wrote it."""
    path = tmp_path / "memory.db"
    Database(path, steps=(*STEPS, NEXT_STEP)).close()

    with pytest.raises(NewerMemoryError):
        ReadOnlyDatabase(path)


def test_a_missing_memory_is_not_made(tmp_path: Path) -> None:
    """One clear line, and still no file."""
    with pytest.raises(NoMemoryError, match="check the spelling"):
        ReadOnlyDatabase(tmp_path / "gone.db")

    assert not list(tmp_path.iterdir())


def test_a_text_is_no_memory(tmp_path: Path) -> None:
    """A table in the place of a memory is refused."""
    path = tmp_path / "table.tsv"
    path.write_text("it\ten\n", encoding="utf-8")

    with pytest.raises(NotAMemoryError):
        ReadOnlyDatabase(path)


def test_nothing_can_be_written(tmp_path: Path) -> None:
    """A statement that would change something fails."""
    path = tmp_path / "memory.db"
    make(path)

    with ReadOnlyDatabase(path) as memory, pytest.raises(MemoryFileError, match="readonly"):
        memory.rows("DELETE FROM units")
