"""Reading whole units back out of a memory."""

from collections.abc import Iterator
from typing import Final

from pipeline.memory.database import Readable, Row, Values
from pipeline.memory.units import MemoryUnit

_COLUMNS: Final = "id, it, en, origin, previous, next, document, key, digest, score, flags, changed"
_PORTION: Final = 5_000


def all_units(memory: Readable) -> Iterator[MemoryUnit]:
    """Yield all units in the order in which they first came in.

    Raises:
        MemoryFileError: the memory cannot be read.
    """
    last = 0
    while rows := memory.rows(
        f"SELECT {_COLUMNS} FROM units WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608
        (last, _PORTION),
    ):
        yield from map(_unit, rows)
        last = rows[-1][0]


def units_where(memory: Readable, condition: str, values: Values = ()) -> list[MemoryUnit]:
    """Return the units that a condition in SQL holds for, newest first.

    Raises:
        MemoryFileError: the memory cannot be read.
    """
    sql = f"SELECT {_COLUMNS} FROM units WHERE {condition} ORDER BY changed DESC, id"  # noqa: S608
    return [_unit(row) for row in memory.rows(sql, values)]


def _unit(row: Row) -> MemoryUnit:
    _, it, en, origin, previous, following, document, key, digest, score, flags, changed = row
    return MemoryUnit(
        it=it,
        en=en,
        origin=origin,
        previous=previous,
        next=following,
        document=document,
        key=key,
        digest=digest,
        score=score,
        flags=tuple(flags.split()),
        changed=changed,
    )
