"""Reading a workbook (XLSX) that a person edited, back into a table.

Nothing in the file is believed: what it unpacks to is bounded before it is unpacked, it may define
no entities, and rows and columns end where a sheet of ours does.
"""

import datetime as dt
import warnings
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pipeline.edits.delimited import Line
from pipeline.edits.table import Row, Table, make_table
from pipeline.errors import TableError
from pipeline.exports.xlsx_text import decoded

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNPACKED: Final = 200_000_000
"""Bytes of all parts of a workbook; 100,000 sentences take a fifth of it."""
_MAX_PARTS: Final = 10_000
_MAX_ROWS: Final = 1_048_576
_MAX_COLUMNS: Final = 64
_CHUNK: Final = 1 << 20

_AGAIN: Final = "save it again as .xlsx, or as text with tabs (.tsv)"
_NO_HEADER: Final = "no sheet has a header line with the columns it or key, and en"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as text."""

    text: str = ""
    """What it says."""
    converted: bool = False
    """Whether it holds something else than text."""
    is_formula: bool = False
    """Whether that is a formula."""


_EMPTY: Final = _Cell()
_Rows = dict[int, tuple[_Cell, ...]]


def read(raw: bytes, path: str) -> Table:
    """Return the table in the first sheet of a workbook that has its header.

    Args:
        raw: The bytes of an .xlsx file, of any program.
        path: For messages.

    Raises:
        TableError: it is no workbook, damaged, too large, or has no such sheet.
    """
    try:
        danger = _danger(raw)
        with warnings.catch_warnings():
            # openpyxl warns of what it does not keep, such as conditional formats.
            warnings.simplefilter("ignore")
            table = None if danger else _table(raw, path)
    # zipfile and openpyxl let through what a damaged file makes them meet: KeyError, zlib.error ...
    except Exception as error:
        reason = f"it is damaged or no workbook: {type(error).__name__}"
        raise TableError(path, reason, _AGAIN) from error
    if table is None:
        raise TableError(path, danger or _NO_HEADER, _AGAIN)
    return table


def _danger(raw: bytes) -> str:
    """Return why a workbook might need more time or memory than a table is worth, or nothing."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
        # An archive cannot give more than it says: zipfile stops there.
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > _MAX_PARTS:
            return f"it unpacks to {size:,} bytes in {len(parts):,} parts"
        texts = (part for part in parts if part.filename.endswith((".xml", ".rels")))
        return "it defines entities" if any(_has_doctype(archive, part) for part in texts) else ""


def _has_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    mark, end = b"<!DOCTYPE", b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            # Without its zeros UTF-16 reads like ASCII.
            seen = end + chunk.replace(b"\0", b"")
            if mark in seen:
                return True
            end = seen[-len(mark) :]
    return False


def _table(raw: bytes, path: str) -> Table | None:
    with closing(_workbook(raw)) as workbook:
        for index in range(len(workbook.worksheets)):
            rows = _rows(workbook, index)
            if any(cell.is_formula for row in rows.values() for cell in row):
                with closing(_workbook(raw, data_only=True)) as computed:
                    rows = _with_values(rows, _rows(computed, index))
            lines = [Line(number, tuple(cell.text for cell in rows[number])) for number in rows]
            if table := make_table(lines, path):
                return replace(
                    table, rows=tuple(_noted(table, row, rows[row.number]) for row in table.rows)
                )
    return None


def _noted(table: Table, row: Row, cells: tuple[_Cell, ...]) -> Row:
    """Return a row that says which of its cells hold something else than text."""
    named = zip(table.columns, cells, strict=False)
    return replace(row, converted=frozenset(name for name, cell in named if cell.converted))


def _workbook(raw: bytes, *, data_only: bool = False) -> "Workbook":
    from openpyxl.cell.text import Text  # noqa: PLC0415 - only where workbooks are read
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS  # noqa: PLC0415
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    class Reader(ExcelReader):
        """openpyxl's reader with the shared texts as they stand in the file.

        Its own takes `x005F_` out of them, wherever it stands.
        """

        def read_strings(self) -> None:
            """Read the shared texts."""
            part: Any = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
            if part is None:
                return
            with self.archive.open(part.PartName[1:]) as file:
                for _, element in iterparse(file):
                    if element.tag == f"{{{SHEET_MAIN_NS}}}si":
                        text: Any = Text.from_tree(element)
                        self.shared_strings.append(text.content)
                        element.clear()

    reader = Reader(BytesIO(raw), read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


def _rows(workbook: "Workbook", index: int) -> _Rows:
    """Return the rows of a sheet that hold something, by their numbers from 1."""
    from openpyxl.cell.read_only import EMPTY_CELL  # noqa: PLC0415 - only where it is used

    sheet: Any = workbook.worksheets[index]
    found, blank = {}, ()
    rows = sheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS)
    for number, row in enumerate(rows, start=1):
        if row is blank:  # the same for all of the million rows that a file may leave out
            continue
        cells = [_EMPTY if cell is EMPTY_CELL else _cell(cell) for cell in row]
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            found[number] = tuple(cells)
        else:
            blank = row
    return found


def _with_values(rows: _Rows, computed: _Rows) -> _Rows:
    """Return rows in which formulas show what they come to, as far as the file says it."""

    def shown(number: int, place: int, cell: _Cell) -> _Cell:
        values = computed.get(number, ())
        if not cell.is_formula or place >= len(values) or not values[place].text:
            return cell
        return replace(cell, text=values[place].text)

    return {
        number: tuple(shown(number, place, cell) for place, cell in enumerate(row))
        for number, row in rows.items()
    }


def _cell(cell: Any) -> _Cell:  # noqa: ANN401 - openpyxl has several kinds of cell
    value = cell.value
    if value is None:
        return _EMPTY
    if cell.data_type == "f":
        # A formula for several cells at once is an object with the text inside.
        return _Cell(decoded(str(getattr(value, "text", value))), converted=True, is_formula=True)
    if cell.data_type == "s":
        return _Cell(decoded(value))
    return _Cell(_shown(value), converted=True)


def _shown(value: object) -> str:
    """Return how a spreadsheet shows a number, a date, a time, a truth value or an error."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}".upper()
        case dt.datetime():
            return value.isoformat(sep=" ")
        case dt.timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)
