"""What a run reports: a result for each article, events as they happen, run.json at the end."""

import contextlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pipeline.errors import NewerSchemaError, RecordError, system_reason
from pipeline.files import write_atomically
from pipeline.page import article_words
from pipeline.record import Digests, ModelNote, Record
from pipeline.shards import Shard
from pipeline.store import OWN_FOLDER

RUN_SCHEMA: Final = 1

Status = Literal["translated", "rendered", "unchanged", "failed", "not done"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What became of one article."""

    name: str
    """Its output name without suffix."""
    source: str
    """Its path relative to what the user named."""
    status: Status
    """Translated, rendered anew from its record, left as it was, failed, or not done
    because the run was interrupted."""
    reason: str = ""
    """Why this was done."""
    message: str = ""
    """What a person should know: the error, or the edited table that was kept."""
    title: str = ""
    """Display title."""
    blocks: int = 0
    """Blocks of the article."""
    sentences: int = 0
    """Sentences of the article."""
    words: int = 0
    """Italian words."""
    flags: tuple[tuple[str, int], ...] = ()
    """How often each quality flag occurs."""
    corrected: int = 0
    """Sentences whose English a person wrote."""
    seconds: float = 0.0
    """Time spent on it; sentences translated together share their time by number."""
    digests: Digests | None = None
    """What the result depends on."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What became of a run."""

    results: tuple[ArticleResult, ...]
    """One an article, in the order of the plan."""
    interrupted: bool
    """Whether it was asked to stop before the end."""
    seconds: float
    """Wall time."""
    model: ModelNote
    """Who translated."""
    model_reason: str
    """Why that model was chosen."""
    part: Shard | None = None
    """Which part of its plan the run did; None for all of it."""
    places: tuple[int, ...] = ()
    """Of a part: where in the plan each result's article stands, -1 for what is in no plan."""

    def count(self, *statuses: Status) -> int:
        """Return how many articles ended in one of `statuses`."""
        return sum(result.status in statuses for result in self.results)


def result_of(record: Record, status: Status, **details: Any) -> ArticleResult:  # noqa: ANN401
    """Return the result for an article that has a record."""
    flags = Counter(flag for pair in record.pairs for flag in pair.flags)
    return ArticleResult(
        name=record.name,
        source=record.article.source,
        status=status,
        title=record.article.title,
        blocks=len(record.article.blocks),
        sentences=len(record.pairs),
        words=article_words(record)[0],
        flags=tuple(sorted(flags.items())),
        corrected=sum(pair.origin == "human" for pair in record.pairs),
        digests=record.digests,
        **details,
    )


def not_done(name: str, source: str) -> ArticleResult:
    """Return the result for an article that a run was stopped before."""
    return ArticleResult(name, source, "not done", message="the run was interrupted")


class RunLog:
    """The append-only log beside run.json, so that a killed run leaves a trace."""

    def __init__(self, folder: Path, part: Shard | None = None) -> None:
        """Begin a new log in the output folder `folder`, of a run or of a part of one.

        Raises:
            OutputError: it cannot be written.
        """
        self._path = folder / OWN_FOLDER / f"{_stem(part)}.jsonl"
        write_atomically(self._path, b"")

    def add(self, result: ArticleResult) -> None:
        """Append an article's result, as far as the disk lets it.

        A log that cannot be written does not stop a run: run.json is made from the results.
        """
        line = json.dumps(plain_result(result), ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError), self._path.open("ab") as file:
            file.write(line.encode())


def write_summary(folder: Path, summary: RunSummary, version: str) -> None:
    """Write run.json into the output folder, or the like for a part of a run.

    Raises:
        OutputError: it cannot be written.
    """
    statuses = Counter(result.status for result in summary.results)
    content = {
        "schema": RUN_SCHEMA,
        "version": version,
        "interrupted": summary.interrupted,
        "seconds": round(summary.seconds, 3),
        "model": {**asdict(summary.model), "reason": summary.model_reason},
        "counts": dict(sorted(statuses.items())),
        "articles": [plain_result(result) for result in summary.results],
    }
    if summary.part:
        content |= {"part": astuple(summary.part), "places": summary.places}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / f"{_stem(summary.part)}.json", text.encode())


def read_summary(path: Path) -> RunSummary:
    """Return what `write_summary` wrote.

    Raises:
        RecordError: it is not there, is damaged, or a newer version wrote it.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] > RUN_SCHEMA:
            raise NewerSchemaError(str(path), content["schema"])
        model = dict(content["model"])
        reason = model.pop("reason")
        return RunSummary(
            results=tuple(map(_result_from, content["articles"])),
            interrupted=content["interrupted"],
            seconds=content["seconds"],
            model=ModelNote(**model),
            model_reason=reason,
            part=Shard(*content["part"]) if "part" in content else None,
            places=tuple(content.get("places", ())),
        )
    except OSError as error:
        raise RecordError(str(path), system_reason(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(str(path), f"{type(error).__name__}: {error}") from error


def _result_from(content: Mapping[str, Any]) -> ArticleResult:
    digests = content["digests"]
    return ArticleResult(
        **{
            **content,
            "flags": tuple(content["flags"].items()),
            "digests": Digests(**digests) if digests else None,
        }
    )


def _stem(part: Shard | None) -> str:
    return f"run-{part.number}-of-{part.count}" if part else "run"


def plain_result(result: ArticleResult) -> dict[str, Any]:
    """Return a result as it stands in run.json and in the event lines."""
    content = asdict(result)
    content["flags"] = dict(result.flags)
    content["seconds"] = round(result.seconds, 3)
    return content
