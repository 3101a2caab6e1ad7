"""The lists of a Word document: which number an item has (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.readers.docx.styles import ListPlace, number_of, values_of
from pipeline.readers.numerals import WRITTEN
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from lxml import etree

DEEPEST: Final = 8
"""Levels go from 0 to this."""
_LONGEST_PATTERN: Final = 40
_NOT_NUMBERED: Final = frozenset({"bullet", "none"})
_FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list as it is defined, with the numbers that its levels have reached."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One use of a list; it may begin anew or look different."""

    list: _List
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in a list."""

    level: int
    """Depth from 1."""
    label: str
    """Its number as shown, such as "3." or "b)"; empty for a bullet."""


class Numbering:
    """All lists of a document, counting."""

    def __init__(self, root: "etree._Element | None", names: Names) -> None:
        """Read the part `numbering`, or begin with none."""
        self._names = names
        self._uses: dict[str, _Use] = {}
        lists: dict[str, _List] = {}
        for element in () if root is None else root:
            name = names.of(element)
            if name == "w:abstractNum":
                levels = (one for one in element if names.of(one) == "w:lvl")
                lists[names.get(element, "w:abstractNumId")] = _List(
                    dict(self._level(one) for one in levels)
                )
            elif name == "w:num":
                self._uses[names.get(element, "w:numId")] = self._use(element, lists)

    def item(self, place: ListPlace | None, style: str) -> Item | None:
        """Return a paragraph's place in its list and count on; None where it is in no list.

        `style` is the identifier of the paragraph's style, which may decide on the level.
        """
        if place is None or place.number in {"", "0"}:
            return None
        use = self._uses.get(place.number)
        if use is None:
            return Item(min(place.level or 0, DEEPEST) + 1, "")
        level = self._depth(use, place, style)
        self._count(use, level)
        return Item(level + 1, self._label(use, level))

    def _depth(self, use: _Use, place: ListPlace, style: str) -> int:
        if place.level is not None:
            return min(place.level, DEEPEST)
        tied = (depth for depth, level in use.list.levels.items() if style and level.style == style)
        return next(tied, 0)

    def _count(self, use: _Use, level: int) -> None:
        counts = use.list.counts
        if level in use.starts:  # only the first item of that use begins anew
            counts[level] = use.starts.pop(level)
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = self._at(use, level).start
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]

    def _label(self, use: _Use, level: int) -> str:
        shown = self._at(use, level)
        if shown.format in _NOT_NUMBERED:
            return ""

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            count = use.list.counts.get(depth, self._at(use, depth).start)
            return WRITTEN.get(_FORMATS.get(self._at(use, depth).format, ""), str)(count)

        return clean_text(re.sub(r"%([1-9])", number, shown.pattern))

    def _at(self, use: _Use, level: int) -> _Level:
        return use.levels.get(level) or use.list.levels.get(level) or _Level()

    def _use(self, element: "etree._Element", lists: Mapping[str, _List]) -> _Use:
        names = self._names
        use = _Use(lists.get(values_of(element, names).get("w:abstractNumId", ""), _List()))
        for override in element:
            if names.of(override) != "w:lvlOverride":
                continue
            depth = number_of(names.get(override, "w:ilvl")) or 0
            for child in override:
                if names.of(child) == "w:startOverride":
                    use.starts[depth] = number_of(names.get(child, "w:val")) or 0
                elif names.of(child) == "w:lvl":
                    use.levels[depth] = self._level(child)[1]
        return use

    def _level(self, element: "etree._Element") -> tuple[int, _Level]:
        values = values_of(element, self._names)
        # The longest pattern in use is "%1.%2.%3.%4.%5.%6.%7.%8.%9".
        level = _Level(
            format=values.get("w:numFmt", "decimal"),
            pattern=values.get("w:lvlText", "")[:_LONGEST_PATTERN],
            style=values.get("w:pStyle", ""),
        )
        start = number_of(values.get("w:start", ""))
        depth = number_of(self._names.get(element, "w:ilvl")) or 0
        return depth, level if start is None else replace(level, start=start)
