"""Writing a memory to a table, which `bilingue memory import` reads back."""

from collections.abc import Iterable
from typing import Final

from pipeline.article import clean_text
from pipeline.memory.units import MemoryUnit

COLUMNS: Final = (
    *("it", "en", "origin", "previous", "next", "document", "changed", "key", "digest", "score"),
    "flags",
)
"""The columns, in their order."""


def write_table(units: Iterable[MemoryUnit]) -> str:
    """Return units as the text of a table: UTF-8, tabs, LF, a header line, nothing quoted."""
    lines = ["\t".join(COLUMNS), *("\t".join(_fields(unit)) for unit in units)]
    return "\n".join(lines) + "\n"


def _fields(unit: MemoryUnit) -> tuple[str, ...]:
    return tuple(
        clean_text(text)
        for text in (
            unit.it,
            unit.en,
            unit.origin,
            unit.previous or "",
            unit.next or "",
            unit.document,
            unit.changed,
            unit.key,
            unit.digest,
            "" if unit.score is None else f"{round(unit.score, 3) + 0.0:.3f}",
            " ".join(unit.flags),
        )
    )
