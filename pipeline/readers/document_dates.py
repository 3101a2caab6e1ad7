"""Dates as documents and books write them (W3C-DTF, a profile of ISO 8601)."""

import datetime as dt
import re
from typing import Final

_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?")


def day_of(text: str) -> str:
    """Return the day in a moment, or the month or year where there is no more; else nothing.

    The hour goes, whatever its zone: nobody dates an article by it.
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        return ""
    try:
        dt.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return ""
    return "-".join(part for part in match.group("year", "month", "day") if part)
