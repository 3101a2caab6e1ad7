"""Processes killed at any moment, and a memory of 100,000 units."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.memory.database import Database
from pipeline.memory.importing import import_units
from pipeline.memory.look_up import Match, Query
from pipeline.memory.memories import Memories
from pipeline.memory.read_only import ReadOnlyDatabase
from pipeline.memory.stored import all_units
from pipeline.memory.upkeep import stats

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = 50
IMPORTED = 20_000
LARGE = 100_000

# Says what is committed as soon as it is; each edit replaces the one before it in its place.
WRITER = """
import sys
from pathlib import Path
from pipeline.memory.database import Database
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

with Database(Path(sys.argv[1])) as database:
    number = int(sys.argv[2])
    while True:
        add_units(database, [
            MemoryUnit(f"Frase {number}.", f"Sentence {number}.", "human", "", document="a"),
            MemoryUnit("Sempre questa.", f"Edit {number}.", "human", "", document="a"),
        ])
        print(number, flush=True)
        number += 1
"""

pytestmark = pytest.mark.soak


def start(*command: str | Path) -> subprocess.Popen[str]:
    """Begin a Python process that writes to a memory."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *map(str, command)], env=environment, stdout=subprocess.PIPE, text=True
    )


def write_table(path: Path, size: int) -> None:
    """Write a plain table of made-up sentences."""
    lines = (f"La riga numero {n} è lunga.\tLine number {n} is long.\n" for n in range(size))
    path.write_text("".join(lines), encoding="utf-8")


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill a process where it stands and return the lines that it had printed."""
    process.send_signal(signal.SIGKILL)
    output, _ = process.communicate()
    return output.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="only on systems with SIGKILL")
def test_killed_writers_and_imports_lose_no_edit(tmp_path: Path) -> None:
    """Two processes at once, killed fifty times: every edit that was reported is there."""
    path, table = tmp_path / "memory.db", tmp_path / "table.tsv"
    write_table(table, IMPORTED)
    moments = random.Random(20261124)  # noqa: S311 - any moments will do
    reported: set[int] = set()

    for kills in range(KILLS):
        first_number = max(reported, default=-1) + 1_000
        writer = start("-c", WRITER, path, str(first_number))
        importer = start("-m", "pipeline", "memory", "import", table, "--memory", path)
        time.sleep(moments.uniform(0.05, 1.5))
        lines = kill(writer)
        if kills % 2:
            time.sleep(moments.uniform(0, 0.2))
        kill(importer)
        with suppress(IndexError, ValueError):  # the last line may be half written
            reported.update(int(line) for line in lines[:-1])
            reported.add(int(lines[-1]))
        opened = ReadOnlyDatabase if kills % 3 else Database
        with opened(path) as memory:
            assert stats(memory).damage == ""
            units = [unit for unit in all_units(memory) if unit.origin == "human"]
        found = {unit.en for unit in units}
        assert {f"Sentence {number}." for number in reported} <= found
        repeated = [unit.en for unit in units if unit.it == "Sempre questa."]
        assert len(repeated) == bool(units)

    assert reported
    with Database(path) as memory:
        import_units(memory, table)
        assert stats(memory).tm == IMPORTED


def test_a_hundred_thousand_units(tmp_path: Path) -> None:
    """Imported twice they are there once; each is found, and hints among them are the best."""
    path, table = tmp_path / "memory.db", tmp_path / "table.tsv"
    write_table(table, LARGE)

    with Database(path) as memory:
        for _ in range(2):
            assert import_units(memory, table).units == LARGE
        found = stats(memory)
    assert (found.tm, found.sentences, found.damage) == (LARGE, LARGE, "")

    with Memories([str(path)]) as memories:
        numbers = range(0, LARGE, 211)
        queries = [Query(f"La riga numero {n} è lunga.") for n in numbers]
        matches = memories.look_up(queries, "")
        hints = memories.hints([f"La riga numero {n} è lunga!" for n in numbers])
    assert all(isinstance(match, Match) for match in matches)
    texts = [hint.text if hint else None for hint in hints]
    assert texts == [f"Line number {n} is long." for n in numbers]
