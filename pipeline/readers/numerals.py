"""Numbers of list items as documents write them: 4, d, D, iv, IV."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MOST_REPEATED: Final = 4
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN: Final = 3999


def letters(number: int) -> str:
    """Return 1 as a, 26 as z, 27 as aa, 53 as aaa; digits where it would be too long."""
    repeated, place = divmod(number - 1, len(_LETTERS))
    if number < 1 or repeated >= _MOST_REPEATED:
        return str(number)
    return _LETTERS[place] * (repeated + 1)


def roman(number: int) -> str:
    """Return 4 as iv; digits where there is no such numeral."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        text += numeral * count
    return text


WRITTEN: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "a": letters,
        "A": lambda number: letters(number).upper(),
        "i": roman,
        "I": lambda number: roman(number).upper(),
    }
)
"""How to write a number, by how 1 is written; in digits for what is not here."""
