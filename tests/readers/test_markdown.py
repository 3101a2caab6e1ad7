"""Markdown to blocks with spans, and its metadata."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Block, Span, clean_text
from pipeline.errors import EmptySourceError, SourceError, TooDeepSourceError
from pipeline.readers.markdown import blocks_of, read

ARTICLE = Path(__file__).resolve().parents[1] / "data" / "readers" / "article.md"


def marked(block: Block) -> list[tuple[str, str, str]]:
    """Return type, text and target of a block's spans."""
    return [(span.type, block.text[span.start : span.end], span.target) for span in block.spans]


def test_every_construct_becomes_the_block_that_the_docstring_says() -> None:
    """Headings, paragraphs, captions, lists, quotes and cells stay; code and HTML go."""
    blocks = read(ARTICLE.read_bytes(), "article.md").blocks
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("title", 1, "La fontana torna a cantare"),
        (
            "paragraph",
            None,
            (
                "Dopo undici mesi di silenzio la fontana è tornata a funzionare. "
                "Lo dice il comune, con il modulo F-24."
            ),
        ),
        ("caption", None, "La piazza ieri mattina"),
        ("caption", None, "La banda del paese davanti alla fontana"),
        ("caption", None, "(Foto: archivio)"),
        ("heading", 2, "Che cosa cambia"),
        ("list-item", 1, "Si può bere."),
        ("list-item", 2, "Anche d’inverno."),
        ("list-item", 2, "Ma piano."),
        ("list-item", 1, "Si può guardare."),
        ("list-item", 1, "Terzo punto"),
        ("list-item", 1, "Quarto punto"),
        ("quote", None, "«Non l’ho mai vista così» dice la fioraia."),
        ("table-cell", None, "Mese"),
        ("table-cell", None, "Litri"),
        ("table-cell", None, "aprile"),
        ("table-cell", None, "1.200"),
        ("table-cell", None, "maggio"),
        ("paragraph", None, "Pubblicità"),
        ("paragraph", None, "Un capoverso rientrato per abitudine."),
        ("heading", 1, "Un altro titolo"),
    ]


def test_spans_and_attributes_hold_what_the_text_lost() -> None:
    """Emphasis, links, code, numbers of items, rows and columns."""
    blocks = read(ARTICLE.read_bytes(), "article.md").blocks
    assert marked(blocks[0]) == [("emphasis", "torna", "")]
    assert marked(blocks[1]) == [
        ("strong", "undici mesi", ""),
        ("link", "comune", "https://example.org/fontana"),
        ("code", "F-24", ""),
    ]
    assert [block.attributes.get("label") for block in blocks[10:12]] == ["3.", "4."]
    assert dict(blocks[16].attributes) == {"table": "1", "row": "2", "column": "2"}


def test_metadata_comes_from_the_front_matter() -> None:
    """The heading makes the title, the rest is kept."""
    article = read(ARTICLE.read_bytes(), "article.md")
    assert article.title == "La fontana torna a cantare"
    assert dict(article.metadata) == {"author": "La redazione", "date": "2024-05-03"}


def test_a_title_in_the_front_matter_serves_where_there_is_no_heading() -> None:
    """It becomes a block, so that it is translated."""
    article = read(b"---\ntitle: Il pane\n---\nTesto.", "x.md")
    assert article.title == "Il pane"
    assert article.blocks[0] == Block("title", "Il pane", level=1)


def test_an_emphasised_line_right_under_a_picture_is_its_caption() -> None:
    """Elsewhere it is a paragraph."""
    blocks = blocks_of("*Primo*\n\n![x](x.png)\n\n*Secondo*\n\n*Terzo*")
    assert [block.kind for block in blocks] == ["paragraph", "caption", "paragraph"]


def test_spans_count_code_points_of_the_composed_text() -> None:
    """A letter and its combining accent are one."""
    (block,) = blocks_of("e\u0301 **e\u0301 \U0001f600** e *fine*")
    assert block.text == "é é \U0001f600 e fine"
    assert block.spans == (Span(2, 5, "strong"), Span(8, 12, "emphasis"))


def test_a_deep_list_is_read_to_its_bottom() -> None:
    """No level is dropped, as the parser would do on its own settings."""
    blocks = blocks_of("".join(f"{'  ' * depth}- voce\n" for depth in range(30)))
    assert [block.level for block in blocks] == list(range(1, 31))


def test_a_break_in_html_is_a_space() -> None:
    """Two words do not become one."""
    assert [block.text for block in blocks_of("uno<br>due <b>tre</b>")] == ["uno due tre"]


@pytest.mark.parametrize("text", ["", "\n \n", "<!-- nota -->", "```\ncodice\n```", "![x](y.png)"])
def test_a_file_without_prose_is_empty(text: str) -> None:
    """Code, comments and pictures alone are no article."""
    with pytest.raises(EmptySourceError):
        read(text.encode(), "x.md")


FRAGMENTS = ["# ", "## ", "- ", "1. ", "> ", "*", "**", "`", "```\n", "[", "](", ")", "![", "<b>"]
FRAGMENTS += [
    "\n",
    "\n\n",
    "    ",
    "| a | b |\n|---|---|\n",
    "---\n",
    "a: b\n",
    "&amp;",
    "\\",
    "\t",
]
FRAGMENTS += ["parola", "e\u0301", "(Foto: x)", "<!--", "-->", "http://[", "\u2028"]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3)).map("".join))
def test_any_text_gives_clean_blocks_or_a_source_error(text: str) -> None:
    """Blocks can stand in an article, and spans hold something."""
    try:
        article = read(text.encode("utf-8", errors="replace"), "x.md")
    except SourceError:
        return
    for block in article.blocks:
        assert block.text == clean_text(block.text)
        assert all(block.text[span.start : span.end].strip() for span in block.spans)


WORDS = st.lists(st.sampled_from(["uno", "due", "è", "e\u0301", "città"]), min_size=1, max_size=4)
PIECES = st.lists(st.tuples(st.sampled_from(["", "*", "**", "`"]), WORDS), min_size=1)


@given(PIECES)
def test_spans_lie_over_the_words_that_were_marked(pieces: list[tuple[str, list[str]]]) -> None:
    """Whatever stands before them."""
    types = {"*": "emphasis", "**": "strong", "`": "code"}
    source = " ".join(f"{mark}{' '.join(words)}{mark}" for mark, words in pieces)
    (block,) = blocks_of(source)
    assert marked(block) == [
        (types[mark], clean_text(" ".join(words)), "") for mark, words in pieces if mark
    ]


def test_what_is_nested_too_deep_is_refused() -> None:
    """The parser would leave out what is deeper, and nobody would know."""
    items = "\n".join("  " * depth + f"- voce {depth}" for depth in range(60))
    with pytest.raises(TooDeepSourceError, match=r"a\.md has lists or quotes nested too deep"):
        read(items.encode(), "a.md")
