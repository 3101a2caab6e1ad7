"""The scorer of the HTML reader, and the form of its gold."""

import json
from pathlib import Path

import pytest

from benchmarks.html_pages import (
    FIELDS,
    GOLD,
    SETS,
    Marked,
    folded,
    intervals,
    overlap,
    rates,
    read_gold,
    read_page,
    score,
    table,
)
from pipeline.article import BLOCK_KINDS, Block

FIELDS_OF_A_PAGE = {"title": "Il ponte", "author": "", "date": "2025-03-18", "site": "La Voce"}
LONG = "uno due tre quattro cinque sei sette otto nove dieci"
GOLD_PAGE = Marked(FIELDS_OF_A_PAGE, (("title", "Il ponte"), ("paragraph", LONG), ("quote", "Sì.")))
PAGES = [path for name in SETS for path in sorted((GOLD / name).glob("*.html"))]


def counts(*blocks: tuple[str, str]) -> dict[str, int]:
    """Return the counts of a page that was read as `blocks`."""
    return score(GOLD_PAGE, Marked(FIELDS_OF_A_PAGE, blocks)).counts


def test_a_page_read_as_marked_has_no_error() -> None:
    """All shares of a perfect page are one."""
    perfect = score(GOLD_PAGE, GOLD_PAGE)
    assert perfect.errors == ()
    assert set(rates([perfect.counts]).values()) == {1}


@pytest.mark.parametrize(
    ("blocks", "equal", "close", "kinds"),
    [
        ((), 0, 0, 0),
        ((("title", "Il ponte"), ("paragraph", "Sì.")), 2, 2, 1),
        ((("paragraph", LONG.replace("dieci", "Dieci")),), 0, 1, 0),
        ((("paragraph", LONG.replace("nove dieci", "e basta")),), 0, 0, 0),
        ((("paragraph", LONG), ("paragraph", LONG)), 1, 1, 1),
    ],
    ids=["nothing", "wrong kind", "nine words of ten", "eight words of ten", "twice"],
)
def test_what_counts_as_found(
    blocks: tuple[tuple[str, str], ...], equal: int, close: int, kinds: int
) -> None:
    """Equal text is found whatever its kind, nine tenths are close, nothing is matched twice."""
    found = counts(*blocks)
    assert (found["equal"], found["close"], found["kinds"]) == (equal, close, kinds)
    assert found["found"] == len(blocks)


def test_of_two_equal_texts_the_one_of_the_right_kind_is_matched() -> None:
    """A title that stands twice is not taken for a paragraph."""
    assert counts(("paragraph", "Il ponte"), ("title", "Il ponte"))["kinds"] == 1


def test_errors_name_what_is_wrong() -> None:
    """Missed, extra, close, disordered and misnamed things have a line each."""
    fields = FIELDS_OF_A_PAGE | {"author": "Tizia"}
    blocks = (("quote", "Sì."), ("heading", "Il ponte"), ("list-item", "Menu"))
    assert score(GOLD_PAGE, Marked(fields, blocks)).errors == (
        f"missed paragraph: {LONG}",
        "extra list-item: Menu",
        "heading for title: Il ponte",
        "out of order: Sì.",
        "author 'Tizia' for ''",
    )


def test_shares_are_over_blocks_not_pages() -> None:
    """A page of many blocks weighs more; the interval lies around the share."""
    pages = [counts(("title", "Il ponte")), counts(*GOLD_PAGE.blocks)]
    assert (rates(pages)["precision"], rates(pages)["recall"]) == (1, 0.6667)
    assert intervals(pages)["recall"] == [0.3333, 1]


def test_the_table_has_a_row_a_page_and_one_for_all() -> None:
    """The last row counts all blocks."""
    one = score(GOLD_PAGE, GOLD_PAGE)
    rows = table({"a": one, "b": one}).splitlines()
    assert [row.split(" | ")[:2] for row in rows[2:]] == [
        ["| a", "3"],
        ["| b", "3"],
        ["| all", "6"],
    ]


def test_pages_are_read_as_users_have_them_read(tmp_path: Path) -> None:
    """Title, author and date are the article's; a file that is refused has nothing right."""
    source = tmp_path / "page.md"
    source.write_text(
        "---\nautore: Ufficio\ndata: 2024-05-03 12:00\n---\n# Titolo\n\nUno.\n", encoding="utf-8"
    )
    found = read_page(source)
    assert found.fields == {
        "title": "Titolo",
        "author": "Ufficio",
        "date": "2024-05-03",
        "site": "",
    }
    assert found.blocks == (("title", "Titolo"), ("paragraph", "Uno."))

    refused = score(found, read_page(tmp_path / "missing.md")).counts
    assert [refused[name] for name in ("found", "equal", *FIELDS)] == [0] * 6


def test_white_space_and_soft_hyphens_do_not_count() -> None:
    """No-break spaces, line ends and invisible characters are folded; case is kept."""
    assert folded(" Citta\u0300\xa0\n alta\u00ad ") == "Città alta"
    assert overlap("Il ponte", "il  ponte") == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_page_is_marked(page: Path) -> None:
    """The gold can be an article: known kinds, clean text, the title first among the titles."""
    marked = read_gold(page.with_suffix(".gold.json"))
    assert all(Block(kind, text).kind in BLOCK_KINDS for kind, text in marked.blocks)  # type: ignore[arg-type]
    assert [text for kind, text in marked.blocks if kind == "title"] == [marked.fields["title"]]


@pytest.mark.parametrize("part", SETS)
def test_nothing_is_marked_without_its_page(part: str) -> None:
    """Pages and gold come in pairs, and no field is missing."""
    golds = {path.name.removesuffix(".gold.json") for path in (GOLD / part).glob("*.gold.json")}
    assert golds == {path.stem for path in PAGES if path.parent.name == part}
    assert len(golds) >= 18
    for name in golds:
        content = json.loads((GOLD / part / f"{name}.gold.json").read_text(encoding="utf-8"))
        assert content.keys() == {*FIELDS, "blocks"}
