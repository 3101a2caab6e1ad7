"""What becomes a note in Anki, and in which deck: the same for both kinds of file."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.article import clean_text
from pipeline.exports.units import Document, ExportOptions, Unit, is_machine, stable_id, translated

TAG: Final = "bilingue"

_TOP_DECK: Final = "Bilingue"
_PARTS: Final = re.compile(":{2,}")
# What Anki would take for a sound or for LaTeX.
_MARKUP: Final = re.compile(r"\[(?=sound:|anki:|latex\]|/latex\]|\$|/\$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A unit as Anki is to know it."""

    id: str
    """What Anki finds it again by, whatever becomes of its English."""
    unit: Unit
    """The sentences."""
    document: Document
    """The article that it is in."""
    deck: str
    """The deck, with :: between it and the one above it."""


def anki_notes(documents: Sequence[Document], options: ExportOptions) -> list[AnkiNote]:
    """Return the notes of `documents` in reading order.

    Anki knows a note by its id alone. A sentence that stands in several articles has the same id in
    all of them and becomes one note: the first that a person made, otherwise the first.
    """
    notes: dict[str, AnkiNote] = {}
    for document in documents:
        deck = _deck(document, options)
        for unit in translated(document.units, options):
            note = AnkiNote(stable_id(unit), unit, document, deck)
            known = notes.setdefault(note.id, note)
            if is_machine(known.unit) and not is_machine(unit):
                notes[note.id] = note
    return list(notes.values())


def as_html(text: str) -> str:
    """Return `text` as HTML.

    Quotation marks are escaped, too: unescaped, one at the start of a field would begin a quoted
    field of a text file.
    """
    return html.escape(text, quote=False).replace('"', "&quot;")


def as_field(text: str) -> str:
    """Return `text` as HTML in which Anki finds neither a sound nor LaTeX."""
    return _MARKUP.sub("&#91;", as_html(text))


def _deck(document: Document, options: ExportOptions) -> str:
    if options.deck:
        return clean_text(options.deck)
    return f"{_TOP_DECK}::{_PARTS.sub(':', clean_text(options.title or document.title))}"
