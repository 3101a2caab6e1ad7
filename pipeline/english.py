"""English word forms: plurals, endings and the indefinite article, by rule and a short list.

No dictionary stands behind it: the forms are for recognising a word that is known in one form and
for writing the plural of a term, not for telling what part of speech a word is.
"""

import re
from functools import lru_cache
from typing import Final

_IRREGULAR_PLURALS: Final = {
    "analysis": "analyses",
    "basis": "bases",
    "child": "children",
    "crisis": "crises",
    "criterion": "criteria",
    "foot": "feet",
    "half": "halves",
    "hypothesis": "hypotheses",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "loaf": "loaves",
    "man": "men",
    "mouse": "mice",
    "person": "people",
    "phenomenon": "phenomena",
    "shelf": "shelves",
    "thesis": "theses",
    "thief": "thieves",
    "tooth": "teeth",
    "wife": "wives",
    "wolf": "wolves",
    "woman": "women",
}
_IRREGULAR_SINGULARS: Final = {plural: singular for singular, plural in _IRREGULAR_PLURALS.items()}
_UNCOUNTED: Final = frozenset(
    "advice aircraft data equipment evidence fish information news people series sheep software "
    "species staff".split()
)
_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y: Final = re.compile(r"[^aeiou]y$")
_SHORT_SYLLABLE: Final = re.compile(r"^[^aeiou]*[aeiou][bdfgklmnprt]$")
_NOT_PLURAL: Final = re.compile(r"(?:ss|us|is)$")
_PLURAL_HEAD: Final = re.compile(r"^(\S+)( (?:of|in|for|to|on|at|by|with|from|under|without) .+)$")
# Vowels that sound like a consonant ("a union", "a one-off") and an h that is not heard.
_CONSONANT_SOUND: Final = re.compile(
    r"(?:uni(?!n|m)|us[aeiu]|eu|ew|one\b|once\b|ut[ei])", re.IGNORECASE
)
_SILENT_H: Final = re.compile(r"(?:hour|hono|heir|honest)", re.IGNORECASE)
_SPELT_WITH_VOWEL: Final = frozenset("AEFHILMNORSX")
_SPELT: Final = re.compile(r"[A-Z]{2,}\b")
_SHORTEST_INFLECTED: Final = 3


def plural(term: str) -> str:
    """Return the plural of a noun or noun phrase: "rate of return" gives "rates of return"."""
    phrase = _PLURAL_HEAD.match(term)
    if phrase:
        return plural(phrase[1]) + phrase[2]
    before, word = _last_word(term)
    return before + _plural_word(word)


def singular(term: str) -> str:
    """Return the singular of a noun or noun phrase; what is no plural stays as it is."""
    phrase = _PLURAL_HEAD.match(term)
    if phrase:
        return singular(phrase[1]) + phrase[2]
    before, word = _last_word(term)
    return before + _singular_word(word)


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    return _singular_word(word) != word


@lru_cache(maxsize=1 << 13)
def inflections(word: str) -> frozenset[str]:
    """Return the forms of a word, in lower case: itself, plural, third person, -ed, -ing, -'s."""
    base = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if not base:
        return frozenset({word.lower()})
    forms = {base}
    for stem in {base, _singular_word(base)}:
        plurals = {stem, _plural_word(stem)}
        forms |= plurals
        if len(stem) >= _SHORTEST_INFLECTED and stem.isalpha():
            forms |= _verb_forms(stem)
    return frozenset(
        forms | {form + "'s" for form in forms} | {f + "'" for f in forms if f[-1:] == "s"}
    )


def indefinite_article(following: str) -> str:
    """Return "a" or "an", as it stands before `following`."""
    if _SPELT.match(following):
        return "an" if following[0] in _SPELT_WITH_VOWEL else "a"
    if _SILENT_H.match(following):
        return "an"
    return (
        "an" if following[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(following) else "a"
    )


def _last_word(term: str) -> tuple[str, str]:
    space = term.rfind(" ") + 1
    return term[:space], term[space:]


def _plural_word(word: str) -> str:
    lower = word.lower()
    if lower in _UNCOUNTED or lower in _IRREGULAR_SINGULARS or not word[-1:].isalpha():
        return word
    if lower in _IRREGULAR_PLURALS:
        return word[0] + _IRREGULAR_PLURALS[lower][1:]
    if lower != word and word.isupper():
        return word + "s"
    if _SIBILANT.search(lower):
        return word + "es" if not is_plural(word) else word
    if _CONSONANT_Y.search(lower):
        return word[:-1] + "ies"
    return word + "s"


def _singular_word(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR_SINGULARS:
        return word[0] + _IRREGULAR_SINGULARS[lower][1:]
    if (
        len(word) <= _SHORTEST_INFLECTED
        or lower in _UNCOUNTED
        or not lower.endswith("s")
        or _NOT_PLURAL.search(lower)
        or word.isupper()
    ):
        return word
    if lower.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if lower.endswith("es") and re.search(r"(?:ss|x|zz|ch|sh)$", lower[:-2]):
        return word[:-2]
    return word[:-1]


def _verb_forms(stem: str) -> set[str]:
    if stem.endswith("e"):
        return {stem + "d", stem[:-1] + "ing"}
    if _CONSONANT_Y.search(stem):
        return {stem[:-1] + "ied", stem + "ing"}
    forms = {stem + "ed", stem + "ing"}
    if _SHORT_SYLLABLE.match(stem):
        forms |= {stem + stem[-1] + "ed", stem + stem[-1] + "ing"}
    return forms
