"""All checks of one sentence, one after the other."""

from typing import Final

from pipeline.checks.flags import Flag
from pipeline.checks.language import is_copied, is_not_english
from pipeline.checks.length import length_out_of_range
from pipeline.checks.names import names_differ
from pipeline.checks.numbers import numbers_differ
from pipeline.checks.repetition import repeats
from pipeline.checks.words import Words
from pipeline.letters import has_letter

LOW_SCORE: Final = -0.75
"""Mean log-probability a piece below which a translation is doubted: 3 in 100 of FLORES dev with
the bundled model."""


_REPLACEMENT: Final = "\ufffd"
"""What decoders write for bytes that are no character."""


def doubts(italian: str, english: str, score: float | None) -> frozenset[Flag]:
    """Return what `pipeline.checks.find_doubts` returns."""
    if not has_letter(english):
        return frozenset({Flag.UNTRANSLATED} if has_letter(italian) else ())
    source, target = Words(italian), Words(english)
    found = {
        Flag.REPETITION: repeats(source, target),
        Flag.LENGTH: length_out_of_range(italian, english),
        Flag.NUMBER: numbers_differ(italian, english),
        Flag.NAME: names_differ(source, target),
        Flag.COPIED: is_copied(source, target),
        Flag.NOT_ENGLISH: is_not_english(source, target) or _garbled(italian, english),
        Flag.LOW_SCORE: score is not None and score < LOW_SCORE,
    }
    return frozenset(flag for flag, doubted in found.items() if doubted)


def _garbled(italian: str, english: str) -> bool:
    return _REPLACEMENT in english and _REPLACEMENT not in italian
