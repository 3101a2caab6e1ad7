"""Finding the translation of a sentence in one or more memories.

1. A person's translation of the sentence after the same sentence before it.
2. A person's translation of the sentence, if all that people made of it agree.
3. Where they disagree: what the machine made of it, and word that it is ambiguous.
4. What the machine made of it under the same translation digest.

In each step the first memory that has something decides. A `tm` unit, from another memory, is a
person's too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.article import Origin
from pipeline.memory.database import Readable
from pipeline.memory.units import normalised, number_of

_CHUNK: Final = 500
"""Sentences asked for at once; SQLite allows 999 values everywhere."""


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence to look up."""

    it: str
    """The Italian sentence."""
    previous: str | None = None
    """The one before it; empty at the beginning of an article, None where it is not known."""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation that was found."""

    en: str
    """The English."""
    origin: Origin
    """Who made it."""
    found_by: Literal["context", "sentence", "machine"]
    """By the sentence and the one before, by the sentence alone, or by the translation digest."""
    score: float | None
    """The machine's score; None for a person's text."""
    flags: tuple[str, ...]
    """The machine's quality doubts; empty for a person's text."""
    document: str
    """The article that it comes from, or nothing."""
    memory: int
    """Which of the memories it is from, counted from 0."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A sentence that people translated in different ways."""

    texts: tuple[str, ...]
    """Their translations, newest first."""
    machine: Match | None
    """What the machine made of it under the digest asked for."""


Found = Match | Ambiguous | None


@dataclass(frozen=True, slots=True)
class _Unit:
    previous: str | None
    en: str
    origin: Origin
    document: str
    score: float | None
    flags: str
    memory: int


def look_up(memories: Sequence[Readable], queries: Sequence[Query], digest: str) -> list[Found]:
    """Return what the memories know of each sentence, in the same order.

    Args:
        memories: In the order of their rank.
        queries: The sentences.
        digest: Translation digest of the machine's texts that may be used.

    Raises:
        MemoryFileError: a memory is damaged, or cannot be read.
    """
    texts = [normalised(query.it) for query in queries]
    known = _known(memories, set(texts), digest)
    return [
        _decide(known[text], query) if text in known else None
        for text, query in zip(texts, queries, strict=True)
    ]


def _known(
    memories: Sequence[Readable], texts: set[str], digest: str
) -> dict[str, list[list[_Unit]]]:
    """Return the units of each sentence that has any, one list a memory, newest first."""
    known: dict[str, list[list[_Unit]]] = defaultdict(lambda: [[] for _ in memories])
    numbers = sorted({number_of(text) for text in texts})
    for place, memory in enumerate(memories):
        for chunk in _chunks(numbers):
            marks = ",".join("?" * len(chunk))
            rows = memory.rows(
                f"SELECT it, previous, en, origin, document, score, flags FROM units "  # noqa: S608 - marks only
                f"WHERE sentence IN ({marks}) AND (origin <> 'mt' OR digest = ?) "
                f"ORDER BY changed DESC, en, document",
                (*chunk, digest),
            )
            for it, previous, en, origin, document, score, flags in rows:
                text = normalised(it)
                if text in texts:
                    unit = _Unit(previous, en, origin, document, score, flags, place)
                    known[text][place].append(unit)
    return known


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def _decide(memories: Sequence[Sequence[_Unit]], query: Query) -> Found:
    human = [[unit for unit in units if unit.origin != "mt"] for units in memories]
    previous = None if query.previous is None else normalised(query.previous)
    in_context = [
        [u for u in units if u.previous is not None and normalised(u.previous) == previous]
        for units in human
    ]
    for group in filter(None, in_context):
        if _agree(group):
            return _match(_best(group), "context")
        return Ambiguous(_texts(group), _machine(memories))
    for group in filter(None, human):
        if _agree(group):
            return _match(_best(group), "sentence")
        return Ambiguous(_texts(group), _machine(memories))
    return _machine(memories)


def _machine(memories: Iterable[Sequence[_Unit]]) -> Match | None:
    made = (unit for units in memories for unit in units if unit.origin == "mt")
    first = next(made, None)
    return _match(first, "machine") if first else None


def _agree(units: Iterable[_Unit]) -> bool:
    return len({normalised(unit.en) for unit in units}) == 1


def _texts(units: Iterable[_Unit]) -> tuple[str, ...]:
    texts: dict[str, str] = {}
    for unit in units:
        texts.setdefault(normalised(unit.en), unit.en)
    return tuple(texts.values())


def _best(units: Sequence[_Unit]) -> _Unit:
    """Return, of units that agree, a person's own text before one from elsewhere."""
    return min(units, key=lambda unit: unit.origin != "human")


def _match(unit: _Unit, found_by: Literal["context", "sentence", "machine"]) -> Match:
    return Match(
        en=unit.en,
        origin=unit.origin,
        found_by=found_by,
        score=unit.score,
        flags=tuple(unit.flags.split()),
        document=unit.document,
        memory=unit.memory,
    )
