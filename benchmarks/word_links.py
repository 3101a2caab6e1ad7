"""The alignment error rate of word links: by the lexicon, by the model's attention, by both.

    python -m benchmarks.word_links work [--model NAME_OR_PATH] [--write]
    python -m benchmarks.word_links held_out [--model NAME_OR_PATH] [--write]

On the hand-aligned pairs of `training/align/gold`, words only: nobody asks what a comma became.
Attention is that of the translations as they are, decoded again word for word (beam 1, the English
as prefix). `held_out` is for one run, when everything is chosen.
"""

import argparse
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import ctranslate2
import numpy as np
from numpy.typing import NDArray

from benchmarks.keep import write_results
from pipeline import models
from pipeline.word_links import align
from training.align.evaluate import rates
from training.align.gold import HALVES, GoldPair, Links, read_gold

Matrix = NDArray[np.float64]
"""How much each English word, a row, looks at each Italian one, a column."""

THRESHOLDS = (0.1, 0.2, 0.3)


def words_only(pair: GoldPair) -> GoldPair:
    """Return `pair` with the links between words."""

    def kept(links: Links) -> Links:
        return frozenset((i, j) for i, j in links if is_word(pair.it[i]) and is_word(pair.en[j]))

    return replace(pair, sure=kept(pair.sure), possible=kept(pair.possible))


def is_word(token: str) -> bool:
    """Tell whether a token is more than a sign."""
    return any(map(str.isalnum, token))


def by_lexicon(pair: GoldPair) -> Links:
    """Return the links that `pipeline.word_links` draws."""
    places = [[n for n, word in enumerate(words) if is_word(word)] for words in (pair.it, pair.en)]
    italian, english = (
        [re.sub("[’‘]", "'", words[n]).lower() for n in numbers]
        for words, numbers in zip((pair.it, pair.en), places, strict=True)
    )
    return frozenset((places[0][i], places[1][j]) for i, j in align(italian, english))


def sentence(words: Sequence[str]) -> str:
    """Return tokens of the gold as a text."""
    text = " ".join(words)
    text = re.sub(r" (n['’]t|['’](?:s|re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r"(?<=\w)(['’]) (?=\w)", r"\1", text)
    return re.sub(r"([(«“]) ", r"\1", re.sub(r" ([.,;:!?%)»”])", r"\1", text))


def owners(pieces: Sequence[str], words: Sequence[str]) -> list[set[int]]:
    """Return which words each piece is a part of."""
    letters = [n for n, word in enumerate(words) for _ in unicodedata.normalize("NFKC", word)]
    found, place = [], 0
    for piece in pieces:
        length = len(piece.replace("▁", ""))
        found.append(set(letters[place : place + length]))
        place += length
    return found


def attention(gold: Sequence[GoldPair], model: str | None) -> list[Matrix]:
    """Return what the model's attention says of each pair, a row adding up to 1."""
    files = models.load(models.choose(model)).files
    translator = ctranslate2.Translator(str(files.folder), inter_threads=1, intra_threads=1)
    sources, targets = (
        [files.tokenizer.encode(sentence(words)) for words in side]
        for side in ([pair.it for pair in gold], [pair.en for pair in gold])
    )
    results = translator.translate_batch(
        sources,
        target_prefix=targets,
        beam_size=1,
        max_batch_size=1,
        max_decoding_length=max(map(len, targets)),
        return_attention=True,
    )
    return [
        _by_words(
            result.attention[0][: len(target)], owners(source, pair.it), owners(target, pair.en)
        )
        for pair, source, target, result in zip(gold, sources, targets, results, strict=True)
    ]


def _by_words(rows: Any, italian: list[set[int]], english: list[set[int]]) -> Matrix:  # noqa: ANN401
    size = (
        1 + max(max(own, default=0) for own in english),
        1 + max(map(max, filter(None, italian))),
    )
    matrix: Matrix = np.zeros(size)
    for row, english_words in zip(rows, english, strict=False):
        for share, italian_words in zip(row, italian, strict=True):
            for j in english_words:
                for i in italian_words:
                    matrix[j, i] += share
    total: Matrix = matrix.sum(axis=1, keepdims=True)
    return matrix / np.maximum(total, 1e-9)


def most_looked_at(matrix: Matrix, least: float = 0.0) -> Links:
    """Return for each English word the Italian one that it looks at most."""
    return frozenset((int(row.argmax()), j) for j, row in enumerate(matrix) if row.max() >= least)


def looked_at(matrix: Matrix, least: float) -> Links:
    """Return all pairs with at least such a share of a word's attention."""
    return frozenset((int(i), int(j)) for j, i in np.argwhere(matrix >= least))


def mutual(matrix: Matrix, least: float = 0.0) -> Links:
    """Return the pairs of words of which each is the other's best."""
    columns = matrix.argmax(axis=0)
    return frozenset((i, j) for i, j in most_looked_at(matrix, least) if columns[i] == j)


def main() -> None:
    """Print the table; --write keeps it under benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=HALVES)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gold = [words_only(pair) for pair in read_gold(arguments.half)]
    matrices = attention(gold, arguments.model)
    for pair in gold:  # loads the lexicon
        by_lexicon(pair)
    started = time.perf_counter()
    lexicon = [by_lexicon(pair) for pair in gold]
    seconds = time.perf_counter() - started
    ways: dict[str, Callable[[Matrix], Links]] = {"attention, most looked at": most_looked_at}
    for least in THRESHOLDS:
        ways[f"attention, most looked at, at least {least}"] = _at_least(most_looked_at, least)
    for least in THRESHOLDS:
        ways[f"attention, all of at least {least}"] = _at_least(looked_at, least)
    ways["attention, each other's best"] = mutual
    found = {
        name: [_words(p, way(m)) for p, m in zip(gold, matrices, strict=True)]
        for name, way in ways.items()
    }
    found["lexicon"] = lexicon
    best = found["attention, each other's best"]
    found["lexicon and attention agree"] = [a & b for a, b in zip(lexicon, best, strict=True)]
    found["lexicon, attention where it is silent"] = list(map(_completed, lexicon, best))
    table = {name: rates(gold, links) for name, links in found.items()}
    print("| links | precision | recall | AER | 95% |\n|---|---:|---:|---:|---:|")
    for name, row in table.items():
        figures = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "aer"))
        print(f"| {name} | {figures} | {row['low']:.3f} to {row['high']:.3f} |")
    milliseconds = round(seconds / len(gold) * 1000, 2)
    print(f"lexicon: {milliseconds} ms a sentence")
    if arguments.write:
        content = {"pairs": len(gold), "lexicon_ms_a_sentence": milliseconds, "table": table}
        write_results(f"word-links-{arguments.half}", content)


def _at_least(way: Callable[[Matrix, float], Links], least: float) -> Callable[[Matrix], Links]:
    return lambda matrix: way(matrix, least)


def _words(pair: GoldPair, links: Links) -> Links:
    return frozenset((i, j) for i, j in links if is_word(pair.it[i]) and is_word(pair.en[j]))


def _completed(links: Links, others: Links) -> Links:
    """Return `links` and those of `others` between words that have none."""
    italian, english = {i for i, _ in links}, {j for _, j in links}
    return links | {(i, j) for i, j in others if i not in italian and j not in english}


if __name__ == "__main__":
    main()
