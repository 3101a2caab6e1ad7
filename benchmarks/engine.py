"""How fast this project translates, against what a user would run instead.

    python -m benchmarks.engine [--small] [--sizes N ...] [--rounds N] [--threads N] [--write]

The contestants get the same model, sentences and number of threads, by turns, each in a process of
its own; what is printed are medians over the rounds, and of ratios the median of each round's:

    stock    Argos Translate itself, a paragraph a call, with this project's sentence splitter,
             because its own would download a model
    run      `bilingue run` over a folder of article files, the whole process from start to index
    engine   this project's engine alone: a loaded model, sentences in, translations out
    raw      CTranslate2 alone: all sentences in one call, sorted, the best setting of some tried

Needs the packages of the tests and sacreBLEU, and a system with wait4 (not Windows). For figures
to keep, the machine should do nothing else: the column `others` tells how many cores it gave away.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.engine_input import ROOT, SEEDS, Batch, make_batch, read_lines, sentences_of
from benchmarks.engine_process import MEGABYTE, Process, measure
from benchmarks.keep import write_results
from pipeline.hardware import available_threads

MODEL: Final = ROOT / "models" / "it_en"
SEED: Final = SEEDS / "openai-amazon-accordo.txt"
CONTESTANTS: Final = ("stock", "run", "engine", "raw")
SENTENCES_AN_ARTICLE: Final = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sentences: int = 997
    articles: int = 200
    tuning_sentences: int = 300
    rounds: int = 3
    cold_starts: int = 5
    sizes: tuple[int, ...] = (500, 1000, 2000)


SMALL: Final = Plan(150, 30, 60, rounds=1, cold_starts=1, sizes=(30, 60, 120))


@dataclass(slots=True)
class Rounds:
    """What one contestant did, round by round."""

    seconds: list[float] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)
    """The English of each sentence, of the last round."""


class Bench:
    """A temporary folder, and the commands of the contestants in it."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Prepare the environment that all contestants share."""
        self.folder = folder
        self.threads = threads
        self._runs = 0
        places = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ARGOS_", "OMP_", "BILINGUE_", "PYTHONDONTWRITE"))
        }
        self._environment = kept | {name: str(folder / name.lower()) for name in places}
        self._environment |= {
            "PYTHONPATH": str(ROOT),
            # Compiled modules are a user's usual case; here they lie beside the results.
            "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
            "ORT_DISABLE_TELEMETRY": "1",
            "ARGOS_COMPUTE_TYPE": "default",
            "ARGOS_INTER_THREADS": "1",
            "ARGOS_INTRA_THREADS": str(threads),
        }

    def work(self, name: str, source: Path, *rest: str | Path) -> Process:
        """Run a contestant of `benchmarks.engine_runs`."""
        threads = str(self.threads)
        return self._python("benchmarks.engine_runs", name, MODEL, source, threads, *rest)

    def bilingue(self, source: Path) -> tuple[Process, Path]:
        """Run this project's command over `source`; return also the folder it wrote."""
        self._runs += 1
        out = self.folder / f"out-{self._runs}"
        options = [
            "--out",
            str(out),
            "--model",
            str(MODEL),
            "--threads",
            str(self.threads),
            "--quiet",
        ]
        return self._python("pipeline", "run", source, *options), out

    def _python(self, module: str, *arguments: str | Path) -> Process:
        return measure([sys.executable, "-m", module, *arguments], self._environment)


def compare(bench: Bench, batch: Batch, setting: str, rounds: int) -> dict[str, Rounds]:
    """Let the contestants translate `batch` by turns, another one first in each round."""
    table = {name: Rounds() for name in CONTESTANTS}
    for number in range(rounds):
        first = number % len(CONTESTANTS)
        for name in CONTESTANTS[first:] + CONTESTANTS[:first]:
            row = table[name]
            if name == "run":
                process, out = bench.bilingue(batch.folder)
                row.seconds.append(process.seconds)
                row.translations = read_tables(out)
            else:
                process = bench.work(name, batch.folder, *([setting] if name == "raw" else []))
                result = json.loads(process.output)
                row.seconds.append(result["seconds"])
                row.translations = dict(zip(batch.sentences, result["texts"], strict=True))
            row.processes.append(process)
            print(f"round {number + 1} {name}: {row.seconds[-1]:.1f} s", file=sys.stderr)
    return table


def read_tables(out: Path) -> dict[str, str]:
    """Return the English of each Italian sentence in the tables of `out`."""
    translations = {}
    for path in sorted(out.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        italian, english = rows[0].index("it"), rows[0].index("en")
        translations.update({row[italian]: row[english] for row in rows[1:]})
    return translations


def cold_starts(bench: Bench, rounds: int) -> dict[str, dict[str, float]]:
    """Measure whole processes from their start to the seed's translation on the disk.

    A first run of each is not counted: it compiles modules and fills the disk's cache.
    """
    seconds: dict[str, list[float]] = {"stock": [], "run": []}
    for _ in range(rounds + 1):
        naive = bench.work("one-article", SEED, bench.folder / "naive.txt")
        seconds["stock"].append(naive.seconds)
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
        ours[text].replace("_", " ").strip() == english.replace("_", " ").strip()
        for text, english in theirs.items()
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
    pairs = zip(table[ours].seconds, table[other].seconds, strict=True)
    return spread(theirs / mine for mine, theirs in pairs)


def summary(batch: Batch, table: Mapping[str, Rounds]) -> dict[str, Any]:
    """Return the contestants' figures and how they compare."""
    rows = {
        name: {
            "words_a_second": spread(batch.words / seconds for seconds in row.seconds),
            "peak_mb": round(statistics.median(p.peak_mb for p in row.processes)),
            "others": round(max(p.others for p in row.processes), 2),
            "identical_to_stock": identical(row.translations, table["stock"].translations),
            **bleu(row.translations),
        }
        for name, row in table.items()
    }
    return {
        "contestants": rows,
        "run_to_stock": ratio(table, "run", "stock"),
        "engine_to_stock": ratio(table, "engine", "stock"),
        "engine_to_raw": ratio(table, "engine", "raw"),
        "run_to_raw": ratio(table, "run", "raw"),
    }


def benchmark(plan: Plan, threads: int, folder: Path) -> dict[str, Any]:
    """Measure everything; `folder` is an empty one for what that leaves behind."""
    bench = Bench(folder, threads)
    sample = make_batch(folder / "sample", plan.tuning_sentences, plan.tuning_sentences // 5)
    batch = make_batch(folder / "batch", plan.sentences, plan.articles, seeds=True)
    # First, so that no contestant's first round compiles modules.
    cold = cold_starts(bench, plan.cold_starts)
    tuned = json.loads(bench.work("tune", sample.folder).output)
    table = compare(bench, batch, tuned["best"], plan.rounds)
    sizes = by_size(bench, plan.sizes)
    return {
        "threads": threads,
        "model_mb": round(sum(p.stat().st_size for p in MODEL.rglob("*")) / MEGABYTE, 1),
        "articles": len(list(batch.folder.iterdir())),
        "sentences": len(batch.sentences),
        "words": batch.words,
        "rounds": plan.rounds,
        "raw_settings": tuned,
        **summary(batch, table),
        "cold_start_seconds": cold,
        "cold_start_run_to_stock": round(cold["run"]["median"] / cold["stock"]["median"], 3),
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
