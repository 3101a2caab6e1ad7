"""Every feature by keys alone, with storage and without, and nothing asked of the network."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accord import accord_record, write_page
from tests.browser.pages import Open, violations

pytestmark = pytest.mark.browser

PAGE = "sub/tastiera.html"
REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }});"
FOCUSED = """
    (({activeElement: focused}) => focused === document.body
        ? "" : (focused.labels?.[0] ?? focused).textContent)(document)
"""
COVERED = "getComputedStyle(document.querySelector('#p2s1 .en')).visibility === 'hidden'"


@pytest.fixture(scope="module", autouse=True)
def _page(site: Path) -> None:
    made = accord_record()
    pairs = list(made.pairs)
    pairs[5] = replace(pairs[5], hint="The mayor keeps silent.", hint_score=0.8)
    write_page(site, replace(made, pairs=tuple(pairs)), PAGE)


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until an element has the focus whose text or label is `wanted`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(FOCUSED):
            return
    pytest.fail(f"Tab never came to {wanted}")


def _keys(page: Page, *keys: str) -> None:
    """Press `keys` one after the other, as a person does: who closes a dialog sees it close."""
    for key in keys:
        page.keyboard.press(key)
        if key == "Escape":
            expect(page.locator("dialog[open]")).to_have_count(0)


def _view(page: Page) -> None:
    _keys(page, "v", "ArrowDown", "Escape")
    expect(page.locator("#p2s1 .en")).to_be_hidden()
    _keys(page, "1")
    expect(page.locator("#p2s1 .en")).to_be_visible()


def _study(page: Page) -> None:
    _keys(page, "s", "ArrowDown", "Escape")
    assert page.evaluate(COVERED)
    _keys(page, "j", "j", "x")
    assert not page.evaluate(COVERED)
    _keys(page, "x", "s")
    assert page.evaluate(COVERED)
    _keys(page, "ArrowUp", "Escape")
    assert not page.evaluate(COVERED)


def _words(page: Page) -> None:
    _keys(page, "j", "j", "w")
    expect(page.locator("#word")).to_contain_text("Dal")
    _keys(page, "Escape")
    expect(page.locator("#word")).to_be_hidden()


def _rarer_words(page: Page) -> None:
    _tab_to(page, "Words")
    _keys(page, "Enter")
    _tab_to(page, "Mark them in the text")
    _keys(page, "Space")
    assert page.evaluate("CSS.highlights.get('rare').size") == 7
    _tab_to(page, "La piazza gremita.")
    _keys(page, "Enter")
    expect(page.locator("#p3s1")).to_have_attribute("aria-current", "true")


def _search(page: Page) -> None:
    _keys(page, "/", *"piazza", "Enter")
    expect(page.locator("#search output")).to_have_text("1 of 2")
    _keys(page, "Enter", "Escape")
    expect(page.locator("#p5s1")).to_be_focused()


def _mark_and_download(page: Page) -> None:
    _keys(page, "j", "m")
    _tab_to(page, "Reuse")
    _keys(page, "Enter")
    for button, name in (
        ("Table (TSV)", "accordo.tsv"),
        ("Translation memory (TMX)", "accordo.tmx"),
        ("Flash cards (Anki)", "accordo.anki.txt"),
        ("Table of the marked (TSV)", "accordo.marked.tsv"),
    ):
        _tab_to(page, button)
        with page.expect_download() as waiting:
            _keys(page, "Enter")
        assert waiting.value.suggested_filename == name
    _tab_to(page, "Remove all marks")
    _keys(page, "Space", "Escape")
    expect(page.locator(".pair.marked")).to_have_count(0)


def _correct(page: Page) -> None:
    _keys(page, "j", "j", "e", "Control+A", *"Mine", "Enter")
    expect(page.locator("#p2s1 .en")).to_have_text("Mine")
    _keys(page, "u")
    expect(page.locator("#p2s1 .en")).not_to_have_text("Mine")


def _take_a_suggestion(page: Page) -> None:
    _keys(page, "j", "n", "n", "n", "n", "h", "Enter")
    expect(page.locator("#p5s1 .en")).to_have_text("The mayor keeps silent.")
    _keys(page, "u")


def _copy(page: Page) -> None:
    _keys(page, "j", "c")
    expect(page.locator("#announcer")).to_have_text("Copied")
    _keys(page, "Enter")
    _tab_to(page, "Copy paragraph")
    _keys(page, "Enter")
    expect(page.locator(".row").get_by_role("button", name="Copied")).to_be_visible()


def _settings(page: Page) -> None:
    _keys(page, ",", "ArrowDown", "ArrowDown", "ArrowDown")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    _tab_to(page, "Size of the text")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    _keys(page, "ArrowRight", "ArrowRight")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before
    _tab_to(page, "Language of this interface")
    _keys(page, "i")
    expect(page.locator("#settings h2")).to_have_text("Impostazioni")
    _keys(page, "Escape")


def _help(page: Page) -> None:
    _keys(page, "?")
    expect(page.locator("#help")).to_be_visible()
    _keys(page, "Escape")
    expect(page.locator("#help")).to_be_hidden()


FEATURES: tuple[Callable[[Page], None], ...] = (
    _view,
    _study,
    _words,
    _rarer_words,
    _search,
    _mark_and_download,
    _correct,
    _take_a_suggestion,
    _copy,
    _settings,
    _help,
)


@pytest.mark.parametrize("refused", [False, True])
@pytest.mark.parametrize("feature", FEATURES, ids=lambda act: act.__name__.strip("_"))
def test_a_feature_by_keys_alone(
    open_page: Open, feature: Callable[[Page], None], *, refused: bool
) -> None:
    """No mouse, no error, no request; and the same where nothing can be stored."""
    with open_page(PAGE, permissions=["clipboard-write"]) as (page, errors, requests):
        if refused:
            page.add_init_script(REFUSED)
            page.reload()
        feature(page)
        assert errors == []
        assert {url for url in requests if not url.startswith("blob:")} == {page.url.split("#")[0]}


@pytest.mark.parametrize("refused", [False, True])
def test_the_list_by_keys_alone(open_page: Open, *, refused: bool) -> None:
    """A title is found, the order changed, an article opened, and the next one from there."""
    with open_page("index.html", permissions=["clipboard-write"]) as (page, errors, requests):
        if refused:
            page.add_init_script(REFUSED)
            page.reload()
        _tab_to(page, "Order")
        _keys(page, "L")
        assert page.locator("#articles-panel select").input_value() == "words"
        _tab_to(page, "Find a title")
        _keys(page, *"abbastanza")
        expect(page.locator("#articles-panel output")).to_have_text("1 of 2")
        _tab_to(page, "Un titolo")
        _keys(page, "Enter")
        page.wait_for_url("**/articolo.html")
        _tab_to(page, "Next")
        _keys(page, "Enter")
        page.wait_for_url("**/dopo.html")
        _tab_to(page, "Previous")
        _keys(page, "Enter")
        page.wait_for_url("**/articolo.html")
        assert errors == []
        assert all(url.startswith("file:") for url in requests)


@pytest.mark.parametrize("theme", ["Light", "Sepia", "Dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_choice_of_colours_has_contrast(open_page: Open, theme: str, width: int) -> None:
    """Whatever the system prefers; with a sentence pinned, and in the list after a reload."""
    against = "light" if theme == "Dark" else "dark"
    with open_page(PAGE, width=width, color_scheme=against) as (page, _, _):
        page.keyboard.press(",")
        page.locator("#settings").get_by_label(theme).check()
        assert violations(page) == ""
        page.keyboard.press("Escape")
        page.locator("#p2s1 .en").click()
        assert violations(page) == ""
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == theme.lower()


def test_a_key_right_after_a_dialog_was_closed_is_heard(open_page: Open) -> None:
    """A field of the closed dialog has the focus until the next frame; nobody types there."""
    with open_page(PAGE) as (page, errors, _):
        focused = page.evaluate(
            """() => {
                const dialog = document.querySelector("#view");
                dialog.showModal();
                const field = dialog.querySelector("input");
                field.focus();
                dialog.close();
                field.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true}));
                return document.activeElement.id;
            }"""
        )
        assert focused == "p1s1"
        assert errors == []
