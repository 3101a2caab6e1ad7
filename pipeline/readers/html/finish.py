"""The last look at an article's blocks: what only shows between neighbours.

1. A heading of a sentence's length right below the title is a summary, a paragraph.
2. A short line in bold without a final stop above a paragraph is a heading.
3. A heading with nothing below it goes: what it announced was no part of the article.
4. A paragraph without a letter (stars, a dash, a counter) goes.
5. What the page has twice, for screens of two sizes, stays once.
6. The number that opens a footnote goes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.article import Block, clean_text
from pipeline.readers.html.wording import is_byline

_SUMMARY: Final = 8
"""Words from which on a heading below the title is a summary."""
_LONGEST_LINE: Final = 80
"""Characters of a line in bold that may be a heading."""
_STOPS: Final = (".", "!", "?", ":", ";", ",", "…")
_NOTE_NUMBER: Final = re.compile(r"(?:[\[(]\d{1,3}[\])]|\d{1,3}[.):])\s+(?=\S)|[*†‡]+\s*(?=\w)")
_BEHIND: Final = ("paragraph", "list-item")


def finished(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks as they are to be read."""
    kept: list[Block] = []
    level = 2
    for place, block in enumerate(blocks):
        if block.kind == "paragraph" and not any(map(str.isalpha, block.text)):
            continue
        if _is_again(block, kept) or _repeats_title(block, kept):
            continue
        if block.kind == "footnote":
            kept.append(_without_number(block))
            continue
        if _is_summary(block, kept):
            kept.append(replace(block, kind="paragraph", level=None))
            continue
        if _is_signature(block, kept):
            continue
        if block.kind == "heading":
            level = block.level or level
        follower = blocks[place + 1] if place + 1 < len(blocks) else None
        is_below_title = bool(kept) and kept[-1].kind == "title"
        is_long = len(block.text.split()) >= _SUMMARY
        if _is_heading_in_bold(block, follower) and not (is_below_title and is_long):
            kept.append(replace(block, kind="heading", level=level, spans=()))
            continue
        kept.append(block)
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return tuple(kept)


def blocks_of_text(title: str, text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, a paragraph a line, below a title."""
    lines = [clean_text(re.sub(r"<[^<>]{0,200}>", " ", line)) for line in text.splitlines()]
    paragraphs = [Block("paragraph", line) for line in lines if line]
    return (Block("title", title, level=1), *paragraphs) if title else tuple(paragraphs)


def _is_again(block: Block, before: Sequence[Block]) -> bool:
    if block.kind == "caption":
        return block.text in {one.text for one in before[-2:]}
    if block.kind not in {"paragraph", "quote"} or len(block.text.split()) < _SUMMARY:
        return False
    return any(one.text == block.text for one in before)


def _without_number(note: Block) -> Block:
    match = _NOTE_NUMBER.match(note.text)
    if match is None:
        return note
    cut = match.end()
    spans = tuple(
        replace(span, start=max(span.start - cut, 0), end=span.end - cut)
        for span in note.spans
        if span.end > cut
    )
    return replace(note, text=note.text[cut:], spans=spans)


def _is_summary(block: Block, before: Sequence[Block]) -> bool:
    return (
        block.kind == "heading"
        and bool(before)
        and before[-1].kind == "title"
        and len(block.text.split()) >= _SUMMARY
    )


def _is_signature(block: Block, before: Sequence[Block]) -> bool:
    """Return whether it is the byline in the line below the title, where one element has both."""
    is_below = block.kind == "paragraph" and len(before) == 1 and before[0].kind == "title"
    return is_below and is_byline(block.text)


def _repeats_title(block: Block, before: Sequence[Block]) -> bool:
    """Return whether a heading says what the title says, as that of a recipe below its story."""
    if block.kind != "heading" or not before or before[0].kind != "title":
        return False
    return block.text.casefold() == before[0].text.casefold()


def _is_heading_in_bold(block: Block, follower: Block | None) -> bool:
    is_above_text = follower is not None and follower.kind in _BEHIND
    return (
        is_above_text
        and _is_line_in_bold(block)
        and not (follower is not None and _is_line_in_bold(follower))
    )


def _is_line_in_bold(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and len(block.text) <= _LONGEST_LINE
        and not block.text.endswith(_STOPS)
        and any(
            span.type == "strong" and (span.start, span.end) == (0, len(block.text))
            for span in block.spans
        )
    )
