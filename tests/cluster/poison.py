"""A sentence that workers die of, planted in the processes of a cluster that a test has."""

import os
from typing import Any, Final

from pipeline.attempts import Source
from pipeline.engine import Engine

DEADLY: Final = "il cane avvelenato"


class DeadlyEngine(Engine):
    """An engine that takes its whole process with it."""

    def translate_each(self, groups: Any, **others: Any) -> Any:  # noqa: ANN401
        """Die where `DEADLY` is to be translated."""
        if any(source == Source(DEADLY) for sources in groups for source in sources):
            os._exit(7)
        return super().translate_each(groups, **others)


def plant() -> None:
    """Let this worker process load such an engine."""
    _load_with(DeadlyEngine)


def remove() -> None:
    """Let this worker process load the real one again."""
    _load_with(Engine)


def _load_with(engine: type[Engine]) -> None:
    from pipeline.cluster import task  # noqa: PLC0415 - in the worker

    task.Engine = engine  # type: ignore[attr-defined]
    task._engine.cache_clear()  # noqa: SLF001 - as in a worker that has just begun
