"""LibreOffice opens the workbooks and Word documents, and saves workbooks without harm."""

import html
import re
from pathlib import Path

import pytest

from pipeline.edits.table import Table, read_table
from pipeline.exports import docx, xlsx
from tests.export_documents import SPECIAL, document, saved, written
from tests.exports.test_xlsx import TRAPS
from tests.libreoffice import converted

pytestmark = pytest.mark.soak

WORKBOOK = "Calc MS Excel 2007 XML"
ARTICLES = [
    document(*((text, text) for text in (*SPECIAL, *TRAPS))),
    document(("Piove.", "It rains.", "human"), name="altro"),
]


def _rows(table: Table) -> list[dict[str, str]]:
    return [dict(row.values) for row in table.rows]


def test_a_workbook_saved_twice_reads_back_the_same(tmp_path: Path) -> None:
    """No cell becomes a number, a date or a formula, in the workbook's default settings."""
    path = saved(tmp_path / "a.xlsx", written(xlsx.write, *ARTICLES))
    original = _rows(read_table(path.read_bytes(), "a.xlsx"))

    for round_trip in ("first", "second"):
        (tmp_path / round_trip).mkdir()
        path = converted(path, tmp_path / round_trip, read_as=WORKBOOK, write_as=f"xlsx:{WORKBOOK}")
        table = read_table(path.read_bytes(), "a.xlsx")
        assert _rows(table) == original
        assert not any(row.converted for row in table.rows)


def test_a_word_document_opens_with_all_its_text(tmp_path: Path) -> None:
    """Every sentence of both languages is there, each in its language."""
    path = saved(tmp_path / "a.docx", written(docx.write, *ARTICLES))

    page = converted(
        path, tmp_path, read_as="MS Word 2007 XML", write_as="html:XHTML Writer File"
    ).read_text(encoding="utf-8")

    text = "".join(html.unescape(re.sub("<[^>]+>", "", page)).split())
    for one in ARTICLES:
        for unit in one.units:
            assert "".join(unit.it.split()) in text
    assert "it-it" in page.lower()
