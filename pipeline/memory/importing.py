"""Taking the units of a file into a memory, some thousand at a time.

Each portion is one transaction, so other processes get their turn, and an import that was stopped
can simply be run again: what is there already stays one unit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from pipeline.errors import MemoryImportError, PathNotFoundError, system_reason
from pipeline.memory.database import Database
from pipeline.memory.import_tables import table_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

PORTION: Final = 5_000
"""Units of one transaction: about a fifth of a second."""
_XLIFF_SUFFIXES: Final = frozenset(
    {".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mqxlf", ".mxliff", ".txlf"}
)
_SNIFFED: Final = 4096
_COUNTED: Final = 1 << 20


class Progress(Protocol):
    """What is told how far an import is."""

    def __call__(self, done: int, total: int | None, /) -> None:
        """Hear of the units read so far, and of all of them where their number is known."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to."""

    units: int
    """Units written; those that were there already count, too."""
    machine_left_out: int
    """Units of the machine's that were not wanted."""
    incomplete: int
    """Units without Italian or English."""


def import_units(
    memory: Database,
    path: Path,
    progress: Progress | None = None,
    *,
    machine: bool = False,
) -> ImportResult:
    """Write the units of a file into a memory.

    A table of ours, as text or workbook, gives what a person wrote in it as `human`. Everything
    else a person made elsewhere: `tm`.

    Args:
        memory: Where to write.
        path: A table of ours or of `bilingue memory export`, a table of Italian and English, a
            TMX or an XLIFF file.
        progress: Told how far it is.
        machine: Take the machine's units as well. Look-up finds those whose translation digest is
            known: from a table beside its record, or from a memory's own table.

    Raises:
        PathNotFoundError: there is no such file.
        MemoryImportError: it is damaged, or of a kind that cannot be imported; what was read
            before is in the memory.
        MemoryFileError: the memory cannot be written.
    """
    if not path.exists():
        raise PathNotFoundError(str(path))
    read, total = _reader(path)
    written = left_out = incomplete = seen = 0
    for portion in _portions(read(path)):
        wanted = [unit for unit in portion if machine or unit.origin != "mt"]
        added = add_units(memory, wanted)
        written += added
        incomplete += len(wanted) - added
        left_out += len(portion) - len(wanted)
        seen += len(portion)
        if progress:
            progress(seen, total)
    if not seen:
        raise MemoryImportError(str(path), "it holds no Italian sentence with its English")
    return ImportResult(written, left_out, incomplete)


def _reader(path: Path) -> tuple[Callable[[Path], Iterable[MemoryUnit]], int | None]:
    """Return what reads a file, and the number of units in it where that is quickly known."""
    suffix = path.suffix.lower()
    try:
        start = _start(path)
        if suffix == ".tmx" or b"<tmx" in start:
            return _read_tmx, _count(path, b"</tu>")
        if suffix in _XLIFF_SUFFIXES or b"<xliff" in start:
            return _read_xliff, _count(path, b"</target>")
    except OSError as error:
        raise MemoryImportError(str(path), system_reason(error)) from error
    return table_units, None


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SNIFFED).replace(b"\x00", b"")  # UTF-16


def _count(path: Path, end_tag: bytes) -> int | None:
    """Return how often a tag stands in a file; None where it does not, as in UTF-16."""
    number = 0
    rest = b""
    with path.open("rb") as file:
        while part := file.read(_COUNTED):
            number += (rest + part).count(end_tag)
            # A tag across the border; shorter than the tag, so none counts twice.
            rest = part[-len(end_tag) + 1 :]
    return number or None


def _read_tmx(path: Path) -> Iterator[MemoryUnit]:
    from pipeline.exports.tmx_reading import read_tmx  # noqa: PLC0415 - lxml is big

    return map(_from_elsewhere, read_tmx(path))


def _read_xliff(path: Path) -> Iterator[MemoryUnit]:
    from pipeline.exports.xliff_reading import read_xliff  # noqa: PLC0415 - lxml is big

    return map(_from_elsewhere, read_xliff(path))


def _from_elsewhere(unit: MemoryUnit) -> MemoryUnit:
    return replace(unit, origin="tm") if unit.origin == "human" else unit


def _portions(units: Iterable[MemoryUnit]) -> Iterator[list[MemoryUnit]]:
    rest = iter(units)
    while portion := list(islice(rest, PORTION)):
        yield portion
