"""Putting a glossary's term where the translation has another word for it.

Nothing is translated again: the word is found by the senses that the lexicon gives the Italian
term, or the words of the term, and replaced where no other word can be meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline import english as en
from pipeline import italian
from pipeline.glossary import Match, Term
from pipeline.terms import INFINITIVE, honoured, phrase_pattern

_ENGLISH_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINTS: Final = frozenset("of the a an for in on to and s".split())
"""Words that may stand between those of a term."""
_LONGEST_JOINT: Final = 2
# What stands before a verb: behind it, "agree" or "deal" is no noun.
_BEFORE_VERB: Final = frozenset(
    "to will would can could must may might should shall not i you we they he she it who".split()
)
_MIN_PROBABILITY: Final = 0.04
_MIN_RIVAL_PROBABILITY: Final = 0.15
"""Least probability of a sense that lets another Italian word be meant."""
_CONTENT: Final = ("noun", "verb", "adjective", "expression")
_PLURAL_VERB: Final = re.compile(r"\s+(?:are|were|have)\b")
_ARTICLE: Final = re.compile(r"\b(a|an|A|An)(\s+)$")


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A stretch of the English that stands for an Italian term."""

    start: int
    end: int
    plural: bool


def repaired(english: str, matches: Sequence[Match], sentence: str) -> str | None:
    """Return the translation with all terms in it, or None where that cannot be done safely.

    A word that translates the Italian term, by the senses that the lexicon gives the term or its
    words, is replaced if it is the only one that can be meant: no second such word in the
    English, no other word in the Italian that has this sense. Number and capital are kept, "a" and
    "an" are put right.

    Args:
        english: The translation of `sentence`.
        matches: What the glossary finds in `sentence`.
        sentence: The Italian.
    """
    for term in dict.fromkeys(match.term for match in matches):
        group = [match for match in matches if match.term == term]
        if all(honoured(match, english) for match in group):
            continue
        places = _sure_places(english, group, sentence, matches)
        if len(places) != len(group):
            return None
        for match, place in reversed(list(zip(group, places, strict=True))):
            english = _replaced(english, place, match)
    return english


def _sure_places(
    english: str, group: Sequence[Match], sentence: str, matches: Sequence[Match]
) -> list[_Place]:
    """Return the places of `english` that translate the matches of one term and nothing else."""
    if INFINITIVE.search(group[0].term.it):
        return []
    places = sorted({place for match in group for place in _places(english, match)})
    words: set[str] = set()
    for place in places:
        found = {word.lower() for word in _ENGLISH_WORD.findall(english[place.start : place.end])}
        before = _ENGLISH_WORD.findall(english[: place.start])[-1:]
        if len(found) == 1 and before and before[0].lower() in _BEFORE_VERB:
            return []
        words |= found
    wanted = (m.surface if m.term.kept else m.term.en for m in matches if m not in group)
    if any(words & _inflections(text) for text in wanted):
        return []
    others = (
        token.key
        for token in italian.tokens(sentence)
        if all(token.end <= match.start or token.start >= match.end for match in group)
    )
    rivals = (_sense_words(key, _MIN_RIVAL_PROBABILITY) for key in others if _is_content(key))
    return [] if any(words & rival for rival in rivals) else places


def _places(english: str, match: Match) -> list[_Place]:
    """Return all places for the term as a whole or, where there is none, word by word."""
    forms = {match.surface.lower(), match.term.it.lower()}
    # The model copies a word that it does not know.
    whole = {sense for form in forms for sense in _senses(form)} | forms
    spans = {found.span() for sense in whole for found in phrase_pattern(sense).finditer(english)}
    words = [token.key for token in italian.tokens(match.surface) if _is_content(token.key)]
    if not spans and len(words) > 1:
        spans = set(_windows(english, words))
    outer = [
        span
        for span in spans
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans)
    ]
    return [
        _Place(
            start,
            end,
            en.is_plural(_head(english[start:end])) or _PLURAL_VERB.match(english, end) is not None,
        )
        for start, end in outer
    ]


def _windows(english: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which each of the Italian `words` has its translation."""
    found = list(_ENGLISH_WORD.finditer(english))
    fits = [
        frozenset(
            i
            for i, word in enumerate(words)
            if token[0].lower() == word or token[0].lower() in _sense_words(word)
        )
        for token in found
    ]
    for start in range(len(found)):
        missing = set(range(len(words)))
        gap = 0
        for end in range(start, len(found)):
            hit = fits[end] & missing
            if hit:
                missing.discard(min(hit))
                gap = 0
            elif end > start and found[end][0].lower() in _JOINTS and gap < _LONGEST_JOINT:
                gap += 1
            else:
                break
            if not missing:
                yield found[start].start(), found[end].end()
                break


def _replaced(english: str, place: _Place, match: Match) -> str:
    """Return `english` with the term in the place, in its number and with the right article."""
    term = _in_number(match, plural=place.plural)
    before, old, after = (
        english[: place.start],
        english[place.start : place.end],
        english[place.end :],
    )
    if old[0].isupper() and not before.strip(" \"'“‘«¿¡([") and term[0].islower():
        term = term[0].upper() + term[1:]
    possessive = re.search(r"['’]s?$", old)
    if possessive and not term.endswith(possessive[0]):
        term += possessive[0]
    article = _ARTICLE.search(before)
    if article:
        right = en.indefinite_article(term)
        right = right.capitalize() if article[1][0].isupper() else right
        before = before[: article.start()] + right + article[2]
    return before + term + after


def _in_number(match: Match, *, plural: bool) -> str:
    if match.term.kept:
        return match.surface
    return en.plural(match.term.en) if plural else _unless_always_plural(match.term)


def _unless_always_plural(term: Term) -> str:
    """Return the English as the glossary has it where its Italian is a singular."""
    number = italian.is_plural(italian.tokens(term.it)[0].key, "")
    return en.singular(term.en) if number else term.en


def _head(phrase: str) -> str:
    """Return the English phrase's noun: its last word, or that before "of"."""
    words = _ENGLISH_WORD.findall(phrase)
    lower = [word.lower() for word in words]
    cut = lower.index("of") if "of" in lower[1:] else len(words)
    return re.sub(r"['’]s?$", "", words[:cut][-1]) if words else ""


def _inflections(phrase: str) -> frozenset[str]:
    return (
        frozenset(form for word in _ENGLISH_WORD.findall(phrase) for form in en.inflections(word))
        - _JOINTS
    )


@lru_cache(maxsize=1 << 13)
def _senses(form: str, least: float = _MIN_PROBABILITY) -> frozenset[str]:
    """Return the English that the lexicon has for an Italian form and for its lemma."""
    found = italian.entry(form)
    entries = [found, italian.entry(italian.lemma(form))] if found else []
    return frozenset(
        sense.text
        for entry in entries
        if entry is not None
        for sense in entry.senses
        if sense.probability >= least
    )


@lru_cache(maxsize=1 << 13)
def _sense_words(form: str, least: float = _MIN_PROBABILITY) -> frozenset[str]:
    """Return all forms of the words in an Italian word's senses."""
    return frozenset(form for sense in _senses(form, least) for form in _inflections(sense))


@lru_cache(maxsize=1 << 13)
def _is_content(key: str) -> bool:
    found = italian.entry(key)
    if found is None:
        return key[:1].isalpha()
    return not found.part_of_speech or any(part in found.part_of_speech for part in _CONTENT)
