"""The Italian-English lexicon: word forms and expressions with their likeliest English.

One compressed file, made by `training/lexicon` and loaded when it is first asked. It holds a
header and a line an entry, sorted by the bytes of the form: form, lemma, part of speech, senses,
with tabs between. The lemma is coded as the number of letters that are taken off the form and what
is put in their place, nothing where it is the form; senses are separated by `|`, each with a colon
and its probability in twentieths, nothing where it is certain. The lines stay one block of bytes
and a look-up is a binary search in it, so nothing is built that most commands would never use.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final

from pipeline.data import data_path
from pipeline.sorted_lines import load_lines

LEXICON_SCHEMA: Final = 1
MAX_WORDS: Final = 5
"""Words of the longest expression."""
_REMEMBERED: Final = 1 << 13

_EDGES: Final = re.compile(r"^[^\w]+|[^\w']+$")
_SPACES: Final = re.compile(r"\s+")
_TWO_WORDS: Final = r"([^ '\t\n]+(?:'| ))([^ '\t\n]+'?)"
_FIRST_TWO: Final = re.compile(_TWO_WORDS)
_FIRST_TWO_OF_LINES: Final = re.compile(r"\n" + _TWO_WORDS)
_PROBABILITY: Final = re.compile(r":\d+(?=[|\n])")
# Pronouns that Italian writes behind an infinitive, a gerund or a participle.
_ENCLITICS: Final = re.compile(
    r"(?:(?:gli|glie|me|te|se|ce|ve)(?:lo|la|li|le|ne)|lo|la|li|le|ne|ci|vi|mi|ti|si|gli)$"
)
_SIMPLE_PREPOSITIONS: Final = {
    stem + article: simple
    for stem, simple in (("de", "di"), ("a", "a"), ("da", "da"), ("ne", "in"), ("su", "su"))
    for article in ("l", "llo", "lla", "ll'", "i", "gli", "lle")
}
# Regular endings with those of the lemma, longest first; looked up before it is believed.
_INFLECTIONS: Final = (
    *(("noun", *pair) for pair in (("chi", ("co",)), ("ghi", ("go",)), ("che", ("ca",)))),
    *(("noun", *pair) for pair in (("ghe", ("ga",)), ("i", ("e", "o", "io", "a")), ("e", ("a",)))),
    *(("adjective", *pair) for pair in (("che", ("co",)), ("ghe", ("go",)), ("chi", ("co",)))),
    *(("adjective", *pair) for pair in (("a", ("o",)), ("e", ("o",)), ("i", ("o", "e")))),
    *(
        ("verb", ending, (vowel + "re",))
        for vowel, endings in (
            ("a", "ano ava avi avo avano avamo avate ato ata ati ate ando ò arono iamo iate ino"),
            ("e", "ono eva evi evo evano evamo evate uto uta uti ute endo é erono iamo iate ano"),
            ("i", "ono isce iscono iva ivi ivo ivano ivamo ivate ito ita iti ite endo ì irono"),
        )
        for ending in endings.split()
    ),
    *(
        ("verb", ending + person, (vowel + "re",))
        for ending, vowel in (("er", "a"), ("er", "e"), ("ir", "i"))
        for person in "à ò ai anno emo ete ebbe ei ebbero emmo esti este".split()
    ),
    *(
        ("verb", vowel + person, (vowel + "re",))
        for vowel in "aei"
        for person in ("sse", "ssi", "ssero", "ssimo", "ste", "nte", "nti")
    ),
)


@dataclass(frozen=True, slots=True)
class Sense:
    """An English word or phrase that an entry stands for."""

    text: str
    """The English."""
    probability: float
    """How often the entry was translated so, 0 to 1, in twentieths."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word form or an expression."""

    form: str
    """The form, in lower case, with straight apostrophes."""
    lemma: str
    """Its dictionary form; of expressions the expression itself."""
    part_of_speech: str
    """Such as `noun` or `verb, noun`; empty where unknown; `expression` for several words."""
    senses: tuple[Sense, ...]
    """At most five, the likeliest first."""


class Lexicon:
    """The entries of one lexicon file."""

    def __init__(self, path: Path | None = None) -> None:
        """Load a lexicon, by default the project's own.

        Raises:
            LexiconError: the file is missing or damaged.
            NewerSchemaError: a newer version made it.
        """
        path = path or data_path("lexicon") / "it-en.lexicon"
        self.header, self._lines = load_lines(path, LEXICON_SCHEMA)
        """What the file says of itself: schema, sources with their licences, counts."""
        # A text asks for the same words over and over.
        self._find = lru_cache(maxsize=_REMEMBERED)(self._find_entry)
        self._look_up = lru_cache(maxsize=_REMEMBERED)(self._look_up_form)
        self._begins = lru_cache(maxsize=_REMEMBERED)(self._may_begin)

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries in the order of their forms' UTF-8 bytes."""
        for line in self._lines.block.splitlines():
            yield _entry(line)

    def __contains__(self, form: str) -> bool:
        """Tell whether a form in lower case has an entry of its own."""
        return self._find(form) is not None

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each form with its English, without the rest: in a fifth of the time of entries."""
        for line in _PROBABILITY.sub("", self._lines.block.decode()).splitlines():
            form, _, _, senses = line.split("\t")
            yield form, tuple(senses.split("|"))

    def lookup(self, word: str) -> Entry | None:
        """Return the entry of a word form or expression, or None.

        Case, typographic apostrophes and signs around it do not matter. An elided article or
        preposition in front (`dell'accordo`) and pronouns behind a verb (`dirglielo`) are taken
        off where the whole has no entry of its own, and a rare inflected form gives the entry of
        its lemma.
        """
        return self._look_up(normalise(word))

    def _look_up_form(self, form: str) -> Entry | None:
        for candidate in (form, *_without_elision(form), *_without_enclitics(form)):
            entry = self._find(candidate) or self._find_expression(candidate)
            if entry is not None:
                return entry
        for lemma, part in _lemmas(next(_without_elision(form), form)):
            entry = self._find(lemma)
            if entry is not None and entry.lemma == lemma and part in entry.part_of_speech:
                return entry
        return None

    def longest(self, words: Sequence[str], start: int) -> tuple[int, Entry] | None:
        """Return the longest expression or word that begins at `start`, with its number of words.

        Args:
            words: The words of a sentence; elided ones end in their apostrophe or stand together
                with the next.
            start: Where to look.
        """
        if found := self.expression(words, start):
            return found
        entry = self.lookup(words[start])
        return None if entry is None else (1, entry)

    def expression(self, words: Sequence[str], start: int) -> tuple[int, Entry] | None:
        """Return the longest expression of several words that begins at `start`, as `longest`."""
        most = min(MAX_WORDS, len(words) - start)
        if most < 2 or not self._begins(" ".join(words[start : start + 2])):  # noqa: PLR2004
            return None
        for count in range(most, 1, -1):
            form = normalise(" ".join(words[start : start + count]))
            entry = self._find(form) or self._find_expression(form)
            if entry is not None:
                return count, entry
        return None

    def _may_begin(self, text: str) -> bool:
        """Tell whether an expression may begin with two words: few do, so few are searched for."""
        match = _FIRST_TWO.match(normalise(text))
        if match is None:
            return False
        first, second = match[1].rstrip(" "), match[2]
        verb = self._find(first)
        return any(
            (one, two) in self._starts
            for one in ((first, verb.lemma) if verb else (first,))
            for two in (second, simple_preposition(second))
        )

    @cached_property
    def _starts(self) -> frozenset[tuple[str, str]]:
        """The first two words of each expression."""
        found = _FIRST_TWO_OF_LINES.findall(f"\n{self._lines.block.decode()}")
        return frozenset((first.rstrip(" "), second) for first, second in found)

    def _find_expression(self, form: str) -> Entry | None:
        """Return the expression that `form` is an inflection of.

        Expressions are kept with the verb that begins them in the infinitive and the preposition
        that ends them without article.
        """
        words = form.split(" ")
        if len(words) < 2:  # noqa: PLR2004
            return None
        simple = [*words[:-1], simple_preposition(words[-1])]
        verb = self._find(words[0])
        lemma = [verb.lemma, *simple[1:]] if verb is not None else simple
        for candidate in (simple, lemma):
            entry = self._find(" ".join(candidate))
            if entry is not None:
                return entry
        return None

    def _find_entry(self, form: str) -> Entry | None:
        line = self._lines.find(form)
        return None if line is None else _entry(line)


@cache
def default_lexicon() -> Lexicon:
    """Return the project's own lexicon, loaded once."""
    return Lexicon()


@lru_cache(maxsize=_REMEMBERED)
def normalise(text: str) -> str:
    """Return `text` as the lexicon keys it."""
    text = text.replace("’", "'").replace("‘", "'")
    text = _EDGES.sub("", _SPACES.sub(" ", text)).lower()
    return text.replace("' ", "'")


def simple_preposition(word: str) -> str:
    """Return a preposition without the article it is joined with; other words as they are."""
    return _SIMPLE_PREPOSITIONS.get(word, word)


def _without_elision(form: str) -> Iterator[str]:
    _, apostrophe, rest = form.partition("'")
    if apostrophe and rest:
        yield rest


def _without_enclitics(form: str) -> Iterator[str]:
    match = _ENCLITICS.search(form)
    if match and match.start() > 1:
        stem = form[: match.start()]
        if stem.endswith("r"):
            yield stem + "e"
            yield stem + "re"
        else:
            yield stem


def _lemmas(form: str) -> Iterator[tuple[str, str]]:
    """Yield the lemmas, with their part of speech, that `form` may be an inflection of."""
    for part, ending, lemma_endings in _INFLECTIONS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            for lemma_ending in lemma_endings:
                yield form[: -len(ending)] + lemma_ending, part


def _entry(line: bytes) -> Entry:
    form, code, part, senses = line.decode().split("\t")
    return Entry(form, _lemma(form, code), part, tuple(map(_sense, senses.split("|"))))


def _lemma(form: str, code: str) -> str:
    if not code:
        return form
    ending = code.lstrip("0123456789")
    return form[: len(form) - int(code.removesuffix(ending))] + ending


def _sense(text: str) -> Sense:
    english, colon, twentieths = text.rpartition(":")
    return Sense(english, int(twentieths) / 20) if colon else Sense(text, 1.0)
