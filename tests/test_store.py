"""The output folder: nothing of a person's is overwritten, nothing is left half-written."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.files import write_atomically
from pipeline.record import Record
from pipeline.store import OWN_FOLDER, Store
from tests.test_record import record as example


def written(store: Store, record: Record, before: Record | None = None) -> Record:
    """Write an article and return its record."""
    return store.write(record, "<p>page</p>", before).record


def changed(record: Record, english: str) -> Record:
    """Return the article with another translation."""
    return replace(record, pairs=(replace(record.pairs[0], en=english),))


def test_what_was_written_is_complete_and_read_back(tmp_path: Path) -> None:
    """Page, table and record lie where they belong."""
    store = Store(tmp_path)
    record = written(store, example())

    assert store.condition(record) == "whole"
    assert store.read_record("a/b") == record
    assert (tmp_path / "a" / "b.html").read_text(encoding="utf-8") == "<p>page</p>"


def test_our_own_table_is_replaced(tmp_path: Path) -> None:
    """A table in the state that the last run wrote may be overwritten."""
    store = Store(tmp_path)
    first = written(store, example())
    written(store, changed(example(), "Another."), first)

    assert "Another." in (tmp_path / "a" / "b.tsv").read_text(encoding="utf-8")
    assert not (tmp_path / "a" / "b.new.tsv").exists()


def test_an_edited_table_is_never_overwritten(tmp_path: Path) -> None:
    """The new table goes beside it, the next one too, and the message names it."""
    store = Store(tmp_path)
    first = written(store, example())
    table = tmp_path / "a" / "b.tsv"
    table.write_text("mine", encoding="utf-8")

    result = store.write(changed(example(), "Second."), "<p>2</p>", first)
    third = store.write(changed(example(), "Third."), "<p>3</p>", result.record)

    assert table.read_text(encoding="utf-8") == "mine"
    assert result.edited_tsv == "a/b.tsv"
    assert third.record.outputs.tsv_name == "b.new.tsv"
    assert "Third." in (tmp_path / "a" / "b.new.tsv").read_text(encoding="utf-8")


def test_a_second_edited_table_is_kept_too(tmp_path: Path) -> None:
    """A person may edit NAME.new.tsv as well."""
    store = Store(tmp_path)
    for name in ("b.tsv", "b.new.tsv"):
        (tmp_path / "a").mkdir(exist_ok=True)
        (tmp_path / "a" / name).write_text("mine", encoding="utf-8")

    assert written(store, example()).outputs.tsv_name == "b.new-2.tsv"


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_an_interruption_at_any_point_is_never_taken_for_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever write a crash prevents, the next run replaces our own table."""
    store = Store(tmp_path)
    first = written(store, example())
    calls = 0

    def crash(path: Path, content: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise KeyboardInterrupt
        write_atomically(path, content)

    monkeypatch.setattr("pipeline.store.write_atomically", crash)
    with pytest.raises(KeyboardInterrupt):
        store.write(changed(example(), "Second."), "<p>2</p>", first)
    monkeypatch.undo()
    final = store.write(changed(example(), "Third."), "<p>3</p>", store.read_record("a/b"))

    assert final.edited_tsv == ""
    assert store.condition(final.record) == "whole"
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["b.html", "b.tsv"]


def test_records_of_a_folder_come_in_order_damaged_ones_with_their_error(tmp_path: Path) -> None:
    """One bad record does not hide the others."""
    store = Store(tmp_path)
    for name in ("z", "m/x", "bad"):
        written(store, replace(example(), name=name))
    store.record_path("bad").write_text("{", encoding="utf-8")

    assert [(name, isinstance(record, Record)) for name, record in store.records()] == [
        ("bad", False),
        ("m/x", True),
        ("z", True),
    ]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the way gives one clear error before any work is done."""
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OutputError, match="file"):
        Store(tmp_path / "file").prepare()


def test_preparing_leaves_nothing_behind(tmp_path: Path) -> None:
    """Trying whether the folder can be written leaves no trace but our own folder."""
    Store(tmp_path / "new").prepare()

    assert [path.name for path in (tmp_path / "new").rglob("*")] == [".bilingue"]


def test_what_killed_runs_left_is_cleared_away(tmp_path: Path) -> None:
    """Old temporary files of ours go; young ones, which another run may write, and others stay."""
    old, young = tmp_path / "sub" / ".bilingue-0a.tmp", tmp_path / OWN_FOLDER / ".bilingue-0b.tmp"
    other = tmp_path / ".other.tmp"
    for path in (old, young, other):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    for path in (old, other):
        os.utime(path, (1, 1))

    Store(tmp_path).clear()

    assert not old.exists()
    assert young.exists()
    assert other.exists()
