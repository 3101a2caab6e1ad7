"""Anki itself, without its windows: collections that take in files as a person's would."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
    ImportLogWithChanges,
)
from anki.notes import Note


@contextmanager
def collection_in(folder: Path) -> Iterator[Collection]:
    """Open a new collection in `folder`."""
    collection = Collection(str(folder / "collection.anki2"))
    yield collection
    collection.close()


def import_text(collection: Collection, path: Path) -> dict[str, int]:
    """Import a text file with what its head says; return how many notes became of which sort."""
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    request = ImportCsvRequest(path=str(path), metadata=metadata)
    return _counts(collection.import_csv(request))


def import_package(collection: Collection, path: Path) -> dict[str, int]:
    """Import a package with the usual options; return how many notes became of which sort."""
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return _counts(collection.import_anki_package(request))


def notes(collection: Collection) -> dict[str, Note]:
    """Return all notes by their GUID."""
    found = (collection.get_note(number) for number in collection.find_notes(""))
    return {note.guid: note for note in found}


def deck_names(collection: Collection) -> set[str]:
    """Return the decks that hold cards."""
    decks = collection.decks
    return {decks.name(collection.get_card(card).did) for card in collection.find_cards("")}


def is_sound(collection: Collection) -> bool:
    """Tell whether Anki's own check of the database finds nothing to repair."""
    report, fine = collection.fix_integrity()
    return fine and report == "Database rebuilt and optimized."


def texts(note: Note) -> list[str]:
    """Return the fields of a note as a person reads them."""
    return [html.unescape(field) for field in note.fields]


def _counts(log: ImportLogWithChanges) -> dict[str, int]:
    """Return the sorts of notes in an import's log that are not empty."""
    sorts = {
        "new": log.log.new,
        "updated": log.log.updated,
        "same": log.log.duplicate,
        "conflicting": log.log.conflicting,
    }
    return {sort: len(found) for sort, found in sorts.items() if found}
