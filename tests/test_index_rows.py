"""What the index says of each article, and when it is read again."""

import os
from pathlib import Path

import pytest

from pipeline.index_rows import FILE_NAME, open_rows
from pipeline.record import Record
from pipeline.render import IndexEntry
from pipeline.store import OWN_FOLDER, Store
from tests.index_folders import small_record

OLD_NS = 1_700_000_000_000_000_000
"""A time long ago, in nanoseconds since 1970."""


class _Counted(Store):
    """A store that knows which records were read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: list[str] = []

    def read_record(self, name: str) -> Record | None:
        self.read.append(name)
        return super().read_record(name)


@pytest.fixture
def store(tmp_path: Path) -> _Counted:
    """Return a store with three articles, written long ago."""
    store = _Counted(tmp_path)
    for name in ("uno", "a/due", "a/b/tre"):
        write(store, name)
    return store


def write(store: Store, name: str, title: str = "Un titolo", time: int = OLD_NS) -> None:
    """Write an article as if it was at that time."""
    store.write_record(small_record(name, title, "3 novembre 2025"))
    os.utime(store.record_path(name), ns=(time, time))


def entries(store: _Counted, *left_out: str) -> list[IndexEntry]:
    """Return what the index would list, forgetting what was read before."""
    store.read.clear()
    with open_rows(store, left_out) as rows:
        return [rows.entry(place) for place in rows.places]


def test_rows_say_what_the_index_lists(store: _Counted) -> None:
    """In the order of the names, with folder, month and totals."""
    with open_rows(store) as rows:
        (first, *_) = [rows.entry(place) for place in rows.places]
        assert [(p.folder, p.month) for p in rows.places] == [
            ("a/b", "2025-11"),
            ("a", "2025-11"),
            ("", "2025-11"),
        ]
        assert (rows.words, rows.sentences, rows.damaged) == (6, 3, [])
    assert (first.name, first.title, first.source) == ("a/b/tre", "Un titolo", "a/b/tre.txt")
    assert (first.words, first.sentences, first.flagged) == (2, 1, 0)
    assert (first.date, first.day) == ("3 novembre 2025", "2025-11-03")
    assert len(first.key) == 12


def test_a_record_is_read_once(store: _Counted) -> None:
    """The next time only what changed is read; the list is the same as without a memory."""
    assert len(entries(store)) == 3
    assert sorted(store.read) == ["a/b/tre", "a/due", "uno"]
    entries(store)
    assert store.read == []

    write(store, "a/due", "Un altro", OLD_NS + 1)
    write(store, "a/nuovo")
    store.record_path("uno").unlink()
    found = entries(store)
    assert store.read == ["a/due", "a/nuovo"]
    assert [entry.title for entry in found] == ["Un titolo", "Un altro", "Un titolo"]

    (store.folder / OWN_FOLDER / FILE_NAME).unlink()
    assert entries(store) == found


def test_a_record_replaced_at_the_same_time_is_read_again(store: _Counted) -> None:
    """A file of the same size and time that took its place has another number."""
    entries(store)
    write(store, "uno", "Un Titolo")
    if os.name != "nt":
        assert [entry.title for entry in entries(store)][-1] == "Un Titolo"


def test_a_young_record_is_not_trusted(store: _Counted) -> None:
    """What was written just now might be written again without a sign of it."""
    store.write_record(small_record("adesso"))
    entries(store)
    entries(store)
    assert store.read == ["adesso"]


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"[1, 2]\n", b'{"schema": 99}\n["uno"]\n'],
)
def test_a_damaged_memory_costs_time_alone(store: _Counted, content: bytes) -> None:
    """It is made anew."""
    expected = entries(store)
    (store.folder / OWN_FOLDER / FILE_NAME).write_bytes(content)
    assert entries(store) == expected
    assert len(store.read) == 3


@pytest.mark.parametrize("line", [b'["uno"]', b'{"name": 1}', b"[", b'["a/b/tre",1,2,3,4,5,6,7,8]'])
def test_a_damaged_row_is_read_anew(store: _Counted, line: bytes) -> None:
    """And so is what follows it."""
    expected = entries(store)
    path = store.folder / OWN_FOLDER / FILE_NAME
    header, first, *_ = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([header, first, line, b""]))
    assert entries(store) == expected
    assert sorted(store.read) == ["a/due", "uno"]


def test_damaged_records_are_named(store: _Counted) -> None:
    """They are no rows, and looked at every time."""
    store.record_path("a/due").write_text("{}", encoding="utf-8")
    for _ in range(2):
        with open_rows(store) as rows:
            assert [name for name, _ in rows.damaged] == ["a/due"]
            assert len(rows.places) == 2


def test_what_is_left_out_is_still_known(store: _Counted) -> None:
    """An article that failed just now has its old row for the next time."""
    assert len(entries(store, "uno")) == 2
    assert len(entries(store)) == 3
    assert store.read == []


def test_nothing_else_is_left(store: _Counted) -> None:
    """The file that is written first is gone, whatever happens meanwhile."""
    entries(store)
    with pytest.raises(ZeroDivisionError), open_rows(store):
        1 / 0  # noqa: B018 - the error is what counts
    assert [*(store.folder / OWN_FOLDER).glob(".*")] == []
