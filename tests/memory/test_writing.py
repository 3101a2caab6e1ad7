"""What counts as one unit, and what replaces what."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.memory.database import Database
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

OLD, NEW = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
UNIT = MemoryUnit("Piove.", "It is raining.", "human", previous="Ciao.", document="a", changed=OLD)


def texts(memory: Database) -> list[str]:
    """Return the English texts of a memory, sorted."""
    return sorted(unit.en for unit in all_units(memory))


def test_a_unit_comes_back_as_it_was(memory: Database) -> None:
    """Every field is kept."""
    unit = MemoryUnit(
        it="È l’una.",
        en="It’s one o’clock.",
        origin="mt",
        previous="",
        next="Piove.",
        document="cronaca/a",
        key="kabcdefghijkl.1.mnopqr",
        digest="0123456789abcdef",
        score=-0.25,
        flags=("number", "split"),
        changed=OLD,
    )

    add_units(memory, [unit])

    assert list(all_units(memory)) == [unit]


def test_the_same_again_is_one_unit_with_a_new_date(memory: Database) -> None:
    """White space and the form of accents do not make another unit."""
    add_units(memory, [replace(UNIT, it="Perché no?")])
    add_units(memory, [replace(UNIT, it="Perche\u0301  no?", changed=NEW)])

    (unit,) = all_units(memory)
    assert unit.changed == NEW


def test_an_older_copy_does_not_make_a_unit_older(memory: Database) -> None:
    """Importing an old file again leaves the date of what is newer."""
    add_units(memory, [replace(UNIT, changed=NEW)])
    add_units(memory, [UNIT])

    (unit,) = all_units(memory)
    assert unit.changed == NEW


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["Rain."]),
        ({"document": "b"}, ["It is raining.", "Rain."]),
        ({"previous": "Ecco."}, ["It is raining.", "Rain."]),
        ({"previous": None}, ["It is raining.", "Rain."]),
        ({"it": "Pioveva."}, ["It is raining.", "Rain."]),
        ({"origin": "tm"}, ["It is raining.", "Rain."]),
        ({"origin": "mt", "digest": "d"}, ["It is raining.", "Rain."]),
        ({"changed": "2025-12-31T00:00:00Z"}, ["It is raining.", "Rain."]),
    ],
    ids=str,
)
def test_only_a_later_edit_of_the_same_place_replaces(
    memory: Database, change: dict[str, Any], expected: list[str]
) -> None:
    """The same sentence after the same one in the same article, written by a person, later."""
    add_units(memory, [UNIT])

    add_units(memory, [replace(UNIT, en="Rain.", **{"changed": NEW, **change})])

    assert texts(memory) == expected


def test_edits_without_an_article_stand_side_by_side(memory: Database) -> None:
    """Where nobody knows which article a text comes from, nothing is replaced."""
    add_units(memory, [replace(UNIT, document="")])
    add_units(memory, [replace(UNIT, document="", en="Rain.", changed=NEW)])

    assert texts(memory) == ["It is raining.", "Rain."]


def test_older_edits_can_be_kept(memory: Database) -> None:
    """As merging does."""
    add_units(memory, [UNIT])
    add_units(memory, [replace(UNIT, en="Rain.", changed=NEW)], keep_older=True)

    assert texts(memory) == ["It is raining.", "Rain."]


def test_the_machine_has_one_text_a_digest(memory: Database) -> None:
    """Another digest is another unit; the same digest's newer text replaces the older one."""
    machine = replace(UNIT, origin="mt", digest="one")
    add_units(memory, [machine, replace(machine, digest="two", en="Rain falls.")])
    add_units(memory, [replace(machine, en="Rain.", changed=NEW)])

    assert texts(memory) == ["Rain falls.", "Rain."]


@pytest.mark.parametrize("change", [{"it": " \n"}, {"en": ""}, {"en": "\x00"}], ids=str)
def test_units_without_text_are_left_out(memory: Database, change: dict[str, Any]) -> None:
    """A unit needs Italian and English; the number returned says how many had both."""
    whole = replace(UNIT, it="Nevica.")

    assert add_units(memory, [replace(UNIT, **change), whole]) == 1
    assert [unit.it for unit in all_units(memory)] == ["Nevica."]


def test_texts_are_cleaned_as_those_of_articles(memory: Database) -> None:
    """Tabs, line breaks and control characters do not get in."""
    add_units(memory, [replace(UNIT, it="Piove\tforte.\n", en="It\x07 rains\nhard.")])

    (unit,) = all_units(memory)
    assert (unit.it, unit.en) == ("Piove forte.", "It rains hard.")


def test_an_unknown_origin_is_refused(memory: Database) -> None:
    """A mistake of the program's own is an error and writes nothing."""
    with pytest.raises(ValueError, match="no origin"):
        add_units(memory, [UNIT, replace(UNIT, origin="robot")])  # type: ignore[arg-type]

    assert texts(memory) == []
