"""An output folder elsewhere: a URL that fsspec understands, such as s3://bucket/articles.

A run works on a temporary folder that mirrors the URL. Before it, what a run reads is fetched:
records, tables, and the index with what pages share. Pages are not: in the place of each stands
what says whose page it is. During the run each finished article is written there, and the rest at
the end. What did not change is not written.

Two runs at the same time on one URL, unlike on one folder, are not kept apart; but a table that
somebody changed while a run went on is never overwritten.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, cast

from pipeline.errors import OutputError, RecordError
from pipeline.files import GENERATOR, sha256
from pipeline.names import INDEX_FOLDER
from pipeline.record import from_json, to_json
from pipeline.remote_files import RemoteFiles
from pipeline.store import OWN_FOLDER, Store
from pipeline.table_files import CONFLICTS, ORPHANS

if TYPE_CHECKING:
    from pipeline.watcher import Watcher

_BEGINNING: Final = 4096
"""Bytes of somebody's page that are fetched to see whose it is."""
_LAST: Final = ("index.html", "run.json")
"""What is written when all else is there."""

Signature = tuple[int, int, int]
"""What changes when a file of the mirror is written: its number, time and size."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it lies at the URL."""

    signature: Signature
    """Of its copy in the mirror."""
    sha256: str
    """Of its content; empty for what only stands in its place."""


class RemoteOutput:
    """A temporary folder that mirrors a URL. A context manager.

    Leaving it without an error writes what is not there yet; with an error, finished articles are
    there already.
    """

    def __init__(self, url: str) -> None:
        """Find the file system; nothing is fetched yet.

        Raises:
            MissingExtraError: fsspec is not installed.
            OutputError: there is no such file system.
        """
        self._remote = RemoteFiles(url)
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._known: dict[str, _Known] = {}
        # Articles whose table somebody else changed meanwhile.
        self._kept: set[str] = set()

    @property
    def folder(self) -> Path:
        """The mirror, to be given to a run as its output folder.

        Raises:
            ValueError: the context was not entered.
        """
        if self._temporary is None:
            message = "the mirror is there only inside the context"
            raise ValueError(message)
        return Path(self._temporary.name)

    def __enter__(self) -> Self:
        """Fetch what a run reads.

        Raises:
            OutputError: the URL cannot be read.
        """
        self._temporary = tempfile.TemporaryDirectory(prefix="bilingue-")
        try:
            self._fetch()
        except BaseException:
            self._temporary.cleanup()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Write the rest and remove the mirror.

        Raises:
            OutputError: the URL cannot be written, or a table there was changed meanwhile.
        """
        try:
            if kind is None:
                self.upload_rest()
        finally:
            if self._temporary is not None:
                self._temporary.cleanup()
                self._temporary = None
        if kind is None and self._kept:
            table = f"{self._remote.url}/{min(self._kept)}.tsv"
            reason = f"changed while the run went on, as {len(self._kept)} in all"
            raise OutputError(table, reason, "run again: the change is taken up")

    def watching(self, watcher: "Watcher") -> "Watcher":
        """Return a watcher that writes each finished article before it tells `watcher`."""
        return cast("Watcher", _Uploading(watcher, self.upload_article))

    def upload_article(self, name: str) -> None:
        """Write what changed of an article: leftovers, record, table and page.

        The order is that of `Store.write`: the record comes before the table and names the state
        of it that is replaced, so that an interruption is never taken for an edit.

        Args:
            name: Its output name.

        Raises:
            OutputError: the URL cannot be written.
        """
        record = f"{OWN_FOLDER}/{name}.json"
        leftovers = [f"{name}{suffix}" for suffix in (ORPHANS, CONFLICTS)]
        tables = self._tables(name)
        changed = [table for table in tables if self._changed(table)]
        if any(self._is_somebody_elses(table) for table in changed):
            self._kept.add(name)
            return
        for leftover in leftovers:
            self._put(leftover)
        if changed and self._changed(record):
            self._announce(record, changed)
        for table in changed:
            self._put(table)
        self._put(f"{name}.html")
        self._put(record)
        for file in (*leftovers, *tables):
            self._drop(file)

    def upload_rest(self) -> None:
        """Write all that is not there yet, the index and run.json last.

        Raises:
            OutputError: the URL cannot be written.
        """
        own = self.folder / OWN_FOLDER
        for path in sorted(own.rglob("*.json")):
            name = path.relative_to(own).as_posix().removesuffix(".json")
            if name not in self._kept:
                self.upload_article(name)
        files = [path.relative_to(self.folder).as_posix() for path in self._files()]
        skipped = {f"{OWN_FOLDER}/{name}.json" for name in self._kept}
        skipped |= {f"{name}.html" for name in self._kept}
        skipped |= {table for name in self._kept for table in self._tables(name)}
        for file in sorted(files, key=lambda file: (file in _LAST, file)):
            if file not in skipped:
                self._put(file)
        for file in [*self._known]:
            self._drop(file)

    def _fetch(self) -> None:
        sizes = self._remote.sizes()
        wanted = [name for name in sizes if _is_read(name)]
        self._remote.fetch(wanted, self.folder)
        for name in wanted:
            self._note(name, (self.folder / name).read_bytes())
        for name, size in sizes.items():
            if name not in self._known and name.endswith(".html"):
                self._stand_in(name, size)

    def _stand_in(self, name: str, size: int) -> None:
        """Put into a page's place what says whose it is; nothing for an empty one."""
        if f"{OWN_FOLDER}/{name.removesuffix('.html')}.json" in self._known:
            content = GENERATOR.encode() if size else b""
        else:
            content = self._remote.beginning(name, _BEGINNING)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._note(name, None)

    def _note(self, name: str, content: bytes | None) -> None:
        signature = _signature(self.folder / name)
        self._known[name] = _Known(signature, "" if content is None else sha256(content))

    def _tables(self, name: str) -> list[str]:
        """Return the names of the tables that an article has or had, its own first."""
        known = [f"{name}.tsv", f"{name}.new.tsv"]
        with suppress(RecordError):
            record = Store(self.folder).read_record(name)
            if record is not None:
                known.append((PurePosixPath(name).parent / record.outputs.tsv_name).as_posix())
        return [*dict.fromkeys(known)]

    def _is_somebody_elses(self, table: str) -> bool:
        there = self._remote.read(table)
        if there is None:  # not there, or removed: then nothing is overwritten
            return False
        before = self._known.get(table)
        return sha256(there) not in {before.sha256 if before else "", self._hash(table)}

    def _hash(self, table: str) -> str:
        return sha256((self.folder / table).read_bytes())

    def _announce(self, record: str, tables: Iterable[str]) -> None:
        """Write the record, with the tables that are still there named as ours."""
        there = [self._known[table].sha256 for table in tables if table in self._known]
        if not there:
            return
        path = self.folder / record
        content = from_json(path.read_text(encoding="utf-8"), record)
        accepted = tuple(dict.fromkeys((*content.outputs.tsv_accepted, *there)))
        outputs = replace(content.outputs, tsv_accepted=accepted)
        self._remote.write(record, to_json(replace(content, outputs=outputs)).encode())

    def _changed(self, name: str) -> bool:
        path = self.folder / name
        known = self._known.get(name)
        return path.is_file() and (known is None or known.signature != _signature(path))

    def _put(self, name: str) -> None:
        if self._changed(name):
            content = (self.folder / name).read_bytes()
            known = self._known.get(name)
            if known is None or known.sha256 != sha256(content):
                self._remote.write(name, content)
            self._note(name, content)

    def _drop(self, name: str) -> None:
        """Remove what the run removed from the mirror."""
        if name in self._known and not (self.folder / name).exists():
            self._remote.remove(name)
            del self._known[name]

    def _files(self) -> Iterator[Path]:
        for path in self.folder.rglob("*"):
            passing = path.name.startswith(".") or path.suffix in {".tmp", ".lock"}
            if path.is_file() and not passing:
                yield path


class _Uploading:
    """A watcher that writes each finished article before it tells the other watcher."""

    def __init__(self, watcher: "Watcher", upload: Callable[[str], None]) -> None:
        self._watcher = watcher
        self._upload = upload

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the other watcher's
        return getattr(self._watcher, name)

    def finished(self, result: Any) -> None:  # noqa: ANN401 - an ArticleResult
        if result.status in {"translated", "rendered", "unchanged"}:
            self._upload(result.name)
        self._watcher.finished(result)


def _is_read(name: str) -> bool:
    """Tell whether a run reads a file, or compares it with what it is to write."""
    first = name.partition("/")[0]
    if first in {OWN_FOLDER, INDEX_FOLDER, "_assets"}:
        return True
    return name in _LAST or name.endswith(".tsv")


def _signature(path: Path) -> Signature:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size
