"""The pages in a real browser: layout, reach, colours, and nothing asked of the network."""

from pathlib import Path
from typing import Final

import pytest

from pipeline.record import Record
from tests.browser.pages import (
    ARTICLE,
    NEIGHBOUR,
    OVERFLOW,
    SCHEMES,
    WIDE,
    WIDTHS,
    Open,
    Scheme,
    violations,
)

pytestmark = pytest.mark.browser

CELLS: Final = """
    () => [...document.querySelectorAll('.pair:not(table .pair)')].map(pair => {
        const [it, en] = ['.it', '.en'].map(side => pair.querySelector(side));
        const [a, b] = [it, en].map(cell => cell.getBoundingClientRect());
        return {itTop: a.top, itRight: a.right, itBottom: a.bottom, enTop: b.top, enLeft: b.left};
    })
"""
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
        assert violations(page) == ""


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
        page.locator("#p17s1 .en").click()
        page.emulate_media(media="print")
        for cell in page.evaluate(CELLS):
            assert abs(cell["itTop"] - cell["enTop"]) < 1
            assert cell["itRight"] < cell["enLeft"]
        assert page.evaluate(BACKGROUNDS, "#p1s1")[1] == "rgb(255, 255, 255)"
        for gone in ("nav", ".toolbar", ".search", "dialog", "#word", ".row"):
            assert page.locator(f"{gone}:visible").count() == 0
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


def test_focus_lights_both_partners(open_page: Open) -> None:
    """The sentence that the keyboard has come to is lit on both sides, and no other."""
    with open_page(fragment="#p16") as (page, _, _):
        page.locator("#p16s1 .en").click()
        page.mouse.move(0, 0)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.className") == "pair"
        lit = page.evaluate("document.activeElement.id")
        assert page.evaluate(BACKGROUNDS, f"#{lit}")[0] != CLEAR
        assert page.evaluate(BACKGROUNDS, "#p20s1")[0] == CLEAR


TYPE: Final = """
    () => [...document.querySelectorAll('.paragraph .it, .paragraph .en')].map(cell => {
        const style = getComputedStyle(cell), size = parseFloat(style.fontSize);
        return {hyphens: style.hyphens, lang: cell.lang, side: cell.className,
                leading: parseFloat(style.lineHeight) / size, ems: cell.clientWidth / size};
    })
"""


@pytest.mark.parametrize("width", [320, 1440, 2560])
def test_type_is_set_for_reading(open_page: Open, width: int) -> None:
    """Words are divided as their language does it, lines are of a good length and apart."""
    with open_page(width=width) as (page, _, _):
        cells = page.evaluate(TYPE)
    assert len(cells) > 30
    for cell in cells:
        assert (cell["hyphens"], cell["lang"]) == ("auto", cell["side"])
        assert 1.4 <= cell["leading"] <= 1.7
        assert cell["ems"] <= 36  # some 75 letters


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


MOTION: Final = """
    [...new Set([...document.querySelectorAll('*')].map(element => getComputedStyle(element))
        .flatMap(style => [
            style.transitionDuration,
            style.animationName.replace('none', '0s'),
            style.scrollBehavior.replace('auto', '0s'),
        ]))]
"""


@pytest.mark.parametrize(
    ("motion", "expected"), [("reduce", {"0s"}), ("no-preference", {"0s", "0.12s"})]
)
@pytest.mark.parametrize("key", ["", "?", "s", "w", "e"])
def test_motion_is_as_the_reader_wants(
    open_page: Open, motion: str, expected: set[str], key: str
) -> None:
    """Nothing moves for a reader who asked for less motion, whatever is open."""
    with open_page(reduced_motion=motion) as (page, _, _):
        if key:
            page.keyboard.press("j")
            page.keyboard.press(key)
        assert set(page.evaluate(MOTION)) == expected
