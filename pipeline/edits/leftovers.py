"""The tables of what has no place: NAME.orphans.tsv and NAME.conflicts.tsv.

NAME.orphans.tsv holds edits whose sentence is no longer in the article:
`it en origin key previous_it next_it occurrences`, the key being that of the row that was edited,
the neighbours and the number of occurrences those that the sentence had then.

NAME.conflicts.tsv holds second human texts for a sentence: `it en other_en key source`, `en` being
the one that stands, `other_en` the one that does not, `key` and `source` those of the latter.

Both are written anew as a whole, from what they held and what is new, so that nothing that was
once in them is lost.
"""

from collections.abc import Iterable
from typing import Final

from pipeline.article import Origin, clean_text
from pipeline.edits.findings import Conflict, Edit
from pipeline.edits.row_keys import parse_key
from pipeline.edits.table import Table, written
from pipeline.keys import check_code

ORPHAN_COLUMNS: Final = ("it", "en", "origin", "key", "previous_it", "next_it", "occurrences")
CONFLICT_COLUMNS: Final = ("it", "en", "other_en", "key", "source")


def write_orphans(orphans: Iterable[Edit]) -> str:
    """Return the text of NAME.orphans.tsv."""
    return written(
        ORPHAN_COLUMNS,
        (
            (
                edit.it,
                edit.en,
                edit.origin,
                edit.key,
                edit.previous_it,
                edit.next_it,
                str(edit.occurrences),
            )
            for edit in orphans
        ),
    )


def read_orphans(table: Table) -> tuple[Edit, ...]:
    """Return the orphans in a NAME.orphans.tsv; rows without a key or English are left out."""
    orphans = []
    for row in table.rows:
        key, english = parse_key(row.key), clean_text(row.en)
        if key is None or not english:
            continue
        origin: Origin = "tm" if row.origin == "tm" else "human"
        occurrences = row.values.get("occurrences", "").strip()
        orphans.append(
            Edit(
                it=clean_text(row.it),
                en=english,
                key=str(key),
                row=row.number,
                origin=origin,
                previous_it=clean_text(row.values.get("previous_it", "")),
                next_it=clean_text(row.values.get("next_it", "")),
                occurrences=int(occurrences) if occurrences.isdecimal() else 1,
                source=table.path,
            )
        )
    return tuple(orphans)


def write_conflicts(conflicts: Iterable[Conflict]) -> str:
    """Return the text of NAME.conflicts.tsv; a conflict that comes twice is written once."""
    distinct = {
        (one.key, check_code(one.standing), check_code(one.other)): one for one in conflicts
    }
    return written(
        CONFLICT_COLUMNS,
        ((one.it, one.standing, one.other, one.key, one.source) for one in distinct.values()),
    )


def read_conflicts(table: Table) -> tuple[Conflict, ...]:
    """Return the conflicts in a NAME.conflicts.tsv."""
    return tuple(
        Conflict(
            it=clean_text(row.it),
            standing=clean_text(row.en),
            other=clean_text(row.values.get("other_en", "")),
            key=row.key.strip(),
            row=row.number,
            source=clean_text(row.values.get("source", "")),
        )
        for row in table.rows
    )
