"""What the browser tests share: the names, widths and types of the pages that they open."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
WIDTHS: Final = (320, 768, 1440)
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
WIDE: Final = 768
"""From this width on, Italian and English face each other."""

ARTICLE: Final = "sub/articolo"
NEIGHBOUR: Final = "sub/dopo"

# Each open page, the console's errors and the addresses that were asked for.
Opened = tuple[Page, list[str], list[str]]
Open = Callable[..., AbstractContextManager[Opened]]

# What axe-core looks for: the rules of WCAG 2.2 AA, and what it calls best practice.
_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how many pixels the page can be scrolled sideways."""


def violations(page: Page) -> str:
    """Return what axe-core finds wrong with `page` as it stands, or nothing."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}})
    assert results.response["passes"]
    return str(results.generate_report()) if results.violations_count else ""
