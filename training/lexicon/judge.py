"""How often the right sense is first, among the five, or missing, on the hand-made senses.

python -m training.lexicon.judge work|held_out [--misses] [--write]
"""

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.keep import write_results
from pipeline.lexicon import Lexicon

GOLD: Final = Path(__file__).resolve().parent / "gold" / "senses.tsv"
VERDICTS: Final = ("first", "among", "other", "no entry")


def plain(text: str) -> str:
    """Return a sense as it is compared: without case, particle or article."""
    words = text.casefold().replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"to", "the", "a", "an"} else words)


def verdict(lexicon: Lexicon, form: str, right: list[str]) -> str:
    """Return where the right sense of `form` stands in its entry."""
    entry = lexicon.lookup(form)
    if entry is None:
        return "no entry"
    wanted = {plain(sense) for sense in right}
    found = [plain(sense.text) for sense in entry.senses]
    if found[0] in wanted:
        return "first"
    return "among" if wanted & set(found) else "other"


def wilson(count: int, total: int) -> list[float]:
    """Return a share with its 95% interval by Wilson's score (1927): share, low, high."""
    z = 1.96
    share = count / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return [round(x, 3) for x in (share, (centre - spread) / scale, (centre + spread) / scale)]


def main() -> None:
    """Print the table by band."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=["work", "held_out"])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    lexicon = Lexicon()
    table: dict[str, Counter[str]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]:
        half, band, form, senses = line.split("\t")
        if half != arguments.half:
            continue
        found = verdict(lexicon, form, senses.split("|"))
        table.setdefault(band, Counter())[found] += 1
        if arguments.misses and found != "first":
            entry = lexicon.lookup(form)
            shown = "; ".join(s.text for s in entry.senses) if entry else "-"
            print(f"{found:8} {form}: wanted {senses}, has {shown}")
    print("| band | first | among the five | other senses | no entry |\n|---|---:|---:|---:|---:|")
    for band, counts in table.items():
        print(f"| {band} | {' | '.join(str(counts[v]) for v in VERDICTS)} |")
    total = sum(counts.total() for counts in table.values())
    first = sum(counts["first"] for counts in table.values())
    among = first + sum(counts["among"] for counts in table.values())
    shares = {"first": wilson(first, total), "first or among": wilson(among, total)}
    print(f"\nOf {total}, with 95% interval: {shares}")
    if arguments.write:
        bands = {band: {v: counts[v] for v in VERDICTS} for band, counts in table.items()}
        figures = {"forms": total, "shares": shares, "bands": bands}
        write_results(f"lexicon-{arguments.half}", figures)


if __name__ == "__main__":
    main()
