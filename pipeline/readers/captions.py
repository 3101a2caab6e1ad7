"""Which lines of an article are the caption or credit of a picture."""

import re
from typing import Final

LONGEST_CAPTION: Final = 200
"""Characters. A longer line that begins like a caption is a paragraph about a picture."""

_PICTURE: Final = (
    r"(?:immagin[ei]|foto(?:grafi[ae])?|photo|ph|credits?|crediti|fonte|video|grafic[oi]"
    r"|illustrazion[ei]|infografica|didascalia|disegno|copertina|©)"
)
_BRACKETED: Final = re.compile(
    rf"\(\s*{_PICTURE}(?!\w)[^()]*(?:\([^()]*\)[^()]*)*\)\.?"
    rf"|\[\s*{_PICTURE}(?!\w)[^\[\]]*\]\.?",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"(?:(?:immagin[ei]|foto(?:grafi[ae])?|photo|ph|credits?|crediti|didascalia|illustrazione"
    r"|infografica|copertina)(?: di copertina| credits?)?\s*[:/©]"
    r"|(?:nell[ae]|sull[ae]|in) (?:foto|fotografi[ae]|immagin[ei])\s*[:,]"
    r"|nell['’]immagine\s*[:,]"
    r"|(?:ph\.|©)\s*\w)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?:foto|fotografi[ae]|immagin[ei]|illustrazion[ei]) (?:di|da) \S", re.IGNORECASE
)
_LONGEST_SIGNATURE: Final = 100


def is_credit(text: str) -> bool:
    """Return whether `text` is a credit wholly in brackets: "(Immagine: Amazon)"."""
    return len(text) <= LONGEST_CAPTION and _BRACKETED.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Return whether a line or paragraph is a caption.

    It is at most `LONGEST_CAPTION` characters long and

    1. a credit in brackets, or
    2. begins with a label: "Foto: ...", "Nella foto, ...", "Didascalia: ...", "© ...", or
    3. says whose picture it is, and is no sentence: "Foto di repertorio".
    """
    if len(text) > LONGEST_CAPTION:
        return False
    return is_credit(text) or _LABELLED.match(text) is not None or is_signed(text)


def is_signed(text: str) -> bool:
    """Return whether `text` says whose or what picture it is: "Foto di repertorio" (rule 3)."""
    return (
        len(text) <= _LONGEST_SIGNATURE
        and _SIGNED.match(text) is not None
        and not text.endswith((".", "!", "?", ":", "…", ","))
    )
