"""The interface in Italian: no word of it stays English, on the page or in the list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from pipeline.article import Block, FrozenMapping
from pipeline.checks import REASONS
from pipeline.record import Neighbour, Record
from pipeline.render import IndexEntry, Renderer
from tests.browser.pages import Open
from tests.page_records import of_blocks

pytestmark = pytest.mark.browser

PAGE: Final = "sub/italiano.html"
LIST: Final = "elenco.html"

# All that is shown or named, but for what belongs to an article, a program, or is a key's name.
SAID: Final = r"""
    () => {
        const theirs = '.it, .en, bdi, code, kbd, option[lang], .languages, .entry b, .entry ul'
            + ', #announcer, #words-list a, #edits-list a';
        const said = new Set([document.title]);
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (element.closest(theirs + ', script, style') || !element.checkVisibility()) continue;
            said.add(node.data.trim());
        }
        for (const element of document.querySelectorAll('[aria-label], [title]'))
            if (element.checkVisibility() && !element.matches(`${theirs}, #word`))
                for (const name of ['aria-label', 'title'])
                    said.add((element.getAttribute(name) ?? '').trim());
        return [...said].filter(words => /\p{L}{2}/u.test(words));
    }
"""

MARKED_IN_ENGLISH: Final = """
    () => [...document.querySelectorAll('[data-text]')]
        .filter(element => element.checkVisibility() && element.closest('[lang]').lang !== 'it')
        .map(element => element.outerHTML)
"""


def _article() -> Record:
    """Return an article with every fact, mark, reason and kind of table that a page can name."""
    places = FrozenMapping({"row": "1", "column": "1"})
    blocks = [Block("title", "Titolo"), Block("table-cell", "Cella", attributes=places)]
    blocks += [Block("paragraph", f"Una pagnotta gremita, {n}.") for n in range(6)]
    made = of_blocks([(block, [(block.text, "A loaf.")]) for block in blocks], title="Titolo")
    pairs = list(made.pairs)
    pairs[2] = replace(pairs[2], flags=tuple(REASONS))
    pairs[3] = replace(pairs[3], origin="human")
    pairs[4] = replace(pairs[4], origin="tm")
    pairs[5] = replace(pairs[5], en="")
    pairs[6] = replace(pairs[6], hint="Loaves.", hint_score=0.75)
    pairs[7] = replace(pairs[7], hint="Loaves.")
    known = FrozenMapping({"author": "Redazione", "date": "2026-10-02"})
    return replace(made, pairs=tuple(pairs), article=replace(made.article, metadata=known))


@pytest.fixture(scope="module", autouse=True)
def _pages(site: Path) -> None:
    renderer, beside = Renderer(), Neighbour("sub/altro", "Altro")
    (site / PAGE).write_text(renderer.page(_article(), beside, beside), encoding="utf-8")
    entries = [
        IndexEntry("a", "Uno", "done", words=1, sentences=1, flagged=1, source="a", key="a"),
        IndexEntry("b", "Due", "done", words=12_345, sentences=678, flagged=90, date="2026"),
        IndexEntry("c", "Tre", "failed", message="Tre"),
    ]
    (site / LIST).write_text(renderer.index(entries), encoding="utf-8")


def _keys(*keys: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return act


def _pin(*keys: str, pair: str = "p7s1") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(f"#{pair} .en").click()
        _keys(*keys)(page)

    return act


def _use_up(page: Page) -> None:
    _pin("m", "h", "Enter")(page)
    page.locator("[data-action=reuse]").click()
    page.locator("[data-action=export-tmx]").click()


def _read(page: Page) -> None:
    page.evaluate("localStorage.setItem('bilingue:a:progress', '40')")
    page.reload()
    page.locator("#articles-panel input").fill("u")


STATES: Final[Mapping[str, tuple[str, Callable[[Page], None]]]] = {
    "page": (PAGE, _keys()),
    "view": (PAGE, _keys("v")),
    "study": (PAGE, _keys("s")),
    "words": (PAGE, _keys("Shift+?", "Escape", "j", "j", "j", "w", "w")),
    "rarer words": (PAGE, lambda page: page.locator("[data-action=words]").click()),
    "search": (PAGE, _keys("/", "z", "z", "Enter")),
    "settings": (PAGE, _keys(",")),
    "help": (PAGE, _keys("?")),
    "pinned": (PAGE, _pin()),
    "covered": (PAGE, _keys("s", "Tab", "ArrowDown", "Escape")),
    "correcting": (PAGE, _pin("h")),
    "corrected": (PAGE, _pin("h", "Enter")),
    "reuse": (PAGE, lambda page: page.locator("[data-action=reuse]").click()),
    "reuse, marked and corrected": (PAGE, _use_up),
    "list": (LIST, _read),
    "empty list": ("empty.html", _keys()),
}


def _words(page: Page) -> set[str]:
    """Return what the interface says; the same words with other numbers are the same words."""
    return {re.sub(r"\d[\d.,]*", "0", words) for words in page.evaluate(SAID)}


def _said(open_page: Open, name: str, act: Callable[[Page], None], locale: str) -> set[str]:
    with open_page(name, locale=locale) as (page, errors, _):
        act(page)
        if locale == "it-IT":
            assert page.evaluate(MARKED_IN_ENGLISH) == []
        assert errors == []
        return _words(page)


@pytest.mark.parametrize(("name", "act"), STATES.values(), ids=STATES.keys())
def test_no_word_of_the_interface_stays_english(
    open_page: Open, name: str, act: Callable[[Page], None]
) -> None:
    """Nothing that the English interface says is said by the Italian one."""
    english = _said(open_page, name, act, "en-GB")
    italian = _said(open_page, name, act, "it-IT")
    assert len(english) >= 3
    assert english & italian == set()
    assert len(italian) >= len(english) - 2


def test_facts_marks_and_colophon_are_italian(open_page: Open) -> None:
    """With numbers and plurals as Italian has them."""
    with open_page(PAGE, locale="it-IT") as (page, _, _):
        expect(page.locator(".facts")).to_contain_text("1 min di lettura")
        expect(page.locator(".facts")).to_contain_text("26 parole")
        expect(page.locator("#p3s1 .mark.doubt")).to_contain_text("Dubbia: tradotta a pezzi;")
        expect(page.locator("#p6s1 .mark.missing")).to_have_text("Manca il testo inglese")
        expect(page.locator(".colophon")).to_contain_text("26 italiane, 14 inglesi")
        expect(page.locator(".colophon")).to_contain_text("con il motivo: 1 frase.")
        expect(page.locator(".anchor").first).to_have_attribute("aria-label", "Paragrafo 1")
    with open_page(LIST, locale="it-IT") as (page, _, _):
        expect(page.locator(".masthead .facts")).to_contain_text("12.346 parole")
        expect(page.locator(".articles")).to_contain_text("1 frase")
        expect(page.locator(".articles")).to_contain_text("1 dubbia")
        expect(page.locator(".articles")).to_contain_text("90 dubbie")


def test_the_language_is_changed_and_changed_back(open_page: Open) -> None:
    """In the settings; what stood in the page comes back to the letter; the list follows."""
    with open_page(PAGE, locale="en-GB") as (page, errors, _):
        before = _words(page)
        page.keyboard.press(",")
        page.locator("[data-setting=language]").select_option("it")
        page.keyboard.press("Escape")
        expect(page.locator(".colophon h2")).to_have_text("Informazioni sulla pagina")
        page.goto(page.url.replace(PAGE, LIST))
        expect(page.get_by_label("Ordine")).to_be_visible()
        page.go_back()
        page.keyboard.press(",")
        page.locator("[data-setting=language]").select_option("en")
        page.keyboard.press("Escape")
        assert _words(page) == before
        assert errors == []


def test_without_scripts_the_page_is_english(open_page: Open) -> None:
    """As its markup says."""
    with open_page(PAGE, locale="it-IT", java_script_enabled=False) as (page, _, _):
        expect(page.locator(".facts")).to_contain_text("26 words")
        expect(page.locator("#p3s1 .mark.doubt")).to_contain_text("Doubtful: translated in parts")
