"""The words of an article that its page explains, and those that a learner would look up.

A word is a run of letters, hyphens inside; an elided one ends in its apostrophe. A word's key is
its form in lower case with straight apostrophes; an expression's key is its words' keys with
spaces between, none behind an apostrophe. So a page finds a word or expression by how it stands in
the text, and knows nothing of Italian.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.frequencies import default_frequencies
from pipeline.lexicon import MAX_WORDS, Entry, Sense, default_lexicon, normalise

MAX_RARE: Final = 60
_LEAST_LETTERS: Final = 4
_REMEMBERED: Final = 1 << 13

# Zipf frequencies under which a word is listed, by the class that comes first in the lexicon. Of
# verbs all forms are counted, so they come out more frequent than nouns that are as well known.
_RARE_UNDER: Final = {"noun": 4.0, "adjective": 4.0, "verb": 4.3, "adverb": 4.1, "": 3.8}
_STEPS: Final = (3.8, 3.3, 2.8, 2.5, 2.2)
_UNEXPLAINED: Final = 3.0  # not before what the page can explain
_AGAIN: Final = 0.4

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’‘]?")
# What no entry explains is listed where it looks Italian, which most names of things do not.
_ITALIAN: Final = re.compile(r"[a-ik-vzàèéìòù]+[aeioàèéìòù]")
_NUMERAL: Final = re.compile(
    r"(?:mill?e?|cent[oi]?|vent[i]?|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)a?"
    r"|dieci|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|undici"
    r"|uno?|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|mila)+"
)


@dataclass(frozen=True, slots=True)
class Explained:
    """What the page says of a word or expression."""

    lemma: str
    """Its dictionary form."""
    part_of_speech: str
    """As the lexicon names it; empty where unknown."""
    senses: tuple[Sense, ...]
    """Its English, the likeliest first."""


@dataclass(frozen=True, slots=True)
class RareWord:
    """One of the article's rarer words."""

    form: str
    """Its key, as it first stands in the text."""
    lemma: str
    """Its dictionary form; the form where unknown."""
    part_of_speech: str
    """The class that comes first in the lexicon; empty where unknown."""
    texts: tuple[int, ...]
    """Which texts it stands in, from 0."""
    rarity: int
    """From 1, less frequent, to 6, hardly ever used."""


Explain = Callable[[str, Entry | None], Explained | None]
"""Says what a page shows of a key and of its entry in the lexicon."""


def phrases_of(text: str) -> list[list[str]]:
    """Return the words of `text` in order, those together that only white space parts."""
    phrases: list[list[str]] = []
    end = 0
    for match in _WORD.finditer(text):
        if not phrases or text[end : match.start()].strip():
            phrases.append([])
        phrases[-1].append(match[0])
        end = match.end()
    return phrases


def explained_words(texts: Iterable[str], explain: Explain | None = None) -> dict[str, Explained]:
    """Return what is known of the words and expressions of `texts`, by key.

    Args:
        texts: Italian sentences.
        explain: What to say; by default what the lexicon has.
    """
    lexicon = default_lexicon()
    found: dict[str, Explained | None] = {}

    def note(key: str, entry: Entry | None) -> bool:
        if key not in found:
            found[key] = (explain or from_lexicon)(key, entry)
        return found[key] is not None

    for words in (words for text in texts for words in phrases_of(text)):
        for start, word in enumerate(words):
            key = normalise(word)
            if not note(key, lexicon.lookup(key)) and key.endswith("'"):
                key = key.rstrip("'")  # a closing quotation mark
                note(key, lexicon.lookup(key))
            count, entry = lexicon.longest(words, start) or (1, None)
            # The lexicon tells whether it has an expression here; anybody else has to be asked.
            for length in range(MAX_WORDS if explain else count, 1, -1):
                if start + length <= len(words):
                    key = normalise(" ".join(words[start : start + length]))
                    if note(key, entry if length == count else None):
                        break
    return {key: one for key, one in found.items() if one is not None}


def from_lexicon(key: str, entry: Entry | None) -> Explained | None:
    """Return what the lexicon says, nothing where that is only the word itself."""
    if entry is None:
        return None
    if len(entry.senses) == 1 and entry.senses[0].text.lower() == key:
        return None
    return Explained(entry.lemma, entry.part_of_speech, entry.senses)


def rarer_words(texts: Sequence[str]) -> list[RareWord]:
    """Return at most 60 words of `texts` that a learner would look up, in reading order.

    Names, numbers, words that English has too, and frequent words are left out; each dictionary
    form comes once.
    """
    rare: dict[str, tuple[float, str, str, list[int]]] = {}
    for number, text in enumerate(texts):
        for word in _WORD.findall(text):
            if not word[0].islower() or not word[-1].isalpha():
                continue  # perhaps a name; an elided word
            key = normalise(word)
            lemma, part, frequency = _rank(key)
            if frequency < _RARE_UNDER.get(part, 0.0):
                places = rare.setdefault(lemma, (frequency, key, part, []))[3]
                if number not in places:
                    places.append(number)

    def usefulness(lemma: str) -> float:
        # In a long text the words that come again are worth more than the very rarest.
        frequency, key, _, places = rare[lemma]
        if default_lexicon().lookup(key) is None:
            frequency = max(frequency, _UNEXPLAINED)
        return frequency - _AGAIN * (len(places) - 1)

    listed = set(sorted(rare, key=usefulness)[:MAX_RARE])
    return [
        RareWord(form, lemma, part, tuple(places), _rarity(frequency))
        for lemma, (frequency, form, part, places) in rare.items()
        if lemma in listed
    ]


def _rarity(frequency: float) -> int:
    """Return a Zipf frequency as a step of half a unit."""
    return 1 + sum(frequency < limit for limit in _STEPS)


@lru_cache(maxsize=_REMEMBERED)
def _rank(key: str) -> tuple[str, str, float]:
    """Return dictionary form, class and Zipf frequency of a word; 9 where it is not listed."""
    entry, frequencies = default_lexicon().lookup(key), default_frequencies()
    skipped = "", "", 9.0
    if len(key) < _LEAST_LETTERS or _NUMERAL.fullmatch(key):
        return skipped
    if entry is None:
        is_word = _ITALIAN.fullmatch(key) is not None
        return (key, "", frequencies.zipf(key)) if is_word else skipped
    if any(sense.text.lower() in (key, entry.lemma) for sense in entry.senses):
        return skipped
    part = entry.part_of_speech.partition(",")[0]
    return entry.lemma, part, max(map(frequencies.zipf, (key, entry.lemma)))
