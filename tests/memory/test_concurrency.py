"""Several processes and threads with one memory."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.memory.database import Database
from pipeline.memory.look_up import Query
from pipeline.memory.memories import Memories
from pipeline.memory.read_only import ReadOnlyDatabase
from pipeline.memory.schema import check_kind
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.upkeep import stats

ROOT = Path(__file__).resolve().parent.parent.parent
PROCESSES = 4
UNITS = 20
WRITER = """
import sys
from pathlib import Path
from typing import Any
from pipeline.memory.database import Database
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

name = sys.argv[2]
with Database(Path(sys.argv[1])) as database:
    for n in range(int(sys.argv[3])):
        add_units(database, [MemoryUnit(f"Frase {n}.", f"{name}", "human", "", document=name)])
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """All of them make the file, write many times in turn, and everything is there at the end."""
    path = tmp_path / "memory.db"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"d{number}", str(UNITS)], env=environment
        )
        for number in range(PROCESSES)
    ]

    assert [process.wait(timeout=120) for process in processes] == [0] * PROCESSES

    with ReadOnlyDatabase(path) as memory:
        found = sorted((unit.document, unit.it) for unit in all_units(memory))
        assert stats(memory).damage == ""
    expected = [(f"d{number}", f"Frase {n}.") for number in range(PROCESSES) for n in range(UNITS)]
    assert found == sorted(expected)


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_file_made_by_another_process_while_it_is_looked_at_is_ours(
    tmp_path: Path, moment: int
) -> None:
    """Whichever of its marks was read before."""
    path = tmp_path / "memory.db"

    class Slow(sqlite3.Connection):
        """A connection on which the other process comes before a statement."""

        statements = 0

        def execute(self, *arguments: Any) -> sqlite3.Cursor:  # noqa: ANN401
            self.statements += 1
            if self.statements == moment:
                Database(path).close()
            return super().execute(*arguments)

    with closing(sqlite3.connect(path, factory=Slow)) as connection:
        assert check_kind(connection, str(path)) in {0, 1}


def test_threads_share_memories(tmp_path: Path) -> None:
    """One thread writes while others look up and ask for hints."""
    with Memories([str(tmp_path / "memory.db")]) as memories, ThreadPoolExecutor(4) as threads:
        writes = [
            threads.submit(
                memories.remember, [MemoryUnit(f"Oggi piove {n} ore.", f"{n}", "human", "")]
            )
            for n in range(20)
        ]
        reads = [threads.submit(memories.look_up, [Query("Oggi piove 3 ore.")], "") for _ in "abcd"]
        hints = [threads.submit(memories.hints, ["Oggi piove 3 ore!"]) for _ in "abcd"]
        tasks: list[Future[Any]] = [*writes, *reads, *hints]
        assert [task.exception(timeout=60) for task in tasks] == [None] * 28
        found = memories.look_up([Query(f"Oggi piove {n} ore.") for n in range(20)], "")

    assert None not in found
