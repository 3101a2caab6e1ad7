"""The text of Word documents, construct by construct."""

import pytest

from pipeline.readers.docx import read
from tests.readers.office_files import archive, docx, marked, shown
from tests.readers.word_elements import p, paragraph, run, style


def texts(body: str) -> list[str]:
    """Return the texts of a document with this body."""
    return [text for _, text in shown(read(docx(body), "x.docx"))]


@pytest.mark.parametrize(
    ("name", "inside", "kind", "level"),
    [
        ("heading 2", "", "heading", 2),
        ("Titolo 3", "", "heading", 3),
        ("Titolo", "", "title", 1),
        ("Citazione intensa", "", "quote", None),
        ("Didascalia", "", "caption", None),
        ("Mio", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', "heading", 2),
        ("Corpo", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "paragraph", None),
        ("Normal", "", "paragraph", None),
    ],
)
@pytest.mark.parametrize("derived", [True, False])
def test_a_style_says_what_a_paragraph_is(
    name: str, inside: str, kind: str, level: int | None, *, derived: bool
) -> None:
    """By its name in English or Italian, its outline level, or the style it is based on."""
    identifier = name.replace(" ", "")
    styles = style(name, inside) + style("Altro", based_on=identifier)
    used = "Altro" if derived else identifier
    body = paragraph("Prima.") + paragraph("Qui.", f'<w:pStyle w:val="{used}"/>')
    block = read(docx(body, styles=styles), "x.docx").blocks[1]
    assert (block.kind, block.level) == (kind, level)


def test_styles_based_on_each_other_come_to_an_end() -> None:
    """A circle is no chain."""
    styles = style("A", based_on="B") + style("B", based_on="A")
    body = paragraph("Qui.", '<w:pStyle w:val="A"/>')
    assert shown(read(docx(body, styles=styles), "x.docx")) == [("paragraph", "Qui.")]


def test_the_default_style_counts_where_none_is_named() -> None:
    """Here it makes everything a quote."""
    styles = style("Quote").replace("<w:style ", '<w:style w:default="1" ')
    assert shown(read(docx(paragraph("Qui."), styles=styles), "x.docx")) == [("quote", "Qui.")]


DELETED = "<w:rPr><w:del/></w:rPr>"
INITIAL = '<w:framePr w:dropCap="drop"/><w:rPr><w:b/></w:rPr>'
CHARACTERS = """<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>
    <w:softHyphen/><w:t>e</w:t><w:sym w:char="00E8"/><w:sym w:char="F0B7"/>"""
ASKING = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (p(run("Il "), f"<w:del>{run('ex ')}</w:del><w:ins>{run('molo.')}</w:ins>"), "Il molo."),
        (p(f"<w:moveFrom>{run('Via.')}</w:moveFrom><w:moveTo>{run('Qui.')}</w:moveTo>"), "Qui."),
        (paragraph("Va ", DELETED) + paragraph("avanti."), "Va avanti."),
        (paragraph("Sola", DELETED), "Sola"),
        (paragraph("U", INITIAL) + paragraph("na volta."), "Una volta."),
        (p(f"<w:r>{CHARACTERS}</w:r>"), "a b c-deè"),
        (p(run("a"), run("b", "<w:vanish/>"), run("c", '<w:vanish w:val="0"/>')), "ac"),
        (p(f"<w:sdt>{ASKING}{run('Qui')}</w:sdt><w:sdt><w:sdtPr/>{run('Ecco.')}</w:sdt>"), "Ecco."),
        (
            p(f"<w:ruby><w:rt>{run('ci')}</w:rt><w:rubyBase>{run('Base')}</w:rubyBase></w:ruby>"),
            "Base",
        ),
        (p(f"{run('Se ')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "Se x=1"),
    ],
    ids="changes moves mark last drop-cap characters hidden controls ruby formula".split(),
)
def test_the_text_is_what_word_shows(body: str, found: str) -> None:
    """With all changes accepted."""
    assert texts(body) == [found]


def _field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_field_shows_its_result() -> None:
    """Its instruction is no text, a table of contents is none either."""
    nested = p(_field("IF " + _field("PAGE", run("2")), run("3")))
    contents = p(_field(" TOC 1-3 ", run("Indice 1") + "</w:p><w:p>" + run("Indice 2")))
    simple = p(f'<w:fldSimple w:instr=" SEQ Figura ">{run("7")}</w:fldSimple>')
    assert texts(contents + nested + simple) == ["3", "7"]


def test_a_field_without_an_end_hides_no_more_than_its_paragraph() -> None:
    """A damaged file loses little."""
    begin = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("a"))
    assert texts(begin + paragraph("Resta.")) == ["Resta."]


def test_links_are_spans() -> None:
    """As elements and as fields; to the web only, not inside the document."""
    body = p(
        f'<w:hyperlink r:id="a">{run("uno")}</w:hyperlink>',
        f'<w:hyperlink w:anchor="x">{run(", due, ")}</w:hyperlink>',
        _field(" HYPERLINK &quot;https://example.org/3&quot; ", run("tre")),
    )
    block = read(docx(body, {"a": "https://example.org/1"}), "x.docx").blocks[0]
    assert block.text == "uno, due, tre"
    assert marked(block) == [
        ("link", "uno", "https://example.org/1"),
        ("link", "tre", "https://example.org/3"),
    ]


def test_bold_and_italics_come_from_the_run_or_its_style() -> None:
    """What the run itself says goes before its style."""
    styles = style("Strong", "<w:rPr><w:b/></w:rPr>") + style("HTML Code")
    body = p(
        run("a", "<w:i/>"),
        run("b", '<w:rStyle w:val="Strong"/>'),
        run("c", '<w:rStyle w:val="Strong"/><w:b w:val="false"/>'),
        run("d", '<w:rStyle w:val="HTMLCode"/>'),
    )
    block = read(docx(body, styles=styles), "x.docx").blocks[0]
    assert marked(block) == [("emphasis", "a", ""), ("strong", "b", ""), ("code", "d", "")]


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    """Word writes it twice, for new and for old programs."""
    box = f"<w:txbxContent>{paragraph('Nel riquadro.')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    new = p(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>", run("Testo."))
    old = p(f"<w:r><w:pict>{box}</w:pict></w:r>", run("Testo."))
    assert texts(new) == texts(old) == ["Testo.", "Nel riquadro."]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_stand_once_where_they_begin() -> None:
    """Across columns and rows; a deleted row is none."""
    wide, begins = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = [
        _cell("a", wide) + _cell("b", begins) + _cell("c"),
        "<w:trPr><w:del/></w:trPr>" + _cell("via"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + _cell("d")
        + _cell("b ancora", "<w:vMerge/>")
        + _cell("e"),
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    blocks = read(docx(body), "x.docx").blocks
    places = [(block.text, block.attributes["row"], block.attributes["column"]) for block in blocks]
    assert places == [
        ("a", "1", "1"),
        ("b", "1", "3"),
        ("c", "1", "4"),
        ("d", "2", "2"),
        ("e", "2", "4"),
    ]


def _level(number: int, inside: str) -> str:
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, '<w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>')
    + _level(1, '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/>')
    + _level(2, '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_of_items_are_those_that_word_shows() -> None:
    """They go on, go down, and begin anew where the list says so."""
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0), (0, 0), (9, 0)]
    body = "".join(
        paragraph(
            f"Voce {place}.",
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
        )
        for place, (number, level) in enumerate(items)
    )
    blocks = read(docx(body, numbering=_NUMBERING), "x.docx").blocks
    assert [(block.level, block.attributes.get("label", "")) for block in blocks] == [
        (1, "4."),
        (2, "4.i)"),
        (2, "4.ii)"),
        (3, ""),
        (1, "5."),
        (2, "5.i)"),
        (1, "1."),
        (1, "2."),
        (None, ""),  # list 0 takes a paragraph out of its style's list
        (1, ""),  # a list that is nowhere defined
    ]


def test_a_note_is_read_once_whoever_refers_to_it() -> None:
    """A million references to a long note are no bomb; notes of notes are left aside."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2"><w:p>{mark}<w:r><w:t> Nota.</w:t></w:r></w:p></w:footnote>'
    body = f"<w:p><w:r><w:t>Testo.</w:t></w:r>{mark}</w:p>" * 2
    found = shown(read(docx(body, footnotes=note), "x.docx"))
    assert [text for _, text in found] == ["Testo.", "Nota.", "Testo."]


def test_strict_documents_are_read() -> None:
    """Their namespaces are others."""
    relation = (
        '<Relationship Id="a" Target="d.xml" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{relations}">{relation}</Relationships>',
        "d.xml": '<k:document xmlns:k="http://purl.oclc.org/ooxml/wordprocessingml/main"><k:body>'
        "<k:p><k:r><k:t>Testo.</k:t></k:r></k:p></k:body></k:document>",
    }
    assert shown(read(archive(parts), "x.docx")) == [("paragraph", "Testo.")]
