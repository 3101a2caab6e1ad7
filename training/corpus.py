"""Reading the parallel corpus: pairs in four columns, sources with a licence only."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CorpusPair:
    """An Italian sentence with its English and where they come from."""

    it: str
    """Italian."""
    en: str
    """English."""
    source: str
    """Name of the source, as in SOURCES.tsv."""
    kind: str
    """`human`, or `mt` where one side was made by machine."""


def licensed_sources(folder: Path) -> frozenset[str]:
    """Return the names of the sources in SOURCES.tsv whose licence is known."""
    header, *lines = (folder / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()
    names = header.split("\t")
    rows = (dict(zip(names, line.split("\t"), strict=False)) for line in lines)
    return frozenset(row["source"] for row in rows if is_licence(row.get("licence", "")))


def is_licence(text: str) -> bool:
    """Tell whether a licence field names one: neither empty nor unknown."""
    return bool(text.strip()) and not text.lower().startswith("unknown")


def read_corpus(folder: Path) -> Iterator[CorpusPair]:
    """Yield the pairs of all `*.tsv.xz` in `folder` whose source has a licence."""
    licensed = licensed_sources(folder)
    for path in sorted(folder.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                it, en, source, kind = line.rstrip("\n").split("\t")
                if source in licensed:
                    yield CorpusPair(it, en, source, kind)
