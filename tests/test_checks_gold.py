"""The gold of faults: counts, form, and halves that share nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "data" / "checks"
HALVES = ["work", "held_out"]
COLUMNS = ["line", "fault", "it", "en", "original_en", "change"]
AGAIN = re.compile(r"(?<!\S)(\S+(?: \S+)*?),? \1(?!\S)")
FAULTS = ["number", "half", "repetition", "copied", "name"]


def gold(half: str) -> list[dict[str, str]]:
    """Return the rows of a half as mappings from column to field."""
    header, *lines = (GOLD / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def flores(language: str) -> list[str]:
    """Return the sentences of flores-dev in "it" or "en"."""
    path = ROOT / "benchmarks" / "data" / f"flores-dev.{language}"
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("half", HALVES)
def test_files_are_plain_tables(half: str) -> None:
    """UTF-8, LF, one header and no empty line at the end."""
    content = (GOLD / f"{half}.tsv").read_bytes()

    assert content.decode("utf-8").split("\n")[0] == "\t".join(COLUMNS)
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


@pytest.mark.parametrize("half", HALVES)
def test_each_kind_has_forty_rows_and_a_hundred_and_fifty_are_clean(half: str) -> None:
    """Half of the faulty rows were human English and half a machine's."""
    english = flores("en")
    kinds = Counter(
        (row["fault"], row["original_en"] == english[int(row["line"]) - 1]) for row in gold(half)
    )

    faulty = {(fault, human): 20 for fault in FAULTS for human in (True, False)}
    assert kinds == {("", True): 150, **faulty}


def test_no_line_is_used_twice() -> None:
    """A sentence to make rules on must not be one to judge them by."""
    lines = Counter(row["line"] for half in HALVES for row in gold(half))

    assert lines.total() == 700
    assert set(lines.values()) == {1}


@pytest.mark.parametrize("half", HALVES)
def test_the_italian_is_that_of_the_line(half: str) -> None:
    """The number in the first column is the line in flores-dev, from 1, in ascending order."""
    italian = flores("it")
    rows = gold(half)

    assert [row["it"] for row in rows] == [italian[int(row["line"]) - 1] for row in rows]
    assert [int(row["line"]) for row in rows] == sorted(int(row["line"]) for row in rows)


@pytest.mark.parametrize("half", HALVES)
def test_faulty_rows_differ_from_the_original_and_clean_ones_do_not(half: str) -> None:
    """Every fault says what was changed; a clean row has at most a remark on the translation."""
    for row in gold(half):
        assert (row["en"] != row["original_en"]) == bool(row["fault"]), row["line"]
        if row["fault"]:
            assert row["change"], row["line"]
        else:
            assert not row["change"] or row["change"].startswith("differs: "), row["line"]


def halved(row: dict[str, str]) -> bool:
    """Tell whether one end of the original is left: 3 to 7 tenths of its words."""
    left, whole = row["en"].rstrip(".").casefold(), row["original_en"].casefold()
    share = len(row["en"].split()) / len(row["original_en"].split())
    one_end = whole.startswith(left) or whole.rstrip(".").endswith(left)
    return one_end and 0.3 <= share <= 0.7


def looped(row: dict[str, str]) -> bool:
    """Tell whether some words stand twice in a row, as they did not before."""
    return bool(AGAIN.search(row["en"])) and not AGAIN.search(row["original_en"])


def half_italian(row: dict[str, str]) -> bool:
    """Tell whether at least a third of the words are those of the Italian."""
    words = row["en"].split()
    shared = Counter(words) & Counter(row["it"].split())
    return shared.total() * 3 >= len(words)


def slightly_changed(row: dict[str, str]) -> bool:
    """Tell whether at most five words of the original were replaced or dropped, none added."""
    before, after = (Counter(row[column].split()) for column in ("original_en", "en"))
    gone, new = (before - after).total(), (after - before).total()
    return 1 <= gone <= 5 and new <= gone


KINDS = {
    "number": slightly_changed,
    "name": slightly_changed,
    "half": halved,
    "repetition": looped,
    "copied": half_italian,
}


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_of_its_kind(half: str, fault: str) -> None:
    """What a program can see of a fault is there; the rest was read."""
    wrong = [row["line"] for row in gold(half) if row["fault"] == fault and not KINDS[fault](row)]

    assert wrong == []
