"""What the browser tests share: the names, widths and types of the pages that they open."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, Literal

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
