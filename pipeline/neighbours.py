"""Links between pages: each to the articles before and after it in the order of the run.

Sources are read ahead of the engine, so when an article's page is written the titles of those
beside it are mostly known, and the page gets its links at once. Which articles fail is known only
at the end: then pages whose neighbours turned out to be others are written again. The record says
what its page links to, so a run that changes nothing writes nothing. In the end no link leads
nowhere; one does only where a run was killed, until the next run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from pipeline.errors import OutputError, RecordError
from pipeline.record import Neighbour, Record
from pipeline.render import Renderer
from pipeline.store import Store

Links = tuple[Neighbour | None, Neighbour | None]
"""The articles before and after one, where there are any."""


class Neighbours:
    """What a run knows so far of the articles that stand beside each other."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of all articles, in the order of the run."""
        self._names = names
        self._place = {name: number for number, name in enumerate(names)}
        self._titles: dict[str, str] = {}
        self._failed: set[str] = set()
        self._written: dict[str, Links] = {}

    def read(self, name: str, title: str) -> None:
        """Note that an article was read; `title` is its display title."""
        self._titles[name] = title

    def failed(self, name: str) -> None:
        """Note that an article has no page to link to."""
        self._failed.add(name)

    def written(self, record: Record) -> None:
        """Note what the page of an article links to."""
        self._titles[record.name] = record.display_title
        self._written[record.name] = record.previous, record.next

    def of(self, record: Record) -> Links:
        """Return what a page shall link to; what it links to now where that is not known yet."""
        place = self._place[record.name]
        before = next(self._from(range(place - 1, -1, -1)), "")
        after = next(self._from(range(place + 1, len(self._names))), "")
        return self._link(before, record.previous), self._link(after, record.next)

    def _from(self, places: Iterable[int]) -> Iterator[str]:
        return (name for place in places if (name := self._names[place]) not in self._failed)

    def _link(self, name: str, now: Neighbour | None) -> Neighbour | None:
        if not name:
            return None
        return Neighbour(name, self._titles[name]) if name in self._titles else now

    def link(self, store: Store, renderer: Renderer) -> dict[str, OutputError]:
        """Write the pages again that link to others than those beside them now.

        Args:
            store: The output folder.
            renderer: What makes its pages.

        Returns:
            By name, the pages that could not be written and why.
        """
        there = [name for name in self._names if self._is_there(store, name)]
        wanted: dict[str, Links] = {}
        for number, name in enumerate(there):
            before = self._neighbour(there[number - 1]) if number else None
            after = self._neighbour(there[number + 1]) if number + 1 < len(there) else None
            wanted[name] = before, after
        return self._rewrite(store, renderer, wanted)

    def unlink(self, store: Store, renderer: Renderer) -> dict[str, OutputError]:
        """Write the pages again that link to articles a run was stopped before; see `link`.

        The next run links them all; here nothing is read that was not read before.
        """
        wanted: dict[str, Links] = {}
        for name, (before, after) in self._written.items():
            wanted[name] = self._unless_absent(store, before), self._unless_absent(store, after)
        return self._rewrite(store, renderer, wanted)

    def _rewrite(
        self, store: Store, renderer: Renderer, wanted: Mapping[str, Links]
    ) -> dict[str, OutputError]:
        failures = {}
        for name, links in wanted.items():
            if links != self._written[name]:
                try:
                    _relink(store, renderer, name, *links)
                except OutputError as error:
                    failures[name] = error
        return failures

    def _unless_absent(self, store: Store, neighbour: Neighbour | None) -> Neighbour | None:
        if neighbour is None or neighbour.name in self._written:
            return neighbour
        return neighbour if store.record_path(neighbour.name).is_file() else None

    def _is_there(self, store: Store, name: str) -> bool:
        """Tell whether an article has a page; its record is looked into where that is needed."""
        if name in self._failed:
            return False
        if name not in self._written:
            with suppress(RecordError):
                if record := store.read_record(name):
                    self.written(record)
        return name in self._written

    def _neighbour(self, name: str) -> Neighbour:
        return Neighbour(name, self._titles[name])


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
