"""The one list of codes that stand in the `flags` of a pair, and what they mean in words."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Flag(StrEnum):
    """Why a translation deserves a second look; the value is the code in the TSV."""

    SPLIT = "split"
    """The sentence was longer than the model takes and was translated in parts."""
    CUT_OFF = "cut-off"
    """The translation reached the length limit and may lack its end."""
    UNTRANSLATED = "untranslated"
    """The model gave nothing back, or nothing with a letter; the Italian may stand in its place."""
    REPETITION = "repetition"
    """Words come again and again that do not in the Italian."""
    LENGTH = "length"
    """The English is much shorter or longer than translations of such a sentence are."""
    NUMBER = "number"
    """A number of one side has no counterpart of the same value on the other."""
    NAME = "name"
    """A name or an acronym of one side is missing from the other."""
    COPIED = "copied"
    """Italian words were copied through."""
    NOT_ENGLISH = "not-english"
    """The function words are not those of English."""
    LOW_SCORE = "low-score"
    """The model found its own translation unlikely."""
    ALL_CAPS = "all-caps"
    """The Italian is in capitals, and the model saw it with its case guessed."""
    PROTECTED = "protected"
    """The sentence was translated around a text that must not change."""
    GLOSSARY = "glossary"
    """The user's term for something in the sentence is not in the English."""
    INCONSISTENT = "inconsistent"
    """The same name or term has another translation in another sentence of the article."""
    AMBIGUOUS = "ambiguous"
    """People translated the sentence in different ways, so the memory does not decide."""
    HINT_REPAIRED = "hint-repaired"
    """The hint is for a sentence with other numbers; those of its English were changed by rule."""


REASONS: Final[Mapping[Flag, str]] = MappingProxyType(
    {
        Flag.SPLIT: "translated in parts; the seams may show",
        Flag.CUT_OFF: "may lack its end",
        Flag.UNTRANSLATED: "not translated",
        Flag.REPETITION: "words are repeated that are not in the Italian",
        Flag.LENGTH: "much shorter or longer than expected",
        Flag.NUMBER: "numbers differ",
        Flag.NAME: "a name may be missing or wrong",
        Flag.COPIED: "Italian words left as they are",
        Flag.NOT_ENGLISH: "may not be English",
        Flag.LOW_SCORE: "the model was unsure",
        Flag.ALL_CAPS: "Italian in capitals; names may be wrong",
        Flag.PROTECTED: (
            "a link, address or code was put back by rule; the words around it may not fit"
        ),
        Flag.GLOSSARY: "a glossary term could not be used",
        Flag.INCONSISTENT: ("this name or term is translated differently elsewhere in the article"),
        Flag.AMBIGUOUS: "people have translated this sentence in different ways",
        Flag.HINT_REPAIRED: "the numbers in the hint were changed by rule; check them",
    }
)
"""The codes in words that a reader understands."""

_GRAVITY: Final[Mapping[Flag, int]] = MappingProxyType(
    {
        Flag.UNTRANSLATED: 1000,
        Flag.REPETITION: 300,
        Flag.COPIED: 200,
        Flag.NOT_ENGLISH: 200,
        Flag.LENGTH: 100,
        Flag.CUT_OFF: 100,
        Flag.NUMBER: 60,
        Flag.NAME: 40,
        Flag.GLOSSARY: 120,
        Flag.LOW_SCORE: 10,
        Flag.INCONSISTENT: 5,
        Flag.PROTECTED: 2,
        Flag.SPLIT: 1,
        Flag.ALL_CAPS: 1,
        Flag.AMBIGUOUS: 1,
        # Of the hint, not of the translation.
        Flag.HINT_REPAIRED: 0,
    }
)


def severity(flags: Iterable[Flag]) -> int:
    """Return how grave doubts are together: of two translations, the lower is the better one.

    A text that is not there or says something over and over outweighs any wrong detail in it.
    """
    return sum(_GRAVITY[flag] for flag in set(flags))
