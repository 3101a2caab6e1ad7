"""The document-level pass: what one article calls by two names in English.

It looks at what comes back in several sentences of an article:

- Names and acronyms: words with a capital that is not owed to their place. Each occurrence is
  copied, or translated by a known equivalent (Roma, Rome; Pil, GDP), or gone.
- Terms: longer nouns that the lexicon knows with several senses. Each occurrence has one of these
  senses; where none or more than one can be seen, the occurrence does not count.

Forms of one word are one rendering. The sentences with the rarer rendering are given, of two that
are equally frequent those with the one that comes later.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import italian
from pipeline.consistency.names import GONE, name_rendering, names
from pipeline.consistency.sentences import Occurrence, SentencePair
from pipeline.consistency.terms import (
    noun_rendering,
    nouns,
    phrase_rendering,
    phrase_senses,
    phrases,
)


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A name or term with two renderings in one article."""

    word: str
    """The Italian, as it stands where it comes first."""
    usual: str
    """The rendering that most sentences have."""
    renderings: Mapping[int, str]
    """The rendering in each sentence by its index: the English, or `=` for the Italian itself, `*`
    for any of the English forms that a name is known to have, nothing where it is gone."""

    @property
    def sentences(self) -> tuple[int, ...]:
        """Indexes of the sentences that do not have the usual rendering."""
        return tuple(i for i, text in self.renderings.items() if text != self.usual)


def find_inconsistent(pairs: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Return the indexes of sentences that render a name or term otherwise than their article does.

    Args:
        pairs: The Italian sentences of one article with their English.
    """
    return frozenset(index for found in explain(pairs) for index in found.sentences)


def explain(pairs: Sequence[tuple[str, str]]) -> tuple[Inconsistency, ...]:
    """Return the names and terms behind `find_inconsistent`."""
    sentences = [SentencePair(italian.tokens(it), english) for it, english in pairs]
    found = [*_judged_names(sentences), *_judged_nouns(sentences), *_judged_phrases(sentences)]
    return tuple(inconsistency for inconsistency in found if inconsistency is not None)


def _judged_names(sentences: Sequence[SentencePair]) -> Iterator[Inconsistency | None]:
    for places in _recurring(names(sentence) for sentence in sentences).values():
        if any(occurrence.certain for occurrence in places.values()):
            word = next(iter(places.values())).form
            yield _judged(word, {i: name_rendering(word, sentences[i]) for i in places})


def _judged_nouns(sentences: Sequence[SentencePair]) -> Iterator[Inconsistency | None]:
    for lemma, places in _recurring(nouns(sentence) for sentence in sentences).items():
        seen = {i: noun_rendering(lemma, place.form, sentences[i]) for i, place in places.items()}
        yield _judged(lemma, seen)


def _judged_phrases(sentences: Sequence[SentencePair]) -> Iterator[Inconsistency | None]:
    for key, places in _recurring(phrases(sentence) for sentence in sentences).items():
        senses = phrase_senses(frozenset((key, *(place.form for place in places.values()))))
        if senses:
            yield _judged(key, {i: phrase_rendering(key, senses, sentences[i]) for i in places})


def _recurring(found: Iterable[Iterable[Occurrence]]) -> dict[str, dict[int, Occurrence]]:
    """Return what stands in two sentences or more: by its key, an occurrence a sentence."""
    places: dict[str, dict[int, Occurrence]] = defaultdict(dict)
    for index, occurrences in enumerate(found):
        for occurrence in occurrences:
            before = places[occurrence.key].get(index)
            if before is None or not before.certain:
                places[occurrence.key][index] = occurrence
    return {key: occurrences for key, occurrences in places.items() if len(occurrences) > 1}


def _judged(word: str, seen: Mapping[int, str | None]) -> Inconsistency | None:
    renderings = {i: rendering for i, rendering in seen.items() if rendering is not None}
    counts = Counter(renderings.values())
    if len(counts) <= 1:
        return None
    # Of equally frequent ones, that which is there wins over that which is gone, then the earlier.
    first = {text: i for i, text in reversed(renderings.items())}
    usual = max(counts, key=lambda text: (counts[text], text != GONE, -first[text]))
    return Inconsistency(word, usual, renderings)
