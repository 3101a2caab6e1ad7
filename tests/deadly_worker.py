"""Workers that die, for the tests: put in the place of `pipeline.worker.serve`."""

import os
from collections.abc import Iterator
from multiprocessing.connection import Connection

from pipeline import worker
from pipeline.attempts import Source

DEADLY = "morte"
"""A worker dies of a group with this sentence."""
TOO_LARGE = "troppo"
"""A worker is refused memory for a group with this sentence."""
STATUS = 77
"""Exit status of those that die."""


def serve_until_deadly(
    equipment: worker.Equipment, commands: Connection, reports: Connection
) -> None:
    """Be a worker until a deadly sentence comes."""
    groups = worker._Worker._groups  # noqa: SLF001 - where sentences reach the engine

    def dying(self: worker._Worker) -> Iterator[tuple[Source, ...] | None]:
        for sources in groups(self):
            texts = {source.text for source in sources or ()}
            if DEADLY in texts:
                os._exit(STATUS)
            if TOO_LARGE in texts:
                raise MemoryError
            yield sources

    worker._Worker._groups = dying  # type: ignore[method-assign]  # noqa: SLF001
    worker.serve(equipment, commands, reports)


def die(equipment: worker.Equipment, commands: Connection, reports: Connection) -> None:
    """Die before the model is loaded."""
    del equipment, commands, reports
    os._exit(STATUS)
