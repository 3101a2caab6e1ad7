"""Word documents to blocks, whatever program made them."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import (
    DamagedSourceError,
    EmptySourceError,
    OldFormatError,
    ProtectedSourceError,
    SourceError,
)
from pipeline.exports import docx as export
from pipeline.exports.units import ExportOptions
from pipeline.readers.docx import read
from tests.export_documents import document
from tests.readers.office_files import archive, docx, marked, shown
from tests.readers.word_elements import paragraph

FILES = Path(__file__).resolve().parents[1] / "data" / "readers" / "docx"
BY_LIBREOFFICE = (FILES / "biblioteca.docx").read_bytes()
BY_PYTHON_DOCX = (FILES / "ponte.docx").read_bytes()


def test_a_document_of_libreoffice_is_read_whole() -> None:
    """Deletions, comments and hidden text are gone, the rest stands in its place."""
    article = read(BY_LIBREOFFICE, "biblioteca.docx")
    opening = (
        "La chiatta è ormeggiata da lunedì davanti al mercato e ospita quattromila volumi. "
        "Si possono prendere in prestito anche le carte nautiche."
    )
    assert shown(article) == [
        ("title", "La biblioteca sull’acqua"),
        ("paragraph", opening),
        ("footnote", "Il catalogo completo è sul sito del comune."),
        ("heading", "Come funziona"),
        ("paragraph", "La tessera costa cinque euro e si fa allo sportello, in dieci minuti."),
        ("heading", "Gli orari"),
        ("list-item", "Nei giorni feriali dalle nove alle diciannove"),
        ("list-item", "d’estate fino alle ventuno"),
        ("list-item", "La domenica soltanto la mattina"),
        ("paragraph", "Per prenotare un libro bastano tre passi:"),
        ("list-item", "cercare il titolo;"),
        ("list-item", "scegliere il giorno;"),
        ("list-item", "di mattina"),
        ("list-item", "di pomeriggio"),
        ("list-item", "aspettare il messaggio."),
        ("quote", "«Il fiume porta i libri dove la strada non arriva» dice la bibliotecaria."),
        ("paragraph", "I numeri del primo mese sono incoraggianti."),
        ("paragraph", "Il prestito dura trenta giorni."),
        ("table-cell", "Quartiere"),
        ("table-cell", "Prestiti"),
        ("table-cell", "Porto"),
        ("table-cell", "312"),
        ("table-cell", "in aumento"),
        ("table-cell", "Darsena"),
        ("table-cell", "stabili da un anno"),
        ("caption", "Figura 1. La chiatta al tramonto"),
        # LibreOffice loses that this section is hidden.
        ("paragraph", "Questa sezione è nascosta."),
        ("paragraph", "Il servizio resterà attivo fino a settembre."),
        ("footnote", "Salvo piene del fiume."),
    ]
    assert dict(article.metadata) == {
        "title": "La biblioteca sull’acqua",
        "author": "Ufficio stampa del comune",
        "date": "2025-03-14",
        "language": "it-IT",
    }


def test_spans_levels_and_labels_of_a_document_of_libreoffice() -> None:
    """What the text alone does not say."""
    blocks = read(BY_LIBREOFFICE, "biblioteca.docx").blocks
    assert marked(blocks[1]) == [("strong", "quattromila", ""), ("emphasis", "carte nautiche", "")]
    assert marked(blocks[4]) == [("link", "allo sportello", "https://example.org/tessera")]
    labels = [(block.level, block.attributes.get("label")) for block in blocks[10:15]]
    assert labels == [(1, "1."), (1, "2."), (2, "a)"), (2, "b)"), (1, "3.")]
    assert [block.attributes.get("label") for block in blocks if block.kind == "footnote"] == [
        "1",
        "1",
    ]


def test_a_document_of_python_docx_is_read_whole() -> None:
    """Built-in styles, merged cells, a picture with its caption, a box; no header and footer."""
    article = read(BY_PYTHON_DOCX, "ponte.docx")
    assert shown(article) == [
        ("title", "Un ponte per due sponde"),
        (
            "paragraph",
            "Il ponte di legno fra le due frazioni riapre sabato dopo otto mesi di lavori.",
        ),
        ("paragraph", "La passerella è lunga ottanta metri e regge un’ambulanza."),
        ("heading", "Che cosa cambia"),
        ("list-item", "Si passa a piedi e in bicicletta."),
        ("list-item", "Le auto restano sulla statale."),
        ("paragraph", "Le deroghe sono due:"),
        ("list-item", "mezzi di soccorso"),
        ("list-item", "trattori, la mattina"),
        ("quote", "«Aspettavamo questo giorno da un anno» dice il parroco."),
        ("table-cell", "Tratto"),
        ("table-cell", "Lavori"),
        ("table-cell", "Campata centrale"),
        ("table-cell", "travi"),
        ("table-cell", "sostituite"),
        ("table-cell", "parapetto"),
        ("table-cell", "rinforzato"),
        ("paragraph", "Il costo è di quattrocentomila euro."),
        ("caption", "La campata vista dalla riva"),
        ("caption", "Tabella 1. I lavori per tratto"),
    ]
    last = article.blocks[16]
    assert dict(last.attributes) == {"table": "1", "row": "3", "column": "3"}


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (_OLE + "WordDocument".encode("utf-16-le"), OldFormatError, "old Word document"),
        (
            _OLE + "EncryptedPackage".encode("utf-16-le"),
            ProtectedSourceError,
            "asks for a password",
        ),
        (_OLE, DamagedSourceError, "no Word document"),
        ((FILES / "biblioteca.doc").read_bytes(), OldFormatError, "old Word document"),
        ((FILES / "protetto.docx").read_bytes(), ProtectedSourceError, "asks for a password"),
        (b"", DamagedSourceError, "no ZIP archive"),
        (b"Testo semplice.", DamagedSourceError, "no ZIP archive"),
        (archive({"a.xml": "<a/>"}), DamagedSourceError, "no Word document"),
        (docx("").replace(b"document", b"workbook"), DamagedSourceError, "no Word document"),
        (docx(""), EmptySourceError, "holds no text"),
        (docx(paragraph("<w:r>" * 300 + "</w:r>" * 300)), DamagedSourceError, "no sound XML"),
    ],
    ids="old password ole doc locked empty text archive other blank deep".split(),
)
def test_what_is_no_document_is_refused(raw: bytes, error: type[SourceError], message: str) -> None:
    """In one line that names the file."""
    with pytest.raises(error, match=message) as caught:
        read(raw, "x.docx")
    assert str(caught.value).startswith("x.docx ")


@pytest.mark.parametrize("raw", [BY_LIBREOFFICE, BY_PYTHON_DOCX], ids=["libreoffice", "python"])
def test_a_document_cut_off_anywhere_is_refused(raw: bytes) -> None:
    """The table of contents of a ZIP archive stands at its end."""
    for length in range(0, len(raw), 997):
        with pytest.raises(DamagedSourceError):
            read(raw[:length], "x.docx")


def test_our_own_documents_are_read() -> None:
    """Somebody will try it."""
    file = BytesIO()
    export.write([document(("Piove.", "It rains."))], file, ExportOptions())
    assert "Piove." in [block.text for block in read(file.getvalue(), "x.docx").blocks]


_NAMES = """
    w:p w:pPr w:r w:rPr w:t w:tbl w:tr w:tc w:tcPr w:trPr w:vMerge w:gridSpan w:hyperlink w:sdt
    w:sdtPr w:fldChar w:fldSimple w:instrText w:txbxContent mc:AlternateContent mc:Choice
    mc:Fallback w:footnoteReference w:endnoteReference w:numPr w:ilvl w:numId w:outlineLvl
    w:pStyle w:sym w:del w:framePr w:br pic:pic w:style w:name w:basedOn w:abstractNum w:lvl
    w:lvlText w:num w:footnote
""".split()
_ATTRIBUTES = st.sampled_from(
    [
        "",
        'w:val="1"',
        'w:val="99999999999"',
        'w:fldCharType="begin"',
        'w:fldCharType="separate"',
        'w:fldCharType="end"',
        'w:id="1" w:numId="1" w:styleId="1"',
        'w:char="zz" w:instr="TOC"',
    ]
)
_ELEMENTS = st.recursive(
    st.sampled_from(["testo", ""]),
    lambda inside: st.builds(
        lambda name, attributes, parts: f"<{name} {attributes}>{''.join(parts)}</{name}>",
        st.sampled_from(_NAMES),
        _ATTRIBUTES,
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@given(_ELEMENTS, _ELEMENTS, _ELEMENTS, _ELEMENTS)
def test_any_elements_are_an_article_or_a_source_error(
    body: str, styles: str, numbering: str, footnotes: str
) -> None:
    """Wherever they stand."""
    raw = docx(body, styles=styles, numbering=numbering, footnotes=footnotes)
    with suppress(SourceError):
        assert read(raw, "x.docx").blocks
