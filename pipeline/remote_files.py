"""The files below a URL that fsspec understands: listed, fetched, written whole, removed.

Names are paths relative to the URL, with / between parts. What the file system raises, whatever
its kind, comes out as an error of ours that names the URL.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pipeline.errors import MissingExtraError, OutputError
from pipeline.files import write_atomically

EXTRA: Final = "cluster"
"""What has to be installed."""
_CHUNK: Final = 500
"""Files that are fetched at the same time."""
_REMEDY: Final = "check the address, the permissions and the network, then run again"


class RemoteFiles:
    """The files below one URL."""

    def __init__(self, url: str) -> None:
        """Find the file system; nothing is asked of it yet.

        Raises:
            MissingExtraError: fsspec is not installed.
            OutputError: there is no such file system, or its own package is not installed.
        """
        self.url = url.rstrip("/")
        """As the user typed it."""
        try:
            import fsspec  # noqa: PLC0415 - an extra
            from fsspec.core import url_to_fs  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtraError(url, EXTRA) from error
        try:
            self._files: Any
            self._files, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            known = ", ".join(f"{name}://" for name in ("s3", "gs", "file", "memory"))
            remedy = f"name a folder, or a URL of fsspec {fsspec.__version__} such as {known}"
            raise OutputError(url, str(error), remedy) from error
        self._root = str(root).rstrip("/")
        self._is_local = "file" in self._files.protocol

    def sizes(self) -> dict[str, int]:
        """Return all files there are, with their sizes in bytes.

        A name that leads out of the folder is left out.

        Raises:
            OutputError: the file system refuses.
        """
        with self._reporting(""):
            self._files.invalidate_cache()
            found: Mapping[str, Mapping[str, Any]] = self._files.find(self._root, detail=True)
        files = {}
        for path, info in found.items():
            name = path.replace("\\", "/") if self._is_local else path
            name = name.removeprefix(self._root).removeprefix("/")
            if _is_inside(name):
                files[name] = int(info.get("size") or 0)
        return files

    def read(self, name: str) -> bytes | None:
        """Return the present content of a file, or None where there is none.

        Raises:
            OutputError: the file system refuses.
        """
        with self._reporting(name):
            self._files.invalidate_cache()
            try:
                return bytes(self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def fetch(self, names: Sequence[str], folder: Path) -> None:
        """Copy files into a folder.

        Raises:
            OutputError: the file system refuses.
        """
        rest = iter(names)
        while chunk := [*islice(rest, _CHUNK)]:
            targets = [folder / name for name in chunk]
            for parent in {target.parent for target in targets}:
                parent.mkdir(parents=True, exist_ok=True)
            with self._reporting(chunk[0]):
                self._files.get([self._path(name) for name in chunk], [*map(str, targets)])

    def beginning(self, name: str, size: int) -> bytes:
        """Return the first bytes of a file.

        Raises:
            OutputError: the file system refuses.
        """
        with self._reporting(name):
            return bytes(self._files.cat_file(self._path(name), start=0, end=size))

    def write(self, name: str, content: bytes) -> None:
        """Write a file, all of it or nothing.

        Raises:
            OutputError: the file system refuses.
        """
        path = self._path(name)
        if self._is_local:  # where fsspec would leave half a file if interrupted
            write_atomically(Path(path), content)
        else:
            with self._reporting(name):
                self._files.pipe_file(path, content)

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already.

        Raises:
            OutputError: the file system refuses.
        """
        with self._reporting(name), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _reporting(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            # Each file system has exceptions of its own, few of them OSErrors.
            reason = f"{type(error).__name__}: {error}"
            raise OutputError(f"{self.url}/{name}".rstrip("/"), reason, _REMEDY) from error


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and "\\" not in name
