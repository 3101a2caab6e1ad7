"""JSON Lines hold all that is known of a unit."""

import json
from dataclasses import fields

from pipeline.article import FrozenMapping
from pipeline.exports import jsonl
from pipeline.exports.units import ExportOptions, Unit, stable_id
from tests.export_documents import SPECIAL, document, written

MIXED = document(
    ("Prego.", "Please.", "human"),
    ("Vuoto.", ""),
    *((text, text) for text in SPECIAL),
    metadata=FrozenMapping({"author": "Chi scrive"}),
)


def test_a_line_holds_every_field_of_its_unit_and_document() -> None:
    """Nothing of the plain data is lost; the names are the table's where it has them."""
    lines = [json.loads(line) for line in written(jsonl.write, MIXED).splitlines()]
    line, unit = lines[2], MIXED.units[2]

    names = {field.name: field.name for field in fields(Unit)} | {"block": "paragraph"}
    for name, column in names.items():
        value = getattr(unit, name)
        assert line[column] == (list(value) if isinstance(value, tuple) else value)
    assert line["id"] == stable_id(unit)
    assert (line["document"], line["title"]) == (MIXED.name, MIXED.title)
    assert (line["source"], line["metadata"]) == (MIXED.source, {"author": "Chi scrive"})


def test_every_unit_is_one_line() -> None:
    """Those without English too; nothing in a text ends a line early."""
    lines = written(jsonl.write, MIXED).decode().removesuffix("\n").split("\n")

    assert [json.loads(line)["it"] for line in lines] == [unit.it for unit in MIXED.units]


def test_the_machine_can_be_left_out() -> None:
    """The option counts here as in other formats."""
    lines = written(jsonl.write, MIXED, options=ExportOptions(machine="exclude")).splitlines()

    assert [json.loads(line)["it"] for line in lines] == ["Prego."]
