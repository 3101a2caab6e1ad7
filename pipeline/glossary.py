"""A user's glossary: which Italian terms are to be translated how, and where they stand.

The file is a table of Italian term, tab, English term, a line each. The same term twice, an empty
English or the Italian alone mean that the term is not translated. Further columns are comments, as
are lines that begin with `#`; a heading line (`it`, `en` and the like) may come first. Encoding
and line ends are found as with articles.

A term is found in its inflected forms, each of its words by the lexicon's lemma or by regular
endings; an article or preposition in front of it, elided or not, does not matter. Capitals do not
matter either, but for words with capitals behind the first letter (OpenAI, ONU), which are found
only as they are written.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self

from pipeline import italian
from pipeline.errors import BinarySourceError, GlossaryError, PathNotFoundError
from pipeline.italian import Token
from pipeline.readers.encoding import decode

MAX_TERMS: Final = 1_000_000
MAX_BYTES: Final = 200_000_000
MAX_TERM_CHARACTERS: Final = 300

_ADVERBS: Final = frozenset({"accordo", "improvviso", "altronde"})
"""What is no noun behind `d'`: d'accordo is "agreed"."""
_HEADINGS: Final = frozenset(
    "it ita italian italiano source src en eng english inglese target tgt".split()
)
# Signs that people write between two terms instead of a tab.
_OTHER_SEPARATORS: Final = ("=", ";", "->", "→", "  ")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a glossary."""

    it: str
    """The Italian."""
    en: str
    """The English; empty where the Italian stays."""

    @property
    def kept(self) -> bool:
        """Whether the term is not translated."""
        return not self.en


@dataclass(frozen=True, slots=True)
class Match:
    """A place of a sentence where a term stands."""

    start: int
    """First code point in the sentence."""
    end: int
    """Code point behind the last."""
    term: Term
    """The glossary's term."""
    surface: str
    """The term as it stands in the sentence."""


class Glossary:
    """The terms of one glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Index `terms`, of which no two are the same in Italian."""
        self.terms = tuple(terms)
        """All terms, in the file's order."""
        # By the forms of a term's longest word, in most cases its rarest, with its place.
        self._by_form: dict[str, list[tuple[int, Term]]] = {}
        for term in self.terms:
            words = italian.tokens(term.it)
            place = max(range(len(words)), key=lambda i: len(words[i].key))
            for form in _word(words[place], several=len(words) > 1).forms:
                self._by_form.setdefault(form, []).append((place, term))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a glossary file.

        Raises:
            PathNotFoundError: there is no such file.
            GlossaryError: the file cannot be read, or one of its lines cannot be understood.
        """
        return cls(_read_terms(path))

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that name the terms, whatever their order and the comments."""
        return _digest(self.terms)

    def terms_in(self, sentence: str) -> tuple[Match, ...]:
        """Return where terms stand in `sentence`, in order; longer terms win over shorter."""
        words = italian.tokens(sentence)
        found = [
            place for anchor in range(len(words)) for place in self._terms_around(words, anchor)
        ]
        found.sort(key=lambda place: (place[0] - place[1], place[0]))
        taken: set[int] = set()
        matches = []
        for start, end, term in found:
            if taken.isdisjoint(range(start, end)) and not _in_phrase(words, start, end):
                taken.update(range(start, end))
                first, last = words[start].start, words[end - 1].end
                matches.append(Match(first, last, term, sentence[first:last]))
        return tuple(sorted(matches, key=lambda match: match.start))

    def relevant_digest(self, sentences: Iterable[str]) -> str:
        """Return a digest of only those terms that stand in `sentences`; empty where none does.

        What was translated with it need not be done again while this stays the same.
        """
        used = {match.term for sentence in sentences for match in self.terms_in(sentence)}
        return _digest(used) if used else ""

    def _terms_around(self, words: Sequence[Token], anchor: int) -> list[tuple[int, int, Term]]:
        """Return start, end and term where the word at `anchor` is a term's longest."""
        key = words[anchor].key
        candidates = self._by_form.get(key, [])
        lemma = italian.lemma(key)
        if lemma != key:
            candidates = candidates + self._by_form.get(lemma, [])
        found = []
        for place, term in candidates:
            pattern = _words(term.it)
            start = anchor - place
            end = start + len(pattern)
            if start >= 0 and end <= len(words):
                stretch = words[start:end]
                if all(word.fits(token) for word, token in zip(pattern, stretch, strict=True)):
                    found.append((start, end, term))
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a term."""

    text: str
    key: str
    forms: frozenset[str]
    exact: bool

    def fits(self, token: Token) -> bool:
        if self.exact:
            return token.text == self.text
        if token.key == self.key:
            return True
        if token.key in self.forms:
            return italian.is_form_of(token.key, self.key)
        return italian.lemma(token.key) in {self.key, italian.lemma(self.key)}


@lru_cache(maxsize=1 << 13)
def _in_phrase(words: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a single word means something else with the elided word before it."""
    if end - start > 1 or not start or words[start - 1].text.lower() not in ("d'", "d’"):
        return False
    return words[start].text.lower() in _ADVERBS


def _words(term: str) -> tuple[_Word, ...]:
    found = italian.tokens(term)
    several = len(found) > 1
    return tuple(_word(token, several=several) for token in found)


def _word(token: Token, *, several: bool) -> _Word:
    exact = _has_inner_capital(token.text)
    if exact or not token.text.isalpha():
        return _Word(token.text, token.key, frozenset((token.key,)), exact)
    make: Callable[[str], frozenset[str]] = italian.noun_forms
    forms = make(token.key) | italian.adjective_forms(token.key) if several else make(token.key)
    return _Word(token.text, token.key, forms, exact)


def _digest(terms: Iterable[Term]) -> str:
    lines = sorted(f"{_spelling(term.it)}\t{term.en}\n" for term in terms)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _spelling(term: str) -> str:
    """Return what two terms share when a sentence cannot tell them apart."""
    term = term.replace("’", "'")
    if term.islower():
        return term
    return " ".join(word if _has_inner_capital(word) else word.lower() for word in term.split())


def _has_inner_capital(word: str) -> bool:
    return word[1:] != word[1:].lower()


def _read_terms(path: Path) -> list[Term]:
    terms: dict[str, Term] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) == 1 and any(sign in line.strip() for sign in _OTHER_SEPARATORS):
            raise GlossaryError(str(path), "no tab between two terms", line=number)
        if not terms and _is_heading(cells):
            continue
        term = _term(cells, path, number)
        before = terms.setdefault(_spelling(term.it), term)
        if before.en != term.en:
            reason = f'"{term.it}" has two translations, "{_meant(before)}" and "{_meant(term)}"'
            raise GlossaryError(str(path), reason, line=number, remedy="leave one of them out")
        if len(terms) > MAX_TERMS:
            raise GlossaryError(
                str(path), f"more than {MAX_TERMS:,} terms", remedy="leave out what is not needed"
            )
    return list(terms.values())


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(
                str(path),
                f"larger than {MAX_BYTES // 1_000_000} MB",
                remedy="leave out what is not needed",
            )
        return decode(path.read_bytes(), str(path))
    except FileNotFoundError as error:
        raise PathNotFoundError(str(path)) from error
    except OSError as error:
        raise GlossaryError(
            str(path), error.strerror or str(error), remedy="check the file and its permissions"
        ) from error
    except BinarySourceError as error:
        raise GlossaryError(str(path), "not a text file") from error


def _is_heading(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(cell.lower() in _HEADINGS for cell in cells[:2])


def _term(cells: Sequence[str], path: Path, number: int) -> Term:
    it, en = cells[0], cells[1] if len(cells) > 1 else ""
    if not any(letter.isalnum() for letter in it):
        raise GlossaryError(str(path), "no Italian term", line=number)
    if max(len(it), len(en)) > MAX_TERM_CHARACTERS:
        reason = f"a term of more than {MAX_TERM_CHARACTERS} characters"
        raise GlossaryError(str(path), reason, line=number)
    return Term(it, "" if en == it else en)


def _meant(term: Term) -> str:
    return term.en or term.it
