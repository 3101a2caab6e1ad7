"""What runs on a Dask worker: an engine loaded once, which must be the same as the client's.

The engine stays loaded until the worker ends or another one is wanted, so that several runs, and
several clients with shards of one run, share it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from distributed import WorkerPlugin, get_worker

from pipeline import models
from pipeline.attempts import Source, Translation
from pipeline.digests import translation_digest
from pipeline.engine import DecodingSettings, Engine
from pipeline.errors import ModelError, RefusedWorkerError
from pipeline.glossary import Glossary, Term
from pipeline.hardware import instruction_set

Groups = tuple[tuple[Source, ...], ...]
_LOADING: Final = Lock()


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a worker loads, and what proves that it is the same as the client's."""

    model: str
    """The package's name, for messages."""
    folder: str
    """Where the package lies on the client's machine; tried first, as folders may be shared."""
    sha256: str
    """Content hash of the package."""
    instruction_set: str
    """Of the client's processor."""
    digest: str
    """The client's translation digest, without glossary."""
    settings: DecodingSettings
    """How to translate."""
    threads: int | None
    """Batches worked on at once; None for as many as the worker has threads."""
    glossary: str
    """Digest of the glossary's terms; empty without a glossary."""
    terms: tuple[Term, ...] | None = field(compare=False, repr=False)
    """The glossary's terms; None without a glossary."""


class OutfitPlugin(WorkerPlugin):
    """Brings the outfit to every worker, to those too that come or restart during the run."""

    def __init__(self, name: str, outfit: Outfit) -> None:
        """Name the plugin, so that tasks find it."""
        self.name = name
        """Unique among all clients of the scheduler."""
        self.outfit = outfit
        """What to load when the first task comes."""


def translate(plugin: str, groups: Groups) -> list[list[Translation]]:
    """Translate groups of sentences on this worker, all batched together.

    Args:
        plugin: Name of the plugin with the outfit.
        groups: The sentences of each group.

    Returns:
        A list a group, in order, with a translation a sentence.

    Raises:
        RefusedWorkerError: this worker would translate otherwise than the client.
        ModelError: the model cannot be loaded or fails.
    """
    worker = get_worker()
    brought = worker.plugins[plugin]
    assert isinstance(brought, OutfitPlugin)  # noqa: S101 - for the type
    outfit = brought.outfit
    with _LOADING:
        engine = _engine(outfit, outfit.threads or worker.state.nthreads, worker.address)
    results = dict(engine.translate_each(groups))
    return [results[number] for number in range(len(groups))]


def refusal(outfit: Outfit) -> str:
    """Return why this process would translate otherwise than the client, or nothing."""
    here = instruction_set()
    if here != outfit.instruction_set:
        return f"its processor computes as {here}, not as {outfit.instruction_set}"
    if translation_digest(outfit.sha256, outfit.settings) != outfit.digest:
        return "its bilingue is of a version with other rules"
    try:
        _package(outfit)
    except LookupError as error:
        return str(error)
    return ""


@lru_cache(maxsize=1)
def _engine(outfit: Outfit, threads: int, worker: str) -> Engine:
    reason = refusal(outfit)
    if reason:
        raise RefusedWorkerError(worker, reason)
    return Engine(
        models.load(_package(outfit)).files,
        threads=threads,
        settings=outfit.settings,
        glossary=None if outfit.terms is None else Glossary(outfit.terms),
    )


def _package(outfit: Outfit) -> models.Candidate:
    """Return the package of this machine that is the client's, byte for byte.

    Raises:
        LookupError: there is none.
    """
    others = []
    for candidate in _candidates(outfit):
        try:
            found = models.content_hash(candidate.folder)
        except OSError:  # removed meanwhile, or not ours to read
            continue
        if found == outfit.sha256:
            return candidate
        others.append(f"{candidate.name} with {found[:12]}")
    message = f"it has no package {outfit.model} with the content hash {outfit.sha256[:12]}"
    raise LookupError(f"{message}, but {', '.join(others)}" if others else message)


def _candidates(outfit: Outfit) -> Iterator[models.Candidate]:
    """Yield the client's folder where it exists here too, then what this machine has itself."""
    if Path(outfit.folder).is_dir():
        yield models.Candidate(outfit.model, "", Path(outfit.folder), "the client's")
    with suppress(ModelError):
        yield models.choose()  # BILINGUE_MODEL may name a folder that is no candidate
    yield from models.candidates()
