"""The pages in a real browser: layout, reach, colours, and nothing asked of the network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from pipeline.article import Block, FrozenMapping
from pipeline.record import Record
from pipeline.render import IndexEntry, Neighbour, Renderer
from tests.page_records import HOSTILE, of_blocks

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
WIDTHS: Final = (320, 768, 1440)
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
WIDE: Final = 768

ARTICLE: Final = "sub/articolo"
NEIGHBOUR: Final = "sub/dopo"

# Each open page, the console's errors and the addresses that were asked for.
Opened = tuple[Page, list[str], list[str]]
Open = Callable[..., AbstractContextManager[Opened]]

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


def _record() -> Record:
    """Return a record with every kind of block, thirty and more, and hostile sentences."""
    cell = [FrozenMapping({"row": str(row), "column": str(col)}) for row in "12" for col in "13"]
    blocks = [
        Block("title", "Un titolo abbastanza lungo da andare a capo sul telefono"),
        Block("caption", "(Immagine: archivio)"),
        Block("heading", "Un sottotitolo", level=2),
        Block("heading", "Un altro, più in basso", level=4),
        Block("quote", "“Non ricordavo che la strada fosse così bella”."),
        Block("list-item", "Primo", level=1),
        Block("list-item", "Numerato", level=1, attributes=FrozenMapping({"label": "1234."})),
        Block("list-item", "Secondo, sotto il primo", level=2),
        Block("footnote", "1. I dati sono di ieri."),
        Block("cue", "Buonasera.", attributes=FrozenMapping({"start": "00:01:02.500"})),
        *(Block("table-cell", f"Casella {n}", attributes=at) for n, at in enumerate(cell)),
        *(Block("paragraph", f"Un paragrafo, il numero {n}.") for n in range(6)),
        *(Block("paragraph", text) for text in HOSTILE),
    ]
    content = [(block, [(block.text, f"English: {block.text}")]) for block in blocks]
    two = Block("paragraph", "Prima frase. Seconda frase, " + "piuttosto lunga, " * 12 + "ecco.")
    halves = [two.text[:12], two.text[13:]]
    content.append((two, [(half, f"In English, {half * 2}") for half in halves]))
    made = of_blocks(content, name=ARTICLE, title=blocks[0].text, source="https://example.org/a")
    pairs = list(made.pairs)
    pairs[20] = replace(pairs[20], flags=("cut-off", "unknown-code"))
    pairs[21] = replace(pairs[21], origin="human")
    pairs[22] = replace(pairs[22], en="")
    return replace(made, pairs=tuple(pairs))


@pytest.fixture(scope="module")
def record() -> Record:
    """Return the record that the page shows."""
    return _record()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """Write the pages of a small run, in a folder whose name needs encoding."""
    folder = tmp_path_factory.mktemp("out") / "cartella è #1"
    renderer = Renderer()
    end = replace(record, name=NEIGHBOUR)
    done = [
        IndexEntry(each, text, "done", words=1500, sentences=80, flagged=2, source=text)
        for each, text in ((ARTICLE, record.article.title), (NEIGHBOUR, HOSTILE[0]))
    ]
    failed = [IndexEntry(text, text, "failed", message=text) for text in HOSTILE]
    files = {
        "index.html": renderer.index([*done, *failed]),
        "empty.html": renderer.index([]),
        f"{ARTICLE}.html": renderer.page(record, next=Neighbour(NEIGHBOUR, HOSTILE[0])),
        f"{NEIGHBOUR}.html": renderer.page(end, previous=Neighbour(ARTICLE, HOSTILE[1])),
    }
    for name, html in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def open_page(chromium: Browser, site: Path) -> Open:
    """Return a function that opens a page of the site and watches it."""

    @contextmanager
    def opened(
        name: str = f"{ARTICLE}.html",
        fragment: str = "",
        *,
        width: int = 1440,
        **options: Any,  # noqa: ANN401 - what Browser.new_context takes
    ) -> Iterator[Opened]:
        options = {"reduced_motion": "reduce", **options}
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        page = context.new_page()
        errors: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((site / name).as_uri() + fragment)
        yield page, errors, requests
        context.close()

    return opened


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
            "[...document.querySelectorAll('a, [tabindex], .toolbar button')].map(e => e.outerHTML)"
        )
        assert stops
        for stop in stops:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.outerHTML") == stop
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid"


@pytest.mark.parametrize(
    ("motion", "expected"), [("reduce", ("auto", "0s")), ("no-preference", ("smooth", "0.12s"))]
)
def test_motion_is_as_the_reader_wants(
    open_page: Open, motion: str, expected: tuple[str, str]
) -> None:
    """Nothing moves for a reader who asked for less motion."""
    with open_page(reduced_motion=motion) as (page, _, _):
        found = page.evaluate(
            "[getComputedStyle(document.documentElement).scrollBehavior,"
            " getComputedStyle(document.querySelector('.pair')).transitionDuration]"
        )
    assert expected == tuple(found)
