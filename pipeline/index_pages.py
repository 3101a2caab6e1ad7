"""Writing the index of an output folder: one page, or one that leads to many.

Up to 500 articles stand on index.html. Where there are more, it lists folders and months, and the
articles stand on pages of at most 500 in _index, see `index_plan`. Articles that failed stand on
index.html, from the 501st on on pages of their own.
"""

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError, RecordError, system_reason
from pipeline.files import GENERATOR, is_page_of_ours, require_inside, write_atomically
from pipeline.index_plan import (
    FAILED,
    MAX_ARTICLES,
    ArticlePlace,
    Part,
    folder_lines,
    in_order,
    plan_parts,
)
from pipeline.index_rows import Rows, open_rows
from pipeline.index_view import folders_page, part_href, part_page
from pipeline.names import INDEX_FOLDER
from pipeline.render import INDEX_NAME, IndexEntry, Renderer
from pipeline.report import ArticleResult
from pipeline.store import Store

_PART_NAME: Final = re.compile(r"(?:[a-z0-9-]+-[0-9a-f]{12}(?:-[0-9-]+)?(?:-part-\d+)?|failed-\d+)")


def write_index(
    store: Store, renderer: Renderer, results: Sequence[ArticleResult]
) -> tuple[int, list[RecordError]]:
    """Write the index: every article of the output folder, and those that failed just now.

    Args:
        store: The output folder.
        renderer: What makes its pages.
        results: What became of articles just now.

    Returns:
        How many articles are done, and the records that could not be used.

    Raises:
        OutputError: a page cannot be written, or is not ours.
        UsageError: a template of the user's own cannot be used.
    """
    started = time.time()
    store.write_assets(renderer.assets)
    failed = {result.name: result for result in results if result.status == "failed"}
    with open_rows(store, failed.keys()) as rows:
        failures = [_failed(name, name, str(error)) for name, error in rows.damaged]
        failures += [_failed(r.name, r.source, r.message) for r in failed.values()]
        failures.sort(key=lambda entry: entry.name)
        written = {INDEX_NAME}
        for name, html in _pages(renderer, rows, failures):
            path = store.page_path(name)
            require_inside(store.folder, path)
            _write(path, html.encode())
            written.add(name)
        _remove_others(store, written, started)
        return len(rows.places), [error for _, error in rows.damaged]


def _failed(name: str, source: str, message: str) -> IndexEntry:
    return IndexEntry(name, source, "failed", message, source=source)


def _pages(
    renderer: Renderer, rows: Rows, failures: Sequence[IndexEntry]
) -> Iterator[tuple[str, str]]:
    """Yield name and HTML of each page, index.html last, so that no link leads nowhere."""
    chunks = [failures[at : at + MAX_ARTICLES] for at in range(0, len(failures), MAX_ARTICLES)]
    failed_parts = [Part(f"{FAILED}-{number}", ()) for number in range(2, len(chunks) + 1)]
    for chunk, (before, part, after) in zip(chunks[1:], _neighbours(failed_parts), strict=True):
        yield part.name, part_page(renderer, part, chunk, before, after)
    first_failed = chunks[0] if chunks else []
    more_failed = part_href(INDEX_NAME, failed_parts[0]) if failed_parts else ""
    if len(rows.places) <= MAX_ARTICLES:
        done = [rows.entry(article) for article in rows.places]
        yield INDEX_NAME, renderer.index([*done, *first_failed], len(failures), more_failed)
        return
    articles = in_order(rows.places)
    parts, ends = plan_parts(articles), {}
    for before, part, after in _neighbours(parts):
        entries = [rows.entry(place) for place in _places(articles, part)]
        if part.groups[0].part:
            last = entries[part.groups[0].articles - 1]
            ends[part.name] = (_last(entries[0].name), _last(last.name))
        yield part.name, part_page(renderer, part, entries, before, after)
    html = folders_page(
        renderer,
        folder_lines(parts),
        ends,
        first_failed,
        failures=len(failures),
        more_failed=more_failed,
        words=rows.words,
        sentences=rows.sentences,
    )
    yield INDEX_NAME, html


def _neighbours(parts: Sequence[Part]) -> Iterator[tuple[Part | None, Part, Part | None]]:
    return zip([None, *parts], parts, [*parts[1:], None], strict=False)


def _places(articles: Sequence[ArticlePlace], part: Part) -> Sequence[ArticlePlace]:
    return articles[part.first : part.first + part.articles]


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _write(path: Path, content: bytes) -> None:
    """Write a page, unless it is there already in this state; nothing of others is replaced."""
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = None
    except OSError as error:
        raise OutputError(str(path), system_reason(error)) from error
    if before == content:
        return
    if before is not None and GENERATOR.encode() not in before:
        raise OutputError(
            str(path),
            "it is there already and bilingue did not write it",
            "move the file away",
        )
    write_atomically(path, content)


def _remove_others(store: Store, written: set[str], started: float) -> None:
    """Remove pages of an earlier index that this one has no link to.

    Not what was written since it was begun: another run may be at work on a later index.
    """
    with contextlib.suppress(OSError):
        for path in (store.folder / INDEX_FOLDER).glob("*.html"):
            name = f"{INDEX_FOLDER}/{path.stem}"
            if (
                name not in written
                and _PART_NAME.fullmatch(path.stem)
                and path.stat().st_mtime < started
                and is_page_of_ours(path)
            ):
                path.unlink()
