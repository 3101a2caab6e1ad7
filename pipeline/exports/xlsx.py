"""A workbook (XLSX) for correcting in a spreadsheet, read back by `xlsx_reading`.

Every cell is of type text and formatted as text, so no spreadsheet makes a number, a date or a
formula of a sentence, neither when it opens the file nor when a person edits the cell.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final

from pipeline.article import clean_text
from pipeline.errors import UsageError
from pipeline.exports.archives import write_without_times
from pipeline.exports.units import ARTICLE_COLUMN, Document, ExportOptions, Unit, chosen
from pipeline.exports.xlsx_text import encoded

MAX_CELL: Final = 32_767
"""What Excel takes in a cell, in UTF-16 code units; it would cut a longer text without a word."""
MAX_ROWS: Final = 1_048_576
"""Rows of a sheet, the header included."""

# The columns of the table, with their widths in characters.
_WIDTHS: Final = {
    "paragraph": 10,
    "sentence": 9,
    "kind": 11,
    "it": 60,
    "en": 60,
    "origin": 8,
    "score": 8,
    "flags": 18,
    "key": 25,
    "hint": 40,
    "hint_score": 11,
    ARTICLE_COLUMN: 25,
}
_PRINTED: Final = "flags"
"""The last column on paper."""
# Heights in points. Excel takes none over the second.
_LINE: Final = 15
_MAX_HEIGHT: Final = 409
# openpyxl says that a person set the height; a program would not fit it to the text again.
_FIXED_HEIGHT: Final = re.compile(rb'(<row [^>]*?) customHeight="1"')
_SHEET: Final = "Sentences"
_TEXT: Final = "@"
_SHADE: Final = "FFEFEBE2"
_CORE: Final = "docProps/core.xml"
_SHEET_PART: Final = "xl/worksheets/sheet1.xml"
# Excel would put a green corner on every number that is a text.
_NO_COMPLAINT: Final = (
    '<ignoredErrors><ignoredError sqref="A1:{last}" numberStoredAsText="1"/></ignoredErrors>'
)
# Without an author's name and without the time that openpyxl would write.
_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc='
    b'"http://purl.org/dc/elements/1.1/"><dc:creator>bilingue</dc:creator></cp:coreProperties>'
)


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write `documents` to `file` as a workbook of one sheet with the columns of the table.

    Several articles stand one after the other, told apart by the last column.

    Raises:
        UsageError: a text is too long for a cell, or there are more units than rows.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only where workbooks are made

    several = len(documents) > 1
    columns = [name for name in _WIDTHS if several or name != ARTICLE_COLUMN]
    rows = list(_rows(documents, options, columns))
    if len(rows) >= MAX_ROWS:
        message = f"{len(rows):,} sentences are more than a sheet has rows"
        raise UsageError(message, "export fewer articles at a time, or as JSON Lines")
    workbook = Workbook(write_only=True)
    # openpyxl's types know less of it than it has.
    sheet: Any = workbook.create_sheet(_SHEET)
    last = _lay_out(sheet, columns, len(rows) + 1)
    _append(sheet, columns, rows)
    content = BytesIO()
    workbook.save(content)
    workbook.close()
    _write_ours(content, file, last)


def _rows(
    documents: Sequence[Document], options: ExportOptions, columns: Sequence[str]
) -> Iterator[list[str]]:
    for document in documents:
        for unit in chosen(document.units, options):
            fields = {**_fields(unit), ARTICLE_COLUMN: document.name}
            row = [clean_text(fields[name]) for name in columns]
            for text in row:
                _check_length(text, unit, document)
            yield row


def _fields(unit: Unit) -> dict[str, str]:
    return {
        "paragraph": str(unit.block),
        "sentence": str(unit.sentence) if unit.sentence else "",
        "kind": unit.kind,
        "it": unit.it,
        "en": unit.en,
        "origin": unit.origin,
        "score": _decimal(unit.score),
        "flags": " ".join(unit.flags),
        # The key of a whole block is its first sentence's, which read back would be replaced by it.
        "key": unit.key if unit.sentence else "",
        "hint": unit.hint,
        "hint_score": _decimal(unit.hint_score),
    }


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{round(value, 3) + 0.0:.3f}"  # no minus zero


def _check_length(text: str, unit: Unit, document: Document) -> None:
    if len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return
    place = f"paragraph {unit.block}"
    if unit.sentence:
        place += f", sentence {unit.sentence}"
    message = f"{document.name}, {place} is longer than the {MAX_CELL:,} characters of a cell"
    raise UsageError(message, "export single sentences, or another format")


def _lay_out(sheet: Any, columns: Sequence[str], rows: int) -> str:  # noqa: ANN401 - see `write`
    """Set widths, filter and the rows that stay in sight; return the name of the last cell."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only where it is used

    for number, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[name]
    last = f"{get_column_letter(len(columns))}{rows}"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{get_column_letter(columns.index(_PRINTED) + 1)}{rows}"
    sheet.print_title_rows = "1:1"
    return last


def _append(
    sheet: Any,  # noqa: ANN401 - see `write`
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - only where workbooks are made
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    def styled(**styles: Any) -> Any:  # noqa: ANN401 - a WriteOnlyCell is a function's result
        made = WriteOnlyCell(sheet)
        made.number_format = _TEXT
        made.alignment = Alignment(wrap_text=True, vertical="top")
        for name, style in styles.items():
            setattr(made, name, style)
        return made

    def cell(text: str, like: Any) -> Any:  # noqa: ANN401 - see above
        made: Any = WriteOnlyCell(sheet, encoded(text))
        # openpyxl takes a text that begins with = for a formula, and #N/A for an error.
        made.data_type = "s"
        made._style = like._style  # noqa: SLF001 - setting each style on each cell takes thrice the time
        return made

    head = styled(font=Font(bold=True), fill=PatternFill("solid", fgColor=_SHADE))
    body = styled()
    sheet.append([cell(name, head) for name in columns])
    for number, row in enumerate(rows, start=2):
        # LibreOffice goes by this where it does not show the sheet, as when it prints.
        sheet.row_dimensions[number].height = _height(columns, row)
        sheet.append([cell(text, body) for text in row])


def _height(columns: Sequence[str], row: Sequence[str]) -> int:
    """Return what a row needs, in points; widths are in digits, and letters are narrower."""
    fields = zip(columns, row, strict=True)
    lines = max(-(-len(text) // _WIDTHS[name]) for name, text in fields)
    return min(_LINE * max(1, lines), _MAX_HEIGHT)


def _write_ours(content: BytesIO, file: BinaryIO, last: str) -> None:
    """Write openpyxl's archive with what it has no name for, and without the time."""
    with zipfile.ZipFile(content) as archive:
        sheet = archive.read(_SHEET_PART)
    end = b"</worksheet>"
    sheet = _FIXED_HEIGHT.sub(rb"\1", sheet)
    complete = sheet.removesuffix(end) + _NO_COMPLAINT.format(last=last).encode() + end
    write_without_times(content.getvalue(), file, {_SHEET_PART: complete, _CORE: _PROPERTIES})
