"""Numbers with a unit symbol: where they stand in Italian, what they are in English.

A quantity comes through byte for byte, but for its number marks: Italian writes 1.234,5 km where
English writes 1,234.5 km. Only symbols are units here. Words (`byte`, `chilometri`), Italian
abbreviations (`mq`, `CV`) and money are the model's work.
"""

import re
from types import MappingProxyType
from typing import Final

_UNITS: Final = """
    km hm dm cm mm µm μm nm m ha hl dl cl ml µl μl l L kg hg mg µg μg ng g kt Mt t
    GB MB TB PB EB kB KB GiB MiB TiB KiB kbit Mbit Gbit bit kbps Kbps Mbps Gbps Tbps
    THz GHz MHz kHz Hz TWh GWh MWh kWh Wh TW GW MW kW mW W kV mV V kA mA A mAh Ah Ω kΩ MΩ µF μF pF
    °C °F kcal kJ MJ GJ kN Nm MPa kPa hPa Pa atm hp dB px ppm dpi fps rpm cc lm cd
    h min ms µs μs s TFLOPS PFLOPS Km Kg KG KM Kwh KWh Mw
"""
_SPACES: Final = " \u00a0\u2009\u202f"
_NUMBER: Final = rf"(?:\d{{1,3}}(?:[.{_SPACES}]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_SYMBOL: Final = "|".join(sorted(map(re.escape, _UNITS.split()), key=len, reverse=True))
# `ha` is also Italian for "has": a hectare only before `di`, a mark or the end.
_HECTARE: Final = r"(?!(?<=ha)(?!\s*(?:$|[.,;:!?)\]»”]|di\s)))"
QUANTITY: Final = (
    rf"(?<![\w.,/:−-])(?:(?<![^\s(\[«“\"'’])[-−+±]\s?)?"
    rf"(?:{_NUMBER}\s?[-–x×]\s?)*{_NUMBER}\s?"
    rf"(?:{_SYMBOL})[²³]?(?:/(?:{_SYMBOL})[²³]?)?"
    rf"(?![\w°²³/'’]|[.-]\w){_HECTARE}"
)
"""Pattern of one or more numbers (5-10, 20 × 30) with a unit, as text for other patterns."""

NUMBER: Final = re.compile(rf"(?<![\w.,/:-]){_NUMBER}(?:\s?%)?(?![\w/:-]|[.,]\d)")
"""A number in digits that stands by itself, with its per cent sign."""
_CLOCK_TIME: Final = re.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d")
_BEFORE_TIME: Final = re.compile(r"\b(?:alle|dalle|le|ore|all[’']|dall[’'])\s*$", re.IGNORECASE)

_ANY_NUMBER: Final = re.compile(_NUMBER)
_WHOLE_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SWAPPED: Final = MappingProxyType(str.maketrans(",.", ".,"))
_SPLIT: Final = re.compile(rf"(?P<numbers>.*\d)\s?(?P<unit>(?:{_SYMBOL}).*)", re.DOTALL)
# What models make of a symbol: the same unit in words or in plainer signs, never another unit.
_SPELLED: Final = MappingProxyType(
    {
        "km": "(?:kilomet(?:er|re)s?|kms)",
        "m": "met(?:er|re)s?",
        "cm": "centimet(?:er|re)s?",
        "mm": "millimet(?:er|re)s?",
        "kg": "(?:kgs|kilos?|kilograms?)",
        "g": "grams?",
        "mg": "milligrams?",
        "l": "lit(?:er|re)s?",
        "ml": "millilit(?:er|re)s?",
        "t": "(?:tons?|tonnes?)",
        "ha": "hectares?",
        "km/h": "(?:kmh|kph|(?:km|kilomet(?:er|re)s) (?:per|an) hour)",
        "m²": "square met(?:er|re)s?",
        "km²": "square kilomet(?:er|re)s?",
        "°C": "degrees Celsius",
        "W": "watts?",
        "kW": "kilowatts?",
        "MW": "megawatts?",
        "GW": "gigawatts?",
        "kWh": "kilowatt[ -]hours?",
        "V": "volts?",
        "GB": "gigabytes?",
        "MB": "megabytes?",
        "h": "hours?",
        "min": "minutes?",
        "s": "seconds?",
        "dB": "decibels?",
    }
)


def english_quantity(quantity: str) -> str:
    """Return an Italian quantity as it stands in English.

    A comma between digits is a decimal comma: it becomes a point, and points before it become
    commas. Without a comma, points are changed only where they group the digits by three after a
    first group that does not begin with 0: 3.000 rpm is 3,000 rpm, while 2.4 GHz and 0.500 kg
    are no Italian thousands. Everything else is kept byte for byte.
    """
    return _ANY_NUMBER.sub(lambda match: _english_number(match[0]), quantity)


def english_number(text: str, start: int, end: int) -> str:
    """Return how the number at a place of an Italian sentence is written in English.

    Hours and minutes behind `alle` or `ore` get a colon; empty where a number may be a time or not.
    """
    number = text[start:end]
    if not _CLOCK_TIME.fullmatch(number):
        return english_quantity(number)
    is_time = _BEFORE_TIME.search(text, 0, start)
    return number.replace(".", ":").replace(",", ":") if is_time else ""


def rendering_pattern(quantity: str) -> str:
    """Return a pattern for what a model may write for `quantity`, and for nothing else.

    The numbers have the Italian or the English marks, or no thousands marks; the unit is the same
    symbol, also without space, or the same unit in words.
    """
    match = _SPLIT.fullmatch(quantity)
    if match is None:
        return rf"(?<!\w){re.escape(quantity)}(?!\w)"
    numbers, unit = match["numbers"], match["unit"]
    bare = _ANY_NUMBER.sub(lambda number: _without_thousands(number[0]), numbers)
    values = {numbers, english_quantity(numbers), bare}
    units = {re.escape(unit), re.escape(unit.replace("²", "2").replace("³", "3"))}
    if unit in _SPELLED:
        units.add(_SPELLED[unit])
    value = "|".join(re.escape(text) for text in sorted(values))
    return rf"(?<![\w.,])(?:{value})[\s-]?(?:{'|'.join(sorted(units))})(?![\w²³/])"


def _english_number(number: str) -> str:
    if "," in number or _WHOLE_THOUSANDS.fullmatch(number):
        return number.translate(_SWAPPED)
    return number


def _without_thousands(number: str) -> str:
    whole, comma, decimals = number.partition(",")
    if comma or _WHOLE_THOUSANDS.fullmatch(number):
        return whole.replace(".", "") + ("." + decimals if comma else "")
    return number
