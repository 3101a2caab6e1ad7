"""What the name of a paragraph style says of the paragraph, in English and in Italian.

Word writes English names into every file, whatever its own language; other programs and people
write what they see on the screen.
"""

import re
from types import MappingProxyType
from typing import Final

from pipeline.article import BlockKind

_HEADING: Final = re.compile(r"(?:heading|titolo|intestazione)[ _]?(\d)")
_CONTENTS: Final = re.compile(
    r"(?:toc|sommario|contents|indice|index)[ _]?\d+|(?:toc|contents|index) heading"
    r"|titolo (?:sommario|indice)|table of figures|indice delle figure"
)
_KINDS: Final[MappingProxyType[str, BlockKind]] = MappingProxyType(
    {
        "title": "title",
        "titolo": "title",
        "titolo principale": "title",
        "caption": "caption",
        "didascalia": "caption",
        # The captions of LibreOffice are named for what they are under.
        "illustration": "caption",
        "illustrazione": "caption",
        "figure": "caption",
        "figura": "caption",
        "drawing": "caption",
        "disegno": "caption",
        "table": "caption",
        "tabella": "caption",
        "quote": "quote",
        "intense quote": "quote",
        "quotations": "quote",
        "block text": "quote",
        "block quotation": "quote",
        "citazione": "quote",
        "citazioni": "quote",
        "citazione intensa": "quote",
        "testo del blocco": "quote",
    }
)
_STRONG: Final = frozenset({"strong", "strong emphasis", "enfasi forte", "enfasi (grassetto)"})
_EMPHASIS: Final = frozenset({"emphasis", "enfasi", "enfasi (corsivo)", "intense emphasis"})
_CODE: Final = frozenset({"html code", "codice html", "source text", "testo sorgente", "code"})


def kind_of(name: str) -> tuple[BlockKind, int] | None:
    """Return the kind of block and a heading's level that a style's name stands for, or None."""
    name = _plain(name)
    heading = _HEADING.fullmatch(name)
    if heading:
        return "heading", max(int(heading[1]), 1)
    return (_KINDS[name], 1) if name in _KINDS else None


def is_contents(name: str) -> bool:
    """Tell whether a style is that of a table of contents or an index."""
    return _CONTENTS.fullmatch(_plain(name)) is not None


def marks_of(name: str) -> tuple[bool, bool, bool]:
    """Return whether a character style's name stands for emphasis, for bold and for code."""
    name = _plain(name)
    return name in _EMPHASIS, name in _STRONG, name in _CODE


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
