"""Word links in a real browser: pointing at a word shows what it became."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.article import Block
from pipeline.render import Renderer
from pipeline.word_links import word_links
from tests.browser.pages import SCHEMES, Open, Scheme, violations
from tests.page_records import of_blocks

pytestmark = pytest.mark.browser

PAGE = "sub/legami.html"
LINKED = "[...CSS.highlights.get('linked') ?? []].map(range => range.toString())"
PAIRS = (
    ("Il sindaco ha firmato l’accordo.", "The mayor signed the deal."),
    ("Non è l'Emilia-Romagna: 🇮🇹 vale 1.131,50 euro.", "It isn’t Emilia-Romagna: 1,131.50 euros."),
    ("Dell’H₂O e dell’anno X², un po’ più tardi.", "Of H₂O, the year’s X², a little later."),
    ("<b>libro</b> नमस्ते «è» il ٣ gennaio", "<b>book</b> नमस्ते “is” January ٣ they'LL DON'T"),
)

# Done when so many words are lit: `wait_for_function` would need what the page's policy forbids.
LIT = """count => new Promise(done => {
    const look = () => [...CSS.highlights.get('linked') ?? []].length === count
        ? done() : setTimeout(look, 20);
    look();
})"""

# The middle of letters `start` to `end` of a cell, on the screen.
MIDDLE = """([id, side, start, end]) => {
    const cell = document.querySelector(`#${id} .${side}`);
    cell.scrollIntoView({block: 'center'});
    const range = document.createRange();
    range.setStart(cell.firstChild, start);
    range.setEnd(cell.firstChild, end);
    const box = range.getClientRects()[0];
    return [box.left + box.width / 2, box.top + box.height / 2];
}"""


@pytest.fixture(scope="module", autouse=True)
def _page(site: Path) -> None:
    blocks = [(Block("paragraph", it), [(it, en)]) for it, en in PAIRS]
    (site / PAGE).write_text(Renderer().page(of_blocks(blocks)), encoding="utf-8", newline="\n")


def _point(page: Page, pair: int, side: str, word: str) -> None:
    text = page.locator(f"#p{pair}s1 .{side}").text_content() or ""
    # Places in JavaScript are in UTF-16 units.
    start = len(text[: text.index(word)].encode("utf-16-le")) // 2
    end = start + len(word.encode("utf-16-le")) // 2
    page.mouse.move(*page.evaluate(MIDDLE, [f"p{pair}s1", side, start, end]))
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


@pytest.mark.parametrize(
    ("side", "word", "linked"),
    [
        ("it", "accordo", ["accordo", "deal"]),
        ("it", "sindaco", ["sindaco", "mayor"]),
        ("en", "mayor", ["mayor", "sindaco"]),
        ("en", "signed", ["signed", "firmato"]),
    ],
)
def test_pointing_at_a_word_shows_its_partners(
    open_page: Open, side: str, word: str, linked: list[str]
) -> None:
    """Either way; where the pointer leaves the words, nothing is shown."""
    with open_page(PAGE) as (page, errors, _):
        _point(page, 1, side, word)
        assert set(linked) <= set(page.evaluate(LINKED))
        page.mouse.move(1, 1)
        page.evaluate(LIT, 0)
        assert errors == []


@pytest.mark.parametrize("number", range(1, len(PAIRS) + 1))
def test_script_and_program_divide_sentences_alike(open_page: Open, number: int) -> None:
    """What Python linked is what lights, beside emoji, figures, marks and other scripts too."""
    it, en = PAIRS[number - 1]
    links = word_links(it, en)
    assert links
    with open_page(PAGE) as (page, _, _):
        for start, end in {(start, end) for start, end, _, _ in links}:
            _point(page, number, "it", it[start:end])
            partners = [en[c:d] for a, b, c, d in links if (a, b) == (start, end)]
            assert page.evaluate(LINKED) == [it[start:end], *partners]


def test_a_word_that_is_looked_up_shows_its_partners(open_page: Open) -> None:
    """By keys alone; they go with the panel."""
    with open_page(PAGE) as (page, _, _):
        page.keyboard.press("j")
        for _ in "12":
            page.keyboard.press("w")
        page.evaluate(LIT, 2)
        assert page.evaluate(LINKED) == ["sindaco", "mayor"]
        page.keyboard.press("Escape")
        page.evaluate(LIT, 0)


def test_a_corrected_sentence_shows_none(open_page: Open) -> None:
    """The links are those of the sentence that stood there."""
    with open_page(PAGE) as (page, _, _):
        page.locator("#p1s1").click(position={"x": 2, "y": 2})
        page.keyboard.press("e")
        field = page.get_by_role("textbox")
        field.fill("Signed and sealed by the mayor.")
        field.press("Enter")
        expect(page.locator("#p1s1 .en")).to_contain_text("sealed")
        _point(page, 1, "it", "sindaco")
        assert page.evaluate(LINKED) == []


def test_links_can_be_switched_off(open_page: Open) -> None:
    """A setting that is kept."""
    with open_page(PAGE) as (page, _, _):
        page.keyboard.press(",")
        page.get_by_label("Under the pointer").uncheck()
        page.keyboard.press("Escape")
        _point(page, 1, "it", "sindaco")
        assert page.evaluate(LINKED) == []
        page.reload()
        _point(page, 1, "it", "sindaco")
        assert page.evaluate(LINKED) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_are_accessible(open_page: Open, scheme: Scheme) -> None:
    """Axe finds nothing while links are shown, nor in the settings."""
    with open_page(PAGE, color_scheme=scheme) as (page, errors, _):
        _point(page, 1, "it", "accordo")
        assert violations(page) == ""
        page.keyboard.press(",")
        assert violations(page) == ""
        assert errors == []
