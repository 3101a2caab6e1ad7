"""Dates as articles write them, read only where they can mean one day or month.

ISO 8601 (`2025-11-03`, with a time or without a day too) and what Italian papers write:
`3 novembre 2025`, `lunedì 1º dic. 2025, ore 10.30`, `03/11/2025` (day first), `novembre 2025`.
"""

import datetime as dt
import re
from typing import Final

from pipeline.months import ITALIAN_MONTHS

_NUMBERS: Final = {
    **{month: number for number, month in enumerate(ITALIAN_MONTHS, start=1)},
    **{month[:3]: number for number, month in enumerate(ITALIAN_MONTHS, start=1)},
    "sett": 9,
}
_TIME: Final = r"(?:(?:,|\s|\s[-–|])\s*(?:(?:alle|ore|alle ore|h)\s*)?\d{1,2}[:.]\d{2}\b.*)?"
_WEEKDAY: Final = r"(?:(?:luned|marted|mercoled|gioved|venerd)[ìi]['’]?|sabato|domenica)"
_ISO: Final = (
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?"
    r"(?:[T\s]\d{1,2}[:.]?\d{2}.*)?"
)
_NUMERIC: Final = (
    rf"(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_TIME}"
)
_WRITTEN: Final = (
    rf"(?:{_WEEKDAY},?\s+)?(?:(?P<day>\d{{1,2}})[º°]?\s+)?"
    rf"(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{{4}}){_TIME}"
)
_FORMS: Final = tuple(re.compile(form, re.IGNORECASE) for form in (_ISO, _NUMERIC, _WRITTEN))


def iso_date(text: str) -> str:
    """Return a date as YYYY-MM-DD, or YYYY-MM without a day; nothing where it is not sure."""
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            found = match.groupdict()
            month = found["month"].lower()
            number = int(month) if month.isdigit() else _NUMBERS.get(month, 0)
            return _checked(int(found["year"]), number, int(found["day"] or 0))
    return ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        date = dt.date(year, month, day or 1)
    except ValueError:  # there is no such day
        return ""
    return date.isoformat() if day else date.isoformat()[:-3]
