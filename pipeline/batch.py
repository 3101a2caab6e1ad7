"""A run: plan, decide, read, translate, write, report.

The only room that knows all the others; `work` does what is done for each article.
"""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline._version import __version__
from pipeline.errors import BilingueError
from pipeline.index_pages import write_index
from pipeline.names import Source as Named
from pipeline.planning import Decision, Task, make_plan
from pipeline.report import ArticleResult, RunLog, RunSummary, not_done, write_summary
from pipeline.revision.reviser import Reviser, make_reviser
from pipeline.run_options import RunOptions
from pipeline.sources import find_sources
from pipeline.store import Store
from pipeline.translator import Translator
from pipeline.watcher import Watcher
from pipeline.work import Work

if TYPE_CHECKING:
    from pipeline.memory.memories import Memories


def run(
    options: RunOptions,
    watcher: Watcher,
    translator: Translator | None = None,
    earlier: Sequence[ArticleResult] = (),
) -> RunSummary:
    """Translate what `options` names and write pages, tables, records, index and run.json.

    Args:
        options: What to do.
        watcher: Hears what happens.
        translator: What `make_translator` returned; by default one for this run alone.
        earlier: Results of earlier runs that the summary shall hold as well.

    Raises:
        UsageError: a path does not exist or there is nothing to do.
        ModelError: there is no model to translate with.
        OutputError: the output folder cannot be written at all.
    """
    if translator is None:
        with make_translator(options) as own:
            return _carry_out(options, watcher, own, earlier)
    return _carry_out(options, watcher, translator, earlier)


def _carry_out(
    options: RunOptions,
    watcher: Watcher,
    translator: Translator,
    earlier: Sequence[ArticleResult],
) -> RunSummary:
    started = time.monotonic()
    found = find_sources(options.paths, options.out, options.listed, options.urls)
    plan = make_plan(found.sources)
    tasks = options.select(plan)
    with _memories(options) as memories:
        store = Store(options.out)
        store.prepare()
        if not earlier:  # a folder that is watched was cleared by the first of its runs
            store.clear()
        reviser = make_reviser(store, plan, options.edits, memories)
        with Work(options, plan, watcher, translator, reviser) as work:
            store.write_assets(work.renderer.assets)
            watcher.planned(len(tasks), translator.model, translator.reason)
            no_articles, handed_in = _path_failures(found.failures), _unused(reviser)
            done = _do(
                work, tasks, [*no_articles, *handed_in], watcher, RunLog(options.out, options.part)
            )
        results = {result.name: result for result in earlier}
        names = [one.name for one in no_articles] + [task.name for task in tasks]
        names += [one.name for one in handed_in]
        results |= {name: done[name] for name in names}
        place = {task.name: number for number, task in enumerate(plan)}
        summary = RunSummary(
            results=tuple(results.values()),
            part=options.part,
            places=tuple(place.get(name, -1) for name in results) if options.part else (),
            interrupted=watcher.stopped(),
            seconds=time.monotonic() - started,
            model=translator.model,
            model_reason=translator.reason,
        )
        if not options.part:
            others = {result.name for result in handed_in}
            write_index(store, work.renderer, [r for r in summary.results if r.name not in others])
        write_summary(options.out, summary, __version__)
        return summary


def _do(
    work: Work,
    tasks: Sequence[Task],
    failed: Sequence[ArticleResult],
    watcher: Watcher,
    log: RunLog,
) -> dict[str, ArticleResult]:
    """Do all articles and return what became of each, by name; `failed` is told first."""
    done: dict[str, ArticleResult] = {}
    for result in chain(failed, work.results(tasks)):
        done[result.name] = result
        log.add(result)
        watcher.finished(result)
    for task in tasks:
        if task.name not in done:
            done[task.name] = not_done(task.name, task.source.shown)
    return done | work.link(done)


def make_translator(options: RunOptions) -> Translator:
    """Return what translates as `options` say; the model is loaded with the first sentence.

    Raises:
        ModelError: there is no model to translate with.
    """
    return Translator(
        options.model,
        threads=options.threads,
        glossary=options.glossary,
        settings=options.settings,
        preload=False,
    )


def _path_failures(failures: Sequence[tuple[str, BilingueError]]) -> list[ArticleResult]:
    return [
        ArticleResult(name, name, "failed", reason="no article", message=str(error))
        for name, error in failures
    ]


def _memories(
    options: RunOptions, *, rehearsal: bool = False
) -> "AbstractContextManager[Memories | None]":
    if not options.memory:
        return nullcontext()
    from pipeline.memory.memories import Memories  # noqa: PLC0415 - for those who want them

    return Memories(options.memory, threshold=options.similarity, rehearsal=rehearsal)


def _unused(reviser: Reviser) -> list[ArticleResult]:
    return [
        ArticleResult(path, path, "failed", reason="corrections not used", message=str(error))
        for path, error in reviser.unused
    ]


def dry_run(options: RunOptions) -> list[Decision]:
    """Return what `run` would do with each article and why; nothing is written.

    Also what it would report as failed: paths that lead to no article, and corrections that are
    of no use. What the model makes of an article is not known before it is loaded.

    Raises:
        UsageError: a path does not exist or there is nothing to do.
        ModelError: there is no model to translate with.
    """
    found = find_sources(options.paths, options.out, options.listed, options.urls)
    plan = make_plan(found.sources)
    tasks = options.select(plan)
    with make_translator(options) as translator, _memories(options, rehearsal=True) as memories:
        reviser = make_reviser(Store(options.out), plan, options.edits, memories)
        with Work(options, plan, Watcher(), translator, reviser) as work:
            return [
                *(_hopeless(name, error) for name, error in found.failures),
                *map(work.foresee, tasks),
                *(_hopeless(path, error) for path, error in reviser.unused),
            ]


def _hopeless(name: str, error: BilingueError) -> Decision:
    return Decision(Task(name, Named(Path(name), name)), "fail", str(error), error=error)
