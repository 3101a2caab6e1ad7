"""Word documents (DOCX): the text as Word shows it with all changes accepted.

What becomes of each construct:

- Paragraphs are titles, headings, captions and quotes by the name of their style, its outline
  level, or that of a style it is based on; list items by their list, with the number as shown in
  the attribute `label`. The rules of `collector` say the rest.
- Insertions stay, deletions go. Comments, hidden text, instructions of fields, tables of contents
  and indexes, headers and footers, and what a form asks to type are left out; results of fields
  stay.
- Text boxes stand behind the paragraph they hang on, once. Footnotes stand behind the paragraph
  that refers to them, endnotes at the end; the mark in the text is left out, the number is in
  `label`.
- Bold, italics, code and links to the web become spans.
- Title, author, date of creation and language become metadata as far as somebody has said so;
  the language that Word checks the spelling in by default says nothing.

WordprocessingML is read directly: python-docx knows no footnotes, text boxes, changes or numbers
of lists, unpacks all parts of a file whatever they grow to, and lets foreign exceptions through.
"""

from collections.abc import Mapping

from pipeline.article import Article, clean_text
from pipeline.readers.assembly import assemble
from pipeline.readers.collector import metadata_of
from pipeline.readers.document_dates import day_of
from pipeline.readers.docx.body import Story
from pipeline.readers.docx.package import Package
from pipeline.readers.docx.surroundings import surroundings_of


def read(raw: bytes, name: str, /) -> Article:
    """Return the article in the bytes of a Word document.

    Raises:
        DamagedSourceError: it is damaged, or none.
        ProtectedSourceError: it has a password.
        OldFormatError: it is of the kind before 2007.
        EmptySourceError: it holds no text.
    """
    package = Package(raw, name)
    story = Story(surroundings_of(package), package.related)
    story.walk(package.document)
    for note in story.endnotes:
        story.collector.add(note)
    return assemble(name, story.collector.blocks(), _metadata(package))


def _metadata(package: Package) -> Mapping[str, str]:
    properties = package.properties()
    found = {
        package.names.of(element): clean_text(element.text or "")
        for element in (() if properties is None else properties)
    }
    return metadata_of(
        title=found.get("dc:title", ""),
        author=found.get("dc:creator", ""),
        date=day_of(found.get("dcterms:created", "")),
        language=found.get("dc:language", ""),
    )
