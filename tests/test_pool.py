"""The pool: which requests are decoded together."""

from collections.abc import Sequence

import pytest

from pipeline.decoder import Batch, Outcome, Request, Search
from pipeline.pool import MAX_BATCH_HYPOTHESES, Pool, Steps

FULL = MAX_BATCH_HYPOTHESES // Search().beam_size


class CountingDecoder:
    """Decodes nothing and notes the sizes of its batches."""

    threads = 2

    def __init__(self) -> None:
        """Begin without batches."""
        self.sizes: list[int] = []

    def begin(self, requests: Sequence[Request]) -> Batch:
        """Note how many requests come together."""
        self.sizes.append(len(requests))
        return Batch(list(requests), 0, filled=False, results=[])

    def finish(self, batch: Batch) -> list[Outcome]:
        """Return nothing for each request."""
        return [None for _ in batch.requests]


def decoded(lengths: Sequence[int], *, more: bool = False) -> list[int]:
    """Return the sizes of the batches in which sources of such lengths are decoded."""
    decoder, done = CountingDecoder(), list[None]()
    pool: Pool[None] = Pool(decoder)  # type: ignore[arg-type]

    def steps(length: int) -> Steps[None]:
        yield [Request(("a",) * length, Search())]

    for length in lengths:
        pool.add(steps(length), done.append)
    for _ in range(len(lengths) * 2):
        pool.work(more=more)
    assert len(done) == len(lengths)
    return decoder.sizes


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (2, [1, 1]), (9, [5, 4]), (FULL + 1, [FULL // 2 + 1, FULL // 2])],
)
def test_threads_without_work_share_what_is_left(count: int, sizes: list[int]) -> None:
    """The last requests are not decoded on one thread while another has nothing to do."""
    assert decoded([8] * count) == sizes


def test_a_group_is_shared_only_where_it_is_the_last() -> None:
    """Two groups already keep two threads busy: cutting the first would only cost time."""
    assert decoded([8, 8, 16, 16]) == [2, 2]
