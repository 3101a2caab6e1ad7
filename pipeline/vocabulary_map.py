"""The vocabulary map: which target pieces are worth a look for which source pieces.

With a map CTranslate2 scores only the pieces that it names for the source pieces of a batch, and
those that it always allows, instead of the whole vocabulary. It is made here from the lexicon with
the tokenizer of the very model that uses it. The pieces of an Italian form stand for the pieces of
its English senses, in lower case and with a capital. The pieces that English needs most are always
allowed, so that function words, endings and words that the lexicon lacks can be put together, and
a source piece that is a target piece too stands for itself, so that names are copied.

The candidates of a batch are those of all its sentences together: with a map a translation depends
on the sentences that it was decoded with.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from pipeline.decoder import Tokenizer
from pipeline.lexicon import Lexicon

FREQUENT: Final = 3000
"""Pieces that are always allowed for being in many English words."""
CAPITALISED_SHARE: Final = 0.1
"""How often an English word has a capital for standing first or in a name, roughly."""
LONGEST_KEY: Final = 3
"""Source pieces of the longest form: CTranslate2 looks up every sequence of so many pieces."""
LONGEST_NUMBER: Final = 3
"""Digits of the longest numbers that are always allowed."""

# Words that hardly any Italian word stands for by itself, so that the lexicon has them too rarely.
_FUNCTION_WORDS: Final = """
    a an the this that these those such same each every either neither both all any some no none
    other another much many more most few fewer less least several enough own
    i me my mine myself you your yours yourself he him his himself she her hers herself it its
    itself we us our ours ourselves they them their theirs themselves one ones who whom whose which
    what someone anyone everyone nobody something anything everything nothing
    be is am are was were been being have has had having do does did doing done can could will would
    shall should may might must need let make makes made making get gets got getting go goes going
    went gone take takes took taken become becomes became becoming use uses used using
    not n't 's 're 've 'll 'd 'm isn aren wasn weren don doesn didn hasn haven hadn won wouldn can
    couldn shouldn yes
    and or but nor so yet for if then than as because since while whereas although though unless
    until till whether when where why how however therefore thus hence instead rather also too very
    quite only just even still again already always never often ever once here there now later soon
    away back ahead together apart almost especially usually currently approximately mostly fairly
    of in on at by to from with without within into onto out off up down over under above below
    about around across after before behind beside besides between among along against through
    throughout during toward towards upon near per via despite like unlike including according due
    first second last next new old people time year years day days way well
""".split()

_WORD_START: Final = "▁"  # of SentencePiece
_UNFINISHED: Final = "@@ "  # of BPE, with the space behind it
_WORDS_AT_ONCE: Final = 1000
_BYTE: Final = re.compile(r"<0x[0-9A-F]{2}>")
_LAST_LATIN: Final = "\u024f"
_ELIDED: Final = "l'"
_VOWELS: Final = frozenset("aeiouhàèéìòù")


def make_vocabulary_map(folder: Path, tokenizer: Tokenizer, lexicon: Lexicon) -> str:
    """Return a vocabulary map as CTranslate2 reads it.

    Args:
        folder: The CTranslate2 model's, with its vocabulary.
        tokenizer: The model's own.
        lexicon: Which words stand for which.

    Raises:
        OSError: the vocabulary cannot be read.
        ValueError: it is not what CTranslate2 reads.
    """
    source, target = map(_printable, _read_vocabularies(folder))
    # The words of expressions have entries of their own.
    forms = {form: " ".join(texts).split() for form, texts in lexicon.texts() if " " not in form}
    words = Counter(chain.from_iterable(forms.values()))
    pieces = _both_spellings(tokenizer, list(words))
    always = _always_allowed(target, _frequent_pieces(words, pieces), tokenizer)
    others = frozenset(target).difference(always)
    candidates = {
        word: " ".join(others.intersection(f"{lower} {capitalised}".split(" ")))
        for word, (lower, capitalised) in pieces.items()
    }
    english_of = {
        form: text
        for form, english in forms.items()
        if (text := " ".join(filter(None, map(candidates.__getitem__, english))))
    }
    table = {piece: piece for piece in source if piece in others}
    for form, key in _keys(tokenizer, list(english_of)):
        table[key] = f"{table[key]} {english_of[form]}" if key in table else english_of[form]
    lines = [f"{key}\t{text}\n" for key, text in table.items()]
    return "".join([f"\t{' '.join(always)}\n", *lines])


def encode_words(tokenizer: Tokenizer, words: Sequence[str]) -> list[str]:
    """Return the pieces of each word, with spaces between, as it is cut behind a space.

    Many words are encoded as one text, in a fraction of the time that one by one takes.
    """
    encoded: list[str] = []
    for start in range(0, len(words), _WORDS_AT_ONCE):
        some = words[start : start + _WORDS_AT_ONCE]
        together = _encode_together(tokenizer, some)
        if len(together) < len(some):  # some word, such as one with an apostrophe, is several
            together = _encode_together(tokenizer, list(filter(str.isalpha, some)))
        encoded += [together.get(word) or " ".join(tokenizer.encode(word)) for word in some]
    return encoded


def _encode_together(tokenizer: Tokenizer, words: Sequence[str]) -> dict[str, str]:
    """Return the pieces of different words; nothing where the tokenizer divides them otherwise."""
    encoded = _divided(" ".join(tokenizer.encode(" ".join(words))))
    return dict(zip(words, encoded, strict=True)) if len(encoded) == len(words) else {}


def _divided(pieces: str) -> list[str]:
    """Return the pieces of a text word by word."""
    if pieces.startswith(_WORD_START):
        words = pieces.removeprefix(_WORD_START).split(" " + _WORD_START)
        return [_WORD_START + word for word in words]
    return [
        word.replace("\0", _UNFINISHED) for word in pieces.replace(_UNFINISHED, "\0").split(" ")
    ]


def _both_spellings(tokenizer: Tokenizer, words: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the pieces of each word, as it is and with a capital."""
    encoded = encode_words(tokenizer, [*words, *map(_capitalised, words)])
    return dict(zip(words, zip(encoded, encoded[len(words) :], strict=False), strict=True))


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _frequent_pieces(
    words: Mapping[str, int], pieces: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    """Yield the pieces that stand in the English of most entries."""
    counts: dict[str, float] = {}
    for word, count in words.items():
        lower, capitalised = pieces[word]
        for piece in lower.split(" "):
            counts[piece] = counts.get(piece, 0) + count
        for piece in capitalised.split(" "):
            counts[piece] = counts.get(piece, 0) + count * CAPITALISED_SHARE
    yield from sorted(counts, key=counts.__getitem__, reverse=True)[:FREQUENT]


def _always_allowed(
    target: Sequence[str], frequent: Iterator[str], tokenizer: Tokenizer
) -> list[str]:
    """Return the target pieces that any sentence may need."""
    spellings = [*_FUNCTION_WORDS, *map(_capitalised, _FUNCTION_WORDS)]
    function = " ".join(encode_words(tokenizer, spellings)).split(" ")
    # Behind a quotation mark or a bracket a word has no mark of its start.
    inner = [piece.removeprefix(_WORD_START) for piece in function]
    small = [piece for piece in target if _is_small(piece)]
    known = frozenset(target)
    wanted = dict.fromkeys([*function, *inner, *small, *frequent])
    return [piece for piece in wanted if piece in known]


def _is_small(piece: str) -> bool:
    """Tell whether a piece is a byte, a Latin letter, a short number, or signs alone."""
    text = piece.removeprefix(_WORD_START).removesuffix(_UNFINISHED.strip())
    if text.isdecimal():
        return len(text) <= LONGEST_NUMBER
    if len(text) == 1 and text.isalpha():
        return text <= _LAST_LATIN
    return not any(map(str.isalnum, text)) or _BYTE.fullmatch(text) is not None


def _keys(tokenizer: Tokenizer, forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the Italian forms with the pieces that they are cut into, in several spellings."""
    encoded = _both_spellings(tokenizer, forms)
    for form, spellings in encoded.items():
        for key in spellings:
            if key.count(" ") < LONGEST_KEY:
                yield form, key
    elided = [
        form
        for form, (key, _) in encoded.items()
        if form[0] in _VOWELS and key.startswith(_WORD_START)
    ]
    behind = [_ELIDED + spelling for spelling in [*elided, *map(_capitalised, elided)]]
    for form, pieces in zip(elided * 2, encode_words(tokenizer, behind), strict=True):
        key = _behind_elision(pieces)
        if key and key.count(" ") < LONGEST_KEY:
            yield form, key


def _behind_elision(pieces: str) -> str:
    """Return the pieces behind an article that one of them ends with; none where none does."""
    article, _, word = pieces.partition("' ")
    return word if article.replace(" ", "") == _WORD_START + _ELIDED[:-1] else ""


def _printable(vocabulary: Sequence[str]) -> list[str]:
    """Return the pieces that can stand in a map, whose own signs are white space."""
    return [piece for piece in vocabulary if piece.split() == [piece]]


def _read_vocabularies(folder: Path) -> tuple[list[str], list[str]]:
    """Return the source pieces and the target pieces of a CTranslate2 model."""
    shared = _read_vocabulary(folder, "shared")
    if shared is not None:
        return shared, shared
    return _read_vocabulary(folder, "source") or [], _read_vocabulary(folder, "target") or []


def _read_vocabulary(folder: Path, name: str) -> list[str] | None:
    """Return a vocabulary, which older models have as lines of text; None where there is none."""
    path = folder / f"{name}_vocabulary.json"
    if path.is_file():
        pieces = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(pieces, list):
            message = f"{path.name} is not a list"
            raise ValueError(message)
        return list(map(str, pieces))
    path = path.with_suffix(".txt")
    if path.is_file():
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return None
