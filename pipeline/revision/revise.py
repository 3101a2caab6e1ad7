"""Putting together what people made of an article: its own tables, handed-in ones, memories.

Of several texts for a sentence stands, in this order: the one in the article's own table; one that
was handed in with --edits, which takes its place where it was made from it; what a memory knows;
the machine's. Nothing that loses is dropped: see `edits.leftovers`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.article import Pair
from pipeline.edits.findings import Conflict, Edit, Recognised, Reset
from pipeline.edits.leftovers import (
    distinct_conflicts,
    distinct_orphans,
    orphan_name,
    write_conflicts,
    write_orphans,
)
from pipeline.edits.merging import Merged, merge
from pipeline.edits.recognition import recognise, without_reset
from pipeline.exports.tsv import write_tsv
from pipeline.keys import check_code, is_edited, place_of
from pipeline.record import Record
from pipeline.revision.own_tables import (
    OwnTables,
    homeless_extras,
    irreplaceable,
    read_own_tables,
)
from pipeline.revision.recall import recall
from pipeline.revision.revised import Revised
from pipeline.table_files import CONFLICTS, ORPHANS, Leftover, Tables

if TYPE_CHECKING:
    from pipeline.revision.reviser import Reviser

_LISTED: Final = 10


def revise(
    reviser: "Reviser",
    name: str,
    record: Record | None,
    pairs: Sequence[Pair],
    digest: str,
) -> Revised:
    """Return `pairs` with what people made of them.

    Args:
        reviser: What is common to the articles of the run.
        name: The article's output name.
        record: Its record of the last run.
        pairs: The pairs of its source as it is now, with the machine's English.
        digest: Translation digest of the machine's English.

    Raises:
        OutputError: a table is there but cannot be read.
        MemoryFileError: a memory cannot be read.
    """
    tables = read_own_tables(reviser.store, name, record)
    handed = [
        recognise(table, record.pairs if record else pairs, own=False)
        for table in reviser.handed.get(name, ())
    ]
    found = (*tables.found, *handed)
    resets = [reset for one in found for reset in one.resets]
    refused = _refused(record, resets)
    handed_edits = [edit for one in handed for edit in one.edits]
    standing = without_reset(tables.edits, resets)
    elsewhere = without_reset((*tables.further, *handed_edits), resets)
    # What a memory gave before is no edit: it gives way to what a memory says now, be it nothing.
    given = frozenset(_given(record))
    own = [edit for edit in standing if _said(edit) not in given]
    others = [edit for edit in elsewhere if _said(edit) not in given]
    lost: tuple[Edit, ...] = ()
    if reviser.memories is not None:
        pairs = recall(reviser.memories, pairs, digest, refused)
    else:
        kept = merge(pairs, [edit for edit in standing if _said(edit) in given])
        pairs, lost = kept.pairs, kept.orphans
    merged = merge(pairs, others, own, tables.orphans)
    orphans = distinct_orphans((*merged.orphans, *lost))
    new = [conflict for one in found for conflict in one.conflicts]
    conflicts = distinct_conflicts((*tables.conflicts, *new, *merged.conflicts))
    return Revised(
        pairs=merged.pairs,
        recalled=_recalled(merged),
        tables=_tables(tables, merged.pairs, orphans, conflicts),
        messages=(
            *_messages(tables, handed, merged.pairs),
            *_leftover_messages(name, tables, orphans, conflicts),
        ),
        rejected=frozenset(place_of(reset.key) for reset in resets),
        refused=_still_refused(refused, merged.pairs),
        orphaned=frozenset(place_of(orphan.key) for orphan in orphans),
        is_missing_machine_text=_is_missing(record, merged.pairs),
    )


def _said(edit: Edit) -> tuple[str, str, bool]:
    """Return place and English of an edit, and whether a person made it since the last run."""
    return place_of(edit.key), check_code(edit.en), is_edited(edit.key, edit.en)


def _given(record: Record | None) -> Iterator[tuple[str, str, bool]]:
    """Yield what a memory gave in an earlier run, in the form of `_said`."""
    for pair in record.pairs if record else ():
        if record and place_of(pair.key) in record.recalled:
            yield place_of(pair.key), check_code(pair.en), False


def _recalled(merged: Merged) -> tuple[str, ...]:
    """Return the places whose English is a person's but no edit of this article."""
    return tuple(
        place_of(pair.key)
        for number, pair in enumerate(merged.pairs)
        if pair.origin != "mt" and number not in merged.edited
    )


_Refused = frozenset[tuple[str, str]]
"""Places, each with the check code of an English that a person refused there."""


def _refused(record: Record | None, resets: Iterable[Reset]) -> _Refused:
    """Return what a person refused, now or earlier."""
    keys = [reset.key for reset in resets]
    places = {place_of(key) for key in keys}
    keys += [pair.key for pair in (record.pairs if record else ()) if place_of(pair.key) in places]
    keys += record.refused if record else ()
    return frozenset((place_of(key), key.rpartition(".")[2]) for key in keys)


def _still_refused(refused: _Refused, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return what has to be remembered of it: what is refused where the machine's text stands."""
    machine = {place_of(pair.key): check_code(pair.mt) for pair in pairs if pair.origin == "mt"}
    return tuple(
        sorted(
            f"{place}.{code}"
            for place, code in refused
            if place in machine and machine[place] != code
        )
    )


def _tables(
    tables: OwnTables,
    pairs: Sequence[Pair],
    orphans: Sequence[Edit],
    conflicts: Sequence[Conflict],
) -> Tables:
    orphans_read, conflicts_read = tables.leftovers
    before = write_orphans(tables.orphans) if orphans_read else ""
    text = write_orphans(orphans) if orphans else ""
    both = distinct_orphans((*tables.orphans, *orphans))
    second_texts = write_conflicts(conflicts) if conflicts else ""
    return Tables(
        table=write_tsv(pairs, tables.extra_columns, tables.extras),
        replaces=tables.read,
        # What a person wrote beside a sentence that is gone stays where it is.
        keeps=irreplaceable(tables, pairs),
        known=tables.known,
        orphans=Leftover(
            text=text,
            meanwhile=write_orphans(both) if both else "",
            read=orphans_read,
            stays=text == before != "",
        ),
        conflicts=Leftover(
            text=second_texts,
            read=conflicts_read,
            stays=second_texts == write_conflicts(tables.conflicts) if conflicts_read else False,
        ),
    )


def _is_missing(record: Record | None, pairs: Sequence[Pair]) -> bool:
    before = {place_of(pair.key): pair for pair in record.pairs} if record else {}
    return any(
        pair.origin == "mt" and pair.score is None and before[place].origin != "mt"
        for pair in pairs
        if (place := place_of(pair.key)) in before
    )


def _messages(
    tables: OwnTables, handed: Sequence[Recognised], pairs: Sequence[Pair]
) -> Iterable[str]:
    found = [*tables.found, *handed]
    restored = [one for each in found for one in each.restored]
    if restored:
        lines = ", ".join(str(one.row) for one in restored[:_LISTED])
        more = " and more" if len(restored) > _LISTED else ""
        yield (
            f"{len(restored)} cells that a spreadsheet had changed were restored "
            f"(lines {lines}{more})"
        )
    resets = sum(len(each.resets) for each in found)
    if resets:
        yield f"{resets} sentences went back to the machine's English"
    yield from tables.problems
    yield from (
        f"{problem.message} (line {problem.row})" for each in handed for problem in each.problems
    )
    homeless = homeless_extras(tables, pairs)
    if homeless:
        yield f"{homeless} rows with something in your own columns have no sentence any more"


def _leftover_messages(
    name: str, tables: OwnTables, orphans: Sequence[Edit], conflicts: Collection[Conflict]
) -> Iterator[str]:
    known = set(map(orphan_name, tables.orphans))
    more = sum(orphan_name(one) not in known for one in orphans)
    if more:
        yield f"{more} corrections have no sentence any more and are kept in {name}{ORPHANS}"
    more = len(conflicts) - len(distinct_conflicts(tables.conflicts))
    if more > 0:
        yield f"{more} second texts for a sentence are kept in {name}{CONFLICTS}"
