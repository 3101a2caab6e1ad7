"""Looking after a memory."""

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest

from pipeline.memory.database import Database
from pipeline.memory.read_only import ReadOnlyDatabase
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.upkeep import folded, merge, prune, search, stats
from pipeline.memory.writing import add_units

OLD, NEW = "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"
UNITS = (
    MemoryUnit("Perché piove?", "Why is it raining?", "human", "", document="a", changed=NEW),
    MemoryUnit("Perché piove?", "Why the rain?", "human", "Sì.", document="b", changed=OLD),
    MemoryUnit("L’acqua è alta.", "The water is high.", "tm", changed=OLD),
    MemoryUnit("Piove.", "It rains.", "mt", digest="one", changed=OLD),
    MemoryUnit("Nevica.", "It snows.", "mt", digest="one", changed=NEW),
    MemoryUnit("Nevica.", "It is snowing.", "mt", digest="two", changed=NEW),
)


@pytest.fixture
def full(memory: Database) -> Database:
    """Return a memory with units of all origins."""
    add_units(memory, UNITS)
    return memory


def test_stats(full: Database) -> None:
    """Everything is counted, and a sound file has no damage."""
    found = stats(full)

    assert (found.human, found.tm, found.mt) == (2, 1, 3)
    assert (found.sentences, found.ambiguous, found.documents) == (4, 1, 2)
    assert found.digests == (("one", 2), ("two", 1))
    assert (found.oldest, found.newest) == (OLD, NEW)
    assert found.bytes > 0
    assert found.damage == ""


def test_stats_of_nothing(memory: Database) -> None:
    """An empty memory has zeros and no dates."""
    found = stats(memory)

    assert (found.human, found.mt, found.sentences, found.oldest) == (0, 0, 0, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perche", ["Why is it raining?", "Why the rain?"]),
        ("PERCHÉ", ["Why is it raining?", "Why the rain?"]),
        ("l'acqua e", ["The water is high."]),
        ("snow", ["It snows.", "It is snowing."]),
        ("rain", ["Why is it raining?", "Why the rain?", "It rains."]),
        ("sole", []),
        ("100%", []),
    ],
)
def test_search(full: Database, text: str, expected: list[str]) -> None:
    """Both languages, accents and case aside, people's units first."""
    assert [unit.en for unit in search(full, text)] == expected


def test_search_stops_at_the_limit(full: Database) -> None:
    """So many units at most."""
    assert len(search(full, "e", limit=2)) == 2


def test_folding_keeps_letters() -> None:
    """Only what is optional falls away."""
    assert folded("Più  L’Ora, ß Œ") == "piu l'ora, ss œ"


@pytest.mark.parametrize(
    ("origin", "digest", "before", "removed"),
    [
        ("mt", None, None, ["It rains.", "It snows.", "It is snowing."]),
        ("mt", "two", None, ["It is snowing."]),
        ("mt", None, dt.datetime(2025, 6, 1, tzinfo=dt.UTC), ["It rains."]),
        ("mt", "two", dt.datetime(2025, 6, 1, tzinfo=dt.UTC), []),
        ("tm", None, None, ["The water is high."]),
    ],
)
def test_prune(
    full: Database,
    origin: Literal["mt", "tm"],
    digest: str | None,
    before: dt.datetime | None,
    removed: list[str],
) -> None:
    """What is asked for goes, everything else stays; a dry run only counts."""
    assert prune(full, origin=origin, digest=digest, before=before, dry_run=True) == len(removed)
    assert len(list(all_units(full))) == len(UNITS)

    assert prune(full, origin=origin, digest=digest, before=before) == len(removed)

    left = [unit.en for unit in UNITS if unit.en not in removed]
    assert [unit.en for unit in all_units(full)] == left


def test_what_a_person_wrote_is_never_pruned(full: Database) -> None:
    """There is no way to ask for it."""
    with pytest.raises(ValueError, match="never pruned"):
        prune(full, origin="human")  # type: ignore[arg-type]


def test_merging_keeps_both_of_a_conflict(full: Database, tmp_path: Path) -> None:
    """Two people's texts for the same place of the same article are both there; others once."""
    theirs = MemoryUnit("Perché piove?", "Rain, why?", "human", "", document="a", changed=NEW)
    with Database(tmp_path / "other.db") as other:
        add_units(other, [theirs, UNITS[2], UNITS[4]])

    with ReadOnlyDatabase(tmp_path / "other.db") as other:
        assert merge(full, [other]) == 3

    english = sorted(unit.en for unit in all_units(full))
    assert english == sorted([*(unit.en for unit in UNITS), "Rain, why?"])
