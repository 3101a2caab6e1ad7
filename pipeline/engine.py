"""The engine: sentences in, translations with scores out, by an Argos package and CTranslate2.

It knows nothing of articles or files. What it promises: a sentence's translation is a function of
the sentence, the model and the settings alone, whatever its neighbours, the batch or the number of
threads; `DecodingSettings.fast` gives that promise up for speed. How one sentence is translated is
in `attempts`, how batches are kept full in `pool`.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.attempts import Attempts, Source, Translation
from pipeline.decoder import Decoder, ModelFiles, Search
from pipeline.errors import BrokenModelError
from pipeline.glossary import Glossary
from pipeline.lexicon import default_lexicon
from pipeline.pool import Pool, Task
from pipeline.vocabulary_map import make_vocabulary_map

ENGINE_RULES: Final = 3
"""Raised by hand when the rules around the model change what it gives."""

MAX_OPEN: Final = 1000
"""Sentences in hand from which on no further group is taken: enough to fill the batches."""
FAST_BEAM: Final = 2
"""Hypotheses kept at each step where speed is wanted; the figures are `benchmarks.fast`'s."""
_REMEMBERED: Final = 4_000
"""Translations that are kept in case the same sentence comes again."""


@dataclass(frozen=True, slots=True)
class DecodingSettings:
    """How sentences are translated; the defaults of the search are Argos Translate's own."""

    beam_size: int = 4
    """Hypotheses kept at each step."""
    length_penalty: float = 0.2
    """Exponent of the length by which the sum of log-probabilities is divided."""
    compute_type: str = "default"
    """CTranslate2's name for the arithmetic; default keeps the model's own."""
    device: str = "cpu"
    """CTranslate2's name for where the model runs: cpu, cuda or auto."""
    bare: bool = False
    """Leave out what is done around the model: preparation, checks and second attempts."""
    fast: bool = False
    """Search with a smaller beam, among those pieces alone that the lexicon suggests for the
    sentences of a batch. Not reproducible: a translation depends on the sentences beside it."""


@dataclass(slots=True, eq=False)
class _Group:
    """Sentences that are wanted together."""

    number: int
    translations: list[Translation | None]
    missing: int
    tasks: set[Task[Translation]] = field(default_factory=set)


class Engine:
    """A loaded model. Safe to call from several threads; `close` frees the memory."""

    def __init__(
        self,
        files: ModelFiles,
        *,
        threads: int | None = None,
        settings: DecodingSettings | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        """Load a model.

        Args:
            files: The model and its tokenizer.
            threads: Batches worked on at once, each on one thread; all cores by default.
            settings: How to translate.
            glossary: Terms whose English the user wants to choose.

        Raises:
            BrokenModelError: CTranslate2 cannot load the model.
        """
        self.settings = settings or DecodingSettings()
        search = Search(self.settings.beam_size, self.settings.length_penalty)
        self._closed = False
        self._decoder = Decoder(
            files,
            threads=threads,
            device=self.settings.device,
            compute_type=self.settings.compute_type,
            vocabulary_map=_vocabulary_map(files) if self.settings.fast else None,
        )
        self._attempts = Attempts(
            tokenizer=files.tokenizer,
            unknown=files.unknown,
            model=files.name,
            search=_faster(search) if self.settings.fast else search,
            search_again=search,
            glossary=glossary,
            bare=self.settings.bare,
        )

    def close(self) -> None:
        """Free the model's memory; the engine cannot translate after that."""
        self._closed = True
        self._decoder.close()

    def translate(
        self,
        sentences: Sequence[str | Source],
        *,
        progress: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> list[Translation | None]:
        """Translate `sentences`, all batched together, each distinct one once.

        Args:
            sentences: Clean text; blank ones and those without a letter come back as they are.
            progress: Called with the number of sentences done since the last call.
            stopped: Asked between batches; once it says yes no more are begun.

        Returns:
            A translation a sentence, in the order given; None only for those not translated
            because of `stopped`.

        Raises:
            BrokenModelError: the model fails on what others translate.
            ValueError: the engine is closed.
        """
        stream = self._stream(progress)
        group = stream.add(0, sentences)
        while group.missing and not (stopped is not None and stopped()):
            stream.work(more=False)
        return group.translations

    def translate_each(
        self,
        groups: Iterable[Sequence[str | Source] | None],
        *,
        progress: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        must_stop: Callable[[], bool] | None = None,
    ) -> Iterator[tuple[int, list[Translation]]]:
        """Translate groups of sentences, such as articles, batched together; yield each when done.

        Groups are taken as they are needed, so that some `MAX_OPEN` sentences are in hand.

        Args:
            groups: The sentences of each group, as for `translate`; or None where the next is not
                there yet, which takes a number too. It is asked for again after a batch.
            progress: Called with the number of sentences done since the last call.
            stopped: Asked between batches; once it says yes only the group that was begun first
                is finished.
            must_stop: Asked between batches; once it says yes nothing more is done.

        Yields:
            The number of a group, from 0, and its translations; the first finished first.

        Raises:
            BrokenModelError: the model fails on what others translate.
            ValueError: the engine is closed.
        """
        stopped, must_stop = stopped or _never, must_stop or _never
        stream = self._stream(progress)
        incoming = enumerate(groups)
        more, stopping = True, False
        while True:
            while more and stream.open_sentences < MAX_OPEN and not stopped():
                number, sentences = next(incoming, (-1, ()))
                more = number >= 0
                if sentences is None or (more and not stream.add(number, sentences).missing):
                    break
            if stopped() and not stopping:
                more, stopping = False, True
                stream.finish_only_first()
            for group in stream.finished():
                yield group.number, [one for one in group.translations if one is not None]
            if must_stop() or not (more or stream.groups):
                return
            stream.work(more=more)

    def _stream(self, progress: Callable[[int], None] | None) -> "_Stream":
        if self._closed:
            message = "the engine is closed"
            raise ValueError(message)
        return _Stream(self._decoder, self._attempts, progress or _ignore)


class _Stream:
    """The groups that are in hand in one call of the engine."""

    def __init__(
        self, decoder: Decoder, attempts: Attempts, progress: Callable[[int], None]
    ) -> None:
        self.groups: list[_Group] = []
        self.open_sentences = 0
        self._attempts = attempts
        self._pool: Pool[Translation] = Pool(decoder)
        self._progress = progress
        # The places that wait for a sentence in hand, and the latest translations.
        self._places: dict[Source, list[tuple[_Group, int]]] = {}
        self._tasks: dict[Source, Task[Translation]] = {}
        self._done: OrderedDict[Source, Translation] = OrderedDict()

    def add(self, number: int, sentences: Sequence[str | Source]) -> _Group:
        sources = [Source(one) if isinstance(one, str) else one for one in sentences]
        group = _Group(number, [None] * len(sources), len(sources))
        self.groups.append(group)
        self.open_sentences += len(sources)
        for place, source in enumerate(sources):
            if source in self._done:
                self._done.move_to_end(source)
                self._fill(group, place, self._done[source])
                continue
            waiting = self._places.setdefault(source, [])
            waiting.append((group, place))
            if len(waiting) == 1:
                self._begin(source)
            if source in self._tasks:
                group.tasks.add(self._tasks[source])
        return group

    def work(self, *, more: bool) -> None:
        self._pool.work(more=more)

    def finished(self) -> list[_Group]:
        done = [group for group in self.groups if not group.missing]
        self.groups = [group for group in self.groups if group.missing]
        return done

    def finish_only_first(self) -> None:
        """Give up all groups that are not finished but the one that was begun first."""
        first = next((group for group in self.groups if group.missing), None)
        self.groups = [group for group in self.groups if not group.missing or group is first]
        self._pool.keep_only(first.tasks if first else ())

    def _begin(self, source: Source) -> None:
        task = self._pool.add(
            self._attempts.steps(source), lambda translation: self._finish(source, translation)
        )
        if source in self._places:  # it needs decoding
            self._tasks[source] = task

    def _finish(self, source: Source, translation: Translation) -> None:
        for group, place in self._places.pop(source):
            self._fill(group, place, translation)
        self._tasks.pop(source, None)
        self._done[source] = translation
        if len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)

    def _fill(self, group: _Group, place: int, translation: Translation) -> None:
        group.translations[place] = translation
        group.missing -= 1
        self.open_sentences -= 1
        self._progress(1)


def _faster(search: Search) -> Search:
    return replace(search, beam_size=min(search.beam_size, FAST_BEAM), mapped=True)


def _vocabulary_map(files: ModelFiles) -> str:
    try:
        return make_vocabulary_map(files.folder, files.tokenizer, default_lexicon())
    except (OSError, ValueError) as error:
        raise BrokenModelError(files.name, f"vocabulary: {error}") from error


def _ignore(_count: int) -> None:
    pass


def _never() -> bool:
    return False
