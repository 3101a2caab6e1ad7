"""Finding the text that a damaged cell held, where only its hash is left.

A table without its record tells the old English by the check code of the key alone. So the texts
that spreadsheets turn into what is found are made, the likely ones, and the one that the code
confirms is right: 30 bits against some hundreds of candidates.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Final

from pipeline.article import clean_text
from pipeline.edits.cell_values import Day, Notation, days, number, seconds, truth
from pipeline.edits.mojibake import repaired
from pipeline.keys import check_code
from pipeline.months import ENGLISH_MONTHS


def undone(found: str, check: str) -> str | None:
    """Return the text with this check code that a program may have turned into `found`, or None."""
    for candidate in candidates(found):
        if check_code(candidate) == check:
            return candidate
    return None


def candidates(found: str) -> Iterator[str]:
    """Yield texts that spreadsheets may turn into `found`."""
    found = " ".join(clean_text(found).split())
    yield from _texts(found)
    yield from _formulas(found)
    for notation in Notation:
        value = number(found, notation)
        if value is not None:
            yield from _numbers(value)
    for day in days(found):
        yield from _dates(day)
    time = seconds(found)
    if time is not None and ":" in found:
        yield from _times(int(time))
    if truth(found) is not None:
        word = "true" if truth(found) else "false"
        yield from (word, word.upper(), word.capitalize())


# What stands on the right may have been what stands on the left.
_TYPOGRAPHIC: Final = (
    ("'", "’"),
    ("’", "'"),
    ("...", "…"),
    ("…", "..."),
    (" - ", " – "),
    (" - ", " — "),
    ("--", "–"),
    ("--", "—"),
    ("(c)", "©"),
    ("(C)", "©"),
)


def _texts(found: str) -> Iterator[str]:
    mended = repaired(found)
    for text in dict.fromkeys((found, mended, repaired(mended))):
        possible = [pair for pair in _TYPOGRAPHIC if pair[1] in text]
        for chosen in product((False, True), repeat=len(possible)):
            changed = text
            for (before, after), undo in zip(possible, chosen, strict=True):
                changed = changed.replace(after, before) if undo else changed
            yield changed
            yield from _quotations(changed)
    yield found.removeprefix("'")
    yield f"'{found}"


def _quotations(text: str) -> Iterator[str]:
    if any(mark in text for mark in "“”„"):
        yield text.replace("“", '"').replace("”", '"').replace("„", '"')
    yield f'"{text}"'
    yield f'"{text}'
    if '"' in text:
        yield _curly(text)
        yield '"' + text.replace('"', '""') + '"'


def _curly(text: str) -> str:
    opening, result = True, ""
    for character in text:
        if character == '"':
            result += "“" if opening else "”"
            opening = not opening
        else:
            result += character
    return result


def _formulas(found: str) -> Iterator[str]:
    if found.startswith("="):
        rest = found[1:]
        yield from (rest, f"+{rest}", f"= {rest}", f"={rest.lower()}", rest.removeprefix("+"))


_LONGEST_NUMBER: Final = 15
_DENOMINATORS: Final = 16
_DECIMALS: Final = 5
_AROUND: Final = (
    ("", ""),
    ("+", ""),
    ("$", ""),
    ("€", ""),
    ("€ ", ""),
    ("£", ""),
    ("", " €"),
    ("", "€"),
    ("", " $"),
)


def _numbers(value: Decimal) -> Iterator[str]:
    yield from _decimals(value, _AROUND)
    yield from _decimals(value * 100, (("", "%"), ("", " %")))
    whole = value == value.to_integral_value() and value >= 0
    if whole and len(f"{value:f}") < _LONGEST_NUMBER:
        digits = str(int(value))
        yield from (digits.zfill(width) for width in range(len(digits) + 1, _LONGEST_NUMBER + 1))
        yield f"+{digits}"
        zeros = len(digits) - len(digits.rstrip("0"))
        for exponent in range(1, zeros + 1):
            yield from (f"{digits[:-exponent]}{letter}{exponent}" for letter in "Ee")
    ratio = Fraction(abs(value)).limit_denominator(_DENOMINATORS)
    if ratio > 1 and ratio.denominator > 1:
        whole_part, rest = divmod(ratio.numerator, ratio.denominator)
        yield f"{whole_part} {rest}/{ratio.denominator}"
    if abs(value) < 1:
        sign = "-" if value < 0 else ""
        yield from (f"{sign}{abs(value):.{places}f}".replace("0.", ".", 1) for places in (1, 2, 3))


def _decimals(value: Decimal, around: tuple[tuple[str, str], ...]) -> Iterator[str]:
    size = abs(value)
    sign = "-" if value < 0 else ""
    exact = max(0, -int(size.normalize().as_tuple().exponent))
    for places in range(exact, max(exact, _DECIMALS) + 1):
        for form in (f"{size:.{places}f}", f"{size:,.{places}f}"):
            for text in (form, form.translate(str.maketrans(",.", ".,"))):
                yield from (f"{sign}{before}{text}{after}" for before, after in around)
                if sign:
                    yield from (f"({text})", f"- {text}", f"−{text}", f"{text}-")


def _dates(day: Day) -> Iterator[str]:
    number = day.day or 1
    years = [""]
    if day.year is not None:
        years += [str(day.year), f"{day.year % 100:02}"]
    for width, order, sign, year in product((1, 2), (1, -1), "/-.", years):
        parts = (f"{number:0{width}}", f"{day.month:0{width}}")[::order]
        yield sign.join((*parts, year) if year else parts)
        yield sign.join((year, f"{day.month:0{width}}", f"{number:0{width}}")) if year else ""
    name = ENGLISH_MONTHS[day.month - 1].capitalize()
    for month, year, width in product((name, name[:3]), years, (1, 2)):
        written = f"{number:0{width}}"
        for join in (" ", "-"):
            yield join.join(part for part in (written, month, year) if part)
            yield join.join(part for part in (month, year) if part)
        yield f"{month} {written}" + (f", {year}" if year else "")
        yield f"{month} {written} {year}".strip()


_NOON: Final = 12


def _times(time: int) -> Iterator[str]:
    hours, minutes, rest = time // 3600, time // 60 % 60, time % 60
    ends = [f"{minutes:02}"] + ([f"{minutes:02}:{rest:02}"] if rest else [f"{minutes:02}:00"])
    for width, mark, end in product((1, 2), ":.", ends):
        yield f"{hours:0{width}}{mark}{end}"
        yield from _with_half(hours, f"{mark}{end}", width)
    if not minutes:
        yield from _with_half(hours, "", 1)


def _with_half(hours: int, end: str, width: int) -> Iterator[str]:
    clock = (hours - 1) % _NOON + 1
    letter = "p" if hours >= _NOON else "a"
    for half in (f"{letter}m", f"{letter}.m.", f"{letter}m".upper()):
        yield f"{clock:0{width}}{end} {half}"
        yield f"{clock:0{width}}{end}{half}"
