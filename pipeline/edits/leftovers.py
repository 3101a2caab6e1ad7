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
from pipeline.keys import check_code, place_of, sentence_keys

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
    """Return the orphans in a NAME.orphans.tsv; a row whose English was emptied is none.

    One whose key was lost gets the key of its Italian.
    """
    orphans = []
    for row in table.rows:
        italian, english = clean_text(row.it), clean_text(row.en)
        if not english:
            continue
        key = parse_key(row.key) or (sentence_keys([(italian, "")])[0] if italian else "")
        origin: Origin = "tm" if row.origin == "tm" else "human"
        occurrences = row.values.get("occurrences", "").strip()
        orphans.append(
            Edit(
                it=italian,
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
    return written(
        CONFLICT_COLUMNS,
        (
            (one.it, one.standing, one.other, one.key, one.source)
            for one in distinct_conflicts(conflicts)
        ),
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


def orphan_name(edit: Edit) -> tuple[str, str]:
    """Return what two orphans have in common that say the same of the same place."""
    return place_of(edit.key), check_code(edit.en)


def distinct_orphans(orphans: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return orphans without those that say the same of the same place."""
    kept: dict[tuple[str, str], Edit] = {}
    for edit in orphans:
        kept.setdefault(orphan_name(edit), edit)
    return tuple(kept.values())


def distinct_conflicts(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return conflicts, each of them once."""
    kept: dict[tuple[str, str, str], Conflict] = {}
    for one in conflicts:
        kept.setdefault((one.key, check_code(one.standing), check_code(one.other)), one)
    return tuple(kept.values())
