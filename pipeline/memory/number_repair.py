"""A remembered translation made to fit a sentence that differs in its numbers alone.

Cautious: each number of the remembered Italian must stand exactly once in its English, in digits
and written as Italian numbers are written there (1.234,5 as 1,234.5, 14.30 as 14:30). Where one
is spelled out, stands in a date of another order, belongs to a name or to a clock of twelve hours,
nothing is repaired.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.numbers import compare_numbers
from pipeline.checks.numerals import numeral_values
from pipeline.quantities import english_quantity

_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-4])[.,:][0-5]\d")
_TWELVE_HOURS: Final = re.compile(r"\s?(?:[ap]\.?\s?m\b|o['’]clock)", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_MASK: Final = "\x00"


def masked(text: str) -> str | None:
    """Return `text` with a mark in the place of each number in digits; None where it has none."""
    return _NUMBER.sub(_MASK, text) if _DIGIT.search(text) else None


def repaired(italian: str, english: str, wanted: str) -> str | None:
    """Return `english`, the translation of `italian`, with the numbers of the sentence `wanted`.

    The two Italian sentences are the same but for their numbers. None where it is not clear which
    number of the English is which of the Italian.
    """
    old, new = _NUMBER.findall(italian), _NUMBER.findall(wanted)
    places = list(_places(old, english))
    if len(old) != len(new) or len(places) != len(old) or len(set(places)) != len(places):
        return None
    written = []
    for place, before, after in zip(places, old, new, strict=True):
        number = _rewritten(before, english[slice(*place)], after)
        if number is None:
            return None
        written.append((place, number))
    result = english
    for (start, end), number in sorted(written, reverse=True):
        result = result[:start] + number + result[end:]
    return result if _is_as_good(italian, english, wanted, result) else None


def _places(numbers: Sequence[str], english: str) -> Iterator[tuple[int, int]]:
    """Yield where each number stands in the English; nothing for one that is not there once."""
    found = [(match, numeral_values(match[0], "en")) for match in _NUMBER.finditer(english)]
    for number in numbers:
        values = numeral_values(number, "it")
        same = [match for match, others in found if values & others]
        if len(same) == 1 and _stands_alone(same[0], english):
            yield same[0].span()


def _stands_alone(match: re.Match[str], english: str) -> bool:
    before, after = english[: match.start()][-1:], english[match.end() :][:1]
    if before.isalnum() or after.isalnum() or before == "_" or after == "_":
        return False  # G7, 3rd, the 1980s
    return not _TWELVE_HOURS.match(english, match.end())


def _rewritten(before: str, written: str, after: str) -> str | None:
    """Return `after` written in English as `written` is for `before`, None if that is unclear."""
    if written == english_quantity(before):
        return english_quantity(after)
    if written == english_quantity(before).replace(",", ""):
        return english_quantity(after).replace(",", "")
    if _TIME.fullmatch(before) and _TIME.fullmatch(after) and written == _clock(before):
        return _clock(after)
    return None


def _clock(time: str) -> str:
    return time.replace(".", ":").replace(",", ":")


def _is_as_good(italian: str, english: str, wanted: str, result: str) -> bool:
    """Tell whether no number lacks a counterpart that had one before."""
    before, after = compare_numbers(italian, english), compare_numbers(wanted, result)
    return len(after.missing) <= len(before.missing) and len(after.extra) <= len(before.extra)
