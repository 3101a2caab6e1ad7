"""The worker processes as their parent sees them: started, given work, heard, ended.

Everything goes through pipes of the system, one for each direction: no socket is opened.
"""

import multiprocessing
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from pipeline.attempts import Source
from pipeline.engine import MAX_OPEN
from pipeline.errors import WorkerError
from pipeline.worker import OUT_OF_MEMORY, Command, Deal, Equipment, Report, serve

ALONE_FROM: Final = 2
"""Deaths from which on a worker has nothing else in hand while it works on the group."""
MAX_FAILED_STARTS: Final = 3
"""Workers in a row that die before their model is loaded, before no more are started."""
_END_SECONDS: Final = 5.0
"""Time for a worker to end by itself once its pipe is closed."""


@dataclass(slots=True)
class Group:
    """Sentences that are wanted together."""

    number: int
    """Its place among the groups, from 0."""
    sources: tuple[Source, ...]
    """The sentences."""
    deaths: int = 0
    """Workers that died while they had it."""

    @property
    def alone(self) -> bool:
        """Whether a worker shall have nothing else in hand beside it."""
        return self.deaths >= ALONE_FROM


class Member:
    """One worker."""

    def __init__(self, equipment: Equipment) -> None:
        """Start its process; do not wait for its model."""
        context = multiprocessing.get_context("spawn")
        # Pipes of one direction: those of two are sockets.
        commands, self._commands = context.Pipe(duplex=False)
        reading, reports = context.Pipe(duplex=False)
        self.reports: Any = reading  # of another class on Windows
        """Where its reports come from."""
        self._process = context.Process(
            target=serve, args=(equipment, commands, reports), daemon=True
        )
        with signals_held():
            self._process.start()
        # Now the worker alone holds these ends, and its death closes them.
        commands.close()
        reports.close()
        self.in_hand: dict[int, Group] = {}
        """Groups in the order in which it got them."""
        self.done = 0
        """Sentences that it has done in groups that it has not."""
        self.loaded = False
        """Whether it has loaded its model."""

    def open_sentences(self) -> int:
        """Return the number of sentences that it has still to do."""
        return sum(len(group.sources) for group in self.in_hand.values()) - self.done

    def has_room(self) -> bool:
        """Tell whether it can have another group."""
        alone = any(group.alone for group in self.in_hand.values())
        return not alone and self.open_sentences() < MAX_OPEN

    def give(self, group: Group) -> None:
        """Let it translate a group."""
        self.in_hand[group.number] = group
        self.send(Deal(group.number, group.sources))

    def send(self, command: Command) -> None:
        """Send a command, for nothing where it is dead."""
        with suppress(OSError):  # its reports will tell
            self._commands.send(command)

    def receive(self) -> Report | None:
        """Return its next report; None where it is dead."""
        try:
            report: Report = self.reports.recv()
        except (EOFError, OSError):
            return None
        return report

    def release(self) -> None:
        """Let it end by itself."""
        self._commands.close()
        self.reports.close()

    def end(self) -> str:
        """Wait for its end, make it end if need be, and return how it did."""
        self.release()
        self._process.join(_END_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        status = self._process.exitcode or 0
        self._process.close()
        if status == OUT_OF_MEMORY:
            return "it had no memory left"
        return f"it was killed by signal {-status}" if status < 0 else f"exit status {status}"


class Team:
    """The workers that there are."""

    def __init__(self, equipment: Equipment, jobs: int) -> None:
        """Start nobody yet; later no more than `jobs`."""
        self.members: list[Member] = []
        """Those that live, as far as is known."""
        self._equipment = equipment
        self._jobs = jobs
        self._failed_starts = 0

    def busy(self) -> bool:
        """Tell whether one of them has something in hand."""
        return any(member.in_hand for member in self.members)

    def find(self, *, alone: bool) -> Member | None:
        """Return the worker that shall have the next group, a new one if need be.

        Returns:
            None where nobody has room.
        """
        for member in self.members:
            if not member.in_hand:
                return member
        if len(self.members) < self._jobs:
            self.members.append(Member(self._equipment))
            return self.members[-1]
        free = [member for member in self.members if not alone and member.has_room()]
        return min(free, key=Member.open_sentences, default=None)

    def has_room(self, *, alone: bool) -> bool:
        """Tell whether `find` finds somebody."""
        return len(self.members) < self._jobs or any(
            not member.in_hand or (not alone and member.has_room()) for member in self.members
        )

    def note_start(self) -> None:
        """Note that a worker has loaded its model."""
        self._failed_starts = 0

    def bury(self, member: Member) -> str:
        """Take away a worker that is dead and return how it ended.

        Raises:
            WorkerError: workers die before they can work.
        """
        self.members.remove(member)
        end = member.end()
        self._failed_starts += not member.loaded
        if not member.loaded and self._failed_starts >= MAX_FAILED_STARTS:
            # Those that could load the model go on; there may be no memory for more of them.
            self._jobs = sum(other.loaded for other in self.members)
            if not self._jobs:
                raise WorkerError(self._equipment.candidate.name, end)
        return end

    def dismiss(self, members: Iterable[Member]) -> None:
        """End workers, all at the same time."""
        leaving = list(members)
        for member in leaving:
            self.members.remove(member)
            member.release()
        for member in leaving:
            member.end()


@contextmanager
def signals_held() -> Iterator[None]:
    """Keep signals from a process that is started meanwhile until it ignores them by itself."""
    if sys.platform == "win32":
        yield
        return
    # Started by the first process, and lets the signals through when it has.
    from multiprocessing import resource_tracker  # noqa: PLC0415 - not on Windows

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
