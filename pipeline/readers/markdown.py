"""Markdown: CommonMark with tables and a front matter, by markdown-it-py.

What becomes of each construct:

- The first `#` heading is the title; other headings keep their level. Where there is none, the
  front matter's `title` makes a title block.
- Paragraphs are list items, with their depth as level, inside a list, and quotes inside a block
  quote. The number of an ordered item is kept as the attribute `label`.
- Table cells become one block each, with the attributes `table`, `row` and `column`, from 1. Row 1
  is the table's head. Empty cells are left out.
- Emphasis, links and code keep their plain text and become spans. Line breaks become a space.
- Pictures: the text in square brackets describes the picture for those who do not see it; it is no
  part of the article and is left out. A caption is a picture's title in quotes, an emphasised line
  right under a picture, or a line that plain text would take for a caption (see `captions`).
- Code blocks, HTML tags, comments, scripts and style sheets are left out: they are not Italian
  prose. The text between other tags is kept. Text indented by four spaces is a paragraph, though
  CommonMark makes it code: in articles it is prose.
- Front matter between `---` lines becomes metadata, as far as it is made of `key: value` lines.
  Italian names of keys (`titolo`, `autore`, `data`) are translated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.article import (
    EMPTY_MAPPING,
    Article,
    Block,
    BlockKind,
    FrozenMapping,
    Span,
    SpanType,
    clean_text,
)
from pipeline.errors import TooDeepSourceError
from pipeline.readers.assembly import assemble
from pipeline.readers.captions import is_caption
from pipeline.readers.encoding import decode
from pipeline.readers.front_matter import split_front_matter
from pipeline.readers.lines import is_visible
from pipeline.readers.spans import clean_with_spans

_SPAN_TYPES: Final[MappingProxyType[str, SpanType]] = MappingProxyType(
    {"em": "emphasis", "strong": "strong", "link": "link"}
)
_CONTAINERS: Final[MappingProxyType[str, BlockKind]] = MappingProxyType(
    {"list_item": "list-item", "blockquote": "quote"}
)
_LISTS: Final = ("bullet_list", "ordered_list")
_DEEPEST_NESTING: Final = 100
"""Lists and quotes inside each other, lists twice counted; the parser drops what is deeper, so
that it is refused. Its own default of 20 already loses the eleventh level of a list."""
_NO_PROSE: Final = re.compile(r"(?is)<!--.*?-->|<(script|style)\b.*?</\1\s*>")
_CELLS: Final = ("th_open", "td_open")


@dataclass(frozen=True, slots=True)
class _Inline:
    """The content of a block: clean text, its spans, and the pictures that stood in it."""

    text: str
    spans: tuple[Span, ...]
    has_picture: bool
    picture_titles: tuple[str, ...]

    @property
    def is_emphasised(self) -> bool:
        """Whether all of the text is emphasised."""
        return any(
            (span.start, span.end) == (0, len(self.text)) and span.type in ("emphasis", "strong")
            for span in self.spans
        )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block as the syntax has it, before pictures and titles are looked at."""

    kind: BlockKind
    inline: _Inline
    level: int | None = None
    attributes: FrozenMapping = EMPTY_MAPPING


def read(raw: bytes, name: str) -> Article:
    """Return the article in the bytes of a Markdown file.

    Raises BinarySourceError, EmptySourceError and TooDeepSourceError.
    """
    metadata, body = split_front_matter(decode(raw, name))
    blocks = blocks_of(body, name)
    title = metadata.get("title", "")
    if is_visible(title) and all(block.kind != "title" for block in blocks):
        blocks = (Block("title", title, level=1), *blocks)
    return assemble(name, blocks, metadata)


def blocks_of(text: str, name: str = "") -> tuple[Block, ...]:
    """Return the blocks of a Markdown text without front matter; `name` is for messages.

    Raises TooDeepSourceError.
    """
    options = {"maxNesting": _DEEPEST_NESTING}
    # Without HTML blocks, text between tags is a paragraph whose tags are dropped.
    parser = MarkdownIt("commonmark", options).enable("table").disable(["code", "html_block"])
    tokens = parser.parse(_NO_PROSE.sub("", text))
    if any(token.level >= _DEEPEST_NESTING - 1 for token in tokens):
        raise TooDeepSourceError(name, "lists or quotes")
    return tuple(_finished(_drafts(tokens)))


class _Position:
    """Where in lists, quotes and tables the walk over the tokens is."""

    def __init__(self) -> None:
        self.containers: list[BlockKind] = []
        self.depth = self.table = self.row = self.column = 0
        self.label = ""

    def move(self, token: Token) -> None:
        """Go into or out of what `token` opens or closes."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _LISTS:
            self.depth += token.nesting
        elif name in _CONTAINERS and token.nesting == 1:
            self.containers.append(_CONTAINERS[name])
            self.label = token.info + token.markup if token.info else ""
        elif name in _CONTAINERS:
            self.containers.pop()
        elif token.type == "table_open":
            self.table, self.row = self.table + 1, 0
        elif token.type == "tr_open":
            self.row, self.column = self.row + 1, 0
        elif token.type in _CELLS:
            self.column += 1

    def draft(self, opener: Token, inline: _Inline) -> _Draft:
        """Return the block that `opener` begins here."""
        if opener.type == "heading_open":
            return _Draft("heading", inline, int(opener.tag.removeprefix("h")))
        if opener.type in _CELLS:
            places = {"table": self.table, "row": self.row, "column": self.column}
            attributes = FrozenMapping({key: str(value) for key, value in places.items()})
            return _Draft("table-cell", inline, attributes=attributes)
        kind = self.containers[-1] if self.containers else "paragraph"
        if kind != "list-item":
            return _Draft(kind, inline)
        attributes = FrozenMapping({"label": self.label}) if self.label else EMPTY_MAPPING
        self.label = ""  # a second paragraph of the same item has none
        return _Draft(kind, inline, self.depth, attributes)


def _drafts(tokens: Sequence[Token]) -> Iterator[_Draft]:
    position = _Position()
    for before, token in pairwise(tokens):
        position.move(before)
        if token.type == "inline":
            yield position.draft(before, _inline(token.children or ()))


def _inline(tokens: Sequence[Token]) -> _Inline:
    """Return what the tokens of a block show."""
    text = ""
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    titles: list[str] = []
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "text":
            text += token.content
        elif token.type == "code_inline":
            spans.append(Span(len(text), len(text) + len(token.content), "code"))
            text += token.content
        elif name in ("softbreak", "hardbreak") or token.content.startswith("<br"):
            text += " "
        elif token.type == "image":
            titles.append(clean_text(str(token.attrs.get("title", ""))))
        elif name in _SPAN_TYPES and token.nesting == 1:
            opened.append((len(text), str(token.attrs.get("href", ""))))
        elif name in _SPAN_TYPES:
            start, target = opened.pop()
            spans.append(Span(start, len(text), _SPAN_TYPES[name], target))
    spans.sort(key=lambda span: (span.start, -span.end))
    cleaned, moved = clean_with_spans(text, spans)
    return _Inline(cleaned, moved, bool(titles), tuple(filter(is_visible, titles)))


def _finished(drafts: Iterator[_Draft]) -> Iterator[Block]:
    """Yield the blocks, captions and the title told from the rest."""
    has_title = under_picture = False
    for draft in drafts:
        inline = draft.inline
        kind: BlockKind = draft.kind
        if kind == "heading" and draft.level == 1 and not has_title:
            kind = "title"
        elif kind == "paragraph" and (
            is_caption(inline.text)
            or (inline.is_emphasised and (inline.has_picture or under_picture))
        ):
            kind = "caption"
        if is_visible(inline.text):
            has_title = has_title or kind == "title"
            yield Block(kind, inline.text, draft.level, inline.spans, draft.attributes)
        for title in inline.picture_titles:
            yield Block("caption", title)
        under_picture = inline.has_picture and not inline.text
