"""Word links as piece links, in arrays that guided training of the model reads.

    python -m training.align.arrays WORK LINKS OUT.npz

WORK/LINKS holds a line of `i-j` a pair of WORK/pairs.tsv. The arrays (numpy, compressed):

    s, so   source pieces of all pairs, one behind the other (uint16), and where each begins (int64)
    t, to   target pieces likewise
    l, lo   links: rows of (source piece, target piece) from 0 (uint8), and where each pair's begin

Pieces are those of the bundled model's frozen vocabulary, without begin and end marks. A link of
two words becomes links between all their pieces; pairs of more than 200 pieces are left out.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import sentencepiece

from pipeline.data import data_path
from training.align.gold import Links
from training.align.prepare import GOLD
from training.align.statistical import read_links

MAX_PIECES: Final = 200

Spans = list[tuple[int, int]]
"""Begin and end of words or pieces, in code points of a text."""


def word_spans(text: str, words: Sequence[str]) -> Spans:
    """Return where each of `words` stands in `text`, in their order."""
    spans, place = [], 0
    for word in words:
        start = text.index(word, place)
        place = start + len(word)
        spans.append((start, place))
    return spans


def pieces_of(processor: Any, text: str) -> tuple[list[int], Spans]:  # noqa: ANN401
    """Return the pieces of `text` and where they stand in it."""
    pieces = processor.encode(text, return_type="proto").pieces
    # SentencePiece counts bytes; words are counted in code points.
    points = [place for place, character in enumerate(text) for _ in character.encode()]
    points.append(len(text))
    spans = [(points[piece.begin], points[piece.end]) for piece in pieces]
    return [piece.id for piece in pieces], spans


def pieces_by_word(words: Spans, pieces: Spans) -> list[list[int]]:
    """Return the numbers of the pieces that share a character with each word."""
    return [
        [n for n, (begin, end) in enumerate(pieces) if begin < stop and end > start]
        for start, stop in words
    ]


def piece_links(links: Links, it: list[list[int]], en: list[list[int]]) -> list[tuple[int, int]]:
    """Return the links between the pieces of linked words, sorted."""
    return sorted({(a, b) for i, j in links for a in it[i] for b in en[j]})


def _rows(work: Path, links: str) -> Iterator[tuple[list[str], Links]]:
    with (work / "pairs.tsv").open(encoding="utf-8") as file:
        for line, found in zip(file, read_links(work / links), strict=False):
            yield line.rstrip("\n").split("\t"), found


def main() -> None:
    """Write the arrays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("links")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=int, help="no more than so many")
    arguments = parser.parse_args()
    model = data_path("models") / "it_en" / "sentencepiece.model"
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    columns: dict[str, list[np.ndarray]] = {"s": [], "t": [], "l": []}
    rows = islice(_rows(arguments.work, arguments.links), arguments.pairs)
    for (it, en, source, it_text, en_text), links in rows:
        if source == GOLD:
            continue
        it_ids, it_pieces = pieces_of(processor, it_text)
        en_ids, en_pieces = pieces_of(processor, en_text)
        if max(len(it_ids), len(en_ids)) > MAX_PIECES:
            continue
        by_it = pieces_by_word(word_spans(it_text, it.split(" ")), it_pieces)
        by_en = pieces_by_word(word_spans(en_text, en.split(" ")), en_pieces)
        columns["s"].append(np.array(it_ids, np.uint16))
        columns["t"].append(np.array(en_ids, np.uint16))
        found = piece_links(links, by_it, by_en)
        columns["l"].append(np.array(found, np.uint8).reshape(-1, 2))
    joined = {name: np.concatenate(values) for name, values in columns.items()}
    starts = {name: np.cumsum([0, *map(len, values)]) for name, values in columns.items()}
    np.savez_compressed(
        arguments.out,
        s=joined["s"],
        so=starts["s"],
        t=joined["t"],
        to=starts["t"],
        l=joined["l"],
        lo=starts["l"],
    )
    print(f"{len(columns['s'])} pairs, {len(joined['l'])} links")


if __name__ == "__main__":
    main()
