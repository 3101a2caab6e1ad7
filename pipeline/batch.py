"""A run: plan, decide, read, translate, write, report.

The only room that knows all the others. Articles flow through the engine together, so that its
batches are full, and each is written as soon as its last sentence is translated. What one article
does wrong is its own result; the others go on.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pipeline._version import __version__
from pipeline.article import Article
from pipeline.attempts import Source
from pipeline.digests import reading_digest
from pipeline.engine import DecodingSettings, Engine
from pipeline.errors import (
    BilingueError,
    ModelError,
    NothingToDoError,
    NotTranslatedError,
    RecordError,
    SourceError,
    UnexpectedError,
)
from pipeline.files import sha256, write_atomically
from pipeline.language import require_italian
from pipeline.neighbours import link_pages, with_pages
from pipeline.page import article_words
from pipeline.page_data import article_key
from pipeline.pairs import PlacedSentence, make_pairs, source_of, split_article
from pipeline.planning import Decision, Task, decide, make_plan
from pipeline.readers import read
from pipeline.record import Digests, ModelNote, Record
from pipeline.render import IndexEntry, PageOptions, Renderer
from pipeline.report import (
    ArticleResult,
    RunLog,
    RunSummary,
    Status,
    result_of,
    write_summary,
)
from pipeline.sources import find_sources
from pipeline.store import Store
from pipeline.translator import Translator

if TYPE_CHECKING:
    from pipeline.workers import EngineWorkers, Outcome


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a user asked for."""

    paths: tuple[Path, ...]
    """Files and folders."""
    out: Path
    """The output folder."""
    model: str | None = None
    """Which Argos package; None for the first candidate."""
    jobs: int = 1
    """Worker processes; 1 for none but this one."""
    threads: int | None = None
    """Batches that each process works on at once; None for all cores, shared among them."""
    glossary: Path | None = None
    """Terms that translations shall use."""
    settings: DecodingSettings = DecodingSettings()  # noqa: RUF009 - frozen
    """How to translate."""
    pages: PageOptions = PageOptions()  # noqa: RUF009 - frozen
    """How to make pages."""
    force: bool = False
    """Translate even what is up to date."""
    anyway: bool = False
    """Translate even what does not look Italian."""


class Watcher:
    """Hears what a run does; this one ignores it all."""

    def planned(self, articles: int, model: ModelNote, reason: str) -> None:
        """The run has so many articles, and `model` translates, for that reason."""

    def translating(self, sentences: int) -> None:
        """So many more sentences are to be translated."""

    def translated(self, sentences: int) -> None:
        """So many more sentences are done."""

    def finished(self, result: ArticleResult) -> None:
        """An article is done with."""

    def stopped(self) -> bool:
        """Tell whether the run shall stop after the work in hand."""
        return False

    def must_stop(self) -> bool:
        """Tell whether even the work in hand has to be left."""
        return False


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that was read and waits for its translation."""

    decision: Decision
    article: Article
    sentences: list[PlacedSentence]
    seconds: float

    def sources(self) -> list[Source]:
        return [source_of(self.article, placed) for placed in self.sentences]


def run(options: RunOptions, watcher: Watcher) -> RunSummary:
    """Translate what `options` names and write pages, tables, records, index and run.json.

    Raises:
        UsageError: a path does not exist or there is nothing to do.
        ModelError: there is no model to translate with.
        OutputError: the output folder cannot be written at all.
    """
    started = time.monotonic()
    found = find_sources(options.paths, options.out)
    tasks = make_plan(found.sources)
    with _translator(options) as translator:
        store = Store(options.out)
        store.prepare()
        work = _Run(options, watcher, translator, store)
        store.write_assets(work.renderer.assets)
        watcher.planned(len(tasks), translator.model, translator.reason)
        log = RunLog(options.out)
        done: dict[str, ArticleResult] = {}
        for result in chain(_path_failures(found.failures), work.results(tasks)):
            done[result.name] = result
            log.add(result)
            watcher.finished(result)
        for task in tasks:
            if task.name not in done:
                done[task.name] = _not_done(task)
        planned = [name for name, _ in found.failures] + [task.name for task in tasks]
        # A run of one article leaves the links of its page as they are; one that was stopped has
        # no time for those of others: the next run makes them.
        if len(tasks) > 1 and not watcher.stopped():
            done |= work.link(done[task.name] for task in tasks)
        summary = RunSummary(
            results=tuple(done[name] for name in dict.fromkeys(planned)),
            interrupted=watcher.stopped(),
            seconds=time.monotonic() - started,
            model=translator.model,
            model_reason=translator.reason,
        )
        write_index(store, work.renderer, summary.results)
        write_summary(options.out, summary, __version__)
        return summary


def _translator(options: RunOptions) -> Translator:
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


def _not_done(task: Task) -> ArticleResult:
    message = "the run was interrupted"
    return ArticleResult(task.name, task.source.relative, "not done", message=message)


def dry_run(options: RunOptions) -> list[Decision]:
    """Return what `run` would do with each article and why; nothing is written.

    Raises:
        UsageError: a path does not exist or there is nothing to do.
        ModelError: there is no model to translate with.
    """
    tasks = make_plan(find_sources(options.paths, options.out).sources)
    with _translator(options) as translator:
        work = _Run(options, Watcher(), translator, Store(options.out))
        return [work.decide(task) for task in tasks]


def render_again(
    out: Path,
    options: PageOptions = PageOptions(),  # noqa: B008 - frozen
) -> tuple[int, list[RecordError]]:
    """Write pages and index anew from the records in `out`; the tables are left alone.

    Args:
        out: The output folder of an earlier run.
        options: How to make the pages.

    Returns:
        The number of pages, and the records that could not be used.

    Raises:
        NothingToDoError: there are no records.
        OutputError: a page cannot be written.
        UsageError: the templates or the dictionary cannot be used.
    """
    store, renderer, pages, damaged = Store(out), options.renderer(), 0, []
    for _, record in store.records():
        if isinstance(record, RecordError):
            damaged.append(record)
            continue
        if not pages:
            store.write_assets(renderer.assets)
        digests = replace(record.digests, rendering=renderer.digest)
        current = with_pages(store, replace(record, digests=digests))
        store.write_page(current, renderer.page(current, current.previous, current.next))
        pages += 1
    if not pages and not damaged:
        raise NothingToDoError(str(out), "the output folder of an earlier run")
    write_index(store, renderer, ())
    return pages, damaged


def write_index(store: Store, renderer: Renderer, results: Sequence[ArticleResult]) -> None:
    """Write index.html: every article of the output folder, and those that failed just now.

    Raises:
        OutputError: it cannot be written.
    """
    store.write_assets(renderer.assets)
    failed = {result.name: result for result in results if result.status == "failed"}
    entries = [
        _failed_entry(name, name, str(record))
        if isinstance(record, RecordError)
        else _entry(record)
        for name, record in store.records()
        if name not in failed
    ]
    entries += [_failed_entry(r.name, r.source, r.message) for r in failed.values()]
    entries.sort(key=lambda entry: entry.name)
    write_atomically(store.folder / "index.html", renderer.index(entries).encode())


def _failed_entry(name: str, source: str, message: str) -> IndexEntry:
    return IndexEntry(name, source, "failed", message, source=source)


def _entry(record: Record) -> IndexEntry:
    return IndexEntry(
        name=record.name,
        title=record.article.title,
        status="done",
        words=article_words(record)[0],
        sentences=len(record.pairs),
        flagged=sum(bool(pair.flags) for pair in record.pairs),
        source=record.article.source,
        date=record.article.metadata.get("date", ""),
        key=article_key(record),
    )


class _Run:
    """The parts of one run."""

    def __init__(
        self, options: RunOptions, watcher: Watcher, translator: Translator, store: Store
    ) -> None:
        self.renderer = options.pages.renderer()
        self._options = options
        self._watcher = watcher
        self._translator = translator
        self._store = store

    def decide(self, task: Task) -> Decision:
        return decide(task, self._store, self._digests, force=self._options.force)

    def _digests(self, sentences: Iterable[str]) -> Digests:
        """Return what the result for an article with these sentences depends on."""
        translation = self._translator.digest(sentences)
        return Digests(reading_digest(), translation, self.renderer.digest)

    def results(self, tasks: Sequence[Task]) -> Iterator[ArticleResult]:
        """Yield a result an article, as each is done; none for those not begun when stopped."""
        begun = (self._begin(task) for task in tasks)
        for first in begun:
            if isinstance(first, _Waiting):  # from here on the model is needed
                yield from self._translate(chain([first], begun))
                return
            yield first
            if self._watcher.stopped():
                return

    def link(self, results: Iterable[ArticleResult]) -> dict[str, ArticleResult]:
        """Link pages to their neighbours in the order of `results`; return what that spoilt."""
        done = {result.name: result for result in results if result.status != "failed"}
        failures = link_pages(self._store, self.renderer, list(done))
        return {
            name: replace(done[name], status="failed", reason="not written", message=str(error))
            for name, error in failures.items()
        }

    def _begin(self, task: Task) -> ArticleResult | _Waiting:
        """Do all that needs no model: an article is finished, or waits for its translation."""
        started = time.monotonic()
        try:
            decision = self.decide(task)
            if decision.error is not None:
                return self._failed(task, decision.error)
            if decision.action == "skip" and decision.record is not None:
                return result_of(decision.record, "unchanged", reason=decision.reason)
            if decision.action == "render" and decision.record is not None:
                return self._render(decision, decision.record, started)
            article = read(decision.raw, task.source.relative)
            if not self._options.anyway:
                require_italian(article, task.source.relative)
            sentences = split_article(article)
        except BilingueError as error:
            return self._failed(task, error)
        except Exception as error:  # noqa: BLE001 - one article's trouble must not stop the rest
            return self._failed(task, UnexpectedError(task.source.relative, error))
        return _Waiting(decision, article, sentences, time.monotonic() - started)

    def _render(self, decision: Decision, record: Record, started: float) -> ArticleResult:
        digests = self._digests(pair.it for pair in record.pairs)
        current = replace(record, digests=digests, version=__version__)
        return self._write(current, decision, "rendered", time.monotonic() - started)

    def _translate(self, begun: Iterable[ArticleResult | _Waiting]) -> Iterator[ArticleResult]:
        """Translate articles together, and yield each, and each other result, when it is done."""
        in_hand: dict[int, ArticleResult | _Waiting] = {}

        def groups() -> Iterator[list[Source]]:
            for number, article in enumerate(begun):
                in_hand[number] = article
                sources = article.sources() if isinstance(article, _Waiting) else []
                self._watcher.translating(len(sources))
                yield sources

        started, sentences = time.monotonic(), 0
        with self._engine() as engine:
            # While the first batches are decoded, this thread only waits for them.
            Thread(target=self.renderer.warm_up, daemon=True).start()
            for number, translations in engine.translate_each(
                groups(),
                progress=self._watcher.translated,
                stopped=self._watcher.stopped,
                must_stop=self._watcher.must_stop,
            ):
                article = in_hand.pop(number)
                if isinstance(article, ArticleResult):
                    yield article
                    continue
                sentences += len(article.sentences)
                share = (time.monotonic() - started) * len(article.sentences) / max(1, sentences)
                yield self._finish(article, translations, article.seconds + share)

    def _engine(self) -> "AbstractContextManager[Engine | EngineWorkers]":
        if self._options.jobs > 1:
            return self._translator.workers(self._options.jobs)
        return nullcontext(self._translator.engine)

    def _finish(self, waiting: _Waiting, translations: "Outcome", seconds: float) -> ArticleResult:
        decision = waiting.decision
        if not isinstance(translations, list):
            error = NotTranslatedError(decision.task.source.relative, translations.reason)
            return self._failed(decision.task, error)
        record = Record(
            name=decision.task.name,
            article=waiting.article,
            pairs=make_pairs(waiting.article, waiting.sentences, translations),
            digests=self._digests(placed.sentence.text for placed in waiting.sentences),
            model=self._translator.model,
            version=__version__,
            source_sha256=sha256(decision.raw),
        )
        try:
            return self._write(record, decision, "translated", seconds)
        except BilingueError as error:
            return self._failed(decision.task, error)

    def _write(
        self, record: Record, decision: Decision, status: Status, seconds: float
    ) -> ArticleResult:
        before = decision.record
        if before is not None:
            record = replace(record, previous=before.previous, next=before.next)
        page = self.renderer.page(record, record.previous, record.next)
        written = self._store.write(record, page, before)
        table = written.record.outputs.tsv_name
        message = f"{written.edited_tsv} was edited and kept; the new table is {table}"
        return result_of(
            written.record,
            status,
            reason=decision.reason,
            message=message if written.edited_tsv else "",
            seconds=seconds,
        )

    def _failed(self, task: Task, error: BilingueError) -> ArticleResult:
        if isinstance(error, ModelError):
            raise error
        reason = "unusable source" if isinstance(error, SourceError) else "not written"
        if isinstance(error, NotTranslatedError):
            reason = "not translated"
        return ArticleResult(
            task.name, task.source.relative, "failed", reason=reason, message=str(error)
        )
