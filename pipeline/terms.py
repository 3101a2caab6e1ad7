"""A glossary's terms in translations: whether they stand there, and writing them for the model.

- `honoured` tells whether the English has the term.
- `substituted` writes the English term into the Italian sentence, for the model to copy.
- `rendering` gives what a term should be in English, for instance behind a placeholder.

`term_repair` puts a term in afterwards.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pipeline import english as en
from pipeline import italian
from pipeline.glossary import Match

INFINITIVE: Final = re.compile(r"(?:[aei]re|rre|rsi)$")
"""The end of a verb in the glossary: its English is not put into the plural."""
_ELIDED: Final = re.compile(r"(^|\s)(l|un|dell|all|dall|nell|sull)['’]$", re.IGNORECASE)
_FULL_ARTICLES: Final = {
    "l": "il",
    "un": "una",
    "dell": "del",
    "all": "al",
    "dall": "dal",
    "nell": "nel",
    "sull": "sul",
}


def honoured(match: Match, english: str) -> bool:
    """Tell whether the term of `match` stands in the translation.

    An English term may be inflected and capitalised otherwise; a term that is not translated must
    stand as it does in the Italian sentence.
    """
    if match.term.kept:
        return bool(verbatim_pattern(match.surface).search(english))
    return bool(phrase_pattern(match.term.en).search(english))


def substituted(sentence: str, matches: Iterable[Match]) -> str:
    """Return the Italian sentence with the English terms in place of the Italian ones.

    A term in the plural gives the English plural; terms that are not translated stay.
    """
    parts, done = [], 0
    for match in sorted(matches, key=lambda match: match.start):
        words = sentence[: match.start].split()[-1:] or [""]
        term = rendering(match, before=words[0].lower())
        parts += [_unelided(sentence[done : match.start], term), term]
        done = match.end
    return "".join(parts) + sentence[done:]


def rendering(match: Match, *, before: str = "") -> str:
    """Return what the term of `match` should be in English, in its number.

    `before` is the word before it in the sentence, for nouns that have one form for both numbers.
    """
    if match.term.kept:
        return match.surface
    number = _number(match, before)
    if number is None:
        return match.term.en
    return en.plural(match.term.en) if number else en.singular(match.term.en)


@lru_cache(maxsize=1 << 12)
def verbatim_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text exactly as it is, not within a word."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)".replace("'", "['’]"))


@lru_cache(maxsize=1 << 13)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds an English phrase, its words in any form."""
    words = re.split(r"[\s-]+", phrase.strip())
    joined = r"[\s-]+".join(
        "(?:" + "|".join(sorted(map(re.escape, en.inflections(w)), key=len, reverse=True)) + ")"
        for w in words
    )
    return re.compile(rf"(?<!\w){joined}(?!\w)".replace("'", "['’]"), re.IGNORECASE)


def _unelided(before: str, term: str) -> str:
    """Return what stands before a term with its article written out if the term needs that."""
    if term[:1].lower() in "aeiou":
        return before

    def full(match: re.Match[str]) -> str:
        article = _FULL_ARTICLES[match[2].lower()]
        return match[1] + (article.capitalize() if match[2][0].isupper() else article) + " "

    return _ELIDED.sub(full, before)


def _number(match: Match, before: str) -> bool | None:
    """Tell whether the surface is a plural; None to leave the English term as it is."""
    surface = italian.tokens(match.surface)
    term = italian.tokens(match.term.it)
    if not surface or not term or INFINITIVE.search(match.term.it):
        return None
    if surface[0].key == term[0].key:
        # The glossary gives the English of this very form, but of both numbers for "città".
        is_own_plural = italian.is_plural(term[0].key, "")
        return True if not is_own_plural and italian.is_plural(term[0].key, before) else None
    return italian.is_plural(surface[0].key, before) is not False
