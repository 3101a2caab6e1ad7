"""A cluster as an engine: groups of sentences go to Dask workers, translations come back.

Since a sentence's translation depends on nothing but the sentence, it does not matter
which worker made it; a worker that would translate otherwise is refused.

A worker had better have one thread: the engine has threads of its own for what takes the time, and
several articles in one process would wait for each other in what Python does around the model.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from pipeline.attempts import Source
from pipeline.closable import Closable
from pipeline.cluster.connection import LOCAL, Connection
from pipeline.cluster.stream import Stream
from pipeline.digests import translation_digest
from pipeline.engine import DecodingSettings
from pipeline.errors import RefusedWorkerError
from pipeline.glossary import Glossary
from pipeline.hardware import available_threads, instruction_set
from pipeline.models import LoadedPackage
from pipeline.workers import Outcome

_LISTEN_SECONDS: Final = 0.1
"""How often a wish to stop is looked for while nothing happens."""


class ClusterWorkers(Closable):
    """Engines on the workers of a Dask cluster; for one thread."""

    def __init__(  # noqa: PLR0913 - what an engine needs, and where
        self,
        package: LoadedPackage,
        *,
        scheduler: str,
        jobs: int = 1,
        threads: int | None = None,
        settings: DecodingSettings | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        """Connect to the scheduler and ask its workers whether they have the same package.

        Args:
            package: The package that translates.
            scheduler: The scheduler's address, or "local" for a scheduler on this machine.
            jobs: Worker processes where it is local.
            threads: Batches that each worker works on at once; by default as many as Dask gives
                the worker threads, or the cores of this machine shared out where it is local.
            settings: How to translate.
            glossary: Terms whose English the user wants to choose.

        Raises:
            ClusterError: the scheduler cannot be reached, or a worker is refused.
            MissingExtraError: Dask is not installed.
        """
        if scheduler == LOCAL and threads is None:
            threads = max(1, available_threads() // jobs)
        self._connection = Connection(scheduler, jobs)
        self._plugin = f"bilingue-{uuid.uuid4().hex}"
        self._closed = False
        try:
            self._equip(package, settings or DecodingSettings(), threads, glossary)
        except BaseException:
            self._connection.close()
            raise

    def _equip(
        self,
        package: LoadedPackage,
        settings: DecodingSettings,
        threads: int | None,
        glossary: Glossary | None,
    ) -> None:
        from pipeline.cluster.task import Outfit, OutfitPlugin, refusal  # noqa: PLC0415 - an extra

        outfit = Outfit(
            model=package.candidate.name,
            folder=str(package.candidate.folder.absolute()),
            sha256=package.sha256,
            instruction_set=instruction_set(),
            digest=translation_digest(package.sha256, settings),
            settings=settings,
            threads=threads,
            glossary="" if glossary is None else glossary.digest,
            terms=None if glossary is None else glossary.terms,
        )
        client = self._connection.client
        answers = client.run(refusal, outfit, on_error="return")
        refused = {worker: str(answer) for worker, answer in answers.items() if answer}
        if refused:
            raise RefusedWorkerError(", ".join(sorted(refused)), min(refused.values()))
        client.register_plugin(OutfitPlugin(self._plugin, outfit))

    def translate_each(
        self,
        groups: Iterable[Sequence[str | Source]],
        *,
        progress: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        must_stop: Callable[[], bool] | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        """Translate groups of sentences as `Engine.translate_each` does; yield each when done.

        Args:
            groups: The sentences of each group.
            progress: Called with the number of sentences done since the last call.
            stopped: Asked all the time; once it says yes only the task that was sent first is
                finished.
            must_stop: Asked all the time; once it says yes nothing more is done.

        Yields:
            The number of a group, from 0, and its translations, or why it has none; the first
            finished first.

        Raises:
            ClusterError: the connection is lost, no worker comes, a worker is refused, or workers
                die of every article.
            ModelError: as a worker met it.
            ValueError: the workers are closed.
        """
        if self._closed:
            message = "the workers are closed"
            raise ValueError(message)
        stream = Stream(self._connection, self._plugin, groups, progress or _ignore)
        try:
            while True:
                if stopped is not None and stopped():
                    stream.finish_only_first()
                sent = stream.send()
                stream.listen(0 if sent else _LISTEN_SECONDS)
                yield from stream.take_finished()
                if stream.over() or (must_stop is not None and must_stop()):
                    return
        finally:
            stream.cancel()

    def close(self) -> None:
        """Disconnect; workers of this machine end. Nothing can be translated after that."""
        if self._closed:
            return
        self._closed = True
        client = self._connection.client
        try:
            if client.status == "running":
                client.unregister_worker_plugin(self._plugin)
        finally:
            self._connection.close()


def _ignore(_sentences: int) -> None:
    pass
