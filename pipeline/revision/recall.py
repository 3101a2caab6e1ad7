"""What translation memories know of an article's sentences, put onto its pairs."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from pipeline.article import Pair
from pipeline.checks import Flag
from pipeline.keys import check_code, place_of
from pipeline.memory.fuzzy import Hint
from pipeline.memory.look_up import Ambiguous, Found, Match, Query
from pipeline.memory.memories import Memories
from pipeline.memory.units import MemoryUnit, normalised
from pipeline.record import Record
from pipeline.revision.revised import Revised

_OF_THE_MEMORY: Final = frozenset({Flag.AMBIGUOUS.value, Flag.HINT_REPAIRED.value})
_OF_THE_ARTICLE: Final = Flag.INCONSISTENT.value


def recall(
    memories: Memories,
    pairs: Sequence[Pair],
    digest: str,
    refused: Collection[tuple[str, str]] = (),
) -> tuple[Pair, ...]:
    """Return `pairs` with the English that people gave to the same sentences, and with hints.

    Their keys are still those for the machine's English.

    Args:
        memories: Where to look.
        pairs: The article's pairs, with the machine's English.
        digest: Translation digest of the machine's texts.
        refused: Places where a person went back to the machine's English, each with the check
            code (see `keys`) of an English that does not count there.

    Raises:
        MemoryFileError: a memory cannot be read.
    """
    found = memories.look_up(queries(pairs), digest)
    recalled = [
        pair if _is_refused(pair, one, refused) else _with(pair, one)
        for pair, one in zip(pairs, found, strict=True)
    ]
    machine = [number for number, pair in enumerate(recalled) if pair.origin == "mt"]
    hints = memories.hints([recalled[number].it for number in machine])
    for number, hint in zip(machine, hints, strict=True):
        recalled[number] = _with_hint(recalled[number], hint)
    return tuple(recalled)


def _is_refused(pair: Pair, found: Found, refused: Collection[tuple[str, str]]) -> bool:
    return isinstance(found, Match) and (place_of(pair.key), check_code(found.en)) in refused


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


def own_places(record: Record) -> frozenset[str]:
    """Return the places whose English a person made in an article, as its record has it."""
    human = (place_of(pair.key) for pair in record.pairs if pair.origin != "mt")
    return frozenset(human) - frozenset(record.recalled)


def moved_units(before: Record, revised: Revised) -> list[MemoryUnit]:
    """Return what a memory holds of an article where its sentences no longer stand.

    Only of sentences whose text went along to another place in the article: a memory keeps what
    is gone from its article.

    Args:
        before: The article's record of the last run.
        revised: What people have made of it since.
    """
    now = units_of(before.name, revised.pairs, "", revised.own)
    sentences = {normalised(unit.it) for unit in now}
    places = {_context(query.it, query.previous) for query in queries(revised.pairs)}
    there = own_places(before) - revised.orphaned
    return [
        unit
        for unit in units_of(before.name, before.pairs, "", there)
        if normalised(unit.it) in sentences and _context(unit.it, unit.previous) not in places
    ]


def _context(italian: str, previous: str | None) -> tuple[str, str]:
    return normalised(italian), normalised(previous or "")


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
