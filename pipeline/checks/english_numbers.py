"""Reading the numbers of an English sentence."""

# ruff: noqa: PLR2004 - the figures are those of clocks, calendars and the decimal system

import re
from itertools import pairwise
from typing import Final

from pipeline.checks import number_words as words
from pipeline.checks.number_reading import Item, Reader
from pipeline.checks.numerals import Value, century_values, times, year_values
from pipeline.months import ENGLISH_MONTHS

_HALF_PAST: Final = re.compile(r"\bhalf past $", re.IGNORECASE)
_AM_PM: Final = re.compile(r"\s?([ap])\.?\s?m\b", re.IGNORECASE)
_HOURS: Final = re.compile(r"\s(?:UTC|GMT|hours|local)\b")
_THOUSANDS_FOLLOW: Final = re.compile(
    r"\w+(?:[ -]\w+)?[ -](?:thousand|million|billion)\b", re.IGNORECASE
)


class EnglishReader(Reader):
    """Reads one English text."""

    language = "en"
    scales = words.ENGLISH_SCALES
    known = frozenset().union(
        *(words.ENGLISH_CARDINALS, words.ENGLISH_ORDINALS, words.ENGLISH_SCALES),
        *(words.ENGLISH_VAGUE, words.ENGLISH_PLURALS, ENGLISH_MONTHS),
        *(words.ENGLISH_PLACEHOLDERS, ("m",)),
    )

    def special_values(self, plain: int, length: int, start: int) -> set[Value]:
        """Return times (0230 UTC), decades (1980s, 80s) and centuries (1900s)."""
        end = start + length
        military = length == 4 and plain < 2400 and plain % 100 < 60
        if military and (self.text[start] == "0" or _HOURS.match(self.text, end)):
            return times(*divmod(plain, 100))
        if not self.text.startswith("s", end):
            return set()
        if length == 2:
            return year_values(plain)
        return century_values(plain) if plain % 100 == 0 else {plain % 100}

    def word_number(self, lower: str, start: int, end: int) -> None:
        """Add the number that a word is, if it is one, or let the one in front grow."""
        cardinal = words.ENGLISH_CARDINALS.get(lower)
        ordinal = words.ENGLISH_ORDINALS.get(lower)
        vague = words.ENGLISH_VAGUE.get(lower)
        if cardinal is not None:
            self._grow_or_begin(cardinal, start, end, vague=vague is not None)
        elif ordinal is not None:
            self._grow_or_begin(ordinal, start, end, vague=vague is not None)
            self.items[-1].current = None
        elif lower == "half" and self._ends_before(start, " and a "):
            item = self.items[-1]
            item.current = None
            self.add_half(start)
            item.end = end
        elif vague is not None:
            item = Item(start, end, set(vague), required=False)
            if lower == "hundred":
                item.current = 100  # a hundred and ten
            self.items.append(item)
        elif lower in words.ENGLISH_PLACEHOLDERS:
            self.items.append(Item(start, end, {words.ENGLISH_PLACEHOLDERS[lower]}))
        elif lower in words.ENGLISH_PLURALS:
            self.items.append(Item(start, end, year_values(words.ENGLISH_PLURALS[lower])))
        elif lower in ENGLISH_MONTHS:
            month = ENGLISH_MONTHS.index(lower) + 1
            self.items.append(Item(start, end, {month}, required=False))

    def finish(self) -> None:
        """Read times of day besides what both languages need."""
        super().finish()
        for hour, minute in pairwise(self.items):
            self._join_clock(hour, minute)
        for item in self.items:
            self._clock(item)

    def _ends_before(self, start: int, gap: str) -> bool:
        return bool(self.items) and self.text[self.items[-1].end : start] == gap

    def _grow_or_begin(self, value: int, start: int, end: int, *, vague: bool) -> None:
        """Let the number in front grow (two hundred and five, twenty-first) or begin one."""
        item = self.items[-1] if self.items else None
        if item is not None and item.current is not None and self._grows(item, value, start):
            item.current += value
            item.values = {item.total + item.current}
            item.end, item.required = end, True
        else:
            required = not vague and not self.may_be_name(start)
            self.items.append(Item(start, end, {value}, required=required, current=value))

    def _grows(self, item: Item, value: int, start: int) -> bool:
        gap = self.text[item.end : start].lower()
        current = item.current or 0
        if current % 100 >= 20 and current % 10 == 0:
            return value < 10 and gap in {" ", "-"}
        if item.total and _THOUSANDS_FOLLOW.match(self.text, start):
            return False  # between two thousand and three thousand
        large = current % 100 == 0 and item.total + current >= 100
        return large and value < 1000 and gap in {" ", " and "}

    def _join_clock(self, hour: Item, minute: Item) -> None:
        """Read six-thirty as a time besides."""
        if self.text[hour.end : minute.start] == "-" and self.text[hour.start].isalpha():
            hours = [int(value) for value in hour.numbers if 1 <= value <= 12]
            minutes = [int(value) for value in minute.numbers if 10 <= value < 60]
            if hours and minutes:
                hour.values |= times(hours[0], minutes[0])
                minute.required = False

    def _clock(self, item: Item) -> None:
        """Read a time: 2:30 p.m., 3 pm, half past two."""
        numbers = [value for value in item.numbers if 0 < value <= 24]
        if numbers and _HALF_PAST.search(self.text, 0, item.start):
            item.values |= times(int(numbers[0]), 30)
        match = _AM_PM.match(self.text, item.end)
        if not match:
            return
        clock = [value.split(":") for value in item.values if isinstance(value, str)]
        clock = [parts for parts in clock if len(parts) == 2]
        whole = {value for value in numbers if value == int(value)}
        clock += [[str(int(value)), "00"] for value in whole]
        later = 12 if match[1] in "pP" else 0
        # A bare hour may stand beside `del pomeriggio` in the Italian.
        item.values = {f"{int(hour) % 12 + later}:{minute}" for hour, minute in clock} | whole
