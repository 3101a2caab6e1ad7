"""Articles that are in order, and bad ones of fifteen kinds among them, for `benchmarks.faults`."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from benchmarks.evaluation_set import read_lines
from pipeline.files import MAX_SOURCE_BYTES

_SENTENCES: Final = 5
"""Sentences of an article that is bad for other reasons than what it says."""
_LINE_BYTES: Final = 2_000_000
_DEPTH: Final = 100_000


def _unreadable(path: Path) -> None:
    if os.geteuid():
        path.write_text("Un articolo che nessuno può leggere.", encoding="utf-8")
        path.chmod(0)
    else:  # for root nothing is unreadable but what the system itself refuses
        own = "self" if path.stem.endswith("0") else "thread-self"  # two links are one article
        path.symlink_to(f"/proc/{own}/mem")


def _in_english(path: Path) -> None:
    path.write_text(" ".join(read_lines("en")[:_SENTENCES]), encoding="utf-8")


def _broken_encoding(path: Path) -> None:
    text = " ".join(read_lines("it")[:_SENTENCES]).encode()
    path.write_bytes(text.replace(b" ", b" \x00") + b"\xff")


def _too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_SOURCE_BYTES + 1)  # of zeros that take no room on the disk


def _one_long_line(path: Path) -> None:
    text = " ".join(read_lines("en"))
    path.write_text(text * (_LINE_BYTES // len(text) + 1), encoding="utf-8")


def _nested(path: Path) -> None:
    path.write_text(">" * _DEPTH + " Una citazione in una citazione.", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to be bad."""

    make: Callable[[Path], object]
    """Makes the file."""
    suffix: str = ".txt"
    """What its name ends with."""
    is_named: bool = False
    """Whether a user has to name it, because no search of a folder finds it."""


FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "illeggibile": Fault(_unreadable),
        "inglese": Fault(_in_english),
        "immagine": Fault(lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))),
        "vuoto": Fault(lambda path: path.write_bytes(b"")),
        "spazi": Fault(lambda path: path.write_bytes(b" \t\r\n \n" * 100)),
        "codifica": Fault(_broken_encoding),
        "cartella": Fault(lambda path: path.mkdir(), is_named=True),
        "pipe": Fault(lambda path: os.mkfifo(path)),  # noqa: PLW0108 - Windows has none
        "sospeso": Fault(lambda path: path.symlink_to(f"manca-{path.name}")),
        "giro": Fault(lambda path: path.symlink_to(path.name)),
        "enorme": Fault(_too_large),
        "riga": Fault(_one_long_line),
        "annidato": Fault(_nested, suffix=".md"),
        "ignoto": Fault(lambda path: path.write_text("Chi sa."), suffix=".xyz", is_named=True),
        "controlli": Fault(lambda path: path.write_bytes(bytes((1, 2, 7, 27, 127)) * 50)),
    }
)


@dataclass(frozen=True, slots=True)
class Laid:
    """The articles that were laid."""

    paths: tuple[str, ...]
    """What a user names, relative to the folder that they lie in."""
    good: tuple[str, ...]
    """Output names of those that are in order."""
    bad: tuple[str, ...]
    """Sources of those that are not, as run.json names them."""


def lay(folder: Path, good: int, bad_of_each: int) -> Laid:
    """Lay articles in `folder`, in two folders below it. Only for Linux.

    Args:
        folder: Where.
        good: How many are in order.
        bad_of_each: How many are bad in each of the ways, one or two.
    """
    if sys.platform != "linux":
        message = "these files can be made on Linux only"
        raise OSError(message)
    articles, named = folder / "articoli", folder / "nominati"
    articles.mkdir()
    named.mkdir()
    for number in range(good):
        text = f"Il cane numero {number} corre nel prato.\n\nPoi dorme accanto alla gatta {number}."
        (articles / f"{number:04}.txt").write_text(text, encoding="utf-8")
    paths, bad = ["articoli"], []
    for kind, fault in FAULTS.items():
        for number in range(bad_of_each):
            name = f"{kind}-{number}{fault.suffix}"
            if fault.is_named:
                paths.append(f"nominati/{name}")
                fault.make(named / name)
            else:
                fault.make(articles / name)
            bad.append(name)
    return Laid(tuple(paths), tuple(f"{number:04}" for number in range(good)), tuple(bad))
