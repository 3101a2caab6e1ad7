"""Which articles stand on which page of the index."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import index_plan
from pipeline.index_plan import (
    MAX_ARTICLES,
    ArticlePlace,
    FolderLine,
    Part,
    folder_lines,
    in_order,
    plan_parts,
)
from pipeline.names import MAX_BYTES, Source, plan_names

Counts = Mapping[tuple[str, str], int]
"""Articles by folder and month."""


def parts(counts: Counts) -> list[Part]:
    """Plan the pages for so many articles."""
    places = [
        ArticlePlace(folder, month, number)
        for (folder, month), count in counts.items()
        for number in range(count)
    ]
    return plan_parts(in_order(places))


def shape(planned: list[Part]) -> list[list[tuple[str, str, int, int]]]:
    """Return what stands on each page: folder, month, part and articles of its groups."""
    return [[(g.folder, g.month, g.part, g.articles) for g in part.groups] for part in planned]


def test_articles_are_ordered_by_folder_and_month() -> None:
    """Folders part by part, months as they come, without date last, otherwise as given."""
    folders = ["b", "a b", "a/c", "b", "a", "b", "a", ""]
    months = ["", "", "", "2025-01", "2025-02", "2024-12", "2025-02", ""]
    articles = map(ArticlePlace, folders, months, range(8))
    assert [place.place for place in in_order(articles)] == [7, 4, 6, 2, 1, 5, 3, 0]


def test_small_folders_share_a_page() -> None:
    """Neighbours stand together while there is room; none of them is divided."""
    planned = parts({("a", "2025-01"): 100, ("a", ""): 100, ("b", ""): 300, ("c", ""): 1})
    assert shape(planned) == [
        [("a", "2025-01", 0, 100), ("a", "", 0, 100), ("b", "", 0, 300)],
        [("c", "", 0, 1)],
    ]


def test_a_large_folder_has_pages_of_its_own() -> None:
    """Its months share pages, a month of more than a page is divided."""
    planned = parts(
        {
            ("a", ""): 10,
            ("b", "2025-01"): 200,
            ("b", "2025-02"): 300,
            ("b", "2025-03"): 1100,
            ("b", "2025-04"): 400,
            ("c", ""): 10,
        }
    )
    assert shape(planned) == [
        [("a", "", 0, 10)],
        [("b", "2025-01", 0, 200), ("b", "2025-02", 0, 300)],
        [("b", "2025-03", 1, 500)],
        [("b", "2025-03", 2, 500)],
        [("b", "2025-03", 3, 100), ("b", "2025-04", 0, 400)],
        [("c", "", 0, 10)],
    ]


COUNTS = st.dictionaries(
    st.tuples(
        st.sampled_from(["", "a", "a/b", "à", "con", "A", "x" * 200, "indice.html", "二"]),
        st.sampled_from(["", "2024-12", "2025-01", "2025-02"]),
    ),
    st.integers(1, 1300),
    min_size=1,
)


@given(COUNTS)
def test_every_article_stands_on_one_page(counts: Counts) -> None:
    """Pages follow each other without a gap, none is too long, none is called like another."""
    planned = parts(counts)
    assert planned[0].first == 0
    for before, after in pairwise(planned):
        assert after.first == before.first + before.articles
    assert sum(part.articles for part in planned) == sum(counts.values())
    assert all(part.articles <= MAX_ARTICLES for part in planned)
    names = [part.name.casefold() for part in planned]
    assert len({*names}) == len(names)
    # Valid on Windows as they are: planning an article's name would not change them.
    for name in names:
        last = name.removeprefix("_index/")
        assert len(last.encode()) <= MAX_BYTES
        assert plan_names([Source(Path(last), f"{last}.txt")]) == [last]


@given(COUNTS)
def test_lines_lead_to_every_page(counts: Counts) -> None:
    """Folders come in their order with all their articles, and no page is left out."""
    planned = parts(counts)
    lines = folder_lines(planned)
    assert [line.folder for line in lines] == [
        *dict.fromkeys(group.folder for part in planned for group in part.groups)
    ]
    assert sum(line.articles for line in lines) == sum(counts.values())
    assert targets(lines) == {part.name for part in planned}


def targets(lines: list[FolderLine]) -> set[str]:
    """Return the pages that lines and their months lead to."""
    links = [link for line in lines for link in (line.link, *line.months)]
    return {link.part.name for link in links}


def test_months_are_named_where_there_is_a_date() -> None:
    """A folder without any date is one line; anchors lead into the page."""
    planned = parts({("a", "2025-01"): 2, ("a", ""): 3, ("b", ""): 4})
    first, second = folder_lines(planned)
    assert [(link.groups[0].month, link.anchor, link.articles) for link in first.months] == [
        ("2025-01", "", 2),
        ("", "g2", 3),
    ]
    assert (second.link.anchor, second.months, second.articles) == ("g3", (), 4)


def test_too_many_months_are_named_by_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small folders have a line alone, those of several pages a link to each."""
    monkeypatch.setattr(index_plan, "MAX_LINKS", 3)
    months = {("b", f"2025-{month:02}"): 200 for month in range(1, 5)}
    first, second = folder_lines(parts({("a", "2025-01"): 1, ("a", ""): 1, **months}))
    assert first.months == ()
    assert [[g.month for g in link.groups] for link in second.months] == [
        ["2025-01", "2025-02"],
        ["2025-03", "2025-04"],
    ]


def test_too_many_folders_are_named_by_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line says the first and the last folder of its page; a large one still has its own."""
    monkeypatch.setattr(index_plan, "MAX_LINKS", 3)
    counts = {(f"{letter}", ""): 200 for letter in "abcde"}
    lines = folder_lines(parts({**counts, ("f", ""): 600}))
    assert [(line.folder, line.last, line.articles) for line in lines] == [
        ("a", "b", 400),
        ("c", "d", 400),
        ("e", "e", 200),
        ("f", "f", 600),
    ]
    assert [len(line.months) for line in lines] == [0, 0, 0, 2]


def test_a_page_keeps_its_name() -> None:
    """It is made of the folder and the month alone, and says them."""
    few, many = parts({("sport/Calcio", "2025-01"): 501}), parts({("sport/Calcio", "2025-01"): 999})
    assert few[0].name == many[0].name
    assert few[0].name.startswith("_index/calcio-")
    assert few[0].name.endswith("-2025-01-part-1")
