"""What a table as a whole shows of the spreadsheet that it went through."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.article import Pair
from pipeline.edits.autocorrect import could_be_corrected_to, without_quoting
from pipeline.edits.cell_values import BOTH, Notation
from pipeline.edits.damage import NO_TRACE, Trace, is_damage
from pipeline.edits.row_keys import RowKey
from pipeline.edits.table import Row, Table
from pipeline.keys import check_code

KnownRow = tuple[Row, RowKey, Pair | None]
"""A row, its key and what the record has for it."""

_AS_WRITTEN: Final = re.compile(r"-?\d+\.\d{3}")
_FRACTION: Final = re.compile(r"-?\d+[.,]\d+")
_WHOLE: Final = re.compile(r"-?\d{2,}")


def find_trace(table: Table, rows: Sequence[KnownRow]) -> Trace:
    """Return what the table shows.

    The scores are the best witness. The program writes them with three decimals, -0.470: read in
    the English notation that is -0.47, in the Italian one, where a point divides thousands, -470.
    """
    divided = table.quoted and table.spoilt
    readings = frozenset(
        reading
        for row in table.rows
        if (reading := _reading_of_score(row.values.get("score", "").strip())) is not None
    )
    if readings and not divided:
        return Trace(readings)
    if table.quoted or table.spoilt or any(row.converted for row in table.rows):
        return Trace(BOTH, divided)
    return Trace(BOTH) if _has_damage(rows) else NO_TRACE


def _reading_of_score(score: str) -> Notation | None:
    """Return the notation in which a score must have been read; None for one that is intact."""
    if _AS_WRITTEN.fullmatch(score):
        return None
    if _FRACTION.fullmatch(score):
        return Notation.ENGLISH
    return Notation.ITALIAN if _WHOLE.fullmatch(score) else None


def _has_damage(rows: Iterable[KnownRow]) -> bool:
    """Tell whether a cell is there that was certainly converted."""
    for row, key, pair in rows:
        if pair is None:
            continue
        if row.it.strip() in without_quoting(pair.it) or _is_converted(pair.it, row.it):
            return True
        known = [text for text in (pair.en, pair.mt) if check_code(text) == key.check]
        if known and _is_converted(known[0], row.en):
            return True
    return False


def _is_converted(original: str, found: str) -> bool:
    if check_code(original) == check_code(found) or could_be_corrected_to(original, found.strip()):
        return False
    return is_damage(original, found)
