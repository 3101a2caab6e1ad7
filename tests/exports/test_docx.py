"""Word documents: a table that reviewers and their spell checkers can work with."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx as reader
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import example, given, settings

from pipeline.article import FrozenMapping
from pipeline.exports import docx
from pipeline.exports.units import Document, ExportOptions
from tests.export_documents import ANY_TEXT, SPECIAL, document, written

ARTICLE = document(
    ("Il titolo", "The title"),
    ("Piove.", "It rains.", "human"),
    ("Vuoto.", ""),
    title="Il titolo",
    metadata=FrozenMapping({"author": "Chi scrive"}),
)


def _read(*documents: Document, options: ExportOptions | None = None) -> WordDocument:
    return reader.Document(BytesIO(written(docx.write, *documents, options=options)))


def _rows(made: WordDocument, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[table].rows]


def test_a_row_is_a_sentence_with_remarks() -> None:
    """Numbers are those of the page, doubts stand in words, a person's sentence says so."""
    assert _rows(_read(ARTICLE)) == [
        ["No.", "Italian", "English", "Remarks"],
        ["1.1", "Il titolo", "The title", "a name may be missing or wrong; numbers differ"],
        ["2.1", "Piove.", "It rains.", "by a person"],
        ["3.1", "Vuoto.", "", "a name may be missing or wrong; numbers differ"],
    ]


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"hint_score": 0.999}, "suggested by a memory, 99% similar: It is raining."),
        ({}, "suggested by a memory: It is raining."),
        ({"hint": "It rains."}, ""),
        ({"origin": "human"}, "by a person"),
    ],
)
def test_a_suggestion_of_a_memory_is_a_remark(changes: dict[str, Any], remark: str) -> None:
    """Where it says something else than a machine's English."""
    unit = replace(document(("Piove.", "It rains.")).units[0], flags=(), hint="It is raining.")

    (row,) = _rows(_read(replace(ARTICLE, units=(replace(unit, **changes),))))[1:]

    assert row[3] == remark


def test_a_paragraph_has_its_number_alone() -> None:
    """A whole block is no sentence."""
    units = tuple(replace(unit, sentence=0) for unit in ARTICLE.units)

    assert [row[0] for row in _rows(_read(replace(ARTICLE, units=units)))[1:]] == ["1", "2", "3"]


def test_every_run_says_its_language() -> None:
    """A spell checker looks for Italian in the second column, for English in the others."""
    for row in _read(ARTICLE).tables[0].rows[1:]:
        for cell, language in zip(row.cells, ("en-GB", "it-IT", "en-GB", "en-GB"), strict=True):
            (run,) = cell.paragraphs[0].runs
            properties = run._r.rPr  # noqa: SLF001 - python-docx has no name for languages
            assert properties is not None
            mark = properties.find(qn("w:lang"))
            assert mark is not None
            assert mark.get(qn("w:val")) == language


def test_the_page_suits_a_table() -> None:
    """Landscape A4, the head on every page, no row torn apart, the columns within the margins."""
    made = _read(ARTICLE)
    section, table = made.sections[0], made.tables[0]

    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    head, *rows = (row._tr.trPr for row in table.rows)  # noqa: SLF001 - there is no other way
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert round(sum(column.width.mm for column in table.columns)) == 297 - 2 * 15


def test_every_article_has_a_table_on_a_new_page() -> None:
    """Title, author and a table each."""
    made = _read(ARTICLE, document(("Ciao.", "Hi."), title="Altro"))

    headings = [one for one in made.paragraphs if one.style and one.style.name == "Heading 1"]
    assert [one.text for one in headings] == ["Il titolo", "Altro"]
    assert [one.paragraph_format.page_break_before for one in headings] == [False, True]
    assert _rows(made, 1)[1][:3] == ["1.1", "Ciao.", "Hi."]
    assert any("Chi scrive" in one.text for one in made.paragraphs)


def test_the_document_has_a_title() -> None:
    """The one that was named, or those of the articles; a very long one is cut."""
    assert _read(ARTICLE).core_properties.title == "Il titolo"
    assert _read(ARTICLE, options=ExportOptions(title="Mio")).core_properties.title == "Mio"
    assert len(_read(replace(ARTICLE, title="a" * 300)).core_properties.title) == 255


def test_the_same_articles_make_the_same_bytes() -> None:
    """No time stands in the file."""
    assert written(docx.write, ARTICLE) == written(docx.write, ARTICLE)


@settings(max_examples=30)
@given(ANY_TEXT, ANY_TEXT)
@example(*SPECIAL[:2])
@example(*SPECIAL[2:4])
@example(*SPECIAL[4:6])
def test_any_text_comes_back(it: str, en: str) -> None:
    """Whatever the sentences hold, the table has them as they are."""
    assert _rows(_read(document((it, en), title=en)))[1][1:3] == [it, en]
