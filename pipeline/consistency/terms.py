"""Terms that come back in an article, of one word or several, and what the English has for them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline import italian
from pipeline.consistency.general_nouns import GENERAL
from pipeline.consistency.names import is_name
from pipeline.consistency.sentences import Occurrence, SentencePair, alike, base, phrase_forms

MIN_TERM_LETTERS: Final = 6
"""Shorter nouns are mostly of general use."""
_MIN_PROBABILITY: Final = 0.08
_LONGEST_TERM: Final = 4
"""Words of the longest term."""
_SHORTEST_HEAD: Final = 4
"""Letters of the shortest word that begins or ends a term."""
_NUMBERS: Final = frozenset("decina centinaio migliaio milione miliardo metà".split())
_BEFORE_NOUN: Final = frozenset(
    "il lo la l' i gli le un uno una un' di a da in su con per tra fra del al dal nel sul ogni "
    "questo questa questi queste quest' suo sua loro nostro nostra nuovo nuova nuovi nuove".split()
)
_ARTICLES: Final = frozenset("il lo la l' i gli le un uno una un'".split())
_NOUN_OR_VERB: Final = frozenset(("noun, verb", "verb, noun"))
_FUNCTION_WORDS: Final = frozenset(
    "a an the of in on at to for by with from and or this that these those its his her their our "
    "your my no any some each every more less is are was were has have had be been as".split()
)


def nouns(sentence: SentencePair) -> Iterator[Occurrence]:
    """Yield lemma and form of the nouns that may be terms."""
    before = ""
    for token in sentence.words:
        preceding, before = before, token.key
        if len(token.key) >= MIN_TERM_LETTERS and not (token.text[0].isupper() and is_name(token)):
            lemma = _noun(token.key, after_determiner=preceding in _BEFORE_NOUN)
            if lemma and lemma not in GENERAL and len(_senses(lemma, token.key)) > 1:
                yield Occurrence(lemma, token.key)


def noun_rendering(lemma: str, form: str, sentence: SentencePair) -> str | None:
    """Return the one sense of the noun that the English has; None where it cannot be told."""
    seen = {sense for sense in _senses(lemma, form) if sentence.has(sense)}
    if len(seen) != 1:
        return None
    rendering = seen.pop()
    rivals = (t.key for t in sentence.words if t.key != form)
    if any(rendering in _all_senses(rival) for rival in rivals):
        return None
    return rendering


@lru_cache(maxsize=1 << 13)
def _noun(key: str, *, after_determiner: bool) -> str:
    """Return the dictionary form of a noun; nothing where the word is none.

    What may be a verb as well is a noun only behind a determiner or preposition.
    """
    for form in (key, *sorted(italian.noun_forms(key) - {key})):
        entry = italian.entry(form)
        if entry is not None and entry.form == entry.lemma == form:
            part = entry.part_of_speech
            return form if part == "noun" or (part in _NOUN_OR_VERB and after_determiner) else ""
    return ""


def phrases(sentence: SentencePair) -> Iterator[Occurrence]:
    """Yield lemmas and form of runs of words that may be terms of several words."""
    words = sentence.words
    for start, first in enumerate(words):
        second = words[start + 1].key if start + 1 < len(words) else ""
        if len(first.key) < _SHORTEST_HEAD or second in _ARTICLES or not _is_noun(first.key):
            continue
        for end in range(start + 2, min(start + _LONGEST_TERM, len(words)) + 1):
            last = words[end - 1]
            if not last.key[0].isalpha():
                break
            if len(last.key) >= _SHORTEST_HEAD:
                run = words[start:end]
                form = " ".join(word.key for word in run)
                yield Occurrence(" ".join(italian.lemma(word.key) for word in run), form)


@lru_cache(maxsize=1 << 13)
def _is_noun(key: str) -> bool:
    entry = italian.entry(key)
    return (
        entry is not None
        and "noun" in entry.part_of_speech
        and entry.lemma not in _NUMBERS
        and not entry.lemma.endswith(("are", "ere", "ire"))
    )


def phrase_senses(forms: frozenset[str]) -> tuple[str, ...]:
    """Return the English of an expression, the likeliest first; nothing where it is none."""
    counts: dict[str, float] = defaultdict(float)
    for form in forms:
        entry = italian.entry(form)
        if entry is not None and entry.part_of_speech == "expression":
            for sense in entry.senses:
                counts[base(sense.text)] += sense.probability
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))


def phrase_rendering(phrase: str, senses: Sequence[str], sentence: SentencePair) -> str | None:
    """Return the sense that is there, or what stands there for a part of the likeliest sense.

    A sense and its short form ("AI") are one rendering. Where no sense is there, "automatic
    learning" is seen for "machine learning", and "computing ability" for "computing capacity".
    """
    seen = [sense for sense in senses if sentence.has(sense)]
    if seen:
        return seen[0] if not any(alike(sense, senses[0]) for sense in seen) else senses[0]
    modifier, _, head = senses[0].rpartition(" ")
    if not modifier or " " in modifier:
        return None
    if f" {modifier} " in sentence.padded:
        following = re.findall(rf" {re.escape(modifier)} ([a-z]+)(?= )", sentence.padded)
        other = [word for word in following if base(word) in _all_senses(phrase.partition(" ")[0])]
        return f"{modifier} {base(other[0])}" if other else None
    for form in phrase_forms(head):
        before = re.search(rf" ([a-z]+) {re.escape(form)} ", sentence.padded)
        if before and before[1] not in _FUNCTION_WORDS:
            return f"{before[1]} {head}"
    return None


@lru_cache(maxsize=1 << 13)
def _senses(lemma: str, form: str) -> frozenset[str]:
    entries = [italian.entry(lemma), italian.entry(form)]
    return frozenset(
        base(sense.text)
        for entry in entries
        if entry is not None
        for sense in entry.senses
        if sense.probability >= _MIN_PROBABILITY
    )


@lru_cache(maxsize=1 << 13)
def _all_senses(key: str) -> frozenset[str]:
    entry = italian.entry(key)
    return frozenset(base(sense.text) for sense in entry.senses) if entry else frozenset()
