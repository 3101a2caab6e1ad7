"""What translation memories know of an article's sentences, put onto its pairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.article import Pair
from pipeline.checks import Flag
from pipeline.keys import place_of
from pipeline.memory.fuzzy import Hint
from pipeline.memory.look_up import Ambiguous, Found, Match, Query
from pipeline.memory.memories import Memories
from pipeline.memory.units import MemoryUnit

_OF_THE_MEMORY: Final = frozenset({Flag.AMBIGUOUS.value, Flag.HINT_REPAIRED.value})
_OF_THE_ARTICLE: Final = Flag.INCONSISTENT.value


@dataclass(frozen=True, slots=True)
class Recalled:
    """An article's pairs with what people made of the same sentences elsewhere."""

    pairs: tuple[Pair, ...]
    """The pairs; their keys are still those for the machine's English."""
    places: frozenset[str]
    """Those whose English is now a person's (see `place_of`)."""


def recall(
    memories: Memories,
    name: str,
    pairs: Sequence[Pair],
    digest: str,
    rejected: Collection[str] = (),
) -> Recalled:
    """Return `pairs` with the English that people gave to the same sentences, and with hints.

    Args:
        memories: Where to look.
        name: The article's output name.
        pairs: Its pairs, with the machine's English.
        digest: Translation digest of the machine's texts.
        rejected: Places where a person went back to the machine's English: what the memory holds
            of this very article no longer counts there.

    Raises:
        MemoryFileError: a memory cannot be read.
    """
    found = memories.look_up(queries(pairs), digest)
    places, recalled = set(), []
    for pair, one in zip(pairs, found, strict=True):
        place = place_of(pair.key)
        if isinstance(one, Match) and one.document == name and place in rejected:
            recalled.append(pair)
            continue
        recalled.append(_with(pair, one))
        if isinstance(one, Match) and one.origin != "mt":
            places.add(place)
    machine = [number for number, pair in enumerate(recalled) if pair.origin == "mt"]
    hints = memories.hints([recalled[number].it for number in machine])
    for number, hint in zip(machine, hints, strict=True):
        recalled[number] = _with_hint(recalled[number], hint)
    return Recalled(tuple(recalled), frozenset(places))


def queries(pairs: Sequence[Pair]) -> list[Query]:
    """Return what to ask a memory for an article's pairs."""
    texts = ["", *(pair.it for pair in pairs)]
    return [Query(pair.it, before) for pair, before in zip(pairs, texts, strict=False)]


def units_of(
    name: str, pairs: Sequence[Pair], digest: str, own: Collection[str]
) -> list[MemoryUnit]:
    """Return what a memory shall keep of an article: the machine's texts, and its own edits.

    Args:
        name: The article's output name.
        pairs: Its pairs.
        digest: Translation digest of the machine's texts; none are kept where it is empty.
        own: Places whose English a person made in this article.
    """
    texts = ["", *(pair.it for pair in pairs), ""]
    units = []
    for number, pair in enumerate(pairs):
        unit = MemoryUnit(
            it=pair.it,
            en=pair.en,
            origin=pair.origin,
            previous=texts[number],
            next=texts[number + 2],
            document=name,
            key=pair.key,
        )
        if pair.origin != "mt":
            if place_of(pair.key) in own:
                units.append(unit)
        elif digest and pair.score is not None:
            flags = tuple(flag for flag in without_memory(pair.flags) if flag != _OF_THE_ARTICLE)
            units.append(replace(unit, digest=digest, score=pair.score, flags=flags))
    return units


def without_memory(flags: Sequence[str]) -> tuple[str, ...]:
    """Return a pair's flags without those that a memory gave it."""
    return tuple(flag for flag in flags if flag not in _OF_THE_MEMORY)


def _with(pair: Pair, found: Found) -> Pair:
    if isinstance(found, Ambiguous):
        flags = tuple(sorted({*pair.flags, Flag.AMBIGUOUS.value}))
        return replace(pair, flags=flags)
    if isinstance(found, Match) and found.origin != "mt":
        return replace(pair, en=found.en, origin=found.origin, score=None, flags=())
    return pair


def _with_hint(pair: Pair, hint: Hint | None) -> Pair:
    if hint is None:
        return pair
    flags = {*pair.flags, Flag.HINT_REPAIRED.value} if hint.repaired else {*pair.flags}
    return replace(
        pair, hint=hint.text, hint_score=round(hint.score, 3), flags=tuple(sorted(flags))
    )
