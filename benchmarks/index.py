"""How long the index of a large output folder takes, how much memory, and how fast it opens.

python -m benchmarks.index [--articles N] [--changed N] [--rounds N] [--write]

The articles are made up: sentences of FLORES-200 dev with their translations by people, ten to
thirty each in paragraphs of three, in four folders, four in five with a date of the last three
years. Their records are written as a run writes them, without pages and tables, which the index
does not read. `bilingue index --assets shared` is timed as a whole process: with nothing known,
with nothing changed, and after some records were written anew. The browser times how it opens
index.html and the largest page of articles. Needs Chromium, and Linux or macOS.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from benchmarks.engine_process import measure
from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from benchmarks.page import opening
from pipeline.article import Article, Block, FrozenMapping, Pair
from pipeline.keys import sentence_keys
from pipeline.record import Digests, ModelNote, Outputs, Record
from pipeline.store import OWN_FOLDER, Store
from tools.chromium import find_chromium

FOLDERS: Final = ("cronaca", "cultura", "sport/calcio", "sport/ciclismo")
SENTENCES: Final = (10, 30)
"""Least and most sentences of an article."""
IN_PARAGRAPH: Final = 3
UNDATED: Final = 5
"""Every fifth article has no date."""
SETTLED: Final = 3
"""Seconds after which a record is no longer taken for one that may be written again at once."""


def article(number: int, lines: Sequence[tuple[str, str]]) -> Record:
    """Return the record of a made-up article; the same one for the same number.

    Args:
        number: Which one.
        lines: Italian sentences with their English.
    """
    chance = random.Random(number)  # noqa: S311 - no secret
    chosen = chance.sample(lines, chance.randint(*SENTENCES))
    title = " ".join(chosen[0][0].split()[:8]).rstrip(",;:.")
    pairs = [
        Pair(at // IN_PARAGRAPH + 1, at % IN_PARAGRAPH + 1, "paragraph", it, en, en, "mt", -0.25)
        for at, (it, en) in enumerate(chosen)
    ]
    keys = sentence_keys((pair.it, pair.en) for pair in pairs)
    texts = [it for it, _ in chosen]
    blocks = [
        Block("paragraph", " ".join(texts[at : at + IN_PARAGRAPH]))
        for at in range(0, len(texts), IN_PARAGRAPH)
    ]
    day = f"{chance.randint(2023, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    date = {} if number % UNDATED == 0 else {"date": day}
    last = f"articolo-{number:06}"
    name = f"{FOLDERS[number % len(FOLDERS)]}/{last}"
    return Record(
        name=name,
        article=Article(title, f"{name}.md", "it", FrozenMapping(date), tuple(blocks)),
        pairs=tuple(replace(pair, key=key) for pair, key in zip(pairs, keys, strict=True)),
        digests=Digests("0" * 16, "1" * 16, "2" * 16),
        model=ModelNote("translate-it_en", "1.0", "3" * 64),
        version="0",
        source_sha256="4" * 64,
        outputs=Outputs("5" * 64, "6" * 64, ("6" * 64,), f"{last}.tsv"),
    )


def timed(folder: Path) -> dict[str, float]:
    """Return seconds and megabytes of `bilingue index` in `folder`."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pipeline",
        "index",
        folder,
        "--assets",
        "shared",
    ]
    done = measure(command, os.environ)
    return {"seconds": round(done.seconds, 2), "peak_mb": round(done.peak_mb)}


def opened(addresses: Sequence[str], rounds: int, home: Path) -> tuple[str, list[dict[str, int]]]:
    """Return the browser's name, and medians of opening each address, in milliseconds."""
    names = ("first_paint_ms", "parsed_ms", "loaded_ms")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            env={**os.environ, "HOME": str(home)},
            args=["--no-sandbox", "--disable-background-networking", "--no-first-run"],
        )
        figures = []
        for address in addresses:
            opening(browser, address)  # the browser itself is warm then
            times = zip(*(opening(browser, address) for _ in range(rounds)), strict=True)
            medians = (round(statistics.median(one)) for one in times)
            figures.append(dict(zip(names, medians, strict=True)))
        version = f"Chromium {browser.version}"
        browser.close()
    return version, figures


def figures_of(folder: Path, articles: int, changed: int, rounds: int) -> dict[str, Any]:
    """Return the figures; all files are made in `folder`."""
    lines = list(zip(read_lines("it"), read_lines("en"), strict=True))
    store = Store(folder / "out")
    for number in range(articles):
        store.write_record(article(number, lines))
    time.sleep(SETTLED)
    records = sum(path.stat().st_size for path in (store.folder / OWN_FOLDER).rglob("*.json"))
    figures: dict[str, Any] = {"articles": articles, "records_mb": round(records / 1e6, 1)}
    figures["first"] = timed(store.folder)
    figures["unchanged"] = timed(store.folder)
    for number in range(changed):
        record = article(number, lines)
        store.write_record(replace(record, article=replace(record.article, title="Un altro")))
    figures["changed"] = {"articles": changed, **timed(store.folder)}
    index = store.folder / "index.html"
    parts = sorted(store.folder.glob("_index/*.html"), key=lambda path: path.stat().st_size)
    figures["pages"] = len(parts)
    figures["index_kb"] = round(index.stat().st_size / 1e3, 1)
    figures["page_kb_median"] = round(statistics.median(p.stat().st_size for p in parts) / 1e3, 1)
    figures["page_kb_largest"] = round(parts[-1].stat().st_size / 1e3, 1)
    assets = sum(path.stat().st_size for path in (store.folder / "_assets").iterdir())
    figures["assets_kb"] = round(assets / 1e3, 1)
    addresses = [index.as_uri(), parts[-1].as_uri()]
    figures["rounds"] = rounds
    figures["browser"], (figures["open_index"], figures["open_page"]) = opened(
        addresses, rounds, folder
    )
    return figures


def main() -> None:
    """Make the records, measure and print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = figures_of(Path(folder), arguments.articles, arguments.changed, arguments.rounds)
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("index", figures)


if __name__ == "__main__":
    main()
