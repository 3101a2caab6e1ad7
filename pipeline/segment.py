"""Splitting a block into sentences, losing no character.

The rules were made on `tests/data/segmentation/work.txt`; how they compare with well-known
splitters is in `benchmarks/results/segmentation-*.json`. A place between two sentences is found in
this order:

1.  A mark (. ! ? … or a run of them), any closing quotes and brackets, then white space.
2.  Where the next word is in lower case the sentence goes on, except after a full stop behind a
    plain word: sentences do begin with "e-commerce".
3.  After ! and ? and after an ellipsis, a capital, a digit or a sign begins a sentence.
4.  A full stop behind a list number, an initial or an abbreviation ends a sentence only where
    the kind of abbreviation and the next word allow it.
5.  Any other full stop ends a sentence, also where the space behind it was forgotten.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.abbreviations import (
    NAME_PARTICLES,
    NEVER_FINAL,
    SOMETIMES_FINAL,
    STARTERS,
    USUALLY_FINAL,
)
from pipeline.article import Sentence

SEGMENTING_RULES: Final = 1
"""Raised by hand when the splitter's output changes."""

_CONTEXT: Final = 64
"""Characters looked at on either side of a mark; no abbreviation or word to be known is longer."""

_CLOSERS: Final = "\"'”’»›)\\]}“"
_OPENERS: Final = "\"'“‘«‹„([{—–-"
_VOWELS: Final = "aeiouàèéìíòóùú"

_CANDIDATE: Final = re.compile(
    # Possessive, and never begun inside a run: a line of a million dots costs a million steps.
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closers>[{_CLOSERS}]*+)(?P<space>\s++)(?=\S)"
    # A forgotten space: a plain word, its full stop, a capitalised word.
    r"|(?<=[a-zà-ÿ][aeiouàèéìòù])(?P<tight>[.!?]++)(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_LAST_TOKEN: Final = re.compile(r"[^\s(\[{«‹“‘\"'’—–]+$")
_NEXT_WORD: Final = re.compile(r"(?![^\W\d_]\.)[^\W\d_]+")  # no initial
_ROMAN: Final = re.compile(r"[IVXLCDM]+$")
_LIST_NUMBER: Final = re.compile(r"(?:^|[:;]\s*)[(\[«“\"]?(?:\d{1,3}|[a-zA-Z])$")
_INITIALS: Final = re.compile(r"(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]$")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text`; text and trailing of all, joined, give `text` back.

    Args:
        text: A block's text. White space in front of it stays with the first sentence.

    Returns:
        At least one sentence, unless `text` is empty.
    """
    sentences = []
    start = 0
    for end, after in [*_boundaries(text), (len(text.rstrip()), len(text))]:
        if after > start:
            sentences.append(Sentence(text[start:end], text[end:after], start))
        start = after
    return tuple(sentences)


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Yield the end of each sentence but the last, with the start of the next."""
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match["tight"]:
            if not _inside_address(text, match.start()):
                yield match.end(), match.end()
                start = match.end()
        elif _ends_sentence(
            text[max(start, match.start() - _CONTEXT) : match.start()],
            match,
            text[match.end() : match.end() + _CONTEXT],
        ):
            yield match.start("space"), match.end()
            start = match.end()


def _ends_sentence(  # noqa: PLR0911 - a return a rule
    before: str, match: re.Match[str], after: str
) -> bool:
    """Tell whether the mark in `match` ends the sentence that `before` began."""
    mark, closers = match["mark"], match["closers"]
    rest = after.lstrip(_OPENERS + " ")
    begins_lower = rest[:1].islower()
    if mark != ".":
        return not begins_lower
    if closers:
        # The clause goes on after the quotation, or a new sentence begins.
        return not begins_lower
    token = _last_token(before)
    word = token.lower().removesuffix(".")
    next_word = _next_word(rest)
    if word in NEVER_FINAL and not (len(token) == 1 and token.isupper()):
        return False
    if _LIST_NUMBER.search(before):
        return False
    if _INITIALS.match(token) and word not in SOMETIMES_FINAL:
        return _starts(next_word, initial=True) and rest[:1].isupper()
    if word in USUALLY_FINAL:
        return rest[:1].isupper()
    if word in SOMETIMES_FINAL:
        return _starts(next_word, initial=False) and rest[:1].isupper()
    if begins_lower:
        return _plain_word(token)
    return True


def _last_token(before: str) -> str:
    match = _LAST_TOKEN.search(before)
    return match[0] if match else ""


def _next_word(rest: str) -> str:
    match = _NEXT_WORD.match(rest)
    return match[0] if match else ""


def _starts(word: str, *, initial: bool) -> bool:
    """Tell whether a capitalised `word` opens a sentence rather than being a name.

    Args:
        word: The word behind the full stop, without its opening marks.
        initial: Whether an initial stands before it, so that it may be a surname's particle.
    """
    lower = word.lower()
    if initial and lower in NAME_PARTICLES:
        return False
    return lower in STARTERS and (word == "I" or not _ROMAN.match(word))


def _plain_word(token: str) -> bool:
    """Tell whether `token` is a whole Italian word: abbreviations are cut at a consonant."""
    return len(token) > 2 and token.isalpha() and token[-1].lower() in _VOWELS  # noqa: PLR2004


def _inside_address(text: str, place: int) -> bool:
    before = text[max(0, place - _CONTEXT) : place].replace("\u00a0", " ")
    after = text[place : place + _CONTEXT]
    token = before.rpartition(" ")[2] + after.partition(" ")[0]
    return any(sign in token for sign in ("/", "@", "www", "_", "#"))
