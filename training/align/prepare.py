"""Choose and tokenise the pairs to align.

    python -m training.align.prepare CORPUS WORK [--pairs 1000000]

Writes WORK/pairs.tsv (Italian words, English words, source, Italian text, English text) and
WORK/pairs.json with the number of pairs a source. Human pairs come first, then machine-made ones
by lot until the number is reached; pairs of the gold are put in front, so that every aligner can
be scored on what it gave them.
"""

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from training.align.gold import HALVES, read_gold
from training.align.words import english_words, italian_words
from training.corpus import CorpusPair, read_corpus

GOLD = "gold"
"""Name of the source of the hand-made pairs."""
MAX_WORDS = 100
"""Longer sentences are left out: they cost much and teach little."""
MAX_RATIO = 4.0
"""A side more than so many times as long as the other is hardly its translation."""


def choose(pairs: list[CorpusPair], count: int, seed: int = 1) -> list[CorpusPair]:
    """Return at most `count` pairs, each text pair once, human ones first."""
    seen: set[tuple[str, str]] = set()
    human: list[CorpusPair] = []
    machine: list[CorpusPair] = []
    for pair in pairs:
        if (pair.it, pair.en) not in seen:
            seen.add((pair.it, pair.en))
            (human if pair.kind == "human" else machine).append(pair)
    draw = random.Random(seed)  # noqa: S311 - sampling, not secrecy
    draw.shuffle(human)
    draw.shuffle(machine)
    return (human + machine)[:count]


def is_alignable(it: list[str], en: list[str]) -> bool:
    """Tell whether a pair is worth aligning."""
    shorter, longer = sorted((len(it), len(en)))
    return shorter > 0 and longer <= MAX_WORDS and longer <= MAX_RATIO * shorter + 3


def main() -> None:
    """Write the tokenised pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    with (arguments.work / "pairs.tsv").open("w", encoding="utf-8") as file:
        for half in HALVES:
            for gold in read_gold(half):
                it_text, en_text = " ".join(gold.it), " ".join(gold.en)
                file.write(f"{it_text}\t{en_text}\t{GOLD}\t{it_text}\t{en_text}\n")
        for pair in choose(list(read_corpus(arguments.corpus)), arguments.pairs):
            it, en = italian_words(pair.it), english_words(pair.en)
            if is_alignable(it, en):
                row = [" ".join(it), " ".join(en), pair.source, pair.it, pair.en]
                file.write("\t".join(row) + "\n")
                counts[pair.source] += 1
    text = json.dumps(dict(counts.most_common()), indent=1)
    (arguments.work / "pairs.json").write_text(text + "\n", encoding="utf-8")
    print(f"{sum(counts.values())} pairs of {len(counts)} sources")


if __name__ == "__main__":
    main()
