"""Numbers of the Italian that differ from those of the English, compared by value.

1.234,5 is 1,234.5, 38 miliardi is 38 billion, 14.30 may be 2:30 p.m., Novecento is 20th century.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.checks import number_words as words
from pipeline.checks.english_numbers import EnglishReader
from pipeline.checks.italian_numbers import ItalianReader
from pipeline.checks.number_reading import Number
from pipeline.checks.numerals import Language, Value
from pipeline.months import ENGLISH_MONTHS, ITALIAN_MONTHS

_HAS_MINUS: Final = re.compile(r"(?<![^\s(«“\"])[-−–]\d")
_DOWNWARD: Final = re.compile(
    r"\b(?:meno|sotto|calo|cal[aoò]|perd\w+|giù|minus|negative|below|sub|under|down|f[ae]ll\w*"
    r"|drop\w*|los[etis]\w*|declin\w*|decreas\w*|cut)\b",
    re.IGNORECASE,
)


# A quick look, as most sentences hold no number that must have a counterpart.
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SIGN_OF_A_NUMBER: Final = re.compile(
    r"\d|\b[IVX]{2,}\b|\w(?:mila|mille)|tré\b|(?:ant|[vtc]ent|tr)['’]"
)
_TELLING: Final[Mapping[Language, frozenset[str]]] = {
    "it": ItalianReader.known - words.ITALIAN_VAGUE.keys() - set(ITALIAN_MONTHS),
    "en": EnglishReader.known - words.ENGLISH_VAGUE.keys() - set(ENGLISH_MONTHS),
}


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """Numbers without a counterpart."""

    missing: tuple[str, ...]
    """Those of the Italian, as they are written."""
    extra: tuple[str, ...]
    """Those of the English, as they are written."""


def values(text: str, language: Language) -> Counter[Value]:
    """Return the numbers of a text that must have a counterpart, by their plainest value.

    A number is a float, a time of day a string such as `14:30`.
    """
    reader = ItalianReader(text) if language == "it" else EnglishReader(text)
    numbers = (number for number in reader.read() if number.required)
    return Counter(min(number.values, key=_plainness) for number in numbers)


def numbers_differ(italian: str, english: str) -> bool:
    """Tell whether a number of one side has no counterpart of the same value on the other."""
    if not (_may_hold_numbers(italian, "it") or _may_hold_numbers(english, "en")):
        return False
    difference = compare_numbers(italian, english)
    return bool(difference.missing or difference.extra)


def compare_numbers(italian: str, english: str) -> NumberDifference:
    """Return the numbers of each side that have no counterpart on the other."""
    ours, theirs = ItalianReader(italian).read(), EnglishReader(english).read()
    if _HAS_MINUS.search(italian) or _HAS_MINUS.search(english):
        ours, theirs = _with_signs(ours, italian), _with_signs(theirs, english)
    missing, left = _match(ours, theirs)
    extra, _ = _match([number for number in left if number.required], _vague(ours))
    # A scale that Italian leaves out when it is clear: 46 miliardi, di cui 2 all'Italia.
    scales = {number.scale for number in ours} - {1}
    if missing and extra and scales:
        missing, extra = _match(_scaled(missing, scales), extra)
    return NumberDifference(
        tuple(number.text for number in missing), tuple(number.text for number in extra)
    )


def _match(wanted: list[Number], offered: list[Number]) -> tuple[list[Number], list[Number]]:
    """Pair each required number with one of equal value; return both sides' rest.

    Those with the fewest values choose first, and take a required counterpart before a vague one.
    """
    rest = sorted(offered, key=lambda number: (not number.required, len(number.values)))
    unmatched = []
    for number in sorted(wanted, key=lambda number: len(number.values)):
        if not number.required:
            continue
        found = next((each for each in rest if each.values & number.values), None)
        if found is None:
            unmatched.append(number)
        else:
            rest.remove(found)
    return unmatched, rest


def _vague(numbers: Iterable[Number]) -> list[Number]:
    return [number for number in numbers if not number.required]


def _scaled(numbers: Iterable[Number], scales: Iterable[float]) -> list[Number]:
    """Let numbers also be as many thousands or millions."""
    return [
        replace(
            number,
            values=number.values
            | {v * scale for v in number.values if not isinstance(v, str) for scale in scales},
        )
        for number in numbers
    ]


def _may_hold_numbers(text: str, language: Language) -> bool:
    if _SIGN_OF_A_NUMBER.search(text):
        return True
    return not _TELLING[language].isdisjoint(_LETTERS.findall(text.lower()))


def _with_signs(numbers: list[Number], text: str) -> list[Number]:
    """Give numbers their opposites where words can stand for a minus: meno 5, fell 5%."""
    if not _DOWNWARD.search(text):
        return numbers
    return [
        replace(
            number, values=number.values | {-v for v in number.values if not isinstance(v, str)}
        )
        for number in numbers
    ]


def _plainness(value: Value) -> tuple[bool, float, str]:
    if isinstance(value, str):
        return True, 0, value
    return False, abs(value), ""
