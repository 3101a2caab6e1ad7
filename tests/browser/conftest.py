"""A small site with every kind of block, and a browser that watches the page it opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.article import Block, FrozenMapping
from pipeline.page_data import article_key
from pipeline.record import Neighbour, Record
from pipeline.render import IndexEntry, Renderer
from tests.browser.pages import ARTICLE, NEIGHBOUR, Open, Opened
from tests.page_records import HOSTILE, of_blocks

SOME = HOSTILE[:16]
"""Hostile sentences in the article; all of them have pages of their own (test_hostile.py)."""


def _record() -> Record:
    """Return a record with every kind of block, thirty and more, and hostile sentences."""
    cell = [FrozenMapping({"row": str(row), "column": str(col)}) for row in "12" for col in "13"]
    blocks = [
        Block("title", "Un titolo abbastanza lungo da andare a capo sul telefono"),
        Block("caption", "(Immagine: archivio)"),
        Block("heading", "Un sottotitolo", level=2),
        Block("heading", "Un altro, più in basso", level=4),
        Block("quote", "“Non ricordavo che la strada fosse così bella”."),
        Block("list-item", "Primo", level=1),
        Block("list-item", "Numerato", level=1, attributes=FrozenMapping({"label": "1234."})),
        Block("list-item", "Secondo, sotto il primo", level=2),
        Block("footnote", "1. I dati sono di ieri."),
        Block("cue", "Buonasera.", attributes=FrozenMapping({"start": "00:01:02.500"})),
        *(Block("table-cell", f"Casella {n}", attributes=at) for n, at in enumerate(cell)),
        *(Block("paragraph", f"Un paragrafo, il numero {n}.") for n in range(6)),
        *(Block("paragraph", text) for text in SOME),
    ]
    content = [(block, [(block.text, f"English: {block.text}")]) for block in blocks]
    two = Block("paragraph", "Prima frase. Seconda frase, " + "piuttosto lunga, " * 12 + "ecco.")
    halves = [two.text[:12], two.text[13:]]
    content.append((two, [(half, f"In English, {half * 2}") for half in halves]))
    made = of_blocks(content, name=ARTICLE, title=blocks[0].text, source="https://example.org/a")
    pairs = list(made.pairs)
    pairs[20] = replace(pairs[20], flags=("cut-off", "unknown-code"))
    pairs[21] = replace(pairs[21], origin="human")
    pairs[22] = replace(pairs[22], en="")
    return replace(made, pairs=tuple(pairs))


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the record that the page shows."""
    return _record()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """Write the pages of a small run, in a folder whose name needs encoding."""
    folder = tmp_path_factory.mktemp("out") / "cartella è #1"
    renderer = Renderer()
    end = replace(record, name=NEIGHBOUR)
    done = [
        IndexEntry(
            made.name,
            text,
            "done",
            words=1500,
            sentences=80,
            flagged=2,
            source=text,
            date="2025-11-03",
            key=article_key(made),
        )
        for made, text in ((record, record.article.title), (end, HOSTILE[0]))
    ]
    failed = [IndexEntry(text, text, "failed", message=text) for text in HOSTILE]
    files = {
        "index.html": renderer.index([*done, *failed]),
        "empty.html": renderer.index([]),
        f"{ARTICLE}.html": renderer.page(record, next=Neighbour(NEIGHBOUR, HOSTILE[0])),
        f"{NEIGHBOUR}.html": renderer.page(end, previous=Neighbour(ARTICLE, HOSTILE[1])),
    }
    for name, html in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def open_page(chromium: Browser, site: Path) -> Open:
    """Return a function that opens a page of the site and watches it."""

    @contextmanager
    def opened(
        name: str = f"{ARTICLE}.html",
        fragment: str = "",
        *,
        width: int = 1440,
        **options: Any,  # noqa: ANN401 - what Browser.new_context takes
    ) -> Iterator[Opened]:
        options = {"reduced_motion": "reduce", **options}
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        page = context.new_page()
        errors: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((site / name).as_uri() + fragment)
        yield page, errors, requests
        context.close()

    return opened
