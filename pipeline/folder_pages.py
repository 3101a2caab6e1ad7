"""Pages and index of an output folder, made from its records alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import BilingueError, NothingToDoError, RecordError
from pipeline.gathering import gather, settle
from pipeline.index_pages import write_index
from pipeline.neighbours import Neighbours, with_pages
from pipeline.render import PageOptions
from pipeline.store import OWN_FOLDER, Store


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
) -> tuple[int, Sequence[BilingueError]]:
    """Write the index of `out` anew from the records there.

    Where the last run was done in parts, also what needs all of them: run.json, and the links
    from each page to the next.

    Args:
        out: The output folder of earlier runs.
        options: How to make the pages.

    Returns:
        The number of articles, and what is wrong: records that could not be used, pages that
        could not be linked, parts that are missing.

    Raises:
        NothingToDoError: there are no records.
        OutputError: a page cannot be written.
        RecordError: the summary of a part is damaged.
        UsageError: the templates or the dictionary cannot be used.
    """
    store, renderer = Store(out), options.renderer()
    gathered = gather(out)
    if gathered is None:
        if not any((out / OWN_FOLDER).rglob("*.json")):
            raise NothingToDoError(str(out), "the output folder of an earlier run")
        return write_index(store, renderer, ())
    whole, missing = gathered
    done = [result.name for result in whole.results if result.status != "failed"]
    unlinked = Neighbours(done).link(store, renderer)
    count, damaged = write_index(store, renderer, whole.results)
    if missing is None:
        settle(out, whole)
    return count, [*unlinked.values(), *damaged, *([missing] if missing else [])]
