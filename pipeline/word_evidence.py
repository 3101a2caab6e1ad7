"""What speaks for an Italian word and an English one belonging together: lexicon and spelling."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline.letters import shared_start, without_accents
from pipeline.lexicon import default_lexicon

# The page's script divides sentences in the same way, in templates/js/links.js.
ITALIAN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*['’‘]?|\w+")
ENGLISH: Final = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_]+?(?=n['’]t(?!\w))|n['’]t(?!\w)|['’](?:s|re|ve|ll|d|m)(?!\w)"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*|\w+",
    re.IGNORECASE,
)
GRAMMAR: Final = frozenset(
    """
    a an the of to in on at by for from with into as and or but if that this these those which who
    whom whose what it its he him his she her hers they them their we us our you your i me my be am
    is are was were been being has have had having do does did will would can could shall should
    may might must 's 're 've 'd 'll 'm n't not no there so than then up out off about over
    """.split()
)
"""English words of grammar."""
# Chosen on the work half of the hand-made gold.
_SAME_STEM: Final = 0.8
_LEMMA: Final = 0.5
_EXPRESSION: Final = 0.2
"""An expression says less than a word: it does not tell which of its words became which."""
_REMEMBERED: Final = 1 << 13
_ENDINGS: Final = ("ies", "ied", "ing", "est", "ier", "er", "es", "ed", "ly", "s", "y", "e")
_COGNATE_LETTERS: Final = 4
_COGNATE_SHARE: Final = 0.6
_COGNATE: Final = 0.5
_SHORT: Final = 0.3
_DIGITS: Final = re.compile(r"\d")


def italian_words(text: str) -> list[str]:
    """Return the keys of the words of a sentence; an elided one ends in its apostrophe."""
    return [_key(word) for word in ITALIAN.findall(text)]


def english_words(text: str) -> list[str]:
    """Return the keys of the words of a sentence; contractions are two (`did` `n't`, `it` `'s`)."""
    return [_key(word) for word in ENGLISH.findall(text)]


def _key(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'").lower()


def scores_of(italian: Sequence[str], english: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return what speaks for each pair of words that anything speaks for, from 0 to 1."""
    places = _English(english)
    scores: defaultdict[tuple[int, int], float] = defaultdict(float)
    for i, key in enumerate(italian):
        for j, similarity in places.alike(key):
            scores[i, j] = similarity
        for word, probability in _translations(key):
            for j, share in places.of(word):
                scores[i, j] = max(scores[i, j], probability * share)
    for start, count, words in _expressions(italian):
        for i in range(start, start + count):
            if not is_grammar(italian[i]):
                for word, probability in words:
                    for j, share in places.of(word):
                        scores[i, j] = max(scores[i, j], probability * share)
    return dict(scores)


class _English:
    """The words of an English sentence by how they are spelt."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._stems: defaultdict[str, list[int]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(words):
            self._exact[word].append(j)
            self._stems[_stem(word)].append(j)
            self._beginnings[_beginning(word)].append(j)

    def of(self, word: str) -> Iterator[tuple[int, float]]:
        """Yield the places of a word and of its other forms, with how sure it is that word."""
        yield from ((j, _SAME_STEM) for j in self._stems.get(_stem(word), ()))
        yield from ((j, 1.0) for j in self._exact.get(word, ()))

    def alike(self, italian: str) -> Iterator[tuple[int, float]]:
        """Yield the places of words that are spelt like an Italian one, with how much."""
        for j in self._beginnings.get(_beginning(italian), ()):
            similarity = _similarity(italian, self._words[j])
            if similarity:
                yield j, similarity


@lru_cache(maxsize=_REMEMBERED)
def _translations(key: str) -> tuple[tuple[str, float], ...]:
    """Return the English words that an Italian one may become, with their probabilities."""
    lexicon = default_lexicon()
    entry = lexicon.lookup(key)
    if entry is None:
        return _ELIDED.get(key, ())
    found: dict[str, float] = {}
    lemma = lexicon.lookup(entry.lemma) if entry.lemma != entry.form else None
    for one, weight in ((entry, 1.0), (lemma, _LEMMA)):
        for sense in one.senses if one else ():
            for word in english_words(sense.text):
                found[word] = max(found.get(word, 0.0), sense.probability * weight)
    return tuple(found.items())


_ELIDED: Final = {
    **dict.fromkeys(("l'",), (("the", 1.0),)),
    **dict.fromkeys(("un'",), (("a", 0.7), ("an", 0.7))),
    **dict.fromkeys(("dell'",), (("of", 0.8), ("the", 0.7), ("'s", 0.3), ("in", 0.1))),
    **dict.fromkeys(("all'",), (("to", 0.6), ("at", 0.4), ("the", 0.7), ("in", 0.2))),
    **dict.fromkeys(("dall'",), (("from", 0.6), ("by", 0.5), ("the", 0.7), ("since", 0.1))),
    **dict.fromkeys(("nell'",), (("in", 0.9), ("the", 0.7), ("into", 0.2), ("at", 0.1))),
    **dict.fromkeys(("sull'",), (("on", 0.8), ("the", 0.7), ("about", 0.2), ("over", 0.1))),
    **dict.fromkeys(("d'",), (("of", 0.6), ("in", 0.1))),
    **dict.fromkeys(("c'",), (("there", 0.8),)),
    **dict.fromkeys(("quest'",), (("this", 1.0),)),
    **dict.fromkeys(("quell'",), (("that", 1.0),)),
}


def _expressions(italian: Sequence[str]) -> Iterator[tuple[int, int, list[tuple[str, float]]]]:
    """Yield place, length and English words of the expressions in a sentence."""
    lexicon = default_lexicon()
    start = 0
    while start + 1 < len(italian):
        found = lexicon.expression(italian, start)
        if found is None:
            start += 1
            continue
        count, entry = found
        yield (
            start,
            count,
            [
                (word, sense.probability * _EXPRESSION)
                for sense in entry.senses
                for word in english_words(sense.text)
                if word not in GRAMMAR
            ],
        )
        start += count


@lru_cache(maxsize=_REMEMBERED)
def is_grammar(key: str) -> bool:
    """Tell whether an Italian word stands for English words of grammar."""
    words = _translations(key)
    return bool(words) and max(words, key=lambda one: one[1])[0] in GRAMMAR


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str) -> str:
    """Return an English word without its commonest endings."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word  # noqa: PLR2004


@lru_cache(maxsize=_REMEMBERED)
def _beginning(word: str) -> str:
    """Return what two words share if their spelling speaks for them at all."""
    return "0" if word[0].isdigit() else _plain(word)[:3]


def _similarity(it: str, en: str) -> float:
    """Return how much the spelling speaks for two words: names, numbers, cognates."""
    if it[0].isdigit():
        return float(_DIGITS.findall(it) == _DIGITS.findall(en))
    it, en = _plain(it), _plain(en)
    shorter, longer = sorted((len(it), len(en)))
    if it == en:
        return 1.0 if shorter >= _COGNATE_LETTERS else _SHORT
    same = shared_start(it, en)
    alike = same > _COGNATE_LETTERS or same / longer >= _COGNATE_SHARE
    return _COGNATE * same / longer if shorter >= _COGNATE_LETTERS and alike else 0.0


@lru_cache(maxsize=_REMEMBERED)
def _plain(word: str) -> str:
    return without_accents(word)
