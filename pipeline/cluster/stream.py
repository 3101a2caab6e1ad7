"""The tasks of one call: sent, waited for, tried again, given up.

Only so many are sent as keep the workers busy, so that a million articles never lie in the
scheduler.

Dask gives the tasks of a worker that died to others. Where it gives a task up, since several
workers died while they had it, each of its articles is tried again with nothing else in hand: the
one that workers die of is given up, and the others are done.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, Final

from pipeline.attempts import Source, Translation
from pipeline.cluster.connection import Connection
from pipeline.cluster.parcels import Packer, Parcel, singles
from pipeline.errors import BilingueError, ClusterError
from pipeline.workers import Lost, Outcome

TASKS_A_THREAD: Final = 3
"""Tasks in hand for each that the cluster can work on: one at work and two that wait."""
SPARE_TASKS: Final = 8
"""Tasks in hand beyond those, so that a cluster that adapts its size sees that there is more."""
MAX_SUSPECTS: Final = 500
"""Articles that workers may have died of, from which on they are tried before any other."""
MAX_FRUITLESS: Final = 3
"""Articles given up before any was done, before the cluster is."""
PATIENCE_SECONDS: Final = 300.0
"""Time without any worker before the run ends."""
_COUNT_SECONDS: Final = 2.0
"""How often the workers are counted."""
_RESULT_SECONDS: Final = 5.0
"""Time for a result to come from the scheduler before others are looked at."""


class Stream:
    """The groups of one call, and where they are."""

    def __init__(
        self,
        connection: Connection,
        plugin: str,
        groups: Iterable[Sequence[str | Source]],
        progress: Callable[[int], None],
    ) -> None:
        """Send nothing yet.

        Args:
            connection: The way to the scheduler.
            plugin: Name of the plugin that brings the outfit to the workers.
            groups: The sentences of each group.
            progress: Called with the number of sentences done since the last call.

        Raises:
            ClusterError: the connection is lost.
        """
        self._connection = connection
        self._plugin = plugin
        self._progress = progress
        self._finished: list[tuple[int, Outcome]] = []
        self._packer = Packer(groups, lambda number: self._finished.append((number, [])))
        # Futures by key, in the order in which they were sent, and those that something became of.
        self._in_hand: dict[str, tuple[Any, Parcel]] = {}
        self._ready: SimpleQueue[Any] = SimpleQueue()
        self._suspects: deque[Parcel] = deque()
        self._stopping = False
        self._fruitful = False
        self._given_up = 0
        self._crew = _Crew(connection)

    def over(self) -> bool:
        """Tell whether nothing is left to be done or taken."""
        return not (self._packer.more or self._suspects or self._in_hand or self._finished)

    def take_finished(self) -> list[tuple[int, Outcome]]:
        """Return what was finished since the last call."""
        finished, self._finished = self._finished, []
        return finished

    def send(self) -> bool:
        """Send one parcel; tell whether there may be another."""
        threads = self._crew.threads()
        if self._suspects and (not self._packer.more or len(self._suspects) > MAX_SUSPECTS):
            if not self._in_hand:
                self._submit(self._suspects.popleft())
            return False
        if len(self._in_hand) >= TASKS_A_THREAD * threads + SPARE_TASKS:
            return False
        if any(parcel.alone for _, parcel in self._in_hand.values()):
            return False
        parcel = self._packer.next(threads)
        if parcel is not None:
            self._submit(parcel)
        return parcel is not None

    def listen(self, seconds: float) -> None:
        """Take what has become of tasks; wait for the first at most so long."""
        try:
            self._take(self._ready.get(timeout=seconds) if seconds else self._ready.get_nowait())
            while True:
                self._take(self._ready.get_nowait())
        except Empty:
            pass

    def finish_only_first(self) -> None:
        """Give up all tasks but the one that was sent first; send no more."""
        if self._stopping:
            return
        self._stopping, self._packer.more = True, False
        self._suspects.clear()
        first = next(iter(self._in_hand), None)
        self._cancel([key for key in self._in_hand if key != first])

    def cancel(self) -> None:
        """Give up all tasks."""
        self._cancel([*self._in_hand])

    def _cancel(self, keys: Sequence[str]) -> None:
        futures = [self._in_hand.pop(key)[0] for key in keys]
        if futures and self._connection.client.status == "running":
            self._connection.client.cancel(futures, force=True)

    def _submit(self, parcel: Parcel) -> None:
        from pipeline.cluster.task import translate  # noqa: PLC0415 - an extra

        sources = tuple(group.sources for group in parcel.groups)
        future = self._connection.client.submit(translate, self._plugin, sources, pure=False)
        self._in_hand[future.key] = (future, parcel)
        future.add_done_callback(self._ready.put)

    def _take(self, future: Any) -> None:  # noqa: ANN401 - Dask has no types
        if future.key not in self._in_hand:  # given up
            return
        _, parcel = self._in_hand.pop(future.key)
        outcome = self._outcome(future)
        if outcome is None:  # a worker died before it could be fetched, and it is made again
            self._in_hand[future.key] = (future, parcel)
            self._ready.put(future)
        elif isinstance(outcome, Lost):
            self._suspect(parcel, outcome)
        else:
            self._fruitful = True
            numbers = (group.number for group in parcel.groups)
            self._finished += zip(numbers, outcome, strict=True)
            self._progress(parcel.sentences)

    def _outcome(self, future: Any) -> list[list[Translation]] | Lost | None:  # noqa: ANN401
        """Return what became of a task; None where it is not to be had yet."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

        try:
            if future.status != "error":
                results: list[list[Translation]] = future.result(timeout=_RESULT_SECONDS)
                return results
            error = future.exception(timeout=_RESULT_SECONDS)
        except TimeoutError:
            return None
        except CancelledError as lost:
            raise _lost(self._connection) from lost
        except Exception as raised:  # noqa: BLE001 - looked at below
            error = raised
        if isinstance(error, KilledWorker):
            return Lost(f"the Dask worker {error.last_worker.address} died")
        if isinstance(error, MemoryError):
            return Lost("it had no memory left")
        if isinstance(error, BilingueError):
            raise error
        raise ClusterError(
            self._connection.address,
            f"a task failed: {type(error).__name__}: {error}",
            "install the same bilingue[cluster] here, on the scheduler and on all workers",
        ) from error

    def _suspect(self, parcel: Parcel, end: Lost) -> None:
        """Try the groups of a parcel that workers died of alone, or give the one in it up."""
        if self._stopping:
            return
        if not parcel.alone:
            self._suspects += singles(parcel)
            return
        self._given_up += 1
        if not self._fruitful and self._given_up >= MAX_FRUITLESS:
            raise ClusterError(
                self._connection.address,
                f"workers die of every article; the last: {end.reason}",
                "look into a worker's log, and give workers more memory",
            )
        self._finished += [(group.number, end) for group in parcel.groups]


class _Crew:
    """How many tasks the cluster works on at the same time, asked for now and then."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._threads = 0
        self._asked = self._seen = time.monotonic()
        self._count()

    def threads(self) -> int:
        """Return the number of threads of all workers.

        Raises:
            ClusterError: there has been no worker for a long time.
        """
        if time.monotonic() - self._asked > _COUNT_SECONDS:
            self._count()
        return self._threads

    def _count(self) -> None:
        self._asked = time.monotonic()
        try:
            self._threads = sum(self._connection.client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise _lost(self._connection) from error
        if self._threads:
            self._seen = self._asked
        elif self._asked - self._seen > PATIENCE_SECONDS:
            raise ClusterError(
                self._connection.address,
                f"it has had no worker for {PATIENCE_SECONDS:.0f} seconds",
                f"start some with 'dask worker {self._connection.address} --nthreads 1'",
            )


def _lost(connection: Connection) -> ClusterError:
    return ClusterError(
        connection.address,
        "the connection to the scheduler was lost",
        "look into the scheduler's log, then run again: what was done is kept",
    )
