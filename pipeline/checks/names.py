"""Names and acronyms that the other side lacks.

A name counts as there when the other side has it as it is, in another spelling (Lituania and
Lithuania), as a known exonym (Roma and Rome, Ue and EU) or as a sense that the lexicon gives. A
capitalised word that is no name (il Ministero) may become anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.checks.exonyms import EXONYMS
from pipeline.checks.language import ENGLISH_FUNCTION_WORDS, ITALIAN_FUNCTION_WORDS
from pipeline.checks.number_words import (
    ENGLISH_CARDINALS,
    ENGLISH_ORDINALS,
    ITALIAN_CARDINALS,
    ITALIAN_ORDINALS,
)
from pipeline.checks.spelling import alike, first_letter
from pipeline.checks.words import Words, fold, starts_sentence
from pipeline.lexicon import Entry, default_lexicon

_DOTTED: Final = re.compile(r"(?:\b[A-Z]\.){2,}")
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_SHORTEST_NAME: Final = 3
"""Letters of a name that is no acronym."""
_COMPACT: Final = 4
"""Letters from which on a name may be part of a word: Cow Parade for CowParade."""
_SENSE_ENDING: Final = 3
"""Letters at the end of an English word that may be inflected otherwise."""
_NAME_ENDING: Final = 1
"""The same of a name."""
_SHORTEST_STEM: Final = 4
_TITLE_SHARE: Final = 0.6
"""Share of capitalised words from which on a line is written in title case."""
_NO_NAMES: Final = frozenset().union(
    *(ITALIAN_FUNCTION_WORDS, ITALIAN_CARDINALS, ITALIAN_ORDINALS, ENGLISH_FUNCTION_WORDS)
)
"""Words with a capital that are none by it, in titles and at the start of quotations."""
_NOT_NAMES: Final = frozenset().union(
    *(ENGLISH_CARDINALS, ENGLISH_ORDINALS, ENGLISH_FUNCTION_WORDS),
    "i i'm i'll i've i'd ok mr mrs ms miss dr st sir madam god lord internet web tv january "
    "february "
    "march april may june july august september october november december monday "
    "tuesday wednesday "
    "thursday friday saturday sunday mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays "
    "bc ad bce ce am pm jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split(),
)
"""English words with a capital that may stand for something in lower case."""


@dataclass(frozen=True)
class _Capitalised:
    """A word with a capital letter."""

    written: str
    folded: str
    place: int
    """Its index among the words."""
    starts: bool
    """Whether its capital may be that of a sentence."""

    @property
    def acronym(self) -> bool:
        return len(self.written) > 1 and self.written.isupper()


class _Side:
    """One text with what the search in it needs."""

    def __init__(self, words: Words) -> None:
        self.words = words
        dotted = _DOTTED.findall(words.text) if "." in words.text else ()
        self.folded = frozenset(
            word if word.isalnum() else _bare(word) for word in words.folded
        ).union(word.replace(".", "").lower() for word in dotted)

    @cached_property
    def compact(self) -> str:
        return "".join(map(_bare, self.words.folded))

    @cached_property
    def by_first_letter(self) -> dict[str, list[str]]:
        """The words by their first letter in the common spelling."""
        grouped: dict[str, list[str]] = {}
        for word in self.folded:
            grouped.setdefault(first_letter(word), []).append(word)
        return grouped

    def has(self, folded: str) -> bool:
        """Tell whether a name is there in this or a similar spelling."""
        if folded in self.folded:
            return True
        if len(folded) >= _COMPACT and folded in self.compact:
            return True
        similar = self.by_first_letter.get(first_letter(folded), ())
        return any(alike(folded, word) for word in similar)


@dataclass(frozen=True, slots=True)
class NameDifference:
    """Names and acronyms without a counterpart."""

    missing: tuple[str, ...]
    """Those of the Italian, as they are written."""
    extra: tuple[str, ...]
    """Those of the English, as they are written."""


def names_differ(italian: Words, english: Words) -> bool:
    """Tell whether a name or an acronym of one side is missing from the other."""
    difference = compare_names(italian, english)
    return bool(difference.missing or difference.extra)


def compare_names(italian: Words, english: Words) -> NameDifference:
    """Return the names and acronyms of each side that have no counterpart on the other.

    English ones count only where a capitalised word of the Italian lacks its translation:
    translators write out what Italian leaves unsaid (la Camera, the Chamber of Deputies).
    """
    if italian.text.isupper():
        return NameDifference((), ())
    ours, theirs = _Side(italian), _Side(english)
    missing: list[str] = []
    unsure = False
    capitalised = _capitalised(italian)
    places = {each.place for each in capitalised}
    for name in capitalised:
        if _ROMAN.fullmatch(name.written) or _stands(name.folded, theirs):
            continue
        if name.starts and name.place + 1 not in places and not _maybe_name(name.folded):
            continue
        entry = None if name.folded in _NO_NAMES else default_lexicon().lookup(name.written)
        if entry is None:
            if _unknown_is_name(name, after_name=name.place - 1 in places):
                missing.append(name.written)
        elif not _translated(entry, theirs):
            if name.acronym or _proper(entry, starts=name.starts):
                missing.append(name.written)
            else:
                unsure |= not name.starts
    if not missing and not unsure:
        return NameDifference((), ())
    return NameDifference(tuple(missing), _extra(english, ours))


def _stands(folded: str, there: _Side) -> bool:
    """Tell whether a name is there; of one with a known translation another spelling is none."""
    if folded in there.folded:
        return True
    exonyms = EXONYMS.get(folded)
    return there.has(folded) if exonyms is None else not exonyms.isdisjoint(there.folded)


def _maybe_name(folded: str) -> bool:
    """Tell whether a word at the start of a sentence may be a name by itself."""
    return folded in EXONYMS or _looks_foreign(folded)


def _unknown_is_name(name: _Capitalised, *, after_name: bool) -> bool:
    """Tell whether a capitalised word that the lexicon does not know is a name."""
    if name.folded in _NO_NAMES:
        return False
    return name.acronym or not name.starts or after_name or _looks_foreign(name.folded)


def _looks_foreign(folded: str) -> bool:
    """Tell whether a word is unlike Italian ones, by its last letter or a letter of others."""
    return folded[-1] not in "aeiou" or not set(folded).isdisjoint("kwxyj")


def _proper(entry: Entry, *, starts: bool) -> bool:
    """Tell whether a capitalised word is a name rather than a noun with a capital.

    Its likeliest sense is a name or the word itself, or it is otherwise only a form of a verb; at
    the start of a sentence all its senses are names.
    """
    if starts:
        return all(sense.text[0].isupper() for sense in entry.senses)
    likeliest = entry.senses[0].text
    return (
        likeliest[0].isupper()
        or likeliest.casefold() == entry.form
        or entry.part_of_speech == "verb"
    )


def _translated(entry: Entry, there: _Side) -> bool:
    """Tell whether a sense of a word is there, in whatever inflection."""
    stems = tuple(_stems(entry))
    return any(word.startswith(stems) for word in there.folded)


def _extra(english: Words, ours: _Side) -> tuple[str, ...]:
    """Return the names of the English that the Italian lacks."""
    capitalised = [name for name in _capitalised(english) if not name.starts]
    if len(capitalised) > _TITLE_SHARE * len(english.written):
        return ()
    unexplained = [
        name
        for name in capitalised
        if name.folded not in _NOT_NAMES
        and not _ROMAN.fullmatch(name.written)
        and not ours.has(name.folded)
    ]
    senses = _senses(ours.folded) if unexplained else frozenset()
    return tuple(name.written for name in unexplained if not _explained(name, senses))


def _capitalised(words: Words) -> list[_Capitalised]:
    found = []
    for place, (word, start) in enumerate(words.placed):
        behind_hyphen = words.text[start - 1 : start] == "-"
        # Of two letters only acronyms are names: Oh, Re.
        short = len(word) < _SHORTEST_NAME and not word.isupper() and words.folded[place] != "ue"
        if not word[0].isupper() or short or len(word) < 2 or word[-1] in "'’" or behind_hyphen:  # noqa: PLR2004 - a letter
            continue
        starts = starts_sentence(words.text, start)
        found.append(_Capitalised(word, _bare(words.folded[place]), place, starts))
    return found


def _stems(entry: Entry) -> Iterable[str]:
    """Yield what the words of the senses begin with, however they are inflected.

    Of names little changes: Germany and German, but not Austria and Australia.
    """
    for sense in entry.senses:
        for word in sense.text.split():
            folded = fold(word)
            if folded not in ENGLISH_FUNCTION_WORDS:
                cut = _NAME_ENDING if word[0].isupper() else _SENSE_ENDING
                yield folded[: max(_SHORTEST_STEM, len(folded) - cut)]


def _senses(words: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of the English words that Italian words may become."""
    stems: set[str] = set()
    for word in words:
        stems.update(EXONYMS.get(word, ()))
        if word not in ITALIAN_FUNCTION_WORDS:
            entry = default_lexicon().lookup(word)
            if entry is not None:
                stems.update(_stems(entry))
    return frozenset(stems)


def _explained(name: _Capitalised, senses: frozenset[str]) -> bool:
    folded = name.folded
    return any(folded[:length] in senses for length in range(2, len(folded) + 1))


def _bare(folded: str) -> str:
    return folded.removesuffix("'s").rstrip("'")
