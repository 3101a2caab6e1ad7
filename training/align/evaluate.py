"""The alignment error rate of each way to align, on the hand-made gold.

    python -m training.align.evaluate work WORK [--e5 E5]
    python -m training.align.evaluate held_out WORK [--e5 E5] --layer 8 --threshold 0.1

WORK holds the links of `statistical` for pairs among which those of the gold come first. With
--e5 the embeddings are run on the gold here: on `work` at every layer and threshold, on
`held_out` at the one chosen.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks.keep import write_results
from training.align.embeddings import align
from training.align.gold import HALVES, GoldPair, Links, error_rate, read_gold
from training.align.prepare import GOLD
from training.align.statistical import read_links
from training.e5 import Encoder

LAYERS = (3, 4, 5, 6, 7, 8, 10, 12)
THRESHOLDS = (0.0, 0.1, 0.2)


def gold_links(path: Path, gold: Sequence[GoldPair]) -> list[Links]:
    """Return the links that a file holds for the pairs of `gold`, which stand first in it."""
    found: dict[tuple[str, str], Links] = {}
    with (path.parent / "pairs.tsv").open(encoding="utf-8") as file:
        for line, links in zip(file, read_links(path), strict=False):
            it, en, source, *_ = line.rstrip("\n").split("\t")
            if source != GOLD:
                break
            found[it, en] = links
    return [found[" ".join(pair.it), " ".join(pair.en)] for pair in gold]


def rates(gold: Sequence[GoldPair], found: Sequence[Links]) -> dict[str, float]:
    """Return precision, recall and error rate with the rate's 95% bootstrap interval."""
    draw = random.Random(1)  # noqa: S311 - resampling, not secrecy
    pairs = list(zip(gold, found, strict=True))
    samples = []
    for _ in range(1000):
        sample = draw.choices(pairs, k=len(pairs))
        samples.append(error_rate([g for g, _ in sample], [a for _, a in sample])["aer"])
    samples.sort()
    return {**error_rate(gold, found), "low": samples[25], "high": samples[974]}


def main() -> None:
    """Print the table; --write keeps it under benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=HALVES)
    parser.add_argument("work", type=Path)
    parser.add_argument("--e5", type=Path)
    parser.add_argument("--layer", type=int)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gold = read_gold(arguments.half)
    table: dict[str, dict[str, float]] = {}
    for name, file in (
        ("forward", "forward.links"),
        ("reverse", "reverse.links"),
        ("symmetrised", "links.txt"),
    ):
        path = arguments.work / file
        if path.exists():
            table[f"eflomal, {name}"] = rates(gold, gold_links(path, gold))
    if arguments.e5:
        layers = (arguments.layer,) if arguments.layer else LAYERS
        limits = (arguments.threshold,) if arguments.threshold is not None else THRESHOLDS
        pairs = [(pair.it, pair.en) for pair in gold]
        for layer in layers:
            encoder = Encoder(arguments.e5, layers=layer)
            for limit in limits:
                name = f"e5, layer {layer}, at least {limit}"
                table[name] = rates(gold, align(encoder, pairs, limit))
    print("| aligner | precision | recall | AER | 95% |\n|---|---:|---:|---:|---:|")
    for name, row in table.items():
        figures = [f"{row[key]:.3f}" for key in ("precision", "recall", "aer")]
        print(f"| {name} | {' | '.join(figures)} | {row['low']:.3f} to {row['high']:.3f} |")
    if arguments.write:
        sure = sum(len(pair.sure) for pair in gold)
        content = {"pairs": len(gold), "sure_links": sure, "table": table}
        write_results(f"alignment-{arguments.half}", content)


if __name__ == "__main__":
    main()
