"""Letters: whether there are any, without their accents, and how many two words share."""

import unicodedata
from itertools import takewhile


def has_letter(text: str) -> bool:
    """Tell whether there is anything in `text` that a language could have a word for."""
    return any(map(str.isalpha, text))


def without_accents(text: str) -> str:
    """Return `text` with its letters decomposed (NFD) and their accents taken off."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def shared_start(first: str, second: str) -> int:
    """Return how many letters two words have in common from their beginning."""
    letters = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
