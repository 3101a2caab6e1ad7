"""Reading a source in bounded time and memory.

Readers are plain Python that nothing can stop from outside, and the time that Markdown takes can
grow with the square of a file's size: 300,000 opening brackets take 15 s, ten times as many half
an hour. So a file from `WATCHED_FROM` bytes on is read in a process of its own, which is ended when
its time is over. A smaller one is read here: the worst that was found for that size takes a second
or two, and a process would cost each article a third of a second.

Not covered: memory on Windows and macOS, where the system knows no such limit for a process; and
what comes after reading, whose time grows with the size alone, which `limits` bounds.
"""

import multiprocessing
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from pipeline.article import Article
from pipeline.errors import SourceError, TooMuchMemoryError, TooSlowSourceError
from pipeline.limits import require_readable_size
from pipeline.readers import read

WATCHED_FROM: Final = 50_000
"""Bytes from which on a file is read in a process of its own: 8,000 words."""
MAX_READING_SECONDS: Final = 60.0
"""Time for reading one file. Plain text takes 2 s for `limits.MAX_BLOCKS` blocks, Markdown 4 s."""
MAX_READING_MEMORY: Final = 4_000_000_000
"""Bytes of address space of the process that reads, on Linux."""

_HEARTBEAT: Final = 0.1
"""Seconds between two looks at whether the user wants to stop."""
_END_SECONDS: Final = 2.0
"""Time for the process to end by itself."""


class ReadingStoppedError(Exception):
    """The user wanted to stop while a large file was being read; nothing is wrong with it."""


def read_within_limits(
    raw: bytes,
    name: str,
    *,
    must_stop: Callable[[], bool] = lambda: False,
    seconds: float = MAX_READING_SECONDS,
) -> Article:
    """Return the article in the bytes of a source, as `readers.read` does.

    Args:
        raw: The source's bytes.
        name: Its name, which tells the format and stands in messages.
        must_stop: Asked now and then while a large file is being read.
        seconds: Time that a large file may take.

    Raises:
        SourceError: it cannot be read, or it is beyond a limit.
        ReadingStoppedError: `must_stop` said yes.
    """
    if len(raw) < WATCHED_FROM:
        article = read(raw, name)
        require_readable_size(article, name)
        return article
    return _read_watched(raw, name, must_stop, seconds)


def _read_watched(raw: bytes, name: str, must_stop: Callable[[], bool], seconds: float) -> Article:
    from pipeline.team import signals_held  # noqa: PLC0415 - it imports the engine

    context = multiprocessing.get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(answer, raw, name), daemon=True)
    with signals_held():
        process.start()
    answer.close()  # now the process alone holds this end, and its death closes it
    try:
        outcome = _wait(answers, name, must_stop, seconds)
        process.join(_END_SECONDS)  # it ends by itself, and how it does is of interest
    finally:
        answers.close()
        process.kill()
        process.join()
        status = process.exitcode
        process.close()
    if isinstance(outcome, Article):
        return outcome
    if isinstance(outcome, Exception):
        raise outcome
    raise TooMuchMemoryError(name, f"the process that read it ended with status {status}")


def _wait(
    answers: Any,  # noqa: ANN401 - of another class on Windows
    name: str,
    must_stop: Callable[[], bool],
    seconds: float,
) -> object:
    """Return the process's answer, an article or an error; None where it died."""
    deadline = time.monotonic() + seconds
    while not answers.poll(_HEARTBEAT):
        if must_stop():
            raise ReadingStoppedError
        if time.monotonic() > deadline:
            raise TooSlowSourceError(name, seconds)
    try:
        outcome: object = answers.recv()
    except (EOFError, OSError):
        return None
    return outcome


def _serve(answer: Any, raw: bytes, name: str) -> None:  # noqa: ANN401
    """Read an article and send it, or why it cannot be read; runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to understand
    _limit_resources()
    outcome: Article | Exception
    try:
        outcome = read(raw, name)
        require_readable_size(outcome, name)
    except SourceError as error:
        outcome = error
    except MemoryError:
        outcome = TooMuchMemoryError(name, f"more than {MAX_READING_MEMORY:,} bytes")
    except Exception as error:  # noqa: BLE001 - the parent raises it again
        outcome = error
    try:
        answer.send(outcome)
    except (TypeError, ValueError, AttributeError, MemoryError):  # an exception that cannot travel
        answer.send(RuntimeError(repr(outcome)[:500]))


def _limit_resources() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not there on Windows

        # Ends the process even where its parent was killed and cannot.
        longest = int(MAX_READING_SECONDS) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_READING_MEMORY, MAX_READING_MEMORY))
