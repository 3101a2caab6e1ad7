"""Text in the cells of a workbook, as ECMA-376 (part 1, 22.9.2.19, ST_Xstring) writes it.

A character that XML cannot hold stands there as _xHHHH_, its code point in hexadecimal. A text that
looks so by itself has its underscore written as _x005F_.
"""

import re
from typing import Final

_CODED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def encoded(text: str) -> str:
    """Return `text` as it is written into a workbook."""
    return _LOOKS_CODED.sub("_x005F_", text)


def decoded(text: str) -> str:
    """Return what a text in a workbook stands for."""
    return _CODED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # Half of a pair of surrogates is no character.
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - Unicode's
