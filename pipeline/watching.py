"""Translating what arrives in folders, one batch after another, with the model kept in memory."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pipeline import batch
from pipeline.arrivals import Arrivals
from pipeline.errors import NothingToDoError, PathNotFoundError, UsageError
from pipeline.names import printable
from pipeline.planning import Task, make_plan
from pipeline.report import ArticleResult, RunSummary
from pipeline.run_options import RunOptions
from pipeline.sources import find_sources
from pipeline.store import Store
from pipeline.watcher import Watcher

_LOOK_MILLISECONDS: Final = 250
"""Between two looks at whether what came has settled."""


def watch(options: RunOptions, watcher: Watcher, batch_done: Callable[[RunSummary], None]) -> None:
    """Translate what is in the folders of `options` and what arrives there, until stopped.

    Each batch is a run with the names that a run over all that is there would give; index and
    run.json are complete after it.

    Args:
        options: As for a run; its paths are folders.
        watcher: Hears what happens, and tells when to stop.
        batch_done: Called after each batch with what became of its articles.

    Raises:
        UsageError: a path is no folder.
        ModelError: there is no model to translate with.
        OutputError: the output folder cannot be written at all.
    """
    _require_folders(options.paths)
    Store(options.out).prepare()
    arrivals = Arrivals(options.paths, options.out)
    results: dict[str, ArticleResult] = {}
    seen: frozenset[Path] = frozenset()
    with batch.make_translator(options) as translator:
        for ready in _batches(options.paths, arrivals, watcher.stopped):
            select = partial(
                select_arrived,
                ready=ready,
                seen=seen,
                pending=arrivals.pending,
                done=frozenset(results),
            )
            with suppress(NothingToDoError):  # it all went away meanwhile
                plan = make_plan(find_sources(options.paths, options.out).sources)
                there = {task.name for task in plan}
                results = {name: result for name, result in results.items() if name in there}
                summary = batch.run(
                    replace(options, select=select), watcher, translator, tuple(results.values())
                )
                new = [r for r in summary.results if results.get(r.name) is not r]
                results |= {r.name: r for r in new if r.status != "not done"}
                batch_done(replace(summary, results=tuple(new)))
            seen |= ready


def select_arrived(
    plan: Sequence[Task],
    ready: frozenset[Path],
    seen: frozenset[Path],
    pending: frozenset[Path],
    done: frozenset[str],
) -> list[Task]:
    """Return the articles of the plan that are to be done now.

    Args:
        plan: All that is in the folders. What is in none of the following sets has just come, and
            may be incomplete.
        ready: Real paths of the files that have settled since the last batch.
        seen: Those of earlier batches.
        pending: Those that have not settled yet.
        done: Names of the articles of earlier batches. A file that got another name, because one
            with the same stem came, is done again under it.
    """
    selected, settled = [], seen - pending
    for task in plan:
        real = Path(os.path.realpath(task.source.path))
        if real in ready or (real in settled and task.name not in done):
            selected.append(task)
    return selected


def _batches(
    folders: Sequence[Path], arrivals: Arrivals, stopped: Callable[[], bool]
) -> Iterator[frozenset[Path]]:
    """Yield the files that have settled, whenever there are some, until stopped."""
    from watchfiles import watch as watch_files  # noqa: PLC0415 - for those who want it

    changes = watch_files(
        *folders,
        watch_filter=None,
        stop_event=_Asking(stopped),
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    next(changes, None)  # from here on nothing that happens is missed
    arrivals.notice_all(time.monotonic())
    for changed in changes:
        arrivals.notice((Path(path) for _, path in changed), time.monotonic())
        ready = arrivals.settled(time.monotonic())
        if ready and not stopped():
            yield ready


class _Asking:
    """What watchfiles takes for an event: is it set?"""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped

    def is_set(self) -> bool:
        return self._stopped()


def _require_folders(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise PathNotFoundError(printable(str(path)))
        if not path.is_dir():
            message = f"{printable(str(path))} is no folder, and only folders can be watched"
            raise UsageError(message, "name the folder, or leave out --watch")
