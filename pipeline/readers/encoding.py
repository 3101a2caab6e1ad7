"""Bytes to text: which encoding an Italian text file is in, and its lines' ends made alike.

The steps, first that fits:

1. A byte order mark: UTF-8, UTF-16 or UTF-32.
2. UTF-16 without a mark, where every other byte is zero; any other zero byte means binary.
3. UTF-8, strictly.
4. UTF-8 that is damaged: most of its bytes above 127 form valid sequences (two files of
   different encodings glued together, a file cut off). Each stray byte becomes the character that
   Windows-1252 gives it; a sequence cut off at the end becomes U+FFFD.
5. Windows-1252, Mac Roman or code page 850, whichever gives the better Italian: see
   `_plausibility`. Windows-1252 where they are equal. Latin-1 text is the same bytes.
6. Where all three give nonsense, what charset-normalizer finds, so that a Russian or Greek file is
   named as such further on instead of being refused for its garbage.

No byte is lost in silence: one that has no character in the encoding becomes U+FFFD, which is
seen on the page. Control characters of Latin-1, which are no text, become what Windows-1252 has in
their places, as in browsers: programs write its quotes so. Text that was damaged before it was
saved ("perchÃ¨") passes here; `mojibake` looks after it.
"""

import codecs
import re
import unicodedata
from typing import Final

from charset_normalizer import from_bytes

from pipeline.errors import BinarySourceError

# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE: Final = ("cp1252", "mac_roman", "cp850")
"""In the order in which they win where their plausibility is equal."""

_ZERO_SHARE: Final = 0.6
"""UTF-16 without a mark: least share of zeros among one half of the bytes. Italian articles have
0.97 to 1.0 (curly quotes and dashes are the rest), one word in curly quotes 0.67."""
_STRAY_ZERO_SHARE: Final = 0.05
"""And greatest share of zeros among the other half; Italian has 0."""
_CONTROL_SHARE: Final = 0.05
"""Greatest share of control characters in a text. Random bytes have 0.1, prose 0."""

_LINE_ENDS: Final = re.compile("\r\n?")
_CONTROLS_OF_LATIN_1: Final = re.compile("[\x80-\x84\x86-\x9f]")  # 85 ends a line in Unicode
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF8_SEQUENCE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")


def decode(raw: bytes, path: str) -> str:
    """Return the text of `raw` with LF line ends and without a byte order mark.

    `path` is the name that an error names. Raises BinarySourceError where `raw` is no text.
    """
    text = _CONTROLS_OF_LATIN_1.sub(_of_windows, _LINE_ENDS.sub("\n", _decoded(raw, path)))
    if len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text):
        raise BinarySourceError(path)
    return text


def _of_windows(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("cp1252", errors="ignore") or match[0]


def _decoded(raw: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in raw:
        return _decoded_utf16(raw, path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_damaged_utf8(raw) or _decoded_single_byte(raw)


def _decoded_utf16(raw: bytes, path: str) -> str:
    if len(raw) % 2:
        raise BinarySourceError(path)
    half = len(raw) / 2
    even, odd = raw[0::2].count(0) / half, raw[1::2].count(0) / half
    if odd >= _ZERO_SHARE and even <= _STRAY_ZERO_SHARE:
        return raw.decode("utf-16-le", errors="replace")
    if even >= _ZERO_SHARE and odd <= _STRAY_ZERO_SHARE:
        return raw.decode("utf-16-be", errors="replace")
    raise BinarySourceError(path)


def _decoded_damaged_utf8(raw: bytes) -> str:
    """Return the text of step 4, or nothing where too little of `raw` is UTF-8."""
    parts = []
    start = stray = 0
    for sequence in _UTF8_SEQUENCE.finditer(raw):
        before = raw[start : sequence.start()]
        stray += len(_HIGH_BYTE.findall(before))
        parts += [before.decode("cp1252", errors="replace"), sequence[0].decode("utf-8")]
        start = sequence.end()
    rest = raw[start:]
    # Bytes that an incremental decoder keeps waiting are the beginning of a sequence cut off.
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    decoder.decode(rest)
    cut_off = len(decoder.getstate()[0])
    rest, tail = rest[: len(rest) - cut_off], "\ufffd" if cut_off else ""
    stray += len(_HIGH_BYTE.findall(rest))
    if not parts or stray > len(parts) // 2:
        return ""
    return "".join(parts) + rest.decode("cp1252", errors="replace") + tail


def _decoded_single_byte(raw: bytes) -> str:
    candidates = [raw.decode(encoding, errors="replace") for encoding in _SINGLE_BYTE]
    scores = [_plausibility(text) for text in candidates]
    best = max(scores)
    if best < 0:
        match = from_bytes(raw, enable_fallback=False).best()
        if match is not None:
            return str(match)
    return candidates[scores.index(best)]


# The ends of words that carry most of Italian's accents: città, perché, sarà, più, così, cioè ...
_COMMON_ENDING: Final = re.compile(
    "(?:tà|rà|già|metà|ché|né|sé|cioè|caffè|così|lì|sì|dì|rò|ciò|può|però|più|giù|virtù)$",
    re.IGNORECASE,
)
_LONGEST_ENDING: Final = 5
_ITALIAN_ACCENTS: Final = "àèéìòùÀÈÉÌÒÙ"
_WORDS_OF_ONE_LETTER: Final = {"è": 2, "È": 2, "à": 0, "À": 0, "é": 0, "ò": 0}
_OPENING: Final = "“‘«"
_CLOSING: Final = "”»"
_AFTER_LETTERS: Final = "’…"
_HIGH_CHARACTER: Final = re.compile("[^\x00-\x7f]")


def _plausibility(text: str) -> int:
    """Return how Italian the characters above ASCII look where they stand, the more the better.

    Tried on every accented letter, quote and dash of Italian in the three encodings, each read as
    all three: the right reading wins wherever a letter is among them.
    """
    return sum(
        _plausibility_at(text, match.start(), match[0]) for match in _HIGH_CHARACTER.finditer(text)
    )


def _plausibility_at(text: str, place: int, character: str) -> int:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if character.isalpha():
        return _letter_plausibility(text, place, character, before, after)
    if character == "\ufffd" or unicodedata.category(character) == "Cc":
        return -2
    if character in _OPENING:
        fits = not before.isalnum() and not after.isspace()
    elif character in _CLOSING:
        fits = not before.isspace() and not after.isalnum()
    elif character in _AFTER_LETTERS:
        fits = before.isalnum()
    else:  # a dash, a euro or a degree sign is at home anywhere but inside a word
        return -1 if before.isalpha() and after.isalpha() else 0
    return 1 if fits else -1


def _letter_plausibility(text: str, place: int, character: str, before: str, after: str) -> int:
    starts_word, ends_word = not before.isalpha(), not after.isalpha()
    if starts_word and ends_word:
        return _WORDS_OF_ONE_LETTER.get(character, -1)
    if character.isupper() and before.islower():
        return -1
    if starts_word:
        return -1 if character.islower() and character != "é" else 0
    if ends_word and character in _ITALIAN_ACCENTS:
        ending = text[max(0, place + 1 - _LONGEST_ENDING) : place + 1]
        return 2 if _COMMON_ENDING.search(ending) else 1
    return 0
