"""Names of output files: fixed for a whole run before anything is translated.

A name mirrors the source's place and stem. It is valid on Windows, at most 120 bytes with any
suffix that is put behind it, and differs from every other name of the run without regard to
case, since some file systems know no case.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

MAX_BYTES: Final = 120 - len(".conflicts.tsv")
"""UTF-8 bytes of a name, leaving room for the longest suffix."""
INDEX_FOLDER: Final = "_index"
"""Where the pages of a large index lie in the output folder; no article's folder is called so."""

# Characters and device names that Windows refuses (Microsoft, "Naming Files, Paths, and
# Namespaces").
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES: Final = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# Stems whose files would be taken for the run's own or for another article's second table.
_TAKEN: Final = re.compile(r"index$|.*\.(?:new(?:-\d+)?|orphans|conflicts)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be translated."""

    path: Path
    """Where it lies."""
    relative: str
    """Its path relative to what the user named, with / between folders."""
    part: str = ""
    """Which entry of a feed it is; nothing for a file that is one article."""
    url: str = ""
    """The address of a page in the network; nothing for a file."""

    @property
    def shown(self) -> str:
        """What it is called in messages and on pages."""
        return self.url or self.relative


def plan_names(sources: Sequence[Source]) -> list[str]:
    """Return an output name for each source, in the same order, with / between folders."""
    short = [_safe(source.relative, keep_suffix=False) for source in sources]
    count = Counter(map(_folded, short))
    names = [
        _safe(source.relative, keep_suffix=True)
        if count[_folded(name)] > 1 or _TAKEN.match(PurePosixPath(name).name)
        else name
        for source, name in zip(sources, short, strict=True)
    ]
    count = Counter(map(_folded, names))
    seen: Counter[str] = Counter()
    final = []
    for source, name in zip(sources, names, strict=True):
        if count[_folded(name)] > 1:
            # The place among its likes, not the path: names must not depend on how a path
            # was typed or from where.
            seen[_folded(name)] += 1
            name = _with_hash(name, f"{source.relative} {seen[_folded(name)]}")  # noqa: PLW2901
        final.append(name)
    return final


def printable(name: str) -> str:
    """Return a file name as text that can be written: what is not UTF-8 becomes a mark."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def is_url(text: str) -> bool:
    """Tell whether what a user named is a URL, such as s3://bucket/articles."""
    scheme, mark, _ = text.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum()


def _safe(relative: str, *, keep_suffix: bool) -> str:
    path = PurePosixPath(relative)
    last = path.name if keep_suffix else path.stem
    folders = [_safe_part(part) for part in path.parts[:-1]]
    if folders and folders[0].casefold() == INDEX_FOLDER:
        folders[0] = "_" + folders[0]
    return "/".join((*folders, _safe_part(last)))


def _safe_part(part: str) -> str:
    safe = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", part))
    if safe.endswith((".", " ")):  # Windows drops these silently
        safe = safe[:-1] + "_"
    if _DEVICES.match(safe):
        safe = "_" + safe
    if safe.startswith("."):  # hidden files, and our own folder
        safe = "_" + safe[1:]
    return safe if len(safe.encode()) <= MAX_BYTES else _with_hash(safe, part)


def _with_hash(name: str, source: str) -> str:
    """Return `name` with eight digits that only `source` gives, shortened to fit."""
    folder, slash, last = name.rpartition("/")
    code = "-" + hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = last.encode()[: MAX_BYTES - len(code)].decode("utf-8", "ignore")
    return folder + slash + kept.rstrip(". ") + code


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
