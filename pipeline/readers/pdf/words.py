"""The words of a page, made of the characters that PDFium has of it.

PDFium gives characters with their places, sizes and fonts. A word is what stands between spaces and
gaps, on one height, in one style; ligatures are taken apart.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

HYPHEN: Final = "-"
_LINE_HYPHENS: Final = "\u2010\ufffe\x02"
"""A hyphen of typesetting, and what PDFium puts for a hyphen before a line break."""
_BULLETS: Final = "\uf0b7\uf0a7\uf0d8\uf02d\uf076\u25cf\u25aa\u25a0\u25e6\u2043\u2219"
_LIGATURES: Final = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_CHARACTERS: Final = {
    **{ord(mark): HYPHEN for mark in _LINE_HYPHENS},
    **{ord(mark): "•" for mark in _BULLETS},
    **dict(enumerate(_LIGATURES, start=0xFB00)),
}
_WORD_GAP: Final = 0.28
"""Part of the size by which two letters of a line are parted where there is no space."""
_BASELINE_SHIFT: Final = 0.15
"""Part of the size by which a letter stands higher or lower than the word it would belong to."""
_ITALIC, _BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT: Final = 600


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together on a page; lengths are points from the page's bottom left."""

    text: str
    """The letters, ligatures taken apart."""
    left: float
    """Where it begins."""
    right: float
    """Where it ends."""
    baseline: float
    """The height that its letters stand on."""
    size: float
    """Size of its letters."""
    is_bold: bool = False
    """Whether they are bold."""
    is_italic: bool = False
    """Whether they are in italics."""


def words_of(text_page: Any, count: int) -> tuple[tuple[Word, ...], int]:  # noqa: ANN401
    """Return the words among the first characters of a page, and how many letters are guessed.

    Args:
        text_page: PDFium's handle of a page's text.
        count: How many characters are looked at.

    Returns:
        The words in the main direction of the page, in the order in which the file draws them; and
        the number of letters of which their font does not say what they mean.
    """
    glyphs = list(_glyphs(text_page, count))
    guessed = sum(glyph.is_guessed for glyph in glyphs)
    return tuple(_words(_upright(glyphs))), guessed


@dataclass(slots=True)
class _Glyph:
    """A character as PDFium has it."""

    text: str
    x: float
    y: float
    end_x: float
    style: "_Style"
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of a text object have in common."""

    size: float
    quarter: int
    """Direction in quarter turns against the clock: 0 for upright text."""
    is_slanted: bool
    """Whether the direction is none of these, as that of a watermark."""
    is_bold: bool
    is_italic: bool


_PLAIN: Final = _Style(0.0, 0, is_slanted=False, is_bold=False, is_italic=False)


def _glyphs(text_page: Any, count: int) -> Iterator[_Glyph]:  # noqa: ANN401 - a handle of PDFium's
    """Yield the characters of a page; white space, PDFium's own included, is a single space."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    styles: dict[int, _Style] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text = _CHARACTERS.get(code) or _character(code)
        if text.isspace() or code == 0:
            yield _Glyph(" ", 0, 0, 0, _PLAIN)
            continue
        owner = pdfium.FPDFText_GetTextObject(text_page, index)
        address = ctypes.addressof(owner.contents) if owner else 0
        style = styles.get(address)
        if style is None or not address:
            style = styles[address] = _style(text_page, index)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        left, right = sorted((box.left, box.right))
        bottom, top = sorted((box.bottom, box.top))
        # Along the direction of the text, and the height that it stands on across.
        along, across = {
            0: ((left, right), y.value),
            1: ((bottom, top), -x.value),
            2: ((-right, -left), -y.value),
            3: ((-top, -bottom), x.value),
        }[style.quarter]
        is_guessed = pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
        yield _Glyph(text, along[0], across, along[1], style, is_guessed=is_guessed)


def _character(code: int) -> str:
    is_one = code < 0xD800 or 0xE000 <= code < 0x110000  # noqa: PLR2004 - surrogates are none
    return chr(code) if is_one else "\ufffd"


def _style(text_page: Any, index: int) -> _Style:  # noqa: ANN401
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    matrix = pdfium.FS_MATRIX()
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(200)
    scale, turns = 1.0, 0.0
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    length = pdfium.FPDFText_GetFontInfo(text_page, index, buffer, len(buffer), flags)
    font = buffer.value.decode("utf-8", "replace").lower() if length <= len(buffer) else ""
    quarter = round(turns)
    weight = pdfium.FPDFText_GetFontWeight(text_page, index)
    return _Style(
        size=round(abs(pdfium.FPDFText_GetFontSize(text_page, index)) * scale, 2),
        quarter=quarter % 4,
        is_slanted=abs(turns - quarter) > 0.02,  # noqa: PLR2004 - two degrees
        is_bold=bool(flags.value & _BOLD) or weight >= _BOLD_WEIGHT or "bold" in font,
        is_italic=bool(flags.value & _ITALIC) or "italic" in font or "oblique" in font,
    )


def _upright(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Return the characters in the page's main direction: stamps and watermarks are left out."""
    turns = [glyph.style.quarter for glyph in glyphs if glyph.text != " "]
    main = max(set(turns), key=turns.count, default=0)
    return [
        glyph
        for glyph in glyphs
        if glyph.text == " " or (glyph.style.quarter == main and not glyph.style.is_slanted)
    ]


def _words(glyphs: list[_Glyph]) -> Iterator[Word]:
    """Yield the words: what stands between spaces and gaps, on one height, in one style."""
    letters: list[_Glyph] = []
    for glyph in glyphs:
        if letters and (glyph.text == " " or not _belongs(letters[-1], glyph)):
            yield _word(letters)
            letters = []
        if glyph.text != " ":
            letters.append(glyph)
    if letters:
        yield _word(letters)


def _belongs(before: _Glyph, glyph: _Glyph) -> bool:
    size = max(before.style.size, glyph.style.size)
    gap = glyph.x - before.end_x
    return (
        before.style == glyph.style
        and abs(glyph.y - before.y) <= _BASELINE_SHIFT * size
        and -size < gap <= _WORD_GAP * size
    )


def _word(letters: list[_Glyph]) -> Word:
    first, style = letters[0], letters[0].style
    return Word(
        "".join(letter.text for letter in letters),
        min(letter.x for letter in letters),
        max(letter.end_x for letter in letters),
        first.y,
        style.size,
        style.is_bold,
        style.is_italic,
    )
