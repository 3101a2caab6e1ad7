"""OpenDocument texts to blocks, zipped and flat."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import (
    DamagedSourceError,
    EmptySourceError,
    ProtectedSourceError,
    SourceError,
)
from pipeline.readers.odt import read
from tests.readers.office_files import archive, fodt, marked, odt, shown

FILES = Path(__file__).resolve().parents[1] / "data" / "readers" / "odt"
BY_HAND = (FILES / "biblioteca.fodt").read_bytes()
BY_LIBREOFFICE = (FILES / "biblioteca.odt").read_bytes()


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, inside: str = "", parent: str = "", family: str = "paragraph") -> str:
    """Return a style."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}">{inside}</style:style>'
    )


def texts(body: str, styles: str = "") -> list[str]:
    """Return the texts of a document with this body."""
    return [text for _, text in shown(read(fodt(body, styles), "x.fodt"))]


@pytest.mark.parametrize("raw", [BY_HAND, BY_LIBREOFFICE], ids=["flat", "libreoffice"])
def test_a_document_is_read_whole(raw: bytes) -> None:
    """Deletions, comments, hidden text and sections are gone, the rest stands in its place."""
    article = read(raw, "biblioteca.odt")
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
        ("paragraph", "Il servizio resterà attivo fino a settembre."),
        ("footnote", "Salvo piene del fiume."),
    ]
    assert dict(article.metadata) == {
        "title": "La biblioteca sull’acqua",
        "author": "Ufficio stampa del comune",
        "date": "2025-03-14",
        "language": "it-IT",
    }


@pytest.mark.parametrize("raw", [BY_HAND, BY_LIBREOFFICE], ids=["flat", "libreoffice"])
def test_spans_levels_labels_and_places_of_a_document(raw: bytes) -> None:
    """What the text alone does not say."""
    blocks = read(raw, "biblioteca.odt").blocks
    assert marked(blocks[1]) == [("strong", "quattromila", ""), ("emphasis", "carte nautiche", "")]
    assert marked(blocks[4]) == [("link", "allo sportello", "https://example.org/tessera")]
    labels = [(block.level, block.attributes.get("label")) for block in blocks[10:15]]
    assert labels == [(1, "1."), (1, "2."), (2, "a)"), (2, "b)"), (1, "3.")]
    assert [blocks[place].attributes["label"] for place in (2, -1)] == ["1", "i"]
    assert dict(blocks[24].attributes) == {"table": "1", "row": "3", "column": "3"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (paragraph('a<text:s text:c="999999999"/>b<text:tab/>c<text:line-break/>d'), "a b c d"),
        (paragraph("a\n   b"), "a b"),
        (
            paragraph(
                "<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>"
            ),
            "a",
        ),
        (paragraph('<text:hidden-text text:is-hidden="true">a</text:hidden-text>b'), "b"),
        (paragraph("a<text:placeholder>b</text:placeholder>"), "a"),
        (paragraph("<text:hidden-paragraph text:is-hidden='true'/>a") + paragraph("b"), "b"),
        (paragraph("a<text:page-number>3</text:page-number>"), "a3"),
        (
            "<text:bibliography><text:index-body>"
            + paragraph("a")
            + "</text:index-body></text:bibliography>",
            "a",
        ),
        (
            "<text:table-of-content>"
            + paragraph("a")
            + "</text:table-of-content>"
            + paragraph("b"),
            "b",
        ),
        (paragraph("a", "N") + paragraph("b"), "b"),
    ],
    ids="spaces lines ruby hidden placeholder paragraph field sources contents style".split(),
)
def test_the_text_is_what_libreoffice_shows(body: str, found: str) -> None:
    """Fields by what they show, hidden text not at all."""
    hidden = style("N", '<style:text-properties text:display="none"/>')
    assert texts(body, hidden) == [found]


def test_bold_and_italics_come_from_the_style_and_those_around_it() -> None:
    """A span inside goes before the one around; bold of a named style stresses nothing."""
    styles = (
        style("I", '<style:text-properties fo:font-style="italic"/>', family="text")
        + style("B", '<style:text-properties fo:font-weight="700"/>', family="text")
        + style("N", '<style:text-properties fo:font-style="normal"/>', family="text")
        + style("P", '<style:text-properties fo:font-weight="bold"/>')
    )
    spans = {
        name: f'<text:span text:style-name="{name}">' for name in ("I", "B", "N", "Source_20_Text")
    }
    inside = f"{spans['I']}a{spans['B']}b</text:span>{spans['N']}c</text:span></text:span>d"
    blocks = read(fodt(paragraph(inside) + paragraph("e.", "P"), styles), "x.fodt").blocks
    assert marked(blocks[0]) == [("emphasis", "ab", ""), ("strong", "b", "")]
    assert marked(blocks[1]) == [("strong", "e.", "")]


def test_text_boxes_and_shapes_stand_behind_their_paragraph() -> None:
    """Each once, wherever in the paragraph they hang."""
    box = f"<draw:frame><draw:text-box>{paragraph('Riquadro.')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{paragraph('Forma.')}<draw:enhanced-geometry/></draw:custom-shape>"
    assert texts(paragraph(f"Testo{box}, e{shape} basta.")) == [
        "Testo, e basta.",
        "Riquadro.",
        "Forma.",
    ]


def _list(*items: str, attributes: str = 'text:style-name="L"') -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list {attributes}>{inside}</text:list>"


def test_numbers_of_items_are_those_that_libreoffice_shows() -> None:
    """They go on where the list says so; a second paragraph has none."""
    level = (
        '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="." '
        'text:display-levels="{}" text:start-value="{}"/>'
    )
    numbers = level.format(1, "1", 1, 3) + level.format(2, "I", 2, 1)
    styles = f'<text:list-style style:name="L">{numbers}</text:list-style>'
    inner = _list(paragraph("c."), attributes="")
    body = (
        _list(paragraph("a.") + paragraph("ancora a."), paragraph("b.") + inner)
        + paragraph("Testo.")
        + _list(paragraph("d."), attributes='text:style-name="L" text:continue-numbering="true"')
        + _list(_list(paragraph("e."), attributes=""))
        + _list(paragraph("f."), attributes='text:style-name="nessuno"')
    )
    blocks = read(fodt(body, styles), "x.fodt").blocks
    assert [(block.text, block.level, block.attributes.get("label", "")) for block in blocks] == [
        ("a.", 1, "3."),
        ("ancora a.", 1, ""),
        ("b.", 1, "4."),
        ("c.", 2, "4.I."),
        ("Testo.", None, ""),
        ("d.", 1, "5."),
        ("e.", 2, "2.I."),
        ("f.", 1, ""),
    ]


def test_repeated_rows_and_columns_cost_nothing() -> None:
    """A spreadsheet says so of its empty million."""
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    cell = '<table:table-cell table:number-columns-repeated="{}">{}</table:table-cell>'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    many, few = 1_000_000, 2
    body = (
        "<table:table>"
        + row.format(
            few, cell.format(few, paragraph("a")) + covered + cell.format(1, paragraph("b"))
        )
        + row.format(many, cell.format(many, ""))
        + row.format(1, cell.format(many, paragraph("c")) + cell.format(1, paragraph("d")))
        + "</table:table>"
    )
    places = [
        (block.text, block.attributes["row"], block.attributes["column"])
        for block in read(fodt(body), "x.fodt").blocks
    ]
    assert places == [
        ("a", "1", "1"),
        ("b", "1", "5"),
        ("c", "1000003", "1"),
        ("d", "1000003", "16384"),
    ]


_MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (b"", DamagedSourceError, "no sound XML"),
        (b"Testo.", DamagedSourceError, "no sound XML"),
        (b"<html/>", DamagedSourceError, "no OpenDocument text"),
        (b"PK\x03\x04", DamagedSourceError, "no ZIP archive"),
        (archive({"a": ""}), DamagedSourceError, "no OpenDocument text"),
        (odt(paragraph("a"), styles="<a>"), DamagedSourceError, r"its part styles\.xml"),
        (
            odt(paragraph("a"), **{"META-INF/manifest": _MANIFEST}),
            ProtectedSourceError,
            "asks for a password",
        ),
        (fodt("").replace(b"office:text", b"office:sheet"), DamagedSourceError, "no OpenDocument"),
        (fodt(paragraph(" ")), EmptySourceError, "holds no text"),
        (b"<!DOCTYPE a>" + fodt("a"), DamagedSourceError, "definitions of its own"),
        (fodt("<text:section>" * 300 + "</text:section>" * 300), DamagedSourceError, "no sound"),
    ],
    ids="empty text html zip other styles password sheet blank doctype deep".split(),
)
def test_what_is_no_document_is_refused(raw: bytes, error: type[SourceError], message: str) -> None:
    """In one line that names the file."""
    with pytest.raises(error, match=message) as caught:
        read(raw, "x.odt")
    assert str(caught.value).startswith("x.odt ")


def test_a_list_of_parts_without_its_namespace_does_no_harm() -> None:
    """As OpenOffice wrote it, its document type has to be known to understand it."""
    parts = {"META-INF/manifest": '<!DOCTYPE m:manifest SYSTEM "Manifest.dtd"><m:manifest/>'}
    assert shown(read(odt(paragraph("Testo."), **parts), "x.odt")) == [("paragraph", "Testo.")]


def test_a_wrong_type_in_the_archive_does_no_harm() -> None:
    """What counts is what is in it."""
    raw = odt(paragraph("Testo."), mimetype="application/zip")
    assert shown(read(raw, "x.odt")) == [("paragraph", "Testo.")]


@pytest.mark.parametrize("raw", [BY_HAND, BY_LIBREOFFICE], ids=["flat", "libreoffice"])
def test_a_document_cut_off_anywhere_is_refused(raw: bytes) -> None:
    """Neither form can be read without its end."""
    for length in range(0, len(raw), 997):
        with pytest.raises(DamagedSourceError):
            read(raw[:length], "x.odt")


_NAMES = """
    text:p text:h text:span text:a text:s text:tab text:list text:list-item text:list-header
    text:note text:note-citation text:note-body text:section text:hidden-paragraph table:table
    table:table-row table:table-cell table:covered-table-cell draw:frame draw:text-box draw:image
    draw:rect office:annotation text:ruby-text
""".split()
_ATTRIBUTES = st.sampled_from(
    [
        "",
        'text:style-name="P" text:outline-level="99999999999"',
        'text:style-name="L" text:start-value="0" text:continue-numbering="true"',
        'xml:id="a" text:continue-list="a" text:is-hidden="true"',
        'table:number-columns-repeated="999999999" table:number-rows-repeated="-1"',
        'xlink:href="https://example.org" text:note-class="endnote"',
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
    max_leaves=40,
)
_STYLES = style("P", parent="P") + (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="i" text:start-value="4000" text:display-levels="999"/></text:list-style>'
)


@given(_ELEMENTS)
def test_any_elements_are_an_article_or_a_source_error(body: str) -> None:
    """Wherever they stand."""
    with suppress(SourceError):
        assert read(fodt(body, _STYLES), "x.fodt").blocks
