"""Parcels: the articles that a cluster is sent as one task.

An article alone keeps an engine's batches half empty: sent one by one, articles of five sentences
are translated at half the speed of a thousand sentences together. So several small articles travel
together. A run begins with small parcels, so that a few articles are spread over all workers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.attempts import Source

FULL: Final = 128
"""Sentences from which on a parcel is closed: some seconds of one thread's work."""
SMALLEST: Final = 32
"""The same at the beginning of a run."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that are wanted together, such as an article's."""

    number: int
    """Its place among the groups, from 0."""
    sources: tuple[Source, ...]
    """The sentences, at least one."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Groups that one task translates."""

    groups: tuple[Group, ...]
    """In the order of their numbers."""
    alone: bool = False
    """Whether it is tried with no other task in hand, as workers have died of it."""

    @property
    def sentences(self) -> int:
        """How many sentences it holds."""
        return sum(len(group.sources) for group in self.groups)


def singles(parcel: Parcel) -> list[Parcel]:
    """Return a parcel for each group, to be tried alone."""
    return [Parcel((group,), alone=True) for group in parcel.groups]


class Packer:
    """Makes parcels of groups as they are asked for."""

    def __init__(
        self,
        groups: Iterable[Sequence[str | Source]],
        empty: Callable[[int], None],
    ) -> None:
        """Take no group yet.

        Args:
            groups: The sentences of each group.
            empty: Called with the number of a group without sentences, which needs no task.
        """
        self._groups: Iterator[tuple[int, Sequence[str | Source]]] = enumerate(groups)
        self._empty = empty
        self._sent = 0
        self.more = True
        """Whether there may be more groups."""

    def next(self, threads: int) -> Parcel | None:
        """Return the next parcel; None where no group is left.

        Args:
            threads: Tasks that the cluster works on at the same time: each shall have had a few
                parcels before they become large.
        """
        wanted = min(FULL, max(SMALLEST, self._sent // (2 * max(1, threads))))
        taken: list[Group] = []
        sentences = 0
        while self.more and sentences < wanted:
            number, texts = next(self._groups, (-1, ()))
            if number < 0:
                self.more = False
            elif texts:
                sources = tuple(Source(one) if isinstance(one, str) else one for one in texts)
                taken.append(Group(number, sources))
                sentences += len(sources)
            else:
                self._empty(number)
        self._sent += sentences
        return Parcel(tuple(taken)) if taken else None
