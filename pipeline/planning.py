"""Deciding, before anything is translated, what has to be done for each article and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.errors import (
    BilingueError,
    NewerSchemaError,
    OutputError,
    RecordError,
    SourceError,
)
from pipeline.files import sha256
from pipeline.names import Source, plan_names
from pipeline.record import Digests, Record
from pipeline.source_content import Content, content_of
from pipeline.store import Store

DigestsOf = Callable[[Iterable[str]], Digests]
Action = Literal["translate", "render", "skip", "fail"]
UP_TO_DATE: Final = "up to date"
"""Why nothing is done for an article."""


@dataclass(frozen=True, slots=True)
class Task:
    """An article of the plan."""

    name: str
    """Its output name without suffix."""
    source: Source
    """Where it comes from."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What has to be done for an article."""

    task: Task
    """The article."""
    action: Action
    """Translate it, render it anew from its record, skip it, or report that it failed."""
    reason: str
    """Why, in a few words."""
    content: Content = Content(b"", "")  # noqa: RUF009 - frozen
    """The source's bytes."""
    record: Record | None = None
    """Its record of the last run."""
    error: BilingueError | None = None
    """Why it failed."""


def make_plan(sources: Sequence[Source]) -> list[Task]:
    """Return the articles with their output names, fixed for the whole run."""
    names = plan_names(sources)
    return [Task(name, source) for source, name in zip(sources, names, strict=True)]


def decide(  # noqa: PLR0913 - what is compared, and how
    task: Task,
    store: Store,
    digests_of: DigestsOf,
    concern: Callable[[str, Record], str],
    *,
    force: bool,
    allow_private: bool = False,
) -> Decision:
    """Compare an article's source, digests and files with what the last run recorded.

    Args:
        task: The article.
        store: The output folder.
        digests_of: Returns what the result for an article with given sentences depends on.
        concern: Returns why what people wrote elsewhere concerns an article, or nothing.
        force: Translate it whatever was recorded.
        allow_private: Fetch pages of a private network, too.
    """
    try:
        content = content_of(task.source, allow_private=allow_private)
        record = store.read_record(task.name)
    except (SourceError, NewerSchemaError) as error:
        return Decision(task, "fail", str(error), error=error)
    except RecordError:
        return Decision(task, "translate", "its record was damaged", content)
    if record is None:
        return Decision(task, "translate", "new", content)
    digests = digests_of(pair.it for pair in record.pairs)
    if stale := "--force" if force else _stale(record, content.raw, digests):
        return Decision(task, "translate", stale, content, record)
    try:
        because = _unrendered(record, digests, store) or concern(task.name, record)
    except OutputError as error:
        return Decision(task, "fail", str(error), error=error)
    action: Action = "render" if because else "skip"
    return Decision(task, action, because or UP_TO_DATE, content, record)


def _unrendered(record: Record, digests: Digests, store: Store) -> str:
    """Return why the files of an article are not what its record says, or nothing.

    Raises:
        OutputError: a table is there but cannot be read.
    """
    if record.digests.rendering != digests.rendering:
        return "the templates or the dictionary changed"
    condition = store.condition(record)
    if condition == "edited":
        return "its table was edited"
    return "its page or table is missing" if condition == "incomplete" else ""


def _stale(record: Record, raw: bytes, digests: Digests) -> str:
    """Return why the translation in `record` no longer stands, or nothing."""
    if record.source_sha256 != sha256(raw):
        return "the source changed"
    if record.digests.reading != digests.reading:
        return "the reading rules changed"
    if record.digests.translation != digests.translation:
        return "the model, its settings or a term of the glossary changed"
    return ""
