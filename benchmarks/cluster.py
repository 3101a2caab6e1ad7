"""What a cluster costs beside translating: the scheduler, the client, and articles sent alone.

    python -m benchmarks.cluster [--parts ...] [--workers 1 10 100 1000] [--tasks 400] [--write]

Four things are measured, all on this machine, and each kept with its own date and commit:

- `scheduler`: a Dask scheduler in a process of its own, up to 1,000 workers that translate nothing
  in another (`benchmarks.cluster_simulation`), and this project's client in a third, which sends
  full tasks. Workers answer after a second, so that no process is always busy; what counts is the
  processor time of the scheduler and of the client for each task, since that is what bounds them
  with workers on machines of their own. `idle_share` is what the scheduler takes of a core while
  nothing is to be done; it is not in the time for each task. No real network, no translation.
- `client`: `bilingue run` with an engine that knows all answers at once: processor time for
  reading, planning, checking, linking words, rendering and writing, all done by the client.
- `parcels`: words a second of processor time of the engine, with articles sent one by one, as many
  together as this project sends, and all together.

- `memory`: processor time of a worker of this machine, with the settings of the C library's memory
  that Dask gives its workers, and with this project's.

`bounds` puts them beside the engine's own speed (`results/engine.json`): how many cores that
translate one scheduler, and one client, can keep busy. That is an extrapolation.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from benchmarks.engine_input import make_batch
from benchmarks.evaluation_set import read_lines
from benchmarks.keep import RESULTS, write_part
from pipeline import batch, models
from pipeline.attempts import Source, Translation
from pipeline.cluster import connection
from pipeline.cluster.parcels import FULL
from pipeline.cluster.workers import ClusterWorkers
from pipeline.engine import Engine
from pipeline.run_options import RunOptions
from pipeline.segment import split_sentences
from pipeline.translator import Translator
from pipeline.watcher import Watcher

PARTS: Final = ("client", "parcels", "memory", "scheduler", "bounds")
"""The last is worked out from what was kept of the others."""
ANSWER_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 20.0
ARTICLE_SENTENCES: Final = 5
CLIENT_ARTICLES: Final = 200
PARCEL_SENTENCES: Final = 640
READ_AHEAD: Final = 20
"""Articles that the engine that knows all answers reads ahead, as a real one does."""


def measure_scheduler(counts: Sequence[int], tasks: int) -> list[dict[str, Any]]:
    """Return the cost of a task by number of workers."""
    return [_simulate(count, max(tasks, 2 * count)) for count in counts]


def _simulate(workers: int, tasks: int) -> dict[str, Any]:
    import psutil  # noqa: PLC0415 - Dask brings it

    seconds = ANSWER_SECONDS if workers > 1 else 0.0
    lines = read_lines("it")
    articles = [
        [lines[(number + n) % len(lines)] for n in range(ARTICLE_SENTENCES)]
        for number in range(tasks * FULL // ARTICLE_SENTENCES)
    ]
    package = models.load(models.choose("bundled"))
    with _cluster(workers, seconds) as (address, scheduler_id):
        scheduler = psutil.Process(scheduler_id)
        full = patch("pipeline.cluster.parcels.SMALLEST", FULL)
        with full, ClusterWorkers(package, scheduler=address) as cluster:
            idle = _busy(scheduler)
            time.sleep(IDLE_SECONDS)
            idle = (_busy(scheduler) - idle) / IDLE_SECONDS
            before, own, started = _busy(scheduler), time.process_time(), time.perf_counter()
            done = sum(
                len(found)
                for _, found in cluster.translate_each(articles)
                if isinstance(found, list)
            )
            wall = time.perf_counter() - started
            own = time.process_time() - own
            taken = _busy(scheduler) - before - idle * wall
            memory = scheduler.memory_info().rss
    sent = done / FULL
    return {
        "workers": workers,
        "tasks": round(sent),
        "answer_seconds": seconds,
        "seconds": round(wall, 1),
        "scheduler_ms_a_task": round(1000 * taken / sent, 2),
        "client_ms_a_task": round(1000 * own / sent, 2),
        "idle_share": round(idle, 4),
        "scheduler_mb": round(memory / 1e6),
    }


@contextmanager
def _cluster(workers: int, seconds: float) -> Iterator[tuple[str, int]]:
    """Have a scheduler and workers; yields the scheduler's address and process number."""
    from distributed import Client  # noqa: PLC0415 - an extra

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    scheduler += ["--port", str(port), "--dashboard-address", "127.0.0.1:0"]
    imitation = [sys.executable, "-m", "benchmarks.cluster_simulation", address]
    quiet = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "critical"}
    with (
        subprocess.Popen(scheduler, env=quiet, stderr=subprocess.DEVNULL) as first,
        subprocess.Popen([*imitation, str(workers), str(seconds)], env=quiet) as second,
    ):
        try:
            with Client(address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
                client.wait_for_workers(workers, timeout=600)
            yield address, first.pid
        finally:
            second.kill()
            first.kill()


def _busy(process: Any) -> float:  # noqa: ANN401 - psutil has no types
    times = process.cpu_times()
    return float(times.user + times.system)


class _Answers:
    """An engine that knows all answers."""

    def __init__(self) -> None:
        self._english: dict[str, str] = {}
        for it, en in zip(read_lines("it"), read_lines("en"), strict=True):
            self._english[it] = en
            # Few lines are two sentences; the whole English will do for each of them.
            self._english |= {sentence.text: en for sentence in split_sentences(it)}

    def translate_each(
        self,
        groups: Iterable[Sequence[Source]],
        **_wishes: Any,  # noqa: ANN401
    ) -> Iterator[tuple[int, list[Translation]]]:
        ahead: deque[Sequence[Source]] = deque()
        waiting = iter(groups)
        for number in count():
            ahead.extend(islice(waiting, READ_AHEAD - len(ahead)))
            if not ahead:
                return
            sources = ahead.popleft()
            yield (
                number,
                [Translation(self._english.get(one.text, one.text), -0.5) for one in sources],
            )


def measure_client(folder: Path) -> dict[str, Any]:
    """Return what the client has to do for articles that are translated elsewhere."""
    lines = len(read_lines("it"))
    source = make_batch(folder / "in", lines, CLIENT_ARTICLES)
    words = sum(len(sentence.split()) for text in source.articles for sentence in text.sentences)
    answers = _Answers()
    with patch.object(Translator, "engine", answers):
        warm = make_batch(folder / "warm", 50, 10)
        batch.run(RunOptions((warm.folder,), folder / "first"), Watcher())
        options = RunOptions((source.folder,), folder / "out")
        busy, started = time.process_time(), time.perf_counter()
        summary = batch.run(options, Watcher())
        busy, wall = time.process_time() - busy, time.perf_counter() - started
    articles = summary.count("translated")
    return {
        "articles": articles,
        "words": words,
        "seconds": round(wall, 2),
        "ms_an_article": round(1000 * busy / articles, 2),
        "ms_a_word": round(1000 * busy / words, 4),
        "words_a_second": round(words / busy),
    }


def measure_parcels() -> dict[str, int]:
    """Return words a second of one thread, by how many articles are translated together."""
    lines = read_lines("it")[:PARCEL_SENTENCES]
    articles = [lines[n : n + ARTICLE_SENTENCES] for n in range(0, len(lines), ARTICLE_SENTENCES)]
    words = sum(len(line.split()) for line in lines)
    engine = Engine(models.load(models.choose("bundled")).files, threads=1)
    list(engine.translate_each(articles[:2]))
    speeds = {}
    together = {"alone": 1, "as_sent": FULL // ARTICLE_SENTENCES, "all": len(articles)}
    for name, size in together.items():
        started = time.process_time()
        for first in range(0, len(articles), size):
            list(engine.translate_each(articles[first : first + size]))
        speeds[f"{name}_words_a_second"] = round(words / (time.process_time() - started))
    engine.close()
    return {"sentences_a_task": FULL, "sentences_an_article": ARTICLE_SENTENCES, **speeds}


def measure_memory() -> dict[str, Any]:
    """Return words a second of processor time of a worker, by its memory settings."""
    lines = read_lines("it")[:PARCEL_SENTENCES]
    articles = [lines[n : n + ARTICLE_SENTENCES] for n in range(0, len(lines), ARTICLE_SENTENCES)]
    words = sum(len(line.split()) for line in lines)
    figures: dict[str, Any] = {"sentences": len(lines)}
    for name, settings in (("dask", {}), ("ours", connection.MEMORY_SETTINGS)):
        with patch.object(connection, "MEMORY_SETTINGS", settings):
            user, system = _worker_seconds(articles)
        figures[f"{name}_words_a_second"] = round(words / (user + system))
        figures[f"{name}_system_share"] = round(system / (user + system), 3)
    return figures


def _worker_seconds(articles: list[list[str]]) -> tuple[float, float]:
    import psutil  # noqa: PLC0415 - Dask brings it

    package = models.load(models.choose("bundled"))
    full = patch("pipeline.cluster.parcels.SMALLEST", FULL)
    with full, ClusterWorkers(package, scheduler="local", jobs=1, threads=1) as cluster:
        list(cluster.translate_each(articles[:2]))
        client = cluster._connection.client  # noqa: SLF001 - to see who works
        (worker,) = client.run(os.getpid).values()
        process = psutil.Process(worker)
        before = process.cpu_times()
        list(cluster.translate_each(articles))
        after = process.cpu_times()
    return after.user - before.user, after.system - before.system


def bounds(scheduler: Sequence[dict[str, Any]], client: dict[str, Any]) -> dict[str, Any]:
    """Return how many cores one scheduler and one client keep busy, by extrapolation."""
    engine = json.loads((RESULTS / "engine.json").read_text(encoding="utf-8"))
    comparison = engine["parts"]["comparison"]["figures"]
    core = comparison["contestants"]["engine"]["words_a_second"]["median"] / comparison["threads"]
    size = engine["parts"]["size-10000"]["figures"]
    task_words = FULL * size["words"] / size["sentences"]
    largest = scheduler[-1]
    dearest = max(largest["scheduler_ms_a_task"], largest["client_ms_a_task"])
    return {
        "engine_words_a_second_a_core": round(core),
        "words_a_task": round(task_words),
        "core_seconds_a_task": round(task_words / core, 2),
        "tasks_a_second_at_most": round(1000 / dearest),
        "cores_by_scheduler": round(1000 / largest["scheduler_ms_a_task"] * task_words / core),
        "cores_by_client": round(
            1000
            / (client["ms_a_word"] * task_words + largest["client_ms_a_task"])
            * task_words
            / core
        ),
    }


def measure(part: str, arguments: argparse.Namespace) -> Any:  # noqa: ANN401
    """Return the figures of one part."""
    match part:
        case "client":
            with tempfile.TemporaryDirectory() as folder:
                return measure_client(Path(folder))
        case "memory":
            return measure_memory()
        case "parcels":
            return measure_parcels()
        case "scheduler":
            return measure_scheduler(arguments.workers, arguments.tasks)
        case _:
            kept = json.loads((RESULTS / "cluster.json").read_text(encoding="utf-8"))["parts"]
            return bounds(kept["scheduler"]["figures"], kept["client"]["figures"])


def main() -> None:
    """Measure and print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--tasks", type=int, default=400)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for part in arguments.parts:
        figures = measure(part, arguments)
        print(part, json.dumps(figures, indent=1))
        if arguments.write:
            write_part("cluster", part, figures)


if __name__ == "__main__":
    main()
