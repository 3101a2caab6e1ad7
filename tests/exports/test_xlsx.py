"""Workbooks: text that stays text, and comes back the same, with what a person changed."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pipeline.edits.table import Table, read_table
from pipeline.errors import TableError, UsageError
from pipeline.exports import xlsx, xlsx_reading
from pipeline.exports.tsv import COLUMNS
from pipeline.exports.units import Document, ExportOptions
from pipeline.exports.xlsx_text import decoded, encoded
from tests.export_documents import ANY_TEXT, SPECIAL, document, written

ARTICLE = document(("Piove.", "It rains."), ("Nevica.", "It snows.", "human"), ("Vuoto.", ""))
# What spreadsheets make something else of, and what workbooks write in another way.
TRAPS = tuple(
    "=1+1|1.234|3/4|1E5|-x|+39 02 1234|'quoted|@name|#N/A|#NAME?|TRUE|10:30|2024-01-01|0012|12,5%|"
    "€ 5|a  b|a\u00a0b|_x000D_|_x0041_|_xd83d_|x005F_|_x005F_|_|__x000A__|\u200b y".split("|")
)


def _read(*documents: Document, options: ExportOptions | None = None) -> Table:
    return xlsx_reading.read(written(xlsx.write, *documents, options=options), "a.xlsx")


def _changed(change: Callable[[Any], object], *documents: Document) -> Table:
    """Return what is read when a person has changed the sheet and saved it."""
    book = openpyxl.load_workbook(BytesIO(written(xlsx.write, *(documents or (ARTICLE,)))))
    change(book.active)
    content = BytesIO()
    book.save(content)
    return xlsx_reading.read(content.getvalue(), "a.xlsx")


def _pairs(table: Table) -> list[tuple[str, str]]:
    return [(row.it, row.en) for row in table.rows]


def test_the_columns_are_those_of_the_table() -> None:
    """Every value comes back as the TSV would have it; nothing counts as converted."""
    table = _read(ARTICLE)

    assert table.columns == COLUMNS
    first, second, third = table.rows
    key = ARTICLE.units[0].key
    assert first.values == dict(
        zip(
            COLUMNS,
            (
                "1",
                "1",
                "paragraph",
                "Piove.",
                "It rains.",
                "mt",
                "-0.250",
                "name number",
                key,
                "",
                "",
            ),
            strict=True,
        )
    )
    assert (second.number, second.origin, second.values["score"]) == (3, "human", "")
    assert third.en == ""
    assert not any(row.converted for row in table.rows)


def test_a_hint_of_a_memory_is_there() -> None:
    """As the table has it."""
    unit = replace(ARTICLE.units[0], hint="It is raining.", hint_score=0.8751)
    (row,) = _read(replace(ARTICLE, units=(unit,))).rows

    assert (row.values["hint"], row.values["hint_score"]) == ("It is raining.", "0.875")


def test_a_row_is_as_high_as_its_text() -> None:
    """Programs that print without showing the sheet need to be told; no text is touched by it."""
    text = 'x customHeight="1" ' * 12
    raw = written(xlsx.write, document(("Piove.", "It rains."), ("Nevica.", text)))
    sheet = openpyxl.load_workbook(BytesIO(raw)).worksheets[0]

    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[3].height) == (15, 60)
    assert sheet["E3"].value == text.strip()
    with zipfile.ZipFile(BytesIO(raw)) as book:
        rows = book.read("xl/worksheets/sheet1.xml").split(b"<row ")[1:]
    assert not any(b"customHeight" in row.partition(b">")[0] for row in rows)


def test_a_page_is_as_wide_as_the_columns_that_people_read() -> None:
    """Italian and English stand beside each other on paper; keys and hints are left out."""
    book = openpyxl.load_workbook(BytesIO(written(xlsx.write, ARTICLE)))
    sheet = book.worksheets[0]

    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_area == "'Sentences'!$A$1:$H$4"


@pytest.mark.parametrize("text", TRAPS)
def test_a_cell_is_text_whatever_it_looks_like(text: str) -> None:
    """Type and format are text, so that it stays so when a person edits it."""
    raw = written(xlsx.write, document((text, text)))
    cell = openpyxl.load_workbook(BytesIO(raw)).worksheets[0]["E2"]

    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert decoded(str(cell.value)) == text
    assert _pairs(xlsx_reading.read(raw, "a.xlsx")) == [(text, text)]


def test_the_sheet_is_ready_to_work_with() -> None:
    """The header stays in sight and filters; long texts wrap; no corner on texts like numbers."""
    raw = written(xlsx.write, ARTICLE)
    sheet = openpyxl.load_workbook(BytesIO(raw)).worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet["E2"].alignment.wrap_text
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["A"].width
    with zipfile.ZipFile(BytesIO(raw)) as book:
        assert b'<ignoredError sqref="A1:K4" numberStoredAsText="1"/>' in book.read(
            "xl/worksheets/sheet1.xml"
        )


def test_several_articles_stand_in_one_sheet() -> None:
    """A last column names the article, so that each row is known by its key in it."""
    table = _read(ARTICLE, document(("Ciao.", "Hi."), name="altro"))

    assert table.columns == (*COLUMNS, "article")
    assert [row.values["article"] for row in table.rows] == ["sub/articolo"] * 3 + ["altro"]


def test_a_whole_block_has_no_key() -> None:
    """Read back, it would take the place of the block's first sentence."""
    units = tuple(replace(unit, sentence=0) for unit in ARTICLE.units)

    table = _read(replace(ARTICLE, units=units))

    assert {(row.key, row.values["sentence"]) for row in table.rows} == {("", "")}


def test_the_same_articles_make_the_same_bytes() -> None:
    """No time stands in the file."""
    assert written(xlsx.write, ARTICLE) == written(xlsx.write, ARTICLE)


@pytest.mark.parametrize(
    ("text", "fits"), [("x" * 32_767, True), ("x" * 32_768, False), ("𝄞" * 16_384, False)]
)
def test_a_text_too_long_for_a_cell_is_an_error(text: str, *, fits: bool) -> None:
    """Excel would cut it without a word."""
    article = document(("Piove.", text))

    if fits:
        assert _pairs(_read(article)) == [("Piove.", text)]
    else:
        with pytest.raises(UsageError, match="sub/articolo, paragraph 1, sentence 1 is longer"):
            written(xlsx.write, article)


def test_more_units_than_rows_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header takes a row, too."""
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)

    with pytest.raises(UsageError, match="3 sentences are more"):
        written(xlsx.write, ARTICLE)


def _set(cell: str, value: object) -> Callable[[Any], object]:
    def change(sheet: Any) -> None:  # noqa: ANN401 - openpyxl's sheets have many types
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("value", "shown", "converted"),
    [
        ("It pours.", "It pours.", False),
        ("two\nlines", "two\nlines", False),
        (CellRichText("It ", TextBlock(InlineFont(b=True), "pours"), "."), "It pours.", False),
        (1234, "1234", True),
        (1.5, "1.5", True),
        (0.1 + 0.2, "0.3", True),
        (1e20, "1E+20", True),
        (True, "TRUE", True),
        (date(2024, 3, 1), "2024-03-01 00:00:00", True),
        (datetime(2024, 3, 1, 10, 30), "2024-03-01 10:30:00", True),  # noqa: DTZ001 - as cells are
        (time(10, 30), "10:30:00", True),
        (timedelta(hours=30, minutes=5), "30:05:00", True),
        ("=1+1", "=1+1", True),
        ("#NAME?", "#NAME?", True),
        (None, "", False),
    ],
)
def test_what_a_person_or_program_put_in_a_cell(
    value: object, shown: str, *, converted: bool
) -> None:
    """Text comes as it is; a number, date, truth value, formula or error says that it is one."""
    row = _changed(_set("E2", value)).rows[0]

    assert (row.en, "en" in row.converted) == (shown, converted)


def test_a_formula_shows_what_it_comes_to() -> None:
    """As the spreadsheet computed it when it saved the file."""
    raw = _with_part(
        written(xlsx.write, ARTICLE),
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(
            b't="inlineStr"><is><t>It rains.</t></is>', b't="str"><f>B2&amp;"."</f><v>1.</v>'
        ),
    )

    row = xlsx_reading.read(raw, "a.xlsx").rows[0]

    assert (row.en, row.converted) == ("1.", frozenset({"en"}))


def test_sorted_deleted_and_added_rows_and_columns() -> None:
    """Columns are found by their names wherever they stand; a person's own are kept."""

    def change(sheet: Any) -> None:  # noqa: ANN401 - openpyxl's sheets have many types
        sheet.delete_rows(2)
        sheet.insert_cols(1)
        sheet["A1"], sheet["A2"] = "note", "good"
        sheet.insert_rows(1, amount=2)
        sheet["A1"] = "for Monday"

    table = _changed(change)

    assert table.columns == ("note", *COLUMNS)
    assert [(row.it, row.values["note"], row.number) for row in table.rows] == [
        ("Nevica.", "good", 4),
        ("Vuoto.", "", 5),
    ]


def test_the_sheet_with_the_header_is_read() -> None:
    """A person may put sheets of their own before it."""
    book = openpyxl.load_workbook(BytesIO(written(xlsx.write, ARTICLE)))
    book.create_sheet("Notes", 0)["A1"] = "hello"
    content = BytesIO()
    book.save(content)

    assert len(read_table(content.getvalue(), "a.xlsx").rows) == 3


def _with_part(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook one part of which is changed."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return content.getvalue()


def _archive(**parts: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return content.getvalue()


def _damaged() -> dict[str, bytes]:
    raw = written(xlsx.write, ARTICLE)
    book = BytesIO()
    openpyxl.Workbook().save(book)
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return {
        "cut off": raw[:-200],
        "bytes changed": raw[:900] + bytes(200) + raw[1100:],
        "another archive": _archive(content=b"<a/>"),
        "no header": book.getvalue(),
        "entities": _with_part(raw, "xl/styles.xml", lambda _: entities),
        "entities in UTF-16": _with_part(
            raw, "xl/styles.xml", lambda _: entities.decode().encode("utf-16")
        ),
        "no XML": _with_part(raw, "xl/worksheets/sheet1.xml", lambda _: b"<sheet"),
        "a text that is not there": _with_part(
            raw,
            "xl/worksheets/sheet1.xml",
            lambda sheet: sheet.replace(
                b't="inlineStr"><is><t>Piove.</t></is>', b't="s"><v>99</v>'
            ),
        ),
    }


@pytest.mark.parametrize("name", _damaged())
def test_what_is_no_table_is_one_clear_error(name: str) -> None:
    """Whatever is wrong with the file, one line says so."""
    with pytest.raises(TableError) as caught:
        read_table(_damaged()[name], "a.xlsx")

    assert str(caught.value).startswith("the table a.xlsx cannot be read (")
    assert "\n" not in str(caught.value)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says of its size is enough to refuse it."""
    monkeypatch.setattr(xlsx_reading, "MAX_UNPACKED", 5_000)

    with pytest.raises(TableError, match="unpacks to"):
        xlsx_reading.read(_archive(bomb=bytes(5_001)), "a.xlsx")


def test_a_sheet_ends_where_sheets_end() -> None:
    """A row or column number beyond every sheet's does not make us count to it."""
    raw = _with_part(
        written(xlsx.write, ARTICLE),
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(
            b"</sheetData>", b'<row r="999999999999"><c r="A1"><v>1</v></c></row></sheetData>'
        ),
    )

    assert len(xlsx_reading.read(raw, "a.xlsx").rows) == 3


@given(st.text(alphabet=st.sampled_from("_x0045FD"), max_size=30) | st.text())
def test_what_workbooks_code_is_undone(text: str) -> None:
    """Coding a text and undoing it gives the text."""
    assert decoded(encoded(text)) == text


@pytest.mark.parametrize(
    ("coded", "text"), [("_x000D_", "\r"), ("_x005F_x000D_", "_x000D_"), ("_xD83D_", "\ufffd")]
)
def test_coded_characters_are_read(coded: str, text: str) -> None:
    """As ECMA-376 has it; half a pair of surrogates is no character."""
    assert decoded(coded) == text


@settings(max_examples=40)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=6))
@example([(text, text) for text in (*SPECIAL, *TRAPS)])
def test_any_text_comes_back(pairs: list[tuple[str, str]]) -> None:
    """Whatever the sentences hold, they are read as they were written."""
    article = document(*pairs)

    table = _read(article)

    assert _pairs(table) == pairs
    assert [row.key for row in table.rows] == [unit.key for unit in article.units]
