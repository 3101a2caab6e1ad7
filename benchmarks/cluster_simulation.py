"""Dask workers that translate nothing, a thousand of them in one process.

    python -m benchmarks.cluster_simulation ADDRESS WORKERS SECONDS

Each registers with the scheduler at ADDRESS as a real one does, takes the tasks that real ones get,
and answers them after SECONDS of sleep with as much text as a translation has. `benchmarks.cluster`
starts this, and a scheduler, as processes of their own.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from typing import Final

from pipeline.attempts import Source, Translation
from pipeline.cluster import task

WITHOUT_WATCHING: Final = {
    "distributed.admin.system-monitor.interval": "10m",
    "distributed.worker.profile.enabled": False,
}


def imitate(seconds: float) -> None:
    """Put sleep in the place of the engine, in this process."""

    def translate(plugin: str, groups: tuple[tuple[Source, ...], ...]) -> list[list[Translation]]:
        del plugin
        time.sleep(seconds)
        return [[Translation(source.text, -0.5) for source in group] for group in groups]

    def refusal(outfit: task.Outfit) -> str:
        del outfit
        return ""

    # Tasks name these functions, and workers look them up by name.
    task.translate = translate
    task.refusal = refusal


async def work(address: str, workers: int) -> None:
    """Be so many workers until the scheduler goes."""
    import dask  # noqa: PLC0415 - an extra
    from distributed import Worker  # noqa: PLC0415 - an extra

    # What each worker does besides to watch itself, its process would do a thousand times.
    dask.config.set(WITHOUT_WATCHING)
    async with AsyncExitStack() as stack:
        made = [Worker(address, nthreads=1, name=str(n), memory_limit=0) for n in range(workers)]
        # Not all at once: each wants an answer within seconds.
        for start in range(0, workers, 50):
            started = [stack.enter_async_context(one) for one in made[start : start + 50]]
            await asyncio.gather(*started)
        finished = (worker.finished() for worker in made)  # type: ignore[no-untyped-call]
        await asyncio.gather(*finished)


def main() -> None:
    """Imitate workers."""
    address, workers, seconds = sys.argv[1:]
    imitate(float(seconds))
    asyncio.run(work(address, int(workers)))


if __name__ == "__main__":
    main()
