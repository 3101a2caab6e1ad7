"""Words and metadata of PDF files, and the files that give none."""

from pathlib import Path

import pytest

from pipeline.errors import DamagedSourceError, ProtectedSourceError, TooManyBlocksError
from pipeline.readers.pdf import document as document_module
from pipeline.readers.pdf.document import read_document
from tests.readers.pdf.pdf_files import lines_at, pdf_of

FOLDER = Path(__file__).resolve().parents[2] / "data" / "readers" / "pdf"


def words(raw: bytes) -> list[str]:
    """Return the words of the first page."""
    return [word.text for word in read_document(raw, "x.pdf").pages[0].words]


def test_words_have_places_sizes_and_styles() -> None:
    """Lengths are points from the bottom left."""
    (page,) = read_document(pdf_of(lines_at(["Una prova"], size=20)), "x.pdf").pages
    first, second = page.words
    assert (first.text, first.size, first.is_bold, first.is_italic) == ("Una", 20.0, False, False)
    assert (round(first.left), round(first.baseline)) == (40, 360)
    assert second.left > first.right
    assert page.height == 400


def test_bold_and_italics_are_seen() -> None:
    """By the font's name or its flags."""
    (page,) = read_document((FOLDER / "due-colonne.pdf").read_bytes(), "x.pdf").pages
    assert page.words[0].is_bold
    assert not page.words[0].is_italic
    assert next(word for word in page.words if word.text == "Dipartimento").is_italic


def test_metadata_is_taken_over() -> None:
    """Title, author and day."""
    metadata = read_document((FOLDER / "due-colonne.pdf").read_bytes(), "x.pdf").metadata
    assert metadata == {
        "title": "La memoria dei pozzi: acqua e comunità nell’altopiano",
        "author": "Dipartimento di studi territoriali",
        "date": "2026-11-24",
    }


@pytest.mark.parametrize("title", ["articolo.docx", "Microsoft Word - a", "Untitled", "Documento1"])
def test_what_programs_write_for_a_title_is_none(title: str) -> None:
    """Nobody gave it."""
    page = lines_at(["Una prova"])
    assert read_document(pdf_of(page, title=title), "x.pdf").metadata == {}
    sound = read_document(pdf_of(page, title="Documenti e ricordi"), "x.pdf").metadata
    assert sound == {"title": "Documenti e ricordi"}


def test_letters_far_apart_are_words_of_their_own() -> None:
    """Some programs draw no spaces."""
    assert words(pdf_of("BT /F 10 Tf 40 300 Td [(due)-600(parole)] TJ ET")) == ["due", "parole"]
    assert words(pdf_of("BT /F 10 Tf 40 300 Td [(in)-20(sieme)] TJ ET")) == ["insieme"]


def test_ligatures_are_taken_apart() -> None:
    """So that the lexicon knows the words."""
    font = "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >>"
    assert words(pdf_of("BT /F 10 Tf 40 300 Td (\x01ume) Tj ET", font=font)) == ["fiume"]


def test_a_stamp_across_the_page_is_left_out() -> None:
    """So is text along an edge."""
    stamp = "BT /F 30 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (BOZZA) Tj ET"
    edge = "BT /F 8 Tf 0 1 -1 0 20 100 Tm (archivio) Tj ET"
    assert words(pdf_of("\n".join([lines_at(["Il testo"]), stamp, edge]))) == ["Il", "testo"]


def test_a_page_that_lies_on_its_side_is_read_all_the_same() -> None:
    """The direction of most of the text is the page's."""
    content = "BT /F 10 Tf 0 1 -1 0 60 40 Tm (prima riga) Tj ET\n"
    content += "BT /F 10 Tf 0 1 -1 0 72 40 Tm (seconda) Tj ET"
    (page,) = read_document(pdf_of(content, rotate=90), "x.pdf").pages
    prima, riga, seconda = page.words
    assert (prima.text, riga.text, seconda.text) == ("prima", "riga", "seconda")
    assert prima.right < riga.left
    assert prima.baseline == riga.baseline > seconda.baseline


def test_a_password_is_asked_for_and_said() -> None:
    """The remedy is to save it without one."""
    raw = (FOLDER / "con-password.pdf").read_bytes()
    with pytest.raises(ProtectedSourceError, match=r"x\.pdf is protected .*without a password"):
        read_document(raw, "x.pdf")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_file_cut_off_is_damaged(share: float) -> None:
    """It names the file."""
    raw = (FOLDER / "libro.pdf").read_bytes()
    with pytest.raises(
        DamagedSourceError, match=r"x\.pdf cannot be understood \(it is no complete"
    ):
        read_document(raw[: int(len(raw) * share)], "x.pdf")


def test_a_file_without_pages_is_damaged() -> None:
    """There is nothing to read."""
    with pytest.raises(DamagedSourceError, match="it is no complete PDF"):
        read_document(pdf_of(), "x.pdf")


@pytest.mark.parametrize(("limit", "value"), [("MAX_PAGES", 1), ("MAX_CHARACTERS", 9)])
def test_pages_and_characters_are_bounded(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More is no article."""
    monkeypatch.setattr(document_module, limit, value)
    with pytest.raises(TooManyBlocksError, match=r"x\.pdf has"):
        read_document(pdf_of(lines_at(["Una prova"]), lines_at(["Due prove"])), "x.pdf")
