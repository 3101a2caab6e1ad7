"""The output folder: where an article's files lie, which are ours, and writing them safely.

A TSV that a run did not write in its present state was edited by a person. It is never
overwritten: the new table is written beside it as NAME.new.tsv.
"""

import contextlib
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final, Literal

from pipeline.errors import OutputError, RecordError, system_reason
from pipeline.exports.tsv import write_tsv
from pipeline.files import is_page_of_ours, remove_remains, require_inside, sha256, write_atomically
from pipeline.record import Outputs, Record, from_json, to_json
from pipeline.table_files import CONFLICTS, ORPHANS, Tables, content_of, hash_of

OWN_FOLDER: Final = ".bilingue"
LeftoverFile = tuple[bytes, str] | None
"""Content and name of such a table."""
Condition = Literal["whole", "edited", "incomplete"]
"""Of an article's files: as a run left them, with a table that no run wrote, or one missing."""
_NOT_OURS: Final = "it is there already and bilingue did not write it"
_NOT_OURS_REMEDY: Final = "choose another folder with --out or move the file away"


@dataclass(frozen=True, slots=True)
class Written:
    """What writing an article came to."""

    record: Record
    """The record as it now lies in the output folder."""
    edited_tsv: str
    """Name of the edited table that was kept, or nothing."""


class Store:
    """The files of one output folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is made until something is written."""
        self.folder = folder

    def prepare(self) -> None:
        """Make the output folder, or say why it cannot be written to.

        Raises:
            OutputError: it cannot be made, nothing can be written into it, or it holds an
                index.html of somebody else's.
        """
        index = self.folder / "index.html"
        if index.exists() and not is_page_of_ours(index):
            raise OutputError(str(index), _NOT_OURS, _NOT_OURS_REMEDY)
        require_inside(self.folder, self.folder / OWN_FOLDER / "run.jsonl")
        probe = self.folder / OWN_FOLDER / f".probe-{secrets.token_hex(8)}"
        try:
            probe.parent.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            reason = system_reason(error)
            raise OutputError(str(self.folder), reason) from error

    def clear(self) -> None:
        """Remove what killed runs left half-written."""
        remove_remains(self.folder)

    def page_path(self, name: str) -> Path:
        """Return the path of an article's page."""
        return self.folder / f"{name}.html"

    def record_path(self, name: str) -> Path:
        """Return the path of an article's record."""
        return self.folder / OWN_FOLDER / f"{name}.json"

    def read_record(self, name: str) -> Record | None:
        """Return an article's record, or None where there is none.

        Raises:
            RecordError: it is damaged, or a newer version wrote it.
        """
        path = self.record_path(name)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise RecordError(str(path), str(error)) from error
        record = from_json(text, str(path))
        last = name.rpartition("/")[2]
        tables = rf"{re.escape(last)}(\.new(-\d+)?)?\.tsv"
        if record.name != name or not re.fullmatch(tables, record.outputs.tsv_name):
            # What stands in a record decides where files are written.
            raise RecordError(str(path), "it is the record of another article")
        return record

    def records(self) -> Iterator[tuple[str, Record | RecordError]]:
        """Yield the name of each article in the folder with its record, or why it has none.

        The order is that of the names.
        """
        own = self.folder / OWN_FOLDER
        names = (
            path.relative_to(own).as_posix().removesuffix(".json") for path in own.rglob("*.json")
        )
        for name in sorted(names):
            try:
                record = self.read_record(name)
            except RecordError as error:
                yield name, error
            else:
                if record is not None:
                    yield name, record

    def condition(self, record: Record) -> Condition:
        """Tell in what state an article's files are.

        Raises:
            OutputError: a table is there but cannot be read.
        """
        tables = {name: sha256(raw) for name, raw in self.tables(record.name, record)}
        outputs = record.outputs
        ours = {outputs.tsv, outputs.tsv_kept, *outputs.tsv_accepted}
        if not ours.issuperset(tables.values()):
            return "edited"
        own = self._beside(record.name, outputs.tsv_name).relative_to(self.folder).as_posix()
        page = self.page_path(record.name)
        is_there = page.is_file() and page.stat().st_size > 0
        return "whole" if is_there and tables.get(own) == outputs.tsv else "incomplete"

    def is_edited(self, record: Record) -> bool:
        """Tell whether a table of the article holds what no run wrote; see `condition`."""
        return self.condition(record) == "edited"

    def write(
        self, record: Record, page: str, before: Record | None, tables: Tables | None = None
    ) -> Written:
        """Write an article's leftovers, record, table and page, in this order.

        What has no place in the table comes first, so that it is safe before the table goes; what
        comes from there into the table leaves it last. The record comes before the table and
        names the state of it that may be replaced, so that an interruption at any point is never
        taken for an edit.

        Args:
            record: The article; its `outputs` are filled in here.
            page: The page's HTML.
            before: The article's record of the last run.
            tables: The tables; by default that of the record's pairs, which replaces no other.

        Raises:
            OutputError: a file cannot be written.
        """
        page_path = self.page_path(record.name)
        require_inside(self.folder, page_path)
        require_inside(self.folder, self.record_path(record.name))
        if before is None and page_path.exists() and not is_page_of_ours(page_path):
            raise OutputError(str(page_path), _NOT_OURS, _NOT_OURS_REMEDY)
        tables = tables or Tables(write_tsv(record.pairs))
        table, html = tables.table.encode(), page.encode()
        ours = {*before.outputs.tsv_accepted, before.outputs.tsv} if before else set()
        ours = (ours | tables.replaces) - tables.keeps
        table_path = self._free_table(record.name, ours | {sha256(table)})
        replaced = hash_of(table_path)
        own = self._beside(record.name, f"{record.name.rpartition('/')[2]}.tsv")
        kept = "" if table_path == own else hash_of(own)
        outputs = Outputs(
            html=sha256(html),
            tsv=sha256(table),
            tsv_name=table_path.name,
            # One that was changed since it was looked at is an edited one for the next run.
            tsv_kept=kept if kept in tables.known else "",
        )
        final = replace(record, outputs=outputs)
        accepted = (replaced,) if replaced not in {"", outputs.tsv} else ()
        leftovers = (
            (tables.orphans, self.folder / f"{record.name}{ORPHANS}"),
            (tables.conflicts, self.folder / f"{record.name}{CONFLICTS}"),
        )
        for leftover, path in leftovers:
            leftover.put_aside(path)
        self.write_record(replace(record, outputs=replace(outputs, tsv_accepted=accepted)))
        try:
            write_atomically(table_path, table)
            write_atomically(page_path, html)
        except OutputError:
            if before is None:  # of a new article nothing is left half-written
                self.record_path(record.name).unlink(missing_ok=True)
                if not replaced:
                    table_path.unlink(missing_ok=True)
            raise
        if accepted:
            self.write_record(final)
        for leftover, path in leftovers:
            leftover.settle(path)
        self._remove_replaced(record.name, table_path, ours)
        is_edited = table_path != own
        return Written(final, f"{record.name}.tsv" if is_edited else "")

    def write_assets(self, assets: Mapping[str, bytes]) -> None:
        """Write the files that pages share, those of them that are not there; others are left.

        Args:
            assets: Content by path from the output folder.

        Raises:
            OutputError: a file cannot be written.
        """
        for path, content in assets.items():
            require_inside(self.folder, self.folder / path)
            if hash_of(self.folder / path) != sha256(content):
                write_atomically(self.folder / path, content)

    def write_page(self, record: Record, page: str) -> None:
        """Write an article's page and note it in the record; the table is left alone.

        Raises:
            OutputError: a file cannot be written.
        """
        html = page.encode()
        require_inside(self.folder, self.page_path(record.name))
        write_atomically(self.page_path(record.name), html)
        self.write_record(replace(record, outputs=replace(record.outputs, html=sha256(html))))

    def write_record(self, record: Record) -> None:
        """Write an article's record and nothing else.

        Raises:
            OutputError: it cannot be written.
        """
        require_inside(self.folder, self.record_path(record.name))
        write_atomically(self.record_path(record.name), to_json(record).encode())

    def tables(self, name: str, record: Record | None) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the tables that an article has: its own, and the one beside.

        Args:
            name: The article's output name.
            record: Its record of the last run.

        Raises:
            OutputError: one is there but cannot be read.
        """
        for path in self._table_paths(name, record):
            content = content_of(path)
            if content is not None:
                yield path.relative_to(self.folder).as_posix(), content

    def _table_paths(self, name: str, record: Record | None) -> Iterator[Path]:
        """Yield where the article's own table may lie, and those that do lie beside it."""
        numbered = self._names(name)
        yield self._beside(name, next(numbered))
        beside = self._beside(name, record.outputs.tsv_name) if record else None
        if beside and record and record.outputs.tsv_name != f"{name.rpartition('/')[2]}.tsv":
            yield beside
        for file_name in numbered:
            path = self._beside(name, file_name)
            if not path.exists():
                break
            if path != beside:
                yield path

    def leftovers(self, name: str) -> tuple[LeftoverFile, LeftoverFile]:
        """Return content and name of an article's tables of orphans and of conflicts.

        Raises:
            OutputError: one is there but cannot be read.
        """
        return self._leftover(name, ORPHANS), self._leftover(name, CONFLICTS)

    def _leftover(self, name: str, suffix: str) -> LeftoverFile:
        content = content_of(self.folder / f"{name}{suffix}")
        return None if content is None else (content, f"{name}{suffix}")

    def _remove_replaced(self, name: str, table: Path, ours: Collection[str]) -> None:
        """Remove tables that stood beside an edited one, now that one table holds all."""
        _, *others = self._table_paths(name, None)
        for path in others:
            with contextlib.suppress(OSError, OutputError):
                if path != table and hash_of(path) in ours:
                    path.unlink()

    def _free_table(self, name: str, ours: set[str]) -> Path:
        """Return the first path for the table that is free or holds a state of `ours`."""
        for candidate in self._names(name):
            path = self._beside(name, candidate)
            state = hash_of(path)
            if not state or state in ours:
                break
        return path

    @staticmethod
    def _names(name: str) -> Iterator[str]:
        """Yield the file names that the table of an article may have, in their order."""
        last = name.rpartition("/")[2]
        yield f"{last}.tsv"
        yield f"{last}.new.tsv"
        yield from (f"{last}.new-{number}.tsv" for number in count(2))

    def _beside(self, name: str, file_name: str) -> Path:
        return self.page_path(name).with_name(file_name)
