"""An Anki package (.apkg): a card in each direction and, where asked for, gaps for rarer words.

Notes are found again by their ID, so a second import updates the first. Anki updates what is newer
than what it has; that is why the notes carry the time at which the package is made. With
SOURCE_DATE_EPOCH set (reproducible-builds.org/specs/source-date-epoch) it is that time, and the
same input makes the same bytes.
"""

import hashlib
import itertools
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Any, BinaryIO, Final

from pipeline.checks import REASONS
from pipeline.exports.anki_gaps import with_gaps
from pipeline.exports.anki_note_types import gap_type, sentence_type
from pipeline.exports.anki_notes import TAG, AnkiNote, anki_notes, as_field
from pipeline.exports.archives import write_archive
from pipeline.exports.units import Document, ExportOptions, is_machine

# Numbers of decks: over those that Anki gives small things, under a time in milliseconds.
_LEAST_DECK: Final = 1 << 30
_DECKS: Final = 1 << 40


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write `documents` to `file` as an Anki package; units without English are left out."""
    notes = anki_notes(documents, options)
    decks = _decks(notes, with_gaps(notes) if options.cloze else {})
    collection = _collection(decks)
    write_archive([("collection.anki2", collection), ("media", b"{}")], file)


def _decks(notes: Sequence[AnkiNote], gaps: dict[str, str]) -> list[Any]:
    """Return the notes in their `genanki.Deck`s."""
    import genanki  # noqa: PLC0415 - only where packages are made

    sentences, words = sentence_type(), gap_type()
    decks: dict[str, Any] = {}
    for place, note in enumerate(notes):
        deck = decks.setdefault(note.deck, genanki.Deck(_deck_number(note.deck), note.deck))
        unit, article, tags = note.unit, as_field(note.document.title), _tags(note)
        fields = [*map(as_field, (unit.it, unit.en, unit.previous, unit.next)), article]
        deck.add_note(genanki.Note(sentences, fields, guid=note.id, tags=tags, due=place))
        if note.id in gaps:
            fields = [gaps[note.id], as_field(unit.en), article]
            # A note of its own: Anki cannot change the type of one that it has.
            guid = f"{note.id}.gap"
            deck.add_note(genanki.Note(words, fields, guid=guid, tags=tags, due=place))
    return list(decks.values())


def _collection(decks: Sequence[Any]) -> bytes:
    """Return the bytes of the SQLite database in a package."""
    import genanki  # noqa: PLC0415 - only where packages are made

    moment = _moment()
    with closing(sqlite3.connect(":memory:")) as connection:
        numbers = itertools.count(moment * 1000)
        # Not its write_to_file, which leaves a temporary file behind.
        genanki.Package(list(decks)).write_to_db(connection.cursor(), moment, numbers)
        connection.commit()
        return connection.serialize()


def _moment() -> int:
    """Return the time of the notes in seconds since 1970."""
    with suppress(KeyError, ValueError):
        return max(0, int(os.environ["SOURCE_DATE_EPOCH"]))
    return int(time.time())


def _deck_number(name: str) -> int:
    digest = hashlib.sha256(name.encode()).digest()
    return _LEAST_DECK + int.from_bytes(digest[:8], "big") % _DECKS


def _tags(note: AnkiNote) -> list[str]:
    origin = "machine" if is_machine(note.unit) else "reviewed"
    doubts = (f"{TAG}::doubt::{flag}" for flag in note.unit.flags if flag in REASONS)
    return [TAG, f"{TAG}::{origin}", *doubts]
