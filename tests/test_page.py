"""What a page shows, apart from how."""

from dataclasses import replace

import pytest

from pipeline.article import Block, FrozenMapping, Pair
from pipeline.page import (
    BlockView,
    Hint,
    Phrase,
    count_words,
    counted,
    page_view,
    reading_time,
    reason,
)
from tests.page_records import of_blocks, pair, record


def _only_block(block: Block) -> BlockView:
    view = page_view(of_blocks([(block, [(block.text, "English")])]))
    return view.heading or view.groups[0].blocks[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Sì.", 1),
        ("L\u2019accordo vale 38 miliardi \u2013 circa", 5),
        ("“ … ” —", 0),
        ("1.234,56 è", 2),
    ],
)
def test_count_words(text: str, expected: int) -> None:
    """A word is what stands between white space and holds a letter or digit."""
    assert expected == count_words(text)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 words"), (1, "1 word"), (1500, "1,500 words")]
)
def test_counted(number: int, expected: str) -> None:
    """A count has a thousands separator and the noun's right form."""
    assert expected == counted(number, "word")


@pytest.mark.parametrize(
    ("words", "expected"),
    [(0, "1 min read"), (188, "1 min read"), (1500, "8 min read"), (10**6, "5,319 min read")],
)
def test_reading_time(words: int, expected: str) -> None:
    """Reading time is in whole minutes and never none."""
    assert expected == reading_time(words).text


def test_reason() -> None:
    """A known flag is explained, an unknown one is shown as it is."""
    assert reason("cut-off") == Phrase("may lack its end", "reason-cut-off")
    assert reason("from-the-future") == Phrase("from-the-future")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block("title", "T"), "h1"),
        (Block("heading", "T"), "h2"),
        (Block("quote", "T"), "blockquote"),
        (Block("caption", "T"), "div"),
    ],
)
def test_element(block: Block, expected: str) -> None:
    """Each kind of block has the element made for it."""
    assert expected == _only_block(block).element


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3], ["h2", "h2", "h3"]),
        ([3, 3, 2, 3], ["h2", "h2", "h2", "h3"]),
        ([2, 4, 4, 6, 3], ["h2", "h3", "h3", "h4", "h3"]),
        ([2, 3, 4, 5, 6, 7, 8, 9], ["h2", "h3", "h4", "h5", "h6", "h6", "h6", "h6"]),
    ],
)
def test_headings_leave_out_no_level(levels: list[int], expected: list[str]) -> None:
    """A heading is one step below the one that it is under; sisters stay sisters."""
    blocks = [Block("heading", "T", level=level) for level in levels]
    (group,) = page_view(of_blocks([(block, [("T", "T")]) for block in blocks])).groups
    assert expected == [block.element for block in group.blocks]


def test_only_an_opening_title_heads_the_page() -> None:
    """A title further down is a heading in the text: a page has one h1."""
    view = page_view(
        of_blocks(
            [
                (Block("paragraph", "Prima."), [("Prima.", "First.")]),
                (Block("title", "Titolo"), [("Titolo", "Title")]),
            ]
        )
    )
    assert view.heading is None
    assert [block.element for block in view.groups[0].blocks] == ["div", "h2"]


def test_numbers_count_all_blocks() -> None:
    """Blocks and sentences are numbered as in the TSV, the title being block 1."""
    view = page_view(
        of_blocks(
            [
                (Block("title", "Titolo"), [("Titolo", "Title")]),
                (Block("paragraph", "Uno. Due."), [("Uno.", "One."), ("Due.", "Two.")]),
            ]
        )
    )
    (block,) = view.groups[0].blocks
    assert block.number == 2
    assert [pair.id for pair in block.pairs] == ["p2s1", "p2s2"]


def test_blocks_of_a_kind_are_gathered() -> None:
    """Consecutive list items are one list, the cells of each table one table."""

    def cell(text: str, table: str) -> Block:
        place = {"table": table, "row": "1", "column": "1"}
        return Block("table-cell", text, attributes=FrozenMapping(place))

    blocks = [
        Block("paragraph", "P"),
        Block("list-item", "A", level=1),
        Block("list-item", "B", level=7),
        cell("C", "1"),
        cell("D", "2"),
        Block("table-cell", "no place"),
    ]
    groups = page_view(of_blocks([(block, [(block.text, "x")]) for block in blocks])).groups
    assert [(group.kind, [view.number for view in group.blocks]) for group in groups] == [
        ("blocks", [1]),
        ("list", [2, 3]),
        ("table", [4]),
        ("table", [5]),
        ("blocks", [6]),
    ]


def test_table_cells_keep_their_place() -> None:
    """Rows and columns follow their numbers, and an empty cell leaves its place free."""
    places = [("1", "2"), ("1", "10"), ("2", "1"), ("2", "10")]
    blocks = [
        Block("table-cell", "x", attributes=FrozenMapping({"row": row, "column": column}))
        for row, column in places
    ]
    (group,) = page_view(of_blocks([(block, [("x", "y")]) for block in blocks])).groups
    numbers = [[cell and cell.number for cell in row] for row in group.rows]
    assert numbers == [[None, 1, 2], [3, None, 4]]


def test_list_items_have_their_label_and_depth() -> None:
    """A number is kept, an item without one has a bullet; deep lists stop at four steps."""
    numbered = Block("list-item", "A", level=1, attributes=FrozenMapping({"label": "10."}))
    assert (_only_block(numbered).label, _only_block(numbered).indent) == ("10.", 1)
    deep = Block("list-item", "A", level=7)
    assert (_only_block(deep).label, _only_block(deep).indent) == ("•", 4)
    assert _only_block(Block("paragraph", "A")).label == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        (
            {"flags": ("split", "odd")},
            [("Doubtful", ["translated in parts; the seams may show", "odd"])],
        ),
        ({"origin": "human"}, [("Edited by a person", [])]),
        ({"origin": "tm"}, [("From a translation memory", [])]),
        ({"en": " "}, [("No English text", [])]),
    ],
)
def test_marks(change: dict[str, object], expected: list[tuple[str, list[str]]]) -> None:
    """Doubt and origin are said in words."""
    changed: Pair = replace(pair("Sì.", "Yes."), **change)  # type: ignore[arg-type] # a table
    (group,) = page_view(record([Block("paragraph", "Sì.")], [changed])).groups
    assert expected == [
        (mark.label.text, [reason.text for reason in mark.reasons])
        for mark in group.blocks[0].pairs[0].marks
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"hint": "No."},
            Hint("No.", Phrase("Suggested by a translation memory", "hint-unmeasured")),
        ),
        (
            {"hint": "No.", "hint_score": 0.999},
            Hint(
                "No.", Phrase("Suggested by a translation memory, 99\u00a0% alike", "hint", (99,))
            ),
        ),
        ({}, None),
        ({"hint": "Yes.", "hint_score": 0.9}, None),
        ({"hint": "No.", "hint_score": 0.9, "origin": "human"}, None),
    ],
)
def test_hint(change: dict[str, object], expected: Hint | None) -> None:
    """A memory's suggestion says how alike; none repeats the text or disputes a person's."""
    changed: Pair = replace(pair("Sì.", "Yes."), **change)  # type: ignore[arg-type] # a table
    (group,) = page_view(record([Block("paragraph", "Sì.")], [changed])).groups
    assert expected == group.blocks[0].pairs[0].hint


def test_facts_name_author_and_date_first() -> None:
    """What the source says of itself comes before the counts."""
    made = record(
        [Block("paragraph", "Sì.")],
        [pair("Sì.", "Yes.")],
        metadata=FrozenMapping({"date": "2026-10-02", "author": "La redazione", "other": "x"}),
    )
    assert page_view(made).facts == (
        Phrase("La redazione"),
        Phrase("2026-10-02"),
        Phrase("1 min read", "reading-time", (1,)),
        Phrase("1 word", "count-word", (1,)),
        Phrase("1 sentence", "count-sentence", (1,)),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("articolo.txt", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(source: str, expected: str) -> None:
    """A source is a link only where its scheme is safe to follow."""
    made = record([Block("paragraph", "Sì.")], [pair("Sì.", "Yes.")], source=source)
    assert expected == page_view(made).source_link


def test_colophon_says_how_the_page_was_made() -> None:
    """Model, version and the three digests are on the page; why the model was chosen is not."""
    view = page_view(record([Block("paragraph", "Sì.")], [pair("Sì.", "Yes, yes.")]))
    assert {fact.label.text: fact.value.text for fact in view.colophon} == {
        "Words": "1 Italian, 2 English",
        "Translation model": "translate-it_en",
        "Model hash": "0123456789ab",
        "Made with": "bilingue 0.1.0",
        "Reading digest": "1111aaaa2222bbbb",
        "Translation digest": "3333cccc4444dddd",
        "Rendering digest": "5555eeee6666ffff",
    }


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"start": "00:01:02.500"}, "1:02"),
        ({"start": "01:01:02.500", "speaker": "Guida"}, "1:01:02 · Guida"),
        ({"start": "<presto>"}, "<presto>"),
        ({}, ""),
    ],
)
def test_a_cue_has_its_time_as_players_show_it(attributes: dict[str, str], expected: str) -> None:
    """And who speaks, where the subtitles say so."""
    cue = Block("cue", "Buonasera.", attributes=FrozenMapping(attributes))
    assert _only_block(cue).time == expected


def test_a_note_has_its_number() -> None:
    """As it stands in the text that refers to it."""
    note = Block("footnote", "Nota.", attributes=FrozenMapping({"label": "1"}))
    assert _only_block(note).label == "1"


def test_an_article_with_many_headings_has_contents() -> None:
    """Each with its place and its depth below the others; a few need none."""
    blocks = [
        Block("title", "Il libro", level=1),
        *(Block("heading", f"Parte {number}", level=2 + number % 2) for number in range(4)),
    ]
    view = page_view(of_blocks([(block, [(block.text, f"E {block.text}")]) for block in blocks]))

    assert [(one.number, one.depth, one.it, one.en) for one in view.contents][:2] == [
        (2, 1, "Parte 0", "E Parte 0"),
        (3, 2, "Parte 1", "E Parte 1"),
    ]
    few = page_view(of_blocks([(block, [(block.text, "E")]) for block in blocks[:4]]))
    assert few.contents == ()
