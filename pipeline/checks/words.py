"""A sentence as the checks see it: its words, as written and folded for comparison."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.letters import without_accents

_WORD: Final = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*['’]?")
_ELISION: Final = re.compile(
    r"(?:l|un|d|s|c|n|m|t|v|dell|all|dall|nell|sull|coll|quell|quest|bell|sant|gl|tutt|mezz"
    r"|com|dov|qual|senz|quand|anch|nient|nessun|alcun|ciascun)['’](?=\w)",
    re.IGNORECASE,
)

_OPENING: Final = "\"'“‘„«‹([{-–—/"
_CLOSING: Final = "\"'“‘«‹„([{”’»›)]} \u00a0"
_SENTENCE_ENDS: Final = ".!?…:;-–—"


@dataclass(frozen=True)
class Words:
    """The words of a text with their places."""

    text: str
    """The text."""

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The words as they are written, elided articles and prepositions apart."""
        return tuple(word for word, _ in self.placed)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words in lower case without accents."""
        return tuple(map(fold, self.written))

    @cached_property
    def placed(self) -> tuple[tuple[str, int], ...]:
        """The words with their places in code points of the text."""
        placed = []
        for match in _WORD.finditer(self.text):
            word, start = match[0], match.start()
            elided = _ELISION.match(word) if not word.isalnum() else None
            if elided:
                placed.append((word[: elided.end()], start))
                word, start = word[elided.end() :], start + elided.end()
            placed.append((word, start))
        return tuple(placed)


def fold(word: str) -> str:
    """Return a word in lower case, without accents and with straight apostrophes."""
    if word.isascii():
        return word.lower()
    return without_accents(word.lower().replace("’", "'"))


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a capital at this place may be that of a sentence or a title."""
    before = text[max(0, start - 6) : start]
    if not before or before[-1] in _OPENING:
        return True
    stripped = before.rstrip(_CLOSING)
    return not stripped or (stripped != before and stripped[-1] in _SENTENCE_ENDS)
