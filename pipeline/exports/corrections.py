"""Whether a person changed a file that was exported, so that no later export takes its place."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pipeline.article import clean_text
from pipeline.errors import BilingueError
from pipeline.exports.units import Document, is_machine
from pipeline.keys import is_edited

_Known = Mapping[tuple[str, str], bool]
"""Whether a person made an English, by the Italian and the English."""


def holds_corrections(target: Path, documents: Iterable[Document]) -> bool:
    """Tell whether a file holds what a person wrote into it and `documents` do not know.

    Args:
        target: A file that is there.
        documents: What is to be exported.
    """
    look = _LOOKS.get(target.suffix.lower())
    if not look:
        return False
    known: dict[tuple[str, str], bool] = {}
    for document in documents:
        for unit in document.units:
            pair = unit.it, unit.en
            known[pair] = known.get(pair, False) or not is_machine(unit)
    try:
        return look(target, known)
    # Something else, which the user named to be replaced. Libraries meet many errors in it.
    except (BilingueError, OSError, zipfile.BadZipFile, KeyError, ValueError):
        return False


def _in_workbook(target: Path, known: _Known) -> bool:
    from pipeline.edits.table import read_table  # noqa: PLC0415 - openpyxl is heavy

    table = read_table(target.read_bytes(), str(target))
    return any(
        is_edited(row.key, row.en) and (clean_text(row.it), clean_text(row.en)) not in known
        for row in table.rows
        if row.key
    )


def _in_xliff(target: Path, known: _Known) -> bool:
    """Look for new English, and for a state that says more than ours did."""
    from pipeline.exports.xliff_reading import read_xliff  # noqa: PLC0415 - lxml is heavy

    for unit in read_xliff(target):
        pair = unit.it, unit.en
        # Of a whole block, which has no key, the state alone tells.
        is_new = is_edited(unit.key, unit.en) if unit.key else unit.origin != "mt"
        if is_new and pair not in known:
            return True
        if unit.origin != "mt" and known.get(pair) is False:
            return True
    return False


def _in_word_document(target: Path, _: _Known) -> bool:
    """Go by the moment of the last change, which every program writes."""
    import docx  # noqa: PLC0415 - only where documents are made
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    from pipeline.exports.docx import MOMENT  # noqa: PLC0415

    try:
        properties = docx.Document(str(target)).core_properties
    except PackageNotFoundError:
        return False
    modified = properties.modified
    is_ours = modified is not None and modified.replace(tzinfo=None) == MOMENT
    return properties.author == "bilingue" and not is_ours


_LOOKS: Final[Mapping[str, Callable[[Path, _Known], bool]]] = MappingProxyType(
    {
        ".xlsx": _in_workbook,
        ".xlf": _in_xliff,
        ".xliff": _in_xliff,
        ".docx": _in_word_document,
    }
)
