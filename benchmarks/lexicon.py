"""How long the lexicon takes to load and to look a word up.

python -m benchmarks.lexicon [--write]
"""

import argparse
import json
import statistics
import time

from benchmarks.keep import write_results
from pipeline.lexicon import Lexicon

ROUNDS = 21
WORDS = ["addestramento", "metterà", "dell’accordo", "dirglielo", "capacità di calcolo", "qwerty"]


def milliseconds(started: float) -> float:
    """Return the time since `started` in milliseconds."""
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print medians over several rounds; --write keeps them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    loads, lookups = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        lexicon = Lexicon()
        loads.append(milliseconds(started))
        started = time.perf_counter()
        for word in WORDS:
            lexicon.lookup(word)
        lookups.append(milliseconds(started) / len(WORDS))
    entries = list(lexicon)
    figures = {
        "load_ms": round(statistics.median(loads), 1),
        "lookup_ms": round(statistics.median(lookups), 3),
        "rounds": ROUNDS,
        "entries": len(entries),
        "expressions": sum(" " in entry.form for entry in entries),
    }
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("lexicon-speed", figures)


if __name__ == "__main__":
    main()
