"""Sentences with gaps (Anki calls them clozes) for an article's rarer words."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pipeline.exports.anki_notes import AnkiNote, as_field
from pipeline.lexicon import default_lexicon, normalise
from pipeline.page_words import rarer_words

# The words that `rarer_words` lists: letters, hyphens inside, not elided.
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def with_gaps(notes: Sequence[AnkiNote]) -> dict[str, str]:
    """Return the HTML of the sentences in which a rarer word is a gap, by the note's ID.

    Each word is a gap in the first sentence of the article in which it stands; the words of a
    sentence are asked one after another.
    """
    found = {}
    for _, group in groupby(notes, key=lambda note: note.document.name):
        of_article = list(group)
        words: dict[int, list[str]] = {}
        for word in rarer_words([note.unit.it for note in of_article]):
            words.setdefault(word.texts[0], []).append(word.lemma)
        for place, lemmas in words.items():
            found[of_article[place].id] = _sentence(of_article[place].unit.it, lemmas)
    return found


def _sentence(text: str, lemmas: Sequence[str]) -> str:
    """Return `text` as HTML with numbered gaps for the forms of `lemmas`."""
    parts, end = [], 0
    for match in _WORD.finditer(text):
        lemma = _lemma(match[0])
        if match[0][0].islower() and lemma in lemmas:
            parts.append(_plain(text[end : match.start()]))
            parts.append(f"{{{{c{lemmas.index(lemma) + 1}::{match[0]}}}}}")
            end = match.end()
    return "".join([*parts, _plain(text[end:])])


def _lemma(word: str) -> str:
    entry = default_lexicon().lookup(normalise(word))
    return entry.lemma if entry else normalise(word)


def _plain(text: str) -> str:
    """Return `text` as HTML in which Anki finds no gap."""
    return as_field(text).replace("{", "&#123;").replace("}", "&#125;")
