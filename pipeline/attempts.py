"""How one sentence is translated: decoded, checked, and where it is doubtful decoded otherwise.

Written as generators for the `pool`: they yield requests and are sent the outcomes. The order of
things for a sentence:

1.  Signs at its ends, such as dialogue dashes, bullets and emoji, are not shown to the model.
2.  The rest is prepared (`preparation`): capitals, a missing full stop, texts that must not change.
3.  It is decoded, in parts where it is longer than a model takes, and what was prepared is undone.
    A text that must not change and did not come back exactly once is translated around.
4.  The checks are asked (`checks`), and the glossary (`terms`).
5.  Where they doubt, the sentence is decoded in other ways, and the candidate with the least grave
    doubts wins; among equals the one that the model finds likeliest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from pipeline.checks import Flag, find_doubts, severity
from pipeline.decoder import Hypothesis, Outcome, Request, Search, Tokenizer
from pipeline.errors import BrokenModelError
from pipeline.glossary import Glossary, Match
from pipeline.lengths import Part, split_to_fit
from pipeline.pool import Steps, together
from pipeline.preparation import Prepared, has_letter, prepare
from pipeline.protect import Protected, find_numbers
from pipeline.term_repair import repaired
from pipeline.terms import honoured, rendering, substituted

MAX_SOURCE_PIECES: Final = 100
"""Longer sentences are translated in parts: packages name no limit, ours fails at 255."""
WIDE_BEAM: Final = 8
"""Hypotheses kept at each step where a sentence is decoded again."""
SECOND_PADDING: Final = 16
"""Padding of second attempts, which are few: batches of one would cost twice as much."""
SHORTEST_PART: Final = 8
"""Pieces of the shortest part that a sentence is cut into to be decoded again."""
LONGEST_REPEAT: Final = 3
"""Pieces of a sequence that may stand once only where a first translation went round in circles."""

# Doubts that decoding again may remove. Capitals and unsure models stay what they are.
_WORTH_ANOTHER: Final = frozenset(
    {
        Flag.UNTRANSLATED,
        Flag.REPETITION,
        Flag.LENGTH,
        Flag.CUT_OFF,
        Flag.NUMBER,
        Flag.NAME,
        Flag.COPIED,
        Flag.NOT_ENGLISH,
    }
)
_LOOPS: Final = frozenset({Flag.REPETITION, Flag.CUT_OFF, Flag.LENGTH})
# What the decoding itself tells; all other doubts are found anew in each candidate.
_OF_DECODING: Final = frozenset({Flag.SPLIT, Flag.CUT_OFF, Flag.PROTECTED})

# Anything but letters, digits, and marks that belong to what follows: quotes, brackets, currency,
# signs of numbers, hashtags and handles, inverted marks.
_LEADING_SIGNS: Final = re.compile(
    r"(?:[^\w\s\"'“”‘’«»‹›„(\[{$€£¥#@&%+−/\\.<>=~¿¡_`-]|-(?=\s))+\s*(?=\S)"
)
# Pictures and signs that no sentence needs, such as emoji, behind the last mark.
_TRAILING_SIGNS: Final = re.compile(r"\s*[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]+$")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence to be translated."""

    text: str
    """The sentence; clean text."""
    code: tuple[tuple[int, int], ...] = ()
    """Stretches, in code points, that are code and must not change."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence."""

    text: str
    """The English."""
    score: float | None
    """Mean log-probability a piece, the end mark included; None where no model was asked."""
    flags: tuple[Flag, ...] = ()
    """What is doubtful about it, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float
    pieces: int
    flags: frozenset[Flag] = field(default=frozenset())

    def rank(self) -> tuple[int, float]:
        """Return a key by which the best candidate is the least."""
        return severity(self.flags), -self.score


@dataclass(frozen=True, slots=True)
class Attempts:
    """What the translations of all sentences have in common."""

    tokenizer: Tokenizer
    """The model's own."""
    unknown: str
    """The vocabulary's piece for what it does not know."""
    model: str
    """The model's name, for messages."""
    search: Search
    """How a sentence is decoded first."""
    glossary: Glossary | None = None
    """The user's terms."""
    bare: bool = False
    """Leave out preparation, checks and second attempts: what the model gives by itself."""

    def steps(self, source: Source) -> Steps[Translation]:
        """Translate a sentence.

        Raises:
            BrokenModelError: the model fails on what others translate.
        """
        before = _LEADING_SIGNS.match(source.text)
        start = before.end() if before else 0
        behind = _TRAILING_SIGNS.search(source.text, start)
        end = behind.start() if behind else len(source.text)
        body = source.text[start:end]
        if not has_letter(body):
            return Translation(source.text, None)
        if self.bare:
            best = (yield from self._decode(body, self.search, MAX_SOURCE_PIECES))[0]
        else:
            code = tuple((begin - start, stop - start) for begin, stop in source.code)
            best = yield from self._translate(body, code)
        if not best.text:
            return Translation(source.text, None, (Flag.UNTRANSLATED,))
        if not best.pieces:
            return Translation(source.text[:start] + best.text + source.text[end:], None)
        text = source.text[:start] + best.text + source.text[end:]
        return Translation(text, best.score, tuple(sorted(best.flags)))

    def _translate(self, body: str, code: tuple[tuple[int, int], ...]) -> Steps[_Candidate]:
        prepared = prepare(body, code)
        if prepared.all_protected():
            whole = yield from self._around(prepared, self.search, MAX_SOURCE_PIECES)
            return replace(whole, flags=frozenset())
        terms = self.glossary.terms_in(prepared.italian) if self.glossary else ()
        candidates = yield from self._attempt(prepared, self.search, MAX_SOURCE_PIECES)
        best = _best(prepared, candidates, terms)
        if best.flags & _WORTH_ANOTHER:
            again = yield from together(list(self._other_ways(prepared, code, best)))
            best = _best(prepared, [best, *chain.from_iterable(again)], terms)
        if Flag.GLOSSARY in best.flags:
            best = yield from self._with_terms(prepared, code, best, terms)
        return replace(best, text=prepared.finish(best.text))

    def _other_ways(
        self, prepared: Prepared, code: tuple[tuple[int, int], ...], first: _Candidate
    ) -> Iterator[Steps[list[_Candidate]]]:
        """Yield other ways of decoding a sentence whose first translation is doubtful."""
        wide = replace(
            self.search, beam_size=WIDE_BEAM, hypotheses=WIDE_BEAM // 2, padding=SECOND_PADDING
        )
        if first.flags & _LOOPS:
            wide = replace(wide, no_repeat_ngram=LONGEST_REPEAT)
        yield self._attempt(prepared, wide, MAX_SOURCE_PIECES)
        pieces = self._count(prepared.text)
        if pieces > 1:
            narrow = replace(self.search, padding=SECOND_PADDING)
            yield self._attempt(prepared, narrow, max(SHORTEST_PART, pieces // 2 + 1))
        if Flag.NUMBER in first.flags:
            numbers = find_numbers(prepared.italian)
            if numbers:
                yield self._all([prepare(prepared.italian, code, numbers)])

    def _with_terms(
        self,
        prepared: Prepared,
        code: tuple[tuple[int, int], ...],
        best: _Candidate,
        terms: Sequence[Match],
    ) -> Steps[_Candidate]:
        """Bring the glossary's terms into a translation that lacks some.

        Terms that stay Italian are hidden from the model, and a word for the others is replaced in
        what it gives; only where that cannot be done safely is the model given the English terms,
        to copy them, or nothing but placeholders.
        """
        kept = [_hidden(prepared.italian, term) for term in terms if term.term.kept]
        ways = [prepare(prepared.italian, code, kept)] if kept else []
        candidates = [best, *(yield from self._all(ways))]
        best = _best(prepared, _repaired(candidates, prepared, terms), terms)
        if Flag.GLOSSARY not in best.flags:
            return best
        ways = [prepare(prepared.italian, code, [_hidden(prepared.italian, t) for t in terms])]
        if not code:  # it would have to be found again
            ways.append(prepare(substituted(prepared.italian, terms)))
        again = yield from self._all(ways)
        return _best(prepared, [best, *again], terms)

    def _all(self, ways: Sequence[Prepared]) -> Steps[list[_Candidate]]:
        """Decode a sentence in several preparations."""
        search = replace(self.search, padding=SECOND_PADDING)
        found = yield from together([self._attempt(way, search, MAX_SOURCE_PIECES) for way in ways])
        return list(chain.from_iterable(found))

    def _attempt(self, prepared: Prepared, search: Search, limit: int) -> Steps[list[_Candidate]]:
        """Return what the model makes of a sentence, with what was prepared undone."""
        for masked in prepared.maskings():
            decoded = yield from self._decode(masked.text, search, limit)
            restored = [(one, prepared.restore(one.text, masked)) for one in decoded]
            candidates = [replace(one, text=text) for one, text in restored if text is not None]
            if candidates:
                return candidates
        return [(yield from self._around(prepared, search, limit))]

    def _around(self, prepared: Prepared, search: Search, limit: int) -> Steps[_Candidate]:
        """Translate what stands between texts that must not change, and put it together."""
        pieces = prepared.pieces()
        asked = [piece for piece in pieces if isinstance(piece, str) and has_letter(piece)]
        # One hypothesis of each: there is no telling which go together.
        search = replace(search, hypotheses=1)
        decoded = yield from together(
            [self._decode(piece.strip(), search, limit) for piece in asked]
        )
        english = {
            piece: _spaced_like(piece, one.text)
            for piece, (one,) in zip(asked, decoded, strict=True)
        }
        text = "".join(
            english.get(piece, piece) if isinstance(piece, str) else piece.english
            for piece in pieces
        )
        whole = _mean([one for (one,) in decoded])
        flags = whole.flags | {Flag.PROTECTED}
        return replace(whole, text=prepared.reopen(text).strip(), flags=flags)

    def _decode(self, text: str, search: Search, limit: int) -> Steps[list[_Candidate]]:
        """Return the best hypotheses for a text, or one joined from its parts."""
        parts = split_to_fit(text, self._count, limit)
        asked = [part.text for part in parts if has_letter(part.text)]
        if len(parts) > 1:  # the best of each part is all that can be joined
            search = replace(search, hypotheses=1)
        sources = [tuple(self.tokenizer.encode(part)) for part in asked]
        outcomes = yield [Request(source, search) for source in sources]
        decoded = yield from together(
            [
                self._candidates(part, request, outcome)
                for part, request, outcome in zip(
                    asked, [Request(source, search) for source in sources], outcomes, strict=True
                )
            ]
        )
        if len(parts) == 1:
            return decoded[0]
        return [_join(parts, dict(zip(asked, (many[0] for many in decoded), strict=True)))]

    def _candidates(self, text: str, request: Request, outcome: Outcome) -> Steps[list[_Candidate]]:
        if outcome is None:
            half = max(1, len(request.source) // 2)
            if len(split_to_fit(text, self._count, half)) == 1:
                raise BrokenModelError(self.model, "it has no position for a single word")
            return (yield from self._decode(text, request.search, half))
        if self.unknown in outcome[0].pieces:
            # Argos copies the source piece that the unknown one looks at.
            search = replace(request.search, hypotheses=1, replace_unknowns=True)
            (again,) = yield [Request(request.source, search)]
            outcome = again or outcome
        return [self._candidate(one) for one in outcome]

    def _candidate(self, hypothesis: Hypothesis) -> _Candidate:
        text = self.tokenizer.decode(list(hypothesis.pieces)).strip()
        flags = frozenset({Flag.CUT_OFF} if hypothesis.cut_off else ())
        return _Candidate(text, hypothesis.score, hypothesis.length, flags)

    def _count(self, text: str) -> int:
        return len(self.tokenizer.encode(text))


def _best(
    prepared: Prepared, candidates: Sequence[_Candidate], terms: Sequence[Match]
) -> _Candidate:
    """Return the candidate with the least grave doubts, among equals the likeliest."""
    judged = []
    for one in candidates:
        flags = set((one.flags & _OF_DECODING) | prepared.flags)
        flags |= find_doubts(prepared.italian, one.text, one.score)
        if not all(honoured(term, one.text) for term in terms):
            flags.add(Flag.GLOSSARY)
        judged.append(replace(one, flags=frozenset(flags)))
    return min(judged, key=_Candidate.rank)


def _hidden(italian: str, term: Match) -> Protected:
    """Return a glossary's term as text that the model does not see."""
    before = italian[: term.start].split()[-1:] or [""]
    english = rendering(term, before=before[0].lower())
    return Protected(term.start, term.end, term.surface, "term", english)


def _repaired(
    candidates: Sequence[_Candidate], prepared: Prepared, terms: Sequence[Match]
) -> list[_Candidate]:
    """Return the candidates, and those of them into which the terms could be put."""
    texts = [repaired(one.text, terms, prepared.italian) for one in candidates]
    both = zip(candidates, texts, strict=True)
    return [*candidates, *(replace(one, text=text) for one, text in both if text is not None)]


def _spaced_like(italian: str, english: str) -> str:
    """Return `english` with the white space that `italian` has at its ends."""
    inner = italian.strip()
    before, _, after = italian.partition(inner)
    return before + english + after


def _join(parts: Sequence[Part], decoded: dict[str, _Candidate]) -> _Candidate:
    """Put a sentence translated in parts together; a part without a letter stands as it is."""
    outcomes = [decoded.get(part.text, _Candidate(part.text, 0.0, 0)) for part in parts]
    texts = [
        outcome.text + part.trailing if outcome.text else ""
        for part, outcome in zip(parts, outcomes, strict=True)
    ]
    whole = _mean(outcomes)
    return replace(whole, text="".join(texts).strip(), flags=whole.flags | {Flag.SPLIT})


def _mean(parts: Sequence[_Candidate]) -> _Candidate:
    """Return the score that counts each part by its pieces, with the flags of all; no text."""
    pieces = sum(part.pieces for part in parts)
    score = sum(part.score * part.pieces for part in parts) / max(1, pieces)
    return _Candidate("", score, pieces, frozenset().union(*(part.flags for part in parts)))
