"""What a person wrote outlives every accident between two runs, and within one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import files, store, table_files
from pipeline.batch import run
from pipeline.revision import own_tables
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

COUNCIL = "The council said so."


class Killed(BaseException):
    """A process that ends here and now."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[RunOptions, int], bool]:
    """Return what runs until so many files are written or removed, and then is gone.

    It tells whether the run was killed; False where it came to its end before.
    """

    def run_until(options: RunOptions, last: int) -> bool:
        steps = 0

        def step(action: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*arguments: Any, **others: Any) -> Any:  # noqa: ANN401
                nonlocal steps
                if steps == last:
                    raise Killed
                steps += 1
                return action(*arguments, **others)

            return counted

        with monkeypatch.context() as patched:
            for module in (store, table_files):
                patched.setattr(module, "write_atomically", step(files.write_atomically))
            patched.setattr(Path, "unlink", step(Path.unlink))
            try:
                run(options, Watcher())
            except Killed:
                return True
        return False

    return run_until


def texts(options: RunOptions) -> set[str]:
    """Return all that people wrote, in table and orphans."""
    orphans = options.out / "uno.orphans.tsv"
    found = [row for row in rows(options) if row["origin"] == "human"]
    found += rows(options, orphans.name) if orphans.exists() else []
    return {row["en"] for row in found}


@pytest.mark.parametrize("last", range(12))
def test_a_run_killed_between_two_files_loses_nothing(
    options: RunOptions, killed_at: Callable[[RunOptions, int], bool], last: int
) -> None:
    """While a sentence comes back from the orphans and another one goes there."""
    correct(options, FIRST, MINE)
    correct(options, SECOND, COUNCIL)
    write_article(options, FIRST, THIRD)
    run(options, Watcher())
    assert (options.out / "uno.orphans.tsv").exists()
    write_article(options, SECOND, THIRD)

    killed_at(options, last)

    (options.out / ".bilingue" / "uno.json").read_bytes()
    run(options, Watcher())
    assert texts(options) == {MINE, COUNCIL}
    assert english(options, SECOND) == ("human", COUNCIL)


def test_a_correction_made_while_the_article_is_written_counts_next_time(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody has read yet is not taken for known."""
    correct(options, FIRST, MINE)
    real = own_tables.read_own_tables

    def read_and_edit(*arguments: Any) -> Any:  # noqa: ANN401
        found = real(*arguments)
        correct(options, SECOND, COUNCIL)
        return found

    monkeypatch.setattr("pipeline.revision.revise.read_own_tables", read_and_edit)
    run(options, Watcher())
    monkeypatch.undo()

    run(options, Watcher())

    assert english(options, FIRST) == ("human", MINE)
    assert english(options, SECOND) == ("human", COUNCIL)


def with_a_row_of_ones_own(options: RunOptions) -> None:
    """Add a row by hand for a sentence that is not in the article, and run."""
    strange = {**rows(options)[0], "key": "", "it": "Non c’è.", "en": "Not there."}
    write_rows(options.out / "uno.tsv", [*rows(options), strange])
    run(options, Watcher())


def test_the_newer_text_beside_a_table_that_was_kept_stands(options: RunOptions) -> None:
    """The kept table says what it said; what was corrected since in NAME.new.tsv is newer."""
    correct(options, FIRST, "First thought.")
    with_a_row_of_ones_own(options)
    correct(options, FIRST, MINE, name="uno.new.tsv")
    run(options, Watcher())

    run(replace(options, force=True), Watcher())

    assert english(options, FIRST, "uno.new.tsv") == ("human", MINE)
    assert not (options.out / "uno.conflicts.tsv").exists()


def test_there_is_one_new_table_beside_a_kept_one(options: RunOptions) -> None:
    """Whatever happens to the source; so a correction made there is always read."""
    noted = [{**row, "note": "check" if row["it"] == SECOND else ""} for row in rows(options)]
    write_rows(options.out / "uno.tsv", noted)
    for sentences in ((FIRST, THIRD), (THIRD, FIRST), (FIRST, THIRD)):
        write_article(options, *sentences)
        run(options, Watcher())
    correct(options, FIRST, MINE, name="uno.new.tsv")

    run(options, Watcher())

    assert english(options, FIRST, "uno.new.tsv") == ("human", MINE)
    assert [path.name for path in options.out.glob("uno.new*.tsv")] == ["uno.new.tsv"]
    assert [row["note"] for row in rows(options)] == ["", "check", ""]


def test_the_new_table_counts_without_a_record_too(options: RunOptions) -> None:
    """Its name tells whose it is."""
    with_a_row_of_ones_own(options)
    correct(options, FIRST, MINE, name="uno.new.tsv")
    (options.out / ".bilingue" / "uno.json").unlink()

    run(options, Watcher())

    assert record_of(options).pairs[0].en == MINE
    assert english(options, FIRST, "uno.new.tsv") == ("human", MINE)


def test_notes_without_a_heading_are_kept(options: RunOptions) -> None:
    """People write into the next free column and never give it a name."""
    table = options.out / "uno.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    lines[2] += "\tto be checked"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")

    run(options, Watcher())
    run(replace(options, force=True), Watcher())

    lines = table.read_text(encoding="utf-8").splitlines()
    assert "to be checked" in lines[2].split("\t")
    assert {line.count("\t") for line in lines} == {11}


@pytest.mark.parametrize("is_known", [True, False])
def test_rows_added_by_hand_are_kept(options: RunOptions, *, is_known: bool) -> None:
    """The table stays as it is, with a record and without."""
    if not is_known:
        (options.out / ".bilingue" / "uno.json").unlink()

    with_a_row_of_ones_own(options)

    assert rows(options)[-1]["en"] == "Not there."
    assert len(rows(options, "uno.new.tsv")) == 3


def test_a_row_deleted_beside_a_table_that_is_none_comes_back(options: RunOptions) -> None:
    """With what was corrected in it, which only the record knows."""
    (options.out / "uno.tsv").write_text("mine", encoding="utf-8")
    run(options, Watcher())
    correct(options, FIRST, MINE, name="uno.new.tsv")
    run(options, Watcher())
    write_rows(options.out / "uno.new.tsv", rows(options, "uno.new.tsv")[1:])

    run(options, Watcher())

    assert english(options, FIRST, "uno.new.tsv") == ("human", MINE)


def test_a_note_beside_a_note_is_kept(options: RunOptions) -> None:
    """Also where a run wrote the first one, and neither has a heading."""
    table = options.out / "uno.tsv"
    for note in ("one", "two"):
        lines = table.read_text(encoding="utf-8").splitlines()
        lines[2] += f"\t{note}"
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        run(options, Watcher())

    assert table.read_text(encoding="utf-8").splitlines()[2].endswith("\tone two")


@pytest.mark.parametrize("damage", ["key", "encoding", "both"])
def test_orphans_changed_by_hand_are_kept(options: RunOptions, damage: str) -> None:
    """Without keys or in another encoding: each text waits on, and finds its sentence by it."""
    correct(options, FIRST, MINE)
    correct(options, SECOND, COUNCIL)
    write_article(options, THIRD)
    run(options, Watcher())
    orphans = options.out / "uno.orphans.tsv"
    if damage != "encoding":
        write_rows(orphans, [{**row, "key": ""} for row in rows(options, orphans.name)])
    if damage != "key":
        orphans.write_bytes(orphans.read_text(encoding="utf-8").encode("utf-16"))
    write_article(options, SECOND, THIRD)

    run(options, Watcher())

    assert english(options, SECOND) == ("human", COUNCIL)
    assert [row["en"] for row in rows(options, orphans.name)] == [MINE]


def test_a_note_in_the_orphans_stays_while_they_stay(options: RunOptions) -> None:
    """A table that would say the same is not written anew."""
    correct(options, FIRST, MINE)
    write_article(options, THIRD)
    run(options, Watcher())
    orphans = options.out / "uno.orphans.tsv"
    write_rows(orphans, [{**row, "note": "why?"} for row in rows(options, orphans.name)])
    before = orphans.read_bytes()

    run(replace(options, force=True), Watcher())

    assert orphans.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\n", b"mine"])
@pytest.mark.parametrize("with_memory", [False, True])
def test_a_damaged_table_of_orphans_harms_its_article_alone(
    options: RunOptions, tmp_path: Path, content: bytes, *, with_memory: bool
) -> None:
    """An emptied one holds nothing; of one that is no table the person is told, and it stays."""
    write_article(options, THIRD, name="due")
    orphans = options.out / "uno.orphans.tsv"
    orphans.write_bytes(content)
    memory = (str(tmp_path / "memory.db"),) if with_memory else ()

    correct(options, FIRST, MINE)
    result = again(replace(options, memory=memory))

    assert english(options, THIRD, "due.tsv")[0] == "mt"
    if content.strip():
        assert result.status == "failed"
        assert "uno.orphans.tsv" in result.message
        assert orphans.read_bytes() == content
    else:
        assert english(options, FIRST) == ("human", MINE)


def test_a_sentence_that_moves_takes_its_own_text_along(options: RunOptions) -> None:
    """Also where the same sentence before it is gone, whose English came from a memory."""
    memory = replace(options, memory=(str(options.out.parent / "memory.db"),))
    write_article(memory, SECOND, FIRST, name="due")
    run(memory, Watcher())
    correct(memory, FIRST, "From the other article.", name="due.tsv")
    write_article(memory, FIRST, SECOND, FIRST, THIRD)
    run(memory, Watcher())
    changed = rows(memory)
    assert [row["origin"] for row in changed] == ["human", "mt", "human", "mt"]
    changed[2]["en"] = MINE
    write_rows(memory.out / "uno.tsv", changed)
    alone = replace(memory, memory=())
    run(alone, Watcher())

    write_article(alone, SECOND, FIRST, THIRD)
    run(alone, Watcher())
    assert english(alone, FIRST) == ("human", MINE)
    run(replace(alone, memory=(str(options.out.parent / "other.db"),)), Watcher())

    assert english(alone, FIRST) == ("human", MINE)
    assert record_of(alone).recalled == ()


def test_the_same_table_handed_in_twice_counts_once(options: RunOptions, tmp_path: Path) -> None:
    """No correction becomes an orphan or a conflict of itself."""
    folder = tmp_path / "corrections"
    folder.mkdir()
    correct(options, FIRST, MINE, to="../corrections/theirs.tsv")

    run(replace(options, edits=(folder, folder / "theirs.tsv")), Watcher())

    assert english(options, FIRST) == ("human", MINE)
    assert not list(options.out.glob("uno.*.tsv"))


def test_a_table_without_keys_can_be_handed_in_for_a_new_article(
    options: RunOptions, tmp_path: Path
) -> None:
    """Its Italian tells the sentences."""
    plain = tmp_path / "plain.tsv"
    plain.write_text(f"it\ten\n{FIRST}\t{MINE}\n", encoding="utf-8")
    fresh = replace(options, out=tmp_path / "fresh", edits=(plain,))

    run(fresh, Watcher())

    assert english(fresh, FIRST) == ("human", MINE)


@pytest.mark.parametrize("state", ["damaged record", "new source"])
def test_a_table_finds_its_article_whatever_the_record_says(
    options: RunOptions, tmp_path: Path, state: str
) -> None:
    """The source as it is now counts, too."""
    other = replace(options, out=tmp_path / "other")
    if state == "new source":
        write_article(options, "Un testo del tutto nuovo, scritto ieri.", "E una frase in più.")
    run(other, Watcher())
    italian = rows(other)[0]["it"]
    correct(other, italian, MINE)
    if state == "damaged record":
        (options.out / ".bilingue" / "uno.json").write_text("{", encoding="utf-8")

    summary = run(replace(options, edits=(other.out / "uno.tsv",)), Watcher())

    assert summary.count("failed") == 0
    assert english(options, italian) == ("human", MINE)
