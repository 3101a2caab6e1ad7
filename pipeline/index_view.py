"""The pages of an index that has several: what their templates say, and where they lead."""

from collections.abc import Mapping, Sequence

from pipeline.index_plan import FolderLine, Part, PartLink
from pipeline.render import INDEX_NAME, IndexEntry, Renderer, relative_href


def folders_page(
    renderer: Renderer,
    lines: Sequence[FolderLine],
    ends: Mapping[str, tuple[str, str]],
    failed: Sequence[IndexEntry],
    **values: object,
) -> str:
    """Return the first page, which lists folders and months.

    Args:
        renderer: What makes pages.
        lines: The folders with their months.
        ends: By name of a page with a part of a month, its first and its last article.
        failed: The first of those that failed.
        values: `words` and `sentences` of all articles, `failures`, how many failed, and
            `more_failed`, the link to the page with more of them.

    Raises:
        UsageError: a template of the user's own cannot be used.
    """
    return renderer.listing(
        "folders.html.jinja",
        INDEX_NAME,
        failed,
        lines=lines,
        ends=ends,
        articles=sum(line.articles for line in lines),
        href=lambda target: part_href(INDEX_NAME, target),
        **values,
    )


def part_page(
    renderer: Renderer,
    part: Part,
    entries: Sequence[IndexEntry],
    previous: Part | None = None,
    next: Part | None = None,  # noqa: A002 - the word that the page itself uses
) -> str:
    """Return a further page, with links to the pages before and after it.

    Args:
        renderer: What makes pages.
        part: The page; without groups where it lists those that failed.
        entries: What it lists, in the order of the groups.
        previous: The page before it.
        next: The page after it.

    Raises:
        UsageError: a template of the user's own cannot be used.
    """
    return renderer.listing(
        "folder.html.jinja",
        part.name,
        entries,
        part=part,
        label=_label(part),
        anchors={group.first - part.first: part.anchor(group) for group in part.groups[1:]},
        more_failed="",
        only_failed=not part.groups,
        index_href=relative_href(part.name, INDEX_NAME),
        href=lambda target: part_href(part.name, target),
        previous=previous,
        next=next,
    )


def part_href(start: str, target: Part | PartLink) -> str:
    """Return the link from the page named `start` to a page of the index, or a place on it."""
    if isinstance(target, Part):
        return relative_href(start, target.name)
    anchor = f"#{target.anchor}" if target.anchor else ""
    return relative_href(start, target.part.name) + anchor


def _label(part: Part) -> str:
    """Return what tells a page from the others in the browser's title."""
    if not part.groups:
        return ""
    first, last = part.groups[0], part.groups[-1]
    if first.is_whole:
        return " – ".join(dict.fromkeys(name for name in (first.folder, last.folder) if name))
    months = " – ".join(dict.fromkeys(group.month for group in (first, last) if group.month))
    label = ", ".join(words for words in (first.folder, months) if words)
    return f"{label} ({first.part})".lstrip() if first.part else label
