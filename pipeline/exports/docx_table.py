"""The table of an article in a Word document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.checks import REASONS, Flag
from pipeline.exports.units import Unit

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_TcPr
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

ITALIAN: Final = "it-IT"
ENGLISH: Final = "en-GB"

_HEAD: Final = ("No.", "Italian", "English", "Remarks")
_LANGUAGES: Final = (ENGLISH, ITALIAN, ENGLISH, ENGLISH)
# Widths of the columns in millimetres.
_WIDTHS: Final = (14, 104, 104, 45)
_SHADE: Final = "EFEBE2"
_ORIGINS: Final = {"human": "by a person", "tm": "from a translation memory"}


def add_table(made: "WordDocument", units: Sequence[Unit]) -> None:
    """Add a table of `units` to a document, its head repeated on every page."""
    from docx.shared import Mm  # noqa: PLC0415 - only where documents are made

    table = made.add_table(rows=1, cols=len(_HEAD), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    head = table.rows[0]
    _fill(head, _HEAD, (ENGLISH,) * len(_HEAD), bold=True)
    _mark(head, "w:tblHeader")
    for cell, width in zip(head.cells, _WIDTHS, strict=True):
        # LibreOffice goes by the columns' widths, Word by those of the cells; new rows have them.
        cell.width = Mm(width)
        _shade(cell._tc.get_or_add_tcPr())  # noqa: SLF001 - there is no other way to shade it
    for unit in units:
        fields = (_number(unit), clean_text(unit.it), clean_text(unit.en), _remarks(unit))
        _fill(table.add_row(), fields, _LANGUAGES, bold=unit.kind in {"title", "heading"})


def add_text(paragraph: "Paragraph", text: str, language: str, *, bold: bool | None = None) -> None:
    """Add a run of `text` in a language, such as it-IT, to a paragraph."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only where documents are made
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.add_run(text)
    run.bold = bold
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(mark)  # noqa: SLF001 - python-docx has no name for languages


def add_field(paragraph: "Paragraph", instruction: str) -> None:
    """Add a field that Word works out, such as PAGE, to a paragraph."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only where documents are made
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for fields


def _fill(row: "_Row", fields: Sequence[str], languages: Sequence[str], *, bold: bool) -> None:
    _mark(row, "w:cantSplit")
    for cell, text, language in zip(row.cells, fields, languages, strict=True):
        add_text(cell.paragraphs[0], text, language, bold=bold or None)


def _mark(row: "_Row", name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only where documents are made

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _shade(properties: "CT_TcPr") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only where documents are made
    from docx.oxml.ns import qn  # noqa: PLC0415

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _number(unit: Unit) -> str:
    return f"{unit.block}.{unit.sentence}" if unit.sentence else str(unit.block)


def _remarks(unit: Unit) -> str:
    """Return in words who made the English, what is doubtful, and what a memory suggests."""
    known = (REASONS[Flag(flag)] for flag in unit.flags if flag in REASONS)
    return "; ".join(filter(None, [_ORIGINS.get(unit.origin, ""), *known, _suggestion(unit)]))


def _suggestion(unit: Unit) -> str:
    if unit.origin != "mt" or unit.hint in {"", unit.en}:
        return ""
    # Never 100 for a sentence that is only similar.
    similar = "" if unit.hint_score is None else f", {int(100 * unit.hint_score)}% similar"
    return f"suggested by a memory{similar}: {clean_text(unit.hint)}"
