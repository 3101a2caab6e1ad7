"""The tables of an article in the output folder, as a person may have changed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import Pair, clean_text
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
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What an article's tables say."""

    found: tuple[Recognised, ...] = ()
    """What is found in each table that can be used; the article's first table first."""
    read: tuple[str, ...] = ()
    """SHA-256 of the tables whose content is all in `found`: they may be replaced."""
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
    found: list[Recognised] = []
    read: list[str] = []
    columns: list[str] = []
    extras: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for number, (file, raw) in enumerate(store.tables(name, record)):
        try:
            table = read_table(raw, file)
        except TableError as error:
            problems.append(str(error))
            continue
        if record is None and not any(parse_key(row.key) for row in table.rows):
            problems.append(f"{file} is not a table that bilingue wrote, and is left alone")
            continue
        one = recognise(table, pairs, own=not number)
        problems += [_sentence(file, problem.row, problem.message) for problem in one.problems]
        found.append(one)
        if not one.problems:
            read.append(sha256(raw))
        columns += [each for each in _added(table) if each not in columns]
        _add_extras(extras, table)
    if not found and record is not None:
        found.append(recognise(Table(COLUMNS, ()), record.pairs))
    orphans, conflicts = store.leftovers(name)
    return OwnTables(
        found=tuple(found),
        read=tuple(read),
        extra_columns=tuple(columns),
        extras=extras,
        problems=tuple(problems),
        orphans=read_orphans(read_table(*orphans)) if orphans else (),
        conflicts=read_conflicts(read_table(*conflicts)) if conflicts else (),
    )


def homeless_extras(tables: OwnTables, pairs: Sequence[Pair]) -> int:
    """Return how many rows with something in an added column have no sentence in `pairs`."""
    there = {place_of(pair.key) for pair in pairs}
    return sum(place not in there for place in tables.extras or ())


def _added(table: Table) -> list[str]:
    return [name for name in table.columns if name and name not in COLUMNS]


def _add_extras(extras: dict[str, dict[str, str]], table: Table) -> None:
    names = _added(table)
    for row in table.rows if names else ():
        key = parse_key(row.key)
        values = {name: clean_text(row.values.get(name, "")) for name in names}
        if key is not None and any(values.values()):
            extras.setdefault(place_of(str(key)), {}).update(values)


def _sentence(file: str, row: int, message: str) -> str:
    return f"{file}, line {row}: {message}" if row else f"{file}: {message}"
