"""What a page's script needs to know besides the text that it shows, as JSON inside the page.

- `key`: names the article in the browser's storage.
- `name`, `title`: its output name and display title.
- `version`: of the program that made the page.
- `pairs`: an object a pair, in the order of the page: `key`, and `origin`, `score`, `flags`,
  `hint`, `hint_score` where they say something, scores with the three decimals of the table;
  `links`, which English words the Italian ones became (see `word_links`).
- `words`: what is known of the article's words and expressions, by key (see `page_words`): lemma
  with class, and senses, joined by `|`. The first field is how many letters are taken off the key,
  what is put in their place, a comma and a number in `classes`; only the number where the lemma is
  the key. The script unpacks them, so that its `data.words[key]` is
  `[lemma, class, [sense, ...]]`.
- `classes`: names of parts of speech, such as `noun` or `verb, noun`; empty where unknown.
- `rare`: the article's rarer words in reading order, each a list: key, lemma, class (its name),
  numbers of the pairs that it stands in, from 0, and its rarity, 1 (less frequent) to 6.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from pipeline.article import Pair
from pipeline.letters import shared_start
from pipeline.page import reason
from pipeline.page_words import Explain, Explained, explained_words, rarer_words
from pipeline.record import Record
from pipeline.word_links import packed_links

_KEY_DIGITS: Final = 12
_LEAST_ROOM: Final = 20_000
# How many senses are told whatever their probability, from which probability on others are, and how
# many in all: more of them where there is room.
_DETAILS: Final = ((3, 0.1, 5), (2, 0.1, 4), (2, 0.1, 3), (1, 0.1, 3), (1, 0.15, 2), (1, 1.0, 1))
# JSON inside a script element: nothing that could end the element or begin a comment.
_ESCAPED: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def page_data(record: Record, explain: Explain | None = None, inlined: int = 105_000) -> str:
    """Return the data of the page of `record`: JSON that may stand in a script element.

    It does not repeat the sentences, which the script takes from the page.

    Args:
        record: The article.
        explain: What to say of words; by default what the lexicon has.
        inlined: Bytes of style and script in the page; the more, the fewer senses are told.
    """
    italian = [pair.it for pair in record.pairs]
    content: dict[str, Any] = {
        "key": article_key(record),
        "name": record.name,
        "title": record.article.title,
        "version": record.version,
        "pairs": [_pair(pair) for pair in record.pairs],
        **_words(explained_words(italian, explain), _room(record, inlined)),
        "rare": [
            [word.form, word.lemma, word.part_of_speech, word.texts, word.rarity]
            for word in rarer_words(italian)
        ],
    }
    return _json(content).translate(_ESCAPED)


def article_key(record: Record) -> str:
    """Return what names the article in a browser's storage, the same as long as its name is."""
    named = f"{record.name}\0{record.article.source}"
    return hashlib.sha256(named.encode()).hexdigest()[:_KEY_DIGITS]


def _pair(pair: Pair) -> dict[str, Any]:
    """Return what the table knows of a row and the page does not show; defaults are left out."""
    content: dict[str, Any] = {"key": pair.key}
    if pair.origin != "mt":
        content["origin"] = pair.origin
    if pair.score is not None:
        content["score"] = round(pair.score, 3)
    if pair.flags:
        content["flags"] = list(pair.flags)
    if pair.hint:
        content["hint"] = pair.hint
    if pair.hint_score is not None:
        content["hint_score"] = round(pair.hint_score, 3)
    links = packed_links(pair.it, pair.en)
    if links:
        content["links"] = links
    return content


def _words(words: Mapping[str, Explained], room: int) -> dict[str, Any]:
    """Return the words packed: a page of a book has thousands of them.

    Args:
        words: What is known of them.
        room: How many bytes they may take; the less there is, the fewer senses are told.
    """
    classes = {name: n for n, name in enumerate(sorted({w.part_of_speech for w in words.values()}))}
    packed: dict[str, str] = {}
    for sure, least, most in _DETAILS:
        packed = {
            key: "|".join([_head(key, word, classes), *_senses(word, sure, least, most)])
            for key, word in words.items()
        }
        if len(_json(packed).encode()) <= room:
            break
    return {"words": packed, "classes": list(classes)}


def _senses(word: Explained, sure: int, least: float, most: int) -> list[str]:
    return [
        sense.text.replace("|", "/")
        for number, sense in enumerate(word.senses[:most])
        if number < sure or sense.probability >= least
    ]


def _head(key: str, word: Explained, classes: Mapping[str, int]) -> str:
    lemma = word.lemma.replace("|", "/")
    number = str(classes[word.part_of_speech])
    if lemma == key:
        return number
    same = shared_start(key, lemma)
    return f"{len(key) - same}{lemma[same:]},{number}"


def _room(record: Record, inlined: int) -> int:
    """Return how many bytes the words may take in the page of `record`.

    A page is at most three times its text and 150 kB: its text stands in it once, a sentence takes
    some 390 bytes more and what is remarked on it, and the frame, dialogs and the list of rarer
    words 20 kB.

    Args:
        record: The article.
        inlined: Bytes of style and script in the page.
    """
    text = sum(len((pair.it + pair.en).encode()) for pair in record.pairs)
    others = sum(390 + _remarks_size(pair) for pair in record.pairs)
    return max(_LEAST_ROOM, 2 * text - others + 130_000 - inlined)


def _remarks_size(pair: Pair) -> int:
    """Return how many bytes the doubts, the origin and the hint of `pair` take, nearly."""
    reasons = sum(60 + 2 * len(code) + len(reason(code).text) for code in pair.flags)
    hint = 240 + 2 * len(pair.hint.encode()) if pair.hint else 0
    return reasons + hint + 100 * (bool(pair.flags) + (pair.origin != "mt"))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
