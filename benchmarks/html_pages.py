"""Precision and recall of the HTML reader on the hand-marked pages of tests/data/readers/html.

    python -m benchmarks.html_pages work [--errors]
    python -m benchmarks.html_pages held_out [--errors] [--write]
    python -m benchmarks.html_pages second [--errors] [--write]

A block counts as found when its text is equal to one of the gold's, white space folded; "close"
takes two blocks for the same where nine tenths of their words are. Every block is matched once.
Kinds are counted among the equal ones. A page that cannot be read has no blocks. `held_out` was
for one run, when the rules were final; `second` is for one run after they were changed again.
"""

import argparse
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from benchmarks.keep import write_results
from pipeline.errors import SourceError
from pipeline.readers import read

GOLD: Final = Path(__file__).resolve().parent.parent / "tests" / "data" / "readers" / "html"
SETS: Final = ("work", "held_out", "second")
CLOSE: Final = 0.9
"""Share of the words of both blocks that makes them close."""
FIELDS: Final = ("title", "author", "date", "site")
COUNTS: Final = ("gold", "found", "equal", "close", "kinds", *FIELDS)
SAMPLES: Final = 2000


@dataclass(frozen=True, slots=True)
class Marked:
    """What a page holds, as a person or the reader sees it."""

    fields: dict[str, str]
    """Title, author, date (YYYY-MM-DD) and site; empty where the page does not say."""
    blocks: tuple[tuple[str, str], ...]
    """Kind and text of each block, in reading order."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a page was read."""

    counts: dict[str, int]
    """Blocks of the gold, of the reader, equal, close (equal ones too), of the right kind, and
    for each field whether it is right."""
    errors: tuple[str, ...]
    """A line for each missed and extra block, wrong kind and wrong field."""


def folded(text: str) -> str:
    """Return `text` for comparison: NFC, white space folded, without soft hyphens."""
    visible = text.replace("\u00ad", "").replace("\u200b", "")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def overlap(one: str, other: str) -> float:
    """Return the share of the words of both texts that they have in common, 0 to 1."""
    words, others = Counter(one.lower().split()), Counter(other.lower().split())
    return 2 * (words & others).total() / max(1, words.total() + others.total())


def read_gold(path: Path) -> Marked:
    """Return what is marked in a `.gold.json` file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    blocks = tuple((block["kind"], folded(block["text"])) for block in content["blocks"])
    return Marked({field: content[field] for field in FIELDS}, blocks)


def read_page(path: Path) -> Marked:
    """Return what the reader understands of a page; no block or field where it refuses it."""
    try:
        article = read(path)
    except SourceError as error:
        print(f"{path.name}: {error}")
        return Marked(dict.fromkeys(FIELDS, "(not read)"), ())
    fields = {field: folded(article.metadata.get(field, "")) for field in FIELDS}
    fields |= {"title": folded(article.title), "date": fields["date"][:10]}
    return Marked(fields, tuple((block.kind, folded(block.text)) for block in article.blocks))


def score(gold: Marked, found: Marked) -> Score:
    """Compare what the reader found on a page with the gold."""
    equal = _matched(gold, found, [], lambda one, other: float(one == other), 1)
    close = _matched(gold, found, equal, overlap, CLOSE)
    kinds = sum(gold.blocks[i][0] == found.blocks[j][0] for i, j in equal)
    right = {field: int(gold.fields[field] == found.fields[field]) for field in FIELDS}
    blocks = (len(gold.blocks), len(found.blocks), len(equal), len(equal) + len(close), kinds)
    counts = dict(zip(COUNTS, (*blocks, *right.values()), strict=True))
    return Score(counts, tuple(_errors(gold, found, equal, close)))


def _matched(
    gold: Marked,
    found: Marked,
    taken: Sequence[tuple[int, int]],
    likeness: Callable[[str, str], float],
    least: float,
) -> list[tuple[int, int]]:
    """Pair blocks that are alike and not in `taken`: the most alike, of the same kind, first."""
    used_gold, used_found = {i for i, _ in taken}, {j for _, j in taken}
    pairs: list[tuple[int, int]] = []
    for i, (kind, text) in enumerate(gold.blocks):
        if i in used_gold:
            continue
        candidates = [
            (likeness(text, other_text), kind == other_kind, -j)
            for j, (other_kind, other_text) in enumerate(found.blocks)
            if j not in used_found
        ]
        best = max(candidates, default=(0.0, False, 0))
        if candidates and best[0] >= least:
            pairs.append((i, -best[2]))
            used_found.add(-best[2])
    return pairs


def _errors(
    gold: Marked, found: Marked, equal: list[tuple[int, int]], close: list[tuple[int, int]]
) -> list[str]:
    hit, taken = {i for i, _ in equal + close}, {j for _, j in equal + close}
    lines = [f"missed {kind}: {t}" for i, (kind, t) in enumerate(gold.blocks) if i not in hit]
    lines += [f"extra {kind}: {t}" for j, (kind, t) in enumerate(found.blocks) if j not in taken]
    for i, j in close:
        lines += [f"close: {found.blocks[j][1]}", f"   for {gold.blocks[i][1]}"]
    lines += [
        f"{found.blocks[j][0]} for {gold.blocks[i][0]}: {gold.blocks[i][1]}"
        for i, j in equal
        if gold.blocks[i][0] != found.blocks[j][0]
    ]
    lines += [f"out of order: {gold.blocks[i][1]}" for (_, k), (i, j) in pairwise(equal) if j < k]
    lines += [
        f"{field} {found.fields[field]!r} for {gold.fields[field]!r}"
        for field in FIELDS
        if found.fields[field] != gold.fields[field]
    ]
    return lines


def rates(counts: Sequence[dict[str, int]]) -> dict[str, float]:
    """Return the shares over pages, 0 to 1."""
    total = {name: sum(one[name] for one in counts) for name in COUNTS}
    shares = {
        "precision": total["equal"] / max(1, total["found"]),
        "recall": total["equal"] / max(1, total["gold"]),
        "close_precision": total["close"] / max(1, total["found"]),
        "close_recall": total["close"] / max(1, total["gold"]),
        "kinds": total["kinds"] / max(1, total["equal"]),
        **{field: total[field] / max(1, len(counts)) for field in FIELDS},
    }
    return {name: round(share, 4) for name, share in shares.items()}


def intervals(counts: Sequence[dict[str, int]]) -> dict[str, list[float]]:
    """Return the 95% bootstrap interval of each share, pages drawn anew."""
    draw = random.Random(1)  # noqa: S311 - resampling, not secrecy
    samples = [rates(draw.choices(counts, k=len(counts))) for _ in range(SAMPLES)]
    sides = round(SAMPLES * 0.025), round(SAMPLES * 0.975) - 1
    return {
        name: [sorted(sample[name] for sample in samples)[side] for side in sides]
        for name in samples[0]
    }


def measure(folder: Path) -> dict[str, Score]:
    """Return the score of each page in `folder`, by its name."""
    golds = sorted(folder.glob("*.gold.json"))
    names = [path.name.removesuffix(".gold.json") for path in golds]
    return {
        name: score(read_gold(path), read_page(folder / f"{name}.html"))
        for name, path in zip(names, golds, strict=True)
    }


def table(scores: dict[str, Score]) -> str:
    """Return a Markdown table, a row a page and one for all."""
    counts = [one.counts for one in scores.values()]
    rows = {name: rates([one.counts]) for name, one in scores.items()} | {"all": rates(counts)}
    heads = list(rows["all"])
    lines = ["| page | blocks | " + " | ".join(heads) + " |", "|---" + "|---:" * 10 + "|"]
    sizes = [*(one["gold"] for one in counts), sum(one["gold"] for one in counts)]
    for (name, row), size in zip(rows.items(), sizes, strict=True):
        lines.append(
            f"| {name} | {size} | " + " | ".join(f"{row[key]:.3f}" for key in heads) + " |"
        )
    return "\n".join(lines)


def figures(scores: dict[str, Score]) -> dict[str, Any]:
    """Return what is kept of a measurement."""
    counts = [one.counts for one in scores.values()]
    return {
        "pages": len(counts),
        "blocks": sum(one["gold"] for one in counts),
        "shares": rates(counts),
        "intervals_95_percent": intervals(counts),
        "table": {name: one.counts for name, one in scores.items()},
    }


def main() -> None:
    """Print the table; --write keeps the figures under benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", choices=SETS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="every missed and extra block")
    arguments = parser.parse_args()
    scores = measure(GOLD / arguments.pages)
    kept = figures(scores)
    if arguments.errors:
        for name, one in scores.items():
            print(*(f"{name}: {line}" for line in one.errors), sep="\n", end="\n" * 2)
    print(table(scores))
    for name, (low, high) in kept["intervals_95_percent"].items():
        print(f"{name}: {kept['shares'][name]:.3f} ({low:.3f} to {high:.3f})")
    if arguments.write:
        write_results(f"html-pages-{arguments.pages}", kept)


if __name__ == "__main__":
    main()
