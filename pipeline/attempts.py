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
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from pipeline.candidates import Candidate, choose, join, mean, with_terms_repaired
from pipeline.checks import Flag
from pipeline.decoder import Hypothesis, Outcome, Request, Search, Tokenizer
from pipeline.errors import BrokenModelError
from pipeline.glossary import Glossary, Match
from pipeline.lengths import split_to_fit
from pipeline.letters import has_letter
from pipeline.pool import Steps, together
from pipeline.preparation import Prepared, prepare
from pipeline.protect import Protected, find_numbers, in_english
from pipeline.terms import rendering, substituted

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

# Anything but letters, digits, and marks that belong to what follows: quotes, brackets, currency,
# signs of numbers, hashtags and handles, inverted marks.
_LEADING_SIGNS: Final = re.compile(
    r"(?:[^\w\s\"'“”‘’«»‹›„(\[{$€£¥#@&%+−/\\.<>=~¿¡_`-]|-(?=\s))+\s*(?=\S)"
)
# Pictures and signs that no sentence needs, such as emoji, and white space among them.
_SIGN: Final = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]")
_CORE: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)


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
    search_again: Search | None = None
    """What second attempts vary; by default `search`."""

    def steps(self, source: Source) -> Steps[Translation]:
        """Translate a sentence.

        Raises:
            BrokenModelError: the model fails on what others translate.
        """
        start, end = (0, len(source.text)) if self.bare else _without_signs(source.text)
        body = source.text[start:end]
        if not has_letter(body):
            return Translation(source.text if self.bare else in_english(source.text), None)
        if self.bare:
            best = (yield from self._decode(body, self.search, MAX_SOURCE_PIECES))[0]
        else:
            code = tuple((begin - start, stop - start) for begin, stop in source.code)
            best = yield from self._translate(body, code)
        if not best.text:
            return Translation(source.text, None, (Flag.UNTRANSLATED,))
        text = source.text[:start] + best.text + source.text[end:]
        score = best.score if best.pieces else None
        return Translation(text, score, tuple(sorted(best.flags)))

    def _translate(self, body: str, code: tuple[tuple[int, int], ...]) -> Steps[Candidate]:
        prepared = prepare(body, code)
        if prepared.all_protected():
            whole = yield from self._around(prepared, self.search, MAX_SOURCE_PIECES)
            return replace(whole, flags=frozenset())
        found = self.glossary.terms_in(prepared.italian) if self.glossary else ()
        terms = [term for term in found if not prepared.overlaps(term.start, term.end)]
        candidates = yield from self._attempt(prepared, self.search, MAX_SOURCE_PIECES)
        best = choose(prepared, candidates, terms)
        for way in self._other_ways(prepared, best):
            if not best.flags & _WORTH_ANOTHER:
                break
            best = choose(prepared, [best, *(yield from way)], terms)
        if Flag.GLOSSARY in best.flags:
            best = yield from self._with_terms(prepared, best, terms)
        return replace(best, text=prepared.finish(best.text))

    def _other_ways(self, prepared: Prepared, first: Candidate) -> Iterator[Steps[list[Candidate]]]:
        """Yield other ways of decoding a sentence whose first translation is doubtful."""
        numbers = find_numbers(prepared.italian) if Flag.NUMBER in first.flags else ()
        if numbers:
            yield self._all([prepared.hiding(numbers)])
        again = self._second_search()
        wide = replace(again, beam_size=WIDE_BEAM, hypotheses=WIDE_BEAM // 2)
        if first.flags & _LOOPS:
            wide = replace(wide, no_repeat_ngram=LONGEST_REPEAT)
        yield self._attempt(prepared, wide, MAX_SOURCE_PIECES)
        pieces = self._count(prepared.text)
        # A name that is garbled in the whole sentence is garbled in its half as well.
        if pieces > 1 and first.flags & _WORTH_ANOTHER != {Flag.NAME}:
            yield self._attempt(prepared, again, max(SHORTEST_PART, pieces // 2 + 1))

    def _with_terms(
        self, prepared: Prepared, best: Candidate, terms: Sequence[Match]
    ) -> Steps[Candidate]:
        """Bring the glossary's terms into a translation that lacks some.

        Terms that stay Italian are hidden from the model, and a word for the others is replaced in
        what it gives; only where that cannot be done safely is the model given the English terms,
        to copy them, or nothing but placeholders.
        """
        kept = [_hidden(prepared.italian, term) for term in terms if term.term.kept]
        ways = [prepared.hiding(kept)] if kept else []
        candidates = [best, *(yield from self._all(ways))]
        best = choose(prepared, with_terms_repaired(candidates, prepared, terms), terms)
        if Flag.GLOSSARY not in best.flags:
            return best
        ways = [prepared.hiding([_hidden(prepared.italian, term) for term in terms])]
        if not prepared.code:  # it would have to be found again
            ways.append(prepare(substituted(prepared.italian, terms)))
        again = yield from self._all(ways)
        return choose(prepared, [best, *again], terms)

    def _all(self, ways: Sequence[Prepared]) -> Steps[list[Candidate]]:
        """Decode a sentence in several preparations."""
        search = self._second_search()
        found = yield from together(
            [self._attempt(way, search, MAX_SOURCE_PIECES, optional=True) for way in ways]
        )
        return list(chain.from_iterable(found))

    def _second_search(self) -> Search:
        return replace(self.search_again or self.search, padding=SECOND_PADDING)

    def _attempt(
        self, prepared: Prepared, search: Search, limit: int, *, optional: bool = False
    ) -> Steps[list[Candidate]]:
        """Return what the model makes of a sentence, with what was prepared undone.

        Nothing where it is `optional` and a protected text was lost.
        """
        for masked in prepared.maskings():
            decoded = yield from self._decode(masked.text, search, limit)
            restored = [(one, prepared.restore(one.text, masked)) for one in decoded]
            candidates = [replace(one, text=text) for one, text in restored if text is not None]
            if candidates:
                return candidates
        if optional:
            return []
        return [(yield from self._around(prepared, search, limit))]

    def _around(self, prepared: Prepared, search: Search, limit: int) -> Steps[Candidate]:
        """Translate what stands between texts that must not change, and put it together."""
        pieces = prepared.pieces()
        asked = [piece for piece in pieces if isinstance(piece, str) and has_letter(piece)]
        # The marks at a piece's ends belong to what is protected as well, and stay as they are.
        # One hypothesis of each: there is no telling which go together.
        search = replace(search, hypotheses=1)
        decoded = yield from together(
            [self._decode(_core(piece), search, limit) for piece in asked]
        )
        english = {
            piece: piece.replace(_core(piece), one.text, 1)
            for piece, (one,) in zip(asked, decoded, strict=True)
        }
        text = "".join(
            english.get(piece, piece) if isinstance(piece, str) else piece.english
            for piece in pieces
        )
        whole = mean([one for (one,) in decoded])
        flags = whole.flags | {Flag.PROTECTED}
        return replace(whole, text=prepared.reopen(text).strip(), flags=flags)

    def _decode(self, text: str, search: Search, limit: int) -> Steps[list[Candidate]]:
        """Return the best hypotheses for a text, or one joined from its parts."""
        parts = split_to_fit(text, self._count, limit)
        asked = [part.text for part in parts if has_letter(part.text)]
        if len(parts) > 1:  # the best of each part is all that can be joined
            search = replace(search, hypotheses=1)
        requests = [Request(tuple(self.tokenizer.encode(part)), search) for part in asked]
        outcomes = yield requests
        decoded = yield from together(
            [
                self._candidates(part, request, outcome)
                for part, request, outcome in zip(asked, requests, outcomes, strict=True)
            ]
        )
        if len(parts) == 1:
            return decoded[0]
        return [join(parts, dict(zip(asked, (many[0] for many in decoded), strict=True)))]

    def _candidates(self, text: str, request: Request, outcome: Outcome) -> Steps[list[Candidate]]:
        if outcome is None:
            half = max(1, len(request.source) // 2)
            if len(split_to_fit(text, self._count, half)) == 1:
                raise BrokenModelError(self.model, "it has no position for a single word")
            return (yield from self._decode(text, request.search, half))
        if self.unknown in outcome[0].pieces:
            # Argos copies the source piece that the unknown one looks at.
            search = replace(request.search, hypotheses=1, replace_unknowns=True, mapped=False)
            (again,) = yield [Request(request.source, search)]
            outcome = again or outcome
        return [self._candidate(one) for one in outcome]

    def _candidate(self, hypothesis: Hypothesis) -> Candidate:
        text = self.tokenizer.decode(list(hypothesis.pieces)).strip()
        flags = frozenset({Flag.CUT_OFF} if hypothesis.cut_off else ())
        return Candidate(text, hypothesis.score, hypothesis.length, flags)

    def _count(self, text: str) -> int:
        return len(self.tokenizer.encode(text))


def _without_signs(text: str) -> tuple[int, int]:
    """Return where a sentence begins and ends without the signs at its ends."""
    before = _LEADING_SIGNS.match(text)
    start, end = before.end() if before else 0, len(text)
    while end > start and _SIGN.match(text, end - 1):
        end -= 1
    return start, end


def _hidden(italian: str, term: Match) -> Protected:
    """Return a glossary's term as text that the model does not see."""
    before = italian[: term.start].split()[-1:] or [""]
    english = rendering(term, before=before[0].lower())
    return Protected(term.start, term.end, term.surface, "term", english)


def _core(text: str) -> str:
    """Return `text` from its first word to its last."""
    found = _CORE.search(text)
    return found[0] if found else text
