"""How a spreadsheet shows the number, date, time or truth value that it took a text for."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Final

from pipeline.edits.cell_values import (
    Notation,
    day_of_serial,
    days,
    fraction,
    number,
    seconds,
    truth,
)

PLAIN_NUMBER: Final = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:E[-+]?\d+)?%?")
"""A number in the general format."""
_CURRENCY: Final = re.compile("[$€£¥]")


def could_be_value(original: str, found: str, readings: frozenset[Notation]) -> bool:
    """Tell whether `found` is how a spreadsheet shows what it took `original` for.

    Args:
        original: The text that was in the cell, without white space at its ends.
        found: The text that is in it now.
        readings: The notations in which numbers may have been read.
    """
    shown = [value for one in Notation if (value := _shown_number(found, one)) is not None]
    return (
        _could_be_number(original, found, readings)
        or _could_be_fraction(original, shown)
        or _could_be_date(original, found, shown)
        or _could_be_time(original, found, shown)
        or _could_be_truth(original, found)
    )


def _shown_number(found: str, notation: Notation) -> Decimal | None:
    """Return the number that a cell shows in the general format, in a notation."""
    is_general = PLAIN_NUMBER.fullmatch(found) and notation.value[0] not in found
    return number(found, notation) if is_general else None


_ZEROS_ADDED: Final = re.compile(r"[-−]?0\d|.*[.,]\d*0(?!\d)")


def _could_be_number(original: str, found: str, readings: frozenset[Notation]) -> bool:
    if "%" in found and "%" not in original:
        return False
    # Only money, percentages, and numbers with marks between thousands get zeros.
    has_fixed_format = re.search(r"[$€£¥%eE]|\d[.,]\d{3}", original)
    if not has_fixed_format and _ZEROS_ADDED.match(found):
        return False
    values = [value for one in readings if (value := number(original, one)) is not None]
    if not values:
        return False
    # A table that goes through a spreadsheet twice may be read in another notation then.
    again = [
        twice
        for value in values
        for text in (f"{value:f}", f"{value:f}".replace(".", ","))
        for one in readings
        if (twice := number(text, one)) is not None
    ]
    if "e" in original.lower():
        again += [value.scaleb(3) for value in values]
    for notation in Notation:
        shown = _shown_number(found, notation)
        if shown is None and _has_format(original, found, notation):
            shown = number(found, notation)
        if shown is None:
            continue
        if any(_shows(value, shown, original, found) for value in (*values, *again)):
            return True
    return False


def _has_format(original: str, found: str, notation: Notation) -> bool:
    """Tell whether a cell may be shown with thousands marks or a currency: it had them before."""
    grouped = any(re.search(rf"\d{re.escape(one.value[0])}\d{{3}}", original) for one in Notation)
    if notation.value[0] in found and not (grouped or _CURRENCY.search(original)):
        return False
    return bool(_CURRENCY.search(original)) or not _CURRENCY.search(found)


_KEPT_DIGITS: Final = 15
_SHOWN_DIGITS: Final = 9
_SCIENTIFIC_DIGITS: Final = 3


def _shows(value: Decimal, shown: Decimal, original: str, found: str) -> bool:
    """Tell whether `shown` is `value` or what is left of it after rounding.

    Spreadsheets keep 15 digits, show nine or more of them, three or more in scientific notation,
    and two decimals of money, percentages and scientific numbers.
    """
    if value == shown:
        return True
    digits = len(shown.as_tuple().digits)
    decimals = -int(shown.as_tuple().exponent)
    if len(value.as_tuple().digits) > _KEPT_DIGITS and any(
        Context(prec=_KEPT_DIGITS, rounding=rounding).plus(value) == shown
        for rounding in (ROUND_HALF_EVEN, ROUND_DOWN)
    ):
        return True
    scientific = "E" in found
    fixed = re.search("[$€£¥%eE]", original) and decimals >= 2  # noqa: PLR2004 - see above
    if (
        not (fixed or digits >= (_SCIENTIFIC_DIGITS if scientific else _SHOWN_DIGITS))
        or len(value.as_tuple().digits) <= digits
    ):
        return False
    if scientific:
        return Context(prec=digits, rounding=ROUND_HALF_UP).plus(value) == shown
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) == shown


def _could_be_fraction(original: str, shown: list[Decimal]) -> bool:
    value = fraction(original)
    if value is None:
        return False
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return any(_shows(exact, one, original, "") for one in shown)


# Full names of months are a person's: no spreadsheet writes them unless it read them so.
_SHOWN_DATE: Final = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{1,2}-[a-z]{3,4}\.?(?:-\d{2,4})?"
    r"|[a-z]{3,4}\.?-\d{2,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?)?",
    re.IGNORECASE,
)


def _could_be_date(original: str, found: str, shown: list[Decimal]) -> bool:
    understood = days(original)
    if not understood:
        return False
    if _SHOWN_DATE.fullmatch(found):
        seen = days(found)
    else:
        seen = {day for value in shown if (day := day_of_serial(value)) is not None}
    return any(day.may_be(other) for day in understood for other in seen)


_SECONDS_A_DAY: Final = 86_400
_LEAST_DECIMALS: Final = 4


def _could_be_time(original: str, found: str, shown: list[Decimal]) -> bool:
    understood = seconds(original)
    if understood is None:
        return False
    if ":" in found:
        return seconds(found) == understood
    part = understood / _SECONDS_A_DAY
    return any(
        one == part
        or (
            -int(one.as_tuple().exponent) >= _LEAST_DECIMALS
            and abs(one - part) < Decimal(1).scaleb(int(one.as_tuple().exponent))
        )
        for one in shown
    )


def _could_be_truth(original: str, found: str) -> bool:
    understood = truth(original)
    return understood is not None and (truth(found) is understood or found == str(int(understood)))
