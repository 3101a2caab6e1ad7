"""The elements of a page's article to paragraphs, in the order of the page.

What becomes of each element:

- `h1` to `h6` are headings of their level; the one that `region` found is the title.
- A paragraph is `p`, and likewise text that stands in any other block without one. Two line breaks
  in a row end a paragraph; one is a space, but for a line that is the title.
- Items of lists have their depth as level and the number that a browser shows as `label`; `dt` and
  `dd` are items too.
- `blockquote` makes quotes, `figcaption`, `caption` and the only text beside a picture captions,
  the notes at the end footnotes. The marks that lead to notes and back are left out.
- Cells of tables get their places, see `collector`; tables for layout are read as if without.
- Emphasis, strong, code and links are marks in the text. `pre` is a computer's language and left
  out, as in Markdown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.article import EMPTY_MAPPING, BlockKind, FrozenMapping, clean_text
from pipeline.readers.collector import Collector, Draft, labelled
from pipeline.readers.html.addresses import absolute
from pipeline.readers.html.elements import (
    PICTURES,
    block_holders,
    heading_level,
    tag_of,
    text_in,
)
from pipeline.readers.html.figures import find_figures
from pipeline.readers.html.headings import level_by_name
from pipeline.readers.html.lists import is_entries, labels_of
from pipeline.readers.html.notes import is_back_mark, is_note_mark, is_notes
from pipeline.readers.html.region import Region
from pipeline.readers.html.tables import cells_of, rows_of
from pipeline.readers.html.titles import Titles
from pipeline.readers.runs import SPACE, Run

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMPHASIS: Final = frozenset({"em", "i", "cite", "var", "dfn"})
_STRONG: Final = frozenset({"strong", "b"})
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
_KINDS: Final[Mapping[str, BlockKind]] = {
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
_CAPTION_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:caption|didascalia|didascalie|capt|gallery-?text|thumb-?caption|photo-?credits?"
    r"|image-?credits?|credit-foto)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GALLERY_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:gallery(?:box|text)?|galleria|carousel|slideshow|slider|swiper|slides?|photos?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Places where a line may or may not break: a browser shows nothing."""
_STOPS: Final = (".", "!", "?", "…")
_BREAK: Final = Run("\n")


@dataclass(frozen=True, slots=True)
class _Place:
    """What the text that stands here is."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    depth: int = 0
    label: str = ""
    look: Run = SPACE
    """Marks that the elements around give it."""


def collect(region: Region, titles: Titles, base: str) -> Collector:
    """Return what stands in the article's part of a page; links are seen from `base`."""
    walk = _Walk(region, titles, base)
    walk.flow(region.root, _Place())
    return walk.collector


class _Walk:
    """One way through the article, from its first element to its last."""

    def __init__(self, region: Region, titles: Titles, base: str) -> None:
        self.collector = Collector()
        self._region = region
        self._titles = titles
        self._base = base
        self._holders = block_holders(region.root)
        self._figures = find_figures(region.root, self._holders)
        self._runs: list[Run] = []
        self._has_picture = False
        self._has_title = region.title is not None
        self._labels: dict[_Element, str] = {}
        self._label = ""

    def flow(self, element: "_Element", place: _Place) -> None:
        """Read what stands in a block."""
        muted = element in self._region.muted
        self._text(element.text, place.look)
        for child in element:
            if child in self._holders or _is_source(child, place):
                self._flush(place, muted=muted)
                self._block(child, place)
            else:
                self._inline(child, place.look)
            self._text(child.tail, place.look)
        self._flush(place, muted=muted)

    def _place(self, element: "_Element", place: _Place) -> _Place:
        """Return what the text in a block is."""
        tag = tag_of(element)
        level = heading_level(element)
        if element is self._region.title:
            place = replace(place, kind="title", level=1)
        elif level:
            place = replace(place, kind="heading", level=level)
        elif tag == "summary":
            place = replace(place, kind="heading", level=3)
        elif place.kind == "footnote":
            pass
        elif is_notes(element):
            place = replace(place, kind="footnote", level=None)
        elif tag in _KINDS:
            place = replace(place, kind=_KINDS[tag], level=None)
        elif self._is_caption(element, place):
            place = replace(place, kind="caption", level=None)
        elif place.kind == "paragraph" and not place.depth:
            level = level_by_name(element, self._holders)
            place = replace(place, kind="heading", level=level) if level else place
        look = self._look(element, place.look)
        return place if look is place.look else replace(place, look=look)

    def _block(self, element: "_Element", place: _Place) -> None:
        tag = tag_of(element)
        if tag == "pre":
            return
        place = self._place(element, place)
        if tag in {"ul", "ol", "menu", "dir"} and is_entries(element):
            for child in element:
                self.flow(child, place)
        elif tag in {"ul", "ol", "dl", "menu", "dir"}:
            if tag == "ol":
                self._labels |= labels_of(element)
            self.flow(element, replace(place, depth=place.depth + 1))
        elif tag in {"li", "dt", "dd"}:
            self._item(element, place)
        elif tag == "table":
            self._table(element, place)
        else:
            self.flow(element, place)

    def _item(self, element: "_Element", place: _Place) -> None:
        if place.kind in {"paragraph", "list-item"}:
            depth = max(place.depth, 1)
            place = replace(place, kind="list-item", level=depth, depth=depth)
        self._label = self._labels.get(element, "")
        self.flow(element, place)
        self._label = ""

    def _table(self, table: "_Element", place: _Place) -> None:
        for caption in table.iterchildren("caption"):
            self._block(caption, place)
        if place.kind == "footnote" or table.get("role") in {"presentation", "none"}:
            for cell in cells_of(table):
                self.flow(cell, place)
            return
        self.collector.open_table()
        for row in rows_of(table):
            self.collector.open_row()
            for one, skipped in row:
                self.collector.skip_columns(skipped)
                if one is not None:
                    self.collector.open_cell()
                    inside = replace(place, kind="paragraph", level=None, depth=0)
                    self.flow(one, self._place(one, inside))
        self.collector.close_table()

    def _is_caption(self, element: "_Element", place: _Place) -> bool:
        """Return whether the text is a picture's; in a list only where it is one of pictures."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if place.kind == "list-item":
            around = (one.get("class") or "" for one in (element, *element.iterancestors()))
            if not any(map(_GALLERY_NAME.search, around)):
                return False
        elif place.kind != "paragraph":
            return False
        return element in self._figures or (
            _CAPTION_NAME.search(names) is not None
            and not any(True for _ in element.iter("p", "h2"))
        )

    def _inline(self, element: "_Element", look: Run) -> None:
        tag = tag_of(element)
        if tag == "br":
            self._runs.append(_BREAK)
        elif tag in PICTURES:
            self._has_picture = True
        elif tag == "q":
            self._quoted(element, look)
        elif tag and not is_note_mark(element) and not is_back_mark(element):
            look = self._look(element, look)
            self._text(element.text, look)
            for child in element:
                self._inline(child, look)
                self._text(child.tail, look)

    def _quoted(self, element: "_Element", look: Run) -> None:
        self._text("“", look)
        self._text(element.text, look)
        for child in element:
            self._inline(child, look)
            self._text(child.tail, look)
        self._text("”", look)

    def _look(self, element: "_Element", look: Run) -> Run:
        tag = tag_of(element)
        if tag in _EMPHASIS:
            return replace(look, emphasis=True)
        if tag in _STRONG:
            return replace(look, strong=True)
        if tag in _CODE:
            return replace(look, code=True)
        if tag == "a":
            return replace(look, link=absolute(element.get("href") or "", self._base))
        return look

    def _text(self, text: str | None, look: Run) -> None:
        if text:
            # White space of the source is a space wherever a line break is not asked for.
            text = re.sub(r"[\t\n\r\f ]+", " ", text.translate(_INVISIBLE))
            self._runs.append(replace(look, text=text))

    def _flush(self, place: _Place, *, muted: bool) -> None:
        """End the paragraph, or the paragraphs that two line breaks in a row make of it."""
        runs, self._runs = self._runs, []
        has_picture, self._has_picture = self._has_picture, False
        for part in [] if muted else self._parts(runs):
            self._add(place, part, has_picture=has_picture)
            has_picture = False
        if has_picture:
            self.collector.add(Draft("paragraph", (), has_picture=True))

    def _add(self, place: _Place, runs: list[Run], *, has_picture: bool) -> None:
        text = clean_text("".join(run.text for run in runs))
        if not text:
            if has_picture:
                self.collector.add(Draft("paragraph", (), has_picture=True))
            return
        kind, level = place.kind, place.level
        if not self._has_title and kind in {"paragraph", "heading"} and self._titles.is_title(text):
            self._has_title = True
            kind, level = "title", 1
        attributes: FrozenMapping = EMPTY_MAPPING
        if kind == "list-item" and self._label:
            attributes, self._label = labelled(self._label), ""
        self.collector.add(Draft(kind, tuple(runs), level, attributes, has_picture=has_picture))

    def _parts(self, runs: list[Run]) -> list[list[Run]]:
        """Return the paragraphs of a block: what two line breaks, or the title, part."""
        lines: list[list[Run]] = [[]]
        for run in runs:
            if run is _BREAK:
                lines.append([])
            else:
                lines[-1].append(run)
        parts: list[list[Run]] = []
        is_open = False
        for line in lines:
            text = clean_text("".join(run.text for run in line))
            is_title = not self._has_title and bool(text) and self._titles.is_title(text)
            if text and is_open and not is_title:
                parts[-1] += [SPACE, *line]
            elif text:
                parts.append(line)
            is_open = bool(text) and not is_title
        return parts


def _is_source(element: "_Element", place: _Place) -> bool:
    """Return whether a `cite` stands alone in a quotation, below what it is the source of."""
    if place.kind != "quote" or tag_of(element) != "cite":
        return False
    parent, before = element.getparent(), element.getprevious()
    above = (parent.text if before is None and parent is not None else None) or ""
    above = (before.tail or "") if before is not None else above
    ends = above.strip() or ("" if before is None else text_in(before).strip())
    return not (element.tail or "").strip() and ends.rstrip("»”\"'—–- ").endswith(_STOPS)
