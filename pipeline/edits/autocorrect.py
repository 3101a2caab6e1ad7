"""What programs do to a text without being asked: quotation marks, dashes, lost characters."""

import re
from typing import Final

from pipeline.edits.mojibake import repaired

_APOSTROPHES: Final = "'’‘‛`\u02bc\u00b4"
_DOUBLE: Final = '"“”„‟'
# The longer ones first. On the right what may stand in their place afterwards.
_REPLACEMENTS: Final = (
    (r"\.\.\.", "…"),
    ("…", r"\.\.\."),
    ("<-->", "↔"),
    ("-->", "→"),
    ("<--", "←"),
    ("==>", "⇒"),
    ("---", "—"),
    ("--", "[–—]"),
    (" - ", " [–—] "),
    (r"\(c\)", "©"),
    (r"\(C\)", "©"),
    (r"\(r\)", "®"),
    (r"\(R\)", "®"),
    (r"\(tm\)", "™"),
    (r"\(TM\)", "™"),
    (r"\(e\)", "€"),
    ("1/2", "½"),
    ("1/4", "¼"),
    ("3/4", "¾"),
    (r":-?\)", "[☺😊🙂]"),
    (r":-?\(", "[☹🙁😞]"),
)
_PIECE: Final = re.compile(
    "|".join(f"(?P<r{number}>{source})" for number, (source, _) in enumerate(_REPLACEMENTS))
    + f"|(?P<single>[{_APOSTROPHES}])|(?P<double>[{_DOUBLE}])|(?P<other>.)",
    re.DOTALL,
)
_LONGEST_CELL: Final = 32_767
"""Code units of UTF-16 that Excel keeps of a cell."""


def could_be_corrected_to(original: str, found: str) -> bool:
    """Tell whether `found` is `original` with nothing but a program's own changes.

    Apostrophes and quotation marks become typographic or straight, three dots an ellipsis, hyphens
    dashes, characters that an encoding lacks a question mark; UTF-8 is read as Windows-1252; what
    is too long is cut off.
    """
    if re.fullmatch("".join(map(_forms, _PIECE.finditer(original))), found):
        return True
    mended = repaired(found)
    if mended != found and mended in {original, repaired(original)}:
        return True
    return _cut(original) == found


def _forms(piece: re.Match[str]) -> str:
    """Return a pattern for what may stand in the place of a piece of the original."""
    text = piece[0]
    if piece["single"]:
        return f"[{_APOSTROPHES}?\ufffd]" if text not in "'`" else f"[{_APOSTROPHES}]"
    if piece["double"]:
        # Two apostrophes for a quotation mark are older than Unicode.
        return f"(?:[{_DOUBLE}{'' if text == chr(34) else '?' + chr(0xFFFD)}]|'')"
    if piece["other"]:
        return re.escape(text) if text.isascii() else f"(?:{re.escape(text)}|[?_\ufffd])"
    number = next(n for n in range(len(_REPLACEMENTS)) if piece[f"r{n}"] is not None)
    return f"(?:{re.escape(text)}|{_REPLACEMENTS[number][1]})"


def _cut(original: str) -> str:
    """Return what Excel keeps of a text that is too long for a cell; else nothing."""
    units = original.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return ""
    return units[: 2 * _LONGEST_CELL].decode("utf-16-le", errors="ignore").strip()


def without_quoting(original: str) -> frozenset[str]:
    """Return what programs make of a field that begins with a quotation mark.

    They take it for a quoted field: LibreOffice drops the first and the last mark, Python's reader
    and others the first and the next, and what is doubled becomes single.
    """
    if not original.startswith('"'):
        return frozenset()
    rest = original[1:]
    ends = {rest, rest.removesuffix('"'), rest.replace('"', "", 1), original.strip('"')}
    single = {text.replace('""', '"') for text in ends}
    return frozenset(text.strip() for text in ends | single) - {original}
