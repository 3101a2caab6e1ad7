"""Files that the page itself makes, read back as other programs would read them."""

import html
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from pipeline.exports import tmx
from pipeline.exports.anki import NOTE_TYPES
from pipeline.exports.collection import documents
from pipeline.exports.tsv import write_tsv
from pipeline.exports.units import ExportOptions
from pipeline.record import Record
from pipeline.store import Store
from tests import tmx_definition
from tests.browser.accord import PAGE, accord_record, write_page
from tests.browser.pages import ARTICLE, Open, violations

pytestmark = pytest.mark.browser

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def accord(site: Path) -> Record:
    """Write the page of a small article and return its record."""
    made = accord_record()
    write_page(site, made)
    return made


def _download(page: Page, button: str) -> tuple[str, str]:
    """Press a button of the panel; return the file's name and text."""
    if not page.locator("#reuse").is_visible():
        page.locator("[data-action=reuse]").click()
    with page.expect_download() as waiting:
        page.locator("#reuse").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#reuse-status")).to_contain_text(waiting.value.suggested_filename)
    content = Path(waiting.value.path()).read_bytes().decode("utf-8")
    return waiting.value.suggested_filename, content


@pytest.mark.parametrize("refused", [False, True])
def test_the_table_is_the_one_that_the_command_writes(
    open_page: Open, accord: Record, *, refused: bool
) -> None:
    """Byte for byte, with storage and without."""
    with open_page(PAGE) as (page, errors, requests):
        if refused:
            page.add_init_script("delete Storage.prototype.setItem")
            page.reload()
        name, content = _download(page, "Table (TSV)")
        assert (name, content) == ("accordo.tsv", write_tsv(accord.pairs))
        assert errors == []
        assert not [address for address in requests if address.startswith("http")]


def test_the_table_holds_every_kind_and_hostile_sentences(open_page: Open, record: Record) -> None:
    """Titles, tables, cues, right-to-left marks and markup come out as the command writes them."""
    with open_page(f"{ARTICLE}.html") as (page, errors, _):
        assert _download(page, "Table (TSV)") == ("articolo.tsv", write_tsv(record.pairs))
        assert errors == []


def test_a_hint_of_a_memory_is_in_the_table(open_page: Open, accord: Record, site: Path) -> None:
    """What a memory knew of a similar sentence is not lost."""
    first = replace(accord.pairs[0], hint="The agreement of the year", hint_score=0.8125)
    hinted = replace(accord, pairs=(first, *accord.pairs[1:]))
    write_page(site, hinted, "sub/hinted.html")
    with open_page("sub/hinted.html") as (page, _, _):
        assert _download(page, "Table (TSV)")[1] == write_tsv(hinted.pairs)


def test_the_translation_memory_tells_machine_from_person(open_page: Open, accord: Record) -> None:
    """Machine units are marked as such with their doubts, a person's unit is not."""
    with open_page(PAGE) as (page, _, _):
        name, content = _download(page, "Translation memory (TMX)")
    assert name == "accordo.tmx"
    tree = ET.fromstring(content)  # noqa: S314 - made here
    header = tree.find("header")
    assert header is not None
    assert header.attrib == {
        "creationtool": "bilingue",
        "creationtoolversion": accord.version,
        "segtype": "sentence",
        "o-tmf": "bilingue",
        "adminlang": "en",
        "srclang": "it",
        "datatype": "plaintext",
    }
    units = tree.findall("body/tu")
    keys = [pair.key.rpartition(".")[0] for pair in accord.pairs]
    assert [unit.get("tuid") for unit in units] == [*keys[:4], None, keys[5], None]
    for unit, pair in zip(units, accord.pairs, strict=True):
        italian, english = unit.findall("tuv")
        assert (italian.get(XML_LANG), italian.findtext("seg")) == ("it", pair.it)
        assert (english.get(XML_LANG), english.findtext("seg")) == ("en", pair.en)
        assert english.get("creationid") == (None if pair.origin == "human" else "MT!")
        doubts = {prop.get("type"): prop.text for prop in english.findall("prop")}
        assert doubts.get("x-flags", "") == " ".join(pair.flags)
        assert ("x-score" in doubts) is (pair.score is not None)


def test_repeated_sentences_carry_their_context(open_page: Open, accord: Record) -> None:
    """A sentence that is translated in two ways says where each belongs, others do not."""
    with open_page(PAGE) as (page, _, _):
        tree = ET.fromstring(_download(page, "Translation memory (TMX)")[1])  # noqa: S314 - ours
    found = [
        {prop.get("type"): prop.text for prop in unit.findall("prop")}
        for unit in tree.findall("body/tu")
    ]
    texts = [pair.it for pair in accord.pairs]
    assert found[4] == {"file": accord.name, "prev": texts[3], "next": texts[5]}
    assert found[6] == {"file": accord.name, "prev": texts[5], "next": None}
    assert [bool(one) for one in found] == [False] * 4 + [True, False, True]


def test_the_translation_memory_is_the_one_that_the_command_writes(
    open_page: Open, accord: Record, tmp_path: Path
) -> None:
    """Units, properties and texts are the same, but for what stands between the elements."""
    Store(tmp_path).write(accord, "<p>page</p>", None)
    found, _ = documents([tmp_path])
    written = BytesIO()
    tmx.write(found, written, ExportOptions())
    with open_page(PAGE) as (page, _, _):
        content = _download(page, "Translation memory (TMX)")[1]
    of_the_page, of_the_command = (
        ET.canonicalize(text, strip_text=True) for text in (content, written.getvalue().decode())
    )
    assert of_the_page == of_the_command


@pytest.mark.parametrize("definition", [tmx_definition.subset, tmx_definition.whole])
@pytest.mark.parametrize("name", [PAGE, f"{ARTICLE}.html"])
@pytest.mark.usefixtures("accord")
def test_the_translation_memory_is_valid(
    open_page: Open, name: str, definition: Callable[[], etree.DTD]
) -> None:
    """The DTD of TMX 1.4b finds nothing wrong, whatever stands in the sentences."""
    found = definition()
    with open_page(name) as (page, _, _):
        content = _download(page, "Translation memory (TMX)")[1]
    assert found.validate(etree.fromstring(content.encode())), found.error_log


def _cards(content: str) -> tuple[list[str], list[list[str]]]:
    """Return the header lines and the unescaped fields of an Anki text file."""
    lines = content.removesuffix("\n").split("\n")
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    notes = [line.split("\t") for line in lines[len(head) :]]
    assert not any(sign in field for note in notes for field in note for sign in '<>"')
    return head, [[html.unescape(field) for field in note] for note in notes]


def test_cards_hold_all_sentences_where_none_is_marked(open_page: Open, accord: Record) -> None:
    """Header lines as Anki wants them, a stable id first, markup escaped."""
    with open_page(PAGE) as (page, _, _):
        name, content = _download(page, "Flash cards (Anki)")
    head, notes = _cards(content)
    assert name == "accordo.anki.txt"
    assert head == [
        "#separator:tab",
        "#html:true",
        *(f"#notetype:{name}" for name in NOTE_TYPES),
        "#deck:Bilingue::L’accordo dell’anno",
        "#tags:bilingue",
        "#guid column:1",
    ]
    assert notes == [[pair.key.rpartition(".")[0], pair.it, pair.en] for pair in accord.pairs]


def test_marked_sentences_are_what_is_studied(open_page: Open, accord: Record) -> None:
    """A button and a key mark; the toolbar counts; cards and a table hold only the marked."""
    with open_page(PAGE) as (page, errors, _):
        page.locator("#p3s1 .en").click()
        page.locator(".row").get_by_role("button", name="Mark for study").click()
        page.keyboard.press("j")
        page.keyboard.press("m")
        count = page.locator("[data-action=reuse] .count")
        expect(count).to_have_text("★ 22 marked for study")
        page.reload()
        expect(page.locator(".pair.marked")).to_have_count(2)
        chosen = accord.pairs[3:5]
        _, notes = _cards(_download(page, "Flash cards (Anki)")[1])
        assert [note[1] for note in notes] == [pair.it for pair in chosen]
        assert _download(page, "Table of the marked (TSV)") == (
            "accordo.marked.tsv",
            write_tsv(chosen),
        )
        page.get_by_role("button", name="Remove all marks").click()
        expect(count).to_be_hidden()
        expect(page.get_by_role("button", name="Table of the marked")).to_be_hidden()
        page.reload()
        expect(page.locator(".pair.marked")).to_have_count(0)
        assert errors == []


@pytest.mark.usefixtures("accord")
def test_a_mark_holds_when_the_page_is_made_anew(
    open_page: Open, site: Path, accord: Record
) -> None:
    """A mark stays with its Italian sentence, wherever it has moved and whatever its English."""
    with open_page(PAGE) as (page, _, _):
        page.locator("#p3s1 .en").click()
        page.keyboard.press("m")
        other = replace(accord.pairs[3], en="Packed.", key=accord.pairs[3].key[:-6] + "aaaaaa")
        changed = replace(accord, pairs=(*accord.pairs[:3], other, *accord.pairs[4:]))
        write_page(site, changed)
        page.reload()
        expect(page.locator("#p3s1 .en")).to_have_text("Packed.")
        expect(page.locator(".pair.marked")).to_have_attribute("id", "p3s1")
    write_page(site, accord)


@pytest.mark.usefixtures("accord")
def test_everything_is_copied_as_text(open_page: Open) -> None:
    """The clipboard gets both languages, paragraph by paragraph."""
    with open_page(PAGE, permissions=["clipboard-read", "clipboard-write"]) as (page, _, _):
        page.locator("[data-action=reuse]").click()
        page.locator("#reuse").get_by_role("button", name="Copy all").click()
        expect(page.locator("#reuse").get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("L’accordo dell’anno\nThe deal of the year\n\nDal suo punto")
    assert copied.count("\n\n") == 4


@pytest.mark.usefixtures("accord")
def test_the_panel_is_accessible(open_page: Open) -> None:
    """Axe finds nothing in the panel, with a mark and a correction to list."""
    with open_page(PAGE) as (page, _, _):
        page.locator("#p3s1 .en").click()
        page.keyboard.press("m")
        page.keyboard.press("e")
        page.keyboard.type(" Really.")
        assert violations(page) == ""
        page.keyboard.press("Enter")
        page.locator("[data-action=reuse]").click()
        assert violations(page) == ""
