"""A large index in the browser: the folders, the pages behind them, and from one to the next."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.index_pages import write_index
from pipeline.page_data import article_key
from pipeline.render import Renderer
from pipeline.report import ArticleResult
from tests.browser.pages import OVERFLOW, SCHEMES, WIDTHS, Scheme, violations
from tests.browser.test_italian import MARKED_IN_ENGLISH, SAID
from tests.index_folders import folder_of, small_record

pytestmark = pytest.mark.browser

LARGE: Final = "sport/calcio"
ODD: Final = "è #1? 100%"
DATES: Final = ("2025-01-07", "3 marzo 2025", "", "2024-12-31")
OpenIndex = Callable[..., AbstractContextManager[tuple[Page, list[str], list[str]]]]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the index of some 1,300 articles, 600 of them failed, with one page of an article."""
    out = tmp_path_factory.mktemp("large") / "cartella è #1"
    store = folder_of(out, {LARGE: 1200, "cronaca": 60, ODD: 40, "": 3}, DATES)
    renderer = Renderer()
    read = small_record(f"{LARGE}/art-0003", "Perché no?", DATES[3])
    pair = replace(read.pairs[0], flags=("cut-off",))
    store.write_record(replace(read, pairs=(pair,)))
    store.page_path(read.name).parent.mkdir(parents=True)
    store.page_path(read.name).write_text(renderer.page(read), encoding="utf-8")
    failed = [ArticleResult(f"f{n}", f"f{n}.txt", "failed", message="is empty") for n in range(600)]
    write_index(store, renderer, failed)
    return out


@pytest.fixture
def open_index(chromium: Browser, large: Path) -> OpenIndex:
    """Return a function that opens index.html, or another page, and watches it."""

    @contextmanager
    def opened(
        name: str = "index.html",
        *,
        width: int = 1440,
        **options: Any,  # noqa: ANN401 - what Browser.new_context takes
    ) -> Iterator[tuple[Page, list[str], list[str]]]:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        page = context.new_page()
        errors: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((large / name).as_uri())
        yield page, errors, requests
        context.close()

    return opened


def titles(page: Page) -> list[str]:
    """Return the titles that are shown."""
    return page.locator(".articles li:not([hidden]) bdi[lang=it]").all_text_contents()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_goes_from_a_folder_to_an_article(open_index: OpenIndex, *, script: bool) -> None:
    """By plain links: folder, month, article, back to the list, and on to the next page."""
    with open_index(java_script_enabled=script, locale="en-GB") as (page, errors, requests):
        expect(page.locator(".masthead .facts").first).to_contain_text("1,303 articles")
        line = page.locator(".folders > li", has_text=LARGE)
        expect(line).to_contain_text("1,200 articles")
        line.get_by_role("link", name="December 2024").click()
        expect(page.locator("h1")).to_have_text(f"{LARGE}, December 2024")
        assert len(titles(page)) == 300
        expect(page.locator(".panel")).to_be_visible(visible=script)
        page.get_by_role("link", name="Perché no?").click()
        assert page.url.endswith("/sport/calcio/art-0003.html")
        page.get_by_role("link", name="All articles").click()
        assert page.url.endswith("/index.html")
        line.get_by_role("link", name="December 2024").click()
        page.locator(".neighbours .next").click()
        expect(page.locator("h1")).to_have_text(f"{LARGE}, January 2025")
        page.locator(".neighbours .previous").click()
        expect(page.locator("h1")).to_have_text(f"{LARGE}, December 2024")
        assert errors == []
        assert {url.split(":")[0] for url in requests} <= {"file", "data"}


def test_a_month_within_a_page_is_found(open_index: OpenIndex) -> None:
    """The link leads to its first article, even where another order was chosen before."""
    with open_index(locale="en-GB") as (page, errors, _):
        page.get_by_role("link", name="cronaca", exact=True).click()
        page.get_by_label("Order").select_option("title")
        page.go_back()
        line = page.locator(".folders > li", has_text="cronaca")
        line.get_by_role("link", name="March 2025").click()
        target = page.locator(".articles li:target")
        expect(target).to_contain_text("3 marzo 2025")
        expect(target).to_be_in_viewport()
        assert page.get_by_label("Order").input_value() == "run"
        assert "marzo" not in (target.locator("xpath=preceding-sibling::li[1]").inner_text())
        assert errors == []


def test_folders_are_found_by_name(open_index: OpenIndex) -> None:
    """Without regard to accents and case; the months go with their folder."""
    with open_index(locale="en-GB") as (page, errors, _):
        field = page.get_by_label("Find a folder")
        field.fill("E #")
        shown = page.locator(".folders > li:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_contain_text(ODD)
        expect(page.locator(".panel output")).to_have_text("1 of 4")
        shown.get_by_role("link", name=ODD).click()
        expect(page.locator(".articles")).to_contain_text(ODD)
        assert errors == []


def test_a_page_is_searched_and_sorted_alone(open_index: OpenIndex) -> None:
    """Titles of the page; dates in whatever form they are written are sorted as dates."""
    with open_index(locale="en-GB") as (page, errors, _):
        page.get_by_role("link", name="cronaca", exact=True).click()
        page.get_by_label("Find a title").fill("TITOLO 1")
        assert {*titles(page)} >= {"Titolo 1", "Titolo 19"}
        assert all(title.startswith("Titolo 1") for title in titles(page))
        page.get_by_label("Find a title").fill("")
        page.get_by_label("Order").select_option("date")
        days = page.locator(".articles li").evaluate_all("all => all.map(li => li.dataset.date)")
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=True)
        assert (dated[0], dated[-1], days[-1]) == ("2025-03-03", "2024-12-31", "")
        assert errors == []


def test_progress_is_shown_on_the_page_of_an_article(open_index: OpenIndex) -> None:
    """What the article's page kept is read in the list too."""
    key = article_key(small_record(f"{LARGE}/art-0003"))
    with open_index(locale="en-GB") as (page, errors, _):
        page.evaluate(f"localStorage.setItem('bilingue:{key}:progress', '40')")
        line = page.locator(".folders > li", has_text=LARGE)
        line.get_by_role("link", name="December 2024").click()
        expect(page.locator(f"[data-key='{key}'] .read")).to_have_text("40 % read")
        assert page.locator(".read:visible").count() == 1
        assert errors == []


def test_without_storage_all_works_the_same(open_index: OpenIndex) -> None:
    """Orders are forgotten, that is all."""
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new Error() } })"
    with open_index(locale="en-GB") as (page, errors, _):
        page.add_init_script(refuse)
        page.get_by_role("link", name="cronaca", exact=True).click()
        page.get_by_label("Order").select_option("date")
        page.get_by_label("Find a title").fill("Titolo 59")
        assert titles(page) == ["Titolo 59"]
        assert errors == []


def pages(large: Path) -> list[str]:
    """Return a page of each kind: folders, several folders, a month, failed articles."""
    names = sorted(path.relative_to(large).as_posix() for path in large.glob("_index/*.html"))
    month = next(name for name in names if "2024-12" in name)
    several = next(name for name in names if "/articles-" in name)
    return ["index.html", several, month, "_index/failed-2.html"]


@pytest.mark.parametrize("kind", range(4))
def test_no_word_stays_english(open_index: OpenIndex, large: Path, kind: int) -> None:
    """Months, folders without a name, and what leads to the next page are Italian too."""
    said = []
    for locale in ("en-GB", "it-IT"):
        with open_index(pages(large)[kind], locale=locale) as (page, errors, _):
            if locale == "it-IT":
                assert page.evaluate(MARKED_IN_ENGLISH) == []
            said.append({re.sub(r"\d[\d.,]*", "0", words) for words in page.evaluate(SAID)})
            assert errors == []
    english, italian = said
    assert len(english) >= 3
    assert english & italian == set()


def test_months_are_italian(open_index: OpenIndex) -> None:
    """With numbers as Italian has them; the browser's title too."""
    with open_index(locale="it-IT") as (page, _, _):
        line = page.locator(".folders > li", has_text=LARGE)
        expect(line).to_contain_text("1200 articoli")
        expect(line).to_contain_text("senza data")
        line.get_by_role("link", name="dicembre 2024").click()
        expect(page.locator("h1")).to_have_text(f"{LARGE}, dicembre 2024")
        title = f"{LARGE}, 2024-12 – articoli italiani con il loro inglese"
        expect(page).to_have_title(title)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", range(4))
def test_axe_finds_nothing(open_index: OpenIndex, large: Path, kind: int, scheme: Scheme) -> None:
    """WCAG 2.2 AA on each kind of page, in both colour schemes, also on a phone."""
    for width in (320, 1440):
        with open_index(pages(large)[kind], width=width, color_scheme=scheme) as (page, _, _):
            # A list of hundreds alike tells no more than its first items, and takes minutes.
            page.evaluate(
                "document.querySelectorAll(':is(.articles, .failed ul) > li:nth-child(n + 9)')"
                ".forEach(item => item.remove())"
            )
            assert violations(page) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", range(4))
def test_nothing_is_wider_than_the_screen(
    open_index: OpenIndex, large: Path, kind: int, width: int
) -> None:
    """Reflow at 320 pixels (WCAG 1.4.10), with the longest names too."""
    with open_index(pages(large)[kind], width=width) as (page, _, _):
        page.evaluate(
            "document.querySelectorAll('bdi').forEach(e => { if (!e.firstElementChild)"
            " e.textContent += 'pneumonoultramicroscopico'.repeat(9); })"
        )
        assert page.evaluate(OVERFLOW) == 0


def test_links_are_large_enough(open_index: OpenIndex) -> None:
    """24 pixels high (WCAG 2.5.8), months included."""
    with open_index(width=360) as (page, _, _):
        heights = page.locator(".folders a").evaluate_all(
            "all => all.map(link => link.getBoundingClientRect().height)"
        )
        assert min(heights) >= 24
