"""Words broken at the end of a line, put together again.

A hyphen at a line's end is taken off or kept by the first rule that fits:

1. Only a letter before it and a small letter behind it are a broken word. "Emilia-" and "Romagna",
   "F-" and "24" keep their hyphen.
2. A soft hyphen (U+00AD) is always taken off.
3. The form that stands elsewhere in the same text, whole or with its hyphen, decides.
4. A word that the lexicon has in one piece is put together: "porta-" and "voce".
5. Two words of the lexicon of which the first is a form for compounds, ending in o, keep it:
   "italo-" and "francese".
6. Everything else is put together: among line ends, real hyphens are rare in Italian.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from pipeline.lexicon import default_lexicon

_SOFT_HYPHEN: Final = "\xad"
_HYPHENS: Final = ("-", "\u2010", _SOFT_HYPHEN)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[-\u2010\xad]$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LONGEST_WORD: Final = 64
_SHORTEST_PART: Final = 4


def words_of(lines: Iterable[str]) -> AbstractSet[str]:
    """Return the words in the lines of a text, in small letters, without those that end broken."""
    return {
        match[0].lower().replace("\u2010", "-")
        for line in lines
        for match in _WORD.finditer(line)
        if line[match.end() :] not in _HYPHENS
    }


def join_lines(before: str, after: str, words: AbstractSet[str] = frozenset()) -> str:
    """Return two lines of a paragraph in one, a word that a hyphen breaks put together.

    Args:
        before: The first line, or all lines so far.
        after: The next.
        words: The words of the same text, as `words_of` finds them.
    """
    if not before.endswith(_HYPHENS):
        return f"{before} {after}"
    last = _LAST_WORD.search(before[-_LONGEST_WORD:])
    first = _FIRST_WORD.match(after[:_LONGEST_WORD])
    if before.endswith(_SOFT_HYPHEN):
        return before[:-1] + after
    if last is None or first is None or not first[0][0].islower():
        # A dash with white space before it parts two halves of a sentence.
        return f"{before} {after}" if before[-2:-1].isspace() or last is None else before + after
    is_kept = keeps_hyphen(last[1], first[0], words)
    return before + after if is_kept else before[:-1] + after


def keeps_hyphen(left: str, right: str, words: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether "left-right" is written with a hyphen, by rules 3 to 6.

    Args:
        left: The letters before the hyphen.
        right: Those behind it, in small letters.
        words: The words of the same text, as `words_of` finds them.
    """
    whole, parted = f"{left}{right}".lower(), f"{left}-{right}".lower()
    if parted in words or whole in words:
        return whole not in words
    lexicon = default_lexicon()
    if whole in lexicon:
        return False
    are_long = min(len(left), len(right)) >= _SHORTEST_PART
    return are_long and left[-1] in "oO" and left.lower() in lexicon and right in lexicon
