"""Lines of a plain text: blank ones, sentence ends, wrapped paragraphs."""

import textwrap

import pytest

from pipeline.readers.lines import Line, ends_sentence, paragraphs, split_lines, wrap_width

SENTENCE = (
    "Il comune ha deciso di riaprire la piscina dopo tre anni di lavori, con una vasca nuova e "
    "orari più lunghi per le scuole del quartiere e per gli anziani."
)
PARAGRAPHS = [f"{SENTENCE} Costerà di più.", f"Non tutti sono contenti. {SENTENCE}", SENTENCE]


def run(text: str) -> list[Line]:
    """Return the lines of a text without blank ones."""
    return [line for line in split_lines(text) if line.text]


@pytest.mark.parametrize("blank", ["", "  \t", "\u200b\ufeff", "\x01", "---", "* * *", "======"])
def test_what_shows_nothing_is_a_blank_line(blank: str) -> None:
    """White space, invisible characters and rows of dashes part paragraphs."""
    assert [line.text for line in split_lines(f"uno\n{blank}\ndue")] == ["uno", "", "due"]


@pytest.mark.parametrize("end", ["\n", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_separator_ends_a_line(end: str) -> None:
    """A page break or Unicode's own separators do not glue two lines together."""
    assert [line.text for line in split_lines(f"uno{end}due")] == ["uno", "due"]


def test_indentation_is_counted_in_columns() -> None:
    """A tab goes to the next multiple of four."""
    assert [line.indent for line in split_lines("a\n  b\n\tc\n  \td")] == [0, 2, 4, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Basta.", True),
        ("Davvero?”", True),
        ("Fine (quasi…)", True),
        ("e poi", False),
        ("disse:", False),
        ("«Vado»", False),
        ("", False),
    ],
)
def test_a_sentence_ends_in_a_stop_even_inside_quotes(text: str, expected: bool) -> None:  # noqa: FBT001 (a column of the table)
    """Closing quotes and brackets behind the stop do not hide it."""
    assert ends_sentence(text) is expected


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_wrapped_paragraphs_are_recognised_at_every_width(width: int) -> None:
    """Broken lines are joined, and the paragraphs are those that were wrapped."""
    runs = [run(textwrap.fill(text, width)) for text in PARAGRAPHS]
    found = wrap_width(runs)
    assert found is not None
    assert [paragraphs(lines, found) for lines in runs] == [[text] for text in PARAGRAPHS]


def test_wrapped_paragraphs_without_blank_lines_end_at_short_lines() -> None:
    """A short line that ends a sentence ends its paragraph."""
    texts = [SENTENCE, f"{SENTENCE} Costerà.", SENTENCE]
    lines = run("\n".join(textwrap.fill(text, 65) for text in texts))
    assert paragraphs(lines, wrap_width([lines])) == texts


def test_wrapped_paragraphs_begin_at_indented_lines() -> None:
    """The first line's indentation parts paragraphs as in a book."""
    text = "\n".join(textwrap.fill(text, 60, initial_indent="  ") for text in PARAGRAPHS)
    lines = run(text)
    assert paragraphs(lines, wrap_width([lines])) == PARAGRAPHS


def test_wrapped_speeches_begin_at_their_dash() -> None:
    """A dash behind a sentence's end opens a paragraph, one inside a sentence does not."""
    texts = [f"— Perché? {SENTENCE}", f"— Senta – disse – io non {SENTENCE}"]
    lines = run("\n".join(textwrap.fill(text, 50) for text in texts))
    assert paragraphs(lines, wrap_width([lines])) == texts


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        ["Prima frase.", "Seconda frase, più lunga.", "Terza frase, un poco più lunga ancora."],
        ["pane", "latte", "uova"],
        ["Torna il sole al Nord", "Borse in rialzo a Milano", "Il derby finisce pari"],
        ["Questo verso è breve", "e quest’altro, che lo segue, è lungo", "poi", "uno ancora lungo"],
        ["Una riga sola."],
    ],
)
def test_lines_that_are_paragraphs_stay_apart(lines: list[str]) -> None:
    """Long lines, whole sentences, headlines, verse and lists of words are not joined."""
    found = run("\n".join(lines))
    assert paragraphs(found, wrap_width([found])) == lines
