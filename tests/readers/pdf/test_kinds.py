"""What the paragraphs of a PDF are."""

import pytest

from pipeline.readers.pdf.kinds import blocks_of
from pipeline.readers.pdf.layout import Line
from pipeline.readers.pdf.paragraphs import PlacedLine
from pipeline.readers.pdf.words import Word

PROSE = "Il fiume scende piano e passa sotto i ponti della città. " * 3


class Sheet:
    """Pages of one column, written from top to bottom."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.lines: list[PlacedLine] = []
        self.page = 0
        self.height = 500.0

    def write(self, text: str, size: float = 10.0, *, bold: bool = False) -> None:
        """Write a paragraph of lines of eight words, with white above it."""
        self.height -= size
        words = text.split()
        for start in range(0, len(words), 8):
            self.height -= 1.2 * size
            self.write_line(words[start : start + 8], size, bold=bold)

    def write_line(self, texts: list[str], size: float, *, bold: bool) -> None:
        """Write a line; a letter is a point wide."""
        words, left = [], 0.0
        for text in texts:
            words.append(Word(text, left, left + len(text), self.height, size, is_bold=bold))
            left += len(text) + size / 4
        self.lines.append(PlacedLine(Line(tuple(words), 0.0, 70.0), self.page))

    def turn(self) -> None:
        """Begin a new page."""
        self.page += 1
        self.height = 500.0

    def read(self, title: str = "") -> list[tuple[str, int | None, str]]:
        """Return kind, level and text of the blocks."""
        return [
            (block.kind, block.level, block.text.strip()) for block in blocks_of(self.lines, title)
        ]


def test_headings_are_ranked_by_size_and_the_largest_is_the_title() -> None:
    """Bold ones of the usual size come last."""
    sheet = Sheet()
    sheet.write("Torna il sereno", 30)
    sheet.write(PROSE)
    sheet.write("Il meteo", 14)
    sheet.write(PROSE)
    sheet.write("Le previsioni", bold=True)
    sheet.write(PROSE)
    assert [entry for entry in sheet.read() if entry[0] != "paragraph"] == [
        ("title", 1, "Torna il sereno"),
        ("heading", 2, "Il meteo"),
        ("heading", 3, "Le previsioni"),
    ]


def test_the_title_that_the_document_names_goes_first() -> None:
    """However large something else is; what stands above follows."""
    sheet = Sheet()
    sheet.write("2026", 40)
    sheet.write("Rapporto sui fiumi", 20)
    sheet.write(PROSE)
    assert sheet.read("rapporto sui fiumi")[:2] == [
        ("title", 1, "Rapporto sui fiumi"),
        ("paragraph", None, "2026"),
    ]


def test_two_headings_of_the_same_size_are_no_title() -> None:
    """Nor is a heading of a later page."""
    sheet = Sheet()
    sheet.write("Prima parte", 14)
    sheet.write(PROSE)
    sheet.write("Seconda parte", 14)
    sheet.write(PROSE)
    assert all(kind != "title" for kind, _, _ in sheet.read())


@pytest.mark.parametrize(
    ("text", "size", "bold", "kind"),
    [
        ("Un sommario in grande che finisce con un punto.", 14, False, "paragraph"),
        ("Attenzione.", 10, True, "paragraph"),
        ("La sala dopo il restauro", 8, False, "caption"),
        ("Figura 3 La sala dopo il restauro", 10, False, "caption"),
        ("Tab. 2: presenze nei mesi estivi.", 10, False, "caption"),
        ("(Foto: archivio comunale)", 10, False, "caption"),
        (PROSE * 3, 8, False, "paragraph"),
    ],
)
def test_size_and_words_tell_the_kind(text: str, size: float, bold: bool, kind: str) -> None:  # noqa: FBT001
    """Large but a sentence, small and short, or named as a figure."""
    sheet = Sheet()
    for _ in range(5):
        sheet.write(PROSE)
    sheet.write(text, size, bold=bold)
    sheet.write(PROSE)
    assert sheet.read()[5][0] == kind


def test_footnotes_follow_the_paragraph_that_runs_over_the_page() -> None:
    """They are told by their size, their place and their number."""
    sheet = Sheet()
    sheet.write(f"{PROSE} e poi")
    sheet.write("1 Così nelle mappe del Settecento;", 8)
    sheet.write("poi non più.", 8)
    sheet.write("2 Il ponte è del 1871.", 8)
    sheet.turn()
    sheet.write("va al mare.")
    sheet.write("Comincia altro.")
    blocks = blocks_of(sheet.lines)
    assert [block.kind for block in blocks] == ["paragraph", "footnote", "footnote", "paragraph"]
    assert blocks[0].text.endswith("e poi va al mare.")
    assert blocks[1].text == "Così nelle mappe del Settecento; poi non più."
    assert dict(blocks[2].attributes) == {"label": "2"}


def test_items_lose_their_marks_and_keep_their_numbers() -> None:
    """A number by itself makes no list, nor does a dash that opens a speech."""
    sheet = Sheet()
    for text in ("1. Aprire le imposte.", "2. Chiudere le porte.", PROSE, "• il pane", PROSE):
        sheet.write(text)
    for text in ("7. Un numero solo.", PROSE, "– Chi è? – chiese piano.", PROSE):
        sheet.write(text)
    blocks = blocks_of(sheet.lines)
    items = [(block.text, dict(block.attributes)) for block in blocks if block.kind == "list-item"]
    assert items == [
        ("Aprire le imposte.", {"label": "1."}),
        ("Chiudere le porte.", {"label": "2."}),
        ("il pane", {}),
    ]
    assert blocks[5].text == "7. Un numero solo."
    assert blocks[7].text == "– Chi è? – chiese piano."


def test_rows_of_a_table_become_cells() -> None:
    """One row by itself is a line with white in it, and a hanging number parts nothing."""
    sheet = Sheet()
    sheet.write(PROSE)
    for left, right in (("Voce", "Importo"), ("Quote", "18.000"), ("Spese", "14.900")):
        sheet.height -= 20
        words = (
            Word(left, 0, 20, sheet.height, 10.0, is_bold=left == "Voce"),
            Word(right, 50, 70, sheet.height, 10.0, is_bold=left == "Voce"),
        )
        sheet.lines.append(PlacedLine(Line(words, 0.0, 70.0), 0))
    sheet.write(PROSE)
    blocks = blocks_of(sheet.lines)
    assert [block.kind for block in blocks] == ["paragraph", *["table-cell"] * 6, "paragraph"]
    assert blocks[4].text == "18.000"
    assert dict(blocks[4].attributes) == {"table": "1", "row": "2", "column": "2"}


def test_nothing_gives_nothing() -> None:
    """No lines, no blocks."""
    assert blocks_of([]) == ()
