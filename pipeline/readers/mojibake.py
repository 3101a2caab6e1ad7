"""Letters that were garbled before a file was saved: "perchÃ©" for "perché".

UTF-8 that some program took for Windows-1252, Mac Roman or code page 850 leaves pairs and triples
of characters that no Italian text has: each stands for one letter and no other, so putting it back
loses nothing. It is done where it is certain: in an article with more garbled letters than sound
ones. Elsewhere (somebody may write about encodings) they are left, and a notice says so.

This works on articles, whatever format they came from. What was mended is kept in the metadata, as
`mended`; `notice_of` makes a message of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from pipeline.article import Article, Block, FrozenMapping, Span, clean_text

MENDED: Final = "mended"
"""Name of the metadata that says what was mended."""
LOST: Final = "\ufffd"
"""What stands for a byte that has no character."""

_ENCODINGS: Final = ("cp1252", "mac_roman", "cp850")
_LETTERS: Final = "àèéìòùÀÈÉÌÒÙáíóúâêîôûäëïöüçñÄÖÜß"
_SIGNS: Final = "’‘“”„–—…€•™«»°ºª§©®·½"
_DOUBLY: Final = "ÃÂâ" + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
"""What garbled letters are made of: it is garbled itself where that was done twice."""
_MOST_TIMES: Final = 3
# The second half of à is a space that no line may end at, and many programs make it a plain one.
_SPACED: Final = MappingProxyType({"Ã\xa0": "à", "√\xa0": "à", "Â\xa0": "\xa0"})
_HALF: Final = "Ã(?: (?= )|(?=[\\s.,;:!?»”)]|$))"
_MATHEMATICS: Final = "√π"
_LEAST: Final = 2
"""Garbled letters of which a notice is given where they are not mended."""
_WORD: Final = re.compile(r"\S+")
_LONGEST_EXAMPLE: Final = 40


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its garbled letters put back."""

    text: str
    """The text."""
    count: int
    """How many letters were."""
    places: tuple[tuple[int, int, int], ...]
    """For each stretch that was replaced: start and end in the old text, length of the new."""


def mended(article: Article) -> Article:
    """Return an article with its garbled letters put back where that is certain.

    The metadata get an entry `mended` that says how many there were, with an example.
    """
    texts = [block.text for block in article.blocks]
    garbled = _count(texts)
    sound = sum(text.count(letter) for text in texts for letter in _LETTERS[:12] + "’“”")
    if not garbled or garbled <= sound - _inside(texts):
        return article
    blocks, count = [], 0
    for block in article.blocks:
        done = mend(block.text)
        blocks.append(_block(block, done))
        count += done.count
    note = f"{count} ({_example(texts)})"
    values = {key: mend(value).text for key, value in article.metadata.items()}
    metadata = FrozenMapping({**values, MENDED: note})
    title = clean_text(mend(article.title).text) or article.title
    return replace(article, title=title, metadata=metadata, blocks=tuple(blocks))


def notice_of(article: Article) -> str:
    """Return what a user should know about the letters of an article, or nothing."""
    note = article.metadata.get(MENDED, "")
    if note:
        return f"garbled letters were put back: {note}"
    texts = [block.text for block in article.blocks]
    garbled = _count(texts)
    if garbled >= _LEAST:
        return f"{garbled} letters look garbled, such as in {_example(texts)}"
    lost = sum(text.count(LOST) for text in texts)
    return f"{lost} characters were lost, shown as {LOST}" if lost else ""


def mend(text: str) -> Mended:
    """Return a text with its garbled letters put back, whether or not it is certain."""
    first = [(one.start(), one.end(), len(_letter(one))) for one in _pattern().finditer(text)]
    places = tuple(first)
    for _ in range(_MOST_TIMES):
        text = _pattern().sub(_letter, text)
        if not _pattern().search(text):
            break
        places = ()  # spans are kept where letters were garbled once
    return Mended(text, len(first), places)


def _letter(match: re.Match[str]) -> str:
    return _letters().get(match[0], "à")


def _block(block: Block, done: Mended) -> Block:
    text = clean_text(done.text)
    if not done.count or not text:
        return block
    spans = _moved(block.spans, done) if text == done.text and done.places else ()
    return replace(block, text=text, spans=spans)


def _moved(spans: Sequence[Span], done: Mended) -> tuple[Span, ...]:
    ends = [end for _, end, _ in done.places]
    shifts = [0, *accumulate(length - (end - start) for start, end, length in done.places)]

    def moved(place: int) -> int:
        return place + shifts[sum(end <= place for end in ends)]

    changed = [replace(span, start=moved(span.start), end=moved(span.end)) for span in spans]
    return tuple(span for span in changed if 0 <= span.start < span.end <= len(done.text))


def _inside(texts: Sequence[str]) -> int:
    """Return how many sound letters are parts of garbled ones."""
    matches = (match for text in texts for match in _pattern().findall(text))
    return sum(letter in _LETTERS[:12] + "’“”" for match in matches for letter in match)


def _count(texts: Sequence[str]) -> int:
    """Return the number of garbled letters; a formula by itself is none."""
    found = [match for text in texts for match in _pattern().findall(text)]
    return 0 if set(found) <= {_MATHEMATICS} else len(found)


def _example(texts: Sequence[str]) -> str:
    for text in texts:
        match = _pattern().search(text)
        if match:
            words = (word for word in _WORD.finditer(text) if word.end() > match.start())
            word = next(words)[0][:_LONGEST_EXAMPLE]
            whole = mend(word).text
            return f"“{word}” for “{whole}”" if whole != word else f"“{word}”"
    return ""


@cache
def _letters() -> MappingProxyType[str, str]:
    """Return the letter that each garbled one stands for."""
    letters: dict[str, str] = {}
    for encoding in _ENCODINGS:
        for letter in _LETTERS + _SIGNS + _DOUBLY:
            # A byte without a character is a control character, which no article holds.
            garbled = clean_text(letter.encode().decode(encoding, errors="ignore"))
            if len(garbled) > 1:
                letters.setdefault(garbled, letter)
    return MappingProxyType({**letters, **_SPACED})


@cache
def _pattern() -> re.Pattern[str]:
    """Return an expression for every garbled letter, the longest first."""
    whole = map(re.escape, sorted(_letters(), key=lambda one: -len(one)))
    return re.compile("|".join([*whole, _HALF]))
