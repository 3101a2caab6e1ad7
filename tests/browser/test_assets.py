"""Pages with shared style and script, opened from disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.record import Record
from pipeline.render import IndexEntry, Renderer
from pipeline.store import Store

pytestmark = pytest.mark.browser


def test_shared_style_and_script_work_from_disk(
    chromium: Browser, record: Record, tmp_path: Path
) -> None:
    """Style and script are there on page and index, and nothing else is asked for."""
    renderer = Renderer(assets="shared")
    store = Store(tmp_path / "cartella è #1")
    store.write_assets(renderer.assets)
    store.write(record, renderer.page(record), None)
    entry = IndexEntry(record.name, "Titolo", "done")
    (store.folder / "index.html").write_text(renderer.index([entry]), encoding="utf-8")
    for path in (store.page_path(record.name), store.folder / "index.html"):
        page = chromium.new_page()
        heard: list[str] = []
        _listen(page, heard)
        page.goto(path.as_uri())
        assert [url.rpartition("/")[0] for url in heard] == [
            path.parent.as_uri(),
            *[(store.folder / "_assets").as_uri()] * 2,
        ]
        assert page.evaluate("getComputedStyle(document.body).overflowWrap") == "anywhere"
        if path.name != "index.html":
            assert page.locator(".toolbar").is_visible()
        page.close()


def _listen(page: Page, heard: list[str]) -> None:
    """Note what is asked for, and whatever goes wrong."""
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
