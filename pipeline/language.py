"""Is this Italian? The language of a text by its function words, and in doubt by py3langid.

Every fifth word or so of Italian prose is one that only Italian has; where that is so, nothing more
is asked. Otherwise py3langid decides, whose model is inside its package: it is loaded at the
first call (a third of a second, 110 MB) and kept. Languages of Italy and neighbours that it takes
short or capitalised Italian for (Venetian, Ligurian, Extremaduran, Aragonese) are left out of its
choice, so a text in Venetian counts as Italian.
"""

import re
from collections.abc import Mapping
from functools import cache
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.article import Article
from pipeline.errors import WrongLanguageError
from pipeline.lexicon import default_lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ITALIAN: Final = "it"

# Measured with these rules on pieces of news cut in the middle of words (FLORES-200): of 30,000
# Italian pieces of 100 to 300 letters, half of them in capitals, none is refused; of English ones
# 98.7 % at 100 letters and all from 150 on. Articles of ten sentences, some of them English, in
# one paragraph: with 40 % English none is refused, with 50 % one in 13, with 70 % nearly all.
ENOUGH_LETTERS: Final = 100
"""Letters from which on an article can be refused; a handful of words is always let through."""
CLEAR_PROBABILITY: Final = 0.9
"""Probability from which on another language's verdict is believed."""
ENOUGH_ITALIAN: Final = 1 / 3
"""Share of the letters in Italian blocks from which on a mixed article counts as Italian."""
_LEAST_BLOCK: Final = 60
"""Letters from which on a block is judged by itself."""
NO_WORDS_SHARE: Final = 0.5
"""Share of a text in words longer than `_LONGEST_WORD`, from which on it is none."""
_LONGEST_WORD: Final = 100
"""Characters without a space between them. Italian prose has 30, an address of a page 100."""
_LONGEST_SAMPLE: Final = 20_000
"""Characters that are looked at; more change no verdict and cost 1 ms per 2,000."""

PLAINLY_ITALIAN: Final = 0.15
"""Share of words that only Italian has, from which on a text is Italian beyond doubt."""
HARDLY_ITALIAN: Final = 0.04
"""The same where nearly all words are in the lexicon, as in a text full of names and figures."""
_ENOUGH_KNOWN: Final = 0.85
"""Share of words in the lexicon; it has English loans too, so that English alone reaches 0.5."""
_ENOUGH_WORDS: Final = 20
_ENOUGH_LOOKED_AT: Final = 500
_ENOUGH_KINDS: Final = 3
"""Different words of the list that must occur: `il` alone may be Maltese, `di` Indonesian."""
# Not in the list: what Spanish, Catalan, Portuguese, French, Romanian or Latin have as well.
_ONLY_ITALIAN: Final = frozenset(
    """
    che di il è gli della dello delle degli dei nella nello nelle nel nei negli dalla dallo dalle
    dagli dal alla allo agli sulla sullo sulle sul sui sono anche più perché questo questa questi
    queste quello quella quelli quelle hanno essere stato stata stati cui suo sua suoi loro dopo
    ancora già così poi quando molto tutti tutto ogni dove ed chi cosa proprio soltanto invece
    mentre oltre secondo contro verso senza prima erano
    """.split()
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_RUN_ON: Final = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")

_LEFT_OUT: Final = frozenset({"vec", "lij", "ext", "an", "zxx", "und"})
_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani",
        "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian",
        "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
        "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian",
        "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fo": "Faroese", "fr": "French",
        "fy": "Frisian", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician",
        "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
        "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
        "ig": "Igbo", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "jv": "Javanese",
        "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean",
        "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lo": "Lao",
        "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
        "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese",
        "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "oc": "Occitan",
        "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua",
        "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "sa": "Sanskrit", "si": "Sinhala",
        "sk": "Slovak", "sl": "Slovene", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
        "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik",
        "th": "Thai", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish", "tt": "Tatar",
        "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese",
        "wa": "Walloon", "xh": "Xhosa", "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese",
        "zu": "Zulu",
    }
)  # fmt: skip
_LOADING: Final = Lock()


def identify(text: str) -> tuple[str, str, float]:
    """Return the language of `text`: ISO 639 code, English name, probability from 0 to 1.

    The name is the code where it is not one of the commonest languages. A text without letters
    gets some language with a probability near 0.
    """
    with _LOADING:  # so that two threads do not load the model at once
        identifier = _identifier()
    code, probability = identifier.classify(_sample(text).lower())
    return code, _NAMES.get(code, code), float(probability)


def require_italian(article: Article, path: str) -> None:
    """Raise WrongLanguageError, naming `path`, where the article plainly is not in Italian.

    Plainly means: it has `ENOUGH_LETTERS`, the whole is in another language with
    `CLEAR_PROBABILITY`, and less than `ENOUGH_ITALIAN` of it is in blocks that are Italian. So
    long quotations in another language do no harm. A text that is in no such language and hardly
    has a space, as letters that some program wrote, is refused too.
    """
    texts = [block.text for block in article.blocks]
    whole = "\n".join(texts)
    if _count_letters(whole) < ENOUGH_LETTERS or is_plainly_italian(whole):
        return
    code, language, probability = identify(whole)
    is_unclear = code == ITALIAN or probability < CLEAR_PROBABILITY
    if is_unclear and _share_without_spaces(whole) >= NO_WORDS_SHARE:
        raise WrongLanguageError(path, "like letters without words")
    if not is_unclear and _italian_share(texts) < ENOUGH_ITALIAN:
        raise WrongLanguageError(path, language)


def is_plainly_italian(text: str) -> bool:
    """Tell whether a text is Italian beyond doubt, by the words that only Italian has."""
    words = _WORDS.findall(_sample(text).lower())
    own = [word for word in words if word in _ONLY_ITALIAN]
    if len(words) < _ENOUGH_WORDS or len(set(own)) < _ENOUGH_KINDS:
        return False
    if len(own) >= PLAINLY_ITALIAN * len(words):
        return True
    return len(own) >= HARDLY_ITALIAN * len(words) and _known_share(words) >= _ENOUGH_KNOWN


def _share_without_spaces(text: str) -> float:
    """Return the share of a text in words longer than any word is."""
    return sum(len(match[0]) for match in _RUN_ON.finditer(text)) / len(text)


def _known_share(words: list[str]) -> float:
    lexicon, looked_at = default_lexicon(), words[:_ENOUGH_LOOKED_AT]
    return sum(word in lexicon for word in looked_at) / len(looked_at)


def _italian_share(texts: list[str]) -> float:
    """Return the share of letters in Italian texts, among those long enough to tell."""
    sizes = {text: _count_letters(text) for text in texts}
    judged = {text: size for text, size in sizes.items() if size >= _LEAST_BLOCK}
    italian = sum(size for text, size in judged.items() if identify(text)[0] == ITALIAN)
    return italian / sum(judged.values()) if judged else 0.0


def _sample(text: str) -> str:
    """Return `text`, or as much of its beginning, middle and end where it is very long."""
    if len(text) <= _LONGEST_SAMPLE:
        return text
    part = _LONGEST_SAMPLE // 3
    middle = (len(text) - part) // 2
    return f"{text[:part]} {text[middle : middle + part]} {text[-part:]}"


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loads numpy)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if label not in _LEFT_OUT])
    return identifier
