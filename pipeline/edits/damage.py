"""What spreadsheets do to a cell that nobody edited, and telling it from what a person did.

A changed English that is the old one after a program's conversions is damage: it is undone and
reported, and never counts as an edit. Some changes a person makes as well as a program, such as
"12,5" to "12.5". For these the rest of the table decides: a spreadsheet that converts one cell
also converts others, above all those of the column `score`. See `Trace`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.article import clean_text
from pipeline.edits.autocorrect import could_be_corrected_to, without_quoting
from pipeline.edits.cell_values import BOTH, Notation, number, seconds, truth
from pipeline.edits.conversions import PLAIN_NUMBER, could_be_value


@dataclass(frozen=True, slots=True)
class Trace:
    """What a table shows of the programs that it went through."""

    readings: frozenset[Notation] = frozenset()
    """Notations in which numbers may have been read; none without a sign of a spreadsheet."""
    divided: bool = False
    """Whether a program divided the lines at commas, see `delimited.resplit`."""


NO_TRACE: Final = Trace()


def is_damage(original: str, found: str, trace: Trace = NO_TRACE) -> bool:
    """Tell whether a cell that held `original` and now holds `found` was damaged, not edited.

    Args:
        original: The English that the program wrote.
        found: What the cell holds now, another text than `original`.
        trace: What the rest of the table shows.
    """
    if trace.divided and _could_be_divided(original, found):
        return True
    if not could_have_become(original, found):
        return False
    if not is_as_likely_an_edit(original, found):
        return True
    return bool(trace.readings) and could_have_become(original, found, trace.readings)


def could_have_become(original: str, found: str, readings: frozenset[Notation] = BOTH) -> bool:
    """Tell whether a program that converts cells may have made `found` of `original`.

    White space never counts. An emptied cell is no damage.

    Args:
        original: The text that was in the cell.
        found: The text that is in it now.
        readings: The notations in which the program may have read numbers and dates.
    """
    original, found = _plain(original), _plain(found)
    if original == found:
        return True
    if not found:
        return False
    return (
        is_error_value(found)
        or found == f"'{original}"
        or (original.startswith("'") and original[1:2].isdigit() and found == original[1:])
        or could_be_corrected_to(original, found)
        or found in without_quoting(original)
        or _could_be_formula(original, found)
        or could_be_value(original, found, readings)
    )


# English and Italian names; hash signs alone are a column that was too narrow.
_ERROR_VALUE: Final = re.compile(
    r"#(?:NAME\?|NOME\?|VALUE!|VALORE!|REF!|RIF!|DIV/0!|N/A|N/D|NUM!|NULL!|NULLO!|SPILL!|"
    r"ESPANSIONE!|CALC!|ERROR!|ERRORE!|GETTING_DATA)|Err(?:ore)?:\d{3}|#{3,}"
)


def is_error_value(found: str) -> bool:
    """Tell whether a cell holds a spreadsheet's error, which nobody writes as a translation."""
    return bool(_ERROR_VALUE.fullmatch(_plain(found)))


_SCIENTIFIC: Final = re.compile(r"-?\d(?:[.,]\d+)?E[-+]\d{2,3}")


def is_of_a_spreadsheet(found: str) -> bool:
    """Tell whether only a spreadsheet writes so: an error, or 1.12E+017."""
    return is_error_value(found) or bool(_SCIENTIFIC.fullmatch(_plain(found)))


def is_as_likely_an_edit(original: str, found: str) -> bool:
    """Tell whether a person may well have made a change that a program could have made too."""
    original, found = _plain(original), _plain(found)
    if found in without_quoting(original):
        # A person takes both marks of a quotation away, never one each of two.
        return original.count('"') == len('""') and '"' not in found
    if truth(original) is not None:
        return original.lower() == found.lower()
    if _separators_swapped(original, found) or _order_swapped(original, found):
        return True
    if _CURRENCY.search(original) and _CURRENCY.sub("", original).strip() == found:
        return True
    # Spreadsheets show seconds.
    return seconds(original) is not None and bool(_SHORT_TIME.fullmatch(found.lower()))


_CURRENCY: Final = re.compile("[$€£¥]")
_SHORT_TIME: Final = re.compile(r"\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?")
_SEPARATORS: Final = str.maketrans(dict.fromkeys(".,:;'/-", "."))
_NUMBERS: Final = re.compile(r"\d+")


def _separators_swapped(original: str, found: str) -> bool:
    """Tell whether one mark stands for another, as in "1.234" and "1,234", and nothing else."""
    return original.translate(_SEPARATORS) == found.translate(_SEPARATORS)


def _order_swapped(original: str, found: str) -> bool:
    """Tell whether a numeric date has its day and month the other way round."""
    before, after = ([int(n) for n in _NUMBERS.findall(text)] for text in (original, found))
    return (
        len(before) in {2, 3}
        and len(before) == len(after)
        and before[:2] == after[1::-1]
        and before[0] != before[1]
    )


def _plain(text: str) -> str:
    return " ".join(clean_text(text).split())


def _could_be_divided(original: str, found: str) -> bool:
    """Tell whether each part between commas is the same or converted.

    A spreadsheet that takes commas for the ends of cells also drops spaces and quotation marks
    beside them.
    """
    before, after = ([part.strip(' "') for part in text.split(",")] for text in (original, found))
    return len(before) == len(after) and all(
        one.replace('"', "") == other.replace('"', "") or could_have_become(one, other)
        for one, other in zip(before, after, strict=True)
    )


_FORMULA_START: Final = ("=", "+", "-", "@")
_SUM: Final = re.compile(r"[-+=]?[\d.\s]+(?:[-+][\d.\s]+)+")
_TERM: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")


def _could_be_formula(original: str, found: str) -> bool:
    """Tell whether `found` is what became of a text that a program took for a formula."""
    if not original.startswith(_FORMULA_START):
        return False
    bare = original.lstrip("=+ ").replace(" ", "").lower()
    if found.startswith("=") and found.lstrip("=+ ").replace(" ", "").lower() == bare:
        return True
    if original.startswith("="):
        return bool(PLAIN_NUMBER.fullmatch(found)) or truth(found) is not None
    if not _SUM.fullmatch(original) or not PLAIN_NUMBER.fullmatch(found):
        return False
    total = sum(map(Decimal, _TERM.findall(original.replace(" ", ""))))
    return number(found, Notation.ENGLISH) == total
