"""Telling a person's edits in a table from what the program wrote and from damage.

A row was edited exactly when the check code of its key no longer fits its English. Then, in this
order: a text that the record has for this place is no edit; an emptied cell and the machine's own
text mean to go back to the machine; what a spreadsheet may have made of the old text is damage;
all else is an edit. A row that fits is an edit of an earlier run where table or record say so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.article import Origin, Pair, clean_text
from pipeline.edits.damage import Trace, is_damage, is_of_a_spreadsheet
from pipeline.edits.findings import Conflict, Edit, Problem, Recognised, Reset, Restored
from pipeline.edits.places import Place, PlacedRow, PlaceName, place_rows, places_of
from pipeline.edits.row_keys import parse_key
from pipeline.edits.table import Table
from pipeline.edits.traces import find_trace
from pipeline.edits.undoing import undone
from pipeline.keys import check_code, place_of

__all__ = ["Conflict", "Edit", "Problem", "Recognised", "Reset", "Restored", "recognise"]


def recognise(table: Table, pairs: Sequence[Pair] | None, *, own: bool = True) -> Recognised:
    """Return what a person did in `table`, and what programs did to it.

    Args:
        table: The table.
        pairs: Those of the article's record, as last written; None without a record.
        own: Whether it is the article's own table. Then what the record says a person wrote, and
            no row says otherwise, is among the edits: a row may be deleted. A table from
            elsewhere tells of its own rows alone.
    """
    places = places_of(table, pairs)
    rows, problems = place_rows(table, places)
    trace = find_trace(table, [(one.row, one.key, places[one.key.place].pair) for one in rows])
    judged: dict[PlaceName, list[_Judgement]] = defaultdict(list)
    for row in rows:
        place = places[row.key.place]
        judged[row.key.place].append(_judge(row, place, trace, table.path))
    mixed_up = _exchanged(judged, places) or _cut_up(table)
    problems += mixed_up
    edits: list[Edit] = []
    conflicts: list[Conflict] = []
    for name, place in places.items():
        found = [one.edit for one in judged.get(name, []) if one.edit and not mixed_up]
        is_reset = any(one.reset for one in judged.get(name, ())) and not mixed_up
        earlier = _earlier(place) if own and not is_reset else None
        standing, others = _choose(found, earlier)
        if standing is not None:
            edits.append(standing)
            conflicts += [_conflict(standing, other) for other in others]
    all_judged = [one for ones in judged.values() for one in ones]
    return Recognised(
        edits=tuple(sorted(edits, key=lambda edit: edit.row)),
        restored=tuple(one.restored for one in all_judged if one.restored),
        resets=tuple(one.reset for one in all_judged if one.reset),
        conflicts=tuple(conflicts),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
    )


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What became of one row; nothing at all where it is as the program wrote it."""

    edit: Edit | None = None
    restored: Restored | None = None
    reset: Reset | None = None


_UNCHANGED: Final = _Judgement()


def _judge(placed: PlacedRow, place: Place, trace: Trace, source: str) -> _Judgement:
    row, key, pair = placed.row, placed.key, place.pair
    found = clean_text(row.en)
    check = key.check or (check_code(pair.en) if pair else "")
    human: Origin | None = "human" if row.origin == "human" else None
    human = "tm" if row.origin == "tm" else human
    if pair is not None and pair.origin != "mt":
        human = human or (pair.origin if check == check_code(pair.en) else None)
    if not check or check == check_code(found):
        return _Judgement(_edit(placed, place, found, human, source)) if human else _UNCHANGED
    if pair is not None and check_code(found) == check_code(pair.en):
        return _UNCHANGED
    if not found or (pair is not None and check_code(found) == check_code(pair.mt)):
        return _Judgement(reset=Reset(row.number, str(replace(key, check=check)), found))
    if not key.check and (whole := _cut_off(found, pair)):
        return _Judgement(restored=Restored(row.number, str(key), found, whole))
    old = _undamaged(found, check, pair, trace, converted="en" in row.converted)
    if old is None:
        return _Judgement(_edit(placed, place, found, "human", source))
    # What was damaged may have been an edit of an earlier run.
    stays = human if old and check == check_code(old) else None
    edit = _edit(placed, place, old, stays, source) if stays else None
    return _Judgement(edit, Restored(row.number, str(key), found, old))


def _cut_off(found: str, pair: Pair | None) -> str:
    """Return the text of which a row without its key holds the beginning, or nothing.

    A file that was copied in part ends like that.
    """
    texts = (pair.en, pair.mt) if pair else ()
    return next((text for text in texts if text.startswith(found)), "")


def _undamaged(
    found: str, check: str, pair: Pair | None, trace: Trace, *, converted: bool
) -> str | None:
    """Return the text that a damaged cell held; nothing if that is lost, None for an edit."""
    texts = (pair.en, pair.mt) if pair else ()
    confirmed = [text for text in texts if check_code(text) == check]
    # Without one, a newer text may have gone the same way as the older one.
    for text in confirmed[:1] or texts:
        if is_damage(text, found, trace):
            return text
    if not confirmed:
        old = undone(found, check)
        if old is not None and is_damage(old, found, trace):
            return old
    return "" if is_of_a_spreadsheet(found) or (converted and not texts) else None


def _edit(placed: PlacedRow, place: Place, en: str, origin: Origin, source: str) -> Edit:
    return Edit(
        it=place.it or clean_text(placed.row.it),
        en=en,
        key=str(placed.key),
        row=placed.row.number,
        origin=origin,
        previous_it=place.previous_it,
        next_it=place.next_it,
        occurrences=place.occurrences,
        source=source,
    )


def _earlier(place: Place) -> Edit | None:
    """Return the edit that the record has for a place."""
    pair = place.pair
    if pair is None or pair.origin == "mt" or not pair.en:
        return None
    return Edit(
        it=pair.it,
        en=pair.en,
        key=pair.key,
        row=0,
        origin=pair.origin,
        previous_it=place.previous_it,
        next_it=place.next_it,
        occurrences=place.occurrences,
    )


def _choose(found: Sequence[Edit], earlier: Edit | None) -> tuple[Edit | None, list[Edit]]:
    """Return the edit that stands for a place, and those that say something else.

    A new text wins over one of an earlier run, then the row that comes first. No conflict is a
    text that the new one was made from: the person saw it.
    """
    texts: dict[str, Edit] = {}
    for edit in [*sorted(found, key=_is_kept), *([earlier] if earlier else [])]:
        texts.setdefault(check_code(edit.en), edit)
    if not texts:
        return None, []
    standing, *others = texts.values()
    seen = {_check(edit) for edit in found if not _is_kept(edit)}
    return standing, [other for other in others if check_code(other.en) not in seen]


def _check(edit: Edit) -> str:
    return edit.key.rpartition(".")[2]


def _is_kept(edit: Edit) -> bool:
    """Tell whether the program itself wrote this text, in an earlier run."""
    return _check(edit) == check_code(edit.en)


def _conflict(standing: Edit, other: Edit) -> Conflict:
    return Conflict(standing.it, standing.en, other.en, other.key, other.row, other.source)


_FEWEST_EXCHANGED: Final = 3


def _exchanged(
    judged: Mapping[PlaceName, Iterable[_Judgement]], places: Mapping[PlaceName, Place]
) -> list[Problem]:
    """Return the problem of a table whose English was sorted without the rest of its rows.

    Then most of what looks like edits is the English of other rows.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for (sentence, _), place in places.items():
        if place.pair is not None:
            owners[check_code(place.pair.en)].add(sentence)
    new = [
        (name[0], one.edit)
        for name, ones in judged.items()
        for one in ones
        if one.edit and not _is_kept(one.edit)
    ]
    strange = [
        edit for sentence, edit in new if owners.get(check_code(edit.en), {sentence}) != {sentence}
    ]
    if len(strange) < _FEWEST_EXCHANGED or 2 * len(strange) < len(new):
        return []
    message = "the English stands in the wrong rows: the column en was sorted or moved by itself"
    return [Problem(0, message, "")]


_FEWEST_CUT: Final = 3


def _cut_up(table: Table) -> list[Problem]:
    """Return the problem of a table whose rows were divided at the wrong places.

    Many keys have then lost their ends, or something else stands in their column, and who knows
    what the English has lost.
    """
    keys = [parse_key(row.key) for row in table.rows if row.key.strip()]
    cut = sum(key is None or not key.check for key in keys)
    if cut < _FEWEST_CUT or cut * _FEWEST_CUT < len(keys):
        return []
    return [Problem(0, "many keys are damaged: a program divided the table at wrong places", "")]


def without_reset(edits: Iterable[Edit], resets: Iterable[Reset]) -> tuple[Edit, ...]:
    """Return `edits` without those that a person rejected in another table.

    A reset counts only for the very text that the person saw, which its check code tells.
    """
    rejected = {tuple(reset.key.rpartition(".")[::2]) for reset in resets}
    return tuple(
        edit for edit in edits if (place_of(edit.key), check_code(edit.en)) not in rejected
    )
