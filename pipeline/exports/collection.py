"""Documents of translation units, from tables and the records beside them.

The record, where one lies beside a table, knows the title, the metadata and the order of the
sentences; the table has the English that stands, because a person may have edited it after the
last run. A table alone is enough for everything else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final

from pipeline.article import EMPTY_MAPPING, FrozenMapping, clean_text
from pipeline.errors import BilingueError, PathNotFoundError
from pipeline.exports.table_units import in_paragraphs, units_of_record, units_of_table
from pipeline.exports.units import Document, Unit, is_machine
from pipeline.record import Record
from pipeline.store import OWN_FOLDER, Store

_LEFT_OUT: Final = (".orphans.tsv", ".conflicts.tsv")
_SUFFIXES: Final = (".tsv", ".xlsx", ".csv", ".txt")
_OF_THE_PAGE: Final = (".marked", ".edited")
_NEW_TABLE: Final = ".new"


def documents(
    paths: Sequence[Path], *, paragraphs: bool = False, reviewed: bool = False
) -> tuple[list[Document], list[BilingueError]]:
    """Return the articles in tables and run folders, and what could not be used of them.

    A folder stands for the tables of its records; where it has no records, for the tables with a
    header of ours anywhere in it. A workbook may hold several articles.

    Args:
        paths: Tables (TSV) and folders; a table that is named twice counts once.
        paragraphs: Make one unit of each block.
        reviewed: Leave out what the machine made. The neighbours of a unit stay those that it has
            in the article.

    Raises:
        PathNotFoundError: a path does not exist.
    """
    found: list[Document] = []
    problems: list[BilingueError] = []
    for place in _distinct(paths):
        try:
            read = _documents(place, problems)
        except BilingueError as error:
            problems.append(error)
            continue
        for document in read:
            whole = in_paragraphs(document, place.record) if paragraphs else document
            units = _with_neighbours(whole.units)
            if reviewed:
                units = tuple(unit for unit in units if not is_machine(unit))
            found.append(replace(whole, units=units))
    return _with_unique_names(found), problems


@dataclass(frozen=True, slots=True)
class _Place:
    """A table and what is known of it before it is read."""

    table: Path
    name: str
    """Output name of its article; where there is no record, made from the path."""
    record: Record | None = None
    own: bool = True
    """Whether it is the article's own table, not one that the page let a reader download."""
    problem: BilingueError | None = None
    """Why a record that lies beside cannot be used."""


def _distinct(paths: Sequence[Path]) -> Iterator[_Place]:
    seen = set()
    for path in paths:
        if not path.exists():
            raise PathNotFoundError(str(path))
        for place in _places(path) if path.is_dir() else [_place(path)]:
            resolved = place.table.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield place


def _places(folder: Path) -> Iterator[_Place]:
    if (folder / OWN_FOLDER).is_dir():
        for name, record in Store(folder).records():
            table = folder / f"{name}.tsv"
            if isinstance(record, BilingueError):
                yield _Place(table, name, problem=record)
                continue
            if not table.exists():
                table = table.with_name(record.outputs.tsv_name)
            yield _Place(table, name, record)
        return
    for table in sorted(folder.rglob("*.tsv")):
        if table.name.endswith(_LEFT_OUT) or table.name.startswith("."):
            continue
        if has_our_header(table):
            place = _place(table)
            if not place.record:
                relative = table.relative_to(folder).as_posix()
                place = replace(place, name=relative.removesuffix(".tsv"))
            yield place


def _place(table: Path) -> _Place:
    """Return a table with the record of the run that made it, looked for in the folders above."""
    name = table.stem if table.suffix.lower() in _SUFFIXES else table.name
    absolute = table.absolute()
    for folder in absolute.parents:
        if not (folder / OWN_FOLDER).is_dir():
            continue
        inside = absolute.relative_to(folder).with_name(name).as_posix()
        stem, _, kind = inside.rpartition(".")
        candidates = {inside: True}
        if f".{kind}" in (_NEW_TABLE, *_OF_THE_PAGE):
            candidates[stem] = f".{kind}" == _NEW_TABLE
        for candidate, own in candidates.items():
            try:
                record = Store(folder).read_record(candidate)
            except BilingueError as error:
                return _Place(table, candidate, problem=error)
            if record:
                return _Place(table, candidate if own else inside, record, own)
    return _Place(table, name)


def has_our_header(table: Path) -> bool:
    """Tell whether the first line of a file names the columns of our tables."""
    try:
        with table.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return True  # reading it will say what is wrong
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    line = next(iter(start.decode(encoding, errors="replace").splitlines()), "")
    names = {name.strip('"') for name in re.split("[\t;,]", line)}
    return {"paragraph", "sentence", "it", "en", "key"} <= names


def _documents(place: _Place, problems: list[BilingueError]) -> list[Document]:
    """Return the article of a table, or those of a workbook that holds several."""
    if place.problem:
        problems.append(place.problem)
    record = place.record
    if record:
        article = record.article
        units = units_of_record(record, place.table, problems, own=place.own)
        metadata = {key: clean_text(text) for key, text in article.metadata.items()}
        title, source = clean_text(record.display_title), clean_text(article.source)
        document = Document(place.name, title, "it", FrozenMapping(metadata), source, units)
        return [replace(document, blocks=article.blocks)]
    # A file's name may hold what cannot stand in XML.
    own = clean_text(place.name) or "table"
    return [
        Document(name or own, (name or own).rpartition("/")[2], "it", EMPTY_MAPPING, "", units)
        for name, units in units_of_table(place.table, problems).items()
    ]


def _with_neighbours(units: Sequence[Unit]) -> tuple[Unit, ...]:
    texts = ["", *(unit.it for unit in units), ""]
    return tuple(
        replace(unit, previous=before, next=after)
        for unit, before, after in zip(units, texts, texts[2:], strict=False)
    )


def _with_unique_names(found: Sequence[Document]) -> list[Document]:
    taken: set[str] = set()
    named = []
    for document in found:
        numbered = (f"{document.name}-{number}" for number in count(2))
        name = document.name
        while name.casefold() in taken:
            name = next(numbered)
        taken.add(name.casefold())
        named.append(replace(document, name=name))
    return named
