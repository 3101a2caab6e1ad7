"""JSON Lines: one object a unit, with all that is known of it, for programs of one's own."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from pipeline.exports.units import Document, ExportOptions, Unit, chosen, stable_id


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write a line of JSON (UTF-8, LF) for each unit; one without English has it empty.

    Args:
        documents: The articles.
        file: Where to write.
        options: `machine` counts.
    """
    for document in documents:
        for unit in chosen(document.units, options):
            line = json.dumps(_fields(document, unit), ensure_ascii=False, separators=(",", ":"))
            file.write(f"{line}\n".encode())


def _fields(document: Document, unit: Unit) -> dict[str, Any]:
    """Return the fields of a line, named as the columns of the table are where both have them."""
    return {
        "document": document.name,
        "title": document.title,
        "source": document.source,
        "metadata": dict(document.metadata),
        "id": stable_id(unit),
        "paragraph": unit.block,
        "sentence": unit.sentence,
        "kind": unit.kind,
        "it": unit.it,
        "en": unit.en,
        "origin": unit.origin,
        "score": unit.score,
        "flags": list(unit.flags),
        "key": unit.key,
        "hint": unit.hint,
        "hint_score": unit.hint_score,
        "previous": unit.previous,
        "next": unit.next,
    }
