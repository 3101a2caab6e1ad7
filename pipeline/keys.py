"""Stable keys: how a row of a TSV is found again after it was edited, sorted or moved.

A key is `kSSSSSSSSSSSS.N.CCCCCC`: S is 60 bits of SHA-256 over the Italian sentence, N its
occurrence in the article from 1, C 30 bits over the English that the program wrote. A row was
edited exactly when C no longer fits its `en`. It starts with a letter so that no spreadsheet
takes it for a number, and holds nothing of the model, so it survives a new one.
"""

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

_SENTENCE_LENGTH = 12  # 12 base32 letters carry 60 bits
_CHECK_LENGTH = 6  # 6 carry 30


def sentence_keys(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the key of each (Italian, English) pair of one article, in the same order."""
    seen: Counter[str] = Counter()
    keys = []
    for italian, english in pairs:
        sentence = _base32(_normalise_sentence(italian), _SENTENCE_LENGTH)
        seen[sentence] += 1
        keys.append(f"k{sentence}.{seen[sentence]}.{check_code(english)}")
    return keys


def check_code(english: str) -> str:
    """Return the part of a key that tells whether `english` is what the program wrote."""
    return _base32(" ".join(english.split()), _CHECK_LENGTH)


def place_of(key: str) -> str:
    """Return a key without its last part: what names the sentence's place whatever its English."""
    return key.rpartition(".")[0] or key


def is_edited(key: str, english: str) -> bool:
    """Tell whether `english` differs, white space aside, from what `key` was made for."""
    return key.rpartition(".")[2] != check_code(english)


def _normalise_sentence(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _base32(text: str, length: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:length]
