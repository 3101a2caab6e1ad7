"""Whatever an article says, in whatever place, Chromium shows it as text and runs none of it."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from pipeline.article import Block, BlockKind, FrozenMapping
from pipeline.record import ModelNote, Neighbour, Record
from pipeline.render import IndexEntry, Renderer
from tests.browser.pages import OVERFLOW
from tests.page_records import HOSTILE, of_blocks

pytestmark = pytest.mark.browser

_KINDS: Final[tuple[BlockKind, ...]] = (
    "title",
    "heading",
    "paragraph",
    "list-item",
    "quote",
    "caption",
    "footnote",
    "cue",
    "table-cell",
)
WATCH: Final = """
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open'])
        window[name] = (...values) => window.ran.push([name, ...values]);
"""
TAGS: Final = "[...document.querySelectorAll('*')].map(element => element.localName)"
UNSEEN: Final = """
    [...document.querySelectorAll('.pair > *, .facts bdi, .neighbours bdi, .colophon bdi')]
        .filter(cell => !cell.checkVisibility() || !cell.getClientRects().length)
        .map(cell => cell.outerHTML)
"""


def _article(text: str) -> Record:
    """Return an article that says `text` wherever an article can say anything."""
    places = {"row": "1", "column": "1", "label": text, "start": text, "table": text}
    blocks = [Block(kind, text, level=2, attributes=FrozenMapping(places)) for kind in _KINDS]
    made = of_blocks(
        [(block, [(text, text)]) for block in blocks],
        title=text,
        source=f"https://example.org/{text}",
    )
    known = FrozenMapping({"author": text, "date": text})
    pairs = [replace(pair, key=text, flags=(text,)) for pair in made.pairs]
    pairs[2] = replace(pairs[2], en="Another.", hint=text, hint_score=0.5)
    return replace(
        made,
        article=replace(made.article, metadata=known),
        pairs=tuple(pairs),
        model=ModelNote(text, text, text),
        version=text,
    )


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """Read the templates once."""
    return Renderer()


@pytest.fixture
def hostile_page(chromium: Browser) -> Page:
    """Return a narrow page that notes what an article's script would do."""
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.add_init_script(WATCH)
    return page


def _listen(page: Page) -> list[str]:
    """Return where whatever the page asks for or complains about is noted."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    return heard


def _tags(page: Page, path: Path, html: str) -> list[str]:
    """Write a page, open it and return the names of its elements."""
    path.write_text(html, encoding="utf-8", newline="\n")
    page.goto(path.as_uri())
    return list(page.evaluate(TAGS))


def test_there_are_forty_of_them() -> None:
    """All different, so that each is another danger."""
    assert len(set(HOSTILE)) == len(HOSTILE) >= 40


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_article_is_shown_as_text(
    hostile_page: Page, renderer: Renderer, tmp_path: Path, text: str
) -> None:
    """Every cell holds it to the letter and is seen; no element, script or request is added."""
    page, beside = hostile_page, Neighbour("altro", text)
    heard = _listen(page)
    expected = _tags(page, tmp_path / "plain.html", renderer.page(_article("parola"), beside))
    heard.clear()
    path = tmp_path / "hostile.html"
    assert _tags(page, path, renderer.page(_article(text), beside)) == expected

    assert page.locator(".it").all_text_contents() == [text] * len(_KINDS)
    assert page.locator(".en").all_text_contents().count(text) == len(_KINDS) - 1
    assert page.locator(".hint bdi").text_content() == text
    assert page.locator(".facts bdi").first.text_content() == text
    assert page.locator(".neighbours bdi").text_content() == text
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate("document.title") == " ".join(
        word for word in f"{text} – Italian and English".split(" ") if word
    )
    page.locator("#p3s1 .en").click()
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert page.locator(".pair.marked").count() == len(_KINDS)  # they share the hostile key
    assert page.evaluate("ran") == []
    assert page.evaluate(OVERFLOW) <= 0
    assert heard == [path.as_uri()]
    page.close()


def test_a_hostile_list_of_articles_is_shown_as_text(
    hostile_page: Page, renderer: Renderer, tmp_path: Path
) -> None:
    """Titles, dates, sources and messages of all of them, also when they are sorted and sought."""
    page = hostile_page
    heard = _listen(page)

    def index(texts: tuple[str, ...]) -> str:
        entries = [
            IndexEntry(f"a{n}", text, "done", date=text, source=text, key=text, words=n)
            for n, text in enumerate(texts)
        ]
        failed = [IndexEntry(text, text, "failed", message=text) for text in texts]
        return renderer.index([*entries, *failed])

    expected = _tags(page, tmp_path / "plain.html", index(("parola",) * len(HOSTILE)))
    heard.clear()
    path = tmp_path / "hostile.html"
    assert _tags(page, path, index(HOSTILE)) == expected
    assert page.locator(".articles a bdi").all_text_contents() == list(HOSTILE)
    assert page.locator(".failed .mark bdi").all_text_contents() == list(HOSTILE)
    page.get_by_label("Order").select_option("words")
    assert page.locator(".articles a bdi").all_text_contents() == list(HOSTILE)[::-1]
    page.get_by_label("Find a title").fill("<plaintext>")
    assert page.locator(".articles li:visible").count() == 1
    assert page.evaluate("ran") == []
    assert page.evaluate(OVERFLOW) <= 0
    assert heard == [path.as_uri()]
    page.close()
