"""Links between pages: each to the articles before and after it in the order of the run.

Titles are known only when an article has been read, and which articles fail only at the end. So
the links are made when all is done, over articles that have a page: one that failed is passed
over, and no link leads nowhere. The record says what its page links to, so only pages whose
neighbours changed are written again: a run that changes nothing writes nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from pipeline.errors import OutputError, RecordError
from pipeline.record import Neighbour, Record
from pipeline.render import Renderer
from pipeline.store import Store


def link_pages(store: Store, renderer: Renderer, names: Sequence[str]) -> dict[str, OutputError]:
    """Link the pages of the articles `names` with each other, in this order.

    Articles without a usable record have no page and are left out.

    Returns:
        By name, the pages that could not be written and why.
    """
    places: list[Neighbour] = []
    linked: list[tuple[Neighbour | None, Neighbour | None]] = []
    for name in names:
        with suppress(RecordError):
            if record := store.read_record(name):
                places.append(Neighbour(name, record.display_title))
                linked.append((record.previous, record.next))
    failures = {}
    for number, (place, old) in enumerate(zip(places, linked, strict=True)):
        before = places[number - 1] if number else None
        after = places[number + 1] if number + 1 < len(places) else None
        if (before, after) != old:
            try:
                _relink(store, renderer, place.name, before, after)
            except OutputError as error:
                failures[place.name] = error
    return failures


def _relink(
    store: Store, renderer: Renderer, name: str, before: Neighbour | None, after: Neighbour | None
) -> None:
    # Read a second time, so that only one record of a large run is in memory at once.
    record = store.read_record(name)
    if record is not None:
        record = replace(record, previous=before, next=after)
        store.write_page(record, renderer.page(record, before, after))


def with_pages(store: Store, record: Record) -> Record:
    """Return `record` without the neighbours whose records are gone from `store`."""

    def there(neighbour: Neighbour | None) -> Neighbour | None:
        is_there = neighbour is not None and store.record_path(neighbour.name).is_file()
        return neighbour if is_there else None

    return replace(record, previous=there(record.previous), next=there(record.next))
