"""What a run adds to the engine: reading, checking, writing 300 articles beside translating them.

python -m benchmarks.overhead [--articles N] [--rounds N] [--write]

Articles of five sentences of the evaluation set, each sentence another. By turns, each a process of
its own: `engine` loads the bundled model and translates the sentences of all articles as a run
does, article by article and batched together, and throws the result away; `run` is `bilingue run`.
The overhead is the ratio of their times, by the clock and by the processor, of the same round; the
median of the rounds counts. Needs a quiet machine, and Linux or macOS.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.engine_input import distinct_lines
from benchmarks.keep import write_results
from pipeline.readers import read
from pipeline.segment import split_sentences
from pipeline.translator import Translator

ROOT: Final = Path(__file__).resolve().parent.parent
SENTENCES: Final = 5
"""Of an article."""


def lay(folder: Path, articles: int) -> None:
    """Write the articles into `folder`."""
    folder.mkdir()
    lines = distinct_lines(articles * SENTENCES)
    for number in range(articles):
        text = " ".join(lines[number * SENTENCES : (number + 1) * SENTENCES])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def engine_alone(sentences: Path) -> None:
    """Translate the sentences of the articles in the JSON file `sentences`, and do nothing else."""
    articles = json.loads(sentences.read_text(encoding="utf-8"))
    with Translator("bundled") as translator:
        for _ in translator.engine.translate_each(articles):
            pass


def timed(command: list[str | Path], folder: Path) -> tuple[float, float]:
    """Return seconds by the clock and by the processor of a process in `folder`.

    Raises:
        CalledProcessError: it failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "ARGOS_PACKAGES_DIR": str(folder / "none")}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def measured(folder: Path, articles: int, rounds: int) -> dict[str, Any]:
    """Return the figures; all files are made in `folder`."""
    lay(folder / "articles", articles)
    texts = [
        [sentence.text for block in read(path).blocks for sentence in split_sentences(block.text)]
        for path in sorted((folder / "articles").iterdir())
    ]
    sentences = folder / "sentences.json"
    sentences.write_text(json.dumps(texts), encoding="utf-8")
    times: dict[str, list[tuple[float, float]]] = {"engine": [], "run": []}
    for number in range(rounds):
        run = f"run articles --model bundled --quiet --out out-{number}".split()
        commands: dict[str, list[str | Path]] = {
            "engine": [sys.executable, "-m", "benchmarks.overhead", "--engine", sentences],
            "run": [sys.executable, "-m", "pipeline", *run],
        }
        # Each goes first in every other round: a machine that grows warm favours neither.
        for name in sorted(commands, reverse=number % 2 == 1):
            times[name].append(timed(commands[name], folder))
            print(number, name, times[name][-1], file=sys.stderr)
    ratios = [
        [whole / engine for whole, engine in zip(one, other, strict=True)]
        for one, other in zip(times["run"], times["engine"], strict=True)
    ]
    return {
        "articles": articles,
        "sentences": sum(map(len, texts)),
        "words": sum(len(sentence.split()) for article in texts for sentence in article),
        "seconds": {name: [round(one[0], 2) for one in all_] for name, all_ in times.items()},
        "processor_seconds": {
            name: [round(one[1], 2) for one in all_] for name, all_ in times.items()
        },
        "overhead": round(statistics.median(ratio[0] for ratio in ratios) - 1, 4),
        "processor_overhead": round(statistics.median(ratio[1] for ratio in ratios) - 1, 4),
    }


def main() -> None:
    """Measure and print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.engine:
        engine_alone(arguments.engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), arguments.articles, arguments.rounds)
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("overhead", figures)


if __name__ == "__main__":
    main()
