"""Loops: what the English says over and over and the Italian does not."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.checks.words import Words

# Lengths of repeats, in words. Of 12,000 human translations of news and Wikipedia in the training
# corpus 5 are flagged with these.
_LONGEST_UNIT: Final = 12
"""Words of the longest unit that is looked for twice in a row."""
_PAIR: Final = 2
_IDIOMS: Final = frozenset({"and", "by"})
"""Words that ways of speaking stand around: more and more and more, inch by inch by."""
_LONG: Final = 6
"""Words that make a repeat anywhere in the sentence suspicious."""
_TRIGRAM_TIMES: Final = 3
"""Times that three words may not come."""
_RUN: Final = 3
"""Times that one word may not come in a row."""

_NEVER_DOUBLED: Final = frozenset(
    {"the", "of", "and", "a", "an", "for", "with", "from", "by", "at"}
)
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{3,}|([^\W\d_]{2,5}?)\2{2,}", re.IGNORECASE)
_SIGNS: Final = re.compile(r"([^\w\s.])(?:\s?\1){4,}|\.{7,}|(?:\.\s){5,}")


def repeats(italian: Words, english: Words) -> bool:
    """Tell whether the English repeats words, clauses or syllables more than the Italian."""
    if _stretched(italian.text, english.text):
        return True
    ours, theirs = italian.folded, english.folded
    if len(set(theirs)) == len(theirs):
        return False
    if (_immediate(theirs) or _doubled(english)) and not _immediate(ours):
        return True
    if _times(theirs, 3) >= _TRIGRAM_TIMES > _times(ours, 2):
        return True
    return _times(theirs, _LONG) > 1 and _times(ours, _LONG // 2) <= 1


def _stretched(italian: str, english: str) -> bool:
    for pattern in (_STRETCHED, _SIGNS):
        if pattern.search(english) and not pattern.search(italian):
            return True
    return False


def _immediate(words: Sequence[str]) -> bool:
    """Tell whether a word comes three times, or several words twice, in a row."""
    last_places: dict[str, int] = {}
    run = 1
    for place, word in enumerate(words):
        before = last_places.get(word)
        last_places[word] = place
        if before is None:
            run = 1
            continue
        unit = place - before
        if unit == 1:
            run += 1
            if run >= _RUN:
                return True
            continue
        run = 1
        # The unit that ends here stood just before it as well.
        if (
            1 < unit <= _LONGEST_UNIT
            and not (unit == _PAIR and not _IDIOMS.isdisjoint(words[before : place + 1]))
            and before + 1 >= unit
            and words[before + 1 - unit : before + 1] == words[before + 1 : place + 1]
        ):
            return True
    return False


def _doubled(words: Words) -> bool:
    """Tell whether a function word stands twice in a row; AND is none."""
    return any(
        first == second and first in _NEVER_DOUBLED for first, second in pairwise(words.written)
    )


def _times(words: Sequence[str], size: int) -> int:
    grams = Counter(zip(*(words[start:] for start in range(size)), strict=False))
    return max(grams.values(), default=0)
