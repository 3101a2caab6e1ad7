"""Tables that a user hands in with --edits: each belongs to the article most of whose keys it has.

A page lets a reader download its table under any name, and a workbook may hold several articles,
told apart by its column `article`. So names only decide between articles of the same sentences.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
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


@dataclass(frozen=True, slots=True)
class _Handed:
    """A table that was handed in."""

    table: Table
    """The table."""
    name: str
    """What it is called: the stem of its file, or the article that a workbook names."""

    def is_called(self, article: str) -> bool:
        """Tell whether it has an article's name; a browser puts ` (1)` behind, a page `.edited`."""
        last = article.rpartition("/")[2]
        return self.name in {article, last} or self.name.startswith((f"{last} (", f"{last}."))


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
    tables: list[_Handed] = []
    unused: list[tuple[str, BilingueError]] = []
    for path in _files(paths):
        try:
            table = read_table(read_source(path, str(path)), str(path))
        except (TableError, UnreadableSourceError) as error:
            unused.append((str(path), error))
            continue
        tables += _parted(table)
    owners = _owners(tables, articles)
    given: dict[str, list[Table]] = defaultdict(list)
    for one, owner in zip(tables, owners, strict=True):
        if owner is None:
            unused.append((one.table.path, _unwanted(one.table)))
        else:
            given[owner].append(one.table)
    return HandedTables(dict(given), tuple(unused))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield files and those in folders, each of them once."""
    seen = set()
    for path in chain.from_iterable(map(_behind, paths)):
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            yield path


def _behind(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise PathNotFoundError(str(path))
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        is_table = file.suffix.lower() in SUFFIXES and not file.name.endswith(_LEFTOVERS)
        if is_table and not file.name.startswith((".", "~$")) and file.is_file():
            yield file


def _parted(table: Table) -> list[_Handed]:
    """Return the table, or those of the articles that it holds, with the names that they have."""
    if _ARTICLE_COLUMN not in table.columns:
        return [_Handed(table, Path(table.path).stem)]
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        parts[row.values[_ARTICLE_COLUMN].strip()].append(row)
    columns = tuple(name for name in table.columns if name != _ARTICLE_COLUMN)
    return [
        _Handed(
            replace(table, columns=columns, rows=tuple(rows), path=f"{table.path} ({name})"), name
        )
        for name, rows in parts.items()
    ]


def _codes(table: Table) -> set[str]:
    """Return the hash of each row's Italian sentence, from its key where that has one."""
    keys = ((parse_key(row.key), row.it) for row in table.rows)
    return {key.sentence if key else sentence_code(italian) for key, italian in keys}


def _owners(
    tables: Sequence[_Handed], articles: Iterable[tuple[str, Iterable[str]]]
) -> list[str | None]:
    """Return for each table the article that it belongs to.

    That is the one with the most of its sentences; of several the one that is called as it is,
    then the one that has the fewest others, then the first.
    """
    codes = [_codes(one.table) for one in tables]
    best: list[tuple[tuple[int, bool, int], str | None]] = [((0, True, 0), None)] * len(tables)
    for name, sentences in articles if tables else ():
        there = {sentence_code(sentence) for sentence in sentences}
        for number, one in enumerate(tables):
            rank = len(codes[number] & there), one.is_called(name), -len(there)
            if rank > best[number][0]:
                best[number] = rank, name
    return [name for _, name in best]


def _unwanted(table: Table) -> TableError:
    return TableError(
        table.path,
        "none of its sentences stands in the articles of this run",
        "name the articles that it belongs to, or take it out of --edits",
    )
