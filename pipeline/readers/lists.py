"""List items in a plain text, told from dialogue and from numbers that happen to open a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.readers.lines import Line, ends_sentence

_BULLET: Final = re.compile(r"([•‣▪◦●○■□▸►])\s*(?=\S)")
_WEAK_MARKER: Final = re.compile(r"([-*]|\d{1,3}[.)]|[a-zA-Z]\))\s+(?=\S)")
_PAUSES: Final = (":", ";", ",")

DIALOGUE_SHARE: Final = 1 / 3
"""Share of lines with a dash that end in a question or exclamation mark from which on they are a
dialogue. Lists in articles have 0; dialogues without a verb of saying have half or more."""
# Verbs that say who speaks, behind a comma, a dash or a mark: "- Vengo, disse la donna."
_SAYING: Final = re.compile(
    r"[,?!…–—»”-]\s*(?:gli |le |mi |ci |si )?"
    r"(?:dice|disse|diceva|dico|dissi|chiede|chiese|chiedeva|chiesi|risponde|rispose|risposi"
    r"|rispondeva|domanda|domandò|domandai|fa|fece|fa lui|aggiunge|aggiunse|esclama|esclamò|ripete"
    r"|ripeté|replica|replicò|mormora|mormorò|grida|gridò|sussurra|sussurrò|ribatte|ribatté"
    r"|continua|continuò|osserva|osservò|spiega|spiegò|conclude|concluse|commenta|commentò"
    r"|interviene|intervenne|sospira|sospirò|insiste|insistette|riprende|riprese)\b"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line that opens a list item."""

    label: str
    """The number or letter of an ordered list, as in `2.` or `b)`; empty for a bullet."""
    text: str
    """The line without its marker."""


def find_items(lines: Sequence[Line]) -> Mapping[int, Item]:
    """Return the list items among `lines` by the index of their line.

    1. A bullet (•) always opens an item.
    2. A hyphen, a star, a number or a letter (`- `, `* `, `1. `, `1) `, `a) `) may open one at the
       beginning of a run of lines, behind a line that ends a sentence or in a colon, semicolon or
       comma, or behind another such line in the same run.
    3. It does open one only where another such line is its neighbour: in the same run, or with
       nothing but blank and indented lines between. So a heading "1. Le origini" is none.
    4. Neighbours that all have a hyphen and sound like a dialogue are none: one has a verb of
       saying, or `DIALOGUE_SHARE` of them end in a question or exclamation mark. Long dashes
       never open an item.
    """
    items: dict[int, Item] = {}
    for chain in _chains(lines):
        texts = [lines[place].text for place in chain]
        strong = [_BULLET.match(text) is not None for text in texts]
        if not any(strong) and (len(chain) == 1 or _is_dialogue(texts)):
            continue
        for place, text in zip(chain, texts, strict=True):
            items[place] = _item(text)
    return items


def _chains(lines: Sequence[Line]) -> list[list[int]]:
    """Return the places of the lines with markers, neighbours in one list."""
    chains: list[list[int]] = []
    in_run = connected = False
    for place, line in enumerate(lines):
        if not line.text:
            in_run = False
        elif _may_open(lines, place, in_run=in_run):
            if connected:
                chains[-1].append(place)
            else:
                chains.append([place])
            in_run = connected = True
        elif not in_run and not (connected and line.indent > lines[chains[-1][-1]].indent):
            connected = False
    return chains


def _may_open(lines: Sequence[Line], place: int, *, in_run: bool) -> bool:
    text = lines[place].text
    if _BULLET.match(text):
        return True
    if not _WEAK_MARKER.match(text):
        return False
    before = lines[place - 1].text if place else ""
    return in_run or not before or ends_sentence(before) or before.endswith(_PAUSES)


def _is_dialogue(texts: Sequence[str]) -> bool:
    if not all(text.startswith("-") for text in texts):
        return False
    lively = sum(text.rstrip("\"'”’»)").endswith(("?", "!")) for text in texts)
    return lively >= DIALOGUE_SHARE * len(texts) or any(map(_SAYING.search, texts))


def _item(text: str) -> Item:
    match = _BULLET.match(text) or _WEAK_MARKER.match(text)
    if match is None:  # the callers only pass lines with a marker
        return Item("", text)
    marker = match[1]
    return Item(marker if marker[0].isalnum() else "", text[match.end() :].strip())
