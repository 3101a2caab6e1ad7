"""Write docs/speed.md from benchmarks/results/engine.json: no figure is copied by hand.

python -m tools.speed_table
"""

import json
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "engine.json"
TARGET = ROOT / "docs" / "speed.md"

_NAMES: Final = {
    "run": "`bilingue run`, as users run it",
    "engine": "its engine alone, with all rules",
    "bare": "its engine without the rules around the model",
    "fast": "its engine with `--fast`",
    "stock": "Argos Translate, paragraph by paragraph, all threads on one sentence (its default)",
    "stock-split": "the same with a thread a sentence (`ARGOS_INTER_THREADS`)",
    "argonaut": "argonaut-translator-cli, its default",
    "argonaut-split": "the same with a thread a sentence",
    "libretranslate": "LibreTranslate, its default, one article a request",
    "libretranslate-split": "the same with a thread a sentence",
    "raw": "CTranslate2 by itself, all sentences sorted, its fastest batch size",
}

_HEAD: Final = """\
# Speed

Made by `python -m tools.speed_table` from [the results](../benchmarks/results/engine.json); how it
is measured is in [benchmarks/README.md](../benchmarks/README.md). All contestants had the same
model, the same sentences and the same number of threads, and took turns.
"""

_TAIL: Final = """
`bilingue run` does more than the others: it reads files, checks every sentence, translates doubtful
ones again, and writes pages, tables and records. Compare it with the default of what you would use
instead, and with that after an expert set its threads. "Identical" is the share of sentences that
are letter by letter those of Argos Translate, underscores compared as spaces; where they differ,
the rules around the model did it. `--fast` is not reproducible: a sentence depends on those beside
it.
"""


def speed_document() -> str:
    """Return docs/speed.md."""
    parts = json.loads(RESULTS.read_text(encoding="utf-8"))["parts"]
    return _HEAD + _throughput(parts["comparison"]) + _cold(parts["cold"]) + _sizes(parts) + _TAIL


def _throughput(part: dict[str, Any]) -> str:
    figures = part["figures"]
    contestants, run = figures["contestants"], figures["contestants"]["run"]
    rows = []
    for name, words in _NAMES.items():
        if name not in contestants:
            continue
        one = contestants[name]
        speed = one["words_a_second"]["median"]
        ratio = run["words_a_second"]["median"] / speed
        bleu = f"{one['bleu']:.2f}" if "bleu" in one else ""
        same = f"{100 * one['identical_to_stock']:.1f}%"
        rows.append(
            f"| {words} | {speed:,.0f} | {ratio:.2f} | {one['peak_mb']} MB | {same} | {bleu} |\n"
        )
    return (
        f"\n## A folder of articles\n\n{figures['articles']} articles, {figures['sentences']:,} "
        f"sentences, {figures['words']:,} words; {_machine(part)}, {figures['threads']} threads, "
        f"rounds: {figures['rounds']}.\n\n"
        "| | words a second | `run` is so many times as fast | peak memory | identical | BLEU |\n"
        "|---|---:|---:|---:|---:|---:|\n" + "".join(rows)
    )


def _cold(part: dict[str, Any]) -> str:
    figures = part["figures"]
    rows = [
        f"| {_NAMES[name]} | {figures['first_paragraph_seconds'][name]['median']:.2f} s "
        f"| {seconds['median']:.2f} s |\n"
        for name, seconds in figures["article_seconds"].items()
    ]
    return (
        f"\n## One article from a cold start\n\nAs a whole process, the news article in `seeds/`; "
        f"{_machine(part)}. `bilingue run` writes its page and table in that time, and "
        f"`bilingue --help` answers {1000 * figures['help']['beyond_seconds']:.0f} ms after the "
        "interpreter has started.\n\n| | first paragraph alone | whole article |\n|---|---:|---:|\n"
        + "".join(rows)
    )


def _sizes(parts: dict[str, Any]) -> str:
    sizes = sorted((int(name[5:]), part) for name, part in parts.items() if name[:5] == "size-")
    rows = [
        f"| {figures['articles']:,} | {figures['sentences']:,} | {figures['ms_a_word']:.2f} ms "
        f"| {figures['peak_mb']} MB |\n"
        for figures in (part["figures"] for _, part in sizes)
    ]
    return (
        f"\n## Larger folders\n\n`bilingue run`; {_machine(sizes[-1][1])}.\n\n"
        "| articles | sentences | a word | peak memory |\n|---:|---:|---:|---:|\n" + "".join(rows)
    )


def _machine(part: dict[str, Any]) -> str:
    machine = part["machine"]
    return (
        f"{machine['system']}, {machine['cores']} cores ({machine['instruction_set']}), Python "
        f"{machine['python']}, {part['date']}"
    )


def main() -> None:
    """Write the document."""
    TARGET.write_text(speed_document(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
