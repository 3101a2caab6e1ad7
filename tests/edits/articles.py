"""Articles, and tables of them, for the tests of edits."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.article import Origin, Pair
from pipeline.edits.recognition import Recognised, recognise
from pipeline.edits.table import read_table
from pipeline.exports.tsv import write_tsv
from pipeline.keys import sentence_keys

CELLS: Final = Path(__file__).resolve().parent.parent / "data" / "edits" / "cells.tsv"


def article(texts: Iterable[tuple[str, str]]) -> tuple[Pair, ...]:
    """Return the machine's pairs of an article; no score is one that a spreadsheet keeps."""
    texts = list(texts)
    return tuple(
        Pair(1, number, "paragraph", it, en, en, "mt", -0.47, ("low-score",), key)
        for number, ((it, en), key) in enumerate(
            zip(texts, sentence_keys(texts), strict=True), start=1
        )
    )


def edited(pairs: Sequence[Pair], number: int, en: str, origin: Origin = "human") -> list[Pair]:
    """Return pairs of which a run has written one, counted from 0, as a person's."""
    changed = list(pairs)
    changed[number] = replace(pairs[number], en=en, origin=origin, score=None, flags=())
    keys = sentence_keys((pair.it, pair.en) for pair in changed)
    return [replace(pair, key=key) for pair, key in zip(changed, keys, strict=True)]


def table_of(pairs: Sequence[Pair], changes: dict[int, str] | None = None) -> str:
    """Return the table of `pairs` with another English in some rows, counted from 0."""
    lines = write_tsv(pairs).removesuffix("\n").split("\n")
    for number, english in (changes or {}).items():
        fields = lines[number + 1].split("\t")
        fields[4] = english
        lines[number + 1] = "\t".join(fields)
    return "\n".join(lines) + "\n"


def found_in(text: str | bytes, pairs: Sequence[Pair] | None, *, own: bool = True) -> Recognised:
    """Return what is recognised in a table."""
    raw = text.encode() if isinstance(text, str) else text
    return recognise(read_table(raw, "article.tsv"), pairs, own=own)


def cells() -> list[tuple[str, str, str]]:
    """Return kind, Italian and English of the sixty cells that spreadsheets convert."""
    lines = CELLS.read_text(encoding="utf-8").splitlines()[1:]
    return [(kind, it, en) for kind, it, en in (line.split("\t") for line in lines)]
