"""Words of Italian and English sentences, as the hand-made gold divides them.

Punctuation stands alone; Italian elisions are cut behind the apostrophe (dell’ Ue); English
contractions are cut as in the Penn Treebank (do n't, it 's).
"""

import re
from typing import Final

_APOSTROPHES: Final = "'’‘"
_WORD: Final = r"[^\W_]"
# A number with its separators, a word with inner hyphens, dots or apostrophes, or one sign.
_TOKEN: Final = re.compile(
    rf"\d+(?:[.,:]\d+)*(?![-\w])|{_WORD}+(?:[-.&/@]{_WORD}+|[{_APOSTROPHES}](?!\d){_WORD}+)*[{_APOSTROPHES}]?|\S"
)
_ELISION: Final = re.compile(rf"(?<={_WORD})([{_APOSTROPHES}])(?={_WORD})")
_CONTRACTION: Final = re.compile(
    rf"(?i)^(.+?)(n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|re|ve|ll|d|m))$"
)
# Words that keep their final apostrophe; behind any other it is a quotation mark.
_CUT_WORDS: Final = frozenset(["po", "mo", "ca", "di", "fa", "va", "da", "sta", "be", "to", "vo"])
# Words that are elided before a vowel, where a space may stand behind the apostrophe.
_ELIDED: Final = re.compile(
    r"(?i)(?:[ldcmtsnv]|un|gl|dell|all|dall|nell|sull|coll|quest|quell|bell|sant|tutt|anch|senz"
    r"|mezz|alcun|ciascun|nessun|qualcun|buon|grand|pover|com|dov|quand|cos)$"
)


def italian_words(text: str) -> list[str]:
    """Return the words and signs of an Italian text."""
    words = []
    for match in _TOKEN.finditer(text):
        parts = _ELISION.sub(r"\1 ", match[0]).split(" ")
        words += parts[:-1] + _closing(parts[-1])
    return words


def english_words(text: str) -> list[str]:
    """Return the words and signs of an English text."""
    words = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        contraction = _CONTRACTION.match(token)
        if contraction:
            words += [contraction[1], contraction[2]]
        elif token[-1] in _APOSTROPHES and len(token) > 1 and token[-2] not in "sS":
            words += [token[:-1], token[-1]]
        else:
            words.append(token)
    return words


def _closing(token: str) -> list[str]:
    """Cut a final apostrophe off where it is a quotation mark."""
    if len(token) < 2 or token[-1] not in _APOSTROPHES:  # noqa: PLR2004
        return [token]
    word = token[:-1]
    if word.lower() in _CUT_WORDS or _ELIDED.match(word):
        return [token]
    return [word, token[-1]]
