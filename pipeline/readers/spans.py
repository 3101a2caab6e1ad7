"""Marked text to clean text, with the marked stretches still in their places.

Cleaning can make a text shorter or longer in the middle (NFC, control characters, line breaks), so
the places of spans are carried through the same steps, in time linear in the text.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from pipeline.article import Span, clean_text


def clean_with_spans(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return `clean_text(text)` and the spans moved to where their stretches are in it.

    A span keeps the letters that it had; one that holds nothing but white space is left out. A
    place inside a letter and its combining accents moves behind them.
    """
    cleaned = clean_text(text)
    if not spans:
        return cleaned, ()
    kept, places = _without_forbidden(text)
    ends = {end for span in spans for end in (span.start, span.end)}
    cuts = sorted({0, len(kept), *(_safe_cut(kept, places[end]) for end in ends)})
    pieces = [unicodedata.normalize("NFC", kept[start:end]) for start, end in pairwise(cuts)]
    composed = "".join(pieces)
    if composed.strip() != cleaned:  # a letter that composes across a cut in a way unknown here
        return cleaned, ()
    moved = dict(zip(cuts, accumulate(map(len, pieces), initial=0), strict=True))
    offset = len(composed) - len(composed.lstrip())
    result = []
    for span in spans:
        start = moved[_safe_cut(kept, places[span.start])] - offset
        end = moved[_safe_cut(kept, places[span.end])] - offset
        start, end = _trimmed(cleaned, max(start, 0), max(end, 0))
        if start < end:
            result.append(replace(span, start=start, end=end))
    return cleaned, tuple(result)


def _without_forbidden(text: str) -> tuple[str, list[int]]:
    """Return `text` as `clean_text` has it before NFC, and where each place of it has gone."""
    kept: list[str] = []
    places: list[int] = []
    after_break = False
    for character in text:
        places.append(len(kept))
        if character == " " or character.isprintable():
            kept.append(character)
            after_break = False
            continue
        # Between two letters, so that nothing is stripped: what does cleaning make of it?
        clean = clean_text(f"|{character}|")[1:-1]
        is_break = clean == " "
        if clean and not (is_break and after_break):
            kept.append(clean if is_break else character)
        after_break = is_break
    places.append(len(kept))
    return "".join(kept), places


def _safe_cut(text: str, place: int) -> int:
    """Return the next place from `place` on at which NFC composes nothing across."""
    while 0 < place < len(text):
        before, after = text[place - 1], text[place]
        is_mark = unicodedata.category(after).startswith("M")
        if not is_mark and len(unicodedata.normalize("NFC", before + after)) > 1:
            break
        place += 1
    return place


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
