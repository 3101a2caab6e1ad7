"""The pages in a real browser: layout, reach, colours, and nothing asked of the network."""

from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from pipeline.record import Record
from tests.browser.pages import ARTICLE, NEIGHBOUR, SCHEMES, WIDE, WIDTHS, Open, Scheme

pytestmark = pytest.mark.browser

CELLS: Final = """
    () => [...document.querySelectorAll('.pair:not(table .pair)')].map(pair => {
        const [it, en] = ['.it', '.en'].map(side => pair.querySelector(side));
        const [a, b] = [it, en].map(cell => cell.getBoundingClientRect());
        return {itTop: a.top, itRight: a.right, itBottom: a.bottom, enTop: b.top, enLeft: b.left};
    })
"""
OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUNDS: Final = """
    id => ['.pair', ''].map(pair => {
        const element = pair ? document.querySelector(id).closest(pair) : document.body;
        return getComputedStyle(element).backgroundColor;
    })
"""
CLEAR: Final = "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [f"{ARTICLE}.html", "index.html", "empty.html"])
def test_fits_asks_for_nothing_and_is_accessible(
    open_page: Open, name: str, width: int, scheme: Scheme
) -> None:
    """No sideways scrolling, no console message, no request, no axe violation."""
    with open_page(name, width=width, color_scheme=scheme) as (page, errors, requests):
        assert page.evaluate(OVERFLOW) <= 0
        assert requests == [page.url]
        assert errors == []
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert results.response["passes"]
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_partners_face_each_other_or_are_stacked(open_page: Open, width: int) -> None:
    """Italian and English share their top where there is room, and stack where there is not."""
    with open_page(width=width) as (page, _, _):
        cells = page.evaluate(CELLS)
    assert len(cells) > 30
    for cell in cells:
        if width >= WIDE:
            assert abs(cell["itTop"] - cell["enTop"]) < 1
            assert cell["itRight"] < cell["enLeft"]
        else:
            assert cell["itBottom"] <= cell["enTop"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print_keeps_both_columns_on_white(open_page: Open, scheme: Scheme) -> None:
    """Paper narrower than a desktop still has facing columns, dark ink and no navigation."""
    with open_page(width=640, color_scheme=scheme) as (page, _, _):
        page.emulate_media(media="print")
        for cell in page.evaluate(CELLS):
            assert abs(cell["itTop"] - cell["enTop"]) < 1
            assert cell["itRight"] < cell["enLeft"]
        assert page.evaluate(BACKGROUNDS, "#p1s1")[1] == "rgb(255, 255, 255)"
        assert not page.locator("nav").first.is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.pair')).breakInside") == (
            "avoid"
        )


def test_text_is_shown_as_it_is(open_page: Open, record: Record) -> None:
    """Every sentence, hostile ones too, is in its cell to the letter."""
    with open_page() as (page, _, _):
        assert [pair.it for pair in record.pairs] == page.locator(".it").all_text_contents()
        assert [pair.en for pair in record.pairs] == page.locator(".en").all_text_contents()
        assert page.title().startswith(record.article.title)


def test_directions_stay_inside_their_cell(open_page: Open) -> None:
    """A right-to-left mark that is never closed cannot turn the text around it."""
    with open_page() as (page, _, _):
        isolation = page.evaluate(
            "[...document.querySelectorAll('.it, .en, bdi')]"
            ".map(cell => getComputedStyle(cell).unicodeBidi)"
        )
    assert set(isolation) == {"isolate"}


@pytest.mark.parametrize("side", [".it", ".en"])
def test_hovering_lights_both_partners(open_page: Open, side: str) -> None:
    """Either side lights the wrapper that holds both."""
    with open_page() as (page, _, _):
        assert page.evaluate(BACKGROUNDS, "#p17s1")[0] == CLEAR
        page.locator(f"#p17s1 {side}").hover()
        assert page.evaluate(BACKGROUNDS, "#p17s1")[0] != CLEAR
        assert page.evaluate(BACKGROUNDS, "#p18s1")[0] == CLEAR


@pytest.mark.parametrize("fragment", ["#p17", "#p17s1"])
def test_a_link_into_the_text_lights_its_place(open_page: Open, fragment: str) -> None:
    """A link to a paragraph or sentence shows which one is meant."""
    with open_page(fragment=fragment) as (page, _, _):
        assert page.locator("#p17").is_visible()
        assert page.evaluate("scrollY") > 0
        assert page.evaluate(BACKGROUNDS, "#p17s1")[0] != CLEAR
        assert page.evaluate(BACKGROUNDS, "#p18s1")[0] == CLEAR


@pytest.mark.parametrize("width", [320, 1440])
def test_works_without_javascript(open_page: Open, site: Path, width: int) -> None:
    """Text, layout and links are there with scripts off."""
    with open_page(width=width, java_script_enabled=False) as (page, _, _):
        it, en = (page.locator(f"#p17s1 {side}").bounding_box() for side in (".it", ".en"))
        assert it is not None
        assert en is not None
        assert (it["y"] == en["y"]) is (width >= WIDE)
        page.get_by_role("link", name="Next").click()
        assert page.url == (site / f"{NEIGHBOUR}.html").as_uri()
        page.get_by_role("link", name="All articles").click()
        assert page.url == (site / "index.html").as_uri()
        page.locator(".articles a").first.click()
        assert page.url == (site / f"{ARTICLE}.html").as_uri()


@pytest.mark.parametrize("name", [f"{ARTICLE}.html", "index.html"])
def test_the_keyboard_reaches_everything(open_page: Open, name: str) -> None:
    """Tab visits all buttons and links in their order, each with a visible outline."""
    with open_page(name) as (page, _, _):
        stops = page.evaluate(
            "[...document.querySelectorAll('a, button, input, select, [tabindex]')]"
            ".filter(e => e.checkVisibility() && e.tabIndex >= 0).map(e => e.outerHTML)"
        )
        assert stops
        for stop in stops:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.outerHTML") == stop
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid"


@pytest.mark.parametrize(("motion", "expected"), [("reduce", "0s"), ("no-preference", "0.12s")])
def test_motion_is_as_the_reader_wants(open_page: Open, motion: str, expected: str) -> None:
    """Nothing moves for a reader who asked for less motion."""
    with open_page(reduced_motion=motion) as (page, _, _):
        found = page.evaluate(
            "getComputedStyle(document.querySelector('.pair')).transitionDuration"
        )
    assert found == expected
