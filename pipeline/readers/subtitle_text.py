r"""The markup inside a cue: what is shown of it, what is emphasised, and who speaks.

`<i>` and `<b>` become spans; `<u>`, `<c.class>`, `<font>`, `<lang>`, times of karaoke
(`<00:00:01.000>`) and SubStation Alpha's `{\an8}` go without trace, ruby text (`<rt>`) goes with
its content. `<v NAME>` names the speaker. A `<` before anything else stays: "temperature < 0".
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pipeline.article import Span, SpanType, clean_text
from pipeline.readers.spans import clean_with_spans

_RUBY_TEXT: Final = re.compile(r"<rt\b[^<>]{0,100}>.*?(?:</rt>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK: Final = re.compile(r"\\[Nnh]|<br\s*/?>", re.IGNORECASE)
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]{0,100})?\s+(?P<name>[^<>]{1,300})>", re.IGNORECASE)
_MARK: Final = re.compile(
    r"<(?P<closing>/?)(?P<tag>i|em|b|strong|u|s|c|v|lang|ruby|rp|font|span)"
    r"(?:\.[^\s<>]{0,100})?(?:\s[^<>]{0,500})?/?>"
    r"|<[\d:.]{1,20}>"
    r"|\{\\[^{}]{0,200}\}"
    r"|&(?P<entity>amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][\da-fA-F]{1,6});",
    re.IGNORECASE,
)
_EMPHASIS: Final[MappingProxyType[str, SpanType]] = MappingProxyType(
    {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong"}
)
_DIRECTIONS: Final = ("lrm", "rlm")
"""Marks of writing direction, which say nothing in Italian."""
_LONGEST_SPEAKER: Final = 100


@dataclass(frozen=True, slots=True)
class CueText:
    """What a cue says."""

    text: str
    """Its lines in one, clean in the sense of `clean_text`; may be empty."""
    spans: tuple[Span, ...]
    """Emphasis, in code points of `text`."""
    speaker: str
    """Who says it, where the file names one voice for the whole cue."""


def cue_text(lines: Sequence[str]) -> CueText:
    """Return what the lines of a cue say.

    A cue with several voices has none as its speaker: each begins with a hyphen, as subtitles
    write dialogue.
    """
    raw = _RUBY_TEXT.sub("", _BREAK.sub("\n", "\n".join(lines)))
    voices = {clean_text(html.unescape(match["name"])) for match in _VOICE.finditer(raw)}
    if len(voices) > 1:
        raw = _VOICE.sub("\n- ", raw)
        voices.clear()
    text, spans = _without_marks(raw)
    shown, kept = clean_with_spans(text, spans)
    return CueText(shown, kept, "".join(voices)[:_LONGEST_SPEAKER])


def _without_marks(raw: str) -> tuple[str, list[Span]]:
    """Return the text between the marks, and what they emphasise of it."""
    parts: list[str] = []
    spans: list[Span] = []
    opened: dict[str, int] = {}
    length = place = 0
    for match in _MARK.finditer(raw):
        text = raw[place : match.start()] + _character(match["entity"])
        place = match.end()
        parts.append(text)
        length += len(text)
        tag = (match["tag"] or "").lower()
        if tag in _EMPHASIS and not match["closing"]:
            opened.setdefault(tag, length)
        elif tag in opened:
            spans.append(Span(opened.pop(tag), length, _EMPHASIS[tag]))
    parts.append(raw[place:])
    length += len(parts[-1])
    # A mark that nothing closes holds to the end of the cue.
    spans += [Span(start, length, _EMPHASIS[tag]) for tag, start in opened.items()]
    return "".join(parts), sorted(spans, key=lambda span: (span.start, -span.end))


def _character(entity: str | None) -> str:
    return html.unescape(f"&{entity};") if entity and entity not in _DIRECTIONS else ""
