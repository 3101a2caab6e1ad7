"""Number words of Italian and English with their values, made by rule from the simple ones."""

# ruff: noqa: PLR2004 - the figures are those of clocks, calendars and the decimal system

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

_ITALIAN_SIMPLE: Final = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove"
).split()
_ITALIAN_TENS: Final = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
_ITALIAN_ORDINALS: Final = (
    "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo"
).split()
_ENGLISH_SIMPLE: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()

_ACCENTS: Final = str.maketrans("éèì", "eei")


def _italian_below_hundred() -> Iterator[tuple[str, int]]:
    yield from zip(_ITALIAN_SIMPLE, range(20), strict=True)
    for ten, word in enumerate(_ITALIAN_TENS, 2):
        yield word, ten * 10
        for unit in range(1, 10):
            name = _ITALIAN_SIMPLE[unit]
            # Before a vowel the last letter falls: ventuno, ventotto; short too: ventun anni.
            stem = word[:-1] if name[0] in "uo" else word
            yield stem + name, ten * 10 + unit
            if unit == 1:
                yield stem + "un", ten * 10 + 1


def _italian_cardinals() -> Iterator[tuple[str, int]]:
    small = dict(_italian_below_hundred())
    yield from small.items()
    for hundred in range(1, 10):
        head = "cento" if hundred == 1 else _ITALIAN_SIMPLE[hundred] + "cento"
        yield head, hundred * 100
        for word, value in small.items():
            if value:
                yield head + word, hundred * 100 + value
                if word.startswith("ott"):
                    yield head[:-1] + word, hundred * 100 + value


def _italian_ordinals(cardinals: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    stems = [(word[:-1], value) for value, word in enumerate(_ITALIAN_ORDINALS, 1)]
    stems += [("millesim", 1000)]
    for word, value in cardinals.items():
        if value > len(_ITALIAN_ORDINALS):
            # The last vowel falls except in tre and sei: ventesimo, ventitreesimo, ventiseiesimo.
            stems.append(((word if word.endswith(("tre", "sei")) else word[:-1]) + "esim", value))
    for stem, value in stems:
        for vowel in "oaie":
            yield stem + vowel, value


ITALIAN_CARDINALS: Final[Mapping[str, int]] = MappingProxyType(dict(_italian_cardinals()))
"""Italian words from 0 to 999, without accents."""
ITALIAN_ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    dict(_italian_ordinals(ITALIAN_CARDINALS))
)
"""Italian ordinals in their four forms."""
ENGLISH_CARDINALS: Final[Mapping[str, int]] = MappingProxyType(
    dict(zip(_ENGLISH_SIMPLE, range(20), strict=True))
    | {word: ten * 10 for ten, word in enumerate(_ENGLISH_TENS, 2)}
)
"""English words that others are made of, from 0 to 90."""
ENGLISH_ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {word: value for value, word in enumerate(_ENGLISH_ORDINALS, 1)}
    | {word + "s": value for value, word in enumerate(_ENGLISH_ORDINALS, 1) if value > 4}
    | {word + "th": value for value, word in enumerate(_ENGLISH_SIMPLE) if 12 < value < 20}
    | {word[:-1] + "ieth": ten * 10 for ten, word in enumerate(_ENGLISH_TENS, 2)}
)
"""English ordinals that others are made of."""
ENGLISH_PLURALS: Final[Mapping[str, int]] = MappingProxyType(
    {word[:-1] + "ies": ten * 10 for ten, word in enumerate(_ENGLISH_TENS, 2)}
)
"""Decades: the eighties."""

ITALIAN_SCALES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "mila": 1e3, "mille": 1e3, "milione": 1e6, "milioni": 1e6, "mln": 1e6,
        "miliardo": 1e9, "miliardi": 1e9, "mld": 1e9, "mrd": 1e9, "bilione": 1e12, "bilioni": 1e12,
        "k": 1e3,
    }
)  # fmt: skip
"""Words that multiply the number in front of them."""
ENGLISH_SCALES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "mln": 1e6, "mn": 1e6,
        "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9, "trillion": 1e12, "tn": 1e12,
        "k": 1e3, "hundredth": 1e2, "hundredths": 1e2, "thousandth": 1e3,
    }
)  # fmt: skip
"""Words that multiply the number in front of them."""

ITALIAN_VAGUE: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "un": (1,), "uno": (1,), "una": (1,), "sei": (6,), "venti": (20,),
        "cento": (100,), "zero": (0,), "primo": (1,), "prima": (1,), "primi": (1,), "prime": (1,),
        "secondo": (2,), "seconda": (2,), "secondi": (2,), "seconde": (2,), "terzi": (3,),
        "quarto": (4, 15, 0.25, 25), "quarta": (4,), "quarti": (4,), "quarte": (4,),
        "quinte": (5,), "ottavi": (8,), "millesimo": (1000,), "millesimi": (1000,),
        "centesimo": (100,), "centesimi": (100,), "mezzo": (0.5,),
        "mezza": (0.5, 30), "mezz": (0.5, 30), "metà": (0.5, 50), "doppio": (2,), "doppia": (2,),
        "triplo": (3,), "tripla": (3,), "quadruplo": (4,), "decina": (10, 12),
        "dozzina": (12, 10), "quindicina": (15,), "ventina": (20,), "trentina": (30,),
        "quarantina": (40,), "cinquantina": (50,), "sessantina": (60,), "settantina": (70,),
        "ottantina": (80,), "novantina": (90,), "centinaio": (100,), "migliaio": (1000,),
        "mille": (1000,), "mezzogiorno": (12,), "mezzanotte": (0, 12, 24), "biennio": (2,),
        "triennio": (3,), "triennale": (3,), "quadriennio": (4,), "quadriennale": (4,),
        "quinquennio": (5,), "quinquennale": (5,), "decennio": (10,), "decennale": (10,),
        "ventennio": (20,), "ventennale": (20,), "trentennio": (30,), "cinquantennio": (50,),
        "secolo": (100,), "centenario": (100,), "bicentenario": (200,), "millennio": (1000,),
        "trimestre": (3,), "quadrimestre": (4,), "semestre": (6,), "trilogia": (3,), "trio": (3,),
        "quartetto": (4,), "quintetto": (5,), "triangolo": (3,), "trilaterale": (3,),
        "entrambi": (2,), "entrambe": (2,), "ambedue": (2,), "paio": (2,), "coppia": (2,),
        "coppie": (2,), "duo": (2,), "duplice": (2,), "gemelli": (2,), "gemelle": (2,),
        "coniugi": (2,), "quattr": (4,), "bilocale": (2,), "bilocali": (2,), "trilocale": (3,),
        "trilocali": (3,), "doppietta": (2,), "tripletta": (3,), "bicentenari": (200,),
        "centenari": (100,), "bicentenaria": (200,), "centenaria": (100,), "biennale": (2,),
        "bimestrale": (2,), "quindicinale": (2,),
    }
)  # fmt: skip
"""Italian words that may be numbers or say one in passing: they explain one, they need none."""
ENGLISH_VAGUE: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "one": (1,), "zero": (0,), "once": (1,), "twice": (2,), "thrice": (3,),
        "first": (1,), "second": (2,), "seconds": (2,), "quarter": (4, 15, 0.25, 25),
        "quarters": (4,), "half": (0.5, 50, 30), "halves": (2,), "double": (2,), "triple": (3,),
        "tripled": (3,), "quadruple": (4,), "couple": (2,), "dozen": (12, 10), "hundred": (100,),
        "thousand": (1000,), "million": (1e6,), "billion": (1e9,), "noon": (12,), "midday": (12,),
        "midnight": (0, 12, 24), "fortnight": (15, 14), "decade": (10,), "century": (100,),
        "centenary": (100,), "bicentenary": (200,), "millennium": (1000,), "quarterly": (3,),
        "trilogy": (3,), "trio": (3,), "quartet": (4,), "triangle": (3,), "trilateral": (3,),
        "cents": (100,), "cent": (100,), "both": (2,), "pair": (2,), "pairs": (2,),
        "couples": (2,), "duo": (2,), "dual": (2,), "twin": (2,), "twins": (2,), "either": (2,),
        "doubled": (2,), "biennial": (2,), "neither": (2,), "hundredth": (100,),
        "hundredths": (100,),         "thousandth": (1000,), "thirds": (3,),
    }
)  # fmt: skip
"""English words that may be numbers or say one in passing."""

ITALIAN_PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {"centinaia": "hundreds", "migliaia": "thousands"}
)
"""Uncounted quantities, with the name that both languages' words get."""
ENGLISH_PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {"hundreds": "hundreds", "thousands": "thousands"}
)
"""Uncounted quantities, with the name that both languages' words get."""


def unaccented(word: str) -> str:
    """Return a lower-case number word without the accents of `ventitré`."""
    return word.translate(_ACCENTS)


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral in capitals, 0 where it is none."""
    digits = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    value = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        digit = digits[letter]
        value += -digit if following and digits[following] > digit else digit
    return value if _roman(value) == numeral else 0


def _roman(value: int) -> str:
    parts = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for size, letters in parts:
        count, value = divmod(value, size)
        text += letters * count
    return text
