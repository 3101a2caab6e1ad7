"""Which English words an Italian word became, told from the two sentences and the lexicon.

No model is asked, so links cost a fraction of a millisecond a sentence, and hold for text that a
person wrote or corrected as well. The stages, each on what the ones before left open:

1. words of meaning: the pairs that the lexicon or their spelling speaks for, the surest first;
2. words of grammar (articles, prepositions, pronouns, auxiliaries), where they stand beside what
   their neighbours are linked to;
3. gaps: an open Italian word between two linked ones takes the only open English one between
   their partners.

The alignment error rate, with that of the model's attention, is measured by
`benchmarks/word_links.py`.
"""

import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.word_evidence import (
    ENGLISH,
    GRAMMAR,
    ITALIAN,
    english_words,
    is_grammar,
    italian_words,
    scores_of,
)

Link = tuple[int, int, int, int]
"""Start and end in the Italian, start and end in the English, in code points."""

PACKING: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""The alphabet of `packed_links`."""

# Chosen on the work half of the hand-made gold.
_LEAST_SCORE: Final = 0.02
_DISTANCE: Final = 3.0
"""How much a pair loses whose words stand at different places of their sentences."""
_NEAR: Final = 3
"""How many words a word of grammar may stand from where its neighbours say."""


def word_links(it: str, en: str) -> tuple[Link, ...]:
    """Return the links between the words of a sentence and of its translation, in order."""
    italian, english = (
        [match.span() for match in pattern.finditer(text)]
        for pattern, text in ((ITALIAN, it), (ENGLISH, en))
    )
    return tuple((*italian[i], *english[j]) for i, j in linked_words(it, en))


def linked_words(it: str, en: str) -> list[tuple[int, int]]:
    """Return the links as numbers of words from 0, in order."""
    return sorted(align(italian_words(it), english_words(en)))


def packed_links(it: str, en: str) -> str:
    """Return the links in two letters each, for a page of many sentences.

    The first says how many Italian words on from the link before, the second how many English ones
    on or, under half of the alphabet, back. Links that go further are left out.
    """
    packed, before = "", (0, 0)
    half = len(PACKING) // 2
    for i, j in linked_words(it, en):
        on, across = i - before[0], j - before[1] + half
        if on < len(PACKING) and 0 <= across < len(PACKING):
            packed += PACKING[on] + PACKING[across]
            before = i, j
    return packed


def align(italian: Sequence[str], english: Sequence[str]) -> set[tuple[int, int]]:
    """Return the positions of words that belong together.

    Args:
        italian: The keys of the Italian words.
        english: The keys of the English words.
    """
    scores = scores_of(italian, english)
    links: set[tuple[int, int]] = set()
    grammar = {j for j, word in enumerate(english) if word in GRAMMAR}
    _link_surest(scores, links, (len(italian), len(english)), grammar)
    _link_grammar(scores, links, grammar)
    _fill_gaps(links, italian, english, grammar)
    return links


def _link_surest(
    scores: dict[tuple[int, int], float],
    links: set[tuple[int, int]],
    lengths: tuple[int, int],
    grammar: set[int],
) -> None:
    """Link words of meaning, the best pair first; a word may have neighbours as partners."""

    def weighed(pair: tuple[int, int]) -> float:
        i, j = pair
        apart = abs((i + 0.5) / lengths[0] - (j + 0.5) / lengths[1])
        return scores[pair] / (1 + _DISTANCE * apart)

    of_italian: defaultdict[int, set[int]] = defaultdict(set)
    of_english: defaultdict[int, set[int]] = defaultdict(set)
    candidates = [pair for pair in scores if pair[1] not in grammar]
    for i, j in sorted(candidates, key=weighed, reverse=True):
        if weighed((i, j)) < _LEAST_SCORE:
            break
        beside_english = not of_italian[i] or bool({j - 1, j + 1} & of_italian[i])
        beside_italian = not of_english[j] or bool({i - 1, i + 1} & of_english[j])
        if beside_english and beside_italian and not (of_italian[i] and of_english[j]):
            of_italian[i].add(j)
            of_english[j].add(i)
            links.add((i, j))


def _link_grammar(
    scores: dict[tuple[int, int], float], links: set[tuple[int, int]], grammar: set[int]
) -> None:
    """Link words of grammar near to where the words around them are linked."""
    anchors = _by_first(links)
    taken_italian: set[int] = set()
    taken_english: set[int] = set()

    def distance(pair: tuple[int, int]) -> float:
        i, j = pair
        around = [
            abs((j - partner) - (i - n)) + 0.5 * abs(i - n)
            for n in range(i - _NEAR, i + _NEAR + 1)
            for partner in anchors.get(n, ())
        ]
        return min(around, default=_NEAR + 1)

    candidates = {pair: distance(pair) for pair in scores if pair[1] in grammar}
    order = sorted(candidates, key=lambda pair: scores[pair] / (1 + candidates[pair]), reverse=True)
    for i, j in order:
        if candidates[i, j] > _NEAR or i in taken_italian or j in taken_english:
            continue
        if i in anchors and not {j - 1, j + 1} & set(anchors[i]):
            continue
        taken_italian.add(i)
        taken_english.add(j)
        links.add((i, j))


def _fill_gaps(
    links: set[tuple[int, int]],
    italian: Sequence[str],
    english: Sequence[str],
    grammar: set[int],
) -> None:
    """Link an open word to the only open one between its neighbours' partners."""
    by_italian, taken = _by_first(links), {j for _, j in links}
    for i in range(len(italian)):
        if i in by_italian or is_grammar(italian[i]):
            continue
        left = max(by_italian.get(i - 1, ()), default=-1 if i == 0 else None)
        right = min(
            by_italian.get(i + 1, ()), default=len(english) if i + 1 == len(italian) else None
        )
        if left is None or right is None:
            continue
        open_words = [j for j in range(left + 1, right) if j not in taken and j not in grammar]
        if len(open_words) == 1:
            links.add((i, open_words[0]))
            taken.add(open_words[0])


def _by_first(links: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in links:
        found[i].append(j)
    return dict(found)
