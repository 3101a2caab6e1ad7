"""Translation units of a table, with what the record beside it knows, and of whole blocks.

What a person changed in the table stands, what a program damaged does not (see `edits`). A row
that was deleted from an article's own table is there all the same, as it is after the next run.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.article import BLOCK_KINDS, Origin, Pair, clean_text
from pipeline.errors import BilingueError, UnreadableSourceError, system_reason
from pipeline.exports.units import ARTICLE_COLUMN, Document, Unit
from pipeline.keys import place_of, sentence_keys
from pipeline.record import Record

if TYPE_CHECKING:
    from pipeline.edits.recognition import Recognised
    from pipeline.edits.table import Row, Table


def units_of_record(
    record: Record, path: Path, problems: list[BilingueError], *, own: bool
) -> tuple[Unit, ...]:
    """Return the sentences of an article with the English of its table.

    Args:
        record: The article's record.
        path: The table; where it is gone, the record alone counts.
        problems: Gets what is not understood in the table.
        own: Whether it is the article's own table; of another only its rows count.

    Raises:
        TableError: it is no table.
        UnreadableSourceError: it cannot be read.
    """
    from pipeline.edits.recognition import recognise  # noqa: PLC0415 - only where it is used

    if own and not path.exists():
        return tuple(map(_unit, record.pairs))
    table = _table(path)
    found = recognise(table, record.pairs, own=own)
    _report(found, path, problems)
    edits = {place_of(edit.key): edit for edit in found.edits}
    resets = {place_of(reset.key) for reset in found.resets}
    rows = {place_of(row.key) for row in table.rows} | edits.keys()
    units = []
    for pair in record.pairs:
        name = place_of(pair.key)
        if name in edits:
            units.append(_edited(pair, edits[name].en, edits[name].origin))
        elif own or name in rows:
            units.append(_reset(pair) if name in resets else _unit(pair))
    return tuple(units)


def units_of_table(path: Path, problems: list[BilingueError]) -> dict[str, tuple[Unit, ...]]:
    """Return the sentences of a table that has no record, in the order of their numbers.

    Args:
        path: The table.
        problems: Gets what is not understood in it.

    Returns:
        The sentences of each article, by the name that the column `article` of a workbook with
        several gives it; by an empty name where there is none.

    Raises:
        TableError: it is no table.
        UnreadableSourceError: it cannot be read.
    """
    table = _table(path)
    parts: dict[str, list[Row]] = {} if table.rows else {"": []}
    for row in table.rows:
        parts.setdefault(clean_text(row.values.get(ARTICLE_COLUMN, "")), []).append(row)
    return {
        name: _units(replace(table, rows=tuple(rows)), path, problems)
        for name, rows in parts.items()
    }


def _units(table: "Table", path: Path, problems: list[BilingueError]) -> tuple[Unit, ...]:
    """Return the sentences of a table that holds one article."""
    from pipeline.edits.recognition import recognise  # noqa: PLC0415
    from pipeline.edits.row_keys import parse_key  # noqa: PLC0415

    found = recognise(table, None)
    _report(found, path, problems)
    rows = _one_for_each_place(table.rows, found)
    right = {restored.row: restored.text for restored in found.restored}
    right |= {edit.row: edit.en for edit in found.edits}
    origins = {row.number: _named_origin(row) for row in rows if parse_key(row.key) is None}
    origins |= {edit.row: edit.origin for edit in found.edits}
    texts = [(clean_text(row.it), clean_text(right.get(row.number, row.en))) for row in rows]
    units = [
        _of_row(row, it, english, key, origins.get(row.number, "mt"))
        for row, (it, english), key in zip(rows, texts, sentence_keys(texts), strict=True)
    ]
    if all(unit.block for unit in units):
        units.sort(key=lambda unit: (unit.block, unit.sentence))
    else:  # no numbers to go by: every row is a block of its own
        units = [
            replace(unit, block=number, sentence=1) for number, unit in enumerate(units, start=1)
        ]
    return tuple(units)


def _table(path: Path) -> "Table":
    from pipeline.edits.table import read_table  # noqa: PLC0415

    try:
        return read_table(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableSourceError(str(path), system_reason(error)) from error


def _report(found: "Recognised", path: Path, problems: list[BilingueError]) -> None:
    for problem in found.problems:
        place = f"{path}, line {problem.row}" if problem.row else str(path)
        problems.append(BilingueError(f"{place}: {problem.message}", "mend the table"))
    for conflict in found.conflicts:
        message = f"{path}, line {conflict.row}: another English for the sentence {conflict.it}"
        problems.append(BilingueError(message, f"exported is {conflict.standing}"))


def _unit(pair: Pair) -> Unit:
    return Unit(
        block=pair.block,
        sentence=pair.sentence,
        kind=pair.kind,
        it=clean_text(pair.it),
        en=clean_text(pair.en),
        origin=pair.origin,
        score=pair.score,
        flags=pair.flags,
        key=pair.key,
        previous="",
        next="",
        hint=clean_text(pair.hint),
        hint_score=pair.hint_score,
    )


def _edited(pair: Pair, english: str, origin: Origin) -> Unit:
    return replace(_unit(pair), en=clean_text(english), origin=origin, score=None, flags=())


def _reset(pair: Pair) -> Unit:
    """Return the machine's own text, to which a person went back."""
    if pair.origin == "mt":
        return _unit(pair)
    return replace(_unit(pair), en=clean_text(pair.mt), origin="mt", score=None)


def _one_for_each_place(rows: Sequence["Row"], found: "Recognised") -> list["Row"]:
    """Return the rows with Italian; of those for the same place the edited, or the first."""
    edited = {place_of(edit.key): edit.row for edit in found.edits if edit.key}
    kept: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        place = place_of(row.key)
        is_other = place and (place in seen or edited.get(place, row.number) != row.number)
        if clean_text(row.it) and not is_other:
            seen.add(place)
            kept.append(row)
    return kept


def _named_origin(row: "Row") -> Origin:
    """Return who made a text of which no key tells: the machine where nothing else is said."""
    return "human" if row.origin == "human" else "tm" if row.origin == "tm" else "mt"


def _of_row(row: "Row", it: str, english: str, key: str, origin: Origin) -> Unit:
    is_machine = origin == "mt" and bool(english)
    kind = row.values.get("kind", "")
    return Unit(
        block=_number(row.values.get("paragraph", "")),
        sentence=_number(row.values.get("sentence", "")) or 1,
        kind=kind if kind in BLOCK_KINDS else "paragraph",
        it=it,
        en=english,
        origin=origin,
        score=_score(row.values.get("score", "")) if is_machine else None,
        flags=tuple(row.values.get("flags", "").split()) if origin == "mt" else (),
        key=row.key or key,
        previous="",
        next="",
        hint=clean_text(row.values.get("hint", "")),
        hint_score=_share(row.values.get("hint_score", "")),
    )


def _number(text: str) -> int:
    """Return a number from 1, as a spreadsheet may have written it, or 0."""
    with contextlib.suppress(ValueError, OverflowError):
        return max(0, int(float(text.replace(",", "."))))
    return 0


def _share(text: str) -> float | None:
    with contextlib.suppress(ValueError):
        share = float(text.replace(",", "."))
        return share if 0 <= share <= 1 else None
    return None


def _score(text: str) -> float | None:
    with contextlib.suppress(ValueError):
        score = float(text.replace(",", "."))
        return score if score <= 0 else None  # a log-probability, and no NaN
    return None


def in_paragraphs(document: Document, record: Record | None) -> Document:
    """Return the document with a unit for each block, its sentences joined."""
    blocks = []
    for number, group in groupby(document.units, key=lambda unit: unit.block):
        units = list(group)
        text = " ".join(unit.it for unit in units)
        if record and number <= len(record.article.blocks):
            whole = record.article.blocks[number - 1].text
            # A sentence whose row was deleted is left out of the block, too.
            if "".join(whole.split()) == "".join(text.split()):
                text = whole
        blocks.append(_block(units, text))
    return replace(document, units=tuple(blocks))


def _block(units: Sequence[Unit], italian: str) -> Unit:
    """Return one unit of the sentences of a block.

    A block half of which has no English is not translated. The scores of sentences cannot be
    put together without the number of their pieces, so a block of several has none.
    """
    first = units[0]
    origins = {unit.origin for unit in units}
    origin: Origin = "mt" if "mt" in origins else "human" if "human" in origins else "tm"
    return Unit(
        block=first.block,
        sentence=0,
        kind=first.kind,
        it=italian,
        en=" ".join(unit.en for unit in units) if all(unit.en for unit in units) else "",
        origin=origin,
        score=first.score if len(units) == 1 else None,
        flags=tuple(sorted({flag for unit in units for flag in unit.flags})),
        key=first.key,
        previous="",
        next="",
    )
