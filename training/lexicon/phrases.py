"""Expressions of several words: Italian phrases that stand for English ones as a whole.

An expression is a phrase that dictionaries have as a headword, or one of the shapes that terms
and idioms have in Italian (`capacità di calcolo`, `campagna elettorale`, `mettere a disposizione`)
whose words keep each other's company. Those that begin with a verb are kept under its infinitive.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.lexicon import simple_preposition
from training.lexicon.counts import AlignedPair, fold_case, is_word, normalise, weight_of
from training.lexicon.morphology import Reading

MAX_ITALIAN: Final = 4
MAX_ENGLISH: Final = 4
LEAST_OCCURRENCES: Final = 2
LEAST_COMPANY: Final = 0.2
"""Normalised pointwise mutual information of the words, below which they meet by chance: `nuovo
libro` has 0.1, `capacità di calcolo` 0.4."""
LEAST_SHARE: Final = 0.3
"""Share of an expression's occurrences that must have its best translation."""
LEAST_CONFIDENCE: Final = 0.05
"""Share of that translation's occurrences that must stand for the expression."""

_SIMPLE: Final = frozenset("a di da con su in per tra".split())
"""Prepositions that end verbal expressions (far fronte a) and locutions (a causa di)."""
_AUXILIARIES: Final = frozenset(["essere", "avere"])
_NEVER_FIRST_ENGLISH: Final = frozenset(
    """
    the a an of and or but that this these those his her its their our my your is are was were it he
    she we they you i 's 're 've 'd 'll
    """.split()
)
_NEVER_LAST_ENGLISH: Final = _NEVER_FIRST_ENGLISH - {"of", "it", "that"} | {"not", "n't"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression with what it stands for."""

    it: str
    """Italian, as the lexicon keys it."""
    translations: tuple[tuple[str, float], ...]
    """English phrases with the share of the expression's occurrences, the likeliest first."""
    rank: float
    """Weighted occurrences times the company that its words keep."""


@dataclass(slots=True)
class _Counts:
    """What is counted in one pass over the pairs."""

    translations: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    times: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


def phrases_in(pair: AlignedPair) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the phrase pairs of `pair` whose words are linked to each other and to no others.

    The consistency of Koehn, Och and Marcu (2003); of unlinked words, only prepositions stand at
    the ends of a phrase.
    """
    by_it: defaultdict[int, list[int]] = defaultdict(list)
    by_en: defaultdict[int, list[int]] = defaultdict(list)
    for it, en in pair.links:
        by_it[it].append(en)
        by_en[en].append(it)
    for start in by_it:
        english: list[int] = []
        for end in range(start, min(start + MAX_ITALIAN, len(pair.it))):
            if not is_word(pair.it[end]):
                break
            english += by_it.get(end, [])
            if end not in by_it:
                continue
            first, last = min(english), max(english)
            if last - first >= MAX_ENGLISH:
                continue
            inside = all(
                start <= it <= end
                for place in range(first, last + 1)
                for it in by_en.get(place, [])
            )
            words = pair.en[first : last + 1]
            if inside and all(map(is_word, words)):
                english_phrase = " ".join(words).replace("’", "'")
                for first_word, last_word in _with_prepositions(pair, start, end, by_it):
                    italian = pair.it[first_word : last_word + 1]
                    yield tuple(map(normalise, italian)), english_phrase


def _with_prepositions(
    pair: AlignedPair, start: int, end: int, linked: Mapping[int, list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield a phrase, and the same with prepositions beside it that have no link of their own.

    `a causa di` is `because of`, but the aligner links `causa di` alone.
    """
    starts, ends = [start], [end]
    if start > 0 and start - 1 not in linked and normalise(pair.it[start - 1]) in _SIMPLE:
        starts.append(start - 1)
    following = normalise(pair.it[end + 1]) if end + 1 < len(pair.it) else ""
    if end + 1 not in linked and simple_preposition(following) in _SIMPLE:
        ends.append(end + 1)
    for first in starts:
        for last in ends:
            if 0 < last - first < MAX_ITALIAN:
                yield first, last


def key_of(words: tuple[str, ...], readings: Mapping[str, list[Reading]]) -> str:
    """Return the key of a phrase.

    Its first word is in the infinitive where it can only be a verb, and a preposition that ends
    it has no article.
    """
    words = (_whole(words[0], readings), *words[1:-1], simple_preposition(words[-1]))
    parts = dict(reversed(readings.get(words[0], [])))
    if "verb" in parts and not parts.keys() & {"noun", "adj", "adp", "det", "pron", "adv"}:
        words = (parts["verb"], *words[1:])
    return " ".join(words).replace("' ", "'")


def _whole(word: str, readings: Mapping[str, list[Reading]]) -> str:
    """Return an infinitive that lost its last vowel (far, poter) with it; others as they are."""
    infinitive = word + "e"
    is_cut = word.endswith(("ar", "er", "ir")) and ("verb", infinitive) in readings.get(
        infinitive, []
    )
    return infinitive if is_cut else word


def has_shape(words: tuple[str, ...], readings: Mapping[str, list[Reading]]) -> bool:
    """Tell whether a phrase is made as terms and verbal idioms are."""
    first = {
        "verb" if part == "aux" and lemma not in _AUXILIARIES else part
        for part, lemma in readings.get(_whole(words[0], readings), [])
    }
    last = {part for part, _ in readings.get(words[-1], [])}
    if words[0] in _SIMPLE and simple_preposition(words[-1]) in _SIMPLE:
        inner = {part for word in words[1:-1] for part, _ in readings.get(word, [])}
        return len(words) == 3 and "noun" in inner and not inner & {"det", "pron"}  # noqa: PLR2004
    if not first or first & {"det", "adp", "pron", "num", "aux"}:
        return False
    if first & {"noun", "adj"} and "adv" not in first:
        return bool(last & {"noun", "adj"}) and not last & {"det", "adp", "pron", "num", "aux"}
    if first == {"verb"}:
        governs = simple_preposition(words[-1]) in _SIMPLE and len(words) > 2  # noqa: PLR2004
        return governs or "noun" in last
    return False


def find_phrases(
    pairs: Iterable[AlignedPair],
    readings: Mapping[str, list[Reading]],
    dictionary: Mapping[str, Counter[str]],
) -> list[Phrase]:
    """Return the expressions of `pairs`, the best first.

    Args:
        pairs: The aligned pairs.
        readings: Parts of speech and lemmas by form.
        dictionary: Translations of headwords of several words.
    """
    counts = _count(pairs, readings, dictionary)
    total = sum(counts.words.values())
    found = []
    for it, translations in counts.translations.items():
        if counts.times[it] < LEAST_OCCURRENCES:
            continue
        folded = fold_case(translations)
        for text in dictionary.get(it, ()):
            folded[text] += 1
        whole = sum(folded.values())
        best, count = folded.most_common(1)[0]
        company = _company(it, counts, total)
        known = it in dictionary
        sure = count / whole >= LEAST_SHARE and count >= LEAST_CONFIDENCE * counts.english[best]
        if sure and (known or company >= LEAST_COMPANY):
            shares = tuple((en, c / whole) for en, c in folded.most_common(5))
            weight = 2.0 if known else company
            found.append(Phrase(it, shares, whole * weight))
    return sorted(found, key=lambda phrase: (-phrase.rank, phrase.it))


def _count(
    pairs: Iterable[AlignedPair],
    readings: Mapping[str, list[Reading]],
    dictionary: Mapping[str, Counter[str]],
) -> _Counts:
    counts = _Counts()
    for pair in pairs:
        weight = weight_of(pair.source)
        if not weight:
            continue
        counts.words.update(normalise(word) for word in pair.it)
        for words, en in set(phrases_in(pair)):
            key = key_of(words, readings)
            # What `della` and the infinitive brought along.
            en = en.removesuffix(" the").removeprefix("to ")  # noqa: PLW2901
            if (key in dictionary or has_shape(words, readings)) and _is_phrase(en):
                counts.translations[key][en] += weight  # type: ignore[assignment] # weighted
                counts.english[en] += weight  # type: ignore[assignment] # weighted
                counts.times[key] += 1
    return counts


def _company(it: str, counts: _Counts, total: int) -> float:
    """Return the normalised pointwise mutual information of an expression's words, 0 to 1."""
    words = it.replace("'", "' ").split()
    apart = sum(math.log(max(1, counts.words[word]) / total) for word in words)
    together = math.log(counts.times[it] / total)
    return (together - apart) / (-together * (len(words) - 1))


def _is_phrase(en: str) -> bool:
    words = en.lower().split(" ")
    return words[0] not in _NEVER_FIRST_ENGLISH and words[-1] not in _NEVER_LAST_ENGLISH
