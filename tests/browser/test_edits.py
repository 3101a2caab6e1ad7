"""Correcting the English in place: kept, undone, downloaded, and offered when the page changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.exports.tsv import write_tsv
from pipeline.keys import check_code, is_edited
from pipeline.record import Record
from tests.browser.accord import PAGE, accord_record, write_page
from tests.browser.pages import Open

pytestmark = pytest.mark.browser

COUNT = "[data-action=reuse] .count.edited"
PLACE = 3  # of the caption p3s1 among the pairs


@pytest.fixture
def accord(site: Path) -> Iterator[Record]:
    """Write the page of a small article, and write it again where a test changed it."""
    made = accord_record()
    write_page(site, made)
    yield made
    write_page(site, made)


def _correct(page: Page, sentence: str, words: str, *, end: str = "Enter") -> None:
    """Pin a sentence, correct its English by the key e, and end with a key."""
    page.locator(f"#{sentence} .en").click()
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    page.keyboard.press(end)


def _with_english(record: Record, place: int, words: str, *, key: bool = True) -> Record:
    """Return `record` with other English in a row; its key fits unless a person wrote it."""
    old = record.pairs[place]
    code = check_code(words) if key else old.key.rpartition(".")[2]
    new = replace(old, en=words, key=f"{old.key.rpartition('.')[0]}.{code}")
    pairs = list(record.pairs)
    pairs[place] = new
    return replace(record, pairs=tuple(pairs))


def _table(page: Page, button: str = "Corrected table (TSV)") -> tuple[str, str]:
    """Return name and text of the downloaded table."""
    page.locator("[data-action=reuse]").click()
    with page.expect_download() as waiting:
        page.locator("#reuse").get_by_role("button", name=button).click()
    page.keyboard.press("Escape")
    content = Path(waiting.value.path()).read_bytes().decode("utf-8")
    return waiting.value.suggested_filename, content


def _leave_and_stay(page: Page) -> None:
    """Leave the page, be warned, and stay."""
    with page.expect_event("dialog") as waiting:
        page.close(run_before_unload=True)
    assert waiting.value.type == "beforeunload"
    waiting.value.dismiss()


def _leave(page: Page) -> None:
    """Leave the page, which warns of nothing."""
    with page.expect_event("close"):
        page.close(run_before_unload=True)


@pytest.mark.usefixtures("accord")
def test_an_edit_is_kept_marked_and_counted(open_page: Open) -> None:
    """Enter saves; the mark, the counter and the text are there after a reload too."""
    with open_page(PAGE) as (page, errors, _):
        page.once("dialog", lambda dialog: dialog.accept())
        _correct(page, "p3s1", "A crowded square.")
        for _ in range(2):
            expect(page.locator("#p3s1 .en")).to_have_text("A crowded square.")
            expect(page.locator("#p3s1 .mark.own")).to_have_text(
                "Corrected by you, not downloaded yet"
            )
            expect(page.locator(COUNT)).to_contain_text("Corrections not downloaded: 1")
            page.reload()
        assert errors == []


@pytest.mark.usefixtures("accord")
def test_escape_and_cancel_change_nothing(open_page: Open) -> None:
    """Neither leaves a trace; the sentence stays pinned."""
    with open_page(PAGE) as (page, _, _):
        _correct(page, "p3s1", "Nonsense", end="Escape")
        expect(page.locator("#p3s1")).to_have_attribute("aria-current", "true")
        page.locator(".row").get_by_role("button", name="Correct", exact=True).click()
        page.keyboard.type("Nonsense")
        page.locator(".editing").get_by_role("button", name="Cancel").click()
        expect(page.locator("#p3s1 .en")).to_have_text("The packed square.")
        expect(page.locator("#p3s1 .en")).not_to_have_attribute("contenteditable", "true")
        expect(page.locator(COUNT)).to_have_count(0)


@pytest.mark.parametrize("way", ["button", "elsewhere", "language"])
@pytest.mark.usefixtures("accord")
def test_an_edit_is_saved_however_it_ends(open_page: Open, way: str) -> None:
    """By its button, by going elsewhere; the marks follow the language of the interface."""
    with open_page(PAGE, locale="it-IT" if way == "language" else "en-GB") as (page, _, _):
        page.locator("#p3s1 .en").click()
        page.keyboard.press("e")
        page.keyboard.type(" Really.")
        if way == "button":
            page.locator(".editing").get_by_role("button", name="Save").click()
        else:
            page.locator("#p1s1 .en").click()
        expect(page.locator("#p3s1 .en")).to_have_text("The packed square. Really.")
        if way == "language":
            expect(page.locator("#p3s1 .mark.own")).to_have_text(
                "Corretta da te, non ancora scaricata"
            )


@pytest.mark.usefixtures("accord")
def test_keys_are_letters_while_editing(open_page: Open) -> None:
    """No key of the page does anything else meanwhile, and clicks only move the caret."""
    with open_page(PAGE) as (page, _, _):
        _correct(page, "p3s1", "jkwmecv? /12", end="End")
        page.locator("#p3s1 .en").click()
        expect(page.locator("#p3s1 .en")).to_be_focused()
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(page.locator("#p3s1 .en")).to_have_text("jkwmecv? /12")
        expect(page.locator(".pair.marked")).to_have_count(0)
        expect(page.locator("#p3s1")).to_be_focused()


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.usefixtures("accord")
def test_what_is_pasted_becomes_one_line_of_text(open_page: Open, *, plain: bool) -> None:
    """Line breaks become spaces and markup is left out, also where only `true` is known."""
    with open_page(PAGE, permissions=["clipboard-read", "clipboard-write"]) as (page, errors, _):
        if not plain:
            page.add_init_script(
                "const known = Object.getOwnPropertyDescriptor("
                "  HTMLElement.prototype, 'contentEditable');"
                "Object.defineProperty(HTMLElement.prototype, 'contentEditable', {"
                "  ...known, set(value) {"
                "    if (value !== 'true') throw new SyntaxError();"
                "    known.set.call(this, value); } });"
            )
            page.reload()
        page.evaluate(
            "navigator.clipboard.write([new ClipboardItem({"
            "  'text/html': new Blob(['<b>one<br>two</b>'], {type: 'text/html'}),"
            "  'text/plain': new Blob(['one\\r\\ntwo\\tthree'], {type: 'text/plain'})})])"
        )
        page.locator("#p3s1 .en").click()
        page.keyboard.press("e")
        expect(page.locator("#p3s1 .en")).to_have_attribute(
            "contenteditable", "plaintext-only" if plain else "true"
        )
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+V")
        page.keyboard.press("Control+B")
        page.keyboard.type(" four")
        page.keyboard.press("Shift+Enter")
        assert page.locator("#p3s1 .en").inner_html() == "one two three four"
        expect(page.locator(COUNT)).to_be_visible()
        assert errors == []


@pytest.mark.usefixtures("accord")
def test_an_edit_is_undone(open_page: Open) -> None:
    """By its button, its key, the list in the panel, or by writing the old words again."""
    with open_page(PAGE) as (page, _, _):
        for way in ("button", "key", "list", "words"):
            _correct(page, "p3s1", "Nonsense")
            expect(page.locator(COUNT)).to_be_visible()
            if way == "button":
                page.locator(".row").get_by_role("button", name="Undo correction").click()
            elif way == "key":
                page.keyboard.press("u")
            elif way == "list":
                page.locator("[data-action=reuse]").click()
                page.locator("#edits-list").get_by_role("button", name="Undo").click()
                page.keyboard.press("Escape")
            else:
                page.keyboard.press("e")
                page.keyboard.press("Control+A")
                page.keyboard.type("The packed  square. ")
                page.keyboard.press("Enter")
            expect(page.locator("#p3s1 .en")).to_have_text("The packed square.")
            expect(page.locator("#p3s1 .mark.own")).to_have_count(0)
            expect(page.locator(COUNT)).to_have_count(0)
            page.keyboard.press("Escape")
        _leave(page)


@pytest.mark.parametrize("refused", [False, True])
def test_the_corrected_table_differs_in_its_english_alone(
    open_page: Open, accord: Record, *, refused: bool
) -> None:
    """The keys stay, so that a later run knows the edited rows; storage may be refused."""
    with open_page(PAGE) as (page, errors, _):
        if refused:
            page.add_init_script("delete Storage.prototype.setItem")
            page.reload()
        _correct(page, "p3s1", "A crowded square.")
        _correct(page, "p2s1", 'From his "viewpoint", nobody <b>speaks</b>.')
        edited = _with_english(accord, PLACE, "A crowded square.", key=False)
        edited = _with_english(edited, 1, 'From his "viewpoint", nobody <b>speaks</b>.', key=False)
        assert _table(page) == ("accordo.edited.tsv", write_tsv(edited.pairs))
        rows = [(pair.key, pair.en) for pair in edited.pairs]
        assert [is_edited(*row) for row in rows] == [n in (1, PLACE) for n in range(len(rows))]
        expect(page.locator("#p3s1 .mark.own")).to_have_text("Corrected by you")
        expect(page.locator(COUNT)).to_have_count(0)
        assert errors == []


@pytest.mark.usefixtures("accord")
def test_edits_are_in_the_other_files_too(open_page: Open) -> None:
    """In the translation memory a corrected sentence is a person's; its doubts are gone."""
    with open_page(PAGE) as (page, _, _):
        _correct(page, "p2s1", "Nobody speaks.")
        page.keyboard.press("Escape")
        _, content = _table(page, "Translation memory (TMX)")
        assert '<tuv xml:lang="en"><seg>Nobody speaks.</seg></tuv>' in content
        assert "cut-off" not in content
        assert "Nobody speaks." in _table(page, "Flash cards (Anki)")[1]


@pytest.mark.usefixtures("accord")
def test_leaving_with_edits_is_warned_of_until_they_are_downloaded(open_page: Open) -> None:
    """The warning comes for a saved edit and for one that is being typed."""
    with open_page(PAGE) as (page, _, _):
        page.locator("#p3s1 .en").click()
        page.keyboard.press("e")
        page.keyboard.type(" Really.")
        _leave_and_stay(page)
        page.keyboard.press("Enter")
        _leave_and_stay(page)
        _table(page)
        _leave(page)


def test_an_edit_that_arrived_in_the_page_is_forgotten(
    open_page: Open, accord: Record, site: Path
) -> None:
    """When the page is made anew with the edit, it is the page's own English."""
    with open_page(PAGE) as (page, _, _):
        page.once("dialog", lambda dialog: dialog.accept())
        _correct(page, "p3s1", "A crowded square.")
        _table(page)
        write_page(site, _with_english(accord, PLACE, "A crowded square.", key=False))
        page.reload()
        expect(page.locator("#p3s1 .en")).to_have_text("A crowded square.")
        expect(page.locator("#p3s1 .mark.own")).to_have_count(0)
        assert page.evaluate("Object.values(localStorage).join().includes('crowded')") is False


@pytest.mark.parametrize(("answer", "expected"), [("Use it", "Mine."), ("Discard", "Anew.")])
def test_an_edit_of_other_english_is_offered(
    open_page: Open, accord: Record, site: Path, answer: str, expected: str
) -> None:
    """Where a new model says something else, both are shown and a person decides."""
    with open_page(PAGE) as (page, errors, _):
        page.on("dialog", lambda dialog: dialog.accept())
        _correct(page, "p3s1", "Mine.")
        write_page(site, _with_english(accord, PLACE, "Anew."))
        page.reload()
        english, mark = page.locator("#p3s1 .en"), page.locator("#p3s1 .mark.own")
        expect(english).to_have_text("Anew.")
        expect(mark).to_contain_text("an earlier English of this sentence: “Mine.”")
        mark.get_by_role("button", name=answer).click()
        expect(english).to_have_text(expected)
        page.reload()
        expect(english).to_have_text(expected)
        expect(page.locator("#p3s1 .mark.own button")).to_have_count(0)
        assert errors == []


def test_an_edit_whose_sentence_is_gone_is_not_lost(
    open_page: Open, accord: Record, site: Path
) -> None:
    """The panel shows it until a person discards it."""
    with open_page(PAGE) as (page, _, _):
        page.on("dialog", lambda dialog: dialog.accept())
        _correct(page, "p3s1", "Mine.")
        others = tuple(pair for n, pair in enumerate(accord.pairs) if n != PLACE)
        shorter = accord_record()
        write_page(site, replace(shorter, pairs=others), "sub/accordo.html")
        page.reload()
        page.locator("[data-action=reuse]").click()
        listed = page.locator("#edits-list li")
        expect(listed).to_contain_text("No longer in the article: “Mine.”")
        listed.get_by_role("button", name="Discard").click()
        expect(listed).to_have_count(0)
        page.reload()
        expect(page.locator("#edits-list li")).to_have_count(0)


@pytest.mark.usefixtures("accord")
def test_a_covered_sentence_is_shown_to_be_corrected(open_page: Open) -> None:
    """While studying, correcting reveals; where no English is shown there is no button."""
    with open_page(PAGE) as (page, _, _):
        page.keyboard.press("s")
        page.locator("#study").get_by_label("The English").check()
        page.keyboard.press("Escape")
        page.locator("#p3s1 .it").click()
        page.keyboard.press("e")
        expect(page.locator("#p3s1 .en")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        expect(page.locator(".row").get_by_role("button", name="Mark")).to_be_visible()
        button = page.locator(".row").get_by_role("button", name="Correct", exact=True)
        expect(button).to_be_hidden()
        page.keyboard.press("1")
        expect(button).to_be_visible()


@pytest.mark.parametrize("kept", ["null", "7", '"x"', "[null, 1]", '{"k": null, "l": {}}', "{"])
@pytest.mark.usefixtures("accord")
def test_whatever_is_stored_the_page_works(open_page: Open, kept: str) -> None:
    """Damaged marks, edits and settings are as good as none."""
    with open_page(PAGE) as (page, errors, _):
        page.evaluate(
            """kept => {
                const {key} = JSON.parse(document.getElementById('data').textContent);
                const names = ['words-order', 'words-mark', 'words-click', 'speech-speed'];
                for (const name of [`${key}:edits`, `${key}:marked`, 'speech-side', ...names])
                    localStorage.setItem(`bilingue:${name}`, kept);
            }""",
            kept,
        )
        page.reload()
        _correct(page, "p3s1", "A crowded square.")
        page.keyboard.press("m")
        expect(page.locator(".pair.marked.edited")).to_have_count(1)
        assert errors == []
