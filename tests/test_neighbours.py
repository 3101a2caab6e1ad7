"""Links between pages: only to pages that exist, and only written when they change."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.article import Block
from pipeline.errors import OutputError
from pipeline.neighbours import Neighbours, with_pages
from pipeline.record import Neighbour, Record, from_json, to_json
from pipeline.render import Renderer
from pipeline.store import Store
from tests.page_records import pair, record

NAMES = ["a", "sub/b", "c"]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """Read the project's templates once."""
    return Renderer()


@pytest.fixture
def store(tmp_path: Path, renderer: Renderer) -> Store:
    """Write three articles that know nothing of each other."""
    store = Store(tmp_path)
    for name in NAMES:
        made = record(
            [Block("paragraph", "Sì.")], [pair("Sì.", "Yes.")], name=name, title=f"<{name}>"
        )
        store.write(made, renderer.page(made), None)
    return store


def link(store: Store, renderer: Renderer, names: list[str]) -> dict[str, OutputError]:
    """Link pages in this order, as a run that knows nothing of them yet."""
    return Neighbours(names).link(store, renderer)


def links(store: Store, name: str) -> list[tuple[str, str]]:
    """Return relation and address of the links to neighbours on a page."""
    page = store.page_path(name).read_text(encoding="utf-8")
    return re.findall(r'rel="(prev|next)" href="([^"]*)"', page)


def test_pages_link_to_the_one_before_and_the_one_after(store: Store, renderer: Renderer) -> None:
    """The order is that of the run; the ends link to one only; the title is the link's text."""
    assert link(store, renderer, NAMES) == {}

    assert links(store, "a") == [("next", "sub/b.html")]
    assert links(store, "sub/b") == [("prev", "../a.html"), ("next", "../c.html")]
    assert links(store, "c") == [("prev", "sub/b.html")]
    assert "&lt;sub/b&gt;</bdi>" in store.page_path("a").read_text(encoding="utf-8")


def test_an_article_without_a_page_is_passed_over(store: Store, renderer: Renderer) -> None:
    """No link leads to an article that has no record or a damaged one."""
    store.record_path("sub/b").write_text("{", encoding="utf-8")

    link(store, renderer, ["a", "missing", "sub/b", "c"])

    assert links(store, "a") == [("next", "c.html")]
    assert links(store, "c") == [("prev", "a.html")]


def test_only_pages_whose_neighbours_changed_are_written(
    store: Store, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second time nothing is written; a new title is written where it is shown."""
    link(store, renderer, NAMES)
    written: list[str] = []
    write_page = Store.write_page

    def watch(self: Store, record: Record, page: str) -> None:
        written.append(record.name)
        write_page(self, record, page)

    monkeypatch.setattr(Store, "write_page", watch)
    link(store, renderer, NAMES)
    assert written == []

    last = store.read_record("c")
    assert last is not None
    path = store.record_path("c")
    titled = replace(last, article=replace(last.article, title="Nuovo"))
    path.write_text(to_json(titled), encoding="utf-8")
    link(store, renderer, NAMES)
    assert written == ["sub/b"]


def test_a_page_that_cannot_be_written_is_named(
    store: Store, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others get their links all the same."""
    write_page = Store.write_page

    def refuse(self: Store, record: Record, page: str) -> None:
        if record.name == "a":
            raise OutputError(record.name, "no")
        write_page(self, record, page)

    monkeypatch.setattr(Store, "write_page", refuse)

    assert set(link(store, renderer, NAMES)) == {"a"}
    assert links(store, "c") == [("prev", "sub/b.html")]


def test_records_keep_what_a_page_links_to(store: Store, renderer: Renderer) -> None:
    """Pages can be rendered again with their links, but for those to articles that are gone."""
    link(store, renderer, NAMES)
    middle = store.read_record("sub/b")
    assert middle is not None
    assert middle.previous == Neighbour("a", "<a>")
    assert from_json(to_json(middle), "") == middle

    store.record_path("a").unlink()
    assert with_pages(store, middle).previous is None
    assert with_pages(store, middle).next == Neighbour("c", "<c>")


def test_a_page_gets_its_links_with_its_first_writing(store: Store, renderer: Renderer) -> None:
    """What was read ahead is known by its title; then nothing has to be written again."""
    neighbours = Neighbours(NAMES)
    for name in NAMES:
        neighbours.read(name, f"<{name}>")
    for name in NAMES:
        made = store.read_record(name)
        assert made is not None
        before, after = neighbours.of(made)
        linked = replace(made, previous=before, next=after)
        store.write_page(linked, renderer.page(linked, before, after))
        neighbours.written(linked)
    times = {name: store.page_path(name).stat().st_mtime_ns for name in NAMES}

    assert links(store, "sub/b") == [("prev", "../a.html"), ("next", "../c.html")]
    assert neighbours.link(store, renderer) == {}
    assert {name: store.page_path(name).stat().st_mtime_ns for name in NAMES} == times


def test_what_failed_after_it_was_read_is_passed_over(store: Store, renderer: Renderer) -> None:
    """A page that was linked to it already is written again."""
    neighbours = Neighbours([*NAMES, "d"])
    for name in ("c", "d"):
        neighbours.read(name, name)
    made = store.read_record("c")
    assert made is not None
    assert neighbours.of(made) == (None, Neighbour("d", "d"))
    neighbours.written(replace(made, next=Neighbour("d", "d")))
    neighbours.failed("d")

    assert neighbours.of(made) == (None, None)
    neighbours.link(store, renderer)
    assert links(store, "c") == [("prev", "sub/b.html")]


def test_a_run_that_was_stopped_leaves_no_link_to_what_is_not_there(
    store: Store, renderer: Renderer
) -> None:
    """Others stay as they are."""
    link(store, renderer, NAMES)
    neighbours = Neighbours([*NAMES, "d"])
    made = store.read_record("c")
    assert made is not None
    made = replace(made, next=Neighbour("d", "d"))
    store.write_page(made, renderer.page(made, made.previous, made.next))
    neighbours.written(made)

    neighbours.unlink(store, renderer)

    assert links(store, "c") == [("prev", "sub/b.html")]
    assert links(store, "a") == [("next", "sub/b.html")]
