"""The evaluation set, FLORES-200 dev, as the benchmarks read it."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "data"


def read_lines(language: str) -> list[str]:
    """Return the sentences of the evaluation set in `language` (it or en)."""
    return (FOLDER / f"flores-dev.{language}").read_text(encoding="utf-8").splitlines()
