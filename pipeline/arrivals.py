"""Which files have arrived in a folder: complete, and not just being written."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from pipeline.readers import SUFFIXES

SETTLE_SECONDS: Final = 2.0
"""Time for which a file must not change before it counts as complete."""
_LOCK_PREFIX: Final = "~$"
"""What the name of the file begins with that an office program keeps beside an open one."""


class Arrivals:
    """Files that came or changed, each until it has settled. All times are seconds on one clock."""

    def __init__(self, folders: Sequence[Path], out: Path) -> None:
        """Look out for articles below `folders`; `out`, the output folder, is none of them."""
        self._roots = [Path(os.path.realpath(folder)) for folder in folders]
        self._out = Path(os.path.realpath(out))
        self._pending: dict[Path, tuple[tuple[int, int], float]] = {}

    @property
    def pending(self) -> frozenset[Path]:
        """The real paths of those that have not settled."""
        return frozenset(self._pending)

    def notice(self, paths: Iterable[Path], now: float) -> None:
        """Something happened at `paths`: files, or folders with all that is in them."""
        for path in paths:
            real = Path(os.path.realpath(path.parent)) / path.name
            if self._is_left_out(real):
                continue
            if real.is_dir():
                self.notice(self._inside(real), now)
            elif real.suffix.lower() in SUFFIXES and (signature := _signature(real)):
                self._pending[Path(os.path.realpath(real))] = (signature, now)

    def notice_all(self, now: float) -> None:
        """Notice all that is there."""
        self.notice(self._roots, now)

    def settled(self, now: float) -> frozenset[Path]:
        """Return the real paths of the files that have settled, and forget them."""
        ready = []
        for path, (before, since) in list(self._pending.items()):
            signature = _signature(path)
            if signature is None:  # it went away again
                del self._pending[path]
            elif signature != before or _is_held(path):
                self._pending[path] = (signature, now)
            elif now - since >= SETTLE_SECONDS:
                del self._pending[path]
                ready.append(path)
        return frozenset(ready)

    def _is_left_out(self, real: Path) -> bool:
        if real == self._out or self._out in real.parents:
            return True
        root = next((root for root in self._roots if root == real or root in real.parents), None)
        if root is None:
            return True
        parts = real.relative_to(root).parts
        return any(part.startswith(".") for part in parts) or real.name.startswith(_LOCK_PREFIX)

    def _inside(self, folder: Path) -> list[Path]:
        """Return what lies in a folder; links to folders are not followed, as in a run."""
        try:
            entries = list(os.scandir(folder))
        except OSError:  # it went away, or a run will say why it cannot be read
            return []
        return [Path(entry.path) for entry in entries if not _is_linked_folder(entry)]


def _is_linked_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_symlink() and entry.is_dir()


def _signature(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written to; None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def _is_held(path: Path) -> bool:
    """Tell whether another program has the file to itself, as Windows lets one that copies it."""
    if os.name != "nt":
        return False
    try:
        with path.open("rb"):
            return False
    except PermissionError:
        return True
    except OSError:
        return False
