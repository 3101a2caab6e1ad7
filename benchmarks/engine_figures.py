"""What the contestants of the engine's benchmark did, as figures; nothing here measures."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from benchmarks.engine_input import sentences_of
from benchmarks.engine_process import Process
from benchmarks.evaluation_set import read_lines

RATIOS: Final = (
    ("run", "stock"),
    ("run", "stock-split"),
    ("run", "argonaut"),
    ("run", "argonaut-split"),
    ("run", "libretranslate"),
    ("run", "libretranslate-split"),
    ("run", "raw"),
    ("bare", "raw"),
    ("engine", "raw"),
    ("engine", "bare"),
    ("fast", "engine"),
    ("fast", "run"),
)
"""Whose speed is divided by whose, where both took part."""

REFERENCE: Final = "stock-split"
"""Translates the whole batch as Argos Translate does: what the others are compared with."""


@dataclass(slots=True)
class Rounds:
    """What one contestant did, round by round."""

    speeds: list[float] = field(default_factory=list)
    """Source words a second."""
    processes: list[Process] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)
    """The English of each sentence."""
    documents: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The English of the article with these sentences, from programs that tell no more."""
    first_pages: list[float] = field(default_factory=list)
    """Seconds until the first of all pages was written."""


def spread(values: Iterable[float]) -> dict[str, float]:
    """Return median, least and greatest."""
    values = list(values)
    middle = statistics.median(values)
    return {
        "median": round(middle, 3),
        "least": round(min(values), 3),
        "most": round(max(values), 3),
    }


def ratios(table: Mapping[str, Rounds]) -> dict[str, dict[str, float]]:
    """Return how many times as fast one contestant is as another, round by round."""
    return {
        f"{ours} / {other}": spread(
            mine / theirs
            for mine, theirs in zip(table[ours].speeds, table[other].speeds, strict=True)
        )
        for ours, other in RATIOS
        if ours in table and other in table
    }


def identical(row: Rounds, reference: Mapping[str, str]) -> float:
    """Return the share of sentences with the reference's English, underscores being spaces.

    Where a program gives articles as a whole, the share of which it holds the reference's English.
    """
    same = [
        _plain(english) == _plain(reference[text]) for text, english in row.translations.items()
    ]
    for sentences, english in row.documents.items():
        whole = _plain(english)
        same += [_plain(reference[text]) in whole for text in sentences]
    return round(statistics.mean(same), 4)


def _plain(english: str) -> str:
    return " ".join(english.replace("_", " ").split())


def bleu(translations: Mapping[str, str]) -> dict[str, float]:
    """Return BLEU on those lines of the evaluation set whose sentences were all translated."""
    import sacrebleu  # noqa: PLC0415 - its memory would count as that of the contestants

    lines = [
        (" ".join(translations[part] for part in parts), english)
        for parts, english in zip(
            map(sentences_of, read_lines("it")), read_lines("en"), strict=True
        )
        if all(part in translations for part in parts)
    ]
    hypotheses, references = zip(*lines, strict=True)
    score = sacrebleu.BLEU().corpus_score(list(hypotheses), [list(references)]).score
    return {"bleu": round(score, 2), "lines": len(lines)}


def summary(table: Mapping[str, Rounds], samples: Iterable[str]) -> dict[str, Any]:
    """Return the contestants' figures and how they compare.

    Args:
        table: What each did.
        samples: Those that translated a sample of the sentences: their BLEU would be one of its
            own, not to be compared.
    """
    reference = table[REFERENCE].translations
    rows: dict[str, dict[str, Any]] = {}
    for name, row in table.items():
        rows[name] = {
            "words_a_second": spread(row.speeds),
            "peak_mb": round(statistics.median(p.peak_mb for p in row.processes)),
            "others": round(max(p.others for p in row.processes), 2),
            "identical_to_stock": identical(row, reference),
        }
        if row.translations and name not in samples:
            rows[name] |= bleu(row.translations)
        if row.first_pages:
            rows[name]["first_page_seconds"] = spread(row.first_pages)
    return {"contestants": rows, "ratios": ratios(table)}


def further_costs(rows: Sequence[Mapping[str, float]]) -> list[float]:
    """Return what each further word cost, in ms, between sizes: one figure where it is linear.

    By words, not sentences: those of large batches are longer by the year in front.

    Args:
        rows: `words` and `seconds` of each size.
    """
    ordered = sorted(rows, key=lambda row: row["words"])
    return [
        round(1000 * (after["seconds"] - before["seconds"]) / (after["words"] - before["words"]), 3)
        for before, after in pairwise(ordered)
    ]
