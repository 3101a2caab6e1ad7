"""English subtitles, SubRip (SRT) or WebVTT, with the times of the Italian ones.

What stands between the times is the English of the table; which words each cue shows is worked
out anew (see `cue_fitting`), so that a person's corrections need not keep to the cues. Kept from
the Italian file: times, WebVTT settings, voices, and italics where all of a cue is in italics. Not
kept: the names of cues, styles and regions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from pipeline.article import Block
from pipeline.cues import SPEAKER, Cue, cues_of, timestamp
from pipeline.errors import UsageError
from pipeline.exports.cue_fitting import fit
from pipeline.exports.cue_lines import lines_of
from pipeline.exports.units import Document, ExportOptions, Unit, chosen

Form = Literal["srt", "vtt"]

_TOP: Final = "line:0"
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """One cue to write."""

    cue: Cue
    texts: tuple[str, ...]
    speaker: str
    is_italic: bool


def subtitles(
    blocks: Sequence[Block], units: Sequence[Unit], form: Form, *, bilingual: bool = False
) -> str:
    """Return the subtitles of an article as the text of a file.

    Args:
        blocks: The article's blocks; those without cues are passed over.
        units: Its sentences or whole blocks with their English. Cues without English are left out
            and give their time to the one before in the same block.
        form: `srt` for SubRip, with CRLF line ends and a number for each cue as SubRip writes
            them; `vtt` for WebVTT, with LF.
        bilingual: The Italian above the English.
    """
    by_block: dict[int, list[Unit]] = {}
    for unit in units:
        by_block.setdefault(unit.block, []).append(unit)
    shown = sorted(_shown(blocks, by_block, bilingual=bilingual), key=lambda one: one.cue.start)
    if form == "vtt":
        return "\n".join(["WEBVTT\n", *map(_webvtt, shown)])
    cues = (_subrip(number, one) for number, one in enumerate(shown, start=1))
    return "\n".join(cues).replace("\n", "\r\n")


def subtitle_file(documents: Sequence[Document], form: Form, options: ExportOptions) -> bytes:
    """Return the bytes of the subtitles of the one article that has times, in UTF-8.

    Raises:
        UsageError: no article has times, or several have.
    """
    timed = [document for document in documents if has_cues(document.blocks)]
    if not timed:
        message = "no article has the times that subtitles need"
        remedy = "name the table of a subtitle file, in the folder that 'bilingue run' wrote"
        raise UsageError(message, remedy)
    if len(timed) > 1:
        message = f"{len(timed)} articles are subtitles, and a file holds those of one film"
        raise UsageError(message, f"name one table, such as {timed[0].name}.tsv")
    units = list(chosen(timed[0].units, options))
    return subtitles(timed[0].blocks, units, form, bilingual=options.bilingual).encode()


def has_cues(blocks: Sequence[Block]) -> bool:
    """Tell whether an article has times to write subtitles with."""
    return any(cues_of(block) for block in blocks)


def _shown(
    blocks: Sequence[Block], units: Mapping[int, Sequence[Unit]], *, bilingual: bool
) -> Iterator[_Shown]:
    for number, block in enumerate(blocks, start=1):
        cues = cues_of(block)
        if not cues:
            continue
        stretches = list(pairwise([*(cue.begin for cue in cues), len(block.text) + 1]))
        sentences = _placed(block.text, units.get(number, ()))
        parts = fit(sentences, [cue.begin for cue in cues], len(block.text))
        held: _Shown | None = None
        for cue, english, (start, end) in zip(cues, parts, stretches, strict=True):
            texts = tuple(
                text for text in (block.text[start : end - 1] if bilingual else "", english) if text
            )
            if texts:
                if held:
                    yield held
                speaker = block.attributes.get(SPEAKER, "")
                held = _Shown(cue, texts, speaker, _is_italic(block, start, end - 1))
            elif held:
                longer = replace(held.cue, end=max(held.cue.end, cue.end))
                held = replace(held, cue=longer)
        if held:
            yield held


def _placed(text: str, units: Sequence[Unit]) -> list[tuple[int, str]]:
    """Return the English of the units with where their Italian begins in the block's text."""
    placed: list[tuple[int, str]] = []
    place = 0
    for unit in units:
        found = text.find(unit.it, place)
        start = place if found < 0 else found
        placed.append((start, unit.en))
        place = min(len(text), start + len(unit.it))
    return placed


def _is_italic(block: Block, start: int, end: int) -> bool:
    return any(
        span.type == "emphasis" and span.start <= start and span.end >= end for span in block.spans
    )


def _webvtt(one: _Shown) -> str:
    times = f"{timestamp(one.cue.start)} --> {timestamp(one.cue.end)} {one.cue.settings}".rstrip()
    voice = f"<v {one.speaker.translate(_ESCAPED)}>" if one.speaker else ""
    lines = [_marked(line.translate(_ESCAPED), one) for line in _lines(one)]
    return "\n".join([times, voice + lines[0], *lines[1:], ""])


def _subrip(number: int, one: _Shown) -> str:
    times = f"{timestamp(one.cue.start, ',')} --> {timestamp(one.cue.end, ',')}"
    place = r"{\an8}" if _TOP in one.cue.settings.split() else ""
    lines = [_marked(line.replace("-->", "→"), one) for line in _lines(one)]
    return "\n".join([str(number), times, place + lines[0], *lines[1:], ""])


def _lines(one: _Shown) -> list[str]:
    return [line for text in one.texts for line in lines_of(text)]


def _marked(line: str, one: _Shown) -> str:
    return f"<i>{line}</i>" if one.is_italic else line
