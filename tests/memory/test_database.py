"""The file: made, brought up to date, refused, shared."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import (
    BrokenMemoryError,
    BusyMemoryError,
    MemoryFileError,
    NewerMemoryError,
    NoMemoryError,
    NotAMemoryError,
    UnwritableMemoryError,
)
from pipeline.memory.database import Database
from pipeline.memory.schema import APPLICATION_ID, STEPS
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

UNIT = MemoryUnit("Piove.", "It is raining.", "human")
NEXT_STEP = ("ALTER TABLE units ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",)


def pragma(path: Path, name: str) -> object:
    """Return a setting of a database file, asked of SQLite itself."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_memory_says_what_it_is(tmp_path: Path) -> None:
    """The file is made with the folder above it, in WAL mode, with its mark and schema number."""
    path = tmp_path / "new" / "memory.db"

    Database(path).close()

    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == len(STEPS)
    assert pragma(path, "journal_mode") == "wal"
    assert [file.name for file in path.parent.iterdir()] == ["memory.db"]


def test_what_was_written_is_there_the_next_time(tmp_path: Path) -> None:
    """Units survive closing and opening."""
    path = tmp_path / "memory.db"
    with Database(path) as first:
        add_units(first, [UNIT])

    with Database(path) as second:
        assert [unit.en for unit in all_units(second)] == ["It is raining."]


def test_an_empty_file_becomes_a_memory(tmp_path: Path) -> None:
    """A file of no bytes is what a process leaves that was killed while it made one."""
    path = tmp_path / "memory.db"
    path.touch()

    with Database(path) as database:
        assert add_units(database, [UNIT]) == 1


def test_a_missing_memory_is_not_always_made(tmp_path: Path) -> None:
    """Commands that only look after a memory do not make one."""
    with pytest.raises(NoMemoryError, match=r"gone\.db cannot be used \(it does not exist\)"):
        Database(tmp_path / "gone.db", create=False)

    assert not list(tmp_path.iterdir())


def test_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """Further steps run on a file that lacks them, and keep what is in it."""
    path = tmp_path / "memory.db"
    with Database(path) as old:
        add_units(old, [UNIT])

    with Database(path, steps=(*STEPS, NEXT_STEP)) as new:
        assert new.rows("SELECT en, note FROM units") == [("It is raining.", "none")]

    assert pragma(path, "user_version") == len(STEPS) + 1


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """Of several steps none counts where one fails; the older version still reads the file."""
    path = tmp_path / "memory.db"
    with Database(path) as old:
        add_units(old, [UNIT])

    with pytest.raises(MemoryFileError):
        Database(path, steps=(*STEPS, NEXT_STEP, ("ALTER TABLE nothing ADD COLUMN a",)))

    with Database(path) as again:
        assert len(list(all_units(again))) == 1
    assert pragma(path, "user_version") == len(STEPS)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """A file of a newer version is left alone, and the message says so."""
    path = tmp_path / "memory.db"
    Database(path, steps=(*STEPS, NEXT_STEP)).close()
    before = path.read_bytes()

    with pytest.raises(NewerMemoryError, match=r"schema 2.*update bilingue"):
        Database(path)

    assert path.read_bytes() == before


def foreign_files(folder: Path) -> Iterator[Path]:
    """Yield files that are no memories."""
    text = folder / "table.tsv"
    text.write_text("it\ten\nPiove.\tIt is raining.\n" * 10, encoding="utf-8")
    yield text
    other = folder / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE units (a)")
        connection.commit()
    yield other


@pytest.mark.parametrize("number", [0, 1])
def test_a_foreign_file_is_refused_untouched(tmp_path: Path, number: int) -> None:
    """A text or another program's database is named as what it is not, and stays as it is."""
    path = list(foreign_files(tmp_path))[number]
    before = path.read_bytes()

    with pytest.raises(NotAMemoryError, match="it is not a translation memory of bilingue"):
        Database(path)

    assert path.read_bytes() == before


def test_a_folder_is_no_memory(tmp_path: Path) -> None:
    """The message says that it is a folder."""
    with pytest.raises(MemoryFileError, match="it is a folder"):
        Database(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """A file whose middle was overwritten gives one clear line, when opened or when read."""
    path = tmp_path / "memory.db"
    with Database(path) as database:
        add_units(database, (MemoryUnit(f"Frase {n}.", "x" * 90, "tm") for n in range(2000)))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)

    with pytest.raises(BrokenMemoryError, match="it is damaged"), Database(path) as database:
        list(all_units(database))


def test_a_folder_without_rights_gives_one_line(guarded_folder: Path) -> None:
    """A memory that cannot be made says why and what to do."""
    guarded_folder.chmod(0o555)

    with pytest.raises(UnwritableMemoryError, match=r"cannot be written.*may write to"):
        Database(guarded_folder / "memory.db")


def test_a_file_without_rights_gives_one_line(guarded_folder: Path) -> None:
    """A memory that may only be read cannot be the one that is written."""
    path = guarded_folder / "memory.db"
    Database(path).close()
    path.chmod(0o444)
    guarded_folder.chmod(0o555)

    with pytest.raises(UnwritableMemoryError), Database(path) as database:
        add_units(database, [UNIT])


def test_a_writer_waits_only_so_long(memory: Database) -> None:
    """Who is kept waiting for too long is told that others are writing."""
    with (
        Database(memory.path, patience=0.02) as other,
        memory.transaction(),
        pytest.raises(BusyMemoryError, match="try again later"),
    ):
        add_units(other, [UNIT])

    assert list(all_units(memory)) == []


def test_an_exception_undoes_a_transaction(memory: Database) -> None:
    """What was written before the exception is not there."""
    add_units(memory, [UNIT])

    def change_and_fail() -> None:
        with memory.transaction() as transaction:
            assert transaction.run("DELETE FROM units") == 1
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()

    assert len(list(all_units(memory))) == 1


def test_readers_do_not_wait_for_a_writer(memory: Database) -> None:
    """While one process writes, another reads what was committed."""
    add_units(memory, [UNIT])

    with Database(memory.path, patience=0.02) as other, memory.transaction() as transaction:
        transaction.run("DELETE FROM units")
        assert len(list(all_units(other))) == 1
