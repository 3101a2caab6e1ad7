"""Subtitles, SubRip (SRT) or WebVTT: the words of their cues, joined to whole sentences.

Each block, of kind `cue`, is as few cues as hold whole sentences; `pipeline.cues` says how it
remembers their times. A block ends behind a cue

1. that ends a sentence: with . ! ? or …, whatever closes it, unless the next cue goes on in lower
   case, or
2. that is a sound or a song by itself: "[rumore di passi]", "(SOSPIRA)", "♪ ... ♪"; and before
   one, or
3. before a pause of `LONG_PAUSE` or more, or
4. before another speaker: another `<v NAME>`, a line that opens with a dash, "GIORNALISTA:", or
5. once it has `LONGEST_BLOCK` characters: automatic captions know no sentences.

An ellipsis that opens a cue and only says that it goes on ("Pensavo che...", "...non venissi") is
left out. Lines that a rolling file shows twice are read once, see `subtitle_files.unrolled`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.article import Article, Block, FrozenMapping, Span
from pipeline.cues import CUES, SPEAKER, Cue, timestamp, written_cues
from pipeline.readers.assembly import assemble
from pipeline.readers.encoding import decode
from pipeline.readers.lines import ends_sentence, is_visible
from pipeline.readers.subtitle_files import RawCue, parse_cues
from pipeline.readers.subtitle_text import cue_text

LONG_PAUSE: Final = 3_000
"""Milliseconds between two cues from which on the second begins anew."""
LONGEST_BLOCK: Final = 250
"""Characters from which on a block ends with a cue, sentence or not: six full lines."""

_OPENERS: Final = "\"'“‘«‹(["
_CONTINUATION: Final = re.compile(r"(?:\.{2,}|…)\s*(?=[a-zà-ÿ])")
# A dash before a small letter goes on with a sentence, unless that has ended.
_DASH: Final = re.compile(r"[-–—]\s?(?=[A-ZÀ-Þ\"“«.…\[(])")
_NAMED: Final = re.compile(r"\[?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}\]?: ?(?=\S)")
_SOUND: Final = re.compile(r"[-–—]?\s*(?:\[[^\[\]]*\]|\([^()]*\)|[♪♫#*].*[♪♫#*]|[♪♫]+.*)")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A cue as it is read."""

    cue: Cue
    text: str
    spans: tuple[Span, ...]
    speaker: str

    @property
    def starts_anew(self) -> bool:
        """Whether another person speaks from here on, or nobody does."""
        return any(pattern.match(self.text) for pattern in (_DASH, _NAMED)) or self.is_sound

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound or a song by itself."""
        return _SOUND.fullmatch(self.text) is not None


def read(raw: bytes, name: str) -> Article:
    """Return the article in the bytes of a SubRip or WebVTT file.

    Raises BinarySourceError, TooLongBlockError, and EmptySourceError where there is no cue.
    """
    return assemble(name, blocks_of(decode(raw, name), name))


def blocks_of(text: str, name: str = "") -> tuple[Block, ...]:
    """Return the blocks of a subtitle text with LF line ends; `name` stands in messages.

    Raises TooLongBlockError.
    """
    cues = [_spoken(cue) for cue in parse_cues(text, name)]
    groups = _groups([cue for cue in cues if is_visible(cue.text)])
    return tuple(_block(group) for group in groups)


def _spoken(cue: RawCue) -> _Spoken:
    said = cue_text(cue.lines)
    return _Spoken(Cue(0, cue.start, cue.end, cue.settings), said.text, said.spans, said.speaker)


def _groups(cues: Sequence[_Spoken]) -> Iterator[list[_Spoken]]:
    """Yield the cues of each block."""
    group: list[_Spoken] = []
    for cue in cues:
        if group and _parts(group, cue):
            yield group
            group = []
        group.append(_continued(group[-1], cue) if group else cue)
    if group:
        yield group


def _parts(group: Sequence[_Spoken], cue: _Spoken) -> bool:
    """Tell whether a block ends between `group` and `cue`, by the rules of this module."""
    last = group[-1]
    goes_on = cue.text.lstrip(_OPENERS + ".… ")[:1].islower()
    return (
        (ends_sentence(last.text) and not goes_on)
        or last.is_sound
        or cue.starts_anew
        or cue.speaker != last.speaker
        or cue.cue.start - last.cue.end >= LONG_PAUSE
        or sum(len(one.text) + 1 for one in group) > LONGEST_BLOCK
    )


def _continued(before: _Spoken, cue: _Spoken) -> _Spoken:
    """Return `cue` without an ellipsis that only says that the cue before goes on."""
    ellipsis = _CONTINUATION.match(cue.text)
    if ellipsis is None or not before.text.endswith(("..", "…")):
        return cue
    return replace(cue, text=cue.text[ellipsis.end() :], spans=_moved(cue.spans, -ellipsis.end()))


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    moved = [replace(span, start=max(0, span.start + by), end=span.end + by) for span in spans]
    return tuple(span for span in moved if span.start < span.end)


def _block(group: Sequence[_Spoken]) -> Block:
    cues: list[Cue] = []
    spans: list[Span] = []
    begin = 0
    for one in group:
        cues.append(replace(one.cue, begin=begin))
        spans += _moved(one.spans, begin)
        begin += len(one.text) + 1
    attributes = {
        "start": timestamp(cues[0].start),
        "end": timestamp(max(cue.end for cue in cues)),
        CUES: written_cues(cues),
    }
    if group[0].speaker:
        attributes[SPEAKER] = group[0].speaker
    text = " ".join(one.text for one in group)
    return Block("cue", text, spans=_joined(spans), attributes=FrozenMapping(attributes))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans, those of one type that only a space parts made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].type == span.type and span.start == joined[-1].end + 1:
            joined[-1] = replace(joined[-1], end=span.end)
        else:
            joined.append(span)
    return tuple(joined)
