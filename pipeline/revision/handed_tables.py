"""Tables that a user hands in with --edits: each belongs to the article most of whose keys it has.

Its name does not matter: a page lets a reader download its table under any, and a workbook may hold
several articles, told apart by its column `article`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.edits.row_keys import parse_key, sentence_code
from pipeline.edits.table import Row, Table, read_table
from pipeline.errors import BilingueError, PathNotFoundError, TableError, UnreadableSourceError
from pipeline.files import read_source

SUFFIXES: Final = (".tsv", ".txt", ".csv", ".xlsx")
"""What a folder is searched for."""
_ARTICLE_COLUMN: Final = "article"
_LEFTOVERS: Final = (".orphans.tsv", ".conflicts.tsv")


@dataclass(frozen=True, slots=True)
class HandedTables:
    """The tables that were handed in, by article, and what could not be used."""

    by_article: Mapping[str, Sequence[Table]]
    """The tables of each article, by its output name."""
    unused: tuple[tuple[str, BilingueError], ...] = ()
    """Files that no article wants or that cannot be read, and why."""


def read_handed_tables(
    paths: Sequence[Path], articles: Iterable[tuple[str, Iterable[str]]]
) -> HandedTables:
    """Return the tables in files and folders, given to the articles that they belong to.

    Args:
        paths: Tables and folders of tables.
        articles: The articles of the run: output name and Italian sentences.

    Raises:
        PathNotFoundError: a path does not exist.
    """
    tables: list[Table] = []
    unused: list[tuple[str, BilingueError]] = []
    for path in _files(paths):
        try:
            table = read_table(read_source(path, str(path)), str(path))
        except (TableError, UnreadableSourceError) as error:
            unused.append((str(path), error))
            continue
        tables += _parted(table)
    owners = _owners([{code for code, _ in _codes(table)} for table in tables], articles)
    given: dict[str, list[Table]] = defaultdict(list)
    for table, owner in zip(tables, owners, strict=True):
        if owner is None:
            unused.append((table.path, _unwanted(table)))
        else:
            given[owner].append(table)
    return HandedTables(dict(given), tuple(unused))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise PathNotFoundError(str(path))
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            is_table = file.suffix.lower() in SUFFIXES and not file.name.endswith(_LEFTOVERS)
            if is_table and not file.name.startswith((".", "~$")):
                yield file


def _parted(table: Table) -> list[Table]:
    """Return the table, or those of the articles that it holds."""
    if _ARTICLE_COLUMN not in table.columns:
        return [table]
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        parts[row.values[_ARTICLE_COLUMN]].append(row)
    columns = tuple(name for name in table.columns if name != _ARTICLE_COLUMN)
    return [replace(table, columns=columns, rows=tuple(rows)) for rows in parts.values()]


def _codes(table: Table) -> Iterator[tuple[str, Row]]:
    """Yield the hash of each row's Italian sentence, from its key where that has one."""
    for row in table.rows:
        key = parse_key(row.key)
        yield (key.sentence if key else sentence_code(row.it)), row


def _owners(
    tables: Sequence[set[str]], articles: Iterable[tuple[str, Iterable[str]]]
) -> list[str | None]:
    """Return for each table, given by its hashes, the article with the most of them; the first."""
    best: list[tuple[int, str | None]] = [(0, None)] * len(tables)
    for name, sentences in articles if tables else ():
        codes = {sentence_code(sentence) for sentence in sentences}
        for number, table in enumerate(tables):
            shared = len(table & codes)
            if shared > best[number][0]:
                best[number] = (shared, name)
    return [name for _, name in best]


def _unwanted(table: Table) -> TableError:
    return TableError(
        table.path,
        "none of its sentences stands in the articles of this run",
        "name the articles that it belongs to, or take it out of --edits",
    )
