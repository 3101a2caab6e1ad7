"""Stretches of text that look alike, as documents keep them, to a block's text and spans.

Word and LibreOffice break a sentence into stretches wherever somebody typed again; here they
become one text, and neighbours that look alike one span.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.article import Span, SpanType
from pipeline.readers.spans import clean_with_spans

# Line breaks and tabs among them: rows of spaces lay out, they say nothing. No-break spaces stay.
_SPACES: Final = re.compile(r"[ \t\n\v\f\r\u2028\u2029\x85]+")
_SOFT_HYPHEN: Final = "\u00ad"
_MARKS: Final[tuple[SpanType, ...]] = ("emphasis", "strong", "code", "link")


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks the same from end to end."""

    text: str
    """The letters, with white space of any kind."""
    emphasis: bool = False
    """Whether it is in italics."""
    strong: bool = False
    """Whether it is bold."""
    code: bool = False
    """Whether it is a computer's language."""
    link: str = ""
    """Where it leads to; empty for what is no link."""

    def mark(self, kind: SpanType) -> str:
        """Return the target of a link, something for any other mark that it has, or nothing."""
        return self.link if kind == "link" else "yes" * bool(getattr(self, kind))


SPACE: Final = Run(" ")
_LINK: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_LONGEST_LINK: Final = 2_000


def link_of(address: str) -> str:
    """Return an address of the web or of mail as a link's target, nothing for any other.

    Places inside the document and files on its author's disk lead nowhere from a page.
    """
    address = address.strip()
    return address if len(address) <= _LONGEST_LINK and _LINK.fullmatch(address) else ""


def text_of(runs: Sequence[Run]) -> tuple[str, tuple[Span, ...]]:
    """Return the clean text of some runs, each row of spaces one space, and its spans.

    Soft hyphens are left out. White space between two runs does not end what they share.
    """
    pieces: list[str] = []
    length = 0
    opened: dict[SpanType, tuple[int, str]] = {}
    spans: list[Span] = []
    after_space = True
    for run in runs:
        text = _SPACES.sub(" ", run.text.replace(_SOFT_HYPHEN, ""))
        text = text.removeprefix(" ") if after_space else text
        if not text:
            continue
        if text != " ":
            spans += _changed(opened, run, length)
        pieces.append(text)
        length += len(text)
        after_space = text.endswith(" ")
    spans += _changed(opened, SPACE, length)
    spans.sort(key=lambda span: (span.start, -span.end, _MARKS.index(span.type)))
    return clean_with_spans("".join(pieces), spans)


def _changed(opened: dict[SpanType, tuple[int, str]], run: Run, place: int) -> Iterable[Span]:
    """Close what `run` at `place` does not share, open what it has new; return what was closed."""
    closed = []
    for kind in _MARKS:
        mark = run.mark(kind)
        start, target = opened.get(kind, (place, ""))
        if mark == target:
            continue
        if target:
            closed.append(Span(start, place, kind, target if kind == "link" else ""))
        if mark:
            opened[kind] = (place, mark)
        else:
            del opened[kind]
    return closed
