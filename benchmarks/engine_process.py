"""A measured process: its time, its peak memory, and what else the machine did meanwhile."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1_000_000
_STAT: Final = Path("/proc/stat")


@dataclass(frozen=True, slots=True)
class Process:
    """A process that ended well."""

    started: float
    """When it was started, in seconds since 1970."""
    seconds: float
    """From its start to its end, or to the end of the client's work."""
    peak_mb: float
    """Largest resident memory, in millions of bytes."""
    others: float
    """Cores that other processes kept busy meanwhile, on average; nan where it is not known."""
    output: str
    """Its standard output, or what the client returned."""


def measure(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    client: Callable[[subprocess.Popen[str]], str] | None = None,
    folder: Path | None = None,
) -> Process:
    """Run `command` and measure it. Only for systems with wait4: not Windows.

    The memory counted is at least what the calling process holds, so that has to stay small.

    Args:
        command: The program and its arguments.
        environment: All its environment variables.
        client: Makes use of the command, which is a server, and is done with it at its return.
        folder: Where it runs; by default where this process does.

    Raises:
        RuntimeError: the command failed.
    """
    busy, started, clock = _busy_seconds(), time.time(), time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command],
        env=dict(environment),
        stdout=subprocess.DEVNULL if client else subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
    ) as process:
        try:
            output = client(process) if client else process.stdout.read() if process.stdout else ""
            seconds = time.perf_counter() - clock
        finally:
            if client:
                process.terminate()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = seconds if client else time.perf_counter() - clock
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not client:
        message = f"exit status {process.returncode}: {' '.join(map(str, command))}"
        raise RuntimeError(message)
    own = usage.ru_utime + usage.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return Process(
        started=started,
        seconds=seconds,
        peak_mb=usage.ru_maxrss * unit / MEGABYTE,
        others=max(0.0, (_busy_seconds() - busy - own) / seconds),
        output=output,
    )


def _busy_seconds() -> float:
    """Return the processor time that all processes of the machine have used so far."""
    if not _STAT.exists():
        return float("nan")
    fields = _STAT.read_text(encoding="ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, *interrupts = map(int, fields[:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")
