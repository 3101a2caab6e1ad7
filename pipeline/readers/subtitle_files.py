"""The syntax of SubRip (SRT) and WebVTT files: cues with their times, as they stand there.

WebVTT is read as its standard has it (https://www.w3.org/TR/webvtt1/, section 6.1), SubRip, which
has none, as files are found: numbers and blank lines missing, a point for the comma, blank lines
inside a cue, cues out of order. What has no line of times (the header, NOTE, STYLE, REGION, text
between cues) is passed over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.errors import TooLongBlockError

MAX_CUE_CHARACTERS: Final = 20_000
"""A longer cue is none: a screen holds a hundred characters or two."""
ROLLING_SHARE: Final = 0.3
"""Share of cues that begin with the last line of the cue before, from which on a file rolls:
automatic captions show each line twice, and have 0.5 to 1.0; other files have less than 0.02."""
ROLLING_GAP: Final = 100
"""Milliseconds between two such cues at most."""

_TIME: Final = r"(?:(\d{1,4}) ?: ?)?(\d{1,2}) ?: ?(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES: Final = re.compile(rf"\s*{_TIME}\s*[-–—]{{1,2}}>\s*{_TIME}(?:\s+(?P<rest>\S.*))?\s*")
_HEADER: Final = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?(?:\n|\Z)")
_NUMBER: Final = re.compile(r"\s*#?\d{1,9}\s*")
_SETTING: Final = re.compile(r"(?:vertical|line|position|size|align):[^\s;]{1,40}")
# Positions on top of the screen, as SubRip files borrow them from SubStation Alpha.
_ON_TOP: Final = re.compile(r"\{\\an?[789]\}")
TOP_LINE: Final = "line:0"
"""WebVTT's setting for a cue on top of the screen."""


@dataclass(frozen=True, slots=True)
class RawCue:
    """A cue as it stands in the file."""

    start: int
    """When it appears, in milliseconds."""
    end: int
    """When it goes, in milliseconds."""
    lines: tuple[str, ...]
    """Its lines with their markup; none of them is blank."""
    settings: str = ""
    """WebVTT settings that another file can take over: all but the region."""


def parse_cues(text: str, name: str) -> list[RawCue]:
    """Return the cues of a SubRip or WebVTT text in order of time; which it is, `text` says.

    Args:
        text: The file's text with LF line ends.
        name: What stands in messages.

    Raises:
        TooLongBlockError: a cue has more than `MAX_CUE_CHARACTERS` characters.
    """
    is_webvtt = _HEADER.match(text) is not None
    lines = text.split("\n")
    places = [(place, _times(line)) for place, line in enumerate(lines)]
    timings = [(place, match) for place, match in places if match]
    bounds = pairwise([*(place for place, _ in timings), len(lines)])
    cues: list[RawCue] = []
    for (place, end), (_, match) in zip(bounds, timings, strict=True):
        part = lines[place + 1 : end]
        is_last = end == len(lines)
        content = _webvtt_lines(part) if is_webvtt else _subrip_lines(part, is_last=is_last)
        length = sum(map(len, content))
        if length > MAX_CUE_CHARACTERS:
            raise TooLongBlockError(name, len(cues) + 1, length, MAX_CUE_CHARACTERS)
        cues.append(_cue(match, content))
    return unrolled(sorted(cues, key=lambda cue: cue.start))


def unrolled(cues: Sequence[RawCue]) -> list[RawCue]:
    """Return the cues without the lines that a rolling file shows twice; see `ROLLING_SHARE`.

    A cue without a line left gives its time to the one before.
    """
    repeats = [0, *(_repeated(before, cue) for before, cue in pairwise(cues))][: len(cues)]
    if sum(map(bool, repeats)) < ROLLING_SHARE * len(cues):
        return list(cues)
    kept: list[RawCue] = []
    for cue, repeated in zip(cues, repeats, strict=True):
        if cue.lines[repeated:] or not kept:
            kept.append(replace(cue, lines=cue.lines[repeated:]))
        else:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, cue.end))
    return kept


def _times(line: str) -> re.Match[str] | None:
    return _TIMES.fullmatch(line) if ">" in line[:100] else None


def _webvtt_lines(lines: Sequence[str]) -> list[str]:
    """Return a cue's lines: what stands before the first empty one."""
    content = []
    for line in lines:
        if not line:
            break
        content.append(line)
    return [line for line in content if line.strip()]


def _subrip_lines(lines: Sequence[str], *, is_last: bool) -> list[str]:
    """Return a cue's lines: all before the next cue's number.

    A number right before the next line of times is that cue's, unless it is all that this one has.
    """
    content = [line.strip() for line in lines]
    if not is_last and len(content) > 1 and _NUMBER.fullmatch(content[-1]):
        content.pop()
    return [line for line in content if line]


def _cue(match: re.Match[str], lines: Sequence[str]) -> RawCue:
    start, end = _milliseconds(match, 1), _milliseconds(match, 5)
    settings = _SETTING.findall(match["rest"] or "")
    if any(_ON_TOP.search(line) for line in lines):
        settings.append(TOP_LINE)
    return RawCue(start, max(start, end), tuple(lines), " ".join(dict.fromkeys(settings)))


def _milliseconds(match: re.Match[str], first: int) -> int:
    hours, minutes, seconds, fraction = match.group(first, first + 1, first + 2, first + 3)
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def _repeated(before: RawCue, cue: RawCue) -> int:
    """Return how many lines of `cue` the cue before ended with, where it follows at once."""
    if cue.start - before.end > ROLLING_GAP:
        return 0
    most = min(len(before.lines), len(cue.lines))
    return next(
        (
            count
            for count in range(most, 0, -1)
            if _plain(before.lines[-count:]) == _plain(cue.lines[:count])
        ),
        0,
    )


_TAG: Final = re.compile(r"<[^<>]{0,100}>")


def _plain(lines: Sequence[str]) -> list[str]:
    return [" ".join(_TAG.sub("", line).split()) for line in lines]
