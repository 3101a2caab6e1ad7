"""What a translation memory suggests for a similar sentence: shown, and taken into a correction."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.record import Record
from tests.browser.accord import accord_record, write_page
from tests.browser.pages import OVERFLOW, SCHEMES, WIDTHS, Open, Scheme, violations

pytestmark = pytest.mark.browser

PAGE = "sub/suggerita.html"
HINT = "#p5s1 .mark.hint"
SUGGESTED = "The mayor keeps silent & the square is packed."
LABEL = "Suggested by a translation memory, 81\u00a0% alike:"


@pytest.fixture(scope="module", autouse=True)
def hinted(site: Path) -> Record:
    """Write the page of an article with suggestions for its title and for a sentence."""
    made = accord_record()
    pairs = list(made.pairs)
    pairs[0] = replace(pairs[0], hint="The agreement of the year", hint_score=0.9)
    pairs[5] = replace(pairs[5], hint=SUGGESTED, hint_score=0.8199)
    made = replace(made, pairs=tuple(pairs))
    write_page(site, made, PAGE)
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_a_suggestion_stands_under_the_english(open_page: Open, *, scripts: bool) -> None:
    """Labelled as one, with how alike the memory's sentence is; the English stays the machine's."""
    with open_page(PAGE, java_script_enabled=scripts) as (page, errors, _):
        expect(page.locator(HINT)).to_have_text(f"{LABEL} {SUGGESTED}")
        english, hint = (page.locator(f"#p5s1 .{name}").bounding_box() for name in ("en", "hint"))
        assert english
        assert hint
        assert hint["y"] >= english["y"] + english["height"]
        assert hint["x"] == english["x"]
        assert page.locator("#p5s1 .en").inner_text() == "The mayor is silent, the square packed."
        assert page.locator(".pair > .hint").count() == 2
        assert errors == []


@pytest.mark.parametrize("way", ["button", "key"])
@pytest.mark.parametrize("refused", [False, True])
def test_a_suggestion_is_taken_into_a_correction(
    open_page: Open, way: str, *, refused: bool
) -> None:
    """It begins the correction, which a person then ends; the suggestion is done with."""
    with open_page(PAGE) as (page, errors, _):
        if refused:
            page.add_init_script("delete Storage.prototype.setItem")
            page.reload()
        page.locator("#p5s1 .en").click()
        if way == "button":
            page.locator(".row").get_by_role("button", name="Use the suggestion").click()
        else:
            page.keyboard.press("h")
        field = page.get_by_role("textbox")
        expect(field).to_be_focused()
        expect(field).to_have_text(SUGGESTED)
        page.keyboard.type(" Really.")
        page.keyboard.press("Enter")
        expect(page.locator("#p5s1 .en")).to_have_text(f"{SUGGESTED} Really.")
        expect(page.locator("#p5s1 .mark.own")).to_contain_text("Corrected by you")
        expect(page.locator(HINT)).to_be_hidden()
        page.keyboard.press("u")
        expect(page.locator(HINT)).to_be_visible()
        assert errors == []


def test_a_suggestion_that_is_left_changes_nothing(open_page: Open) -> None:
    """Escape gives the machine's English back; a sentence without one has no such button."""
    with open_page(PAGE) as (page, errors, _):
        page.locator("#p5s1 .en").click()
        page.keyboard.press("h")
        page.keyboard.press("Escape")
        expect(page.locator("#p5s1 .en")).to_have_text("The mayor is silent, the square packed.")
        expect(page.locator("[data-action=reuse] .count")).to_have_count(0)
        page.locator("#p5s2 .en").click()
        button = page.locator(".row").get_by_role("button", name="Use the suggestion")
        expect(button).to_be_hidden()
        page.keyboard.press("h")
        expect(page.get_by_role("textbox")).to_have_count(0)
        assert errors == []


def test_a_suggestion_gives_no_covered_sentence_away(open_page: Open) -> None:
    """While the English is covered, so is what resembles it."""
    with open_page(PAGE) as (page, _, _):
        page.keyboard.press("s")
        page.locator("#study").get_by_label("The English").check()
        page.keyboard.press("Escape")
        expect(page.locator(HINT)).to_be_hidden()
        page.locator("#p5s1 .it").click(position={"x": 2, "y": 2})
        page.keyboard.press("x")
        expect(page.locator(HINT)).to_be_visible()
        page.keyboard.press("2")
        expect(page.locator(HINT)).to_be_hidden()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_suggestions_are_accessible_and_fit(open_page: Open, width: int, scheme: Scheme) -> None:
    """With the sentence pinned and its correction begun."""
    with open_page(PAGE, width=width, color_scheme=scheme) as (page, _, _):
        page.locator("#p5s1 .en").click()
        page.keyboard.press("h")
        assert violations(page) == ""
        assert page.evaluate(OVERFLOW) <= 0


def test_suggestions_speak_italian(open_page: Open) -> None:
    """The label does, the suggestion stays English."""
    with open_page(PAGE, locale="it-IT") as (page, _, _):
        expect(page.locator(HINT)).to_have_text(
            f"Suggerita da una memoria di traduzione, somiglianza 81\u00a0%: {SUGGESTED}"
        )
