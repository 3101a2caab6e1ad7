"""From counts to the five likeliest translations of a form, cleaned of the aligner's noise."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from training.lexicon.morphology import FUNCTION_WORDS, Reading

MOST_SENSES: Final = 5
LEAST_PROBABILITY: Final = 0.03
LEMMA_WEIGHT: Final = 3.0
"""Occurrences that the translations of a form's other forms are worth."""
DICTIONARY_WEIGHT: Final = 3.0
"""Occurrences that a dictionary's translations are worth."""
LEAST_COUNT: Final = 1.5
"""Weighted occurrences below which a translation that no dictionary knows is taken for noise."""
LEAST_SHARE: Final = 0.0005
"""Share of an English word's occurrences below which a link to it is taken for noise."""

ENGLISH_FUNCTION_WORDS: Final = frozenset(
    """
    a an the of to in on at by for from with and or but that this these those which who whom whose
    it its he him his she her they them their we us our you your i me my is are was were be been
    being has have had do does did will would can could shall should may might must 's 're 've 'd
    'll 'm
    """.split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of what words stand for."""

    forms: Mapping[str, Counter[str]]
    """Weighted counts of translations by form."""
    lemmas: Mapping[Reading, Counter[str]]
    """The same by part of speech and lemma, over all their forms."""
    dictionary: Mapping[str, Counter[str]]
    """Translations that dictionaries give, by headword."""
    english: Mapping[str, float]
    """Weighted occurrences of each translation."""
    readings: Mapping[str, list[Reading]]
    """Parts of speech and lemmas of each form."""


def gather(
    forms: Mapping[str, Counter[str]],
    readings: Mapping[str, list[Reading]],
    dictionary: Iterable[tuple[str, str]],
) -> Evidence:
    """Return the evidence of counted forms, their readings, and pairs of dictionaries."""
    lemmas: defaultdict[Reading, Counter[str]] = defaultdict(Counter)
    english: Counter[str] = Counter()
    for form, counts in forms.items():
        english.update(counts)
        for reading in readings.get(form, []):
            lemmas[reading].update(counts)
    entries: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for it, en in dictionary:
        entries[it][en] += 1
    return Evidence(forms, lemmas, entries, english, readings)


def order_readings(form: str, evidence: Evidence) -> list[Reading]:
    """Return the readings of `form`, the one whose lemma is seen most by its own name first."""
    readings = evidence.readings.get(form, [])

    def occurrences(reading: Reading) -> float:
        return sum(evidence.lemmas.get(reading, Counter()).values())

    return sorted(readings, key=lambda reading: (reading[1] != form, -occurrences(reading)))


def senses_of(form: str, evidence: Evidence) -> list[tuple[str, float]]:
    """Return at most five translations of `form` with their probabilities."""
    own = evidence.forms.get(form, Counter())
    scores: Counter[str] = Counter(own)
    readings = order_readings(form, evidence)
    known = Counter(evidence.dictionary.get(form, Counter()))
    for reading in readings:
        _add_share(scores, evidence.lemmas.get(reading, Counter()), LEMMA_WEIGHT / len(readings))
        known.update(evidence.dictionary.get(reading[1], Counter()))
    _add_share(scores, known, DICTIONARY_WEIGHT)
    grammatical = not readings or any(part in FUNCTION_WORDS for part, _ in readings)
    kept = {
        text: score
        for text, score in scores.items()
        if (grammatical or not _is_grammatical(text))
        and (text in known or _is_supported(text, own, scores, evidence))
    }
    total = sum(kept.values())
    ranked = sorted(kept.items(), key=lambda item: (-item[1], item[0]))[:MOST_SENSES]
    return [(text, s / total) for text, s in ranked if s / total >= LEAST_PROBABILITY]


def _add_share(scores: Counter[str], counts: Counter[str], weight: float) -> None:
    total = sum(counts.values())
    for text, count in counts.items():
        scores[text] += weight * count / total  # type: ignore[assignment] # scores are weighted


def _is_grammatical(text: str) -> bool:
    return all(word in ENGLISH_FUNCTION_WORDS for word in text.lower().split(" "))


def _is_supported(text: str, own: Counter[str], scores: Counter[str], evidence: Evidence) -> bool:
    """Tell whether a translation that no dictionary knows is more than an aligner's slip."""
    if scores[text] < LEAST_COUNT and own[text] < LEAST_COUNT:
        return False
    return scores[text] >= LEAST_SHARE * evidence.english.get(text, 0.0)
