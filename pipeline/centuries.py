"""Centuries and eras: what models get wrong about them is put right before they see it.

The bundled model made "19th century" of twelve Roman numerals in thirteen, and of `79 d.C.` more
often BC than AD. Shown an English ordinal in the place of the numeral it copies that.
"""

import re
from collections.abc import Iterator
from typing import Final

_NUMERAL: Final = r"[IVX]+"
_CENTURIES: Final = re.compile(
    rf"\b(?:[Ss]ecol[oi]\s+{_NUMERAL}\b|{_NUMERAL}(?=(?:\s*(?:[-–,/]|ed?|o|al)\s*{_NUMERAL})*\s+secol[oi]\b))"
)
_ROMAN: Final = re.compile(rf"\b{_NUMERAL}\b")
_ERA: Final = re.compile(r"(?<!\w)([ad])\.\s?C\.", re.IGNORECASE)
_ERAS: Final = {"a": "BC", "d": "AD"}
_VALUES: Final = {"I": 1, "V": 5, "X": 10}


def with_ordinals(text: str) -> str:
    """Return Italian with English ordinals where Roman numerals count centuries.

    Several that share the word are all replaced: `XVIII e XIX secolo` is `18th e 19th secolo`.
    """
    return _CENTURIES.sub(lambda found: _ROMAN.sub(_ordinal, found[0]), text)


def find_eras(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and English of each `a.C.` and `d.C.`, the last one's full stop kept."""
    for match in _ERA.finditer(text):
        stop = "." if match.end() == len(text.rstrip()) else ""
        yield match.start(), match.end(), _ERAS[match[1].lower()] + stop


def _ordinal(match: re.Match[str]) -> str:
    digits = [_VALUES[sign] for sign in match[0]]
    number = sum(
        -value if value < max(digits[place + 1 :], default=0) else value
        for place, value in enumerate(digits)
    )
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"  # noqa: PLR2004
