"""How fast the page of a book opens in Chromium, how smoothly it scrolls, and how large it is.

python -m benchmarks.page [--paragraphs N] [--rounds N] [--write]

The book is made of the sentences of FLORES-200 dev and their translations by people, three to a
paragraph, in another order each time they come round. Opening is timed by the browser itself, from
the navigation to the first text that is painted and to the end of the load event, without a cache;
frames are timed while the wheel turns. Needs Chromium.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from pipeline.article import EMPTY_MAPPING, Article, Block, Pair
from pipeline.keys import sentence_keys
from pipeline.record import Digests, ModelNote, Record
from pipeline.render import Renderer
from tools.chromium import find_chromium

SENTENCES = 3
"""Sentences a paragraph."""
FIXED_BYTES = 150_000
"""What a page may weigh beside three times its text."""
TURNS = 60
"""Turns of the wheel while frames are timed."""

OPENED = """
    () => {
        const [navigation] = performance.getEntriesByType('navigation');
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        return [paint.startTime, navigation.domInteractive, navigation.loadEventEnd];
    }
"""
WATCH_FRAMES = """
    () => {
        window.frames_ = [];
        let last = performance.now();
        const next = (now) => {
            frames_.push(now - last);
            last = now;
            requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
    }
"""


def book(paragraphs: int) -> Record:
    """Return a record of so many paragraphs."""
    pairs = list(_pairs(paragraphs))
    keys = sentence_keys((pair.it, pair.en) for pair in pairs)
    blocks = [
        Block("paragraph", " ".join(pair.it for pair in pairs[start : start + SENTENCES]))
        for start in range(0, len(pairs), SENTENCES)
    ]
    return Record(
        name="book",
        article=Article("Un libro", "book.txt", "it", EMPTY_MAPPING, tuple(blocks)),
        pairs=tuple(replace(pair, key=key) for pair, key in zip(pairs, keys, strict=True)),
        digests=Digests("", "", ""),
        model=ModelNote("none", "", ""),
        version="",
    )


def _pairs(paragraphs: int) -> Iterator[Pair]:
    lines = list(zip(read_lines("it"), read_lines("en"), strict=True))
    order = random.Random(0)  # noqa: S311 - the same book every time
    chosen: list[tuple[str, str]] = []
    while len(chosen) < paragraphs * SENTENCES:
        chosen += order.sample(lines, len(lines))
    for number, (it, en) in enumerate(chosen[: paragraphs * SENTENCES]):
        block, sentence = divmod(number, SENTENCES)
        yield Pair(block + 1, sentence + 1, "paragraph", it, en, en, "mt", -0.25)


def opening(browser: Browser, address: str) -> tuple[float, float, float]:
    """Return milliseconds to the first text painted, the parsed page and the end of loading."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_timeout(300)
    paint, parsed, loaded = page.evaluate(OPENED)
    page.close()
    return paint, parsed, loaded


def scrolling(page: Page) -> list[float]:
    """Return the milliseconds of each frame while the wheel turns through the text."""
    page.evaluate(WATCH_FRAMES)
    page.mouse.move(700, 450)
    for _ in range(TURNS):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(30)
    frames: list[float] = page.evaluate("frames_")
    return frames[2:]


def measure(browser: Browser, address: str, rounds: int) -> dict[str, Any]:
    """Return medians of opening, and the frames of one scroll."""
    opening(browser, address)  # the browser itself is warm then
    opened = zip(*(opening(browser, address) for _ in range(rounds)), strict=True)
    names = ("first_paint_ms", "parsed_ms", "loaded_ms")
    figures: dict[str, Any] = {
        name: round(statistics.median(times)) for name, times in zip(names, opened, strict=True)
    }
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_timeout(300)
    frames = sorted(scrolling(page))
    figures["frame_ms_median"] = round(statistics.median(frames), 1)
    figures["frame_ms_95th"] = round(frames[int(0.95 * len(frames))], 1)
    return figures


def main() -> None:
    """Render the book, open and scroll it; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    record = book(arguments.paragraphs)
    html = Renderer().page(record).encode()
    text = sum(len((pair.it + pair.en).encode()) for pair in record.pairs)
    figures: dict[str, Any] = {
        "paragraphs": arguments.paragraphs,
        "sentences": len(record.pairs),
        "text_bytes": text,
        "page_bytes": len(html),
        "allowed_bytes": 3 * text + FIXED_BYTES,
        "rounds": arguments.rounds,
    }
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "book.html"
        path.write_bytes(html)
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            env={**os.environ, "HOME": folder},
            args=["--no-sandbox", "--disable-background-networking", "--no-first-run"],
        )
        figures["browser"] = f"Chromium {browser.version}"
        figures |= measure(browser, path.as_uri(), arguments.rounds)
        browser.close()
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("page", figures)


if __name__ == "__main__":
    main()
