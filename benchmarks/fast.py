"""What speed costs: smaller beams and the vocabulary map, on FLORES-200 dev.

    python -m benchmarks.fast [NAME_OR_PATH] [--rounds 3] [--threads 2] [--write]

All ways of searching take turns in one process, with the same threads; a way's time is its fastest
round. The first five rows are bare, without checks and second attempts; the last two are what
users get without and with --fast, where doubtful sentences are decoded again with the full search.
Needs sacreBLEU. --write keeps the figures under benchmarks/results.
"""

import argparse
import time
from dataclasses import dataclass
from typing import Any, Final

import sacrebleu

from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from pipeline import models
from pipeline.engine import DecodingSettings, Engine

WAYS: Final = {
    "beam 4": DecodingSettings(bare=True),
    "beam 2": DecodingSettings(bare=True, beam_size=2),
    "beam 1": DecodingSettings(bare=True, beam_size=1),
    "beam 2, map": DecodingSettings(bare=True, beam_size=2, fast=True),
    "beam 1, map": DecodingSettings(bare=True, beam_size=1, fast=True),
    "as users run it": DecodingSettings(),
    "as users run it, --fast": DecodingSettings(fast=True),
}
"""Ways of searching by the name of their row; the first is what others are compared with."""
COMPARED: Final = {"as users run it, --fast": "as users run it"}
"""What a way is compared with, where it is not the first."""


@dataclass(slots=True)
class Measured:
    """A loaded way of searching and what it took."""

    engine: Engine
    load_seconds: float
    seconds: float = float("inf")
    processor_seconds: float = float("inf")
    english: list[str] | None = None

    def translate(self, italian: list[str]) -> None:
        """Translate once; keeps the fastest time and the first English."""
        started, processor = time.perf_counter(), time.process_time()
        translations = self.engine.translate(italian)
        self.processor_seconds = min(self.processor_seconds, time.process_time() - processor)
        self.seconds = min(self.seconds, time.perf_counter() - started)
        if self.english is None:
            self.english = [one.text for one in translations if one is not None]


def measure(model: str, threads: int, rounds: int) -> dict[str, Any]:
    """Return the figures of all ways of searching."""
    italian = read_lines("it")
    package = models.load(models.choose(model))
    ways = {}
    for name, settings in WAYS.items():
        started = time.perf_counter()
        engine = Engine(package.files, threads=threads, settings=settings)
        ways[name] = Measured(engine, time.perf_counter() - started)
    for _ in range(rounds):
        for way in ways.values():
            way.translate(italian)
    words = sum(len(line.split()) for line in italian)
    first = next(iter(ways))
    rows = {
        name: _figures(way, ways[COMPARED.get(name, first)], words) for name, way in ways.items()
    }
    return {
        "model": package.candidate.name,
        "sha256": package.sha256,
        "sentences": len(italian),
        "threads": threads,
        "rounds": rounds,
        "ways": rows,
    }


def _figures(way: Measured, other: Measured, words: int) -> dict[str, float]:
    english, references = way.english or [], [read_lines("en")]
    return {
        "words_a_second": round(words / way.seconds),
        "times_as_fast": round(other.seconds / way.seconds, 2),
        "times_as_fast_by_processor_time": round(
            other.processor_seconds / way.processor_seconds, 2
        ),
        "load_seconds": round(way.load_seconds, 2),
        "bleu": round(sacrebleu.BLEU().corpus_score(english, references).score, 2),
        "chrf": round(sacrebleu.CHRF().corpus_score(english, references).score, 2),
    }


def table(ways: dict[str, dict[str, float]]) -> str:
    """Return the figures as a table in Markdown."""
    heads = {
        "words_a_second": "words a second",
        "times_as_fast": "times as fast",
        "times_as_fast_by_processor_time": "by processor time",
        "load_seconds": "seconds to load",
        "bleu": "BLEU",
        "chrf": "chrF",
    }
    lines = ["| search | " + " | ".join(heads.values()) + " |", "|---" + "|---:" * len(heads) + "|"]
    for name, figures in ways.items():
        lines.append(f"| {name} | " + " | ".join(str(figures[key]) for key in heads) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="bundled")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.model, arguments.threads, arguments.rounds)
    print(table(figures["ways"]))
    if arguments.write:
        write_results(f"fast-{figures['model']}", figures)


if __name__ == "__main__":
    main()
