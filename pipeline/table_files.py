"""An article's tables as files: ready to be written, and what lies in their places.

A file that a person may have changed is only replaced in the very state in which it was read.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError, system_reason
from pipeline.files import sha256, write_atomically

ORPHANS: Final = ".orphans.tsv"
"""Suffix of an article's table of edits without a sentence."""
CONFLICTS: Final = ".conflicts.tsv"
"""Suffix of an article's table of second texts."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A table of what has no place in the article's own, ready to be written."""

    text: str = ""
    """What it shall hold in the end; empty where there shall be none."""
    meanwhile: str = ""
    """What it shall hold until the article's table is written: also what goes there from here."""
    read: str = ""
    """SHA-256 of the file as it was read; empty where there was none."""
    stays: bool = False
    """Whether the file says all this already and is left as it is."""

    def put_aside(self, path: Path) -> None:
        """Write what has to be safe before the article's table is written.

        Raises:
            OutputError: it cannot be written, or was changed since it was read.
        """
        if self.stays:
            return
        content = (self.meanwhile or self.text).encode()
        state = hash_of(path)
        if state not in {"", self.read, sha256(content), sha256(self.text.encode())}:
            raise OutputError(str(path), "it was changed meanwhile", "run again")
        if content and state != sha256(content):
            write_atomically(path, content)

    def settle(self, path: Path) -> None:
        """Take out what has found its place, now that it is written there.

        Where that cannot be done it stands in both, which does no harm.
        """
        first = self.meanwhile or self.text
        if self.stays or (self.text and self.text == first):
            return
        with contextlib.suppress(OSError, OutputError):
            state = hash_of(path)
            if not state or state not in {self.read, sha256(first.encode())}:
                return
            if self.text:
                write_atomically(path, self.text.encode())
            else:
                path.unlink()


NOTHING_LEFT: Final = Leftover()


@dataclass(frozen=True, slots=True)
class Tables:
    """An article's tables, ready to be written."""

    table: str
    """The table with all sentences."""
    replaces: frozenset[str] = frozenset()
    """SHA-256 of tables whose edits are all in it: they may be replaced."""
    keeps: frozenset[str] = frozenset()
    """SHA-256 of tables that hold more than it: they may not, even if a run wrote them."""
    known: frozenset[str] = frozenset()
    """SHA-256 of all tables that were looked at, those that are not understood among them."""
    orphans: Leftover = NOTHING_LEFT
    """The table of edits without a sentence."""
    conflicts: Leftover = NOTHING_LEFT
    """The table of second texts."""


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing where there is none; see `content_of`."""
    content = content_of(path)
    return "" if content is None else sha256(content)


def content_of(path: Path) -> bytes | None:
    """Return the bytes of a file, or None where there is none.

    Raises:
        OutputError: there is one but it cannot be read, so it must not be overwritten.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(str(path), system_reason(error)) from error
