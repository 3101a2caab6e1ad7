"""Where memories lie."""

from pathlib import Path
from typing import Final

DEFAULT: Final = "default"
"""The name that stands for the file in the user's data folder."""


def memory_path(name: str) -> Path:
    """Return the path of the memory that a user named; nothing is made.

    `default` is a file in the user's data folder, everything else a path.
    """
    if name != DEFAULT:
        return Path(name)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where it is wanted

    return user_data_path("bilingue", appauthor=False) / "memory.db"
