"""Text that was UTF-8 and was read as Windows-1252: "perchÃ©" for "perché".

Excel does that to a table without a byte order mark, and saves what it read.
"""

import re
from typing import Final

_CONTROLS: Final = re.compile("[\x80-\x9f]")
"""Programs keep bytes for which Windows-1252 has no character, or all of these, as controls."""


def repaired(text: str) -> str:
    """Return `text` as it was before it was misread; unchanged where it was not.

    A text that was misread as a whole has no character beyond Windows-1252, and gives UTF-8.
    """
    if text.isascii():
        return text
    try:
        if not _CONTROLS.search(text):
            return text.encode("cp1252").decode("utf-8")
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(character: str) -> bytes:
    if _CONTROLS.match(character):
        return character.encode("latin-1")
    return character.encode("cp1252")
