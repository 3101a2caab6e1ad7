"""Runs with a translation memory: what a person corrects in one article holds in the others."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import dry_run, run
from pipeline.engine import Engine
from pipeline.memory.database import Database
from pipeline.memory.memories import Memories
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.revision.runs import (
    FIRST,
    MINE,
    OTHER,
    THIRD,
    again,
    correct,
    english,
    record_of,
    rows,
    write_article,
)

YEARS = "Nel 2023 i lettori della biblioteca sono stati 1.250, più dell’anno prima."
NEXT_YEARS = "Nel 2024 i lettori della biblioteca sono stati 1.480, più dell’anno prima."


@pytest.fixture
def options(remembering: RunOptions) -> RunOptions:
    """Have two articles with a memory."""
    return remembering


def units(options: RunOptions) -> list[MemoryUnit]:
    """Return what people wrote, as the memory has it."""
    with Database(Path(options.memory[0])) as memory:
        return [unit for unit in all_units(memory) if unit.origin != "mt"]


def test_a_correction_wins_in_every_other_article(options: RunOptions) -> None:
    """In the same run, also in an article that comes before; and then nothing is left to do."""
    correct(options, FIRST, MINE)
    assert {(one.task.name, one.reason) for one in dry_run(options)} == {
        ("uno", "its table was edited"),
        ("due", "the translation memory changed"),
    }

    assert again(options, "due").reason == "the translation memory changed"

    assert english(options, FIRST, "due.tsv") == ("human", MINE)
    assert english(options, OTHER, "due.tsv")[0] == "mt"
    assert [(unit.en, unit.document) for unit in units(options)] == [(MINE, "uno")]
    files = {path: path.read_bytes() for path in options.out.glob("*.*sv")}
    assert {one.status for one in run(options, Watcher()).results} == {"unchanged"}
    assert {path: path.read_bytes() for path in files} == files


def test_a_second_thought_is_followed(options: RunOptions) -> None:
    """The other article has no text of its own, so it takes the newer one; no conflict."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    correct(options, FIRST, "A better text.")

    run(options, Watcher())

    assert english(options, FIRST, "due.tsv") == ("human", "A better text.")
    assert not list(options.out.glob("*.conflicts.tsv"))


def test_what_is_taken_back_is_taken_back_everywhere(options: RunOptions) -> None:
    """An emptied cell withdraws the correction from the memory."""
    before = rows(options, "due.tsv")
    correct(options, FIRST, MINE)
    run(options, Watcher())
    correct(options, FIRST, "")

    run(options, Watcher())

    assert english(options, FIRST)[0] == "mt"
    assert units(options) == []
    assert rows(options, "due.tsv") == before


def test_an_article_has_its_own_way(options: RunOptions) -> None:
    """Where a person corrected the sentence here, too, the memory does not interfere."""
    correct(options, FIRST, MINE)
    correct(options, FIRST, "Another text.", name="due.tsv")

    run(options, Watcher())

    assert english(options, FIRST) == ("human", MINE)
    assert english(options, FIRST, "due.tsv") == ("human", "Another text.")
    write_article(options, THIRD, FIRST, name="tre")
    run(options, Watcher())
    assert english(options, FIRST, "tre.tsv")[0] == "mt"
    flags = next(row["flags"] for row in rows(options, "tre.tsv") if row["it"] == FIRST)
    assert "ambiguous" in flags.split()


def test_what_a_memory_gave_stays_without_it(options: RunOptions) -> None:
    """A run without --memory takes nothing away."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    alone = replace(options, memory=(), force=True)

    run(alone, Watcher())

    assert english(options, FIRST, "due.tsv") == ("human", MINE)


def test_corrections_made_before_there_was_a_memory_count(options: RunOptions) -> None:
    """The first run with a memory learns what earlier runs were told."""
    alone = replace(options, memory=(), out=options.out.parent / "alone")
    run(alone, Watcher())
    correct(alone, FIRST, MINE)
    run(alone, Watcher())

    run(replace(alone, memory=(str(options.out.parent / "other.db"),)), Watcher())

    assert english(alone, FIRST, "due.tsv") == ("human", MINE)


def test_similar_sentences_come_as_suggestions(options: RunOptions) -> None:
    """Never as the translation; where only numbers differ they are put right and marked."""
    write_article(options, YEARS, name="tre")
    run(options, Watcher())
    correct(
        options, YEARS, "In 2023 the library had 1,250 readers, more than before.", name="tre.tsv"
    )
    write_article(options, NEXT_YEARS, name="quattro")
    run(options, Watcher())

    (row,) = rows(options, "quattro.tsv")

    assert row["origin"] == "mt"
    assert row["hint"] == "In 2024 the library had 1,480 readers, more than before."
    assert float(row["hint_score"]) > 0.85
    assert "hint-repaired" in row["flags"].split()
    assert row["hint"] in (options.out / "quattro.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("least", "hint"), [(0.85, MINE), (0.99, "")])
def test_how_similar_is_similar_can_be_chosen(options: RunOptions, least: float, hint: str) -> None:
    """Hints come anew when the share is another."""
    correct(options, FIRST, MINE)
    write_article(options, FIRST.replace("domenica", "domenica e sabato"), name="tre")
    run(options, Watcher())

    run(replace(options, similarity=least), Watcher())

    assert rows(options, "tre.tsv")[0]["hint"] == hint


def test_machine_texts_are_not_made_twice(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder with the same memory and model decodes nothing, and gets the same tables."""
    decoded: list[int] = []
    real = Engine.translate_each

    def count(self: Engine, groups: Any, **others: Any) -> Any:  # noqa: ANN401
        def counted() -> Any:  # noqa: ANN401
            for group in groups:
                decoded.append(len(group))
                yield group

        return real(self, counted(), **others)

    monkeypatch.setattr(Engine, "translate_each", count)
    other = replace(options, out=options.out.parent / "other")

    run(other, Watcher())

    assert sum(decoded) == 0
    for name in ("uno.tsv", "due.tsv"):
        assert (other.out / name).read_bytes() == (options.out / name).read_bytes()
    run(replace(other, force=True), Watcher())
    assert sum(decoded) == 5


def test_without_a_memory_no_database_is_opened(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Corrections live in their table then."""
    monkeypatch.setattr(sqlite3, "connect", None)
    alone = replace(options, memory=(), out=options.out.parent / "alone")
    run(alone, Watcher())
    correct(alone, FIRST, MINE)

    assert again(alone).status == "rendered"

    assert english(alone, FIRST, "due.tsv")[0] == "mt"


def test_a_dry_run_leaves_the_memory_alone(options: RunOptions) -> None:
    """Not even a new file is made."""
    missing = options.out.parent / "missing.db"
    dry_run(replace(options, memory=(str(missing),)))
    assert not missing.exists()


def test_a_memory_from_elsewhere_says_so(options: RunOptions) -> None:
    """What was imported is of the origin tm, and it is no correction of this article."""
    with Memories(options.memory) as memories:
        memories.remember([MemoryUnit(THIRD, "Readers are grateful.", "tm")])

    run(options, Watcher())

    assert english(options, THIRD, "due.tsv") == ("tm", "Readers are grateful.")
    assert len(record_of(options, "due").recalled) == 1
    assert [unit.origin for unit in units(options)] == ["tm"]
