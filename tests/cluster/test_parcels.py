"""Parcels: how articles are put together into tasks."""

from collections.abc import Iterator

from pipeline.attempts import Source
from pipeline.cluster.parcels import FULL, SMALLEST, Group, Packer, Parcel, singles


def test_parcels_begin_small_and_grow_up_to_a_limit() -> None:
    """A few articles are spread over the workers; many travel together."""
    packer = Packer(([f"frase {n}"] for n in range(5000)), lambda _number: None)
    parcels = []
    while packer.more:
        parcel = packer.next(2)
        if parcel is not None:
            parcels.append(parcel)

    sizes = [parcel.sentences for parcel in parcels]
    assert sizes[0] == SMALLEST
    assert sizes[:-1] == sorted(sizes[:-1])
    assert max(sizes) == FULL
    numbers = [group.number for parcel in parcels for group in parcel.groups]
    assert numbers == list(range(5000))


def test_groups_are_taken_only_as_they_are_needed() -> None:
    """What is not sent yet is not read either."""
    taken: list[int] = []

    def groups() -> Iterator[list[str]]:
        for number in range(1000):
            taken.append(number)
            yield [f"frase {number}"]

    Packer(groups(), lambda _number: None).next(1)

    assert len(taken) == SMALLEST


def test_groups_without_sentences_need_no_task() -> None:
    """They are named at once and stand in no parcel."""
    empty: list[int] = []
    packer = Packer([[], ["uno"], [], [Source("due")], []], empty.append)

    parcel = packer.next(1)

    assert parcel == Parcel((Group(1, (Source("uno"),)), Group(3, (Source("due"),))))
    assert empty == [0, 2, 4]
    assert packer.next(1) is None


def test_a_parcel_that_workers_died_of_is_taken_apart() -> None:
    """Each of its groups is tried alone."""
    one, two = Group(4, (Source("uno"),)), Group(5, (Source("due"),))

    assert singles(Parcel((one, two))) == [Parcel((one,), alone=True), Parcel((two,), alone=True)]
