"""Reading, studying and finding, as a person does it: by click, tap and key."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from pipeline.article import Block
from pipeline.checks import REASONS
from pipeline.render import Renderer
from tests.browser.pages import NEIGHBOUR, OVERFLOW, SCHEMES, WIDTHS, Open, Scheme, violations
from tests.page_records import of_blocks

pytestmark = pytest.mark.browser

CURRENT: Final = "[...document.querySelectorAll('.pair[aria-current]')].map(pair => pair.id)"
FOCUSED: Final = "document.activeElement.id"
TWO: Final = 37
"""The paragraph of two sentences."""

# What a browser does where storage is refused, and where there is no clipboard or highlight.
NO_STORAGE: Final = """
    Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }});
"""
CLIPBOARD: Final = """
    Object.defineProperty(navigator, 'clipboard', {value: {
        async writeText(text) { window.copied = text; },
    }});
"""
NO_CLIPBOARD: Final = """
    Object.defineProperty(navigator, 'clipboard', {value: undefined});
    document.addEventListener('copy', () => { window.copied = document.activeElement.value; });
"""


def reopen(page: Page, script: str) -> None:
    """Load the page again with a `script` that runs before its own."""
    page.add_init_script(script)
    page.reload()


def wait_until(page: Page, expression: str) -> None:
    """Wait for `expression`; Playwright's own way needs what the pages' policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{expression} never came true")


def click_cell(page: Page, selector: str) -> None:
    """Click where a cell is, whether or not its text can be seen."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("side", ["it", "en"])
def test_a_click_pins_a_sentence(open_page: Open, side: str, width: int) -> None:
    """One sentence at a time stays lit, until it is clicked again."""
    with open_page(width=width) as (page, errors, _):
        page.evaluate(
            "window.heard = []; document.addEventListener('bilingue:pinned',"
            " event => heard.push(event.detail?.id ?? null))"
        )
        page.locator(f"#p17s1 .{side}").click()
        page.locator(f"#p18s1 .{side}").click()
        assert page.evaluate(CURRENT) == ["p18s1"]
        lit = "getComputedStyle(document.querySelector('#p18s1')).backgroundColor"
        page.mouse.move(0, 0)
        assert page.evaluate(lit) != "rgba(0, 0, 0, 0)"
        page.locator(f"#p18s1 .{side}").click()
        assert page.evaluate(CURRENT) == []
        assert page.evaluate("heard") == ["p17s1", "p18s1", None]
        assert errors == []


def test_a_tap_pins_a_sentence(open_page: Open) -> None:
    """A finger does what a mouse does, and gets the same buttons."""
    with open_page(width=360, has_touch=True) as (page, _, _):
        page.locator("#p17s1 .en").tap()
        assert page.evaluate(CURRENT) == ["p17s1"]
        expect(page.locator("#p17s1").get_by_role("button", name="Copy paragraph")).to_be_visible()


def test_a_link_to_a_sentence_pins_it(open_page: Open) -> None:
    """Also one that is followed later; Escape lets it go, and nothing stays lit."""
    with open_page(fragment="#p17s1") as (page, _, _):
        assert page.evaluate(CURRENT) == ["p17s1"]
        page.evaluate("location.hash = '#p18s1'")
        wait_until(page, f"String({CURRENT}) === 'p18s1'")
        page.keyboard.press("Escape")
        assert page.evaluate(CURRENT) == []
        color = "getComputedStyle(document.querySelector('#p18s1')).backgroundColor"
        assert page.evaluate(color) == "rgba(0, 0, 0, 0)"


def test_selecting_words_pins_nothing(open_page: Open) -> None:
    """Who marks text with the mouse wants to copy it."""
    with open_page() as (page, _, _):
        page.locator("#p17s1 .en").dblclick(position={"x": 30, "y": 12})
        assert page.evaluate("String(getSelection()).trim()")
        page.evaluate("getSelection().removeAllRanges()")
        box = page.locator("#p18s1 .en").bounding_box()
        assert box
        before = page.evaluate(CURRENT)
        page.mouse.move(box["x"] + 2, box["y"] + 12)
        page.mouse.down()
        page.mouse.move(box["x"] + 90, box["y"] + 12)
        page.mouse.up()
        assert page.evaluate("String(getSelection())")
        assert page.evaluate(CURRENT) == before


def test_sentences_are_reached_by_keys_alone(open_page: Open) -> None:
    """Tab stops at one sentence; arrows or j and k go on from it, n and p by paragraphs."""
    with open_page() as (page, errors, _):
        while page.evaluate(FOCUSED) != "p1s1":
            page.keyboard.press("Tab")
        for key, expected in (
            ("ArrowDown", "p2s1"),
            ("j", "p3s1"),
            ("k", "p2s1"),
            ("ArrowUp", "p1s1"),
            ("ArrowUp", "p1s1"),
            ("n", "p2s1"),
            ("p", "p1s1"),
        ):
            page.keyboard.press(key)
            assert page.evaluate(FOCUSED) == expected, key
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        assert page.evaluate(CURRENT) == ["p2s1"]
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Copy"
        page.keyboard.press("Escape")
        assert page.evaluate(CURRENT) == []
        assert page.evaluate(FOCUSED) == "p2s1"
        assert page.locator(".pair[tabindex]").count() == 1
        assert errors == []


def test_two_sentences_of_a_paragraph_are_two_steps(open_page: Open) -> None:
    """Paragraph keys pass over the second sentence, sentence keys do not."""
    with open_page(fragment=f"#p{TWO}s1") as (page, _, _):
        page.keyboard.press("j")
        assert page.evaluate(FOCUSED) == f"p{TWO}s2"
        page.keyboard.press("p")
        assert page.evaluate(FOCUSED) == f"p{TWO - 1}s1"
        page.keyboard.press("n")
        assert page.evaluate(FOCUSED) == f"p{TWO}s1"


def test_arrows_scroll_unless_a_sentence_has_the_focus(open_page: Open) -> None:
    """Nobody loses the usual keys of a browser."""
    with open_page() as (page, _, _):
        page.keyboard.press("ArrowDown")
        wait_until(page, "scrollY > 0")
        assert page.evaluate(FOCUSED) == ""


@pytest.mark.parametrize("script", [CLIPBOARD, NO_CLIPBOARD])
def test_copying(open_page: Open, script: str) -> None:
    """A sentence, a paragraph, a link or all, with the clipboard and without."""
    with open_page() as (page, errors, _):
        reopen(page, script)
        page.locator(f"#p{TWO}s1 .en").click()
        row = page.locator(".row")
        it, en = (
            [page.locator(f"#p{TWO}s{n} .{side}").inner_text() for n in (1, 2)]
            for side in ("it", "en")
        )

        row.get_by_role("button", name="Copy", exact=True).click()
        expect(row.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("copied") == f"{it[0]}\n{en[0]}"
        row.get_by_role("button", name="Copy paragraph").click()
        assert page.evaluate("copied") == f"{' '.join(it)}\n{' '.join(en)}"
        row.get_by_role("button", name="Copy link").click()
        assert page.evaluate("copied") == page.url
        assert page.url.endswith(f"#p{TWO}s1")
        page.keyboard.press("2")
        page.keyboard.press("c")
        assert page.evaluate("copied") == it[0]
        page.keyboard.press("C")
        assert page.evaluate("copied").splitlines()[::2] == [
            " ".join(block.locator(".it").all_text_contents()).strip()
            for block in page.locator(".block").all()
        ]
        assert errors == []


@pytest.mark.parametrize(("key", "shown", "gone"), [("2", ".it", ".en"), ("3", ".en", ".it")])
def test_one_language_alone(open_page: Open, key: str, shown: str, gone: str) -> None:
    """A key or the panel shows one language; the next page shows the same."""
    with open_page() as (page, _, _):
        page.keyboard.press(key)
        assert page.locator(f"#p17s1 {shown}").is_visible()
        assert not page.locator(f"#p17s1 {gone}").is_visible()
        page.get_by_role("link", name="Next").click()
        assert page.url.endswith(f"{NEIGHBOUR}.html")
        assert not page.locator(f"#p17s1 {gone}").is_visible()
        page.get_by_role("button", name="View").click()
        page.get_by_label("Italian and English").check()
        page.keyboard.press("Escape")
        assert page.locator(f"#p17s1 {gone}").is_visible()


def test_changing_the_view_keeps_the_place(open_page: Open) -> None:
    """The sentence at the top stays there though the page gets shorter."""
    with open_page(fragment="#p30") as (page, _, _):
        top = "document.querySelector('#p30s1').getBoundingClientRect().top"
        before = page.evaluate(top)
        page.keyboard.press("2")
        assert abs(page.evaluate(top) - before) < 40


def study(page: Page, side: str, how: str) -> None:
    """Cover a side by way of the panel."""
    page.get_by_role("button", name="Study", exact=True).click()
    page.get_by_label(f"The {side}").check()
    page.get_by_label(how).check()
    page.get_by_role("button", name="Close").click()


COVERED: Final = """
    id => {
        const style = getComputedStyle(document.querySelector(id));
        return style.visibility === 'hidden' || style.filter.startsWith('blur');
    }
"""


@pytest.mark.parametrize("how", ["Hidden", "Blurred"])
@pytest.mark.parametrize(
    ("language", "side", "other"), [("English", "en", "it"), ("Italian", "it", "en")]
)
def test_studying_with_one_side_covered(
    open_page: Open, language: str, side: str, other: str, how: str
) -> None:
    """A click shows a sentence; the other side still pins; a button covers it again."""
    with open_page() as (page, errors, _):
        study(page, language, how)
        covered = f"#p17s1 .{side}"
        assert page.evaluate(COVERED, covered)
        assert not page.evaluate(COVERED, f"#p17s1 .{other}")
        click_cell(page, covered)
        assert not page.evaluate(COVERED, covered)
        assert page.evaluate(COVERED, f"#p18s1 .{side}")
        assert page.evaluate(CURRENT) == []

        page.locator(covered).click()
        assert page.evaluate(CURRENT) == ["p17s1"]
        page.locator(".row").get_by_role("button", name="Cover", exact=True).click()
        assert page.evaluate(COVERED, covered)
        page.locator(".row").get_by_role("button", name="Show", exact=True).click()
        assert not page.evaluate(COVERED, covered)
        page.emulate_media(media="print")
        assert not page.evaluate(COVERED, f"#p18s1 .{side}")
        assert errors == []


def test_studying_by_keys(open_page: Open) -> None:
    """Enter shows, then pins; x covers again; X is for the paragraph; what is shown is said."""
    with open_page(fragment=f"#p{TWO}s1") as (page, _, _):
        first, second = (f"#p{TWO}s{n} .en" for n in (1, 2))
        study(page, "English", "Hidden")
        page.keyboard.press("Escape")
        page.locator(f"#p{TWO}s1").focus()
        page.keyboard.press("Enter")
        assert not page.evaluate(COVERED, first)
        assert page.evaluate(COVERED, second)
        assert page.locator("#announcer").inner_text() == page.locator(first).inner_text()
        assert page.evaluate(CURRENT) == []
        page.keyboard.press("Enter")
        assert page.evaluate(CURRENT) == [f"p{TWO}s1"]
        page.keyboard.press("x")
        assert page.evaluate(COVERED, first)
        page.keyboard.press("X")
        assert not page.evaluate(COVERED, first)
        assert not page.evaluate(COVERED, second)
        page.keyboard.press("X")
        assert page.evaluate(COVERED, second)
        page.keyboard.press("X")
        page.keyboard.press("s")
        page.get_by_role("button", name="Cover all again").click()
        assert page.evaluate(COVERED, first)


def test_studying_shows_both_languages(open_page: Open) -> None:
    """A side cannot be covered and left out at once; the later choice counts."""
    with open_page() as (page, _, _):
        page.keyboard.press("2")
        study(page, "Italian", "Hidden")
        assert page.locator("#p17s1 .en").is_visible()
        page.keyboard.press("2")
        assert not page.evaluate(COVERED, "#p17s1 .it")


def test_the_place_is_remembered(open_page: Open) -> None:
    """A page opens where it was left, unless its address says where."""
    with open_page() as (page, _, _):
        page.locator("#p30").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#p30').scrollIntoView()")
        wait_until(page, "Object.keys(localStorage).some(key => key.endsWith(':position'))")
        address = page.url
        page.close(run_before_unload=False)

        context = page.context
        again = context.new_page()
        again.goto(address)
        expect(again.locator("#p30")).to_be_in_viewport()
        assert (
            0 <= again.evaluate("document.querySelector('#p30').getBoundingClientRect().top") < 90
        )
        elsewhere = context.new_page()
        elsewhere.goto(f"{address}#p2")
        expect(elsewhere.locator("#p2")).to_be_in_viewport()


def test_progress_is_kept_and_listed(open_page: Open) -> None:
    """What was read counts once; the list of articles shows it."""
    with open_page() as (page, _, _):
        bar = page.locator("#progress")
        expect(bar).to_have_attribute("value", "0")
        page.evaluate("document.querySelector('#p30').scrollIntoView()")
        expect(bar).not_to_have_attribute("value", "0")
        part = int(bar.get_attribute("value") or 0)
        assert 50 < part < 100
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(bar).to_have_attribute("value", "100")
        expect(bar).to_have_attribute("aria-label", "Read: 100 %")
        page.evaluate("scrollTo(0, 0)")
        page.get_by_role("link", name="All articles").click()
        first, second = (page.locator(".articles .read").nth(n) for n in (0, 1))
        expect(first).to_have_text("100 % read")
        assert second.is_hidden()


def test_everything_works_with_storage_refused(open_page: Open) -> None:
    """What cannot be kept is forgotten, and nothing else is different."""
    with open_page() as (page, errors, _):
        reopen(page, NO_STORAGE)
        page.keyboard.press("2")
        assert not page.locator("#p17s1 .en").is_visible()
        study(page, "English", "Blurred")
        assert page.evaluate(COVERED, "#p17s1 .en")
        page.locator("#p17s1 .it").click()
        assert page.evaluate(CURRENT) == ["p17s1"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(page.locator("#progress")).to_have_attribute("value", "100")
        page.get_by_role("link", name="All articles").click()
        assert page.locator(".articles .read").first.is_hidden()
        page.locator("#articles-panel select").select_option("words")
        assert errors == []


@pytest.mark.parametrize("value", ['"nonsense"', "{", "[1]", "null"])
def test_what_storage_holds_may_be_anything(open_page: Open, value: str) -> None:
    """Other programs, or an older page, may have written it."""
    names = ("view", "study", "cover", "theme", "size", "language", "order")
    with open_page() as (page, errors, _):
        page.evaluate(
            "([names, value]) => { for (const name of names)"
            " localStorage.setItem(`bilingue:${name}`, value);"
            " for (const name of ['position', 'progress'])"
            " localStorage.setItem(`bilingue:${JSON.parse("
            "document.querySelector('#data').textContent).key}:${name}`, value); }",
            [names, value],
        )
        page.reload()
        assert page.locator("#p17s1 .en").is_visible()
        assert page.locator(".toolbar").is_visible()
        page.get_by_role("link", name="All articles").click()
        assert page.locator("#articles-panel").is_visible()
        assert errors == []


FOUND: Final = "() => [...CSS.highlights.get('found')].map(range => range.toString())"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("piu in", ["più in"] * 2),
        ("PIÙ IN", ["più in"] * 2),
        ("citta", []),
        ("in basso", ["in basso", "in basso"]),
        ('"non ricord', ["“Non ricord", "“Non ricord"]),
        ("<script>", ["<script>"] * 4),
        ("shalom", []),
        (".*", []),
    ],
)
def test_search_finds_words_without_their_accents(
    open_page: Open, words: str, expected: list[str]
) -> None:
    """Accents, capitals and curled quotation marks make no difference; signs mean themselves."""
    with open_page() as (page, errors, _):
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        assert page.evaluate(FOUND) == expected
        count = page.locator("#search output").inner_text()
        assert count == (f"1 of {len(expected)}" if expected else "Nothing found")
        assert errors == []


@pytest.mark.parametrize("highlights", [True, False])
def test_search_goes_from_one_to_the_next(open_page: Open, *, highlights: bool) -> None:
    """Enter goes on, Shift and Enter back, around the end; Escape closes and clears."""
    with open_page() as (page, errors, _):
        if not highlights:
            reopen(page, "delete window.Highlight; delete CSS.highlights;")
        page.keyboard.press("/")
        page.keyboard.type("paragrafo")
        output = page.locator("#search output")
        expect(output).to_have_text("1 of 12")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(output).to_have_text("3 of 12")
        expect(page.locator(".pair.found")).to_be_in_viewport()
        for _ in range(3):
            page.keyboard.press("Shift+Enter")
        expect(output).to_have_text("12 of 12")
        last = page.locator(".pair.found").get_attribute("id")
        page.get_by_role("button", name="Previous").click()
        expect(output).to_have_text("11 of 12")
        page.locator("#search-field").focus()
        page.keyboard.press("Escape")
        assert page.locator("#search").is_hidden()
        assert page.locator(".toolbar").is_visible()
        assert page.evaluate(FOCUSED) == last
        assert page.locator(".pair.found").count() == 0
        if highlights:
            assert page.evaluate(FOUND) == []
        assert errors == []


def test_search_looks_only_where_there_is_something_to_see(open_page: Open) -> None:
    """Italian alone is searched where Italian alone is shown."""
    with open_page() as (page, _, _):
        page.keyboard.press("2")
        page.keyboard.press("/")
        page.keyboard.type("paragrafo")
        expect(page.locator("#search output")).to_have_text("1 of 6")


def test_the_help_sheet_lists_every_key(open_page: Open) -> None:
    """What it says is true: each key that it shows does something, and each has its words."""
    with open_page() as (page, errors, _):
        page.keyboard.press("?")
        keys = page.locator("#help-list kbd").all_text_contents()
        assert {"j", "k", "n", "p", "Enter", "Esc", "/", "?", ",", "v", "s", "x", "↓"} <= set(keys)
        assert len(keys) == len(set(keys))
        assert all(" " in words for words in page.locator("#help-list dd").all_text_contents())
        for words in REASONS.values():
            assert page.locator("#help").get_by_text(words, exact=True).is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#help").is_hidden()
        assert errors == []


def test_the_interface_speaks_italian_too(open_page: Open) -> None:
    """Every word of the interface that has a name changes with the language."""
    named = (
        "[...document.querySelectorAll('[data-text]')].map(e => [e.dataset.text, e.textContent])"
    )
    with open_page(locale="en-GB") as (page, _, _):
        english = dict(page.evaluate(named))
    with open_page(locale="it-IT") as (page, _, _):
        italian = dict(page.evaluate(named))
    with open_page("index.html", locale="it-IT") as (page, _, _):
        assert page.get_by_label("Ordine").is_visible()
    same = {name for name in english if english[name] == italian[name]}
    assert english.keys() == italian.keys()
    assert same == set(), "the same in both languages"


def test_the_list_can_be_searched_and_sorted(open_page: Open) -> None:
    """Titles are found without their accents; the order is kept for the next time."""
    with open_page("index.html") as (page, errors, _):
        titles = page.locator(".articles bdi[lang=it]")
        first = titles.all_text_contents()
        assert page.locator(".articles").get_by_text("2025-11-03").count() == 2
        page.get_by_label("Order").select_option("title")
        assert titles.all_text_contents() == sorted(first, key=lambda title: title[0] != "<")
        page.reload()
        assert page.get_by_label("Order").input_value() == "title"
        page.get_by_label("Find a title").fill("TITOLÒ")
        assert [t.inner_text() for t in titles.all() if t.is_visible()] == [first[0]]
        assert page.locator("#articles-panel output").inner_text() == "1 of 2"
        assert errors == []


def _pin(page: Page) -> None:
    page.locator("#p17s1 .en").click()


def _press(*keys: str) -> Callable[[Page], object]:
    def press(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return press


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "act",
    [
        pytest.param(_pin, id="pinned"),
        pytest.param(_press("j", "e"), id="correcting"),
        pytest.param(_press("j", "w"), id="word"),
        pytest.param(_press(","), id="settings"),
        pytest.param(lambda page: page.locator("[data-action=reuse]").click(), id="reuse"),
        pytest.param(_press("v"), id="view"),
        pytest.param(_press("s"), id="study"),
        pytest.param(_press("?"), id="help"),
        pytest.param(_press("/", "p", "a", "r", "Enter"), id="search"),
        pytest.param(_press("2"), id="one language"),
        pytest.param(lambda page: study(page, "English", "Hidden"), id="covered"),
    ],
)
def test_every_state_is_accessible_and_fits(
    open_page: Open,
    act: Callable[[Page], object],
    width: int,
    scheme: Scheme,
) -> None:
    """No axe violation and no sideways scrolling, whatever is open."""
    with open_page(width=width, color_scheme=scheme) as (page, errors, _):
        act(page)
        assert violations(page) == ""
        assert page.evaluate(OVERFLOW) <= 0
        assert errors == []


@pytest.fixture(scope="module")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a page of six hundred paragraphs and return its address."""
    block = Block("paragraph", "Una frase che va a capo anche su uno schermo largo. " * 3 + "Fine.")
    made = of_blocks([(block, [(block.text, block.text)] * 2)] * 600)
    path = tmp_path_factory.mktemp("long") / "long.html"
    path.write_text(Renderer().page(made), encoding="utf-8")
    return path.as_uri()


TOP: Final = "document.querySelector('#p500').getBoundingClientRect().top"


@pytest.mark.parametrize("width", [360, 1440])
def test_far_places_of_a_long_text_are_found(open_page: Open, long_page: str, width: int) -> None:
    """What was never laid out is opened, linked, searched, and left and found again."""
    with open_page(width=width) as (page, errors, _):
        page.goto(f"{long_page}#p500")
        wait_until(page, f"{TOP} > 40 && {TOP} < 90")
        page.evaluate("location.hash = '#p100'")
        wait_until(
            page, "Math.abs(document.querySelector('#p100').getBoundingClientRect().top) < 90"
        )
        page.evaluate("location.hash = '#p500'")
        wait_until(page, f"{TOP} > 40 && {TOP} < 90")
        key = "Object.keys(localStorage).find(key => key.endsWith(':position'))"
        wait_until(page, f"localStorage.getItem({key}) === '\"p500\"'")
        page.goto("about:blank")
        page.goto(long_page)
        wait_until(page, f"{TOP} > 40 && {TOP} < 90")
        page.keyboard.press("/")
        page.keyboard.type("una")
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".pair.found")).to_be_in_viewport()
        assert errors == []


def test_only_what_is_near_is_laid_out(open_page: Open) -> None:
    """Blocks wait until somebody comes near, but not on paper."""
    with open_page() as (page, _, _):
        visibility = (
            "[...new Set([...document.querySelectorAll('.block:not(td, th, .masthead *)')]"
            ".map(block => getComputedStyle(block).contentVisibility))]"
        )
        assert page.evaluate(visibility) == ["auto"]
        page.emulate_media(media="print")
        assert page.evaluate(visibility) == ["visible"]
