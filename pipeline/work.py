"""The way of an article through a run: decide, read, translate, revise, write.

Articles flow through the engine together, so that its batches are full, and each is written as
soon as its last sentence is translated. What one article does wrong is its own result; the others
go on.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from threading import Thread
from typing import TYPE_CHECKING

from pipeline._version import __version__
from pipeline.article import Article
from pipeline.attempts import Source, Translation
from pipeline.closable import Closable
from pipeline.digests import reading_digest
from pipeline.errors import (
    BilingueError,
    ModelError,
    NotTranslatedError,
    SourceError,
    UnexpectedError,
)
from pipeline.files import sha256
from pipeline.language import require_italian
from pipeline.limits import split_within_limits
from pipeline.neighbours import Neighbours
from pipeline.pairs import PlacedSentence, make_pairs, source_of
from pipeline.planning import UP_TO_DATE, Decision, Task, decide
from pipeline.readers.mojibake import notice_of
from pipeline.reading import ReadingStoppedError, SourceReader
from pipeline.record import Digests, Record
from pipeline.report import ArticleResult, Status, not_done, result_of
from pipeline.revision.revised import Revised
from pipeline.revision.reviser import MEMORY_CHANGED, Reviser
from pipeline.run_options import RunOptions
from pipeline.translator import Translator
from pipeline.watcher import Watcher

if TYPE_CHECKING:
    from pipeline.cluster.workers import ClusterWorkers
    from pipeline.engine import Engine
    from pipeline.workers import EngineWorkers, Outcome


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that was read and waits for its translation."""

    decision: Decision
    article: Article
    sentences: list[PlacedSentence]
    known: Mapping[int, Translation]
    """What a memory holds of the machine's, by the number of the sentence from 0."""
    seconds: float

    def sources(self) -> list[Source]:
        return [
            source_of(self.article, placed)
            for number, placed in enumerate(self.sentences)
            if number not in self.known
        ]

    def translations(self, decoded: Sequence[Translation]) -> list[Translation]:
        """Return the translations of all sentences, given those of `sources`."""
        rest = iter(decoded)
        return [
            self.known[number] if number in self.known else next(rest)
            for number in range(len(self.sentences))
        ]


class Work(Closable):
    """What a run does with each of its articles."""

    def __init__(
        self,
        options: RunOptions,
        plan: Sequence[Task],
        watcher: Watcher,
        translator: Translator,
        reviser: Reviser,
    ) -> None:
        """Take what the user asked for and what the run has opened.

        Args:
            options: What to do.
            plan: All articles, in the order in which pages link to each other.
            watcher: Hears what happens.
            translator: What translates.
            reviser: What joins machine text with what people wrote.
        """
        self.renderer = options.pages.renderer()
        self._options = options
        self._watcher = watcher
        self._translator = translator
        self._reviser = reviser
        self._store = reviser.store
        self._reader = SourceReader()
        self._plan = plan
        self._neighbours = Neighbours([task.name for task in plan])

    def close(self) -> None:
        """End what reads large files."""
        self._reader.close()

    @property
    def _is_linking(self) -> bool:
        """Whether pages get new links: one of one article, or of a part, keeps what it has."""
        return len(self._plan) > 1 and self._options.part is None

    def _decide(self, task: Task) -> Decision:
        force = self._options.force
        return decide(
            task,
            self._store,
            self._digests,
            self._reviser.concern,
            force=force,
            allow_private=self._options.allow_private,
        )

    def foresee(self, task: Task) -> Decision:
        """Return what becomes of an article, as far as that is known without the model."""
        decision = self._decide(task)
        try:
            if decision.action == "render" and decision.record is not None:
                revised = self._revised(decision.record)
                if revised.is_missing_machine_text:
                    decision = replace(decision, action="translate")
                elif _is_settled(decision, revised):
                    decision = replace(decision, action="skip", reason=UP_TO_DATE)
            if decision.action == "translate":
                self._read(decision)
        except BilingueError as error:
            return replace(decision, action="fail", reason=str(error), error=error)
        return decision

    def _revised(self, record: Record) -> Revised:
        """Return what people made of an article whose translation still stands."""
        pairs = self._reviser.machine_pairs(record)
        return self._reviser.revise(record.name, record, pairs, record.digests.translation)

    def _read(self, decision: Decision) -> Article:
        """Return the article that is to be translated.

        Raises:
            SourceError: it cannot be used.
        """
        source, content = decision.task.source, decision.content
        article = self._reader.read(content.raw, content.name, must_stop=self._watcher.must_stop)
        if not self._options.anyway:
            require_italian(article, source.shown)
        # Where a page was in the end may say less to a person than what was named.
        return replace(article, source=source.shown)

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

    def link(self, done: Mapping[str, ArticleResult]) -> dict[str, ArticleResult]:
        """See to it that pages link to their neighbours; return what that spoilt."""
        if not self._is_linking:
            return {}
        neighbours = self._neighbours
        link = neighbours.unlink if self._watcher.stopped() else neighbours.link
        failures = link(self._store, self.renderer)
        return {
            name: replace(done[name], status="failed", reason="not written", message=str(error))
            for name, error in failures.items()
            if name in done
        }

    def _begin(  # noqa: PLR0911 - a return a case
        self, task: Task
    ) -> ArticleResult | _Waiting:
        """Do all that needs no model: an article is finished, or waits for its translation."""
        started = time.monotonic()
        try:
            decision = self._decide(task)
            if decision.error is not None:
                return self._failed(task, decision.error)
            if decision.record is not None:
                self._neighbours.written(decision.record)
            if decision.action == "skip" and decision.record is not None:
                return result_of(decision.record, "unchanged", reason=decision.reason)
            if decision.action == "render" and decision.record is not None:
                rendered = self._render(decision, decision.record, started)
                if rendered is not None:
                    return rendered
            article = self._read(decision)
            self._neighbours.read(task.name, article.title or task.name.rpartition("/")[2])
            sentences = split_within_limits(article, task.source.shown)
            known = {} if self._options.force else self._known(article, sentences)
        except ReadingStoppedError:
            return not_done(task.name, task.source.shown)
        except BilingueError as error:
            return self._failed(task, error)
        except Exception as error:  # noqa: BLE001 - one article's trouble must not stop the rest
            return self._failed(task, UnexpectedError(task.source.shown, error))
        return _Waiting(decision, article, sentences, known, time.monotonic() - started)

    def _known(
        self, article: Article, sentences: Sequence[PlacedSentence]
    ) -> dict[int, Translation]:
        """Return what a memory holds of the machine's own translations, by sentence from 0."""
        texts = [placed.sentence.text for placed in sentences]
        return self._reviser.machine_texts(article, texts, self._translator.digest(texts))

    def _render(self, decision: Decision, record: Record, started: float) -> ArticleResult | None:
        """Revise an article and write its page without the model; None where that cannot be."""
        digests = self._digests(pair.it for pair in record.pairs)
        current = replace(record, digests=digests, version=__version__)
        revised = self._revised(record)
        if revised.is_missing_machine_text:
            return None
        if _is_settled(decision, revised):
            self._reviser.remember(record, revised, record)
            self._store.write_record(self._noted(record, revised))
            return result_of(record, "unchanged", reason=UP_TO_DATE)
        seconds = time.monotonic() - started
        return self._write(current, revised, decision, "rendered", seconds)

    def _translate(self, begun: Iterable[ArticleResult | _Waiting]) -> Iterator[ArticleResult]:
        """Translate articles together, and yield each, and each other result, when it is done."""
        in_hand: dict[int, ArticleResult | _Waiting] = {}

        def groups() -> Iterator[list[Source]]:
            for number, article in enumerate(begun):
                in_hand[number] = article
                sources = article.sources() if isinstance(article, _Waiting) else []
                if isinstance(article, _Waiting):
                    words = sum(len(source.text.split()) for source in sources)
                    name = article.decision.task.source.shown
                    self._watcher.translating(len(sources), name, words)
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

    def _engine(self) -> "AbstractContextManager[Engine | EngineWorkers | ClusterWorkers]":
        if self._options.scheduler:
            return self._translator.cluster(self._options.scheduler, self._options.jobs)
        if self._options.jobs > 1:
            return self._translator.workers(self._options.jobs)
        return nullcontext(self._translator.engine)

    def _finish(self, waiting: _Waiting, translations: "Outcome", seconds: float) -> ArticleResult:
        decision = waiting.decision
        if not isinstance(translations, list):
            error = NotTranslatedError(decision.task.source.shown, translations.reason)
            return self._failed(decision.task, error)
        record = Record(
            name=decision.task.name,
            article=waiting.article,
            pairs=make_pairs(
                waiting.article, waiting.sentences, waiting.translations(translations)
            ),
            digests=self._digests(placed.sentence.text for placed in waiting.sentences),
            model=self._translator.model,
            version=__version__,
            source_sha256=sha256(decision.content.raw),
        )
        try:
            revised = self._reviser.revise(
                record.name, decision.record, record.pairs, record.digests.translation
            )
            return self._write(record, revised, decision, "translated", seconds)
        except BilingueError as error:
            return self._failed(decision.task, error)

    def _write(
        self,
        record: Record,
        revised: Revised,
        decision: Decision,
        status: Status,
        seconds: float,
    ) -> ArticleResult:
        before = decision.record
        if before is not None:
            record = replace(record, previous=before.previous, next=before.next)
        if self._is_linking:
            previous, following = self._neighbours.of(record)
            record = replace(record, previous=previous, next=following)
        record = self._noted(record, revised)
        page = self.renderer.page(record, record.previous, record.next)
        # First: what a record calls known to a memory has to be there whatever happens.
        self._reviser.remember(record, revised, before)
        written = self._store.write(record, page, before, revised.tables)
        self._neighbours.written(record)
        messages = [*revised.messages]
        if notice := notice_of(record.article):
            messages.append(notice)
        if written.edited_tsv:
            table = written.record.outputs.tsv_name
            messages.append(f"{written.edited_tsv} was edited and kept; the new table is {table}")
        return result_of(
            written.record,
            status,
            reason=decision.reason,
            message="; ".join(messages),
            seconds=seconds,
        )

    def _noted(self, record: Record, revised: Revised) -> Record:
        """Return a record with what came of revising it."""
        return replace(
            record,
            pairs=revised.pairs,
            recalled=revised.recalled,
            refused=revised.refused,
            memory=self._reviser.state,
        )

    def _failed(self, task: Task, error: BilingueError) -> ArticleResult:
        if isinstance(error, ModelError):
            raise error
        self._neighbours.failed(task.name)
        reason = "unusable source" if isinstance(error, SourceError) else "not written"
        if isinstance(error, NotTranslatedError):
            reason = "not translated"
        return ArticleResult(
            task.name, task.source.shown, "failed", reason=reason, message=str(error)
        )


def _is_settled(decision: Decision, revised: Revised) -> bool:
    """Tell whether a memory changed without changing the article."""
    return (
        decision.reason == MEMORY_CHANGED
        and decision.record is not None
        and revised.pairs == decision.record.pairs
    )
