"""Cutting a sentence that is longer than a model takes.

A package's limit is in no metadata, so every sentence over a fixed number of pieces is halved,
and its halves again, until each part fits: first at a clause boundary near the middle, then at
any white space, at last between two characters.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

# Punctuation that ends a clause, with the white space behind it; a dash opens the next clause.
_CLAUSE_END: Final = re.compile(r"[;:,.!?…)\]»”]\s+|\s+(?=[–—(\[«“])")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence; text and trailing of all parts, joined, give the sentence back."""

    text: str
    """What is translated."""
    trailing: str
    """The white space behind it; empty where a word had to be cut."""


def split_to_fit(text: str, count: Callable[[str], int], limit: int) -> list[Part]:
    """Return `text` in parts of at most `limit` pieces each, as `count` counts them.

    A single character is never split, however many pieces it has.
    """
    stripped = text.rstrip()
    if len(stripped) <= 1 or count(stripped) <= limit:
        return [Part(stripped, text[len(stripped) :])]
    cut = _middle(stripped)
    left = split_to_fit(stripped[:cut], count, limit)
    right = split_to_fit(stripped[cut:] + text[len(stripped) :], count, limit)
    return left + right


def _middle(text: str) -> int:
    """Return the code point at which to halve `text`: 0 < cut < len(text)."""
    middle = len(text) / 2
    # A clause boundary is worth a less even cut, but not a part of a few words.
    clauses = [
        match.end()
        for match in _CLAUSE_END.finditer(text)
        if len(text) / 5 <= match.end() <= len(text) * 4 / 5
    ]
    spaces = [match.end() for match in _SPACE.finditer(text) if 0 < match.end() < len(text)]
    candidates = clauses or spaces
    if candidates:
        return min(candidates, key=lambda cut: abs(cut - middle))
    return _between_characters(text, len(text) // 2)


def _between_characters(text: str, cut: int) -> int:
    # A letter and its combining marks stay together where the text has other places to cut.
    for place in range(cut, len(text)):
        if not unicodedata.combining(text[place]):
            return place
    return cut
