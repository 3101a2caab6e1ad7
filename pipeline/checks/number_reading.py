"""Reading the numbers of a sentence: what both languages have in common.

A number that can be understood in more ways has more values: `9.30` is a time or a decimal,
`anni '80` is 80 or 1980. Words that only may be numbers (`sei`, `secondo`, `un`) can explain a
number of the other side but need no counterpart.
"""

# ruff: noqa: PLR2004 - the figures are those of clocks, calendars and the decimal system

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Final

from pipeline.checks.number_words import roman_value, unaccented
from pipeline.checks.numerals import (
    Language,
    Value,
    century_values,
    date_values,
    numeral_values,
    times,
    year_values,
)
from pipeline.checks.words import starts_sentence

_TOKEN: Final = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<date>(?<![\w.,/-])(?:\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{2}|\d{4}-\d{2}-\d{2})(?![\w/-]))"
    r"|(?P<phone>(?<![\w.,])(?:\+\d|0\d)(?:[ ./-]?\d){5,}(?!\w))"
    r"|(?P<digits>[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,:]\d+)*)"
)
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_HALF: Final = re.compile(r"\be mezz[oa]\b|\band a half\b|½", re.IGNORECASE)
_SHARED_SCALE: Final = re.compile(r"\s?(?:[-–/]|\b(?:e|o|a|ai|e i|o i|to|and|or)\b)\s?[$€£]?")
_HALF_REACH: Final = 24
"""Characters between a number and its half: `due milioni di euro e mezzo`."""
_GAPS: Final = frozenset({" ", "-", "\u00a0", ""})
_MINUS: Final = "-−–"
_APOSTROPHES: Final = "'’‘"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence."""

    text: str
    """As it is written."""
    values: frozenset[Value]
    """What it can stand for, at least one."""
    required: bool
    """Whether it must have a counterpart."""
    scale: float = 1
    """What a word such as `milioni` multiplied it by."""


@dataclass(slots=True)
class Item:
    """A number while it is being read."""

    start: int
    end: int
    values: set[Value]
    required: bool = True
    scale: float = 1
    total: float = 0
    """Of English words: what thousands and millions before have come to."""
    current: float | None = None
    """Of English words: what may still grow; None where nothing may."""

    @property
    def numbers(self) -> list[float]:
        """The values that are no times and no identifiers."""
        return [value for value in self.values if not isinstance(value, str)]


class Reader(ABC):
    """Reads one text."""

    language: ClassVar[Language]
    scales: ClassVar[Mapping[str, float]]
    """Words that multiply the number in front of them."""
    known: ClassVar[frozenset[str]]
    """Words worth reading; most are not."""

    def __init__(self, text: str) -> None:
        """Take the text; nothing is read yet."""
        self.text = text
        self.items: list[Item] = []
        """The numbers read so far."""
        self.previous = ""
        """The word in front, in lower case."""
        self._shouted = text.isupper()

    def read(self) -> list[Number]:
        """Return the numbers in reading order."""
        known = self.known
        for match in _TOKEN.finditer(self.text):
            kind = match.lastgroup
            start, end = match.span()
            if kind == "word":
                word = match[0]
                lower = word.lower()
                if lower in known or word.isupper() or self.may_count(lower, end):
                    self._word(word, unaccented(lower), start, end)
                self.previous = lower
            elif kind == "digits":
                self._digits(match[0], start, end)
            elif kind == "date":
                self.items += [Item(start, end, each) for each in date_values(match[0])]
            else:
                digits = "".join(filter(str.isdigit, match[0]))
                self.items.append(Item(start, end, {digits}))
        if self.items:
            self.finish()
        return [
            Number(
                self.text[item.start : item.end], frozenset(item.values), item.required, item.scale
            )
            for item in self.items
            if item.values
        ]

    def may_count(self, lower: str, end: int) -> bool:  # noqa: ARG002 - for languages that need it
        """Tell, quickly, whether a word that is in no table is worth reading."""
        return False

    @abstractmethod
    def word_number(self, lower: str, start: int, end: int) -> None:
        """Add the number that a word is, if it is one."""

    @abstractmethod
    def special_values(self, plain: int, length: int, start: int) -> set[Value]:
        """Return what else, in this language, whole digits can be: an hour, a decade."""

    def finish(self) -> None:
        """Add the readings that depend on what stands around a number."""
        for first, second in pairwise(self.items):
            gap = self.text[first.end : second.start]
            if second.scale > first.scale == 1 and _SHARED_SCALE.fullmatch(gap):
                first.values |= {value * second.scale for value in first.numbers}
        for match in _HALF.finditer(self.text):
            place = match.start()
            if not any(item.start <= place < item.end for item in self.items):
                self.add_half(place)

    def add_half(self, place: int) -> None:
        """Let the number in front of `place` be half a unit more, or half an hour later."""
        before = [item for item in self.items if 0 <= place - item.end <= _HALF_REACH]
        if before:
            item = before[-1]
            numbers = item.numbers
            item.values |= {value + item.scale / 2 for value in numbers}
            for value in numbers:
                item.values |= times(int(value), 30) if 0 < value <= 24 else set()

    def may_be_name(self, start: int) -> bool:
        """Tell whether a number word is perhaps part of a name: A Tale of Two Cities."""
        return self.text[start].isupper() and not starts_sentence(self.text, start)

    def _digits(self, written: str, start: int, end: int) -> None:
        values = numeral_values(written, self.language)
        before = self.text[start - 1] if start else " "
        further = self.text[start - 2] if start > 1 else " "
        plain = int(written) if written.isdecimal() and len(written) <= 4 else None
        if plain is not None:
            short = before in _APOSTROPHES and not further.isalnum()
            values |= self._whole_values(plain, len(written), start, short=short)
        if before in _MINUS and (further.isspace() or further in '(«“"'):
            values = {value if isinstance(value, str) else -value for value in values}
        # A figure behind letters belongs to a name (G7, km2); a short one may be written out.
        attached = before.isalpha() and before not in "ºª" and len(written) == 1
        fraction = plain == 1 and self.text[end : end + 1] == "/"
        self.items.append(Item(start, end, values, required=not (fraction or attached)))

    def _whole_values(self, plain: int, length: int, start: int, *, short: bool) -> set[Value]:
        """Return what else whole digits can be: '80 and 2015-16 are years, '900 is a century."""
        if short and length == 2:
            return year_values(plain)
        if short and length == 3 and plain % 100 == 0:
            return century_values(plain)
        if self.items and length == 2 and self.items[-1].end == start - 1:
            years = [value for value in self.items[-1].numbers if 1000 <= value <= 2100]
            if years and self.text[start - 1] in "-–/":
                return {years[0] // 100 * 100 + plain}
        return self.special_values(plain, length, start)

    def _word(self, word: str, lower: str, start: int, end: int) -> None:
        if _ROMAN.fullmatch(word) and self._roman(word, start, end):
            return
        if not self._scaled(lower, start, end):
            self.word_number(lower, start, end)

    def _roman(self, word: str, start: int, end: int) -> bool:
        """Read a Roman numeral; of those that are also words or initials, only as a possibility."""
        value = roman_value(word)
        if not value or word == "I":
            return False
        sure = len(word) > 1 and not set(word) - set("IVX") and not self._shouted
        self.items.append(Item(start, end, {value}, required=sure))
        return True

    def _scaled(self, lower: str, start: int, end: int) -> bool:
        """Multiply the number in front by `mila`, `million` and the like."""
        item = self.items[-1] if self.items else None
        if item is None or item.end > start or not item.numbers:
            return False
        gap = self.text[item.end : start]
        scale = self.scales.get(lower)
        if lower == "m" and not gap and item.start and self.text[item.start - 1] in "$€£":
            scale = 1e6
        half = gap == " a " and self.text[item.start : item.end].lower() == "half"
        if scale is None or not (gap in _GAPS or half) or (lower == "k" and gap):
            return False
        if item.current is None:
            item.values = {round(value * scale, 3) for value in item.numbers}
        elif scale == 100:
            item.current = (item.current or 1) * scale
            item.values = {item.total + item.current}
        else:
            item.total += (item.current or 1) * scale
            item.current = 0
            item.values = {item.total}
        item.scale *= scale
        item.end, item.required = end, True
        return True
