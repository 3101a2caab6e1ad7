"""What a run prints, and how it is asked to stop."""

import contextlib
import json
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from pipeline.closing import closing_lines
from pipeline.planning import Decision
from pipeline.record import ModelNote
from pipeline.report import STATUSES, ArticleResult, RunSummary, plain_result
from pipeline.watcher import Watcher

if TYPE_CHECKING:
    from pipeline.progress_bar import ProgressBar

GRACE_SECONDS = 8.0
"""Time for the work in hand after a signal; the promise is ten seconds."""


class Signals:
    """Turns Ctrl-C and SIGTERM into a wish to stop; a second one stops at once."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.status = 0
        """Exit status that the signal stands for; 0 where none came."""
        self.since = 0.0
        """When it came, on the monotonic clock."""
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Begin to listen."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self.status:
            raise SystemExit(self.status)
        self.status = 128 + number
        self.since = time.monotonic()
        say("bilingue: stopping after the work in hand; once more to stop at once")


class Console(Watcher):
    """Prints a run's progress: a bar on a terminal, plain lines elsewhere."""

    def __init__(
        self, signals: Signals, *, quiet: bool, as_json: bool, verbose: bool = False
    ) -> None:
        """Print to stderr.

        Args:
            signals: Tells whether the user wants to stop.
            quiet: Print errors only.
            as_json: Print events on stdout too, a JSON object a line.
            verbose: Print what each article took and what is doubtful in it.
        """
        self._signals = signals
        self._quiet = quiet
        self._as_json = as_json
        self._verbose = verbose
        self._bar: ProgressBar | None = None

    def __enter__(self) -> Self:
        """Show the bar where stderr is a terminal."""
        if not self._quiet and sys.stderr is not None and sys.stderr.isatty():
            from pipeline.progress_bar import ProgressBar  # noqa: PLC0415 - only for terminals

            self._bar = ProgressBar()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._stop_bar()

    def planned(self, articles: int, model: ModelNote, reason: str) -> None:
        """Say how many articles there are and which model translates."""
        plural = "" if articles == 1 else "s"
        self._say(f"{articles} article{plural}; model {model.name}, {reason}")
        self._event("planned", {"articles": articles, "model": model.name, "reason": reason})
        if self._bar is not None:
            self._bar.planned(articles)

    def translating(self, sentences: int, source: str = "", words: int = 0) -> None:
        """Make the bar longer."""
        if self._bar is not None:
            self._bar.begin(sentences, source, words)

    def translated(self, sentences: int) -> None:
        """Move the bar on."""
        if self._bar is not None:
            self._bar.advance(sentences)

    def finished(self, result: ArticleResult) -> None:
        """Print an article's result."""
        self._event("article", plain_result(result))
        if self._bar is not None:
            self._bar.finish(result.source)
        if result.status == "failed":
            self._say(f"failed: {result.message}", error=True)
        else:
            details = _details(result) if self._verbose else ""
            self._say(f"{result.status}: {result.source} ({result.reason}){details}")
            if result.message:
                self._say(f"note: {result.message}", error=True)

    def stopped(self) -> bool:
        """Tell whether a signal came."""
        return self._signals.status != 0

    def must_stop(self) -> bool:
        """Tell whether the time for the work in hand is over."""
        return self.stopped() and time.monotonic() - self._signals.since > GRACE_SECONDS

    def summarise(self, summary: RunSummary, out: Path | str) -> None:
        """Print what became of the run and where its index is."""
        self._stop_bar()
        for line in closing_lines(summary):
            self._say(line)
        counts = {status: summary.count(status) for status in STATUSES if summary.count(status)}
        index = f"{out}/index.html" if isinstance(out, str) else str(out / "index.html")
        content = {
            "interrupted": summary.interrupted,
            "seconds": round(summary.seconds, 3),
            "counts": counts,
            "index": index,
        }
        self._event("finished", content)
        if not self._quiet and not self._as_json:
            say(index, err=False)

    def note(self, line: str) -> None:
        """Print a line that is no error."""
        self._say(line)

    def _say(self, line: str, *, error: bool = False) -> None:
        if self._quiet and not error:
            return
        if self._bar is not None:  # rich writes above its bar
            self._bar.say(shown(line))
        else:
            say(line)

    def _event(self, event: str, content: dict[str, Any]) -> None:
        if self._as_json:
            say(json.dumps({"event": event, **content}, ensure_ascii=False), err=False)

    def _stop_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _details(result: ArticleResult) -> str:
    """Return what an article took and what is doubtful in it, for the end of a line."""
    parts = [f"{result.sentences} sentences", f"{result.words} words", f"{result.seconds:.2f} s"]
    if result.status == "translated" and result.seconds > 0:
        parts.append(f"{result.words / result.seconds:.0f} words/s")
    parts += [f"{flag} {count}" for flag, count in result.flags]
    return ": " + ", ".join(parts)


def say(line: str, *, err: bool = True) -> None:
    """Print a line to stderr, or to stdout; that nobody listens must not stop a run."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(shown(line), err=err)


def shown(line: str) -> str:
    """Return `line` with control characters, which a file name may hold, made visible."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)


def say_decisions(decisions: Sequence[Decision], *, as_json: bool) -> None:
    """Print what a run would do with each article."""
    for decision in decisions:
        reason = str(decision.error) if decision.error else decision.reason
        content = {
            "name": decision.task.name,
            "source": decision.task.source.relative,
            "action": decision.action,
            "reason": reason,
        }
        line = f"{decision.action}: {decision.task.source.relative} ({reason})"
        say(json.dumps(content, ensure_ascii=False) if as_json else line, err=False)
