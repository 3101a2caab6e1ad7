"""The pool: keeps the decoder's batches full while many sentences are translated at once.

How a sentence is translated is written as a generator, which yields the requests that it needs
next and is sent their outcomes: most need one, a sentence whose first translation is doubtful
needs more. The pool holds the generators of hundreds of sentences, gathers what they wait for in
groups that can be decoded together, and lets the decoder work on the fullest.
"""

from collections import deque
from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from pipeline.decoder import (
    Batch,
    Decoder,
    Outcome,
    Request,
    Search,
    alone,
)

MAX_BATCH_HYPOTHESES: Final = 128
"""Hypotheses in a batch, all beams counted: more keep a core no busier."""
MAX_BATCH_PIECES: Final = 2048
"""Source pieces in a batch times the beams: a thread's working memory grows with it, some 30 MB
for 1,000 and a model of width 384."""
MAX_WAIT: Final = 60
"""Batches after which a request is decoded even where its group is not the fullest."""

Result = TypeVar("Result")
Steps = Generator[list[Request], list[Outcome], Result]
"""Yields requests, is sent their outcomes in the same order, and returns its result."""


def together(tasks: Sequence[Steps[Result]]) -> Steps[list[Result]]:
    """Let several generators go on at the same time; returns their results in order."""
    results: dict[int, Result] = {}
    wanted: dict[int, list[Request]] = {}

    def advance(number: int, outcomes: list[Outcome] | None) -> None:
        steps = tasks[number]
        try:
            wanted[number] = next(steps) if outcomes is None else steps.send(outcomes)
        except StopIteration as stop:
            wanted.pop(number, None)
            results[number] = stop.value

    for number in range(len(tasks)):
        advance(number, None)
    while wanted:
        asked = dict(wanted)
        outcomes = yield [request for requests in asked.values() for request in requests]
        for number, requests in asked.items():
            advance(number, outcomes[: len(requests)])
            outcomes = outcomes[len(requests) :]
    return [results[number] for number in range(len(tasks))]


@dataclass(slots=True, eq=False)
class Task(Generic[Result]):
    """A generator at work."""

    steps: Steps[Result]
    done: Callable[[Result], None]
    outcomes: list[Outcome] = field(default_factory=list)
    missing: int = 0
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class _Wait(Generic[Result]):
    """A request that a task waits for."""

    task: Task[Result]
    place: int
    request: Request
    since: int


@dataclass(slots=True)
class _Group(Generic[Result]):
    """Requests of one search and one padded length."""

    search: Search
    width: int
    exact: deque[_Wait[Result]] = field(default_factory=deque)
    """Those that are just as long; a batch wants one of them."""
    shorter: deque[_Wait[Result]] = field(default_factory=deque)

    def __len__(self) -> int:
        return len(self.exact) + len(self.shorter)

    def add(self, wait: _Wait[Result]) -> None:
        exact = len(wait.request.source) == self.width
        (self.exact if exact else self.shorter).append(wait)

    def size(self) -> int:
        """Return how many requests a full batch has."""
        if alone(self.search):
            return 1
        beams = self.search.beam_size
        return max(1, min(MAX_BATCH_HYPOTHESES // beams, MAX_BATCH_PIECES // (beams * self.width)))

    def fullness(self) -> float:
        return min(1.0, len(self) / self.size())

    def since(self) -> int:
        return min(queue[0].since for queue in (self.exact, self.shorter) if queue)

    def take(self, at_least: int) -> list[_Wait[Result]]:
        """Remove a batch: the oldest, one of them of the exact length if there is any.

        The group is cut into batches of even size: a small rest would cost as much as a batch.

        Args:
            at_least: How many batches to make of the group, where it has so many requests.
        """
        batches = max(-(-len(self) // self.size()), min(at_least, len(self)))
        count = -(-len(self) // batches)
        taken = [self.exact.popleft()] if self.exact else []
        while len(taken) < count:
            taken.append((self.shorter or self.exact).popleft())
        return taken

    def keep(self, tasks: Collection[Task[Result]]) -> None:
        """Forget the requests of other tasks."""
        self.exact = deque(wait for wait in self.exact if wait.task in tasks)
        self.shorter = deque(wait for wait in self.shorter if wait.task in tasks)


class Pool(Generic[Result]):
    """Tasks in hand, and the batches that they wait for. For one thread."""

    def __init__(self, decoder: Decoder) -> None:
        """Begin without tasks."""
        self._decoder = decoder
        self._groups: dict[tuple[Search, int], _Group[Result]] = {}
        self._running: deque[tuple[list[_Wait[Result]], Batch]] = deque()
        self._begun = 0

    def add(self, steps: Steps[Result], done: Callable[[Result], None]) -> Task[Result]:
        """Start a task; `done` is called with its result, at once where it needs no decoding."""
        task = Task(steps, done)
        self._advance(task, None)
        return task

    def keep_only(self, tasks: Collection[Task[Result]]) -> None:
        """Forget all other tasks; they are never done."""
        for group in self._groups.values():
            group.keep(tasks)
        for waits, _ in self._running:
            for wait in waits:
                wait.task.dropped = wait.task not in tasks

    def work(self, *, more: bool) -> None:
        """Begin a batch, and finish one where enough are running or none is to be begun.

        Args:
            more: Whether tasks are still to be added, so that small groups had better wait.

        Raises:
            BrokenModelError: the model fails.
        """
        group = self._next(more=more)
        if group is not None:
            # With nothing else to do, threads without work share what is left.
            idle = 1 if more else self._decoder.threads - len(self._running)
            waits = group.take(at_least=idle if self._is_last(group) else 1)
            self._begun += 1
            batch = self._decoder.begin([wait.request for wait in waits])
            self._running.append((waits, batch))
        # Work for each thread is waiting; more would only delay a stop.
        if group is None or len(self._running) > 2 * self._decoder.threads:
            self._finish()

    def _next(self, *, more: bool) -> _Group[Result] | None:
        groups = [group for group in self._groups.values() if group]
        if not groups:
            return None
        oldest = min(groups, key=_Group.since)
        if self._begun - oldest.since() > MAX_WAIT:
            return oldest
        if more:
            return max(groups, key=lambda group: (group.fullness(), -group.since()))
        # Second attempts last, when all of them are there; and long ones first, so that all threads
        # end at about the same time.
        return max(groups, key=lambda group: (-group.search.padding, group.width))

    def _is_last(self, group: _Group[Result]) -> bool:
        return all(other is group or not other for other in self._groups.values())

    def _finish(self) -> None:
        if not self._running:
            return
        waits, batch = self._running.popleft()
        for wait, outcome in zip(waits, self._decoder.finish(batch), strict=True):
            task = wait.task
            task.outcomes[wait.place] = outcome
            task.missing -= 1
            if not task.missing and not task.dropped:
                self._advance(task, task.outcomes)

    def _advance(self, task: Task[Result], outcomes: list[Outcome] | None) -> None:
        """Let a task go on until it waits for something or is done."""
        try:
            requests = task.steps.send(outcomes) if outcomes is not None else next(task.steps)
            while not requests:
                requests = task.steps.send([])
        except StopIteration as stop:
            task.done(stop.value)
            return
        task.outcomes = [None] * len(requests)
        task.missing = len(requests)
        for place, request in enumerate(requests):
            width = request.search.padded(len(request.source))
            key = (request.search, width)
            group = self._groups.setdefault(key, _Group(request.search, width))
            group.add(_Wait(task, place, request, self._begun))
