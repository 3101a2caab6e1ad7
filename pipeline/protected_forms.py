"""What protected text looks like: patterns by kind, and the exceptions among their matches.

Only what cannot be an Italian word or a name is protected. In doubt the model gets it: it copies
names well, and protecting one costs the sentence its meaning.
"""

import re
from types import MappingProxyType
from typing import Final, Literal

from pipeline.quantities import QUANTITY

ProtectedKind = Literal["url", "email", "hashtag", "handle", "code", "quantity", "term", "number"]

# Without scheme, an address needs a top-level domain of this list; those of the second are words
# or abbreviations too (`p.es`, `me`, `in`) and count only where a path follows.
_DOMAINS: Final = "it|com|org|net|eu|gov|edu|info|biz|uk|de|fr|ch|ru"
_DOMAINS_WITH_PATH: Final = f"{_DOMAINS}|io|me|ai|co|tv|ly|be|es|us|ca|at|pt|nl|dev|app|news|gl|gg"
_HOST: Final = r"(?:[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?\.)+"
_REST: Final = r"[^\s<>\"«»“”„]"
_URL: Final = (
    rf"(?i:(?:https?|ftps?|sftp|file|ssh|git)://|www\.)\w{_REST}*"
    rf"|(?<![\w@./\\-]){_HOST}(?:{_DOMAINS_WITH_PATH})(?::\d+)?/{_REST}*"
    rf"|(?<![\w@./\\-])(?=[\w-]{{2}}){_HOST}(?:{_DOMAINS})(?::\d+)?(?![\w@-]|\.\w)"
)
_EMAIL: Final = r"(?<![\w.+-])(?:mailto:)?\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+"
_HANDLE: Final = r"(?<![\w@./])@\w+(?:[.-]\w+)*(?:@\w[\w-]*(?:\.\w[\w-]*)+)?"
_HASHTAG: Final = r"(?<![\w&/#])#\w*[^\W\d_]\w*"

_UUID: Final = r"[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}"
_HASH: Final = r"0x[\da-fA-F]+|(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,64}"
_ADDRESS: Final = r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?"
_VERSION: Final = r"[vV]\d+(?:\.\d+)+(?:[-+][\w.]*\w)?|(?:\d{1,3}|[A-Z]{1,2}\.\d+)(?:\.\d{1,3}){2}"
_BOOK: Final = r"97[89](?:[- ]?\d){10}"
_ACCOUNT: Final = r"[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?"
_SNAKE: Final = r"_*[A-Za-z\d]+(?:_+[A-Za-z\d]+)+_*|__\w+__"
_CALL: Final = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\(\)"
# iPhone, eBay, macOS, YouTube and McDonald have one hump less or none in lower case: names.
_CAMEL: Final = (
    r"[a-z]{2,}\d*(?:[A-Z][a-z\d]+)+[A-Z]*|[A-Z][a-z\d]+(?:[A-Z][a-z\d]+){2,}"
    r"|[a-z]+(?:[A-Z][a-z\d]+){2,}"
)
_EXTENSIONS: Final = """
    txt md rst html htm xhtml css js ts py java cpp hpp cs json jsonl yaml yml xml csv tsv pdf
    doc docx xls xlsx ppt pptx odt ods odp epub rtf tex bib jpg jpeg png gif svg webp bmp tiff mp3
    mp4 wav flac ogg avi mkv mov zip tar gz bz2 xz rar 7z exe dll deb rpm apk iso sh bat ps1 sql log
    conf ini cfg toml lock bak db php rb go rs kt swift ipynb srt vtt tmx xliff onnx bin
"""
_FILE: Final = (
    r"(?:[\w.~-]+[/\\])*[\w-][\w.-]*\.(?i:" + "|".join(_EXTENSIONS.split()) + r")(?![\w-]|\.\w)"
)
_PATH: Final = (
    r"(?<![\w/\\.~)])(?:~|\.{1,2})?/[\w.@-]+(?:/[\w.@*-]+)+/?"
    r"|(?<![\w/\\.~)])(?:~|\.{1,2})/[\w.@-]+"
    r"|(?<!\w)[A-Za-z]:\\(?:[\w.@$~()-]+\\?)*"
    r"|(?<![\w\\])\\\\[\w.-]+(?:\\[\w.$@-]+)+"
)
_MIXED: Final = r"[A-Za-z\d]+(?:-[A-Za-z\d]+)*"

_NOT_INSIDE: Final = r"(?<![\w.@#/\\-])"
_PICTURE: Final = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_PICTURES: Final = rf"{_PICTURE}(?:[\ufe0f\u200d\s]*{_PICTURE}|[\ufe0f\u200d])*"
_BRACES: Final = r"\$?\{\{?[^{}\s]{0,60}\}?\}"
# Greek to Georgian, the scripts of India and East Asia; not Latin, and no sign of mathematics.
_FOREIGN: Final = (
    r"\u0370-\u03bb\u03bd-\u1cff\u1f00-\u1fff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
)
_SCRIPT: Final = rf"[{_FOREIGN}]{{2,}}(?:[\s,·-]+[{_FOREIGN}]+)*"
_PHONE: Final = r"(?:\+|00)\d{1,3}[ ./-]?(?:\d[ ./-]?){6,12}\d|0\d{1,3}[ /-]\d{5,8}"

PROTECTED: Final = re.compile(
    rf"""(?P<backticks>(?<!`)(`+)(?!`)[^`]+\2(?!`))|(?P<url>{_URL})|(?P<email>{_EMAIL})
    |(?P<handle>{_HANDLE})|(?P<hashtag>{_HASHTAG})|(?P<path>{_PATH})
    |{_NOT_INSIDE}(?P<file>{_FILE})
    |{_NOT_INSIDE}(?P<identifier>{_UUID}|{_CALL}|{_SNAKE}|{_CAMEL}|{_HASH}|{_ADDRESS}|{_ACCOUNT})
    (?![\w-]|\.\d)
    |{_NOT_INSIDE}(?P<book>{_BOOK})(?![\w-])
    |(?P<picture>{_PICTURES})|(?P<braces>{_BRACES})|(?P<script>{_SCRIPT})
    |{_NOT_INSIDE}(?P<phone>{_PHONE})(?![\w-]|[.,]\d)
    |(?P<quantity>{QUANTITY})
    |{_NOT_INSIDE}(?P<version>{_VERSION})(?!\w|[.,-]\d)
    |{_NOT_INSIDE}(?P<mixed>{_MIXED})(?![\w-])
    """.replace("\n    ", ""),
)
"""All kinds at once; `kind_of` tells which, and takes some matches back."""

_KINDS: Final[MappingProxyType[str, ProtectedKind]] = MappingProxyType(
    {
        "url": "url",
        "email": "email",
        "handle": "handle",
        "hashtag": "hashtag",
        "quantity": "quantity",
    }
)
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = ".,;:!?…'’‘*_~|"
_DATE: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d\d")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")


def kind_of(match: re.Match[str]) -> ProtectedKind | None:
    """Return the kind of a match of `PROTECTED`; None where it is ordinary text after all."""
    name, text = match.lastgroup, match[0]
    if name == "mixed":
        return "code" if _is_mixed_code(text) else None
    if name == "version":
        is_number = _DATE.fullmatch(text) or _THOUSANDS.fullmatch(text)
        return None if is_number else "code"
    return _KINDS.get(name or "", "code")


def without_trailing_marks(address: str) -> str:
    """Return a web address without what belongs to the sentence around it.

    That is final punctuation, and closing brackets that nothing in the address opens.
    """
    while address:
        last = address[-1]
        opening = _CLOSING.get(last)
        if last in _TRAILING or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _is_mixed_code(text: str) -> bool:
    """Tell whether letters, digits and hyphens make a code such as GB200, 5G, F-35 or mp3.

    Not so `80enne`, `30mila` and `1a`, which are Italian, nor `Covid-19` and `under-21`, whose
    word the model may want to see; and plain words or numbers never.
    """
    if text.isalpha() or not any(character.isalpha() for character in text):
        return False
    if not any(character.isdigit() for character in text):
        return False
    if "-" not in text:
        return text[0].isalpha() or text != text.lower()
    words = [part for part in text.split("-") if part.isalpha()]
    return all(word == word.upper() or sum(map(str.isupper, word)) > 1 for word in words) and (
        bool(words) or text != text.lower()
    )
