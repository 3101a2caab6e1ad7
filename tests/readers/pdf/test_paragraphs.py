"""Lines to paragraphs."""

import pytest

from pipeline.readers.pdf.layout import Line
from pipeline.readers.pdf.paragraphs import Paragraph, PlacedLine, paragraphs_of, text_of
from pipeline.readers.pdf.words import Word

WIDTH = 200.0


def line(  # noqa: PLR0913 - what a line looks like
    text: str,
    baseline: float,
    *,
    page: int = 0,
    left: float = 0.0,
    indent: float = 0.0,
    short: float = 0.0,
    size: float = 10.0,
    bold: bool = False,
) -> PlacedLine:
    """Return a line of one word in a column of 200 points."""
    word = Word(text, left + indent, left + WIDTH - short, baseline, size, is_bold=bold)
    return PlacedLine(Line((word,), left, left + WIDTH), page)


def texts(*lines: PlacedLine) -> list[str]:
    """Return the paragraphs that lines make."""
    return [text_of(paragraph, set())[0] for paragraph in paragraphs_of(lines)]


FULL = [line("Prima riga di tutte,", 300), line("seconda riga", 288), line("e terza.", 276)]


@pytest.mark.parametrize(
    ("following", "paragraphs"),
    [
        (line("che va avanti", 264), 1),
        (line("Va avanti", 264), 1),
        (line("Comincia", 258), 2),
        (line("Comincia", 264, indent=10), 2),
        (line("Comincia", 264, size=14), 2),
        (line("Comincia", 264, bold=True), 2),
        (line("• Comincia", 264), 2),
        (line("Al centro", 264, indent=80), 1),
        (line("Altra colonna", 300, left=220, indent=10), 2),
        (line("Altra pagina", 300, page=1), 2),
    ],
    ids=["small", "full", "gap", "indent", "size", "bold", "bullet", "centre", "column", "page"],
)
def test_what_begins_a_paragraph(following: PlacedLine, paragraphs: int) -> None:
    """White above it, indentation, another size, a bullet, a new column."""
    assert len(texts(*FULL, following)) == paragraphs


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    """One that ends none does not."""
    assert len(texts(line("Finisce.", 300, short=60), line("Comincia", 288))) == 2
    assert len(texts(line("Non finisce", 300, short=60), line("Ancora", 288))) == 1


@pytest.mark.parametrize("place", [{"page": 1}, {"left": 220.0}])
def test_a_sentence_runs_on_over_columns_and_pages(place: dict[str, float]) -> None:
    """Also a broken word."""
    page, left = int(place.get("page", 0)), place.get("left", 0.0)
    lines = [line("La città si ri-", 100), line("sveglia piano.", 300, page=page, left=left)]
    assert texts(*lines) == ["La città si risveglia piano."]


def test_where_paragraphs_are_indented_a_new_page_without_indentation_goes_on() -> None:
    """Even where the page before ends with a sentence."""
    lines = [
        line("Uno.", 300, short=90),
        line("Due comincia", 288, indent=10),
        line("e finisce.", 276, short=90),
        line("Tre comincia", 264, indent=10),
        line("e qui finisce una frase.", 252),
        line("Ma non il capoverso.", 300, page=1),
    ]
    assert texts(*lines)[-1] == "Tre comincia e qui finisce una frase. Ma non il capoverso."


def test_items_hang_behind_their_numbers() -> None:
    """Their second lines are indented and begin nothing."""
    lines = [
        line("1. Aprire le", 300),
        line("imposte.", 288, indent=15, short=90),
        line("2. Chiudere", 276),
        line("Le porte.", 264, indent=15),
        line("3. Uscire.", 252),
    ]
    assert texts(*lines) == ["1. Aprire le imposte.", "2. Chiudere Le porte.", "3. Uscire."]


def test_a_short_item_ends_at_a_semicolon_even_before_a_new_page() -> None:
    """The next begins with a small letter."""
    lines = [
        line("il pane;", 300, indent=30, short=90),
        line("il vino;", 283, indent=30, short=90),
        line("il sale.", 300, indent=30, page=1),
    ]
    assert texts(*lines) == ["il pane;", "il vino;", "il sale."]


def raised(figure: str) -> Paragraph:
    """Return a paragraph with a raised figure in it."""
    words = (
        Word("guado.", 0, 30, 300, 10),
        Word(figure, 30, 33, 304, 6),
        Word("Poi", 36, 50, 300, 10),
    )
    return Paragraph((PlacedLine(Line(words, 0, WIDTH), 0),))


def test_a_raised_figure_goes_where_it_names_a_footnote_and_stays_raised_elsewhere() -> None:
    """So that no number is taken for a part of the text, and no square for a two."""
    assert text_of(raised("1"), set(), {"1"})[0] == "guado. Poi"
    assert text_of(raised("2"), set(), {"1"})[0] == "guado.² Poi"


def test_emphasis_is_kept_unless_everything_has_it() -> None:
    """Places are those of the joined text."""
    words = (Word("La", 0, 9, 300, 10), Word("dolce", 12, 30, 300, 10, is_italic=True))
    more = (Word("vita", 0, 20, 288, 10, is_italic=True), Word("va", 23, 30, 288, 10))
    paragraph = Paragraph(tuple(PlacedLine(Line(part, 0, WIDTH), 0) for part in (words, more)))
    text, spans = text_of(paragraph, set())
    assert text == "La dolce vita va"
    assert [(span.type, text[span.start : span.end]) for span in spans] == [
        ("emphasis", "dolce vita")
    ]
    whole = Paragraph((PlacedLine(Line(words[1:], 0, WIDTH), 0),))
    assert text_of(whole, set())[1] == ()
