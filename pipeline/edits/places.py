"""Which sentence of the article a row of a table is about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import Pair, clean_text
from pipeline.edits.findings import Problem
from pipeline.edits.row_keys import FULL_KEY, RowKey, parse_key, sentence_code
from pipeline.edits.table import Row, Table

PlaceName = tuple[str, int]
"""Hash of the sentence and which of its occurrences, as in a key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stood among the others."""

    it: str
    """The Italian."""
    previous_it: str
    """The Italian before it, or nothing."""
    next_it: str
    """The Italian after it, or nothing."""
    occurrences: int
    """How often the sentence stood there."""
    pair: Pair | None
    """What the record knows of it."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and the key that it has or should have."""

    row: Row
    """The row."""
    key: RowKey
    """Its key."""


def places_of(table: Table, pairs: Sequence[Pair] | None) -> dict[PlaceName, Place]:
    """Return the places that the record knows, and those that only the table does."""
    known: dict[PlaceName, tuple[str, Pair | None]] = {}
    for pair in pairs or ():
        key = parse_key(pair.key)
        if key is not None:
            known[key.place] = (pair.it, pair)
    of_rows: dict[PlaceName, tuple[str, Pair | None]] = {}
    for row in _in_reading_order(table.rows):
        key = parse_key(row.key)
        if key is not None:
            of_rows.setdefault(key.place, (clean_text(row.it), None))
    # Where both know a place, the record knows it better.
    return _neighboured(of_rows) | _neighboured(known)


def _neighboured(
    sentences: Mapping[PlaceName, tuple[str, Pair | None]],
) -> dict[PlaceName, Place]:
    counts = Counter(code for code, _ in sentences)
    texts = ["", *(it for it, _ in sentences.values()), ""]
    return {
        name: Place(it, texts[index], texts[index + 2], counts[name[0]], pair)
        for index, (name, (it, pair)) in enumerate(sentences.items())
    }


def _in_reading_order(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows by the numbers of paragraph and sentence; as they are where one has none."""
    try:
        return sorted(
            rows, key=lambda row: (int(row.values["paragraph"]), int(row.values["sentence"]))
        )
    except (KeyError, ValueError):
        return rows


def place_rows(
    table: Table, places: Mapping[PlaceName, Place]
) -> tuple[list[PlacedRow], list[Problem]]:
    """Return the rows whose place is known, by their keys or by their Italian, and the others."""
    by_sentence: dict[str, list[PlaceName]] = defaultdict(list)
    for name, place in places.items():
        if place.pair is not None:
            by_sentence[name[0]].append(name)
    # Where no row has a key and no record is there, it is a plain table of sentences.
    can_place = bool(by_sentence) or any(row.key.strip() for row in table.rows)
    placed, problems = [], []
    for index, row in enumerate(table.rows):
        found = _key_of(table, index, by_sentence, places)
        if isinstance(found, RowKey):
            placed.append(PlacedRow(row, found))
        elif clean_text(row.en) and can_place:
            problems.append(Problem(row.number, found, clean_text(row.en)))
    return placed, problems


def _key_of(
    table: Table,
    index: int,
    by_sentence: Mapping[str, Sequence[PlaceName]],
    places: Mapping[PlaceName, Place],
) -> RowKey | str:
    """Return the key that a row has or should have, or why that cannot be told."""
    row = table.rows[index]
    key = parse_key(row.key)
    if key is not None and places[key.place].pair is not None:
        return key
    if key is None and any(map(FULL_KEY.search, row.values.values())):
        return "its cells stand in the wrong columns"
    names = _by_italian(table, index, key, by_sentence, places)
    if len(names) == 1:
        return RowKey(*names[0], key.check if key else "")
    if names:
        return "its key is damaged and its sentence stands in the article several times"
    # A key without its end cannot tell whether the English was edited.
    if key is not None and (key.check or row.origin in {"human", "tm"}):
        return key
    return "its key is missing or damaged and its Italian is not in the article's record"


def _by_italian(
    table: Table,
    index: int,
    key: RowKey | None,
    by_sentence: Mapping[str, Sequence[PlaceName]],
    places: Mapping[PlaceName, Place],
) -> Sequence[PlaceName]:
    """Return the places in the record where a row's Italian stands: several if in doubt.

    None where the key fits the Italian: then the row is from another state of the article.
    """
    code = sentence_code(table.rows[index].it)
    names = by_sentence.get(code, ())
    if key is not None and key.sentence == code:
        return ()
    if len(names) > 1:
        around = {clean_text(row.it) for row in table.rows[max(0, index - 1) : index + 2]}
        scores = {name: _neighbours_in(places[name], around) for name in names}
        highest = max(scores.values())
        names = [name for name in names if scores[name] == highest]
    return names


def _neighbours_in(place: Place, texts: Iterable[str]) -> int:
    return sum(text in {place.previous_it, place.next_it} for text in texts if text != place.it)
