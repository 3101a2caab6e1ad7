"""What a user asked of a run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine import DecodingSettings
from pipeline.planning import Task
from pipeline.render import PageOptions
from pipeline.shards import Shard


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a user asked for."""

    paths: tuple[Path, ...]
    """Files, folders and patterns."""
    out: Path
    """The output folder."""
    model: str | None = None
    """Which Argos package; None for the first candidate."""
    jobs: int = 1
    """Worker processes; 1 for none but this one."""
    scheduler: str = ""
    """Address of a Dask scheduler whose workers translate, or "local" for one of our own with
    `jobs` workers; nothing for no cluster."""
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
    memory: tuple[str, ...] = ()
    """Translation memories: files, or `default`; the first is written, the others only read."""
    similarity: float = 0.85
    """Least similarity of a sentence in a memory that is offered as a hint, above 0 and up to 1."""
    edits: tuple[Path, ...] = ()
    """Tables with corrections, and folders of such."""
    listed: tuple[Path, ...] = ()
    """The same out of a list; see `find_sources`."""
    urls: tuple[str, ...] = ()
    """Addresses of pages in the network."""
    allow_private: bool = False
    """Whether addresses of a private network, or of this machine, may be asked for pages."""
    part: Shard | None = None
    """Which part of the plan is done here, where others do the rest, perhaps now: then no page is
    touched but those of this part, and `bilingue index` does what needs all parts."""
    select: Callable[[Sequence[Task]], list[Task]] = list
    """Takes of the plan the articles to do now; names are those of the whole plan."""
