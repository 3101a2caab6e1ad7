"""Take the README's pictures of the seed's page, as a phone and a desktop show it.

    python -m tools.screenshots [PAGE.html]     writes docs/images/*.png

PAGE defaults to what `make demo` writes for the seed. Pictures are of the first screen: a sentence
lit with its partner, a word looked up, the English covered but for one sentence.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, sync_playwright

from tools.chromium import find_chromium

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "out" / "openai-amazon-accordo.html"
IMAGES: Final = ROOT / "docs" / "images"


@dataclass(frozen=True)
class Shot:
    """One picture: a name, a window in CSS pixels, and how the system is set."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    scale: float = 1.5
    hover: str = ""
    click: tuple[str, int] | None = None
    """A sentence, and how far from its left edge it is clicked."""
    covered: bool = False


SHOTS: Final = (
    Shot("page-desktop", 1280, 860, hover="#p2s2 .it"),
    Shot("page-dark", 1280, 860, scheme="dark", click=("#p1s2", 140)),
    Shot("page-study", 1280, 860, click=("#p1s2", 700), covered=True),
    Shot("page-phone", 390, 844, scale=2),
)


def take(browser: Browser, page_file: Path, shot: Shot, folder: Path) -> Path:
    """Open `page_file` as `shot` says and return the picture's path in `folder`."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        device_scale_factor=shot.scale,
        reduced_motion="reduce",
        bypass_csp=True,  # Playwright hides the text cursor with a style of its own
    )
    page = context.new_page()
    page.goto(page_file.resolve().as_uri())
    if shot.covered:
        page.keyboard.press("s")
        page.locator("#study input[value=en]").first.check()
        page.keyboard.press("Escape")
    if shot.click:
        sentence, place = shot.click
        page.locator(sentence).click(position={"x": place, "y": 14})
    if shot.hover:
        page.locator(shot.hover).hover()
    target = folder / f"{shot.name}.png"
    page.screenshot(path=target)
    context.close()
    return target


def main(arguments: list[str]) -> int:
    """Take all pictures of the page named, or of the seed's."""
    page_file = Path(arguments[0]) if arguments else PAGE
    executable = find_chromium()
    if executable is None or not page_file.exists():
        print("needs Chromium and a page: run 'make demo' first, or name a page")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        for shot in SHOTS:
            print(take(browser, page_file, shot, IMAGES).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
