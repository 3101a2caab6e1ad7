"""One worker process: an engine of its own, fed through a pipe by `workers`.

It obeys its parent alone: Ctrl-C, which a terminal sends to all of them, is the parent's to
understand. When the pipe closes, the parent has no use for the worker or is dead, and it ends.
"""

import errno
import os
import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Final

from pipeline import models
from pipeline.attempts import Source, Translation
from pipeline.engine import DecodingSettings, Engine
from pipeline.errors import BilingueError
from pipeline.glossary import Glossary, Term

OUT_OF_MEMORY: Final = errno.ENOMEM
"""Exit status of a worker that was refused memory."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a worker loads."""

    candidate: models.Candidate
    """The package."""
    threads: int
    """Batches worked on at once, each on one thread."""
    settings: DecodingSettings
    """How to translate."""
    terms: tuple[Term, ...] | None
    """The glossary's terms; None without a glossary."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Command: translate these sentences too."""

    number: int
    """The parent's number of the group."""
    sources: tuple[Source, ...]
    """The sentences."""


@dataclass(frozen=True, slots=True)
class Last:
    """Command: for now no more groups follow."""


@dataclass(frozen=True, slots=True)
class FinishOnly:
    """Command: finish this group, leave all others, end."""

    number: int
    """The parent's number of the group."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Report: the model is loaded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Report: so many more sentences are done."""

    sentences: int
    """Since the last report."""


@dataclass(frozen=True, slots=True)
class Done:
    """Report: a group is translated."""

    number: int
    """The parent's number of the group."""
    translations: list[Translation]
    """A translation a sentence, in order."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Report: the worker cannot go on."""

    error: Exception
    """What it met."""


Command = Deal | Last | FinishOnly
Report = Loaded | Progress | Done | Failed


def serve(equipment: Equipment, commands: Connection, reports: Connection) -> None:
    """Be a worker: the whole life of its process."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    _Worker(commands, reports).work(equipment)


class _Worker:
    def __init__(self, commands: Connection, reports: Connection) -> None:
        self._commands = commands
        self._reports = reports
        self._waiting: SimpleQueue[Deal | Last] = SimpleQueue()
        # The parent's numbers of the groups that the engine has, by the engine's own.
        self._in_hand: dict[int, int] = {}
        self._only: int | None = None
        self._progress = 0
        self._clean = Lock()

    def work(self, equipment: Equipment) -> None:
        Thread(target=self._listen, daemon=True).start()
        try:
            engine = self._load(equipment)
            self._report(Loaded())
            while self._only is None:
                self._translate(engine)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BilingueError as error:
            self._report(Failed(error))
        except Exception:  # noqa: BLE001 - the parent raises it
            # Not everything that can be raised can be pickled; its text can.
            self._report(Failed(RuntimeError(f"in a worker process:\n{traceback.format_exc()}")))

    def _load(self, equipment: Equipment) -> Engine:
        with self._clean:  # reading the package needs a temporary folder for a moment
            files = models.load(equipment.candidate).files
        return Engine(
            files,
            threads=equipment.threads,
            settings=equipment.settings,
            glossary=None if equipment.terms is None else Glossary(equipment.terms),
        )

    def _listen(self) -> None:
        """Take commands as they come, so that the parent never waits for the engine."""
        while True:
            try:
                command: Command = self._commands.recv()
            except (EOFError, OSError):  # closed: there is nobody to work for
                with self._clean:
                    os._exit(0)
            if isinstance(command, FinishOnly):
                self._only = command.number
            else:
                self._waiting.put(command)

    def _translate(self, engine: Engine) -> None:
        """Translate groups until the parent says that no more follow."""
        for number, translations in engine.translate_each(
            self._groups(),
            progress=self._count,
            stopped=lambda: self._only is not None,
            must_stop=self._must_stop,
        ):
            self._tell_progress()
            self._report(Done(self._in_hand.pop(number), translations))

    def _groups(self) -> Iterator[tuple[Source, ...] | None]:
        """Yield groups, None where none is there while the engine has others to work on."""
        for number in count():
            try:
                command = self._waiting.get(block=not self._in_hand)
            except Empty:
                yield None
                continue
            if isinstance(command, Last):
                return
            self._in_hand[number] = command.number
            yield command.sources

    def _must_stop(self) -> bool:
        self._tell_progress()  # the engine asks between batches
        return self._only is not None and self._only not in self._in_hand.values()

    def _count(self, sentences: int) -> None:
        self._progress += sentences

    def _tell_progress(self) -> None:
        if self._progress:
            self._report(Progress(self._progress))
            self._progress = 0

    def _report(self, report: Report) -> None:
        try:
            self._reports.send(report)
        except OSError:  # closed: there is nobody to work for
            os._exit(0)
