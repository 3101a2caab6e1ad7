"""Lines of a plain text, and which of them belong together.

People save text in two ways: with every paragraph on a line of its own, or wrapped, each
paragraph broken into lines of some width. `wrap_width` tells which, `join_wrapped` undoes it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.article import clean_text

# Measured on texts of 1, 3 and 10 paragraphs of two to six sentences, wrapped at seven widths from
# 32 to 100 (300 texts each), and on the same sentences one a line (2,700 texts), from FLORES-200:
#               share torn: least, median      share full: median
#   wrapped     0.00 (one break), 0.88         1.0
#   one a line  0.00, 0.00 (greatest 0.00)     0.5 to 1.0
# 4 of the 6,300 wrapped texts are missed, all of a single paragraph; none of the others is joined.
# FULL_SHARE is there for verse, which is torn but not full.
LONGEST_WRAPPED_LINE: Final = 110
"""Characters. Nobody wraps wider; a longer line is a paragraph."""
SHORTEST_WRAP_WIDTH: Final = 30
"""Characters. What is narrower is verse or a list of names."""
LONG_LINE_SHARE: Final = 0.05
"""Longer lines that a wrapped text may have (addresses of web pages)."""
TORN_SHARE: Final = 0.4
"""Least share of line breaks inside a sentence, the next line going on in lower case."""
FULL_SHARE: Final = 0.6
"""Least share of lines into which the next line's first word would not have fitted."""
RAGGEDNESS: Final = 0.1
"""Part of the width by which a line may stay short and still counts as full."""
SHORT_LAST_LINE: Final = 0.75
"""Part of the width below which a wrapped line that ends a sentence ends its paragraph."""

_TAB_STOP: Final = 4
_LINE_BREAK: Final = re.compile("[\n\v\f\x85\u2028]|\u2029")
# A row of dashes or stars between two parts of a text is no text.
_RULE: Final = re.compile(r"([-_*=~#•·—–+])(?:\s*\1){2,}")
_INVISIBLE_CATEGORIES: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})
_CLOSERS: Final = "\"'”’»)]*_"
_STOPS: Final = (".", "!", "?", "…")
_DASH_START: Final = re.compile(r"[—–―-]\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text."""

    text: str
    """What stands in it, clean in the sense of `clean_text`; empty for a blank line or a rule."""
    indent: int
    """Columns before the text."""


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text`; a form feed and Unicode's own separators end a line too."""
    return [_line(raw) for raw in _LINE_BREAK.split(text)]


def _line(raw: str) -> Line:
    text = clean_text(raw)
    if not is_visible(text) or _RULE.fullmatch(text):
        return Line("", 0)
    expanded = raw.expandtabs(_TAB_STOP)
    return Line(text, len(expanded) - len(expanded.lstrip()))


def is_visible(text: str) -> bool:
    """Return whether a reader would see anything of `text`."""
    return any(unicodedata.category(character) not in _INVISIBLE_CATEGORIES for character in text)


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends in a full stop, question or exclamation mark or ellipsis.

    Closing quotes and brackets behind it do not count.
    """
    return text.rstrip(_CLOSERS).endswith(_STOPS)


def starts_with_dash(text: str) -> bool:
    """Return whether `text` opens with a dash, as a speech in a dialogue does."""
    return _DASH_START.match(text) is not None


def is_torn(line: str, following: str) -> bool:
    """Return whether a sentence runs from `line` into `following`."""
    return not ends_sentence(line) and following[:1].islower()


def wrap_width(runs: Sequence[Sequence[Line]]) -> int | None:
    """Return the width in characters at which these runs of lines were wrapped.

    None where every line is a paragraph. Runs are what stands between blank lines. The rules:

    1. At most `LONG_LINE_SHARE` of the lines are longer than `LONGEST_WRAPPED_LINE`. The longest
       of the others is the width, and it is at least `SHORTEST_WRAP_WIDTH`.
    2. At least `TORN_SHARE` of the line breaks fall inside a sentence.
    3. At least `FULL_SHARE` of the lines before a break are full, give or take `RAGGEDNESS`.
    """
    lines = [line.text for run in runs if len(run) > 1 for line in run]
    lengths = [len(line) for line in lines if len(line) <= LONGEST_WRAPPED_LINE]
    width = max(lengths, default=0)
    if width < SHORTEST_WRAP_WIDTH or len(lines) - len(lengths) > LONG_LINE_SHARE * len(lines):
        return None
    breaks = [(line.text, following.text) for run in runs for line, following in pairwise(run)]
    torn = sum(is_torn(line, following) for line, following in breaks)
    full = sum(_is_full(line, following, width) for line, following in breaks)
    if torn < TORN_SHARE * len(breaks) or full < FULL_SHARE * len(breaks):
        return None
    return width


def _is_full(line: str, following: str, width: int) -> bool:
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width * (1 - RAGGEDNESS)


def paragraphs(run: Sequence[Line], width: int | None) -> list[str]:
    """Return the paragraphs of a run of lines without blank ones among them.

    Without a `width` each line is one. Otherwise lines are joined by a space, and a new paragraph
    starts only behind a line that ends a sentence, and there

    1. at a line that opens with a dash (a speech), or
    2. at an indented line, unless the line after it is indented as well, or
    3. behind a line shorter than `SHORT_LAST_LINE` of the width.
    """
    if width is None:
        return [line.text for line in run]
    result: list[list[str]] = []
    for place, line in enumerate(run):
        if not result or _starts_paragraph(run, place, width):
            result.append([])
        result[-1].append(line.text)
    return [" ".join(texts) for texts in result]


def _starts_paragraph(run: Sequence[Line], place: int, width: int) -> bool:
    before, line = run[place - 1], run[place]
    if not ends_sentence(before.text):
        return False
    if starts_with_dash(line.text) or len(before.text) < SHORT_LAST_LINE * width:
        return True
    next_indent = run[place + 1].indent if place + 1 < len(run) else 0
    return line.indent > max(before.indent, next_indent)
