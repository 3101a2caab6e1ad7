"""Italian words as they stand in a sentence, and the forms that they may take.

Lemmas come from the lexicon; regular endings stand in where it has none or cannot tell: of
"accordi" it knows that it may be a verb and a noun, and gives the verb.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.lexicon import Entry, default_lexicon, simple_preposition

# A word with the apostrophe of an elision, or a single sign.
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?|[^\w\s]|_")
_INFINITIVE: Final = re.compile(r"(?:[aei]re|rre|rsi)$")

# Endings of nouns with those of their other number, longest first; the first that fits counts.
_NOUN_ENDINGS: Final = (
    ("chi", ("co",)),
    ("ghi", ("go",)),
    ("che", ("ca",)),
    ("ghe", ("ga",)),
    ("co", ("chi", "ci")),
    ("go", ("ghi", "gi")),
    ("ca", ("che", "chi")),
    ("ga", ("ghe", "ghi")),
    ("cia", ("cie", "ce")),
    ("gia", ("gie", "ge")),
    ("io", ("i", "ii")),
    ("ista", ("isti", "iste")),
    ("isti", ("ista",)),
    *((stem + "ma", (stem + "mi", stem + "me")) for stem in ("e", "am", "o", "is")),
    *((stem + "mi", (stem + "ma", stem + "mo", stem + "me")) for stem in ("e", "am", "o", "is")),
    ("eta", ("eti", "ete")),
    ("eti", ("eta", "eto", "ete")),
    ("i", ("o", "e", "io")),
    ("o", ("i",)),
    ("a", ("e",)),
    ("e", ("i", "a")),
)
_ADJECTIVE_ENDINGS: Final = (
    *((ending, ("co", "ci", "ca", "che")) for ending in ("che", "co", "ca")),
    *((ending, ("go", "ghi", "ga", "ghe")) for ending in ("ghi", "ghe", "go", "ga")),
    ("chi", ("co", "ca", "che")),
    *((ending, ("o", "a", "i", "e")) for ending in ("o", "a", "i", "e")),
)
_VOWELS: Final = frozenset("aeio")
_PLURAL_DETERMINERS: Final = frozenset(
    "i gli le dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle due tre "
    "quattro cinque sei sette otto nove dieci molti molte tanti tante alcuni alcune pochi poche "
    "questi queste quei quegli quelle tutti tutte altri altre vari varie diversi diverse".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a sentence."""

    start: int
    """First code point."""
    end: int
    """Code point behind the last."""
    text: str
    """As it stands, an elided word with its apostrophe."""
    key: str
    """In lower case, with a straight apostrophe; a preposition without its article."""


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and signs of `text`."""
    return tuple(
        Token(match.start(), match.end(), match[0], _key(match[0]))
        for match in _TOKEN.finditer(text)
    )


def noun_forms(word: str) -> frozenset[str]:
    """Return a noun in lower case with what regular endings make its singular or plural."""
    return _forms(word, _NOUN_ENDINGS)


def adjective_forms(word: str) -> frozenset[str]:
    """Return an adjective in lower case with its regular genders and numbers."""
    return _forms(word, _ADJECTIVE_ENDINGS)


@lru_cache(maxsize=1 << 13)
def entry(key: str) -> Entry | None:
    """Return the lexicon's entry of a word, remembered."""
    return default_lexicon().lookup(key)


@lru_cache(maxsize=1 << 13)
def lemma(key: str) -> str:
    """Return the dictionary form of a word in lower case.

    The word itself comes back where it is unknown, and where it may be a noun but the lexicon
    gives the infinitive of a verb.
    """
    found = entry(key)
    if found is None:
        return key
    nominal = "noun" in found.part_of_speech or not found.part_of_speech
    return key if nominal and _INFINITIVE.search(found.lemma) else found.lemma


@lru_cache(maxsize=1 << 13)
def is_form_of(key: str, word: str) -> bool:
    """Tell whether `key` may be a form of the noun, adjective or verb `word`, both in lower case.

    Asked only of words whose endings would allow it: "porte" is no form of "porti", since the
    lexicon knows that its lemma is another.
    """
    found = lemma(key)
    return key == word or found in {word, lemma(word), key}


def is_plural(word: str, before: str) -> bool | None:
    """Tell the number of a noun by the determiner before it, or by its ending where that is sure.

    Returns:
        None where it cannot be told.
    """
    if before.lower() in _PLURAL_DETERMINERS or (before.isdigit() and before != "1"):
        return True
    if word.endswith(("o", "à", "ù")):
        return False
    return True if word.endswith("i") and _is_known_plural(word) else None


@lru_cache(maxsize=1 << 13)
def _is_known_plural(word: str) -> bool:
    candidates = (entry(form) for form in noun_forms(word) if form != word)
    return lemma(word) != word or any(
        found is not None and found.form == found.lemma and "noun" in found.part_of_speech
        for found in candidates
    )


def _key(text: str) -> str:
    lower = text.lower().replace("’", "'")
    return "di" if lower == "d'" else simple_preposition(lower)


def _forms(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    if word[-1:] in _VOWELS:
        for ending, others in endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                return frozenset((word, *(stem + other for other in others)))
    return frozenset((word,))
