"""Whole PDF files, as programs print them, and the bytes that are none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DamagedSourceError, SourceError
from pipeline.readers import pdf
from tests.readers.pdf.pdf_files import lines_at, pdf_of

FOLDER = Path(__file__).resolve().parents[2] / "data" / "readers" / "pdf"


def shown(name: str) -> list[str]:
    """Return the blocks of a file: the letters that its kind begins with, level and opening."""
    blocks = pdf.read((FOLDER / name).read_bytes(), name).blocks
    return [f"{block.kind}{block.level or ''}: {block.text[:32]}" for block in blocks]


def test_a_newspaper_page_of_three_columns() -> None:
    """A masthead, a headline, a picture with its caption, headings in the columns."""
    assert shown("giornale.pdf") == [
        "title1: La diga vecchia torna a dare ene",
        "paragraph: Il Corriere della Valle",
        "paragraph: Dopo quarant’anni di silenzio le",
        "paragraph: Quando l’ultimo operaio spense l",
        "paragraph: L’impianto produrrà ogni anno un",
        "paragraph: «Non abbiamo costruito niente di",
        "caption: La sala delle turbine dopo il re",
        "heading2: Il conto della siccità",
        "paragraph: La scelta non era scontata. Nell",
        "paragraph: Per questo la produzione si conc",
        "paragraph: Restano le perplessità delle ass",
        "heading2: Un museo nella centrale",
        "paragraph: La vecchia casa del custode ospi",
        "paragraph: L’apertura è prevista per la fin",
        "paragraph: Chi ha lavorato qui da ragazzo è",
    ]


def test_broken_words_are_whole_again() -> None:
    """Also from column to column and from page to page."""
    for name in ("giornale.pdf", "due-colonne.pdf", "rapporto.pdf", "libro.pdf"):
        text = " ".join(block.text for block in pdf.read((FOLDER / name).read_bytes(), name).blocks)
        assert "-" not in text
        assert "\xad" not in text
    assert "Secondo i tecnici dell’agenzia regionale, le simulazioni mostrano che" in " ".join(
        block.text for block in pdf.read((FOLDER / "giornale.pdf").read_bytes(), "x").blocks
    )


def test_a_paper_of_two_columns() -> None:
    """Headings are bold and of the usual size."""
    assert shown("due-colonne.pdf") == [
        "title1: La memoria dei pozzi: acqua e co",
        "paragraph: Dipartimento di studi territoria",
        "heading2: 1. Introduzione",
        "paragraph: Per secoli l’altopiano ha vissut",
        "paragraph: Questo articolo ricostruisce le ",
        "heading2: 2. Le fonti",
        "paragraph: Gli statuti esaminati sono quara",
        "paragraph: Le interviste, ventitré in tutto",
        "heading2: 3. Le regole",
        "paragraph: Ogni famiglia aveva diritto a du",
        "paragraph: Le violazioni erano punite con g",
        "heading2: 4. Discussione",
        "paragraph: Il confronto con altre comunità ",
        "paragraph: Resta da spiegare perché il sist",
    ]


def test_a_report_with_running_heads_and_feet() -> None:
    """They are gone, and what they parted is whole."""
    blocks = pdf.read((FOLDER / "rapporto.pdf").read_bytes(), "rapporto.pdf").blocks
    text = "\n".join(block.text for block in blocks)
    assert "pagina" not in text
    assert "Rapporto triennale" not in text
    assert [block.text for block in blocks if block.kind in ("title", "heading")] == [
        "Le biblioteche comunali: rapporto triennale",
        "1. Premessa",
        "2. Gli iscritti",
        "3. I prestiti",
        "4. Le attività",
        "5. Conclusioni",
    ]
    assert "dopo le venti, dove la sede è aperta." in [block.text for block in blocks]


def test_a_page_of_a_book_with_footnotes() -> None:
    """The paragraph that runs over the page is one, and its notes follow it."""
    blocks = pdf.read((FOLDER / "libro.pdf").read_bytes(), "libro.pdf").blocks
    assert [block.kind for block in blocks] == [
        "title",
        *["paragraph"] * 6,
        "footnote",
        "footnote",
        "paragraph",
        "footnote",
    ]
    assert blocks[2].text.endswith(
        "più avanti c’era soltanto il guado. Chi arrivava di sera "
        "vedeva prima la luce della cucina e poi, molto dopo, la casa."
    )
    assert "con la candela in mezzo. La cassa era aperta." in blocks[6].text


@pytest.mark.parametrize("page", ["", "0 0 400 400 re f", lines_at(["12"])])
def test_a_scan_without_text_says_what_to_do(page: str) -> None:
    """It needs text recognition first."""
    with pytest.raises(DamagedSourceError, match=r"x\.pdf .*pictures without text.*OCRmyPDF"):
        pdf.read(pdf_of(page, page), "x.pdf")


def test_letters_without_meaning_are_no_text() -> None:
    """Some programs embed fonts that say nothing of their letters."""
    names = " ".join(f"/g{number}" for number in range(65, 123))
    font = f"/Encoding << /Type /Encoding /Differences [65 {names}] >>"
    garbled = lines_at(["Oflw nmxw bm tyctkc fyesl bysbo"] * 3)
    with pytest.raises(DamagedSourceError, match="fonts do not say what their letters mean"):
        pdf.read(pdf_of(garbled, font=font), "x.pdf")
    plain = lines_at(["Una riga di lettere con un senso"] * 3)
    assert pdf.read(pdf_of(plain, font=font), "x.pdf").blocks[0].text.startswith("Una riga di")


@pytest.mark.parametrize("raw", [b"", b"Solo testo.", b"%PDF-1.7", b"\x00" * 99])
def test_what_is_no_pdf_is_refused(raw: bytes) -> None:
    """Whatever its name is."""
    with pytest.raises(DamagedSourceError, match=r"^x\.pdf cannot be understood"):
        pdf.read(raw, "x.pdf")


@settings(max_examples=30)
@given(st.data())
def test_damaged_bytes_raise_nothing_but_our_own(data: st.DataObject) -> None:
    """Wherever a file is damaged."""
    raw = bytearray(pdf_of(lines_at(["Il fiume scende piano e passa sotto i ponti."] * 5)))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] = data.draw(st.integers(0, 255))
    try:
        blocks = pdf.read(bytes(raw), "x.pdf").blocks
    except SourceError:
        return
    assert len(blocks) > 0
