"""Words in a real browser: what one stands for, the rarer ones, and sentences read aloud."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accord import PAGE, accord_record, point_of, write_page
from tests.browser.pages import OVERFLOW, SCHEMES, WIDTHS, Open, Scheme, violations

pytestmark = pytest.mark.browser

MARKED = "[...CSS.highlights.get('{0}') ?? []].map(range => range.toString())"

# A browser with three voices, one of which is a service's, that notes what it is told to say.
VOICES = """
    window.said = [];
    const voices = [
        {lang: 'it-IT', localService: false, name: 'of a service'},
        {lang: 'it_IT', localService: true, name: 'own Italian'},
        {lang: 'en-GB', localService: LOCAL, name: 'own English'},
    ];
    const target = new EventTarget();
    window.arrive = () => {
        target.getVoices = () => voices;
        target.dispatchEvent(new Event('voiceschanged'));
    };
    target.getVoices = () => [];
    target.cancel = () => said.push('stop');
    target.speak = one => {
        said.push([one.voice.name, one.text, one.rate]);
        window.last = one;
    };
    Object.defineProperty(window, 'speechSynthesis', {value: target});
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture(scope="module", autouse=True)
def _page(site: Path) -> None:
    write_page(site, accord_record())


def _click_word(page: Page, sentence: str, word: str) -> None:
    page.mouse.click(*point_of(page, sentence, word))


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("p1s1", "accordo", "accordo noun agreement deal"),
        ("p2s1", "dell’", "accordo noun agreement deal"),
        ("p2s1", "accordo", "accordo noun agreement deal"),
        ("p2s2", "sindaco", "sindaco noun mayor"),
        ("p5s1", "gremita", "gremita form of gremire · verb, adjective packed"),
        ("p2s1", "punto", "punto di vista expression point of view punto noun point dot"),
        ("p2s1", "vista", "punto di vista expression point of view"),
        ("p2s1", "Dal", "Dal Not in the lexicon"),
    ],
)
def test_a_click_says_what_a_word_means(
    open_page: Open, sentence: str, word: str, expected: str
) -> None:
    """Elided words, capitals, forms and expressions are found; the sentence is pinned."""
    with open_page(PAGE) as (page, errors, _):
        _click_word(page, sentence, word)
        panel = page.locator("#word")
        expect(panel).to_be_visible()
        told = panel.locator(".entry :is(p, li)").all_inner_texts()
        assert " ".join(" ".join(told).replace(",\n", " ").split()) == expected
        expect(page.locator(f"#{sentence}")).to_have_attribute("aria-current", "true")
        assert word.strip("’") in page.evaluate(MARKED.format("looked-up"))[0]
        assert errors == []


def test_words_in_a_row_keep_the_sentence_pinned(open_page: Open) -> None:
    """Only a second click on the same word, or one beside the words, lets the sentence go."""
    with open_page(PAGE) as (page, _, _):
        pair, panel = page.locator("#p2s1"), page.locator("#word")
        for word in ("punto", "parla", "Dal"):
            _click_word(page, "p2s1", word)
            expect(panel).to_be_visible()
            expect(pair).to_have_attribute("aria-current", "true")
        _click_word(page, "p2s1", "Dal")
        expect(panel).to_be_hidden()
        expect(pair).not_to_have_attribute("aria-current", "true")


def test_the_panel_stays_under_the_pointer_and_goes_by_escape(open_page: Open) -> None:
    """It stays while the pointer is on it; Escape closes it and leaves the sentence pinned."""
    with open_page(PAGE) as (page, _, _):
        _click_word(page, "p5s1", "piazza")
        panel = page.locator("#word")
        panel.hover()
        expect(panel).to_be_visible()
        box, place = panel.bounding_box(), point_of(page, "p5s1", "piazza")
        assert box is not None
        assert box["y"] + box["height"] < place[1]
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        assert page.evaluate(MARKED.format("looked-up")) == []
        expect(page.locator("#p5s1")).to_have_attribute("aria-current", "true")


def test_keys_go_through_the_words_of_a_sentence(open_page: Open) -> None:
    """W goes on word by word, an expression is one step, Shift+W goes back."""
    with open_page(PAGE) as (page, _, _):
        for _ in "12":
            page.keyboard.press("j")
        seen = []
        for key in [*["w"] * 5, *["Shift+W"] * 4]:
            page.keyboard.press(key)
            seen.append(page.evaluate(MARKED.format("looked-up"))[0])
        there = ["Dal", "suo", "punto di vista", "dell’accordo", "non"]
        assert seen == there + there[-2::-1]
        expect(page.locator("#announcer")).to_have_text("Dal: Not in the lexicon")


def test_on_a_phone_the_panel_is_a_sheet_that_does_not_cover_the_word(open_page: Open) -> None:
    """A tap opens a sheet as wide as the screen at its bottom; the word stays above it."""
    with open_page(PAGE, width=360, has_touch=True, is_mobile=True) as (page, _, _):
        page.evaluate(
            "scrollTo(0, document.querySelector('#p5s1').getBoundingClientRect().top - 760)"
        )
        page.touchscreen.tap(*point_of(page, "p5s1", "sindaco"))
        panel = page.locator("#word")
        expect(panel).to_contain_text("mayor")
        box = panel.bounding_box()
        assert box is not None
        assert (box["x"], box["width"]) == (0, 360)
        assert box["y"] + box["height"] == pytest.approx(800, abs=1)
        assert point_of(page, "p5s1", "sindaco")[1] < box["y"]
        panel.get_by_role("button", name="Close").tap()
        expect(panel).to_be_hidden()


def test_a_tap_shows_what_the_word_became(open_page: Open, site: Path) -> None:
    """Where nothing can point at a word, looking it up shows its partner."""
    made = accord_record()
    linked = replace(made.pairs[5], links=((3, 10, 4, 9),))
    made = replace(made, pairs=(*made.pairs[:5], linked, *made.pairs[6:]))
    write_page(site, made, "sub/linked.html")
    with open_page("sub/linked.html", width=360, has_touch=True, is_mobile=True) as (page, _, _):
        page.locator("#p5s1").scroll_into_view_if_needed()
        page.touchscreen.tap(*point_of(page, "p5s1", "sindaco"))
        expect(page.locator("#word")).to_be_visible()
        assert page.evaluate(MARKED.format("linked")) == ["sindaco", "mayor"]


def test_the_look_up_can_be_switched_off(open_page: Open) -> None:
    """Without it a click on a word only pins the sentence; the choice is remembered."""
    with open_page(PAGE) as (page, _, _):
        page.locator("[data-action=words]").click()
        page.get_by_label("A click on an Italian word").uncheck()
        page.keyboard.press("Escape")
        page.reload()
        _click_word(page, "p2s2", "sindaco")
        expect(page.locator("#p2s2")).to_have_attribute("aria-current", "true")
        expect(page.locator("#word")).to_be_hidden()


def test_rarer_words_are_listed_with_their_sentences(open_page: Open) -> None:
    """Each word shows lemma, senses and sentence; the order can be that of rarity."""
    with open_page(PAGE) as (page, errors, _):
        page.locator("[data-action=words]").click()
        words = page.locator("#words-list b")
        assert words.all_text_contents() == ["accordo", "gremita", "tace"]
        second = page.locator("#words-list > li").nth(1)
        expect(second).to_contain_text("gremita form of gremire · verb, adjective")
        expect(second).to_contain_text("La piazza gremita.")
        expect(second.locator("mark")).to_have_text("gremita")
        expect(page.locator("#words-list > li").nth(2)).to_contain_text("tace form of tacere")
        page.get_by_label("Order").select_option("Rarest first")
        assert words.all_text_contents() == ["gremita", "tace", "accordo"]
        second = page.locator("#words-list > li").first
        second.get_by_role("link", name="p5s1").click()
        expect(page.locator("#words")).to_be_hidden()
        expect(page.locator("#p5s1")).to_have_attribute("aria-current", "true")
        assert errors == []


def test_rarer_words_are_marked_in_the_text_on_demand(open_page: Open) -> None:
    """All forms of the listed words are marked where they stand, and no node is touched."""
    with open_page(PAGE) as (page, _, _):
        page.locator("[data-action=words]").click()
        mark = page.get_by_label("Mark them in the text")
        mark.check()
        expected = ["accordo", "accordo", "accordi", "accordi", "gremita", "gremita", "tace"]
        assert page.evaluate(MARKED.format("rare")) == expected
        cells = page.evaluate(
            "[...document.querySelectorAll('.it')].map(cell => cell.childNodes.length)"
        )
        assert set(cells) == {1}
        page.reload()
        assert page.evaluate(MARKED.format("rare")) == expected
        page.locator("[data-action=words]").click()
        mark.uncheck()
        assert page.evaluate(MARKED.format("rare")) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_panels_are_accessible_and_fit(open_page: Open, width: int, scheme: Scheme) -> None:
    """The word's panel and the list of rarer words: no axe violation, no sideways scrolling."""
    with open_page(PAGE, width=width, color_scheme=scheme) as (page, _, _):
        _click_word(page, "p5s1", "gremita")
        assert violations(page) == ""
        assert page.evaluate(OVERFLOW) <= 0
        page.keyboard.press("Escape")
        page.locator("[data-action=words]").click()
        assert violations(page) == ""
        assert page.evaluate(OVERFLOW) <= 0


def test_the_interface_speaks_italian(open_page: Open) -> None:
    """Parts of speech and remarks follow the language of the interface."""
    with open_page(PAGE, locale="it-IT") as (page, _, _):
        _click_word(page, "p5s1", "gremita")
        expect(page.locator("#word")).to_contain_text("forma di gremire · verbo, aggettivo")


def _with_voices(page: Page, *, english: bool = True) -> None:
    """Give the page a browser's voices, which arrive after it is there."""
    page.add_init_script(VOICES.replace("LOCAL", str(english).lower()))
    page.reload()
    page.evaluate("arrive()")


def test_a_sentence_is_read_aloud_by_voices_of_the_device(open_page: Open) -> None:
    """Italian, English or both at the chosen speed; the same button stops."""
    with open_page(PAGE) as (page, errors, _):
        _with_voices(page)
        page.locator("#p3s1 .en").click()
        button = page.locator(".row").get_by_role("button", name="Read aloud")
        button.click()
        assert page.evaluate("said.at(-1)") == ["own Italian", "La piazza gremita.", 1]
        page.locator(".row").get_by_role("button", name="Stop").click()
        assert page.evaluate("said.at(-1)") == "stop"
        page.locator("[data-action=settings]").click()
        page.locator("#speech").get_by_label("Both").check()
        page.locator("#speech").get_by_label("Speed").fill("0.7")
        page.keyboard.press("Escape")
        page.locator("#p3s1").focus()
        page.keyboard.press("r")
        assert page.evaluate("said.slice(-2)") == [
            ["own Italian", "La piazza gremita.", 0.7],
            ["own English", "The packed square.", 0.7],
        ]
        page.evaluate("last.onend()")
        expect(button).to_be_visible()
        assert errors == []


def test_only_the_sides_that_have_a_voice_are_offered(open_page: Open) -> None:
    """Where only Italian has a voice of the device, nothing else is offered or read."""
    with open_page(PAGE) as (page, _, _):
        _with_voices(page, english=False)
        page.locator("[data-action=settings]").click()
        expect(page.locator("#speech").get_by_label("Italian")).to_be_visible()
        expect(page.locator("#speech").get_by_label("English")).to_be_hidden()
        expect(page.locator("#speech").get_by_label("Both")).to_be_hidden()


def test_without_a_voice_of_the_device_there_is_no_button(open_page: Open) -> None:
    """No button, no key, no setting, and the help says why."""
    with open_page(PAGE) as (page, errors, _):
        page.add_init_script(VOICES.replace("true", "false").replace("LOCAL", "false"))
        page.reload()
        page.evaluate("arrive()")
        page.locator("#p3s1 .en").click()
        expect(page.locator(".row")).to_be_visible()
        expect(page.locator(".row").get_by_role("button", name="Read aloud")).to_be_hidden()
        page.keyboard.press("r")
        assert page.evaluate("said") == []
        page.locator("[data-action=settings]").click()
        expect(page.locator("#speech")).to_be_hidden()
        page.keyboard.press("Escape")
        page.locator("[data-action=help]").click()
        expect(page.locator("#help")).to_contain_text("no Italian or English voice")
        assert "r" not in page.locator("#help-list kbd").all_text_contents()
        assert errors == []
