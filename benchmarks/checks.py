"""Recall and precision of the translation checks on the gold of faults.

    python -m benchmarks.checks work
    python -m benchmarks.checks held_out --write

Recall counts the rows of a fault that its own flag finds. Precision counts the flags: right on a
row of that fault, wrong on a clean row or on a row of another fault. Two kinds of flag are left
out of it, because nobody can call them wrong: what the fault brings with it (half a sentence lacks
names), and what is raised on machine English that was read for another kind of fault only; the
latter are listed all the same, as "unread".
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from pipeline.checks import find_doubts
from pipeline.checks.flags import Flag

ROOT: Final = Path(__file__).resolve().parent.parent
GOLD: Final = ROOT / "tests" / "data" / "checks"

RIGHT: Final = {
    "number": {"number"},
    "half": {"length"},
    "repetition": {"repetition"},
    "copied": {"copied", "not-english"},
    "name": {"name"},
}
"""The flags that find a fault, by kind; any of them will do."""

IMPLIED: Final = {
    "half": {"number", "name"},
    "repetition": {"length", "number", "name"},
    "copied": {"length", "number", "name", "untranslated"},
}
"""The flags that a fault may bring with it, by kind: neither right nor wrong there."""

SAMPLES: Final = 2000
Check = Callable[[str, str], frozenset[Flag]]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence pair of the gold."""

    line: int
    """Its line in flores-dev, from 1."""
    fault: str
    """The kind of fault put into the English; empty where there is none."""
    italian: str
    """The Italian sentence."""
    english: str
    """The English to judge."""
    by_machine: bool
    """Whether that English was a machine's before the fault was put in."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what the checks said of it."""

    row: Row
    """The row."""
    flags: frozenset[str]
    """Codes of the flags that were raised."""

    @property
    def found(self) -> bool:
        """Whether a flag of its fault was raised."""
        return bool(self.flags & RIGHT.get(self.row.fault, set()))

    def verdict(self, flag: str) -> str:
        """Return "right", "wrong", "implied" or "unread" for a flag that was raised here."""
        if flag in RIGHT.get(self.row.fault, set()):
            return "right"
        if flag in IMPLIED.get(self.row.fault, set()):
            return "implied"
        return "unread" if self.row.by_machine else "wrong"


def read_gold(half: str) -> list[Row]:
    """Return the rows of `half`, "work" or "held_out"."""
    references = read_lines("en")
    header, *lines = (GOLD / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    rows = []
    for text in lines:
        field = dict(zip(header.split("\t"), text.split("\t"), strict=True))
        line = int(field["line"])
        by_machine = field["original_en"] != references[line - 1]
        rows.append(Row(line, field["fault"], field["it"], field["en"], by_machine))
    return rows


def judge(rows: list[Row], check: Check) -> list[Judged]:
    """Run `check` over every row, without a score."""
    return [
        Judged(row, frozenset(flag.value for flag in check(row.italian, row.english)))
        for row in rows
    ]


def recall_table(judged: list[Judged]) -> dict[str, dict[str, Any]]:
    """Return recall by kind of fault."""
    table = {}
    for fault in RIGHT:
        found = [one.found for one in judged if one.row.fault == fault]
        table[fault] = {"rows": len(found), "found": sum(found), **_share("recall", found)}
    return table


def precision_table(judged: list[Judged]) -> dict[str, dict[str, Any]]:
    """Return precision by flag, and how many clean rows of a hundred it is raised on."""
    clean = [one for one in judged if not one.row.fault]
    table = {}
    for flag in sorted(
        {flag for one in judged for flag in one.flags} | set().union(*RIGHT.values())
    ):
        verdicts = [one.verdict(flag) for one in judged if flag in one.flags]
        right = [verdict == "right" for verdict in verdicts if verdict in {"right", "wrong"}]
        on_clean = sum(flag in one.flags for one in clean)
        table[flag] = {
            "right": sum(right),
            "wrong": len(right) - sum(right),
            "left_out": len(verdicts) - len(right),
            **_share("precision", right),
            "per_100_clean": round(100 * on_clean / max(1, len(clean)), 1),
        }
    return table


def _share(name: str, hits: Sequence[bool]) -> dict[str, Any]:
    """Return the share of hits and its bootstrap interval; both None where there is nothing."""
    if not hits:
        return {name: None, f"{name}_95_percent": None}
    draw = random.Random(1)  # noqa: S311 - resampling, not secrecy
    samples = sorted(sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(SAMPLES))
    low, high = samples[SAMPLES * 25 // 1000], samples[SAMPLES * 975 // 1000 - 1]
    return {
        name: round(sum(hits) / len(hits), 4),
        f"{name}_95_percent": [round(low, 4), round(high, 4)],
    }


def listing(judged: list[Judged]) -> list[str]:
    """Return a line for each missed row and for each flag that is not right there."""
    lines = [_describe("missed", one) for one in judged if one.row.fault and not one.found]
    for verdict in ("wrong", "unread"):
        lines += [
            _describe(f"{verdict} {flag}", one)
            for one in judged
            for flag in sorted(one.flags)
            if one.verdict(flag) == verdict
        ]
    return lines


def _describe(what: str, one: Judged) -> str:
    return f"{what}: {one.row.line} {one.row.fault or 'clean'}: {one.row.english}"


def main() -> None:
    """Print the tables and the errors; --write keeps the tables under benchmarks/results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("half", choices=["work", "held_out"])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    judged = judge(read_gold(arguments.half), find_doubts)
    tables = {"faults": recall_table(judged), "flags": precision_table(judged)}
    for table in tables.values():
        for name, row in table.items():
            print(f"{name:14}", *(f"{key} {value}" for key, value in row.items()))
        print()
    print(*listing(judged), sep="\n")
    if arguments.write:
        write_results(f"checks-{arguments.half}", tables)


if __name__ == "__main__":
    main()
