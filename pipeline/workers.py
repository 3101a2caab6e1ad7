"""Worker processes: what an engine does, by several at once, each with a model of its own.

The parent deals groups of sentences out, each to the worker with the least in hand and no more
than keep its batches full, and gathers what comes back. Since a sentence's translation depends on
nothing but the sentence, it does not matter which worker made it.

A worker that dies, killed or out of memory, loses nothing: its groups are dealt out again. Those
that two workers died of are then tried alone, one at a time: the one that a third worker dies of
is given up, and the others are done.
"""

import atexit
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Final

from pipeline.attempts import Source, Translation
from pipeline.closable import Closable
from pipeline.engine import DecodingSettings
from pipeline.glossary import Glossary
from pipeline.hardware import available_threads
from pipeline.models import Candidate
from pipeline.team import Group, Member, Team
from pipeline.worker import Done, Equipment, Failed, FinishOnly, Last, Loaded, Progress

MAX_DEATHS: Final = 3
"""Workers that die of a group before it is given up."""
_LISTEN_SECONDS: Final = 0.1
"""How often a wish to stop is looked for while nothing happens."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in the place of a group's translations where workers died of it."""

    reason: str
    """How the last one ended."""


Outcome = list[Translation] | Lost


class EngineWorkers(Closable):
    """Engines in processes of their own. A context manager; for one thread.

    A process starts when there is a group for it, and stays for the next call.
    """

    def __init__(
        self,
        candidate: Candidate,
        *,
        jobs: int,
        threads: int | None = None,
        settings: DecodingSettings | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            candidate: The package that translates.
            jobs: Processes, at least 1.
            threads: Batches that each works on at once; by default the cores are shared out.
            settings: How to translate.
            glossary: Terms whose English the user wants to choose.

        Raises:
            ValueError: `jobs` is out of range.
        """
        if jobs < 1:
            message = f"jobs must be at least 1, not {jobs}"
            raise ValueError(message)
        equipment = Equipment(
            candidate,
            threads or max(1, available_threads() // jobs),
            settings or DecodingSettings(),
            None if glossary is None else glossary.terms,
        )
        self._team = Team(equipment, jobs)
        self._closed = False
        # multiprocessing waits for its processes at exit, which wait for us.
        atexit.register(self.close)

    def translate_each(
        self,
        groups: Iterable[Sequence[str | Source]],
        *,
        progress: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        must_stop: Callable[[], bool] | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        """Translate groups of sentences as `Engine.translate_each` does; yield each when done.

        Args:
            groups: The sentences of each group.
            progress: Called with the number of sentences done since the last call.
            stopped: Asked all the time; once it says yes only the group that was begun first is
                finished.
            must_stop: Asked all the time; once it says yes nothing more is done.

        Yields:
            The number of a group, from 0, and its translations, or why it has none; the first
            finished first.

        Raises:
            ModelError: as a worker met it, or no worker can be started.
            ValueError: the workers are closed.
        """
        if self._closed:
            message = "the workers are closed"
            raise ValueError(message)
        stream = _Stream(self._team, groups, progress or _ignore)
        try:
            while True:
                if stopped is not None and stopped() and not stream.stopping:
                    stream.finish_only_first()
                dealt = stream.deal()
                stream.listen(0 if dealt else _LISTEN_SECONDS)
                yield from stream.take_finished()
                if stream.over() or (must_stop is not None and must_stop()):
                    return
        finally:
            if stream.stopping or self._team.busy():  # what they have in hand is not wanted
                self._team.dismiss(self._team.members)

    def close(self) -> None:
        """End the processes, whatever they do; nothing can be translated after that."""
        self._closed = True
        self._team.dismiss(self._team.members)
        atexit.unregister(self.close)


class _Stream:
    """The groups of one call, and where they are."""

    def __init__(
        self,
        team: Team,
        groups: Iterable[Sequence[str | Source]],
        progress: Callable[[int], None],
    ) -> None:
        self.stopping = False
        self._team = team
        self._incoming = enumerate(groups)
        self._more = True
        # Groups that a worker died of, and how many of their sentences were counted as done.
        self._again: list[Group] = []
        self._counted = 0
        self._progress = progress
        self._finished: list[tuple[int, Outcome]] = []

    def over(self) -> bool:
        return not (self._more or self._again or self._team.busy())

    def take_finished(self) -> list[tuple[int, Outcome]]:
        finished, self._finished = self._finished, []
        return finished

    def deal(self) -> bool:
        """Deal out one group; tell whether there may be another."""
        alone = bool(self._again) and self._again[0].alone
        if not (self._again or self._more) or not self._team.has_room(alone=alone):
            return False
        group = self._again.pop(0) if self._again else self._next()
        if group is None:
            return False
        if not group.sources:
            self._finished.append((group.number, []))
            return True
        member = self._team.find(alone=group.alone)
        if member is not None:
            member.give(group)
            if not self._more:
                member.send(Last())
        return True

    def listen(self, seconds: float) -> bool:
        """Hear a report of each worker that has one; wait for the first at most so long."""
        by_pipe = {member.reports: member for member in self._team.members}
        ready = wait(by_pipe, seconds) if by_pipe else []
        for pipe in ready:
            self._hear(by_pipe[pipe])
        return bool(ready)

    def finish_only_first(self) -> None:
        """Give up all groups that are not finished but the one that was begun first."""
        self.stopping, self._more = True, False
        while self.listen(0):
            pass
        self._again.clear()
        begun = [member for member in self._team.members if member.loaded and member.in_hand]
        chosen = min(begun, key=lambda member: next(iter(member.in_hand)), default=None)
        self._team.dismiss([member for member in self._team.members if member is not chosen])
        if chosen is not None:
            number, group = next(iter(chosen.in_hand.items()))
            chosen.in_hand = {number: group}
            chosen.send(FinishOnly(number))

    def _next(self) -> Group | None:
        number, sentences = next(self._incoming, (-1, ()))
        if number >= 0:
            sources = (Source(one) if isinstance(one, str) else one for one in sentences)
            return Group(number, tuple(sources))
        self._more = False
        for member in self._team.members:
            member.send(Last())
        return None

    def _hear(self, member: Member) -> None:
        match member.receive():
            case None:
                self._deal_again(member)
            case Loaded():
                member.loaded = True
                self._team.note_start()
            case Progress(sentences):
                member.done += sentences
                self._tell(sentences)
            case Done(number, translations):
                if number in member.in_hand:  # wanted, even after a wish to stop
                    member.done -= len(member.in_hand.pop(number).sources)
                    self._finished.append((number, translations))
            case Failed(error):
                raise error

    def _deal_again(self, member: Member) -> None:
        """Take the groups of a dead worker back."""
        end = self._team.bury(member)
        if self.stopping:
            return
        for group in member.in_hand.values():
            group.deaths += member.loaded
        lost = [group for group in member.in_hand.values() if group.deaths >= MAX_DEATHS]
        if lost:  # it was alone
            self._finished += [(group.number, Lost(end)) for group in lost]
            return
        self._counted += member.done
        self._again += member.in_hand.values()
        self._again.sort(key=lambda group: group.number)

    def _tell(self, sentences: int) -> None:
        """Pass progress on, but for what was counted before a worker died."""
        known = min(sentences, self._counted)
        self._counted -= known
        if sentences > known:
            self._progress(sentences - known)


def _ignore(_sentences: int) -> None:
    pass
