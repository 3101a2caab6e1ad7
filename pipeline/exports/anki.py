"""Anki's text import: a note a line, found again by its ID.

The page makes the same file (`templates/js/exports.js`), so that either of them updates what the
other brought. Anki reads the lines as CSV; nothing in them can be taken for its quoting, because
quotation marks are escaped as HTML.

Anki passes over a note type that it does not have, so of several the last one that it has counts:
the package's own where a package was imported before, otherwise a type of Anki's with a card in
each direction. The columns have no names: Anki would look for fields of these names, which has
others in other languages, and would make a question of the ID.
"""

from collections.abc import Sequence
from typing import BinaryIO, Final

from pipeline.article import clean_text
from pipeline.exports.anki_note_types import SENTENCE_TYPE
from pipeline.exports.anki_notes import TAG, AnkiNote, anki_notes, as_html
from pipeline.exports.units import Document, ExportOptions

NOTE_TYPES: Final = ("Basic", "Basic (and reversed card)", SENTENCE_TYPE)
"""Names of note types, the one to take first last."""


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
        *(f"#notetype:{name}" for name in NOTE_TYPES),
        "#deck column:4" if several else f"#deck:{''.join(decks)}",
        f"#tags:{TAG}",
        "#guid column:1",
    ]


def _fields(note: AnkiNote, decks: Sequence[str]) -> list[str]:
    unit = note.unit
    fields = [note.id, as_html(clean_text(unit.it)), as_html(clean_text(unit.en))]
    # Anki expects a plain name there, no HTML.
    return [*fields, note.deck] if len(decks) > 1 else fields
