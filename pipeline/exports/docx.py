"""A bilingual Word document for reviewers: a row a sentence, with room for remarks.

The language of each cell is set, so that the spell checkers of Word and LibreOffice look for
Italian in one column and for English in the other. `docx_table` makes the tables.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from pipeline.article import clean_text
from pipeline.exports.archives import write_without_times
from pipeline.exports.docx_table import ENGLISH, ITALIAN, add_field, add_table, add_text
from pipeline.exports.units import Document, ExportOptions, chosen

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# A landscape A4 page, in millimetres.
_PAGE: Final = (297, 210)
_MARGIN: Final = 15
_POINTS: Final = 10
MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx takes it as UTC
"""The file has to name a moment; always this one, so that the same input makes the same bytes."""
_NOTE: Final = "Remarks say what may be wrong; add your own."


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write `documents` to `file` as a Word document (DOCX), a table an article."""
    import docx  # noqa: PLC0415 - only where documents are made

    made = docx.Document()
    _describe(made, documents, options)
    _lay_out(made)
    for number, document in enumerate(documents):
        heading = made.add_heading(level=1)
        heading.paragraph_format.page_break_before = number > 0
        add_text(heading, clean_text(document.title), ITALIAN)
        facts = (clean_text(document.metadata.get(name, "")) for name in ("author", "date"))
        about = [*filter(None, facts), _NOTE]
        add_text(made.add_paragraph(), " · ".join(about), ENGLISH)
        add_table(made, list(chosen(document.units, options)))
    content = BytesIO()
    made.save(content)
    write_without_times(content.getvalue(), file)


def _describe(made: "WordDocument", documents: Sequence[Document], options: ExportOptions) -> None:
    properties = made.core_properties
    titles = [clean_text(document.title) for document in documents]
    # Word takes at most 255 characters of each.
    properties.title = (clean_text(options.title) or "; ".join(titles))[:255]
    properties.author = "bilingue"
    properties.comments = ""
    properties.language = ITALIAN
    properties.created = properties.modified = MOMENT


def _lay_out(made: "WordDocument") -> None:
    """Set the page, the type and a page number at the foot."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - only where documents are made
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, _PAGE)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    normal = made.styles["Normal"]
    normal.font.size = Pt(_POINTS)
    normal.paragraph_format.space_after = Pt(3)
    add_field(section.footer.paragraphs[0], "PAGE")
