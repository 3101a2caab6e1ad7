"""How fast a translation memory of 100,000 pairs is.

    python -m benchmarks.memory [--pairs 100000] [--rounds 5] [--write]

The pairs are made up: halves of sentences of FLORES-200 dev, Italian and English alike, put
together anew, some with other numbers. Each has one before it, as in an article. They are imported
as the memory's own table, as a plain table and as TMX, into an empty file each. Then an article of
500 sentences is looked up: 150 that are in the memory, 150 that lack a word of one that is, 50 that
differ from one in a number, and 150 others. Exact look-up is timed on the open file and with
opening it; the index of similar sentences is made once a run, hints are asked for an article at a
time. Times are medians, in seconds. --write keeps the figures under benchmarks/results.
"""

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from pipeline.memory.database import Database
from pipeline.memory.export_tables import write_table
from pipeline.memory.exporting import export_memory
from pipeline.memory.fuzzy import DEFAULT_THRESHOLD, FuzzyIndex
from pipeline.memory.importing import import_units
from pipeline.memory.look_up import Query, look_up
from pipeline.memory.units import MemoryUnit

EXACT, CHANGED, RENUMBERED, OTHER = 150, 150, 50, 150
"""What the article is made of."""
NUMBERED_SHARE: Final = 0.5
"""Of the sentences with a number, those that get another one."""
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A made-up sentence in both languages."""

    it: str
    en: str


def make_pairs(count: int, seed: int = 20261124) -> list[Pair]:
    """Return so many different pairs; the same ones every time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    halves = [
        (_halves(it), _halves(en))
        for it, en in zip(read_lines("it"), read_lines("en"), strict=True)
    ]
    pairs: dict[str, Pair] = {}
    while len(pairs) < count:
        (first_it, _), (first_en, _) = chance.choice(halves)
        (_, second_it), (_, second_en) = chance.choice(halves)
        italian, english = f"{first_it} {second_it}", f"{first_en} {second_en}"
        if chance.random() < NUMBERED_SHARE:
            italian, english = _renumbered(italian, english, chance)
        pairs.setdefault(italian, Pair(italian, english))
    return list(pairs.values())


def _halves(sentence: str) -> tuple[str, str]:
    words = sentence.split()
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def _renumbered(italian: str, english: str, chance: random.Random) -> tuple[str, str]:
    """Put other numbers in the place of those that both languages write alike."""
    for number in sorted({*_NUMBER.findall(italian)} & {*_NUMBER.findall(english)}):
        new = str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))
        pattern = re.compile(rf"(?<!\d){number}(?!\d)")
        italian, english = pattern.sub(new, italian), pattern.sub(new, english)
    return italian, english


def make_article(known: list[Pair], seed: int = 1) -> list[str]:
    """Return the sentences of an article, see above."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    numbered = [pair.it for pair in known if _NUMBER.search(pair.it)]
    exact = [pair.it for pair in chance.sample(known, EXACT)]
    changed = []
    for pair in chance.sample(known, CHANGED):
        words = pair.it.split()
        words.pop(chance.randrange(len(words)))
        changed.append(" ".join(words))
    renumbered = [
        _NUMBER.sub(lambda match: str(int(match[0]) + 1), it)
        for it in chance.sample(numbered, RENUMBERED)
    ]
    other = [pair.it for pair in make_pairs(OTHER, seed)]
    sentences = [*exact, *changed, *renumbered, *other]
    chance.shuffle(sentences)
    return sentences


def measure(count: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Return the figures; files are made in `folder`."""
    pairs = make_pairs(count)
    article = make_article(pairs)
    before = ["", *(pair.it for pair in pairs)]
    units = [
        MemoryUnit(pair.it, pair.en, "human", previous, document=f"article-{number // 50}")
        for number, (pair, previous) in enumerate(zip(pairs, before, strict=False))
    ]
    own, plain, tmx = (folder / name for name in ("own.tsv", "plain.tsv", "units.tmx"))
    own.write_text(write_table(units), encoding="utf-8")
    plain.write_text("".join(f"{pair.it}\t{pair.en}\n" for pair in pairs), encoding="utf-8")
    figures: dict[str, Any] = {"pairs": count, "sentences": len(article), "rounds": rounds}
    memory = folder / "memory.db"
    figures["import_own_table"] = _import(own, memory)
    with Database(memory) as database:
        export_memory(database, tmx)
    figures["import_plain_table"] = _import(plain, folder / "plain.db")
    figures["import_tmx"] = _import(tmx, folder / "tmx.db")
    figures["file_mb"] = round(memory.stat().st_size / 1e6, 1)
    return figures | _questions(memory, article, rounds)


def _import(source: Path, target: Path) -> float:
    started = time.perf_counter()
    with Database(target) as database:
        import_units(database, source)
    return round(time.perf_counter() - started, 2)


def _questions(memory: Path, article: list[str], rounds: int) -> dict[str, Any]:
    queries = [Query(it, previous) for it, previous in zip(article, ["", *article], strict=False)]

    def opened() -> object:
        with Database(memory) as database:
            return look_up([database], queries, "")

    figures: dict[str, Any] = {"look_up_with_opening": _median(opened, rounds)}
    with Database(memory) as database:
        figures["look_up"] = _median(lambda: look_up([database], queries, ""), rounds)
        found = look_up([database], queries, "")
        figures["index"] = _median(lambda: FuzzyIndex([database]), rounds)
        index = FuzzyIndex([database])
        figures["hints"] = _median(lambda: index.hints(article), rounds)
        hints = index.hints(article)
    return figures | {
        "threshold": DEFAULT_THRESHOLD,
        "found": sum(one is not None for one in found),
        "hinted": sum(one is not None for one in hints),
        "repaired": sum(one is not None and one.repaired for one in hints),
    }


def _median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 4)


def main() -> None:
    """Measure and print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(arguments.pairs, arguments.rounds, Path(folder))
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("memory", figures)


if __name__ == "__main__":
    main()
