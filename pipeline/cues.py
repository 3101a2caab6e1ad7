"""The cues of a subtitle file, as a block of kind `cue` remembers them in its attributes.

A block holds whole sentences and therefore the words of one or more cues. Its attributes are

- `start` and `end`: when its first cue appears and its last one goes, as HH:MM:SS.mmm;
- `speaker`: who says it, where the file names a voice;
- `cues`: for each cue, in order, `BEGIN@START-END`: the first code point of its words in the
  block's text, and its times in milliseconds. WebVTT settings follow behind a space. Cues are
  joined by a semicolon and a space: `0@12345-14000; 38@14100-16000 line:0`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.article import Block

CUES: Final = "cues"
"""Name of the attribute that `written_cues` makes and `cues_of` reads."""
SPEAKER: Final = "speaker"
"""Name of the attribute with the voice."""

_CUE: Final = re.compile(
    r"(?P<begin>\d{1,9})@(?P<start>\d{1,12})-(?P<end>\d{1,12})(?: (?P<settings>[^;]*))?"
)
_BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of a block: when it is shown, and where its words begin."""

    begin: int
    """First code point of its words in the block's text; they end where the next cue's begin."""
    start: int
    """When it appears, in milliseconds."""
    end: int
    """When it goes, in milliseconds; not before `start`."""
    settings: str = ""
    """WebVTT cue settings such as `line:0 align:start`; they hold no semicolon."""


def written_cues(cues: Sequence[Cue]) -> str:
    """Return the cues of a block in the form that this module describes."""
    return _BETWEEN.join(
        f"{cue.begin}@{cue.start}-{cue.end} {cue.settings}".rstrip() for cue in cues
    )


def cues_of(block: Block) -> tuple[Cue, ...]:
    """Return the cues of a block; none where it has none or where they make no sense."""
    value = block.attributes.get(CUES, "")
    matches = [_CUE.fullmatch(part) for part in value.split(_BETWEEN)] if value else []
    cues = tuple(
        Cue(int(match["begin"]), int(match["start"]), int(match["end"]), match["settings"] or "")
        for match in matches
        if match
    )
    begins = [cue.begin for cue in cues]
    is_sound = (
        len(cues) == len(matches)
        and begins == sorted(set(begins))
        and (not begins or (begins[0] == 0 and begins[-1] < len(block.text)))
        and all(cue.start <= cue.end for cue in cues)
    )
    return cues if is_sound else ()


def timestamp(milliseconds: int, decimal_mark: str = ".") -> str:
    """Return a time as HH:MM:SS.mmm, as WebVTT writes it; SubRip has a comma for the point."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{decimal_mark}{thousandths:03}"
