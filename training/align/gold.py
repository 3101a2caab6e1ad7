"""The hand-made gold: reading it, and the alignment error rate of a set of links."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HALVES: Final = ("work", "held_out")
FOLDER: Final = Path(__file__).resolve().parent / "gold"

Links = frozenset[tuple[int, int]]
"""Positions in the Italian and the English sentence, from 0."""


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A pair aligned by hand."""

    it: tuple[str, ...]
    """Italian words."""
    en: tuple[str, ...]
    """English words."""
    sure: Links
    """Links that anybody would draw."""
    possible: Links
    """All defensible links, the sure ones among them."""


def read_gold(half: str) -> list[GoldPair]:
    """Return the pairs of `half`, "work" or "held_out"."""
    text = (FOLDER / f"{half}.txt").read_text(encoding="utf-8")
    return [_pair(part) for part in text.strip().split("\n\n")]


def _pair(text: str) -> GoldPair:
    it, en, links = (line for line in text.split("\n") if not line.startswith("# "))
    sure = frozenset(_positions(link, "-") for link in links.split() if "-" in link)
    possible = frozenset(_positions(link, "?") for link in links.split() if "?" in link)
    return GoldPair(tuple(it.split()), tuple(en.split()), sure, sure | possible)


def _positions(link: str, sign: str) -> tuple[int, int]:
    it, _, en = link.partition(sign)
    return int(it) - 1, int(en) - 1


def error_rate(gold: Sequence[GoldPair], found: Sequence[Links]) -> dict[str, float]:
    """Return precision, recall and alignment error rate (Och and Ney 2003).

    Precision counts links that are possible, recall the sure ones that were found, and the error
    rate is 1 - (|A and S| + |A and P|) / (|A| + |S|), over all sentences together.
    """
    links = sum(len(a) for a in found)
    sure = sum(len(g.sure) for g in gold)
    in_sure = sum(len(a & g.sure) for g, a in zip(gold, found, strict=True))
    in_possible = sum(len(a & g.possible) for g, a in zip(gold, found, strict=True))
    return {
        "precision": round(in_possible / max(1, links), 4),
        "recall": round(in_sure / max(1, sure), 4),
        "aer": round(1 - (in_sure + in_possible) / max(1, links + sure), 4),
    }
