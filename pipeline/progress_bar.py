"""The bar that a terminal shows: articles, sentences in hand, pace, time left, what is in hand."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.pace import Pace

_LONGEST_NAME: Final = 40


class ProgressBar:
    """A line at the bottom of the terminal, over which others go on scrolling."""

    def __init__(
        self, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Show the bar on stderr.

        Args:
            console: Another terminal.
            clock: Seconds.
        """
        self._pace = Pace()
        self._clock = clock
        self._in_hand: dict[str, None] = {}
        # Markup off: names may hold brackets. The columns that matter come first, as a narrow
        # terminal cuts off the rest.
        self._bar = Progress(
            TextColumn("articles"),
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[pace]}", markup=False),
            TextColumn("{task.fields[current]}", markup=False),
            console=console or Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("articles", total=None, pace="", current="")
        self._bar.start()

    def planned(self, articles: int) -> None:
        """The run has so many articles."""
        self._pace = Pace()
        self._pace.articles = articles
        self._bar.update(self._task, total=articles, completed=0)

    def begin(self, sentences: int, source: str, words: int) -> None:
        """So many sentences of an article are to be translated."""
        if sentences:
            self._pace.begin(sentences, words, self._clock())
            self._in_hand[source] = None
        self._show()

    def advance(self, sentences: int) -> None:
        """So many more sentences are done."""
        self._pace.advance(sentences)
        self._show()

    def finish(self, source: str) -> None:
        """An article is done with."""
        self._pace.done_articles += 1
        self._in_hand.pop(source, None)
        self._bar.advance(self._task)
        self._show()

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.out(line, highlight=False)

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()

    def _show(self) -> None:
        now = self._clock()
        words, left = self._pace.words_a_second(now), self._pace.seconds_left(now)
        pace = [f"{words:.0f} words/s"] if words else []
        if left is not None:
            pace.append(f"{timedelta(seconds=round(left))} left")
        current = next(iter(self._in_hand), "")  # the one that was begun first
        shown = "".join(c if c.isprintable() else "?" for c in current)
        if len(shown) > _LONGEST_NAME:
            shown = "…" + shown[1 - _LONGEST_NAME :]
        self._bar.update(self._task, pace=", ".join(pace), current=shown)
