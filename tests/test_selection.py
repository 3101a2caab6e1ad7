"""Parts of a plan: for many machines, and what failed the last time."""

from pathlib import Path

import click
import pytest

from pipeline.errors import UsageError
from pipeline.names import Source
from pipeline.planning import Task
from pipeline.record import ModelNote
from pipeline.report import ArticleResult, RunSummary, Status, write_summary
from pipeline.selection import failed_last_time
from pipeline.shard_option import ShardType
from pipeline.shards import Shard, shard


def plan(*names: str) -> list[Task]:
    """Return a plan with these names."""
    return [Task(name, Source(Path(f"{name}.txt"), f"{name}.txt")) for name in names]


@pytest.mark.parametrize("count", [1, 2, 3, 10, 40])
def test_the_parts_are_the_plan(count: int) -> None:
    """Every article is in exactly one part, and the parts differ by one article at most."""
    tasks = plan(*(f"a/{number}" for number in range(31)))

    parts = [shard(tasks, Shard(number, count)) for number in range(1, count + 1)]

    assert sorted(task.name for part in parts for task in part) == sorted(t.name for t in tasks)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_part_does_not_depend_on_the_order_of_the_paths() -> None:
    """A machine that was given the same paths in another order does the same articles."""
    tasks = plan(*"gatto cane topo lupo orso".split())

    assert set(shard(tasks, Shard(1, 2))) == set(shard(tasks[::-1], Shard(1, 2)))


def test_a_part_is_in_the_order_of_the_plan() -> None:
    """So that its pages are written in that order."""
    assert shard(plan("c", "b", "a"), Shard(1, 2)) == plan("c", "a")


def test_there_is_no_part_beyond_the_last() -> None:
    """Nor is there a part 0."""
    for number in (0, 4):
        with pytest.raises(ValueError, match="no part"):
            Shard(number, 3)


def test_the_option_takes_two_numbers() -> None:
    """As in 2/3."""
    assert ShardType().convert("2/3", None, None) == Shard(2, 3)


@pytest.mark.parametrize(
    "value", ["", "2", "0/3", "4/3", "-1/3", "1/0", "1/3/5", "a/b", "1/9999999"]
)
def test_other_arguments_are_wrong_usage(value: str) -> None:
    """The message says what is expected."""
    with pytest.raises(click.BadParameter, match="I"):
        ShardType().convert(value, None, None)


def run_json(out: Path, **statuses: Status) -> None:
    """Write what a run would."""
    results = tuple(ArticleResult(name, name, status) for name, status in statuses.items())
    summary = RunSummary(
        results, interrupted=False, seconds=1.0, model=ModelNote("tiny", "1", "0"), model_reason=""
    )
    write_summary(out, summary, "1")


def test_only_what_failed_is_taken_again(tmp_path: Path) -> None:
    """Not what was done, what was interrupted, or what came since."""
    run_json(tmp_path, a="translated", b="failed", c="not done", gone="failed")

    assert failed_last_time(plan("a", "b", "c", "new"), tmp_path) == plan("b")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "does not exist"),
        ("{", "is damaged"),
        ('{"schema": 1}', "is damaged"),
        ('{"schema": 1, "articles": [3]}', "is damaged"),
        ('{"schema": 99, "articles": []}', "newer version"),
    ],
)
def test_without_a_last_run_nothing_is_guessed(
    tmp_path: Path, text: str | None, words: str
) -> None:
    """It is wrong usage, and the message names the file."""
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=rf"run\.json {words}|run\.json was written by a {words}"):
        failed_last_time(plan("a"), tmp_path)
