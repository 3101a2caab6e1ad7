"""How fast this project translates, against what a user would run instead.

    python -m benchmarks.engine [--small] [--parts PART ...] [--sizes N ...] [--rounds N]
        [--threads N] [--argonaut VENV] [--libretranslate VENV] [--write]

The contestants get the same model, sentences and number of threads, by turns, each in a process of
its own; what is printed are medians over the rounds, and of ratios the median of each round's:

    stock        Argos Translate itself, a paragraph a call, its threads used as its settings
                 would: all on one sentence. Only a sample of the articles in each round, for it
                 can be very slow. Its splitter, which would download a model, is this project's
    stock-split  the same, all articles, each thread on another sentence of the paragraph
                 (ARGOS_INTER_THREADS=N ARGOS_INTRA_THREADS=1): what an expert would set
    argonaut, argonaut-split
                 the command argonaut-cli over article files, the whole process, cache and history
                 off, with the two ways of using threads; the first over a sample
    libretranslate, libretranslate-split
                 a LibreTranslate server, started and warm, asked over HTTP for an article at a
                 time, or for as many at once as there are threads; the first for a sample
    run          `bilingue run` over a folder of article files, the whole process, start to index
    engine       this project's engine alone: a loaded model, sentences in, translations out
    bare         the same without preparation, checks and second attempts
    fast         the engine with the settings of `--fast`
    raw          CTranslate2 alone: all sentences in one call, sorted, the best setting of some

argonaut and libretranslate take part where a virtual environment that holds them is named.

Parts: comparison, cold (starts: whole processes to one article, to one paragraph, to --help) and
sizes. With --write each goes with its date, commit and machine into benchmarks/results/engine.json,
beside the parts that were measured before (each size for itself), and the plot is drawn anew.

Needs the packages of the tests and sacreBLEU, and a system with wait4 (not Windows). For figures
to keep, the machine should do nothing else: the column `others` tells how many cores it gave away.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.engine_cold import cold_starts
from benchmarks.engine_commands import MODEL, Bench, read_tables, seconds_to_first_page
from benchmarks.engine_figures import Rounds, further_costs, summary
from benchmarks.engine_input import Batch, make_batch
from benchmarks.engine_plot import write_plot
from benchmarks.engine_process import MEGABYTE
from benchmarks.keep import write_part
from pipeline.hardware import available_threads

CONTESTANTS: Final = (
    "stock",
    "run",
    "stock-split",
    "argonaut",
    "argonaut-split",
    "libretranslate",
    "libretranslate-split",
    "engine",
    "bare",
    "fast",
    "raw",
)
SAMPLES: Final = {"stock": 16, "argonaut": 4, "libretranslate": 16}
"""Who translates one of so many parts of the batch in a round; all others translate it all."""
SENTENCES_AN_ARTICLE: Final = 5
PARTS: Final = ("cold", "comparison", "sizes")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sentences: int = 997
    articles: int = 200
    tuning_sentences: int = 400
    rounds: int = 3
    cold_starts: int = 4
    sizes: tuple[int, ...] = (200, 400, 800)


SMALL: Final = Plan(150, 30, 60, rounds=1, cold_starts=1, sizes=(30, 60, 120))


def comparison(bench: Bench, plan: Plan) -> dict[str, Any]:
    """Let the contestants translate one batch by turns, another one first in each round."""
    sample = make_batch(bench.folder / "sample", plan.tuning_sentences, plan.tuning_sentences // 5)
    batch = make_batch(bench.folder / "batch", plan.sentences, plan.articles, seeds=True)
    tuned = json.loads(bench.work("tune", sample.folder).output)
    bench.raw_setting = tuned["best"]
    names = [name for name in CONTESTANTS if bench.has(name)]
    table = {name: Rounds() for name in names}
    warm_up(bench, sample, names)
    for number in range(plan.rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            turn(bench, batch, name, number, table[name])
            say(f"round {number + 1} {name}: {table[name].speeds[-1]:.0f} words/s")
    return {
        "threads": bench.threads,
        "model_mb": round(sum(p.stat().st_size for p in MODEL.rglob("*")) / MEGABYTE, 1),
        "articles": len(batch.articles),
        "sentences": len(batch.sentences),
        "words": batch.words,
        "rounds": plan.rounds,
        "raw_settings": tuned,
        **summary(table, SAMPLES),
    }


def warm_up(bench: Bench, sample: Batch, names: list[str]) -> None:
    """Run whole processes once, so that no contestant's first round compiles modules."""
    few = sample.part(0, len(sample.articles))
    bench.bilingue(few.articles[0].path)
    for name in names:
        if name.endswith("-split") and not name.startswith("stock"):
            turn(bench, few, name, 0, Rounds())


def turn(bench: Bench, batch: Batch, name: str, number: int, row: Rounds) -> None:
    """Let one contestant translate, and add what it did to `row`."""
    parts = SAMPLES.get(name, 1)
    part, split = batch.part(number % parts, parts), name.endswith("-split")
    place = (str(number % parts), str(parts))
    program = name.removesuffix("-split")
    if program == "run":
        process, out = bench.bilingue(batch.folder)
        row.translations.update(read_tables(out))
        row.first_pages.append(seconds_to_first_page(process, out))
        shutil.rmtree(out)
        seconds = process.seconds
    elif program == "argonaut":
        part = Batch(part.folder, tuple(one for one in part.articles if one.path.suffix == ".txt"))
        process, texts = bench.argonaut([one.path for one in part.articles], split=split)
        seconds = process.seconds
        row.documents.update(zip((one.sentences for one in part.articles), texts, strict=True))
    elif program == "libretranslate":
        process = bench.libretranslate(part.articles, split=split)
        result = json.loads(process.output)
        texts, seconds = result["texts"], result["seconds"]
        row.documents.update(zip((one.sentences for one in part.articles), texts, strict=True))
    else:
        rest = {"stock": place, "raw": (bench.raw_setting,)}.get(program, ())
        process = bench.work(program, batch.folder, *rest, split=split)
        result = json.loads(process.output)
        seconds = result["seconds"]
        row.translations.update(zip(part.sentences, result["texts"], strict=True))
    row.speeds.append(part.words / seconds)
    row.processes.append(process)


def size(bench: Bench, sentences: int) -> dict[str, Any]:
    """Measure `bilingue run` over a batch of distinct sentences."""
    folder = bench.folder / f"size-{sentences}"
    batch = make_batch(folder, sentences, max(1, sentences // SENTENCES_AN_ARTICLE))
    counts = {
        "threads": bench.threads,
        "articles": len(batch.articles),
        "sentences": len(batch.sentences),
        "words": batch.words,
    }
    del batch  # its memory would count as that of the run
    process, out = bench.bilingue(folder)
    first = seconds_to_first_page(process, out)
    shutil.rmtree(out)
    shutil.rmtree(folder)
    say(f"size {sentences}: {process.seconds:.1f} s, {process.peak_mb:.0f} MB")
    return counts | {
        "seconds": round(process.seconds, 1),
        "words_a_second": round(counts["words"] / process.seconds),
        "ms_a_word": round(1000 * process.seconds / counts["words"], 3),
        "first_page_seconds": round(first, 1),
        "peak_mb": round(process.peak_mb),
        "others": round(process.others, 2),
    }


def measurements(
    plan: Plan, parts: list[str], bench: Bench
) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
    """Yield the name of each part that is wanted and what measures it."""
    if "cold" in parts:  # first, so that no contestant's first round compiles modules
        yield "cold", partial(cold_starts, bench, plan.cold_starts)
    if "comparison" in parts:
        yield "comparison", partial(comparison, bench, plan)
    for number in plan.sizes if "sizes" in parts else ():
        yield f"size-{number}", partial(size, bench, number)


def say(text: str) -> None:
    """Print a line of progress."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Print the figures; --write keeps them under benchmarks/results."""
    arguments = read_arguments()
    plan = SMALL if arguments.small else Plan()
    changes = {"sizes": arguments.sizes and tuple(arguments.sizes), "rounds": arguments.rounds}
    plan = replace(plan, **{name: value for name, value in changes.items() if value})
    by_size = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(
            Path(folder),
            arguments.threads,
            argonaut=arguments.argonaut,
            libretranslate=arguments.libretranslate,
        )
        for name in bench.missing():
            say(f"{name} is left out: --{name} names no virtual environment")
        for name, measure in measurements(plan, arguments.parts, bench):
            figures = measure()
            print(json.dumps({name: figures}, indent=1), flush=True)
            if name.startswith("size"):
                by_size.append(figures)
            if arguments.write:
                write_plot(write_part("engine", name, figures))
    if len(by_size) > 1:
        say(f"ms a further word, from size to size: {further_costs(by_size)}")


def read_arguments() -> argparse.Namespace:
    """Return the arguments of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--small", action="store_true", help="a quick run, its figures worth little"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="default: all")
    parser.add_argument("--sizes", type=int, nargs="+", help="sentences, for the cost by size")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--threads", type=int, default=available_threads())
    parser.add_argument("--argonaut", type=Path, metavar="VENV")
    parser.add_argument("--libretranslate", type=Path, metavar="VENV")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
