"""Pages and index of an output folder, made from its records alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import NothingToDoError, RecordError
from pipeline.files import write_atomically
from pipeline.neighbours import with_pages
from pipeline.page import article_words
from pipeline.page_data import article_key
from pipeline.record import Record
from pipeline.render import IndexEntry, PageOptions, Renderer
from pipeline.report import ArticleResult
from pipeline.store import Store


def render_again(
    out: Path,
    options: PageOptions = PageOptions(),  # noqa: B008 - frozen
) -> tuple[int, list[RecordError]]:
    """Write pages and index anew from the records in `out`; the tables are left alone.

    Args:
        out: The output folder of an earlier run.
        options: How to make the pages.

    Returns:
        The number of pages, and the records that could not be used.

    Raises:
        NothingToDoError: there are no records.
        OutputError: a page cannot be written.
        UsageError: the templates or the dictionary cannot be used.
    """
    store, renderer, pages, damaged = Store(out), options.renderer(), 0, []
    for _, record in store.records():
        if isinstance(record, RecordError):
            damaged.append(record)
            continue
        if not pages:
            store.write_assets(renderer.assets)
        digests = replace(record.digests, rendering=renderer.digest)
        current = with_pages(store, replace(record, digests=digests))
        store.write_page(current, renderer.page(current, current.previous, current.next))
        pages += 1
    if not pages and not damaged:
        raise NothingToDoError(str(out), "the output folder of an earlier run")
    write_index(store, renderer, ())
    return pages, damaged


def write_index(store: Store, renderer: Renderer, results: Sequence[ArticleResult]) -> None:
    """Write index.html: every article of the output folder, and those that failed just now.

    Raises:
        OutputError: it cannot be written.
    """
    store.write_assets(renderer.assets)
    failed = {result.name: result for result in results if result.status == "failed"}
    entries = [
        _failed_entry(name, name, str(record))
        if isinstance(record, RecordError)
        else _entry(record)
        for name, record in store.records()
        if name not in failed
    ]
    entries += [_failed_entry(r.name, r.source, r.message) for r in failed.values()]
    entries.sort(key=lambda entry: entry.name)
    write_atomically(store.folder / "index.html", renderer.index(entries).encode())


def _failed_entry(name: str, source: str, message: str) -> IndexEntry:
    return IndexEntry(name, source, "failed", message, source=source)


def _entry(record: Record) -> IndexEntry:
    return IndexEntry(
        name=record.name,
        title=record.article.title,
        status="done",
        words=article_words(record)[0],
        sentences=len(record.pairs),
        flagged=sum(bool(pair.flags) for pair in record.pairs),
        source=record.article.source,
        date=record.article.metadata.get("date", ""),
        key=article_key(record),
    )
