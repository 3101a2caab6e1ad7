"""Writing the index: one page, or one that leads to many."""

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.article import clean_text
from pipeline.errors import NothingToDoError, OutputError
from pipeline.folder_pages import index_again
from pipeline.index_pages import write_index
from pipeline.names import Source, plan_names
from pipeline.render import Renderer
from pipeline.report import ArticleResult
from pipeline.store import Store
from tests.index_folders import folder_of, small_record
from tests.page_records import HOSTILE

YEAR = tuple(f"2025-{month:02}-01" for month in range(1, 13))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """Read the project's templates once."""
    return Renderer()


def links(page: Path) -> list[Path]:
    """Return where the links of a page lead, as paths that exist or not; # parts are checked."""
    found = []
    for href in re.findall(r'<a [^>]*?href="([^"]+)"', page.read_text(encoding="utf-8")):
        path, _, anchor = href.partition("#")
        target = Path(os.path.normpath(page.parent / unquote(path)))
        if anchor:
            assert f' id="{anchor}"' in target.read_text(encoding="utf-8")
        found.append(target)
    return found


def listed(out: Path) -> Counter[str]:
    """Return the articles that the pages in _index lead to, by name."""
    articles: Counter[str] = Counter()
    for page in (out / "_index").glob("*.html"):
        names = (path.relative_to(out).as_posix().removesuffix(".html") for path in links(page))
        articles.update(
            name for name in names if name != "index" and name.split("/")[0] != "_index"
        )
    return articles


def test_five_hundred_articles_stand_on_one_page(tmp_path: Path, renderer: Renderer) -> None:
    """Only from the next one on there are folders."""
    store = folder_of(tmp_path, {"": 500})
    assert write_index(store, renderer, ()) == (500, [])
    assert len(links(tmp_path / "index.html")) == 500
    assert not (tmp_path / "_index").exists()

    store.write_record(small_record("un/altro"))
    write_index(store, renderer, ())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "501 articles" in html
    assert "art-0001" not in html
    assert listed(tmp_path) == Counter(record for record, _ in store.records())


def test_every_link_leads_somewhere(tmp_path: Path, renderer: Renderer) -> None:
    """From index.html to each page and back, from page to page, and to each article."""
    folders = {"": 40, "sport/calcio è #1": 700, "a": 30, "a/b": 30}
    store = folder_of(tmp_path, folders, YEAR)
    write_index(store, renderer, ())

    names = {record for record, _ in store.records()}
    assert listed(tmp_path) == Counter(names)
    pages = {*(tmp_path / "_index").glob("*.html")}
    first = links(tmp_path / "index.html")
    assert {*first} == pages
    for page in pages:
        others = {path for path in links(page) if path.parent == tmp_path / "_index"}
        assert others <= pages
        assert tmp_path / "index.html" in links(page)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    for words in ("800 articles", "Main folder", "sport/calcio è #1", "January 2025", ">59</span>"):
        assert words in html


def test_pages_follow_each_other(tmp_path: Path, renderer: Renderer) -> None:
    """From the first one, Next leads through all of them, and Previous back."""
    write_index(folder_of(tmp_path, {"a": 600, "b": 600}), renderer, ())
    way = [links(tmp_path / "index.html")[0]]
    while found := re.search(r'rel="next" href="([^"]+)"', way[-1].read_text(encoding="utf-8")):
        way.append(way[-1].parent / found[1])
    assert len(way) == len({*way}) == 4
    for before, after in pairwise(way):
        html = after.read_text(encoding="utf-8")
        assert f'rel="prev" href="{before.name}"' in html
    assert 'rel="prev"' not in way[0].read_text(encoding="utf-8")


def test_a_part_of_a_month_says_what_it_holds(tmp_path: Path, renderer: Renderer) -> None:
    """Where a folder is long and has no dates, its first and last article tell the parts apart."""
    write_index(folder_of(tmp_path, {"a": 501}), renderer, ())
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<bdi>art-0000</bdi> – <bdi>art-0499</bdi>" in html
    assert "<bdi>art-0500</bdi> – <bdi>art-0500</bdi>" in html


def test_a_smaller_index_leaves_no_old_pages(tmp_path: Path, renderer: Renderer) -> None:
    """Pages that nothing leads to any more go; what is not a page of the index stays."""
    store = folder_of(tmp_path, {"a": 501})
    write_index(store, renderer, ())
    mine = tmp_path / "_index" / "mine.html"
    same = mine.with_name("mine-0123456789ab.html")
    for path in (mine, same):
        path.write_text("<p>mine</p>", encoding="utf-8")
    for number in range(100):
        store.record_path(f"a/art-{number:04}").unlink()
    for path in (tmp_path / "_index").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    write_index(store, renderer, ())
    assert {*(tmp_path / "_index").iterdir()} == {mine, same}
    assert len(links(tmp_path / "index.html")) == 401


def test_what_is_the_same_is_not_written_again(tmp_path: Path, renderer: Renderer) -> None:
    """One changed article changes the page it stands on, and no other."""
    store = folder_of(tmp_path, {"a": 501, "b": 501})
    write_index(store, renderer, ())
    pages = [*(tmp_path / "_index").iterdir(), tmp_path / "index.html"]
    for path in pages:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    store.write_record(small_record("a/art-0001", "Nuovo titolo"))
    write_index(store, renderer, ())
    written = [path for path in pages if path.stat().st_mtime > 1_700_000_001]
    assert len(written) == 1
    assert "Nuovo titolo" in written[0].read_text(encoding="utf-8")


def test_a_page_of_somebody_elses_is_not_replaced(tmp_path: Path, renderer: Renderer) -> None:
    """Neither in _index nor index.html itself; the message names it."""
    store = folder_of(tmp_path, {"a": 1})
    (tmp_path / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(OutputError, match=r"index\.html"):
        write_index(store, renderer, ())
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<p>mine</p>"


def test_many_failures_have_pages_of_their_own(tmp_path: Path, renderer: Renderer) -> None:
    """All of them are named; index.html has the first 500 and says how many there are."""
    failed = [
        ArticleResult(f"x{n:04}", f"x{n:04}.txt", "failed", message=f"no {n}") for n in range(1100)
    ]
    write_index(folder_of(tmp_path, {"a": 1}), renderer, failed)
    pages = [tmp_path / "index.html", *(tmp_path / "_index" / f"failed-{n}.html" for n in (2, 3))]
    texts = [path.read_text(encoding="utf-8") for path in pages]
    assert [text.count('class="mark doubt"') for text in texts] == [500, 500, 100]
    assert "1,100 failed" in texts[0]
    assert 'href="_index/failed-2.html"' in texts[0]
    assert 'href="failed-3.html"' in texts[1]
    write_index(Store(tmp_path), renderer, ())
    assert "failed-2" not in pages[0].read_text(encoding="utf-8")


def test_hostile_names_and_titles_stay_text(tmp_path: Path, renderer: Renderer) -> None:
    """On every page of a large index: folders, titles, sources, dates, messages."""

    def tags(out: Path, texts: tuple[str, ...]) -> list[Counter[str]]:
        store = Store(out)
        for number in range(501):
            text = texts[number % len(texts)]
            folder = f"{number % len(texts):02}{text.replace('/', '_')}"
            (name,) = plan_names([Source(Path(), f"{folder}/{number:04}.txt")])
            store.write_record(small_record(name, text, text))
        results = [ArticleResult(f"f{n}", t, "failed", message=t) for n, t in enumerate(texts)]
        write_index(store, renderer, results)
        pages = [out / "index.html", *sorted((out / "_index").iterdir())]
        return [
            Counter(re.findall(r"<[/a-z][a-z0-9]*", page.read_text(encoding="utf-8")))
            for page in pages
        ]

    hostile = tuple(text for text in map(clean_text, HOSTILE) if "\ud800" not in text)[:24]
    plain = tuple(f"parola {number}" for number in range(len(hostile)))
    assert tags(tmp_path / "hostile", hostile) == tags(tmp_path / "plain", plain)


def test_the_index_alone_is_written_anew(tmp_path: Path) -> None:
    """From the records, whoever wrote them; a folder without any is named."""
    folder_of(tmp_path / "out", {"a": 3})
    (tmp_path / "out" / ".bilingue" / "a" / "art-0001.json").write_text("{}", encoding="utf-8")
    count, damaged = index_again(tmp_path / "out")
    assert (count, len(damaged)) == (2, 1)
    assert len(links(tmp_path / "out" / "index.html")) == 2
    with pytest.raises(NothingToDoError, match="nowhere"):
        index_again(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
