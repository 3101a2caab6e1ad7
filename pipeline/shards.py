"""Parts of a plan, for many machines that do not know of each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.planning import Task


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a plan, for one machine of many."""

    number: int
    """Which part, from 1."""
    count: int
    """How many parts there are."""

    def __post_init__(self) -> None:
        """Refuse a part that does not exist."""
        if not 1 <= self.number <= self.count:
            message = f"there is no part {self.number} of {self.count}"
            raise ValueError(message)


def shard(tasks: Sequence[Task], part: Shard) -> list[Task]:
    """Return a part of the plan, in the plan's order; all parts together are the plan.

    The names are sorted and dealt out in turn. So the parts differ by one article at most, and
    neighbours in a folder, which tend to be alike, go to different ones. Sizes are not looked at:
    they are a matter of the moment, and machines that weigh them at different times would leave
    articles out. For the same reason sources must not come or go before all parts have begun.
    """
    mine = {task.name for task in sorted(tasks, key=_name)[part.number - 1 :: part.count]}
    return [task for task in tasks if task.name in mine]


def _name(task: Task) -> str:
    return task.name
