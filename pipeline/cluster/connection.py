"""The way to a Dask scheduler: one that is running somewhere, or one of our own on this machine.

No socket is opened but to the address that was typed; results come through the scheduler. `local`
listens on the loopback interface alone.
"""

import logging
from contextlib import ExitStack
from typing import Any, Final

from pipeline.closable import Closable
from pipeline.errors import ClusterError, MissingExtraError
from pipeline.team import signals_held

WISH: Final = "--scheduler"
"""What a user writes to get here."""
EXTRA: Final = "cluster"
"""What has to be installed for it."""
LOCAL: Final = "local"
"""The word in the place of an address for a scheduler and workers on this machine."""
LOCAL_FAILURES: Final = 1
"""Workers of ours that may die of a task before it is given back to us: it is tried again alone.
Other schedulers have a setting for it, `distributed.scheduler.allowed-failures`, by default 3."""
MEMORY_SETTINGS: Final = {
    "MALLOC_TRIM_THRESHOLD_": 1 << 28,
    "MALLOC_MMAP_THRESHOLD_": 1 << 25,
}
"""For the C library of workers: keep the memory that each batch takes and gives back. By default
Dask has them return it to the system at once, which takes nearly half of their time."""
_CONNECT_SECONDS: Final = 30
_LOOPBACK: Final = "127.0.0.1"


class Connection(Closable):
    """A client of a scheduler, and the scheduler itself where it is ours."""

    def __init__(self, address: str, jobs: int) -> None:
        """Connect.

        Args:
            address: The scheduler's, such as tcp://host:8786, or `LOCAL`.
            jobs: Worker processes of a scheduler of ours.

        Raises:
            ClusterError: the scheduler cannot be reached or started.
            MissingExtraError: Dask is not installed.
        """
        self.address = address
        """As the user typed it."""
        try:
            import distributed  # noqa: PLC0415 - 0.4 s, and an extra
        except ImportError as error:
            raise MissingExtraError(WISH, EXTRA) from error
        with ExitStack() as stack:
            target: Any = address
            if address == LOCAL:
                target = stack.enter_context(_local_cluster(jobs))
            try:
                self.client: Any = stack.enter_context(
                    distributed.Client(  # type: ignore[no-untyped-call]
                        target,
                        timeout=_CONNECT_SECONDS,
                        set_as_default=False,
                        direct_to_workers=False,
                        name="bilingue",
                    )
                )
            except (OSError, ValueError) as error:
                raise ClusterError(
                    address, str(error), "give the address that the scheduler printed at its start"
                ) from error
            self._stack = stack.pop_all()

    def close(self) -> None:
        """Disconnect; end the scheduler and the workers where they are ours."""
        self._stack.close()


def _local_cluster(jobs: int) -> Any:  # noqa: ANN401 - Dask has no types
    import dask  # noqa: PLC0415 - an extra
    from distributed import LocalCluster  # noqa: PLC0415

    # The threads and processes that start now inherit that Ctrl-C and SIGTERM, which a terminal
    # or a service manager sends to all of them, are ours alone to understand.
    settings: dict[str, int] = {"distributed.scheduler.allowed-failures": LOCAL_FAILURES}
    for name, size in MEMORY_SETTINGS.items():  # the user's own variables win
        settings[f"distributed.nanny.pre-spawn-environ.{name}"] = size
    with signals_held(), dask.config.set(settings):
        return LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            host=_LOOPBACK,
            dashboard_address=f"{_LOOPBACK}:0",
            silence_logs=logging.CRITICAL,
        )
