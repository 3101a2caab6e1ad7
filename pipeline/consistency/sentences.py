"""A sentence with its translation, and English phrases looked for in it."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from pipeline import english as en
from pipeline.italian import Token
from pipeline.letters import without_accents

_WORD: Final = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_UPPER_SHARE: Final = 0.6
"""A sentence with more capitals among its letters is a headline: its capitals mean nothing."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name or term in a sentence."""

    key: str
    """What it is recognised by in other sentences."""
    form: str
    """The word as it stands there."""
    certain: bool = True
    """Whether it is one by itself: a capital at a sentence's start is not enough."""


@dataclass(frozen=True)
class SentencePair:
    """A sentence with its translation, prepared for looking up."""

    words: tuple[Token, ...]
    """The words and signs of the Italian."""
    english: str
    """The translation."""

    @cached_property
    def padded(self) -> str:
        """The English words, folded, with spaces between and around."""
        return f" {' '.join(_WORD.findall(folded(self.english)))} "

    @cached_property
    def shouted(self) -> bool:
        """Whether the Italian is written in capitals."""
        letters = [c for word in self.words for c in word.text if c.isalpha()]
        return sum(map(str.isupper, letters)) > _UPPER_SHARE * len(letters)

    def has(self, phrase: str) -> bool:
        """Tell whether the English has a word or phrase, its last word in any form."""
        return any(f" {form} " in self.padded for form in phrase_forms(phrase))


@lru_cache(maxsize=1 << 13)
def base(phrase: str) -> str:
    """Return an English phrase, folded, in the singular and without an article."""
    words = _WORD.findall(folded(phrase))
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return en.singular(" ".join(words)) if words else ""


@lru_cache(maxsize=1 << 13)
def phrase_forms(phrase: str) -> frozenset[str]:
    """Return the forms of a phrase as they stand among folded words."""
    words = _WORD.findall(folded(phrase))
    if not words:
        return frozenset()
    start = " ".join(words[:-1])
    return frozenset(f"{start} {form}".strip() for form in en.inflections(words[-1]))


def alike(sense: str, main: str) -> bool:
    """Tell whether one phrase is a part of the other or its initials."""
    words, others = sense.split(" "), main.split(" ")
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    return sense == "".join(word[0] for word in others)


def folded(text: str) -> str:
    """Return `text` in lower case without accents."""
    return without_accents(text.replace("’", "'").lower()).replace("'s ", " ")
