"""Writing a memory to a file for other programs: TMX, or a table."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from pipeline.article import EMPTY_MAPPING
from pipeline.errors import NothingToExportError, OutputError
from pipeline.exports.units import Document, ExportOptions, Unit
from pipeline.files import write_atomically
from pipeline.keys import sentence_keys
from pipeline.memory.database import Readable
from pipeline.memory.export_tables import write_table
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit

SUFFIXES: Final = (".tmx", ".tsv")
"""What a file's name ends in tells the format."""


@dataclass(frozen=True, slots=True)
class MemoryExport:
    """What an export came to."""

    human: int
    """Units written that people made."""
    machine: int
    """Units in the memory that the machine made."""


def export_memory(
    memory: Readable, output: Path, machine_output: Path | None = None
) -> MemoryExport:
    """Write what people made to one file and, if wanted, what the machine made to another.

    Args:
        memory: The memory.
        output: Where people's units go; its suffix, .tmx or .tsv, tells the format.
        machine_output: Where the machine's units go.

    Raises:
        NothingToExportError: there is no unit to write.
        OutputError: a file cannot be written, or its suffix is none of these.
        MemoryFileError: the memory cannot be read.
    """
    for path in filter(None, (output, machine_output)):
        if path.suffix.lower() not in SUFFIXES:
            raise OutputError(str(path), "its format is not clear", "end its name in .tmx or .tsv")
    units = list(all_units(memory))
    human = [unit for unit in units if unit.origin != "mt"]
    machine = [unit for unit in units if unit.origin == "mt"]
    if not (human or (machine and machine_output)):
        remedy = (
            "only the machine's units are in it: name a file for them with --mt"
            if machine
            else "put something into it with 'bilingue memory import'"
        )
        raise NothingToExportError(str(memory.path), remedy)
    _write(human, output)
    if machine_output:
        _write(machine, machine_output)
    return MemoryExport(len(human), len(machine))


def _write(units: Sequence[MemoryUnit], path: Path) -> None:
    if path.suffix.lower() == ".tsv":
        content = write_table(units).encode("utf-8")
    else:
        from pipeline.exports import tmx  # noqa: PLC0415 - lxml is big

        file = io.BytesIO()
        tmx.write(list(_documents(units)), file, ExportOptions())
        content = file.getvalue()
    try:
        write_atomically(path, content)
    except OutputError as error:
        error.remedy = "choose another file with -o or make room"
        raise


def _documents(units: Iterable[MemoryUnit]) -> Iterator[Document]:
    """Yield the units by the article that they come from."""
    ordered = sorted(units, key=lambda unit: unit.document)
    for name, group in groupby(ordered, key=lambda unit: unit.document):
        members = list(group)
        keys = sentence_keys((unit.it, unit.en) for unit in members)
        converted = tuple(
            Unit(
                block=number,
                sentence=1,
                kind="paragraph",
                it=unit.it,
                en=unit.en,
                origin=unit.origin,
                score=unit.score,
                flags=unit.flags,
                key=key,
                previous=unit.previous or "",
                next=unit.next or "",
            )
            for number, (unit, key) in enumerate(zip(members, keys, strict=True), start=1)
        )
        yield Document(name, name, "it", EMPTY_MAPPING, "", converted)
