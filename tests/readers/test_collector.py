"""Paragraphs to blocks: titles, captions, notes and tables, alike for all documents."""

import pytest

from pipeline.article import Block, BlockKind
from pipeline.readers.collector import Collector, Draft, as_note, labelled, level_of, metadata_of
from pipeline.readers.runs import Run

NOTE = Draft("footnote", (Run("Nota."),))


def draft(
    text: str,
    kind: BlockKind = "paragraph",
    level: int | None = None,
    *,
    notes: tuple[Draft, ...] = (),
) -> Draft:
    """Return a paragraph of one run."""
    return Draft(kind, (Run(text),), level, notes=notes)


def blocks(*drafts: Draft, title: str = "") -> list[tuple[str, int | None, str]]:
    """Return kind, level and text of what the drafts become."""
    collector = Collector()
    for one in drafts:
        collector.add(one)
    return [(block.kind, block.level, block.text) for block in collector.blocks(title)]


def cells(collector: Collector) -> list[tuple[str, dict[str, str]]]:
    """Return texts and attributes."""
    return [(block.text, dict(block.attributes)) for block in collector.blocks()]


def fill(collector: Collector, *rows: tuple[str, ...]) -> None:
    """Add a table."""
    collector.open_table()
    for row in rows:
        collector.open_row()
        for text in row:
            collector.open_cell()
            collector.add(draft(text))
    collector.close_table()


BODY = ("paragraph", None, "Testo lungo.")


@pytest.mark.parametrize(
    ("drafts", "first"),
    [
        ([draft("A", "title", 1)], ("title", 1, "A")),
        ([draft("A", "heading", 1)], ("title", 1, "A")),
        ([draft("A", "heading", 2)], ("heading", 2, "A")),
        ([draft("Pane e acqua")], ("title", 1, "Pane e acqua")),
        ([draft("Chi siamo?")], ("title", 1, "Chi siamo?")),
        ([draft("Piove.")], ("paragraph", None, "Piove.")),
        ([draft("— Vengo")], ("paragraph", None, "— Vengo")),
        ([draft("Foto: archivio")], ("caption", None, "Foto: archivio")),
        ([draft("a" * 120)], ("paragraph", None, "a" * 120)),
    ],
)
def test_the_title_is_marked_or_stands_alone(
    drafts: list[Draft], first: tuple[str, int | None, str]
) -> None:
    """Rule 1."""
    assert blocks(*drafts, draft("Testo lungo.")) == [first, BODY]


def test_of_several_chapters_none_is_the_title() -> None:
    """Nor is a chapter below a heading."""
    a, b = draft("A", "heading", 1), draft("B", "heading", 1)
    assert [kind for kind, *_ in blocks(a, b, draft("Testo."))] == [
        "heading",
        "heading",
        "paragraph",
    ]
    assert [kind for kind, *_ in blocks(draft("B", "heading", 2), a)] == ["heading", "heading"]


def test_a_second_title_is_a_heading() -> None:
    """There is one title."""
    found = blocks(draft("A", "title", 1), draft("B", "title", 1))
    assert found == [("title", 1, "A"), ("heading", 1, "B")]


def test_a_line_alone_is_no_title() -> None:
    """Something has to follow."""
    assert blocks(draft("Pane e acqua")) == [("paragraph", None, "Pane e acqua")]


def test_a_title_known_otherwise_stands_once() -> None:
    """Though the text says it again where it opens."""
    again = draft("il pane", "heading", 1)
    assert blocks(again, draft("Testo lungo."), title="Il pane") == [("title", 1, "Il pane"), BODY]
    assert blocks(draft("Testo lungo."), title="Il pane") == [("title", 1, "Il pane"), BODY]


@pytest.mark.parametrize("inside", [True, False])
def test_emphasis_by_a_picture_is_a_caption(*, inside: bool) -> None:
    """In the picture's own paragraph or right under it (rule 2)."""
    words = (Run("La riva", emphasis=True),)
    picture = Draft("paragraph", words if inside else (), has_picture=True)
    under = () if inside else (Draft("paragraph", words),)
    assert blocks(draft("Testo."), picture, *under)[1:] == [("caption", None, "La riva")]
    assert blocks(draft("Testo."), Draft("paragraph", words))[1:] == [
        ("paragraph", None, "La riva")
    ]


def test_a_note_stands_behind_what_refers_to_it() -> None:
    """A list or a table is not torn apart (rule 3)."""
    item = draft("Uno.", "list-item", 1, notes=(NOTE,))
    found = blocks(
        draft("Piove.", notes=(NOTE,)), item, draft("Due.", "list-item", 1), draft("Fine.")
    )
    assert [text for *_, text in found] == ["Piove.", "Nota.", "Uno.", "Due.", "Nota.", "Fine."]


def test_a_cell_is_one_block_with_its_place() -> None:
    """Merged rows and columns count, empty cells are left out (rule 4)."""
    collector = Collector()
    fill(collector, ("a", "b"), ("", "c"))
    collector.open_table()
    collector.open_row()
    collector.open_cell()
    collector.add(draft("d"))
    collector.add(draft("e"))
    collector.skip_columns(1)
    collector.open_cell()
    collector.add(draft("f"))
    collector.skip_rows(3)
    collector.open_row()
    collector.open_cell()
    collector.add(draft("g"))
    collector.close_table()
    assert cells(collector) == [
        ("a", {"table": "1", "row": "1", "column": "1"}),
        ("b", {"table": "1", "row": "1", "column": "2"}),
        ("c", {"table": "1", "row": "2", "column": "2"}),
        ("d e", {"table": "2", "row": "1", "column": "1"}),
        ("f", {"table": "2", "row": "1", "column": "3"}),
        ("g", {"table": "2", "row": "5", "column": "1"}),
    ]


def test_a_note_of_a_cell_stands_behind_the_table() -> None:
    """Not among its cells."""
    collector = Collector()
    collector.open_table()
    for number in "12":
        collector.open_row()
        collector.open_cell()
        collector.add(draft(f"a{number}", notes=(NOTE,)))
        collector.open_cell()
        collector.add(draft(f"b{number}"))
    collector.close_table()
    texts = [block.text for block in collector.blocks()]
    assert texts == ["a1", "b1", "a2", "b2", "Nota.", "Nota."]


def test_a_table_for_layout_is_as_if_it_were_not_there() -> None:
    """One column, a heading in it, or another table (rule 5)."""
    collector = Collector()
    fill(collector, ("Uno.",), ("Due.",))
    collector.open_table()
    collector.open_row()
    collector.open_cell()
    collector.add(draft("A", "heading", 2))
    collector.open_cell()
    fill(collector, ("Tre.", "Quattro."))
    collector.close_table()
    assert [(block.kind, block.text) for block in collector.blocks()] == [
        ("paragraph", "Uno."),
        ("paragraph", "Due."),
        ("heading", "A"),
        ("paragraph", "Tre."),
        ("paragraph", "Quattro."),
    ]


def test_places_are_bounded_whatever_a_file_says() -> None:
    """A cell repeated a billion times costs nothing."""
    collector = Collector()
    collector.open_table()
    collector.open_row()
    collector.open_cell()
    collector.add(draft("a"))
    collector.skip_columns(999_999_999)
    collector.skip_rows(999_999_999)
    collector.open_row()
    collector.open_cell()
    collector.add(draft("b"))
    assert cells(collector)[1] == ("b", {"table": "1", "row": "1048577", "column": "1"})


def test_a_table_that_is_no_table_does_no_harm() -> None:
    """Rows and cells outside of one, and text before the first cell."""
    collector = Collector()
    collector.open_row()
    collector.open_cell()
    collector.skip_columns(1)
    collector.close_table()
    collector.add(draft("a."))
    collector.open_table()
    collector.add(draft("b."))
    assert [block.text for block in collector.blocks()] == ["a.", "b."]


def test_only_the_first_paragraph_of_a_note_has_its_number() -> None:
    """Empty ones are none."""
    notes = as_note([draft(" "), draft("Uno."), draft("Due.", "list-item", 2)], "3")
    assert [(note.kind, note.level, dict(note.attributes)) for note in notes] == [
        ("footnote", None, {"label": "3"}),
        ("footnote", None, {}),
    ]


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        ("title", 4, 1),
        ("heading", 0, 1),
        ("heading", 9, 6),
        ("list-item", 9, 9),
        ("quote", 2, None),
    ],
)
def test_levels_are_what_a_block_may_have(
    kind: BlockKind, level: int, expected: int | None
) -> None:
    """Headings go to six, other kinds have none."""
    assert level_of(kind, level) == expected


def test_what_is_empty_is_no_metadata() -> None:
    """Nor is a label."""
    assert metadata_of(title="A", author="") == {"title": "A"}
    assert dict(labelled("")) == {}
    assert Block("list-item", "a", 1, (), labelled("1.")).attributes["label"] == "1."
