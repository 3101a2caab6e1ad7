"""The lines of a cue: two at most, of about the length that fits a screen."""

import re
from itertools import accumulate
from typing import Final

LINE_LENGTH: Final = 42
"""Letters that fit a line, by the usual guidelines for subtitles; two such lines fit a screen."""

_SPEECH: Final = re.compile(r"(?<=[.!?…\"”»)\]]) (?=[-–—] ?\S)")
_BREAK_BEFORE: Final = frozenset("and or but that which who because when while where if".split())
_ENDS: Final = (",", ";", ":", ".", "!", "?", "…", "–", "—")
_GAIN: Final = 6


def lines_of(text: str) -> list[str]:
    """Return `text` in one line or two.

    The speeches of a dialogue, each opened by a dash, begin a line. Other text is broken where
    both lines become about equal, rather behind a mark or before a conjunction. A text longer
    than two lines of `LINE_LENGTH` gets two longer ones; a word is never broken.
    """
    speeches = _SPEECH.split(text)
    if len(speeches) == 2:  # noqa: PLR2004 - two persons, two lines
        return speeches
    words = text.split()
    if len(text) <= LINE_LENGTH or len(words) == 1:
        return [text]
    ends = list(accumulate(len(word) + 1 for word in words))[:-1]
    cut = 1 + min(range(len(ends)), key=lambda place: _cost(words, ends[place], place, len(text)))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _cost(words: list[str], end: int, place: int, length: int) -> int:
    """Return how bad a break behind the word `place` is; `end` is where the next one begins."""
    first, second = end - 1, length - end
    # Letters that do not fit weigh more than any fine break.
    too_long = max(0, first - LINE_LENGTH) + max(0, second - LINE_LENGTH)
    gain = 0
    if words[place].endswith(_ENDS) or words[place + 1].lower() in _BREAK_BEFORE:
        gain = _GAIN
    return abs(first - second) - gain + 10 * too_long
