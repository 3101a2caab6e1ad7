"""Output folders with many small records, for the tests of the index."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.article import Block, FrozenMapping
from pipeline.record import Outputs, Record
from pipeline.store import Store
from tests.page_records import of_blocks


@cache
def _one() -> Record:
    return of_blocks([(Block("paragraph", "Una frase."), [("Una frase.", "A sentence.")])])


def small_record(name: str, title: str = "Un titolo", date: str = "") -> Record:
    """Return the record of an article of one sentence."""
    one, last = _one(), name.rpartition("/")[2]
    metadata = FrozenMapping({"date": date} if date else {})
    article = replace(one.article, title=title, source=f"{name}.txt", metadata=metadata)
    return replace(one, name=name, article=article, outputs=Outputs(tsv_name=f"{last}.tsv"))


def folder_of(out: Path, articles: Mapping[str, int], dates: tuple[str, ...] = ("",)) -> Store:
    """Write so many articles in each folder, their dates in turn, and return the store."""
    store = Store(out)
    for folder, count in articles.items():
        for number in range(count):
            name = f"{folder}/art-{number:04}" if folder else f"art-{number:04}"
            date = dates[number % len(dates)]
            store.write_record(small_record(name, f"Titolo {number}", date))
    return store
