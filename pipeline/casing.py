"""ALL-CAPS text: ordinary casing before the model, capitals again behind it.

Models have seen little Italian in capitals and copy or mangle it. So a headline in capitals is
lowered to sentence case, its accents written with an apostrophe are restored (CITTA' is città),
and acronyms and names keep a capital as far as the lexicon and short lists know them. A sentence
that opens with words in capitals, a dateline or a label (ROMA - Il presidente ...), is restored
that far; capitals in the middle of a sentence are left alone.

Measured with the bundled model, the translations read side by side: all of 65 headlines are better
restored (20 of them never looked at before), and 12 of 14 openings, the other 2 the same. Of 30
headings, 6 are better with a full stop, 2 worse, 22 the same.
"""

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from pipeline.capital_words import (
    ACRONYMS,
    COMMON_AFTER_ALL,
    FIRST_NAMES,
    PLACES,
    PRESS_ACRONYMS,
    SAINTS,
    SPELLINGS,
    SURNAMES,
    TITLES,
    WORDS_TOO,
)
from pipeline.lexicon import Entry, Lexicon, default_lexicon
from pipeline.protect import Protected, around, find_protected

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONG_WORD: Final = 4
"""Letters that make a single word in capitals a headline and no acronym."""
_UNIT: Final = re.compile(r"(?<=\d)\s?(?:km/h|k?m²?|[kcmh]?m|[km]?g|m?l|k?Wh?|[kMG]Hz|dB)\b")

_ACCENTS: Final = MappingProxyType(str.maketrans("aeiou", "àèìòù"))
_ACCENT_MARK: Final = re.compile(r"['’`\u00b4](?![^\W_])")
_OPEN_QUOTE: Final = re.compile(r"(?<!\w)['‘’](?:\w[^'‘’]*)?$")
_SHORTENED: Final = frozenset("po va fa sta di da mo be to".split())
"""Words whose final apostrophe is no accent: un po', va', di'."""
_ACUTE: Final = re.compile(r"(?:.*ch|n|s|.+tr)e")

_APOSTROPHES: Final = ("'", "’")
_ELISION: Final = re.compile(r"['’](?=[^\W\d_])")

_OPENING: Final = re.compile(r"[^a-zà-öø-ÿ.:,–—-]+?(?=\s[-–—]\s|[.:,]\s)")
"""Everything up to the first mark that closes a dateline or a label, if nothing is lower case."""

_ROMAN: Final = re.compile(r"(?=..)(?:x{0,3}(?:ix|iv|v?i{0,3}))")
_SENTENCE_START: Final = re.compile(
    r"(?:^|[.!?…]\s+|(?<=[:.!?])\s*[\"“«‘'’]|^[\W\d_]+)[\"“”«‘'’(\[–—-]*$"
)
_BIRTH: Final = frozenset("è sono era erano fu appena mai sia".split())
"""Behind these, `nato` is born and not the alliance."""
_ARTICLE: Final = re.compile(r"\s+(?:IL|LO|LA|I|GLI|LE|UN|UNO|UNA|L['’]|UN['’])(?!\w)")
_OPEN_END: Final = re.compile(r"(?:[\w%€$]|(?<![.!?…])[)»”\"])$")
_HEADING_WORDS: Final = 3
"""Fewer are names, labels or table cells: a full stop would make sentences of them."""
_OWN_STOP: Final = re.compile(
    r"(?:\.\.|\b[A-Za-z]\.[A-Za-z]\.|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|vs)\.)$"
)
_NAME_SHARE: Final = 0.5
"""Of a word's translations, those with a capital that make it a name."""
_COMMON: Final = re.compile(
    r"(?:maxi|super|mini|anti|euro|tele|video|baby|neo|pre|post|auto|bio|eco|extra).{4,}"
    r"|.{3,}(?:zion[ei]|ment[eio]|ist[aei]|tor[ei]|tric[ei]|ità|[aeiu]t[oaie]|[ae]ndo|[ae]r[ei]"
    r"|iv[oaie]|os[oaie]|[ai]bil[ei]|anz[ae]|ezz[ae]|ism[oi])"
)
"""Words too rare for the lexicon that are no names by their form."""


def is_all_caps(text: str) -> bool:
    """Tell whether `text` is in capitals and would suffer from it.

    No letter is lower case, unit symbols and protected text apart, and, acronyms left out, there
    are two words or one of at least four letters: ONU and USA 2026 are not capitals but names.
    """
    bare = _UNIT.sub(" ", _ordinary(text))
    if any(character.islower() for character in bare):
        return False
    words = [word for word in _WORD.findall(bare) if not _is_acronym(word)]
    letters = [len(word) for word in words if len(word) > 1]
    return len(letters) > 1 or max(letters, default=0) >= _LONG_WORD


def restore_casing(text: str, lexicon: Lexicon | None = None) -> str:
    """Return text in capitals, or with an opening in capitals, in ordinary case; other as it is.

    A capital stays at the start of a sentence, in acronyms, Roman numerals and names. Protected
    text, such as addresses and codes with digits, is not touched.

    Args:
        text: A sentence or headline.
        lexicon: Tells words from names; by default the project's own.
    """
    end = _end_of_capitals(text)
    if not end:
        return text
    return _restored(text[:end], lexicon or default_lexicon()) + text[end:]


def capitals_like(text: str, english: str, keep: Sequence[str] = ()) -> str:
    """Return the translation of `restore_casing(text)` with capitals where `text` has them.

    Of an opening in capitals, that is up to the first mark in the translation of the kind that
    closes it in `text`; a translation without one is returned as it is.

    Args:
        text: The Italian.
        english: Its translation.
        keep: Texts whose form must not change wherever they stand.
    """
    end = _end_of_capitals(text)
    if not end:
        return english
    if end == len(text):
        return to_capitals(english, keep)
    mark = re.search(_closing(text[end:].strip()[0]), english)
    if mark is None:
        return english
    return to_capitals(english[: mark.start()], keep) + english[mark.start() :]


def _restored(text: str, lexicon: Lexicon) -> str:
    result = previous = ""
    for piece in around(text, find_protected(text)):
        if isinstance(piece, Protected):
            result += piece.text
            continue
        position = 0
        for match in _WORD.finditer(piece):
            result += piece[position : match.start()]
            word, position = _accented(piece, match, result)
            cased = _cased(word, previous, piece[position:], lexicon)
            starts = _SENTENCE_START.search(result) and cased == word
            result += word.capitalize() if starts else cased
            previous = word
        result += piece[position:]
    return result


def to_capitals(english: str, keep: Sequence[str] = ()) -> str:
    """Return English text in capitals, but for protected text and what is in `keep`.

    Args:
        english: The translation.
        keep: Texts whose form must not change wherever they stand.
    """
    kept = "|".join(re.escape(text) for text in sorted(keep, key=len, reverse=True) if text)
    result = ""
    for piece in around(english, find_protected(english)):
        if isinstance(piece, Protected):
            result += piece.text
        elif kept:
            parts = re.split(f"({kept})", piece)
            result += "".join(
                part if number % 2 else part.upper() for number, part in enumerate(parts)
            )
        else:
            result += piece.upper()
    return result


def close_sentence(text: str) -> tuple[str, bool]:
    """Return a heading of three words or more with a full stop, and whether it lacked one."""
    lacks = bool(_OPEN_END.search(text)) and len(text.split()) >= _HEADING_WORDS
    return (text + ".", True) if lacks else (text, False)


def reopen_sentence(english: str, *, closed: bool) -> str:
    """Return a translation without the full stop that `close_sentence` asked for."""
    if closed and english.endswith(".") and not _OWN_STOP.search(english):
        return english[:-1]
    return english


def _end_of_capitals(text: str) -> int:
    """Return where capitals from the start of `text` end: its length, an opening, or 0."""
    if is_all_caps(text):
        return len(text)
    opening = _OPENING.match(text)
    return opening.end() if opening and is_all_caps(opening[0]) else 0


def _closing(mark: str) -> str:
    return r"\s[-–—]\s" if mark in "-–—" else rf"{re.escape(mark)}\s"


def _ordinary(text: str) -> str:
    """Return `text` without its protected stretches."""
    return " ".join(piece for piece in around(text, find_protected(text)) if isinstance(piece, str))


def _accented(text: str, match: re.Match[str], before: str) -> tuple[str, int]:
    """Return a word in lower case and where it ends; an apostrophe may be its accent."""
    word = match[0].lower()
    is_accent = (
        word[-1] in "aeiou"
        and word not in _SHORTENED
        and _ACCENT_MARK.match(text, match.end())
        and not _OPEN_QUOTE.search(before)
    )
    if not is_accent:
        return word, match.end()
    last = "é" if _ACUTE.fullmatch(word) else word[-1].translate(_ACCENTS)
    return word[:-1] + last, match.end() + 1


def _cased(word: str, previous: str, after: str, lexicon: Lexicon) -> str:
    """Return a lower-case word as it stands inside a sentence."""
    if word in SPELLINGS:
        return SPELLINGS[word]
    if _ELISION.match(after) or (word in _SHORTENED and after[:1] in _APOSTROPHES):
        return word
    entry = lexicon.lookup(word)
    if entry is not None and entry.form != word and not _is_inflection(word, entry):
        entry = None
    initial = len(word) == 1 and after.startswith(".")
    if initial or _is_numeral(word, previous) or _is_acronym_here(word, previous, after, entry):
        return word.capitalize() if word in PRESS_ACRONYMS else word.upper()
    return word.capitalize() if _is_name(word, previous, entry) else word


def _is_inflection(word: str, entry: Entry) -> bool:
    return word[:3] == entry.form[:3]


def _is_numeral(word: str, previous: str) -> bool:
    # `vi` is a pronoun too; popes and kings have a first name in front.
    return _ROMAN.fullmatch(word) is not None and (word != "vi" or previous in FIRST_NAMES)


def _is_acronym(word: str) -> bool:
    lower = word.lower()
    return lower in ACRONYMS | PRESS_ACRONYMS and lower not in WORDS_TOO


def _is_acronym_here(word: str, previous: str, after: str, entry: Entry | None) -> bool:
    if word == "nato":
        return previous not in _BIRTH
    if word == "usa":  # also "uses", with its object behind
        return not _ARTICLE.match(after)
    if _is_acronym(word):
        return True
    if entry is None or entry.form != word or entry.part_of_speech not in ("", "noun"):
        return False
    english = entry.senses[0].text
    return len(word) <= _LONG_WORD and len(english) > 1 and english.isupper()


def _is_name(word: str, previous: str, entry: Entry | None) -> bool:
    if word in COMMON_AFTER_ALL:
        return False
    if word in FIRST_NAMES or word in PLACES or (previous in TITLES and word in SURNAMES):
        return True
    if entry is None:
        return len(word) > 1 and not _COMMON.fullmatch(word)
    parts = entry.part_of_speech.split(", ")
    if previous in FIRST_NAMES | SAINTS:
        return parts[0] in ("", "noun")
    return entry.form == word and _is_mostly_name(entry, parts)


def _is_mostly_name(entry: Entry, parts: list[str]) -> bool:
    # Imperatives and words for nationalities have capitals in the English data, too.
    if not {"adjective", "verb", "adverb"}.isdisjoint(parts):
        return entry.senses[0].text.lower() == entry.form
    # Words too, where the data translates headings: a name looks much the same in both languages.
    if entry.senses[0].text[:2].lower() != entry.form[:2]:
        return False
    share = sum(sense.probability for sense in entry.senses if sense.text[0].isupper())
    return share >= _NAME_SHARE
