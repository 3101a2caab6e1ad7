"""Whether two words are spellings of one name: Slovacchia and Slovakia, Perseo and Perseus."""

import re
from typing import Final

# Of several letters first; then one by one.
_DIGRAPHS: Final = (("ph", "f"), ("th", "t"), ("ck", "c"), ("ch", "c"), ("kh", "c"), ("qu", "cu"))
_LETTERS: Final = str.maketrans("kyjwxz", "ciivss", "h")
_FIRST_LETTERS: Final = str.maketrans("kqyjwxzp", "cciivssf")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ALIKE: Final = 0.7
"""Share of the letters, at both ends together, that two spellings of one name have in common."""
_SHORT_ALIKE: Final = 0.8
"""The same of names of five letters and less: Iran is not Iraq."""
_SHORT: Final = 5
_SHORTEST: Final = 4
"""Letters below which only an equal word counts as alike."""


def alike(first: str, second: str) -> bool:
    """Tell whether two words, in lower case without accents, may be spellings of one name."""
    if min(len(first), len(second)) < _SHORTEST:
        return first == second
    return _share_ends(_spelled(first), _spelled(second))


def first_letter(word: str) -> str:
    """Return a letter that spellings of one name begin with alike."""
    return word[:1].translate(_FIRST_LETTERS)


def _spelled(word: str) -> str:
    """Return a word in a spelling that is common to both languages."""
    for letters, simple in _DIGRAPHS:
        if letters in word:
            word = word.replace(letters, simple)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


def _share_ends(first: str, second: str) -> bool:
    longest, shortest = max(len(first), len(second)), min(len(first), len(second))
    share = _SHORT_ALIKE if longest <= _SHORT else _ALIKE
    if shortest < share * longest:
        return False
    begin = 0
    while begin < shortest and first[begin] == second[begin]:
        begin += 1
    end = 0
    while end < shortest - begin and first[-1 - end] == second[-1 - end]:
        end += 1
    return begin + end >= share * longest
