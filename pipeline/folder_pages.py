"""Pages and index of an output folder, made from its records alone."""

from dataclasses import replace
from pathlib import Path

from pipeline.errors import NothingToDoError, RecordError
from pipeline.index_pages import write_index
from pipeline.neighbours import with_pages
from pipeline.render import PageOptions
from pipeline.store import OWN_FOLDER, Store

__all__ = ("index_again", "render_again", "write_index")


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


def index_again(
    out: Path,
    options: PageOptions = PageOptions(),  # noqa: B008 - frozen
) -> tuple[int, list[RecordError]]:
    """Write the index of `out` anew from the records there, and nothing else.

    Args:
        out: The output folder of earlier runs.
        options: How to make the pages.

    Returns:
        The number of articles, and the records that could not be used.

    Raises:
        NothingToDoError: there are no records.
        OutputError: a page cannot be written.
        UsageError: the templates or the dictionary cannot be used.
    """
    if not any((out / OWN_FOLDER).rglob("*.json")):
        raise NothingToDoError(str(out), "the output folder of an earlier run")
    return write_index(Store(out), options.renderer(), ())
