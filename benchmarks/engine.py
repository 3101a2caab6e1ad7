"""How fast this project translates, against what a user would run instead.

    python -m benchmarks.engine [--small] [--sizes N ...] [--rounds N] [--threads N] [--write]

The contestants get the same model, sentences and number of threads, by turns, each in a process of
its own; what is printed are medians over the rounds, and of ratios the median of each round's:

    stock        Argos Translate itself, a paragraph a call, its threads used as its settings
                 would: all on one sentence. Only a sample of the paragraphs in each round, for it
                 can be very slow. Its splitter, which would download a model, is this project's
    stock-split  the same, all paragraphs, each thread on another sentence of the paragraph
                 (ARGOS_INTER_THREADS=N ARGOS_INTRA_THREADS=1): what an expert would set
    run          `bilingue run` over a folder of article files, the whole process, start to index
    engine       this project's engine alone: a loaded model, sentences in, translations out
    raw          CTranslate2 alone: all sentences in one call, sorted, the best setting of some

Needs the packages of the tests and sacreBLEU, and a system with wait4 (not Windows). For figures
to keep, the machine should do nothing else: the column `others` tells how many cores it gave away.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.engine_commands import MODEL, Bench, read_tables
from benchmarks.engine_input import SEEDS, Batch, make_batch, read_lines, sentences_of
from benchmarks.engine_process import MEGABYTE, Process
from benchmarks.keep import write_results
from pipeline.hardware import available_threads

SEED: Final = SEEDS / "openai-amazon-accordo.txt"
CONTESTANTS: Final = ("stock", "run", "stock-split", "engine", "raw")
STOCK_PARTS: Final = 16
"""`stock` translates one of so many parts of the batch in a round."""
SENTENCES_AN_ARTICLE: Final = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sentences: int = 997
    articles: int = 200
    tuning_sentences: int = 150
    rounds: int = 3
    cold_starts: int = 4
    sizes: tuple[int, ...] = (200, 400, 800)


SMALL: Final = Plan(150, 30, 60, rounds=1, cold_starts=1, sizes=(30, 60, 120))


@dataclass(slots=True)
class Rounds:
    """What one contestant did, round by round."""

    speeds: list[float] = field(default_factory=list)
    """Source words a second."""
    processes: list[Process] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)
    """The English of each sentence."""

    def add(self, words: int, seconds: float, process: Process, english: Mapping[str, str]) -> None:
        """Add a round."""
        self.speeds.append(words / seconds)
        self.processes.append(process)
        self.translations.update(english)


def compare(bench: Bench, batch: Batch, rounds: int) -> dict[str, Rounds]:
    """Let the contestants translate `batch` by turns, another one first in each round."""
    table = {name: Rounds() for name in CONTESTANTS}
    for number in range(rounds):
        first = number % len(CONTESTANTS)
        for name in CONTESTANTS[first:] + CONTESTANTS[:first]:
            turn(bench, batch, name, number, table[name])
            print(
                f"round {number + 1} {name}: {table[name].speeds[-1]:.0f} words/s", file=sys.stderr
            )
    return table


def turn(bench: Bench, batch: Batch, name: str, number: int, row: Rounds) -> None:
    """Let one contestant translate, and add what it did to `row`."""
    if name == "run":
        process, out = bench.bilingue(batch.folder)
        row.add(batch.words, process.seconds, process, read_tables(out))
        return
    part = batch
    if name == "stock":
        part = batch.part(number % STOCK_PARTS, STOCK_PARTS)
        place = (str(number % STOCK_PARTS), str(STOCK_PARTS))
        process = bench.stock("stock", batch.folder, *place, split=False)
    elif name == "stock-split":
        process = bench.stock("stock", batch.folder, "0", "1", split=True)
    else:
        process = bench.work(name, batch.folder, *([bench.raw_setting] if name == "raw" else []))
    result = json.loads(process.output)
    english = dict(zip(part.sentences, result["texts"], strict=True))
    row.add(part.words, result["seconds"], process, english)


def cold_starts(bench: Bench, rounds: int) -> dict[str, dict[str, float]]:
    """Measure whole processes from their start to the seed's translation on the disk.

    A first run of each is not counted: it compiles modules and fills the disk's cache.
    """
    seconds: dict[str, list[float]] = {"stock": [], "stock-split": [], "run": []}
    out = bench.folder / "naive.txt"
    for _ in range(rounds + 1):
        for name in ("stock", "stock-split"):
            process = bench.stock("one-article", SEED, out, split=name == "stock-split")
            seconds[name].append(process.seconds)
        seconds["run"].append(bench.bilingue(SEED)[0].seconds)
    return {name: spread(values[1:]) for name, values in seconds.items()}


def by_size(bench: Bench, sizes: Sequence[int]) -> list[dict[str, float]]:
    """Measure `bilingue run` over batches of several sizes."""
    rows: list[dict[str, float]] = []
    for size in sizes:
        folder = bench.folder / f"size-{size}"
        batch = make_batch(folder, size, max(1, size // SENTENCES_AN_ARTICLE))
        process, _ = bench.bilingue(folder)
        row = {
            "sentences": len(batch.sentences),
            "seconds": round(process.seconds, 1),
            "words_a_second": round(batch.words / process.seconds),
            "peak_mb": round(process.peak_mb),
            "others": round(process.others, 2),
        }
        if rows:  # what each further sentence costs: the same everywhere if the cost is linear
            more = row["sentences"] - rows[-1]["sentences"]
            row["ms_a_further_sentence"] = round(
                1000 * (row["seconds"] - rows[-1]["seconds"]) / more, 1
            )
        print(f"size {size}: {process.seconds:.1f} s", file=sys.stderr)
        rows.append(row)
    return rows


def identical(ours: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return the share of sentences with the same English, underscores counted as spaces."""
    same = [
        english.replace("_", " ").strip() == theirs[text].replace("_", " ").strip()
        for text, english in ours.items()
    ]
    return round(statistics.mean(same), 4)


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


def spread(values: Iterable[float]) -> dict[str, float]:
    """Return median, least and greatest."""
    values = list(values)
    middle = statistics.median(values)
    return {
        "median": round(middle, 3),
        "least": round(min(values), 3),
        "most": round(max(values), 3),
    }


def ratio(table: Mapping[str, Rounds], ours: str, other: str) -> dict[str, float]:
    """Return how many times as fast as `other` this project's `ours` is, round by round."""
    pairs = zip(table[ours].speeds, table[other].speeds, strict=True)
    return spread(mine / theirs for mine, theirs in pairs)


def summary(table: Mapping[str, Rounds]) -> dict[str, Any]:
    """Return the contestants' figures and how they compare."""
    rows = {
        name: {
            "words_a_second": spread(row.speeds),
            "peak_mb": round(statistics.median(p.peak_mb for p in row.processes)),
            "others": round(max(p.others for p in row.processes), 2),
            "identical_to_stock": identical(row.translations, table["stock-split"].translations),
            # A sample of the set has a BLEU of its own: not to be compared.
            **(bleu(row.translations) if name != "stock" else {}),
        }
        for name, row in table.items()
    }
    return {
        "contestants": rows,
        "ratios": {
            f"{ours} / {other}": ratio(table, ours, other)
            for ours in ("run", "engine")
            for other in ("stock", "stock-split", "raw")
        },
    }


def benchmark(plan: Plan, threads: int, folder: Path) -> dict[str, Any]:
    """Measure everything; `folder` is an empty one for what that leaves behind."""
    bench = Bench(folder, threads)
    sample = make_batch(folder / "sample", plan.tuning_sentences, plan.tuning_sentences // 5)
    batch = make_batch(folder / "batch", plan.sentences, plan.articles, seeds=True)
    # First, so that no contestant's first round compiles modules.
    cold = cold_starts(bench, plan.cold_starts)
    tuned = json.loads(bench.work("tune", sample.folder).output)
    bench.raw_setting = tuned["best"]
    table = compare(bench, batch, plan.rounds)
    sizes = by_size(bench, plan.sizes)
    return {
        "threads": threads,
        "model_mb": round(sum(p.stat().st_size for p in MODEL.rglob("*")) / MEGABYTE, 1),
        "articles": len(list(batch.folder.iterdir())),
        "sentences": len(batch.sentences),
        "words": batch.words,
        "rounds": plan.rounds,
        "raw_settings": tuned,
        **summary(table),
        "cold_start_seconds": cold,
        "cold_start_ratios": {
            f"run / {other}": round(cold["run"]["median"] / cold[other]["median"], 3)
            for other in ("stock", "stock-split")
        },
        "run_by_size": sizes,
    }


def main() -> None:
    """Print the figures; --write keeps them under benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="a quick run, its figures worth little"
    )
    parser.add_argument("--sizes", type=int, nargs="+", help="sentences, for the cost by size")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--threads", type=int, default=available_threads())
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    plan = SMALL if arguments.small else Plan()
    changes = {"sizes": arguments.sizes and tuple(arguments.sizes), "rounds": arguments.rounds}
    plan = replace(plan, **{name: value for name, value in changes.items() if value})
    with tempfile.TemporaryDirectory() as folder:
        figures = benchmark(plan, arguments.threads, Path(folder))
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("engine", figures)


if __name__ == "__main__":
    main()
