"""What a spreadsheet may take a cell's text for: a number, a date, a time or a truth value.

Liberal on purpose: the question is never what a text means, only whether a program could have
understood it so. Observed with LibreOffice 7.4 in English and Italian, and documented for Excel.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from pipeline.months import ENGLISH_MONTHS, ITALIAN_MONTHS


class Notation(Enum):
    """How numbers are written: the mark between thousands, and the decimal mark."""

    ENGLISH = (",", ".")
    ITALIAN = (".", ",")


BOTH: Final = frozenset(Notation)


@dataclass(frozen=True, slots=True)
class Day:
    """A date; parts that the text does not give are None."""

    year: int | None
    """The year with its century, or its last two digits where no more is written."""
    month: int
    """1 to 12."""
    day: int | None
    """1 to 31."""

    def may_be(self, shown: "Day") -> bool:
        """Tell whether a spreadsheet that understood this date may show `shown`.

        It takes the current year and the first of the month for what is missing, and may leave the
        year or the day out.
        """
        if self.month != shown.month:
            return False
        if (
            None not in (self.year, shown.year)
            and (self.year or 0) % 100 != (shown.year or 0) % 100
        ):
            return False
        if shown.day is None or self.day is None:
            return shown.day in {None, 1} or self.day is None
        return self.day == shown.day


_CURRENCY: Final = "[$€£¥]|EUR|USD|GBP"


@lru_cache(maxsize=2)
def _number(notation: Notation) -> re.Pattern[str]:
    group, point = map(re.escape, notation.value)
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[-+−])?\s*(?:{_CURRENCY})?\s*(?P<inner>[-−])?"
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d*)(?:{point}(?P<part>\d*))?"
        rf"(?:[eE](?P<exponent>[-+]?\d{{1,3}}))?\s*(?:{_CURRENCY})?"
        rf"\s*(?P<percent>%)?(?P<trailing>-)?(?P<close>\))?"
    )


def number(text: str, notation: Notation) -> Decimal | None:
    """Return the number that `text` is in a notation, or None."""
    match = _number(notation).fullmatch(text)
    if (
        not match
        or not (match["whole"] or match["part"])
        or bool(match["open"]) != bool(match["close"])
    ):
        return None
    whole = match["whole"].replace(notation.value[0], "") or "0"
    try:
        value = Decimal(f"{whole}.{match['part'] or '0'}E{match['exponent'] or '0'}")
    except InvalidOperation:
        return None
    if match["percent"]:
        value /= 100
    negative = sum(
        [
            match["sign"] in {"-", "−"},
            bool(match["inner"]),
            bool(match["trailing"]),
            bool(match["open"]),
        ]
    )
    return -value if negative else value


_MIXED: Final = re.compile(r"([-+]?)(?:(\d{1,6})\s+)?(\d{1,4})/(\d{1,4})")
_VULGAR: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4"}


def fraction(text: str) -> Fraction | None:
    """Return the value of "1 1/2" or "3/4", or None."""
    for sign, written in _VULGAR.items():
        text = text.replace(sign, f" {written}").strip()
    match = _MIXED.fullmatch(text)
    if not match or not int(match[4]):
        return None
    value = int(match[2] or 0) + Fraction(int(match[3]), int(match[4]))
    return -value if match[1] == "-" else value


_MONTHS: Final = {
    form: number
    for names in (ENGLISH_MONTHS, ITALIAN_MONTHS)
    for number, name in enumerate(names, start=1)
    for form in (name, name[:3])
} | {"sept": 9}
_WEEKDAY: Final = re.compile(
    "^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|"
    "lun|mar|mer|gio|ven|sab|dom|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica)[,.]?\\s+"
)
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_NUMERIC: Final = re.compile(r"(\d{1,4})([-/.])(\d{1,4})(?:\2(\d{1,4}))?")
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/.\s]+([a-zà]+)\.?(?:[-/.,\s]+(\d{2,4}))?"
)
_MONTH_FIRST: Final = re.compile(
    r"([a-zà]+)\.?[-/.\s]+(\d{1,2})(?:st|nd|rd|th)?(?:[-/.,\s]+(\d{4}|\d{2}))?"
)
_MONTH_AND_YEAR: Final = re.compile(r"([a-zà]+)\.?[-/.,\s]+(\d{4}|\d{2})")


def days(text: str) -> set[Day]:
    """Return the dates that `text` may be, whichever comes first, day or month."""
    text = _MIDNIGHT.sub("", _WEEKDAY.sub("", text.lower(), count=1))
    if match := _NUMERIC.fullmatch(text):
        return _numeric_days(match)
    found = []
    if match := _DAY_FIRST.fullmatch(text):
        found.append((match[3], match[2], match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        found.append((match[3], match[1], match[2]))
    if match := _MONTH_AND_YEAR.fullmatch(text):
        found.append((match[2], match[1], None))
    return {
        day
        for year, month, number in found
        if month in _MONTHS and (day := _day(year, _MONTHS[month], number))
    }


def _numeric_days(match: re.Match[str]) -> set[Day]:
    first, second, third = match[1], match[3], match[4]
    if third is None:
        tries = [(None, second, first), (None, first, second), (second, first, None)]
        tries.append((first, second, None))
        # A year that stands beside a month alone has four digits.
        tries = [one for one in tries if one[2] is not None or len(one[0] or "") == len("2024")]
    else:
        tries = [(third, second, first), (third, first, second), (first, second, third)]
    found = {_day(year, int(month), day) for year, month, day in tries}
    return {day for day in found if day is not None}


def _day(year: str | None, month: int, day: str | None) -> Day | None:
    number = None if day is None else int(day)
    if not 1 <= month <= 12 or (number is not None and not 1 <= number <= 31):  # noqa: PLR2004
        return None
    return Day(None if year is None else int(year), month, number)


_EPOCH: Final = date(1899, 12, 30)
_LAST_SERIAL: Final = 200_000


def day_of_serial(value: Decimal) -> Day | None:
    """Return the date that a spreadsheet keeps as this number, or None."""
    if value != value.to_integral_value() or not 0 < value < _LAST_SERIAL:
        return None
    day = _EPOCH + timedelta(days=int(value))
    return Day(day.year, day.month, day.day)


_TIME: Final = re.compile(
    r"(?:(?:1899-12-3[01]|1900-01-0[0-9])[ T])?"
    r"(?P<hours>\d{1,4})(?:[:.](?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d(?:[.,]\d+)?))?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?"
)
_NOON: Final = 12


def seconds(text: str) -> Decimal | None:
    """Return the seconds from midnight, or of a duration, that `text` gives, or None."""
    match = _TIME.fullmatch(text.lower())
    if not match or not (match["minutes"] or match["half"]):
        return None
    hours = int(match["hours"])
    if match["half"]:
        if not 0 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if match["half"].startswith("p") else 0)
    rest = Decimal((match["seconds"] or "0").replace(",", "."))
    return Decimal(hours * 3600 + int(match["minutes"] or 0) * 60) + rest


_TRUTH: Final = {"true": True, "vero": True, "false": False, "falso": False}


def truth(text: str) -> bool | None:
    """Return the truth value that `text` names, or None."""
    return _TRUTH.get(text.lower())
