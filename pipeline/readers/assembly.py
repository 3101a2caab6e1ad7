"""Blocks to an article: the last step of every reader."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from pipeline.article import Article, Block, FrozenMapping, clean_text
from pipeline.errors import EmptySourceError

LANGUAGE: Final = "it"
"""Every source is taken for Italian; `language.require_italian` looks whether it is."""


def assemble(
    name: str, blocks: Sequence[Block], metadata: Mapping[str, str] | None = None
) -> Article:
    """Return the article of these blocks.

    Its display title is the title block's text, else the metadata's `title`, else the stem of
    `name`. Raises EmptySourceError where there is no block.
    """
    if not blocks:
        raise EmptySourceError(name)
    metadata = metadata or {}
    titles = [block.text for block in blocks if block.kind == "title"]
    title = titles[0] if titles else metadata.get("title", "") or _stem(name)
    return Article(title, name, LANGUAGE, FrozenMapping(metadata), tuple(blocks))


def _stem(name: str) -> str:
    return clean_text(PurePath(name).stem) or clean_text(name) or "text"
