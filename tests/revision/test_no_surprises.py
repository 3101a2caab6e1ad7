"""A run does what a person may expect of it, and says what it does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch import dry_run, run
from pipeline.errors import MemoryFileError, UnwritableMemoryError
from pipeline.memory.database import Database
from pipeline.memory.memories import Memories
from pipeline.memory.stored import all_units
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.revision.runs import (
    FIRST,
    MINE,
    SECOND,
    THIRD,
    again,
    correct,
    english,
    record_of,
    rows,
    write_article,
    write_rows,
)
from tests.tiny_packages import make_package


@pytest.fixture
def options(remembering: RunOptions) -> RunOptions:
    """Have two articles with a memory."""
    return remembering


def human_units(options: RunOptions) -> set[tuple[str, str]]:
    """Return what people wrote, as the memory has it: article and English."""
    with Database(Path(options.memory[0])) as memory:
        return {(unit.document, unit.en) for unit in all_units(memory) if unit.origin != "mt"}


def test_what_a_memory_gave_can_be_refused(options: RunOptions, tmp_path: Path) -> None:
    """The machine's text stands from then on, until the memory knows something else."""
    machine = english(options, FIRST, "due.tsv")
    correct(options, FIRST, MINE)
    run(options, Watcher())
    assert english(options, FIRST, "due.tsv") == ("human", MINE)
    correct(options, FIRST, "", name="due.tsv")

    run(options, Watcher())
    assert english(options, FIRST, "due.tsv") == machine
    other = str(make_package(tmp_path / "other-model", seed=2))
    for changed in ({"memory": ()}, {"force": True}, {"model": other}, {"similarity": 0.99}):
        run(replace(options, **changed), Watcher())
        assert english(options, FIRST, "due.tsv")[0] == "mt"
    assert english(options, FIRST) == ("human", MINE)

    correct(options, FIRST, "A better text.")
    run(options, Watcher())
    assert english(options, FIRST, "due.tsv") == ("human", "A better text.")


def test_the_output_folder_can_be_handed_in(options: RunOptions) -> None:
    """What a memory gave an article is not taken for its own then."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    run(replace(options, edits=(options.out,)), Watcher())
    assert len(record_of(options, "due").recalled) == 1
    correct(options, FIRST, "A better text.")

    run(options, Watcher())

    assert english(options, FIRST, "due.tsv") == ("human", "A better text.")
    assert human_units(options) == {("uno", "A better text.")}
    assert not list(options.out.glob("*.conflicts.tsv"))


def test_what_a_memory_gave_is_not_own_because_a_table_was_kept(options: RunOptions) -> None:
    """The table beside holds it as well."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    strange = {**rows(options, "due.tsv")[0], "key": "", "it": "Non c’è.", "en": "Not there."}
    write_rows(options.out / "due.tsv", [*rows(options, "due.tsv"), strange])
    for _ in range(2):
        run(replace(options, force=True), Watcher())
    correct(options, FIRST, "A better text.")

    run(options, Watcher())

    assert english(options, FIRST, "due.new.tsv") == ("human", "A better text.")
    assert human_units(options) == {("uno", "A better text.")}


def test_another_memory_learns_all_before_anything_is_done(options: RunOptions) -> None:
    """Also from articles that were last translated with a memory of another name."""
    first = replace(options, memory=())
    run(replace(first, force=True), Watcher())
    correct(options, SECOND, "The council said so.")
    run(options, Watcher())
    write_article(options, THIRD, SECOND, name="alfa")

    run(replace(options, memory=(str(options.out.parent / "new.db"),)), Watcher())

    assert english(options, SECOND, "alfa.tsv") == ("human", "The council said so.")


@pytest.mark.parametrize("second", ["A better text.", ""])
def test_a_second_thought_is_followed_after_the_sentence_moved(
    options: RunOptions, second: str
) -> None:
    """What the article said where the sentence stood before is gone from the memory."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    write_article(options, SECOND, FIRST)
    run(options, Watcher())
    correct(options, FIRST, second)

    run(options, Watcher())
    run(replace(options, force=True), Watcher())

    wanted = ("human", second) if second else ("mt", rows(options)[1]["en"])
    assert english(options, FIRST) == wanted
    assert english(options, FIRST, "due.tsv")[0] == wanted[0]
    assert human_units(options) == ({("uno", second)} if second else set())


def test_a_memory_keeps_what_is_gone_from_its_article(options: RunOptions) -> None:
    """Also where the same sentence stands elsewhere in it, with another text."""
    write_article(options, FIRST, SECOND, FIRST, THIRD)
    run(options, Watcher())
    changed = rows(options)
    changed[0]["en"], changed[2]["en"] = MINE, "A better text."
    write_rows(options.out / "uno.tsv", changed)
    run(options, Watcher())
    write_article(options, SECOND, FIRST, THIRD)

    run(options, Watcher())

    assert english(options, FIRST) == ("human", "A better text.")
    assert [row["en"] for row in rows(options, "uno.orphans.tsv")] == [MINE]
    assert human_units(options) == {("uno", MINE), ("uno", "A better text.")}


def test_a_memory_that_could_not_be_written_learns_all_the_next_time(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article is reported as failed, and its table is left as the person left it."""
    correct(options, FIRST, MINE)
    edited = (options.out / "uno.tsv").read_bytes()
    (options.out / ".bilingue" / "uno.json").unlink()

    def fail(*_: object) -> int:
        path = options.memory[0]
        raise UnwritableMemoryError(path, "no room")

    monkeypatch.setattr(Memories, "remember", fail)
    assert again(options).status == "failed"
    assert (options.out / "uno.tsv").read_bytes() == edited
    monkeypatch.undo()

    run(options, Watcher())

    assert human_units(options) == {("uno", MINE)}


def test_a_row_that_was_cut_off_is_no_correction(options: RunOptions) -> None:
    """A copy that stopped halfway ends in the middle of the English."""
    table = options.out / "uno.tsv"
    before = table.read_bytes()
    line = before.decode().splitlines()[-1]
    text = line.split("\t")[4]
    table.write_bytes(before[: before.rindex(text.encode()) + len(text.encode()) // 2])

    run(options, Watcher())

    assert {row["origin"] for row in rows(options)} == {"mt"}
    assert table.read_bytes() == before


def test_of_two_copies_of_an_article_the_name_decides(options: RunOptions, tmp_path: Path) -> None:
    """Where the sentences say nothing."""
    alone = replace(options, memory=())
    write_article(alone, FIRST, SECOND, name="copia")
    run(alone, Watcher())
    correct(alone, FIRST, MINE, to="../uno.tsv")

    run(replace(alone, edits=(tmp_path / "uno.tsv",)), Watcher())

    assert english(alone, FIRST) == ("human", MINE)
    assert english(alone, FIRST, "copia.tsv")[0] == "mt"


def test_new_orphans_are_told_though_others_are_taken_up(options: RunOptions) -> None:
    """Their number alone says nothing."""
    alone = replace(options, memory=())
    correct(alone, FIRST, MINE)
    correct(alone, SECOND, "The council said so.")
    write_article(alone, FIRST, THIRD)
    assert "1 corrections have no sentence" in again(alone).message
    write_article(alone, SECOND, THIRD)

    assert "1 corrections have no sentence" in again(alone).message
    assert "no sentence" not in again(replace(alone, force=True)).message


def a_folder(table: Path) -> None:
    """Put a folder in the place of a table."""
    table.unlink()
    table.mkdir()


def no_table(table: Path) -> None:
    """Put something else in the place of a table."""
    table.write_text("mine", encoding="utf-8")


def a_correction(table: Path) -> None:
    """Correct a sentence."""
    table.write_bytes(table.read_bytes().replace(b"\tmt\t", b" now\tmt\t", 1))


def nothing(table: Path) -> None:
    """Leave a table as it is."""


@pytest.mark.parametrize("change", [a_folder, no_table, a_correction, nothing, Path.unlink])
def test_a_dry_run_says_what_the_run_does(
    options: RunOptions, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """Article by article, with the tables that nothing wants; also what a memory changes."""
    write_article(options, THIRD, name="tre")
    stranger = tmp_path / "stranger.tsv"
    stranger.write_text("it\ten\nNessuna frase nota.\tUnknown.\n", encoding="utf-8")
    given = replace(options, edits=(stranger,), paths=(*options.paths, tmp_path / "missing"))
    change(options.out / "uno.tsv")
    before = Path(options.memory[0]).read_bytes()

    said = {one.task.name: (one.action, str(one.error or one.reason)) for one in dry_run(given)}

    assert Path(options.memory[0]).read_bytes() == before
    words = {"translated": "translate", "rendered": "render", "unchanged": "skip"}
    done = {
        one.name: (
            words.get(one.status, "fail"),
            one.message if one.status == "failed" else one.reason,
        )
        for one in run(given, Watcher()).results
    }
    assert said == done


def test_a_dry_run_misses_the_memories_that_a_run_misses(options: RunOptions) -> None:
    """Only the first one is made, and the default one never."""
    for names in (("default",), (options.memory[0], "missing.db")):
        with pytest.raises(MemoryFileError):
            dry_run(replace(options, memory=names))
    with Memories(["missing.db"], rehearsal=True) as memories:
        assert memories.look_up([], "") == []
    assert not Path("missing.db").exists()


def test_nothing_is_put_aside_where_there_is_nothing(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for a moment either: a run that is killed then would leave an empty table of orphans."""
    written: list[str] = []
    monkeypatch.setattr(
        "pipeline.table_files.write_atomically", lambda path, _content: written.append(path.name)
    )

    run(replace(options, force=True), Watcher())

    assert written == []
