"""Real quotation marks in the English where the Italian has them.

Models write “ ” and straight marks by turns, and now and then a space behind an opening one.
"""

import re
from typing import Final

_REAL: Final = re.compile("[«»“”„]")
_STRAIGHT: Final = re.compile(r'"')
# A mark opens at the beginning, behind white space, a bracket, a dash or another mark.
_OPENING: Final = re.compile(r"(?:^|[\s(\[–—‘'])$")
_SPACE_INSIDE: Final = re.compile(r"(?<=[\s(\[–—])“ +(?=\w)|^“ +(?=\w)")


def with_real_quotation_marks(italian: str, english: str) -> str:
    """Return `english` with “ and ” for straight marks, where `italian` has marks that are real.

    Straight marks that do not come in pairs stay, as it cannot be told which of them is which.
    """
    if not _REAL.search(italian):
        return english
    straight = [match.start() for match in _STRAIGHT.finditer(english)]
    if len(straight) % 2 == 0:
        opening = [bool(_OPENING.search(english[:place])) for place in straight]
        if opening == [not number % 2 for number in range(len(straight))]:
            for place, opens in zip(straight, opening, strict=True):
                mark = "“" if opens else "”"
                english = english[:place] + mark + english[place + 1 :]
    return _SPACE_INSIDE.sub("“", english)
