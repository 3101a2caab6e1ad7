"""Real quotation marks and apostrophes in the English where the Italian has them.

Models write “ ” and straight marks by turns, and now and then a space behind an opening one.
"""

import re
from typing import Final

_REAL_MARKS: Final = re.compile("[«»“”„]")
_REAL_APOSTROPHE: Final = re.compile(r"(?<=\w)’")
_STRAIGHT: Final = re.compile('"')
_OPENS: Final = re.compile(r"(?:^|[\s(\[–—‘'])$")
_CLOSES: Final = re.compile(r"[^\s\d(\[–—]$|\d[.,]$")
_SPACE_INSIDE: Final = re.compile(r"(?:(?<=[\s(\[–—])|^)“ +(?=\w)")
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")


def with_real_marks(italian: str, english: str) -> str:
    """Return `english` with “ ” and ’ for straight marks, where `italian` has real ones.

    A straight mark of which it cannot be told whether it opens, closes or means inches stays.
    """
    if _REAL_APOSTROPHE.search(italian):
        english = _APOSTROPHE.sub("’", english)
    if not _REAL_MARKS.search(italian):
        return english
    is_open = False
    for match in list(_STRAIGHT.finditer(english)):
        mark = _mark(english, match.start(), is_open=is_open)
        if mark != '"':
            is_open = mark == "“"
            english = english[: match.start()] + mark + english[match.end() :]
    return _SPACE_INSIDE.sub("“", english)


def _mark(text: str, place: int, *, is_open: bool) -> str:
    """Return the mark that stands for the straight one at `place`."""
    before, after = text[:place], text[place + 1 : place + 2]
    if _CLOSES.search(before):
        return "”"
    if not _OPENS.search(before):
        return '"'
    # With a space on both sides it is the one that is due.
    return "”" if is_open and not after.strip() else "“"
