"""Reading the numbers of an Italian sentence."""

# ruff: noqa: PLR2004 - the figures are those of clocks, calendars and the decimal system

import re
from itertools import pairwise
from typing import Final

from pipeline.checks import number_words as words
from pipeline.checks.number_reading import Item, Reader
from pipeline.checks.numerals import Value, century_values, times, year_values
from pipeline.months import ITALIAN_MONTHS

_CLOCK: Final = re.compile(r"\b(?:alle|ore|dalle|le)\s$", re.IGNORECASE)
_AGE_ENDINGS: Final = ("enne", "enni", "ennale", "ennali")
_AGE_ENDING: Final = re.compile(r"enn(?:[ei]|al[ei])$")
_CENTURY_ENDING: Final = re.compile(r"(?<=cent)esc(?:[oa]|h[ei])$")
_ENDINGS: Final = (*_AGE_ENDINGS, "tré", "esco", "esca", "eschi", "esche")
_OF: Final = frozenset({" del ", " dell'", " dell’"})
_APOSTROPHES: Final = frozenset("'’")


class ItalianReader(Reader):
    """Reads one Italian text."""

    language = "it"
    scales = words.ITALIAN_SCALES
    known = frozenset().union(
        *(words.ITALIAN_CARDINALS, words.ITALIAN_ORDINALS, words.ITALIAN_SCALES),
        *(words.ITALIAN_VAGUE, ITALIAN_MONTHS, words.ITALIAN_PLACEHOLDERS),
    )

    def may_count(self, lower: str, end: int) -> bool:
        """Tell whether a word may be a compound, elided or of an age."""
        return (
            "mil" in lower or lower.endswith(_ENDINGS) or self.text[end : end + 1] in _APOSTROPHES
        )

    def special_values(self, plain: int, length: int, start: int) -> set[Value]:
        """Return decades (anni 80) and full hours (alle 15)."""
        del start
        if length == 2 and self.previous == "anni":
            return year_values(plain)
        return {f"{plain % 24}:00"} if plain <= 24 else set()

    def word_number(self, lower: str, start: int, end: int) -> None:
        """Add the number that a word is, if it is one."""
        vague = words.ITALIAN_VAGUE.get(lower)
        if vague is None and self.text[end : end + 1] in _APOSTROPHES:
            # Elided: trent'anni, ventiquattr'ore.
            longer = [lower + vowel for vowel in "aio"]
            lower = next((word for word in longer if word in words.ITALIAN_CARDINALS), lower)
            vague = words.ITALIAN_VAGUE.get(lower)
        if vague is not None:
            values = set[Value](vague)
            if self.previous == "anni":
                values = values.union(*(year_values(int(each)) for each in vague))
            self.items.append(Item(start, end, values, required=False))
        elif (value := word_value(lower)) is not None:
            self._sure_word(value, start, end)
        elif lower in words.ITALIAN_PLACEHOLDERS:
            self.items.append(Item(start, end, {words.ITALIAN_PLACEHOLDERS[lower]}))
        elif lower in ITALIAN_MONTHS:
            month = ITALIAN_MONTHS.index(lower) + 1
            self.items.append(Item(start, end, {month}, required=False))
        elif lower.endswith(_AGE_ENDINGS):
            stem = _AGE_ENDING.sub("", lower.removeprefix("ultra"))
            ages = {words.ITALIAN_CARDINALS.get(stem + vowel) for vowel in ("", *"aieo")}
            self.items.append(Item(start, end, {age for age in ages if age}, required=False))
        elif (stem := _CENTURY_ENDING.sub("o", lower)) != lower:
            hundreds = words.ITALIAN_CARDINALS.get(stem, 0)
            self.items.append(Item(start, end, century_values(hundreds), required=False))

    def _sure_word(self, value: int, start: int, end: int) -> None:
        values: set[Value] = {value, f"{value}:00"} if value <= 24 else {value}
        required = not self.may_be_name(start)
        if 200 <= value <= 900 and value % 100 == 0:
            # The Novecento; of the anni '40 del Novecento the decade says it already.
            values |= century_values(value)
            decade = bool(self.items) and self.text[self.items[-1].end : start] in _OF
            required = not decade
        if self.previous == "anni":
            values |= year_values(value)
            required = True
        self.items.append(Item(start, end, values, required=required))

    def finish(self) -> None:
        """Make one time of `alle 9 e 30` besides what both languages need."""
        super().finish()
        for hour, minute in pairwise(self.items):
            gap = self.text[hour.end : minute.start]
            if gap == " e " and _CLOCK.search(self.text, 0, hour.start):
                hours = [int(value) for value in hour.numbers if 0 <= value <= 24]
                minutes = [int(value) for value in minute.numbers if 0 < value < 60]
                if hours and minutes:
                    hour.values |= times(hours[0], minutes[0])
                    minute.required = False


def word_value(word: str) -> int | None:
    """Return the value of a cardinal or ordinal without accents, None where it is none."""
    value = words.ITALIAN_CARDINALS.get(word) or words.ITALIAN_ORDINALS.get(word)
    if value is not None:
        return value
    for link in ("mila", "mille"):
        head, found, tail = word.partition(link)
        if found:
            thousands = words.ITALIAN_CARDINALS.get(head, None if head else 1)
            rest = words.ITALIAN_CARDINALS.get(tail, None if tail else 0)
            if thousands and rest is not None and (head or link == "mille"):
                return thousands * 1000 + rest
    return None
