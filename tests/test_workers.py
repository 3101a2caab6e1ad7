"""Worker processes: the same results as one engine, whatever happens to them."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import models, team
from pipeline.attempts import Source, Translation
from pipeline.engine import DecodingSettings, Engine
from pipeline.errors import BrokenModelError, WorkerError
from pipeline.glossary import Glossary, Term
from pipeline.workers import EngineWorkers, Lost
from tests import deadly_worker
from tests.no_sockets import REFUSE_SOCKETS
from tests.tiny_packages import make_package

ROOT = Path(__file__).resolve().parent.parent

# A random model's gibberish would be tried again and again.
BARE = DecodingSettings(bare=True)

WORDS = ["cane", "gatta", "prato", "divano", "frase", "parola"]
GROUPS = [
    [f"il {word} {number} corre nel {other}" for other in WORDS[: number % 5]]
    for number in range(20)
    for word in WORDS
]

USE_WORKERS = """
import sys
from pathlib import Path
from pipeline import models
from pipeline.engine import DecodingSettings
from pipeline.workers import EngineWorkers
bare = DecodingSettings(bare=True)
with EngineWorkers(models.choose(sys.argv[1]), jobs=2, settings=bare) as workers:
    groups = ([f"il cane {number} corre"] for number in range(int(sys.argv[2])))
    for number, translations in workers.translate_each(groups):
        print(number, flush=True)
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> models.Candidate:
    """Make a random model."""
    folder = tmp_path_factory.mktemp("packages") / "tiny"
    return models.choose(str(make_package(folder, positions=256)))


@pytest.fixture(scope="module")
def expected(tiny: models.Candidate) -> dict[int, list[Translation]]:
    """Translate all groups in this process."""
    engine = Engine(models.load(tiny).files, threads=1, settings=BARE)
    results = dict(engine.translate_each(GROUPS))
    engine.close()
    return results


@pytest.fixture
def workers(tiny: models.Candidate) -> Iterator[EngineWorkers]:
    """Have two workers with the random model; afterwards none is left."""
    with EngineWorkers(tiny, jobs=2, threads=1, settings=BARE) as two:
        yield two
    assert multiprocessing.active_children() == []


def once(act: Callable[[], Any]) -> Callable[[int], None]:
    """Return a progress function that acts when the first sentence is done."""
    waiting = [act]
    return lambda _count: waiting.pop()() if waiting else None


def kill_all() -> None:
    """Kill all workers."""
    for process in multiprocessing.active_children():
        process.kill()


def test_the_results_are_those_of_one_engine(
    workers: EngineWorkers, expected: dict[int, list[Translation]]
) -> None:
    """Empty groups too, and a second call with the same processes."""
    done: list[int] = []

    assert dict(workers.translate_each(GROUPS, progress=done.append)) == expected
    assert sum(done) == sum(map(len, GROUPS))
    first = {process.pid for process in multiprocessing.active_children()}
    assert len(first) == 2
    assert dict(workers.translate_each(GROUPS[:4])) == {n: expected[n] for n in range(4)}
    assert {process.pid for process in multiprocessing.active_children()} == first


@pytest.mark.model
def test_the_bundled_model_translates_the_same(bundled_model: Path) -> None:
    """Real sentences, code in one of them, and a glossary."""
    candidate = models.choose(str(bundled_model))
    glossary = Glossary([Term("cane", "hound")])
    lines = (ROOT / "benchmarks" / "data" / "flores-dev.it").read_text(encoding="utf-8")
    groups: list[Sequence[str | Source]] = [lines.split("\n")[n : n + 3] for n in range(0, 24, 3)]
    groups.append([Source("Usa git push ogni sera.", ((4, 12),)), "Il cane dorme.", "***"])
    engine = Engine(models.load(candidate).files, threads=1, glossary=glossary)

    with EngineWorkers(candidate, jobs=2, threads=1, glossary=glossary) as two:
        assert dict(two.translate_each(groups)) == dict(engine.translate_each(groups))
    engine.close()


def test_killed_workers_cost_nothing(
    workers: EngineWorkers, expected: dict[int, list[Translation]]
) -> None:
    """Their groups are done by others, and no sentence is counted twice."""
    done: list[int] = []
    kill = once(kill_all)

    def progress(count: int) -> None:
        done.append(count)
        kill(count)

    assert dict(workers.translate_each(GROUPS, progress=progress)) == expected
    assert sum(done) == sum(map(len, GROUPS))


def test_workers_killed_while_they_start_cost_nothing(
    workers: EngineWorkers, expected: dict[int, list[Translation]]
) -> None:
    """They are replaced."""

    def groups() -> Iterator[list[str]]:
        for number, sentences in enumerate(GROUPS):
            if number == 5:
                kill_all()
            yield sentences

    assert dict(workers.translate_each(groups())) == expected


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (deadly_worker.DEADLY, f"exit status {deadly_worker.STATUS}"),
        (deadly_worker.TOO_LARGE, "it had no memory left"),
    ],
)
def test_only_a_deadly_group_is_given_up(
    workers: EngineWorkers,
    expected: dict[int, list[Translation]],
    monkeypatch: pytest.MonkeyPatch,
    sentence: str,
    reason: str,
) -> None:
    """Three workers die of it, the third with nothing else in hand; all others are done."""
    monkeypatch.setattr(team, "serve", deadly_worker.serve_until_deadly)
    groups = [*GROUPS[:7], ["il cane", sentence], *GROUPS[8:20]]

    results = dict(workers.translate_each(groups))

    assert results.pop(7) == Lost(reason)
    assert results == {n: expected[n] for n in range(20) if n != 7}


def test_workers_that_cannot_start_are_an_error(
    workers: EngineWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the model and how the last one ended."""
    monkeypatch.setattr(team, "serve", deadly_worker.die)

    with pytest.raises(WorkerError, match=f"translate-it_en-1_0.*status {deadly_worker.STATUS}"):
        list(workers.translate_each(GROUPS))


def test_a_broken_model_is_raised_as_it_is(tmp_path: Path) -> None:
    """What a worker meets while loading is the caller's error, and the workers end."""
    folder = make_package(tmp_path / "rotto")
    (folder / "model" / "model.bin").write_bytes(b"nonsense")

    with (
        EngineWorkers(models.choose(str(folder)), jobs=2) as two,
        pytest.raises(BrokenModelError, match="translate-it_en-1_0"),
    ):
        list(two.translate_each(GROUPS))
    assert multiprocessing.active_children() == []


def test_a_wish_to_stop_finishes_only_one_group(
    workers: EngineWorkers, expected: dict[int, list[Translation]]
) -> None:
    """The one begun first is finished, what was done is kept, the rest is not begun."""
    wish: list[bool] = []
    stop = once(lambda: wish.append(True))
    groups = [GROUPS[n % len(GROUPS)] for n in range(3000)]

    results = dict(workers.translate_each(groups, progress=stop, stopped=lambda: bool(wish)))

    with_text = [number for number in results if groups[number]]
    assert 1 <= len(with_text) < 1000
    assert {number % len(GROUPS) for number in with_text} <= set(expected)
    assert all(results[number] == expected[number % len(GROUPS)] for number in results)
    assert multiprocessing.active_children() == []


def test_a_stop_at_once_leaves_all(workers: EngineWorkers) -> None:
    """Nothing more is done, and nobody is waited for."""
    wish: list[bool] = []
    stop = once(lambda: wish.append(True))
    groups = (GROUPS[n % len(GROUPS)] for n in range(3000))

    results = list(workers.translate_each(groups, progress=stop, must_stop=lambda: bool(wish)))

    assert len(results) < 1500
    assert multiprocessing.active_children() == []


def test_a_caller_that_goes_away_leaves_no_work(workers: EngineWorkers) -> None:
    """A stream that is given up ends its workers; the next call starts others."""
    stream = workers.translate_each(GROUPS)
    next(stream)
    stream.close()  # type: ignore[attr-defined]

    assert multiprocessing.active_children() == []
    assert [number for number, _ in workers.translate_each(GROUPS[1:2])] == [0]


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX: signals reach one process")
def test_signals_are_the_parents(
    workers: EngineWorkers, expected: dict[int, list[Translation]]
) -> None:
    """From their first moment on workers survive what a terminal sends to all."""
    seen: set[int | None] = set()

    def groups() -> Iterator[list[str]]:
        for sentences in GROUPS:
            for process in multiprocessing.active_children():
                seen.add(process.pid)
                os.kill(process.pid or 0, signal.SIGINT)
                os.kill(process.pid or 0, signal.SIGTERM)
            yield sentences

    assert dict(workers.translate_each(groups())) == expected
    assert {process.pid for process in multiprocessing.active_children()} == seen


def test_workers_end_when_their_parent_is_killed(tiny: models.Candidate) -> None:
    """The pipe that they share with it is at its end only when all of them are gone."""
    parent = subprocess.Popen(
        [sys.executable, "-c", USE_WORKERS, str(tiny.folder), "1000000"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert parent.stdout
    assert parent.stdout.readline()
    parent.kill()

    _, errors = parent.communicate(timeout=60)

    assert errors == b""


def test_no_process_opens_a_socket(tiny: models.Candidate, tmp_path: Path) -> None:
    """Sockets are refused in the parent and, by the same module, in each process that starts."""
    started = tmp_path / "started"
    started.mkdir()
    code = f"import os, pathlib\n(pathlib.Path({str(started)!r}) / str(os.getpid())).touch()\n"
    (tmp_path / "sitecustomize.py").write_text(code + REFUSE_SOCKETS, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", USE_WORKERS, str(tiny.folder), "50"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert sorted(map(int, done.stdout.split())) == list(range(50))
    assert len(list(started.iterdir())) >= 3


def test_closed_workers_say_so(tiny: models.Candidate) -> None:
    """Using them after closing them is a fault of the caller's; closing twice is none."""
    workers = EngineWorkers(tiny, jobs=2)
    workers.close()
    workers.close()

    with pytest.raises(ValueError, match="closed"):
        list(workers.translate_each(GROUPS))


def test_there_is_at_least_one_worker(tiny: models.Candidate) -> None:
    """No number of processes below one makes sense."""
    with pytest.raises(ValueError, match="jobs must be at least 1"):
        EngineWorkers(tiny, jobs=0)


def test_an_engine_goes_on_while_no_group_is_there(
    tiny: models.Candidate, expected: dict[int, list[Translation]]
) -> None:
    """None in the place of a group takes a number and lets the engine work."""
    engine = Engine(models.load(tiny).files, threads=1, settings=BARE)
    groups = [None, GROUPS[1], None, None, GROUPS[2], None]

    assert dict(engine.translate_each(groups)) == {1: expected[1], 4: expected[2]}
    engine.close()
