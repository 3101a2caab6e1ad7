"""Putting the English of whole sentences back into the cues that the Italian was spoken in.

Where a cue begins inside an Italian sentence tells where it should begin in the English one: at
the same share of its letters. From there the nearest good place between two words is taken; all
places of a block are chosen together, so that the sum of what they cost is least:

- a letter away from the proportional place costs 1,
- behind . ! ? … a place gains `SENTENCE_GAIN`, behind , ; : – — `CLAUSE_GAIN`; where a sentence
  begins in both languages nearly nothing beats it,
- before a word that opens a clause ("and", "that", "because") it gains `OPENER_GAIN`,
- behind a word that belongs to the next one ("the", "of", "not") it costs `LOOSE_COST`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

SENTENCE_GAIN: Final = 14.0
CLAUSE_GAIN: Final = 8.0
OPENER_GAIN: Final = 4.0
LOOSE_COST: Final = 6.0

_CLOSERS: Final = "\"'”’»)]"
_SENTENCE_ENDS: Final = (".", "!", "?", "…")
_CLAUSE_ENDS: Final = (",", ";", ":", "–", "—")
_DASHES: Final = ("-", "–", "—")
"""By itself a dash opens a speech or an insertion."""
_OPENERS: Final = frozenset(
    "and or but that which who because when while where if as so than then to for with from "
    "by in on at after before until without".split()
)
_LOOSE: Final = frozenset(
    "a an the of to in on at by for with from and or but that my your his her its our their this "
    "these those no not very is are was were has have had will would can could mr mrs ms dr".split()
)
_INFINITE: Final = float("inf")


def fit(sentences: Sequence[tuple[int, str]], begins: Sequence[int], length: int) -> list[str]:
    """Return the part of an English text that each cue of a block shows.

    Args:
        sentences: For each sentence of the block, in order: its first code point in the Italian
            text, and its English, which may be empty.
        begins: First code point of each cue in the Italian text, growing, the first 0.
        length: Code points of the Italian text.

    Returns:
        A text for each cue; the words of all, in order, are those of the English. None is empty
        unless there are fewer words than cues; then the last ones are.
    """
    words = [word for _, english in sentences for word in english.split()]
    if len(words) <= len(begins):
        return [*words, *[""] * (len(begins) - len(words))]
    ideals = _ideals(sentences, begins, length)
    cuts = [0, *_cuts(words, ideals[1:]), len(words)]
    return [" ".join(words[start:end]) for start, end in pairwise(cuts)]


def _ideals(
    sentences: Sequence[tuple[int, str]], begins: Sequence[int], length: int
) -> list[float]:
    """Return where each cue should begin, in letters of the English words joined by spaces."""
    starts = [start for start, _ in sentences]
    sizes = [sum(len(word) + 1 for word in english.split()) for _, english in sentences]
    offsets = [0, *accumulate(sizes)]
    ends = [*starts[1:], length]
    ideals = []
    for begin in begins:
        place = max(0, bisect_right(starts, begin) - 1)
        italian = max(1, ends[place] - starts[place])
        share = min(1.0, max(0.0, (begin - starts[place]) / italian))
        ideals.append(offsets[place] + share * sizes[place])
    return ideals


def _cuts(words: Sequence[str], ideals: Sequence[float]) -> list[int]:
    """Return the number of the word that each cue but the first begins with; they grow."""
    offsets = [0, *accumulate(len(word) + 1 for word in words)]
    worths = [0.0, *(_cost(before, word) for before, word in pairwise(words))]
    last = len(words)
    # best[cut]: least cost of the cues so far, the last of which begins at `cut`.
    best = [0.0] + [_INFINITE] * (last - 1)
    chosen: list[list[int]] = []
    for ideal in ideals:
        least, least_at = _INFINITE, 0
        following, origins = [_INFINITE] * last, [0] * last
        for cut in range(1, last):
            if best[cut - 1] < least:
                least, least_at = best[cut - 1], cut - 1
            following[cut] = least + abs(offsets[cut] - ideal) + worths[cut]
            origins[cut] = least_at
        best = following
        chosen.append(origins)
    cut = min(range(last), key=best.__getitem__)
    cuts = []
    for origins in reversed(chosen):
        cuts.append(cut)
        cut = origins[cut]
    return cuts[::-1]


def _cost(before: str, word: str) -> float:
    """Return what beginning a cue at `word`, behind `before`, costs; less than 0 for a gain."""
    if before in _DASHES:
        return LOOSE_COST
    bare = before.rstrip(_CLOSERS)
    if bare.endswith(_SENTENCE_ENDS):
        return -SENTENCE_GAIN
    if bare.endswith(_CLAUSE_ENDS):
        return -CLAUSE_GAIN
    cost = LOOSE_COST if bare.lower().lstrip("\"'“‘«([") in _LOOSE else 0.0
    return cost - OPENER_GAIN if word.lower() in _OPENERS else cost
