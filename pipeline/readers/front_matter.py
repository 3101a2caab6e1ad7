"""The front matter of a Markdown file: lines `key: value` between two lines of three hyphens.

This is the small part of YAML that people write there. Lists on lines of their own, nested keys
and texts over several lines are passed over; what is between the lines but follows no such form
is no front matter and stays in the article.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pipeline.article import clean_text

_FENCED: Final = re.compile(
    r"\A---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_PAIR: Final = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?\s*")
_PASSED_OVER: Final = re.compile(r"\s*(?:#.*)?|\s+\S.*|- .*")
_BLOCK_SCALARS: Final = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_ENGLISH_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"titolo": "title", "autore": "author", "autrice": "author", "data": "date"}
)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the metadata that `text` opens with, and the text behind it.

    Keys are in lower case, values without quotes and clean in the sense of `clean_text`. Empty
    values are left out. Without front matter the metadata is empty and the text whole.
    """
    match = _FENCED.match(text)
    if match is None:
        return {}, text
    lines = match["lines"].splitlines()
    pairs = [_PAIR.fullmatch(line) for line in lines]
    is_foreign = any(
        pair is None and not _PASSED_OVER.fullmatch(line)
        for pair, line in zip(pairs, lines, strict=True)
    )
    found = [pair for pair in pairs if pair]
    if is_foreign or not found:
        return {}, text
    metadata = {_key(pair["key"]): _value(pair["value"] or "") for pair in found}
    return {key: value for key, value in metadata.items() if value}, text[match.end() :]


def _key(raw: str) -> str:
    key = clean_text(raw).lower()
    return _ENGLISH_KEYS.get(key, key)


def _value(raw: str) -> str:
    value = clean_text(raw)
    if value in _BLOCK_SCALARS:
        return ""
    if value.startswith("[") and value.endswith("]"):
        value = ", ".join(_unquoted(part.strip()) for part in value[1:-1].split(","))
    return clean_text(_unquoted(value))


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value
