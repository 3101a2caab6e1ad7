"""Putting together what people made of an article: its own tables, handed-in ones, memories.

Of several texts for a sentence stands, in this order: the one in the article's own table; one that
was handed in with --edits, which takes its place where it was made from it; what a memory knows;
the machine's. Nothing that loses is dropped: see `edits.leftovers`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.article import Pair
from pipeline.edits.findings import Conflict, Edit, Recognised
from pipeline.edits.leftovers import write_conflicts, write_orphans
from pipeline.edits.merging import merge
from pipeline.edits.recognition import recognise, without_reset
from pipeline.exports.tsv import write_tsv
from pipeline.keys import is_edited, place_of
from pipeline.record import Record
from pipeline.revision.own_tables import OwnTables, homeless_extras, read_own_tables
from pipeline.revision.recall import recall
from pipeline.revision.revised import Revised
from pipeline.store import CONFLICTS, ORPHANS, Tables

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
        recognise(table, record.pairs if record else None, own=False)
        for table in reviser.handed.get(name, ())
    ]
    resets = [one for found in (*tables.found, *handed) for one in found.resets]
    rejected = frozenset(place_of(reset.key) for reset in resets)
    edits = [edit for found in handed for edit in found.edits]
    handed_resets = [reset for found in handed for reset in found.resets]
    standing = list(without_reset(tables.edits, handed_resets))
    recalled = frozenset(record.recalled if record else ())
    if reviser.memories is not None:
        known = recall(reviser.memories, name, pairs, digest, rejected)
        # What a memory gave before gives way to what it says now, be it nothing.
        standing = [one for one in standing if not _is_recalled(one, recalled, record)]
        pairs, recalled = known.pairs, known.places
    merged = merge(pairs, [*tables.further, *edits], standing, tables.orphans)
    human = {place_of(pair.key): pair for pair in merged.pairs if pair.origin != "mt"}
    own = [edit for edit in standing if not _is_recalled(edit, recalled, record)]
    texts = {place_of(edit.key): edit.en for edit in (*own, *tables.further, *edits)}
    still = tuple(
        place for place, pair in human.items() if place in recalled and texts.get(place) != pair.en
    )
    new = [c for found in (*tables.found, *handed) for c in found.conflicts]
    conflicts = (*tables.conflicts, *new, *merged.conflicts)
    return Revised(
        pairs=merged.pairs,
        recalled=still,
        tables=_tables(tables, merged.pairs, merged.orphans, conflicts),
        messages=(
            *_messages(tables, handed, merged.pairs),
            *_leftover_messages(name, tables, merged.orphans, conflicts),
        ),
        rejected=rejected,
        is_missing_machine_text=_is_missing(record, merged.pairs),
    )


def _tables(
    tables: OwnTables,
    pairs: Sequence[Pair],
    orphans: Sequence[Edit],
    conflicts: Sequence[Conflict],
) -> Tables:
    homeless = homeless_extras(tables, pairs)
    return Tables(
        table=write_tsv(pairs, tables.extra_columns, tables.extras),
        replaces=frozenset(tables.read),
        # What a person wrote beside a sentence that is gone stays where it is.
        keeps=frozenset(tables.read if homeless else ()),
        orphans=write_orphans(orphans) if orphans else "",
        conflicts=write_conflicts(conflicts) if conflicts else "",
    )


def _is_recalled(edit: Edit, places: Iterable[str], record: Record | None) -> bool:
    """Tell whether an edit is only what a memory gave in an earlier run."""
    return (
        record is not None
        and place_of(edit.key) in record.recalled
        and place_of(edit.key) in places
        and not is_edited(edit.key, edit.en)
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
    more = len(orphans) - len(tables.orphans)
    if more > 0:
        yield f"{more} corrections have no sentence any more and are kept in {name}{ORPHANS}"
    more = len(conflicts) - len(tables.conflicts)
    if more > 0:
        yield f"{more} second texts for a sentence are kept in {name}{CONFLICTS}"
