"""The pages in Firefox: text and layout, as the other engine shows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from pipeline.record import Record
from tests.browser.marionette import Firefox, find_firefox, running_firefox
from tests.browser.pages import ARTICLE, NEIGHBOUR, OVERFLOW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.soak]

WIDTHS: Final = (320, 360, 768, 1440)
CELLS: Final = """(
    [...document.querySelectorAll('.pair:not(table .pair)')].map(pair => {
        const [it, en] = ['.it', '.en'].map(side => pair.querySelector(side));
        const [a, b] = [it, en].map(cell => cell.getBoundingClientRect());
        return {itTop: a.top, itRight: a.right, itBottom: a.bottom, itWidth: a.width,
                enTop: b.top, enLeft: b.left, enWidth: b.width};
    })
)"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Start the machine's Firefox once, in a home and with a profile of its own."""
    executable = find_firefox()
    if executable is None:
        pytest.skip("needs Firefox (Debian: apt-get install firefox-esr)")
    with running_firefox(executable, tmp_path_factory.mktemp("firefox")) as started:
        yield started


def _texts(firefox: Firefox, selector: str) -> list[str]:
    expression = f"[...document.querySelectorAll('{selector}')].map(e => e.textContent)"
    return list(firefox.evaluate(expression))


def test_text_is_shown_as_it_is(firefox: Firefox, site: Path, record: Record) -> None:
    """Every sentence, hostile ones too, is in its cell to the letter, and is seen."""
    address = (site / f"{ARTICLE}.html").as_uri()
    firefox.resize(1440)
    firefox.open(address)
    assert _texts(firefox, ".it") == [pair.it for pair in record.pairs]
    assert _texts(firefox, ".en") == [pair.en for pair in record.pairs]
    unseen = "[...document.querySelectorAll('.it')].filter(cell => !cell.checkVisibility()).length"
    assert firefox.evaluate(unseen) == 0
    assert record.article.title in firefox.evaluate("document.body.innerText")
    assert firefox.complaints(address) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_partners_face_each_other_or_are_stacked(firefox: Firefox, site: Path, width: int) -> None:
    """Two columns where there is room, one where there is not, and nothing wider than the page."""
    firefox.open((site / f"{ARTICLE}.html").as_uri())
    firefox.resize(width)
    assert firefox.evaluate("innerWidth") == width
    cells = firefox.evaluate(CELLS)
    assert len(cells) > 30
    for cell in cells:
        assert min(cell["itWidth"], cell["enWidth"]) > 100
        if width >= WIDE:
            assert abs(cell["itTop"] - cell["enTop"]) < 1
            assert cell["itRight"] < cell["enLeft"]
        else:
            assert cell["itBottom"] <= cell["enTop"] + 0.1
    assert firefox.evaluate(OVERFLOW) <= 0


def test_the_script_runs(firefox: Firefox, site: Path) -> None:
    """The toolbar is there; a click pins a sentence; one language alone; the place of a link."""
    address = (site / f"{NEIGHBOUR}.html").as_uri()
    firefox.resize(1440)
    firefox.open(f"{address}#p17")
    assert firefox.evaluate("document.querySelector('.toolbar').checkVisibility()")
    assert firefox.evaluate("scrollY > 0")
    firefox.evaluate("document.querySelector('#p17s1 .en').click()")
    assert firefox.evaluate("document.querySelector('.pair[aria-current]').id") == "p17s1"
    press = "document.dispatchEvent(new KeyboardEvent('keydown', {key: '2', bubbles: true}))"
    firefox.evaluate(press.replace("document", "document.body", 1))
    assert not firefox.evaluate("document.querySelector('#p17s1 .en').checkVisibility()")
    firefox.evaluate("document.querySelector('#view [value=both]').click()")
    assert firefox.complaints(address) == []


def test_the_list_of_articles(firefox: Firefox, site: Path) -> None:
    """Its text, its fields and its links."""
    address = (site / "index.html").as_uri()
    firefox.resize(360)
    firefox.open(address)
    firefox.resize(360)
    assert firefox.evaluate("document.querySelector('#articles-panel').checkVisibility()")
    assert firefox.evaluate(OVERFLOW) <= 0
    links = firefox.evaluate("[...document.querySelectorAll('.articles a')].map(a => a.href)")
    assert links == [(site / f"{name}.html").as_uri() for name in (ARTICLE, NEIGHBOUR)]
    assert firefox.complaints(address) == []
