"""What a page's script needs to know besides the text that it shows, as JSON inside the page."""

import hashlib
import json
from typing import Any, Final

from pipeline.article import Pair
from pipeline.record import Record

_KEY_DIGITS: Final = 12
# JSON inside a script element: nothing that could end the element or begin a comment.
_ESCAPED: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def page_data(record: Record) -> str:
    """Return the data of the page of `record`: JSON that may stand in a script element.

    It does not repeat the sentences, which the script takes from the page.
    """
    content: dict[str, Any] = {
        "key": article_key(record),
        "name": record.name,
        "title": record.article.title,
        "pairs": [_pair(pair) for pair in record.pairs],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPED)


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
        content["score"] = pair.score
    if pair.flags:
        content["flags"] = list(pair.flags)
    return content
