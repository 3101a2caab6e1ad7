"""The tables of an article in the output folder, as a person may have changed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import EMPTY_MAPPING, Pair, clean_text
from pipeline.edits.findings import Conflict, Edit, Recognised
from pipeline.edits.leftovers import read_conflicts, read_orphans
from pipeline.edits.recognition import recognise
from pipeline.edits.row_keys import parse_key
from pipeline.edits.table import Table, read_table
from pipeline.errors import TableError
from pipeline.exports.tsv import COLUMNS
from pipeline.files import sha256
from pipeline.keys import place_of
from pipeline.record import Record
from pipeline.store import LeftoverFile, Store


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What an article's tables say."""

    found: tuple[Recognised, ...] = ()
    """What is found in each table that can be used; the article's first table first."""
    known: frozenset[str] = frozenset()
    """SHA-256 of all tables that were looked at."""
    read: frozenset[str] = frozenset()
    """SHA-256 of those whose content is all here: they may be replaced."""
    noted: Mapping[str, frozenset[str]] = EMPTY_MAPPING  # type: ignore[assignment]
    """The places beside which a table has something in an added column, by its SHA-256."""
    extra_columns: tuple[str, ...] = ()
    """Columns that a person added."""
    extras: Mapping[str, Mapping[str, str]] | None = None
    """What stands in these, by place (see `place_of`) and column."""
    problems: tuple[str, ...] = ()
    """Why a table is left as it is, one sentence each."""
    orphans: tuple[Edit, ...] = ()
    """Edits of earlier runs that have no sentence."""
    conflicts: tuple[Conflict, ...] = ()
    """Second texts of earlier runs."""
    leftovers: tuple[str, str] = ("", "")
    """SHA-256 of the files with these two; empty where there is none."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the first table; those in the others are in `further`."""
        return self.found[0].edits if self.found else ()

    @property
    def further(self) -> tuple[Edit, ...]:
        """The edits in the other tables."""
        return tuple(edit for one in self.found[1:] for edit in one.edits)


def read_own_tables(store: Store, name: str, record: Record | None) -> OwnTables:
    """Return what the tables of the article `name` say.

    Args:
        store: The output folder.
        name: The article's output name.
        record: The article's record of the last run.

    Raises:
        OutputError: a table is there but cannot be read, so it must not be overwritten.
    """
    pairs = record.pairs if record else None
    kept = record.outputs.tsv_kept if record else ""
    found: list[Recognised] = []
    hashes: set[str] = set()
    read: set[str] = set()
    columns: list[str] = []
    extras: dict[str, dict[str, str]] = {}
    noted: dict[str, frozenset[str]] = {}
    problems: list[str] = []
    for file, raw in store.tables(name, record):
        state = sha256(raw)
        hashes.add(state)
        try:
            table = read_table(raw, file)
        except TableError as error:
            problems.append(str(error))
            continue
        if record is None and not any(parse_key(row.key) for row in table.rows):
            problems.append(f"{file} is not a table that bilingue wrote, and is left alone")
            continue
        one = recognise(table, pairs, own=not found)
        problems += [_sentence(file, problem.row, problem.message) for problem in one.problems]
        # What a table that was left alone says, and said before, is known: the one that was
        # written beside it may have been corrected since.
        if state != kept:
            found.append(one)
        if not one.problems:
            read.add(state)
        columns += [each for each in _added(table) if each not in columns]
        noted[state] = _add_extras(extras, table)
    if not found and record is not None:
        found.append(recognise(Table(COLUMNS, ()), record.pairs))
    (orphans, orphans_state), (conflicts, conflicts_state) = map(_leftover, store.leftovers(name))
    return OwnTables(
        found=tuple(found),
        known=frozenset(hashes),
        read=frozenset(read),
        noted=noted,
        extra_columns=tuple(columns),
        extras=extras,
        problems=tuple(problems),
        orphans=read_orphans(orphans),
        conflicts=read_conflicts(conflicts),
        leftovers=(orphans_state, conflicts_state),
    )


def homeless_extras(tables: OwnTables, pairs: Sequence[Pair]) -> int:
    """Return how many rows with something in an added column have no sentence in `pairs`."""
    return len((tables.extras or {}).keys() - _places(pairs))


def irreplaceable(tables: OwnTables, pairs: Sequence[Pair]) -> frozenset[str]:
    """Return the SHA-256 of tables that have such rows."""
    there = _places(pairs)
    return frozenset(state for state, places in tables.noted.items() if not places <= there)


def _places(pairs: Sequence[Pair]) -> frozenset[str]:
    return frozenset(place_of(pair.key) for pair in pairs)


def _leftover(file: LeftoverFile) -> tuple[Table, str]:
    """Return what a table of leftovers holds, and its SHA-256; an emptied one holds nothing."""
    if file is None or not file[0].strip():
        return Table((), ()), sha256(file[0]) if file else ""
    return read_table(*file), sha256(file[0])


def _added(table: Table) -> list[str]:
    """Return the columns that a person added; a note beside the last one stands in one, too."""
    named = [name for name in table.columns if name and name not in COLUMNS]
    return named + [""] * any(row.values.get("", "").strip() for row in table.rows)


def _add_extras(extras: dict[str, dict[str, str]], table: Table) -> frozenset[str]:
    """Add what stands in added columns, and return the places beside which it stands."""
    names = _added(table)
    noted = set()
    for row in table.rows if names else ():
        key = parse_key(row.key)
        values = {name: clean_text(row.values.get(name, "")) for name in names}
        if key is not None and any(values.values()):
            noted.add(place_of(str(key)))
            extras.setdefault(place_of(str(key)), {}).update(values)
    return frozenset(noted)


def _sentence(file: str, row: int, message: str) -> str:
    return f"{file}, line {row}: {message}" if row else f"{file}: {message}"
