"""The output folder: where an article's files lie, which are ours, and writing them safely.

A TSV that a run did not write in its present state was edited by a person. It is never
overwritten: the new table is written beside it as NAME.new.tsv.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Final

from pipeline.errors import NothingToDoError, OutputError, RecordError
from pipeline.exports.tsv import write_tsv
from pipeline.files import sha256, write_atomically
from pipeline.record import Outputs, Record, from_json, to_json

OWN_FOLDER: Final = ".bilingue"


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
            OutputError: it cannot be made, or nothing can be written into it.
        """
        probe = self.folder / OWN_FOLDER / ".probe"
        write_atomically(probe, b"")
        try:
            probe.unlink()
        except OSError as error:
            raise OutputError(str(self.folder), error.strerror or "unlink") from error

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
        return from_json(text, str(path))

    def records(self, *, required: bool = False) -> Iterator[Record]:
        """Yield the records of all articles in the folder, by name; damaged ones are left out.

        Raises:
            NothingToDoError: there is none, though one is `required`.
        """
        own = self.folder / OWN_FOLDER
        names = sorted(
            path.relative_to(own).as_posix().removesuffix(".json") for path in own.rglob("*.json")
        )
        if required and not names:
            raise NothingToDoError(str(self.folder), "the folder of an earlier run")
        for name in names:
            try:
                record = self.read_record(name)
            except RecordError:
                continue
            if record is not None:
                yield record

    def is_complete(self, record: Record) -> bool:
        """Tell whether page and table lie there as they were written."""
        outputs = record.outputs
        table = self.folder / outputs.tsv_name
        return self.page_path(record.name).is_file() and _hash_of(table) == outputs.tsv

    def write(self, record: Record, page: str, before: Record | None) -> Written:
        """Write an article's record, table and page, in this order.

        The record comes first and names the state of the table that may be replaced, so that an
        interruption at any point is never taken for an edit.

        Args:
            record: The article; its `outputs` are filled in here.
            page: The page's HTML.
            before: The article's record of the last run.

        Raises:
            OutputError: a file cannot be written.
        """
        table, html = write_tsv(record.pairs).encode(), page.encode()
        ours = {*before.outputs.tsv_accepted, before.outputs.tsv} if before else set()
        tsv_name = self._free_table(record.name, ours | {sha256(table)})
        replaced = _hash_of(self.folder / tsv_name)
        outputs = Outputs(html=sha256(html), tsv=sha256(table), tsv_name=tsv_name)
        final = replace(record, outputs=outputs)
        accepted = (replaced,) if replaced not in {"", outputs.tsv} else ()
        self._write_record(replace(record, outputs=replace(outputs, tsv_accepted=accepted)))
        write_atomically(self.folder / tsv_name, table)
        write_atomically(self.page_path(record.name), html)
        if accepted:
            self._write_record(final)
        edited = "" if tsv_name == f"{record.name}.tsv" else f"{record.name}.tsv"
        return Written(final, edited)

    def _write_record(self, record: Record) -> None:
        write_atomically(self.record_path(record.name), to_json(record).encode())

    def _free_table(self, name: str, ours: set[str]) -> str:
        """Return the first name for the table that is free or holds a state of `ours`."""
        numbered = (f"{name}.new-{number}.tsv" for number in count(2))
        for candidate in chain((f"{name}.tsv", f"{name}.new.tsv"), numbered):
            state = _hash_of(self.folder / candidate)
            if not state or state in ours:
                break
        return candidate


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing where there is none.

    Raises:
        OutputError: there is one but it cannot be read, so it must not be overwritten.
    """
    try:
        return sha256(path.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OutputError(str(path), error.strerror or type(error).__name__) from error
