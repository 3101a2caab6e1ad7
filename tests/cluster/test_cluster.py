"""Many machines: the results of one engine, whatever happens to the workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import models
from pipeline.attempts import Translation
from pipeline.engine import DecodingSettings, Engine
from pipeline.errors import BrokenModelError, ClusterError, RefusedWorkerError
from pipeline.glossary import Glossary, Term
from pipeline.workers import Lost
from tests.cluster import poison
from tests.tiny_packages import make_package

distributed = pytest.importorskip(
    "distributed", reason="needs Dask (pip install 'bilingue[cluster]')"
)

from pipeline.cluster import stream as cluster_stream  # noqa: E402
from pipeline.cluster.connection import Connection  # noqa: E402
from pipeline.cluster.workers import ClusterWorkers  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent

# A random model's gibberish would be tried again and again.
BARE = DecodingSettings(bare=True)
WORDS = ["cane", "gatta", "prato", "divano", "frase", "parola"]
GROUPS = [
    [f"il {word} {number} corre nel {other}" for other in WORDS[: number % 5]]
    for number in range(20)
    for word in WORDS
]

# What a client connects to, and listens on, with one task done.
RECORD_SOCKETS = """
import sys
def note(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}:
        where = arguments[:2] if event == "socket.getaddrinfo" else arguments[1]
        print(event, *where, flush=True)
sys.addaudithook(note)
from pipeline import models
from pipeline.cluster.workers import ClusterWorkers
from pipeline.engine import DecodingSettings
package = models.load(models.choose(sys.argv[1]))
settings = DecodingSettings(bare=True)
with ClusterWorkers(package, scheduler=sys.argv[2], settings=settings) as workers:
    assert len(list(workers.translate_each([["il cane corre"]]))) == 1
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> models.LoadedPackage:
    """Make a random model."""
    folder = tmp_path_factory.mktemp("packages") / "tiny"
    return models.load(models.choose(str(make_package(folder, positions=256))))


@pytest.fixture(scope="module")
def expected(tiny: models.LoadedPackage) -> dict[int, list[Translation]]:
    """Translate all groups in this process."""
    engine = Engine(tiny.files, threads=1, settings=BARE)
    results = dict(engine.translate_each(GROUPS))
    engine.close()
    return results


@pytest.fixture(scope="module")
def cluster() -> Iterator[Connection]:
    """Have a scheduler and two workers of one thread on this machine."""
    with Connection("local", 2) as connection:
        connection.client.wait_for_workers(2)
        yield connection


@pytest.fixture
def workers(tiny: models.LoadedPackage, cluster: Connection) -> Iterator[ClusterWorkers]:
    """Have the random model on both workers."""
    with ClusterWorkers(tiny, scheduler=address_of(cluster), settings=BARE) as two:
        yield two
    cluster.client.wait_for_workers(2, timeout=60)


def address_of(cluster: Connection) -> str:
    """Return the scheduler's address."""
    return str(cluster.client.scheduler.address)


def pids_of(cluster: Connection) -> list[int]:
    """Return the workers' processes."""
    return list(cluster.client.run(os.getpid).values())


def once(act: Callable[[], Any]) -> Callable[[int], None]:
    """Return a progress function that acts when the first sentences are done."""
    waiting = [act]
    return lambda _count: waiting.pop()() if waiting else None


def test_the_results_are_those_of_one_engine(
    workers: ClusterWorkers, cluster: Connection, expected: dict[int, list[Translation]]
) -> None:
    """To the last digit; empty groups too; by both workers; and nothing stays behind."""
    done: list[int] = []
    before = {worker: len(log) for worker, log in cluster.client.run(_tasks_done).items()}

    assert dict(workers.translate_each(GROUPS, progress=done.append)) == expected
    assert sum(done) == sum(map(len, GROUPS))
    after = cluster.client.run(_tasks_done)
    assert all(len(after[worker]) > before[worker] for worker in before)
    assert dict(workers.translate_each(GROUPS[:4])) == {n: expected[n] for n in range(4)}
    assert _left_behind(cluster) == 0


def test_a_glossary_goes_along(tiny: models.LoadedPackage, cluster: Connection) -> None:
    """The engine on a worker has the client's terms."""
    glossary = Glossary([Term("cane", "hound")])
    engine = Engine(tiny.files, threads=1, settings=BARE, glossary=glossary)
    groups = [["il cane corre"], ["la gatta dorme"]]

    with ClusterWorkers(
        tiny, scheduler=address_of(cluster), settings=BARE, glossary=glossary
    ) as two:
        assert dict(two.translate_each(groups)) == dict(engine.translate_each(groups))
    engine.close()


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX: signals reach one process")
def test_a_killed_worker_costs_nothing(
    workers: ClusterWorkers, cluster: Connection, expected: dict[int, list[Translation]]
) -> None:
    """One of two is killed while it works; all is done, the same, and counted once."""
    done: list[int] = []
    victim = pids_of(cluster)[0]
    kill = once(lambda: os.kill(victim, signal.SIGKILL))

    def progress(count: int) -> None:
        done.append(count)
        kill(count)

    assert dict(workers.translate_each(GROUPS, progress=progress)) == expected
    assert sum(done) == sum(map(len, GROUPS))
    cluster.client.wait_for_workers(2)
    assert victim not in pids_of(cluster)


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX: signals reach one process")
def test_signals_are_the_clients(workers: ClusterWorkers, cluster: Connection) -> None:
    """Workers of this machine survive what a terminal sends to all."""
    before = pids_of(cluster)
    for pid in before:
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)

    assert len(dict(workers.translate_each(GROUPS[:20]))) == 20
    assert pids_of(cluster) == before


def test_only_a_deadly_article_is_given_up(
    workers: ClusterWorkers, cluster: Connection, expected: dict[int, list[Translation]]
) -> None:
    """Workers die of it again when it is alone; the articles beside it are done."""
    groups: list[list[str]] = [*GROUPS[:7], ["il cane", poison.DEADLY], *GROUPS[8:40]]
    cluster.client.register_plugin(_Poison("poison"))
    try:
        results = dict(workers.translate_each(groups))
    finally:
        cluster.client.unregister_worker_plugin("poison")
        cluster.client.wait_for_workers(2, timeout=60)
        cluster.client.run(poison.remove)

    lost = results.pop(7)
    assert isinstance(lost, Lost)
    assert "died" in lost.reason
    assert results == {n: expected[n] for n in range(40) if n != 7}


def test_a_worker_with_another_package_is_refused(
    cluster: Connection, tiny: models.LoadedPackage, tmp_path: Path
) -> None:
    """Before anything is translated, and with its address and what it has."""
    other = models.load(models.choose(str(make_package(tmp_path / "other", seed=2))))
    cluster.client.register_plugin(_Elsewhere("elsewhere", str(other.candidate.folder)))
    gone = models.LoadedPackage(
        models.Candidate("translate-it_en-9", "9", tmp_path / "not there", "named"),
        tiny.files,
        tiny.sha256,
    )
    with pytest.raises(RefusedWorkerError) as refused:
        ClusterWorkers(gone, scheduler=address_of(cluster), settings=BARE)
    cluster.client.unregister_worker_plugin("elsewhere")

    assert all(worker in refused.value.message for worker in cluster.client.nthreads())
    assert f"content hash {tiny.sha256[:12]}" in refused.value.message
    assert f"{other.candidate.name} with {other.sha256[:12]}" in refused.value.message


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        ("instruction_set", "its processor computes as another, not as"),
        ("translation_digest", "its bilingue is of a version with other rules"),
    ],
)
def test_a_worker_that_comes_later_is_refused_too(
    workers: ClusterWorkers, cluster: Connection, planted: str, reason: str
) -> None:
    """The run ends with an error that names it, when it is given its first task."""
    cluster.client.run(_plant, planted)
    try:
        with pytest.raises(RefusedWorkerError, match=reason) as refused:
            list(workers.translate_each(GROUPS))
    finally:
        cluster.client.run(_restore, planted)

    assert "tcp://127.0.0.1:" in refused.value.message


def test_a_wish_to_stop_finishes_only_one_task(
    workers: ClusterWorkers, cluster: Connection, expected: dict[int, list[Translation]]
) -> None:
    """What was done is kept, the rest is taken back from the scheduler."""
    wish: list[bool] = []
    stop = once(lambda: wish.append(True))
    groups = [GROUPS[n % len(GROUPS)] for n in range(6000)]

    results = dict(workers.translate_each(groups, progress=stop, stopped=lambda: bool(wish)))

    with_text = [number for number in results if groups[number]]
    assert 1 <= len(with_text) < 2000
    assert all(results[number] == expected[number % len(GROUPS)] for number in results)
    assert _left_behind(cluster) == 0


def test_a_stop_at_once_leaves_all(workers: ClusterWorkers, cluster: Connection) -> None:
    """Nothing more is waited for."""
    wish: list[bool] = []
    stop = once(lambda: wish.append(True))
    groups = (GROUPS[n % len(GROUPS)] for n in range(6000))

    results = list(workers.translate_each(groups, progress=stop, must_stop=lambda: bool(wish)))

    assert len(results) < 3000
    assert _left_behind(cluster) == 0


def test_only_a_few_articles_are_in_hand(workers: ClusterWorkers) -> None:
    """However many there are, the scheduler never has more than keeps its workers busy."""
    taken: list[int] = []

    def groups() -> Iterator[list[str]]:
        for number in range(100_000):
            taken.append(number)
            yield [f"la frase {number}"]

    results = workers.translate_each(groups())
    next(results)

    tasks = 2 * cluster_stream.TASKS_A_THREAD + cluster_stream.SPARE_TASKS
    assert len(taken) < 100 * tasks
    results.close()  # type: ignore[attr-defined]


def test_a_model_that_fails_is_the_clients_error(cluster: Connection, tmp_path: Path) -> None:
    """What a worker meets while it loads the package is raised as it is."""
    folder = make_package(tmp_path / "rotto")
    package = models.load(models.choose(str(folder)))
    (folder / "model" / "model.bin").write_bytes(b"nonsense")
    broken = models.LoadedPackage(package.candidate, package.files, models.content_hash(folder))

    with (
        ClusterWorkers(broken, scheduler=address_of(cluster), settings=BARE) as two,
        pytest.raises(BrokenModelError, match="translate-it_en-1_0"),
    ):
        list(two.translate_each(GROUPS))


def test_a_scheduler_that_is_not_there_is_named(
    tiny: models.LoadedPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do."""
    monkeypatch.setattr("pipeline.cluster.connection._CONNECT_SECONDS", 1)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"

        with pytest.raises(ClusterError, match=f"the cluster at {address} cannot be used"):
            ClusterWorkers(tiny, scheduler=address)


def test_nothing_but_loopback_is_listened_on(cluster: Connection) -> None:
    """Neither by the scheduler nor by its workers."""
    psutil = pytest.importorskip("psutil", reason="needs psutil, which Dask brings")
    processes = [psutil.Process(pid) for pid in [os.getpid(), *pids_of(cluster)]]
    listening = {
        connection.laddr.ip
        for process in processes
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }

    assert listening == {"127.0.0.1"}


def test_a_client_speaks_with_the_address_that_was_typed_alone(
    cluster: Connection, tiny: models.LoadedPackage
) -> None:
    """Results come through the scheduler, and nothing is listened on."""
    host, port = address_of(cluster).removeprefix("tcp://").split(":")

    done = subprocess.run(
        [sys.executable, "-c", RECORD_SOCKETS, str(tiny.candidate.folder), address_of(cluster)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    seen = set(done.stdout.splitlines())
    assert f"socket.connect {host} {port}" in seen
    # Port 80: to ask the system which of its own addresses leads there; nothing is sent.
    connected = {line for line in seen if not line.startswith("socket.getaddrinfo")}
    assert connected <= {f"socket.connect {host} {port}", f"socket.connect {host} 80"}
    assert all(line.split()[1] == host for line in seen)


def test_closed_workers_say_so(tiny: models.LoadedPackage, cluster: Connection) -> None:
    """Using them after closing them is a fault of the caller's; closing twice is none."""
    workers = ClusterWorkers(tiny, scheduler=address_of(cluster))
    workers.close()
    workers.close()

    with pytest.raises(ValueError, match="closed"):
        list(workers.translate_each(GROUPS))


def _tasks_done(dask_worker: Any) -> list[Any]:  # noqa: ANN401 - Dask's own name and type
    return [entry for entry in dask_worker.state.log if "executing" in entry and "memory" in entry]


def _left_behind(cluster: Connection) -> int:
    """Return how many tasks the scheduler has, once it has heard of what was let go."""
    deadline = time.monotonic() + 10
    while True:
        left = len(cluster.client.run_on_scheduler(_count_tasks))
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.05)


def _count_tasks(dask_scheduler: Any) -> list[str]:  # noqa: ANN401 - Dask's own name and type
    return [str(key) for key in dask_scheduler.tasks]


def _plant(name: str) -> None:
    from pipeline.cluster import task  # noqa: PLC0415 - in the worker

    setattr(task, name, lambda *_arguments: "another")
    task._engine.cache_clear()  # noqa: SLF001 - as in a worker that has just begun


def _restore(name: str) -> None:
    from pipeline import digests, hardware  # noqa: PLC0415 - in the worker
    from pipeline.cluster import task  # noqa: PLC0415 - in the worker

    setattr(task, name, getattr(digests, name, None) or getattr(hardware, name))


class _Poison(distributed.WorkerPlugin):  # type: ignore[misc, name-defined]
    """Plants the poison in every worker, restarted ones too."""

    def __init__(self, name: str) -> None:
        self.name = name

    def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002
        poison.plant()


class _Elsewhere(distributed.WorkerPlugin):  # type: ignore[misc, name-defined]
    """Lets workers have a package of their own."""

    def __init__(self, name: str, folder: str) -> None:
        self.name = name
        self.folder = folder

    def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002
        os.environ["BILINGUE_MODEL"] = self.folder

    def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002
        del os.environ["BILINGUE_MODEL"]
