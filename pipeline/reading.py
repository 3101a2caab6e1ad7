"""Reading a source in bounded time and memory.

Readers are plain Python that nothing can stop from outside, and the time that Markdown takes can
grow with the square of a file's size: 300,000 opening brackets take 15 s, ten times as many half
an hour. So a file from `WATCHED_FROM` bytes on, or one that unpacks to more, is read in a process
beside, which is ended when its time is over. It stays for the next one: to start it takes a third
of a second. A smaller file is read here: the worst that was found for that size takes a second or
two.

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
from pipeline.closable import Closable
from pipeline.errors import SourceError, TooMuchMemoryError, TooSlowSourceError
from pipeline.limits import require_readable_size
from pipeline.readers import read
from pipeline.readers.archive import unpacked_size
from pipeline.readers.signatures import PDF

WATCHED_FROM: Final = 50_000
"""Bytes from which on a file is read in the process: 8,000 words."""
MAX_READING_SECONDS: Final = 60.0
"""Time for reading one file. Plain text takes 2 s for `limits.MAX_BLOCKS` blocks, Markdown 4 s."""
MAX_READING_MEMORY: Final = 4_000_000_000
"""Bytes of address space of the process that reads, on Linux."""

_UNPACKED: Final = 20
"""Bytes of an archive's XML for one of text."""
_HEARTBEAT: Final = 0.1
"""Seconds between two looks at whether the user wants to stop."""
_END_SECONDS: Final = 2.0
"""Time for the process to end by itself."""


class ReadingStoppedError(Exception):
    """The user wanted to stop while a large file was being read; nothing is wrong with it."""


class SourceReader(Closable):
    """Reads one source after another; for one thread."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._helper: _Helper | None = None

    def read(
        self,
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
        if not _is_watched(raw):
            article = read(raw, name)
            require_readable_size(article, name)
            return article
        if self._helper is None:
            self._helper = _Helper()
        is_usable = False
        try:
            outcome = self._helper.read(raw, name, must_stop, seconds)
            is_usable = isinstance(outcome, Article | Exception)
        finally:
            status = None if is_usable else self._end()
        if isinstance(outcome, Article):
            return outcome
        if isinstance(outcome, Exception):
            raise outcome
        raise TooMuchMemoryError(name, f"the process that read it ended with status {status}")

    def close(self) -> None:
        """End the process, if there is one; another is started when it is needed."""
        self._end()

    def _end(self) -> int | None:
        helper, self._helper = self._helper, None
        return helper.end() if helper else None


def _is_watched(raw: bytes) -> bool:
    """Tell whether a file may take long: it is large, unpacks to much, or is a PDF, which may."""
    if len(raw) >= WATCHED_FROM or raw.startswith(PDF):
        return True
    return unpacked_size(raw) >= _UNPACKED * WATCHED_FROM


class _Helper:
    """The process that reads large files."""

    def __init__(self) -> None:
        from pipeline.team import signals_held  # noqa: PLC0415 - it imports the engine

        context = multiprocessing.get_context("spawn")
        # Pipes of one direction: those of two are sockets.
        files, self._files = context.Pipe(duplex=False)
        reading, answers = context.Pipe(duplex=False)
        self._answers: Any = reading  # of another class on Windows
        self._process = context.Process(target=_serve, args=(files, answers), daemon=True)
        with signals_held():
            self._process.start()
        # Now the process alone holds these ends, and its death closes them.
        files.close()
        answers.close()
        self._is_busy = False

    def read(self, raw: bytes, name: str, must_stop: Callable[[], bool], seconds: float) -> object:
        """Return the answer, an article or an error; None where the process died."""
        deadline = time.monotonic() + seconds
        self._is_busy = True
        try:
            self._files.send((raw, name))
            while not self._answers.poll(_HEARTBEAT):
                if must_stop():
                    raise ReadingStoppedError
                if time.monotonic() > deadline:
                    raise TooSlowSourceError(name, seconds)
            outcome: object = self._answers.recv()
        except (EOFError, OSError):
            outcome = None
        self._is_busy = False
        return outcome

    def end(self) -> int | None:
        """End it and return its exit status."""
        self._files.close()
        if not self._is_busy:
            self._process.join(_END_SECONDS)  # it ends by itself, and how it does is of interest
        self._process.kill()
        self._process.join()
        self._answers.close()
        status = self._process.exitcode
        self._process.close()
        return status


def _serve(files: Any, answers: Any) -> None:  # noqa: ANN401
    """Read one file after another until nobody wants more; runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to understand
    with suppress(EOFError):
        while True:
            raw, name = files.recv()
            _limit_resources()
            _answer(answers, raw, name)


def _answer(answers: Any, raw: bytes, name: str) -> None:  # noqa: ANN401
    """Read an article and send it, or why it cannot be read."""
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
        answers.send(outcome)
    except (TypeError, ValueError, AttributeError, MemoryError):  # an exception that cannot travel
        answers.send(RuntimeError(repr(outcome)[:500]))


def _limit_resources() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not there on Windows

        # Ends the process even where its parent was killed and cannot.
        usage = resource.getrusage(resource.RUSAGE_SELF)
        longest = int(usage.ru_utime + usage.ru_stime + MAX_READING_SECONDS) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (longest, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_READING_MEMORY, MAX_READING_MEMORY))
