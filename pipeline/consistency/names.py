"""Names and acronyms that come back in an article, and what the English has for them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline import italian
from pipeline.checks.exonyms import EXONYMS
from pipeline.consistency.general_nouns import GENERAL
from pipeline.consistency.sentences import Occurrence, SentencePair, alike, folded
from pipeline.italian import Token

COPIED: Final = "="
"""The rendering of a name that stands in the English as in the Italian."""
TRANSLATED: Final = "*"
"""That of a name which has one of its known English forms."""
GONE: Final = ""
"""That of a name of which there is no trace."""
_SENTENCE_OPENERS: Final = frozenset("«“‘\"'(:—–-•.!?…[")
_MASCULINE_ARTICLES: Final = frozenset("il del al dal nel sul col".split())
_FEMININE_ARTICLES: Final = frozenset("la della alla dalla nella sulla".split())
_CLUBS: Final = frozenset(("roma", "lazio"))
_PLACES: Final = frozenset(
    "piazza via viale corso palazzo coppa stadio teatro ospedale università politecnico".split()
)
_TITLES: Final = frozenset("san santa santo sant gran monte capo re papa internet".split())
"""Words with a capital that belong to the name behind them."""
_RELATED_LETTERS: Final = 4
"""Letters that an adjective has in common with its country: Italia, Italian."""
_ACRONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "ue": ("EU", "European Union"),
    "usa": ("US", "U.S.", "USA", "United States"),
    "onu": ("UN", "U.N.", "United Nations"),
    "oms": ("WHO", "World Health Organization"),
    "pil": ("GDP", "gross domestic product"),
    "bce": ("ECB", "European Central Bank"),
    "fmi": ("IMF", "International Monetary Fund"),
}
"""Acronyms with their English forms of several words; all are one rendering."""


def names(sentence: SentencePair) -> Iterator[Occurrence]:
    """Yield the words with a capital; certain where that is not owed to the place."""
    if sentence.shouted:
        return
    words = sentence.words
    for i, token in enumerate(words):
        if len(token.text) > 1 and token.text[0].isupper() and token.text[-1] not in "'’":
            opens = i == 0 or words[i - 1].text in _SENTENCE_OPENERS
            inner_capitals = token.text[1:] != token.text[1:].lower()
            if is_name(token):
                yield Occurrence(_name_key(words, i), token.text, not opens or inner_capitals)


def _name_key(words: Sequence[Token], place: int) -> str:
    """Return what a name is compared by: with the noun or article that makes it another name.

    The Politecnico di Milano and Coppa Italia are no Milano and no Italia, and a football club is
    named like its city, with an article. Nor is Alessandro Volta any other Alessandro.
    """
    key = words[place].key
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.text[0].isupper():
        return f"{key} {after.key}"
    if before is None:
        return key
    article = before.text.lower()
    if article in _MASCULINE_ARTICLES or (key in _CLUBS and article in _FEMININE_ARTICLES):
        return f"il {key}"
    if before.key == "di" and place > 1:
        before = words[place - 2]
    capital = before.text[0].isupper() and place - 1 > 0 and not is_name(before)
    return f"{before.key} {key}" if capital or before.key in _PLACES else key


def is_name(token: Token) -> bool:
    """Tell whether a word with a capital is a name rather than a noun."""
    entry = italian.entry(token.key)
    if entry is None or token.text.isupper() or token.key in _ACRONYMS:
        return True
    if token.key in _TITLES or token.key in GENERAL:
        return False
    return entry.senses[0].text[:1].isupper() and entry.form == token.key


def name_rendering(word: str, sentence: SentencePair) -> str | None:
    """Return `=` where the name is copied, its equivalent where it is translated, or nothing.

    None where only a word of the same family is there: "Italian" for Italia.
    """
    key = word.lower()
    for text in _ACRONYMS.get(key, ()):
        if sentence.has(text):
            return _ACRONYMS[key][0]
    plain = folded(word)
    entry = italian.entry(key)
    known = entry.senses if entry is not None and entry.form == key else ()
    senses = [folded(sense.text) for sense in known if sense.text[:1].isupper()]
    english = EXONYMS.get(plain, frozenset()) | set(senses)
    kin = {text for text in english if text[:_RELATED_LETTERS] == plain[:_RELATED_LETTERS]}
    if english & {plain} and any(sentence.has(text) for text in kin):
        return COPIED
    if any(sentence.has(text) for text in EXONYMS.get(plain, frozenset()) - {plain}):
        return TRANSLATED
    if sentence.has(word):
        return COPIED
    for sense in senses:
        if sentence.has(sense):
            return senses[0] if alike(sense, senses[0]) else sense
    families = {text[:_RELATED_LETTERS] for text in english}
    return None if any(f" {start}" in sentence.padded for start in families) else GONE
