"""Candidates: what may become a sentence's translation, and which of them is the best."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.checks import Flag, find_doubts, severity
from pipeline.glossary import Match
from pipeline.lengths import Part
from pipeline.preparation import Prepared
from pipeline.term_repair import repaired
from pipeline.terms import honoured, substituted

# What the decoding itself tells; all other doubts are found anew in each candidate.
_OF_DECODING: Final = frozenset({Flag.SPLIT, Flag.CUT_OFF, Flag.PROTECTED})
_PRIVATE: Final = 0xE000
"""First of the characters that no article has a use for (Unicode's private use area)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may become a sentence's translation, or a part of it."""

    text: str
    """The English."""
    score: float
    """Mean log-probability a piece, the end mark included."""
    pieces: int
    """Pieces that the score is the mean of; 0 where no model was asked."""
    flags: frozenset[Flag] = field(default=frozenset())
    """What is doubtful about it."""

    def rank(self) -> tuple[int, float]:
        """Return a key by which the best candidate is the least."""
        return severity(self.flags), -self.score


def choose(
    prepared: Prepared, candidates: Sequence[Candidate], terms: Sequence[Match]
) -> Candidate:
    """Return the candidate with the least grave doubts, among equals the likeliest."""
    judged = []
    # With the user's terms in it, so that no check takes them for a mistake.
    italian = prepared.unprotected(substituted(prepared.italian, terms))
    for one in candidates:
        flags = set((one.flags & _OF_DECODING) | prepared.flags)
        flags |= find_doubts(italian, prepared.unprotected(one.text), one.score)
        if not all(honoured(term, one.text) for term in terms):
            flags.add(Flag.GLOSSARY)
        judged.append(replace(one, flags=frozenset(flags)))
    return min(judged, key=Candidate.rank)


def with_terms_repaired(
    candidates: Sequence[Candidate], prepared: Prepared, terms: Sequence[Match]
) -> list[Candidate]:
    """Return the candidates, and those of them into which the terms could be put."""
    better = []
    for one in candidates:
        # What must not change is out of reach of the repair.
        text, hidden = one.text, {}
        for number, item in enumerate(prepared.protected):
            hidden[chr(_PRIVATE + number)] = item.english
            text = text.replace(item.english, chr(_PRIVATE + number))
        repair = repaired(text, terms, prepared.italian)
        if repair is not None:
            for sign, english in hidden.items():
                repair = repair.replace(sign, english)
            better.append(replace(one, text=repair))
    return [*candidates, *better]


def join(parts: Sequence[Part], decoded: dict[str, Candidate]) -> Candidate:
    """Put a sentence translated in parts together; a part without a letter stands as it is."""
    outcomes = [decoded.get(part.text, Candidate(part.text, 0.0, 0)) for part in parts]
    texts = [
        _continued(part.text, outcome.text) + part.trailing if outcome.text else ""
        for part, outcome in zip(parts, outcomes, strict=True)
    ]
    whole = mean(outcomes)
    return replace(whole, text="".join(texts).strip(), flags=whole.flags | {Flag.SPLIT})


def _continued(italian: str, english: str) -> str:
    """Return the English of a part without a capital that only a sentence's beginning has."""
    word = english.split(maxsplit=1)[0]
    lower = word[0].lower() + word[1:]
    if not italian[0].islower() or not lower.islower() or word in italian.split() or word == "I":
        return english
    return lower + english[len(word) :]


def mean(parts: Sequence[Candidate]) -> Candidate:
    """Return the score that counts each part by its pieces, with the flags of all; no text."""
    pieces = sum(part.pieces for part in parts)
    score = sum(part.score * part.pieces for part in parts) / max(1, pieces)
    return Candidate("", score, pieces, frozenset().union(*(part.flags for part in parts)))
