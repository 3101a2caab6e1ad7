"""Corrections through whole runs: recognised, kept, shown, and never lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import files, store, table_files
from pipeline.batch import dry_run, run
from pipeline.errors import OutputError
from pipeline.keys import is_edited
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


def test_a_correction_is_kept_and_shown(options: RunOptions) -> None:
    """It is in table, record and page as a person's, and then there is nothing to do."""
    machine = english(options, FIRST)[1]
    correct(options, FIRST, MINE)
    assert [(one.action, one.reason) for one in dry_run(options)] == [
        ("render", "its table was edited")
    ]

    assert again(options).status == "rendered"

    row = rows(options)[0]
    assert (row["en"], row["origin"], row["score"]) == (MINE, "human", "")
    assert not is_edited(row["key"], MINE)
    assert record_of(options).pairs[0].mt == machine
    assert MINE in (options.out / "uno.html").read_text(encoding="utf-8")
    assert again(options).status == "unchanged"
    assert not list(options.out.glob("uno.*.tsv"))


def test_a_correction_needs_no_model(options: RunOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited table alone is no reason to translate."""
    correct(options, FIRST, MINE)
    monkeypatch.setattr("pipeline.translator.Engine", None)

    assert again(options).status == "rendered"


def upside_down(text: str) -> bytes:
    """Return a table with its rows in the opposite order."""
    head, *body = text.splitlines()
    return ("\n".join([head, *reversed(body)]) + "\n").encode()


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("cp1252"),
        upside_down,
    ],
    ids=["mark", "utf-16", "crlf", "windows-1252", "sorted"],
)
def test_a_correction_survives_any_editor(
    options: RunOptions, save: Callable[[str], bytes]
) -> None:
    """Encodings, line ends and orders that programs leave behind do not matter."""
    correct(options, FIRST, MINE)
    table = options.out / "uno.tsv"
    table.write_bytes(save(table.read_text(encoding="utf-8")))

    again(options)

    assert english(options, FIRST) == ("human", MINE)
    assert {row["origin"] for row in rows(options)[1:]} == {"mt"}
    assert [row["it"] for row in rows(options)] == [FIRST, SECOND, THIRD]


def test_a_deleted_row_comes_back(options: RunOptions) -> None:
    """With the correction that was made in it before."""
    correct(options, FIRST, MINE)
    run(options, Watcher())
    write_rows(options.out / "uno.tsv", rows(options)[1:])

    again(options)

    assert english(options, FIRST) == ("human", MINE)


def test_a_correction_outlives_model_and_force(options: RunOptions, tmp_path: Path) -> None:
    """Machine text is redone, a person's is not."""
    machine = english(options, FIRST)[1]
    correct(options, FIRST, MINE)
    other = make_package(tmp_path / "other-model", seed=2)

    for changed in (replace(options, force=True), replace(options, model=str(other))):
        assert again(changed).status == "translated"
        assert english(options, FIRST) == ("human", MINE)
    assert record_of(options).pairs[0].mt != machine


def test_an_emptied_cell_goes_back_to_the_machine(options: RunOptions) -> None:
    """With its score and doubts, for which the sentence is translated again."""
    before = rows(options)
    correct(options, FIRST, MINE)
    run(options, Watcher())
    correct(options, FIRST, "")

    result = again(options)

    assert rows(options) == before
    assert "1 sentences went back" in result.message


def test_corrections_of_a_changed_article_are_kept_or_put_aside(options: RunOptions) -> None:
    """What has no sentence any more waits in a table of its own until the sentence is back."""
    correct(options, FIRST, MINE)
    correct(options, SECOND, "The council said so.")
    write_article(options, FIRST, THIRD)

    result = again(options)

    assert english(options, FIRST) == ("human", MINE)
    assert "kept in uno.orphans.tsv" in result.message
    assert [row["en"] for row in rows(options, "uno.orphans.tsv")] == ["The council said so."]
    assert again(options).status == "unchanged"
    write_article(options, FIRST, SECOND, THIRD)
    again(options)
    assert english(options, SECOND) == ("human", "The council said so.")
    assert not (options.out / "uno.orphans.tsv").exists()


def test_a_damaged_cell_is_restored_and_said(options: RunOptions) -> None:
    """A typographic apostrophe is an editor's doing, not a correction."""
    correct(options, FIRST, "It's mine.")
    run(options, Watcher())
    correct(options, FIRST, "It’s mine.")

    result = again(options)

    assert english(options, FIRST) == ("human", "It's mine.")
    assert "1 cells that a spreadsheet had changed were restored (lines 2)" in result.message


def test_columns_of_ones_own_are_kept(options: RunOptions) -> None:
    """With their rows; where a sentence is gone, the whole table stays and a new one is made."""
    noted = [{**row, "note": "check" if row["it"] == SECOND else ""} for row in rows(options)]
    write_rows(options.out / "uno.tsv", noted)

    again(options)

    assert [row["note"] for row in rows(options)] == ["", "check", ""]
    assert again(options).status == "unchanged"
    write_article(options, FIRST, THIRD)
    result = again(options)
    assert "1 rows with something in your own columns have no sentence any more" in result.message
    assert [row["note"] for row in rows(options)] == ["", "check", ""]
    assert [row["it"] for row in rows(options, "uno.new.tsv")] == [FIRST, THIRD]


def test_a_table_beside_an_edited_one_is_read_too(options: RunOptions) -> None:
    """Corrections in NAME.new.tsv count; it goes when NAME.tsv can be used again."""
    good = (options.out / "uno.tsv").read_bytes()
    (options.out / "uno.tsv").write_text("mine", encoding="utf-8")
    run(options, Watcher())
    correct(options, FIRST, MINE, name="uno.new.tsv")
    run(options, Watcher())
    assert english(options, FIRST, "uno.new.tsv") == ("human", MINE)

    (options.out / "uno.tsv").write_bytes(good)
    again(options)

    assert english(options, FIRST) == ("human", MINE)
    assert not (options.out / "uno.new.tsv").exists()


def test_a_table_of_somebody_else_is_left_alone(options: RunOptions) -> None:
    """Without a record, only what has keys of ours is taken for ours."""
    theirs = "it\ten\nUno\tOne\n"
    (options.out / "due.tsv").write_text(theirs, encoding="utf-8")
    write_article(options, THIRD, name="due")

    result = again(options, "due")

    assert "due.tsv is not a table that bilingue wrote" in result.message
    assert (options.out / "due.tsv").read_text(encoding="utf-8") == theirs
    assert english(options, THIRD, "due.new.tsv")[0] == "mt"


def test_without_a_record_the_table_still_tells(options: RunOptions) -> None:
    """A correction is recognised by its key alone."""
    correct(options, FIRST, MINE)
    (options.out / ".bilingue" / "uno.json").unlink()

    again(options)

    assert english(options, FIRST) == ("human", MINE)


@pytest.mark.parametrize("broken", ["uno.tsv", "uno.html", "uno.json", "uno.orphans.tsv"])
def test_an_interruption_loses_nothing(
    options: RunOptions, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever file cannot be written, the next run has every correction."""
    correct(options, FIRST, MINE)
    correct(options, SECOND, "The council said so.")
    write_article(options, FIRST, THIRD)
    real = files.write_atomically

    def fail(path: Path, data: bytes) -> None:
        if path.name == broken:
            raise OutputError(str(path), "no room")
        real(path, data)

    for module in (store, table_files):
        monkeypatch.setattr(module, "write_atomically", fail)
    assert again(options).status == "failed"
    monkeypatch.undo()

    again(options)

    assert english(options, FIRST) == ("human", MINE)
    assert [row["en"] for row in rows(options, "uno.orphans.tsv")] == ["The council said so."]


def test_a_table_handed_in_belongs_to_its_article(options: RunOptions, tmp_path: Path) -> None:
    """Whatever its name; and handing it in again changes nothing."""
    write_article(options, THIRD, name="due")
    correct(options, FIRST, MINE, to="../from the page.tsv")
    handed = replace(options, edits=(tmp_path / "from the page.tsv",))

    result = again(handed)

    assert result.reason == "a table given with --edits has sentences of it"
    assert english(options, FIRST) == ("human", MINE)
    before = (options.out / "uno.tsv").read_bytes()
    again(handed)
    assert (options.out / "uno.tsv").read_bytes() == before
    assert not (options.out / "uno.conflicts.tsv").exists()


def test_a_table_can_be_handed_in_for_a_new_article(options: RunOptions, tmp_path: Path) -> None:
    """Another output folder knows nothing yet, and takes the corrections all the same."""
    correct(options, FIRST, MINE)
    fresh = replace(options, out=tmp_path / "fresh", edits=(options.out / "uno.tsv",))

    again(fresh)

    assert english(fresh, FIRST) == ("human", MINE)


def test_two_people_in_conflict_are_both_kept(options: RunOptions, tmp_path: Path) -> None:
    """The article's own table stands, the other text is put aside and said."""
    correct(options, FIRST, "Another person’s text.", to="../theirs.tsv")
    correct(options, FIRST, MINE)

    result = again(replace(options, edits=(tmp_path / "theirs.tsv",)))

    assert english(options, FIRST) == ("human", MINE)
    assert "kept in uno.conflicts.tsv" in result.message
    (row,) = rows(options, "uno.conflicts.tsv")
    assert (row["en"], row["other_en"]) == (MINE, "Another person’s text.")


def test_a_table_that_nothing_wants_is_named(options: RunOptions, tmp_path: Path) -> None:
    """It fails by itself; the articles are done, and the index does not list it."""
    stranger = tmp_path / "stranger.tsv"
    stranger.write_text("it\ten\nNessuna frase nota.\tUnknown.\n", encoding="utf-8")

    summary = run(replace(options, edits=(stranger,)), Watcher())

    assert [one.status for one in summary.results] == ["unchanged", "failed"]
    assert "none of its sentences" in summary.results[1].message
    assert "stranger" not in (options.out / "index.html").read_text(encoding="utf-8")
