"""A run that is killed while it takes corrections up loses none of them."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import BilingueError
from pipeline.memory.database import Database
from pipeline.memory.stored import all_units
from pipeline.memory.upkeep import stats
from pipeline.run_options import RunOptions
from pipeline.store import Store
from tests.revision.runs import rows, write_rows
from tests.tiny_packages import make_package

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = 20
SENTENCES = 8
KILLS = 50
TRIES = 3

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(os.name == "nt", reason="only on systems with SIGKILL"),
]


def start(options: RunOptions) -> subprocess.Popen[bytes]:
    """Begin a run in a process of its own."""
    command = [
        *(sys.executable, "-m", "pipeline", "run", options.paths[0], "--out", options.out),
        *("--model", options.model, "--memory", options.memory[0], "--quiet"),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*map(str, command)], env=environment)


def sentence(article: int, number: int) -> str:
    """Return an Italian sentence; the first one is the same in all articles."""
    return f"Il cane numero {number and article} corre nel prato, riga {number}."


def write_source(options: RunOptions, article: int, numbers: list[int]) -> None:
    """Write an article of these sentences."""
    text = " ".join(sentence(article, number) for number in numbers)
    (options.paths[0] / f"{article:02}.txt").write_text(text, encoding="utf-8")


class Person:
    """Corrects sentences, adds and removes them, and knows what was said last of each."""

    def __init__(self, options: RunOptions) -> None:
        """Lay the articles."""
        self.options = options
        self.chance = random.Random(20261124)  # noqa: S311 - any moments will do
        self.numbers = {article: list(range(SENTENCES)) for article in range(ARTICLES)}
        self.said: dict[tuple[int, str], str] = {}
        for article, numbers in self.numbers.items():
            write_source(options, article, numbers)

    def work(self, round_number: int) -> None:
        """Correct some sentences in some tables, and change some sources at the same time."""
        for article in self.chance.sample(range(ARTICLES), 5):
            table = f"{article:02}.tsv"
            changed = rows(self.options, table)
            for row in self.chance.sample(changed, min(2, len(changed))):
                row["en"] = f"Text {round_number} of {article} for {row['it']}"
                self.said[article, row["it"]] = row["en"]
            self.chance.shuffle(changed)
            write_rows(self.options.out / table, changed)
        for article in self.chance.sample(range(ARTICLES), 3):
            kept = sorted(self.chance.sample(range(SENTENCES), SENTENCES - 2))
            self.numbers[article] = kept
            write_source(self.options, article, kept)


def in_files(options: RunOptions, article: int) -> dict[str, set[str]]:
    """Return all that table, record and orphans of an article have in English, by its Italian."""
    found: dict[str, set[str]] = {}
    for name in (f"{article:02}.tsv", f"{article:02}.orphans.tsv"):
        if (options.out / name).exists():
            for row in rows(options, name):
                found.setdefault(row["it"], set()).add(row["en"])
    try:
        record = Store(options.out).read_record(f"{article:02}")
    except BilingueError as error:  # pragma: no cover - what must not be
        pytest.fail(str(error))
    for pair in record.pairs if record else ():
        found.setdefault(pair.it, set()).add(pair.en)
    return found


def in_memory(options: RunOptions) -> set[tuple[str, str]]:
    """Return article and English of what people wrote; the file opens and is sound."""
    with Database(Path(options.memory[0])) as memory:
        assert stats(memory).damage == ""
        return {(unit.document, unit.en) for unit in all_units(memory) if unit.origin == "human"}


def test_a_run_killed_at_any_moment_loses_no_correction(tmp_path: Path) -> None:
    """Fifty times, with tables edited and sources changed in between; then all is in its place."""
    (tmp_path / "articles").mkdir()
    model = make_package(tmp_path / "model")
    memory = (str(tmp_path / "memory.db"),)
    options = RunOptions(
        (tmp_path / "articles",), tmp_path / "out", model=str(model), memory=memory
    )
    person = Person(options)
    assert start(options).wait() == 0
    person.work(0)
    began = time.monotonic()
    assert start(options).wait() == 0
    usual = time.monotonic() - began
    killed = 0

    for number in range(1, KILLS * TRIES):
        person.work(number)
        process = start(options)
        time.sleep(person.chance.uniform(0.2, 1.0) * usual)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        in_memory(options)
        for (article, italian), english in person.said.items():
            assert english in in_files(options, article)[italian]
        if killed == KILLS:
            break
    assert killed == KILLS
    assert start(options).wait() == 0

    known = in_memory(options)
    for (article, italian), english in person.said.items():
        assert (f"{article:02}", english) in known
        standing = {row["it"]: row["en"] for row in rows(options, f"{article:02}.tsv")}
        if italian in standing:
            assert standing[italian] == english
        else:
            assert english in in_files(options, article)[italian]
    assert not list(options.out.glob("*.new*.tsv"))
    assert start(options).wait() == 0
