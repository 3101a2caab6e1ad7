"""Numbers in digits, times and dates: what a string of digits and signs can stand for."""

# ruff: noqa: PLR2004 - the figures are those of clocks, calendars and the decimal system

import re
from typing import Final, Literal

Language = Literal["it", "en"]
Value = float | str
"""A number; a time of day as `9:30` on 24 hours; an identifier such as `1.2.3` as it is written."""

_GROUP_SIGNS: Final = re.compile(r"[\s'’]")
_FORMATS: Final = {
    language: (
        re.compile(rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{point}\d+)?"),
        re.compile(rf"\d+(?:{point}\d+)?"),
        # The other language's format where it cannot be misread.
        re.compile(rf"[1-9]\d{{0,2}}(?:(?:{point}\d{{3}}){{2,}}|(?:{point}\d{{3}})+{group}\d+)"),
    )
    for language, group, point in (("it", r"\.", ","), ("en", ",", r"\."))
}
_SIMPLE_DECIMAL: Final = re.compile(r"\d+[.,]\d+")
_TIME: Final = re.compile(r"([01]?\d|2[0-4])[.,:]([0-5]\d)")
_DATE_SIGNS: Final = re.compile(r"[./-]")


def numeral_values(written: str, language: Language) -> set[Value]:
    """Return what a number written in digits, such as `1.234,5` or `9.30`, can stand for."""
    compact = _GROUP_SIGNS.sub("", written)
    time = _TIME.fullmatch(compact)
    clock = times(int(time[1]), int(time[2])) if time else set()
    return clock if clock and ":" in compact else {_number(compact, language), *clock}


def times(hour: int, minute: int) -> set[Value]:
    """Return the times of day that a clock time can stand for: one, or two up to 12 o'clock."""
    hours = {hour % 24} if hour > 12 else {hour % 24, (hour + 12) % 24}
    return {f"{each}:{minute:02d}" for each in hours}


def date_values(written: str) -> list[set[Value]]:
    """Return the numbers of a date in digits: day, month and year in whatever order."""
    parts = [int(part) for part in _DATE_SIGNS.split(written)]
    return [year_values(part) if index == 2 else {part} for index, part in enumerate(parts)]


def year_values(year: int) -> set[Value]:
    """Return the years that a short one, such as '80, can stand for, and the number itself."""
    if year >= 100:
        return {year}
    return {year, 1800 + year, 1900 + year, 2000 + year}


def century_values(hundreds: int) -> set[Value]:
    """Return what the Novecento, '900 or the 1900s can stand for: the 20th century above all."""
    full = hundreds if hundreds >= 1000 else 1000 + hundreds
    return {hundreds, full, full // 100 + 1}


def _number(compact: str, language: Language) -> Value:
    group, point = (".", ",") if language == "it" else (",", ".")
    grouped, plain, foreign = _FORMATS[language]
    if grouped.fullmatch(compact) or plain.fullmatch(compact):
        return _as_float(compact.replace(group, "").replace(point, "."))
    if foreign.fullmatch(compact):
        return _as_float(compact.replace(point, "").replace(group, "."))
    if _SIMPLE_DECIMAL.fullmatch(compact):
        return _as_float(compact.replace(",", "."))
    return compact


def _as_float(digits: str) -> Value:
    # Beyond the precision of a float the digits themselves are compared.
    return float(digits) if len(digits) <= 15 else digits
