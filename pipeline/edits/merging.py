"""Putting a person's edits onto freshly translated pairs, losing none of them.

An edit belongs where its sentence stands. A sentence that stands several times is told apart by
its neighbours first, then by its number. An edit that finds no place is an orphan, a second text
for a place a conflict; both are handed back, to be kept in files of their own (see `leftovers`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.article import Pair, clean_text
from pipeline.edits.findings import Conflict, Edit
from pipeline.edits.leftovers import distinct_orphans
from pipeline.edits.row_keys import parse_key, sentence_code
from pipeline.keys import check_code, sentence_keys


@dataclass(frozen=True, slots=True)
class Merged:
    """An article's pairs with the edits in them."""

    pairs: tuple[Pair, ...]
    """The pairs, their keys made for the English that now stands."""
    orphans: tuple[Edit, ...]
    """Edits that have no place, earlier orphans among them."""
    conflicts: tuple[Conflict, ...]
    """Second texts for a place."""
    edited: frozenset[int] = frozenset()
    """Numbers, from 0, of the pairs whose English is that of an edit."""


def merge(
    pairs: Sequence[Pair],
    edits: Sequence[Edit],
    standing: Sequence[Edit] | None = None,
    orphans: Sequence[Edit] = (),
) -> Merged:
    """Return `pairs` with the edits that belong to them.

    A sentence has one English: that of `standing` before that of `edits`, of these the one that
    comes first. But an edit that was made from the very text that stands is newer and replaces it.

    Args:
        pairs: Those of the article as it is now, with the machine's English.
        edits: From tables that a person handed in; without `standing`, the article's own.
        standing: The edits that the article's own table and record hold.
        orphans: Those of earlier runs. One whose sentence has come back is taken up where the
            machine's English stands; the others stay orphans.
    """
    sites = _sites(pairs)
    own, others = (edits, ()) if standing is None else (standing, edits)
    chosen: dict[int, Edit] = {}
    left: list[Edit] = []
    conflicts: list[Conflict] = []
    for source in (own, *_by_source(others)):
        for edit, index in _assigned(source, sites):
            if index is None:
                left.append(edit)
            elif (present := chosen.get(index)) is None or _is_made_from(edit, present):
                chosen[index] = edit
            elif not _is_same(edit, present) and not _is_made_from(present, edit):
                conflicts.append(_conflict(pairs[index], present, edit))
    waiting = [edit for edit in orphans if not _take_up(edit, sites, chosen)]
    return Merged(
        pairs=_with_edits(pairs, chosen),
        orphans=distinct_orphans([*waiting, *left]),
        conflicts=tuple(conflicts),
        edited=frozenset(chosen),
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """A place in the article as it is now."""

    index: int
    """Of its pair."""
    occurrence: int
    """Which of the sentence's places it is, from 1."""
    previous: str
    """Hash of the Italian before it, or nothing."""
    next: str
    """Hash of the Italian after it, or nothing."""


_Sites = Mapping[str, Sequence[_Site]]


def _sites(pairs: Sequence[Pair]) -> _Sites:
    codes = ["", *(sentence_code(pair.it) for pair in pairs), ""]
    sites: dict[str, list[_Site]] = defaultdict(list)
    for index in range(len(pairs)):
        same = sites[codes[index + 1]]
        same.append(_Site(index, len(same) + 1, codes[index], codes[index + 2]))
    return sites


def _by_source(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Return edits by their file: within one file no two edits are for the same place."""
    files: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        files[edit.source].append(edit)
    return list(files.values())


def _assigned(edits: Sequence[Edit], sites: _Sites) -> list[tuple[Edit, int | None]]:
    """Return each edit with the index of the pair that it belongs to; None for an orphan."""
    ranked = sorted(
        (
            (rank, -number, -site.index)
            for number, edit in enumerate(edits)
            for site, rank in _ranked(edit, sites)
        ),
        reverse=True,
    )
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, index in ranked:
        if -number not in given and -index not in taken:
            given[-number] = -index
            taken.add(-index)
    return [(edit, given.get(number)) for number, edit in enumerate(edits)]


def _ranked(edit: Edit, sites: _Sites) -> list[tuple[_Site, tuple[int, bool]]]:
    """Return the places that an edit may belong to, each with how well it fits."""
    key = parse_key(edit.key)
    same = sites.get(key.sentence, ()) if key else ()
    previous, after = _code(edit.previous_it), _code(edit.next_it)
    fitting = []
    for site in same:
        neighbours = (site.previous == previous != "") + (site.next == after != "")
        is_numbered_so = key is not None and site.occurrence == key.occurrence
        # Where an occurrence has gone, the numbers of the others mean nothing.
        if neighbours or (is_numbered_so and len(same) >= edit.occurrences):
            fitting.append((site, (neighbours, is_numbered_so)))
    return fitting


def _code(italian: str) -> str:
    return sentence_code(italian) if italian else ""


def _take_up(orphan: Edit, sites: _Sites, chosen: dict[int, Edit]) -> bool:
    """Put an orphan where its sentence is again; tell whether its text now stands there."""
    for site, _ in sorted(_ranked(orphan, sites), key=lambda one: one[1], reverse=True):
        present = chosen.setdefault(site.index, orphan)
        if _is_same(present, orphan):
            return True
    return False


def _is_same(one: Edit, other: Edit) -> bool:
    return check_code(one.en) == check_code(other.en)


def _is_made_from(edit: Edit, other: Edit) -> bool:
    """Tell whether the person who wrote `edit` saw and changed the text of `other`."""
    return edit.key.rpartition(".")[2] == check_code(other.en) != check_code(edit.en)


def _conflict(pair: Pair, present: Edit, other: Edit) -> Conflict:
    return Conflict(pair.it, present.en, other.en, other.key, other.row, other.source)


def _with_edits(pairs: Sequence[Pair], chosen: Mapping[int, Edit]) -> tuple[Pair, ...]:
    edited = [
        _edited(pair, chosen[index]) if index in chosen else pair
        for index, pair in enumerate(pairs)
    ]
    keys = sentence_keys((pair.it, pair.en) for pair in edited)
    return tuple(replace(pair, key=key) for pair, key in zip(edited, keys, strict=True))


def _edited(pair: Pair, edit: Edit) -> Pair:
    english = clean_text(edit.en)
    return replace(
        pair,
        en=english,
        origin=edit.origin,
        score=None,
        flags=(),
        links=pair.links if english == pair.en else (),
    )
