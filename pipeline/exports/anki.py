"""Anki's text import: a note a line, found again by its ID.

The page makes the same file (`templates/js/exports.js`), so that either of them updates what the
other brought. Anki reads the lines as CSV; nothing in them can be taken for its quoting, because
quotation marks are escaped as HTML.
"""

from collections.abc import Sequence
from typing import BinaryIO

from pipeline.article import clean_text
from pipeline.exports.anki_notes import TAG, AnkiNote, anki_notes, as_html
from pipeline.exports.units import Document, ExportOptions


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write `documents` to `file` as text that Anki imports; units without English are left out."""
    notes = anki_notes(documents, options)
    decks = list(dict.fromkeys(note.deck for note in notes))
    lines = [*_head(decks), *("\t".join(_fields(note, decks)) for note in notes)]
    file.write("".join(f"{line}\n" for line in lines).encode())


def _head(decks: Sequence[str]) -> list[str]:
    several = len(decks) > 1
    return [
        "#separator:tab",
        "#html:true",
        "#columns:ID\tFront\tBack" + "\tDeck" * several,
        "#notetype:Basic",
        "#deck column:4" if several else f"#deck:{''.join(decks)}",
        f"#tags:{TAG}",
        "#guid column:1",
    ]


def _fields(note: AnkiNote, decks: Sequence[str]) -> list[str]:
    unit = note.unit
    fields = [note.id, as_html(clean_text(unit.it)), as_html(clean_text(unit.en))]
    # Anki expects a plain name there, no HTML.
    return [*fields, note.deck] if len(decks) > 1 else fields
