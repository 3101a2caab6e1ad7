"""Putting units into a memory.

The same sentence with the same one before it, the same English and the same origin is one unit;
what is written again only becomes newer. A person's text of an article takes the place of the one
that the same article had there before. Texts of different articles never do: they stand side by
side, and look-up sees whether they agree.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.article import ORIGINS, clean_text
from pipeline.memory.database import Database, Transaction, Values
from pipeline.memory.units import MemoryUnit, normalised, now, number_of

UNKNOWN_CONTEXT: Final = 0
"""Number of a sentence before that nobody knows."""

_INSERT: Final = """
    INSERT INTO units (sentence, context, variant, it, en, origin, previous, next, document, key,
                       digest, score, flags, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (sentence, context, origin, variant) DO UPDATE SET
        it = excluded.it, en = excluded.en, previous = excluded.previous, next = excluded.next,
        document = excluded.document, key = excluded.key, digest = excluded.digest,
        score = excluded.score, flags = excluded.flags, changed = excluded.changed
    WHERE excluded.changed >= units.changed
"""
_REPLACE: Final = """
    DELETE FROM units
    WHERE sentence = ? AND context = ? AND origin = 'human' AND variant <> ? AND document = ?
        AND changed <= ?
"""


_FORGET: Final = """
    DELETE FROM units WHERE sentence = ? AND context = ? AND origin = 'human' AND document = ?
"""


def forget_units(database: Database, units: Iterable[MemoryUnit]) -> None:
    """Delete a person's texts of the same sentences in the same places of the same articles.

    Raises:
        MemoryFileError: it cannot be written.
    """
    rows = [
        (number_of(normalised(unit.it)), context_of(unit.previous), clean_text(unit.document))
        for unit in units
    ]
    if rows:
        with database.transaction() as transaction:
            transaction.run_many(_FORGET, rows)


def add_units(database: Database, units: Iterable[MemoryUnit], *, keep_older: bool = False) -> int:
    """Write units in one transaction and return how many there were with text on both sides.

    Args:
        database: The memory.
        units: What to write; texts are cleaned as those of articles are.
        keep_older: Leave older texts that a person wrote in the same place of the same article
            beside the new ones.

    Raises:
        MemoryFileError: it cannot be written.
        ValueError: an origin is none of `mt`, `human` and `tm`.
    """
    moment = now()
    usable = [unit for unit in (_clean(unit, moment) for unit in units) if unit.it and unit.en]
    if usable:
        with database.transaction() as transaction:
            write(transaction, usable, keep_older=keep_older)
    return len(usable)


def write(transaction: Transaction, units: Iterable[MemoryUnit], *, keep_older: bool) -> None:
    """Write clean units in a transaction that has begun; see `add_units`."""
    rows = [_row(unit) for unit in units]
    transaction.run_many(_INSERT, rows)
    if not keep_older:
        transaction.run_many(_REPLACE, filter(None, map(_replaced, rows)))


def context_of(previous: str | None) -> int:
    """Return the number of the sentence before."""
    return UNKNOWN_CONTEXT if previous is None else number_of(normalised(previous))


def _clean(unit: MemoryUnit, moment: str) -> MemoryUnit:
    if unit.origin not in ORIGINS:
        message = f"{unit.origin!r} is no origin"
        raise ValueError(message)
    return replace(
        unit,
        it=clean_text(unit.it),
        en=clean_text(unit.en),
        previous=None if unit.previous is None else clean_text(unit.previous),
        next=None if unit.next is None else clean_text(unit.next),
        document=clean_text(unit.document),
        changed=unit.changed or moment,
    )


def _row(unit: MemoryUnit) -> tuple[str | int | float | None, ...]:
    return (
        number_of(normalised(unit.it)),
        context_of(unit.previous),
        number_of(_variant(unit)),
        unit.it,
        unit.en,
        unit.origin,
        unit.previous,
        unit.next,
        unit.document,
        unit.key,
        unit.digest,
        unit.score,
        " ".join(unit.flags),
        unit.changed,
    )


def _variant(unit: MemoryUnit) -> str:
    if unit.origin == "mt":
        return unit.digest
    english = normalised(unit.en)
    return f"{english}\t{unit.document}" if unit.origin == "human" else english


def _replaced(row: Values) -> Values | None:
    """Return what finds the older texts that a row takes the place of, None where it is none."""
    sentence, context, variant, origin, document, changed = (
        *row[:3], row[5], row[8], row[13],
    )  # fmt: skip
    if origin != "human" or not document or context == UNKNOWN_CONTEXT:
        return None
    return sentence, context, variant, document, changed
