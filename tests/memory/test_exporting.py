"""Writing a memory to files."""

from pathlib import Path

import pytest

from pipeline.errors import NothingToExportError, OutputError
from pipeline.memory.database import Database
from pipeline.memory.exporting import MemoryExport, export_memory
from pipeline.memory.importing import import_units
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

HUMAN = [
    MemoryUnit("Piove & <tuona>.", "It “rains”.", "human", "Sì.", "No.", "a"),
    MemoryUnit("Nevica.", "It snows.", "tm"),
    MemoryUnit("Nevica.", "Snow falls.", "human", "Ecco.", "Poi.", "b"),
]
MACHINE = [MemoryUnit("Grandina.", "It hails.", "mt", "", "", "a", "", "d", -0.5, ("name",))]


def fill(memory: Database) -> None:
    """Put units of all origins into a memory."""
    add_units(memory, [*HUMAN, *MACHINE])


@pytest.mark.parametrize("suffix", [".tmx", ".tsv"])
def test_what_is_exported_can_be_imported(memory: Database, tmp_path: Path, suffix: str) -> None:
    """People's texts in one file, the machine's in another."""
    fill(memory)
    output, machine_output = tmp_path / f"a{suffix}", tmp_path / f"mt{suffix}"

    assert export_memory(memory, output, machine_output) == MemoryExport(human=3, machine=1)

    with Database(tmp_path / "other.db") as other:
        import_units(other, output)
        found = sorted((unit.it, unit.en) for unit in all_units(other))
    assert found == sorted((unit.it, unit.en) for unit in HUMAN)
    with Database(tmp_path / "third.db") as third:
        import_units(third, machine_output, machine=True)
        (unit,) = all_units(third)
    assert (unit.origin, unit.en, unit.score, unit.flags) == ("mt", "It hails.", -0.5, ("name",))


def test_the_neighbours_of_a_sentence_with_two_translations_survive_tmx(
    memory: Database, tmp_path: Path
) -> None:
    """So that another program, or this one, can tell them apart."""
    fill(memory)
    export_memory(memory, tmp_path / "a.tmx")

    with Database(tmp_path / "other.db") as other:
        import_units(other, tmp_path / "a.tmx")
        units = {unit.en: unit for unit in all_units(other)}

    assert (units["Snow falls."].previous, units["Snow falls."].next) == ("Ecco.", "Poi.")
    assert units["Snow falls."].document == "b"


def test_the_machine_s_units_need_a_file(memory: Database, tmp_path: Path) -> None:
    """A memory with nothing else says how to get them."""
    add_units(memory, MACHINE)

    with pytest.raises(NothingToExportError, match="--mt"):
        export_memory(memory, tmp_path / "a.tmx")
    assert export_memory(memory, tmp_path / "a.tmx", tmp_path / "b.tmx").machine == 1


def test_an_empty_memory(memory: Database, tmp_path: Path) -> None:
    """There is nothing to write, and no file is made."""
    with pytest.raises(NothingToExportError, match="bilingue memory import"):
        export_memory(memory, tmp_path / "a.tmx")

    assert not (tmp_path / "a.tmx").exists()


def test_an_unknown_suffix(memory: Database, tmp_path: Path) -> None:
    """The name of the file must tell the format."""
    fill(memory)

    with pytest.raises(OutputError, match=r"\.tmx or \.tsv"):
        export_memory(memory, tmp_path / "a.docx")
