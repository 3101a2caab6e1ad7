"""Paragraphs of a document to blocks, for every format that says what its paragraphs are.

A reader tells a `Collector` what it meets, in the order of the document. The rules that are the
same for all formats are here:

1. The title is the first paragraph that the document marks as one; else its only heading of
   level 1, where no other heading stands before it; else a short first paragraph without a final
   stop, as in plain text. A second title is a heading.
2. A paragraph is a caption too where plain text would take it for one (see `captions`), or where
   it is emphasised as a whole and stands right under a picture.
3. Notes stand behind the paragraph, list or table that refers to them.
4. A table's cell is one block with the attributes `table`, `row` and `column`, from 1. Rows and
   columns that are merged count, a merged cell stands where it begins. Empty cells are left out.
5. A table is there for layout, and what is in it stands as if without it, where it has one column
   only or holds a heading or another table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.article import EMPTY_MAPPING, Block, BlockKind, FrozenMapping, Span
from pipeline.readers.captions import is_caption
from pipeline.readers.lines import is_visible, starts_with_dash
from pipeline.readers.plain_text import TITLE_LIMIT
from pipeline.readers.runs import SPACE, Run, text_of

MAX_COLUMNS: Final = 16_384
"""Where columns end to be counted: a spreadsheet has no more."""
MAX_ROWS: Final = 1_048_576
"""Where rows end to be counted."""
DEEPEST: Final = 6
"""Levels of headings beyond it are the same to a reader."""

_OPENING: Final = 4
"""Blocks among which a text says its title, if it says it again."""
_STOPS: Final = (".", "…", ":", ";")
_CLOSERS: Final = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph as the document has it."""

    kind: BlockKind
    """What the document says that it is."""
    runs: tuple[Run, ...]
    """Its text."""
    level: int | None = None
    """Depth of a heading or list item, from 1."""
    attributes: FrozenMapping = EMPTY_MAPPING
    """Number of a list item or note; place of a cell."""
    has_picture: bool = False
    """Whether there is a picture in it."""
    notes: tuple["Draft", ...] = ()
    """The notes that it refers to."""


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    row: int = 0
    column: int = 0
    width: int = 0
    has_table: bool = False
    cells: list[_Cell] = field(default_factory=list)

    @property
    def is_layout(self) -> bool:
        return self.width <= 1 or self.has_table or any(map(_has_heading, self.cells))


class Collector:
    """What was found in a document so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._drafts: list[Draft] = []
        self._tables: list[_Table] = []
        self._count = 0

    def add(self, draft: Draft) -> None:
        """Take a paragraph; one that shows nothing counts only for its picture and notes."""
        if draft.runs or draft.has_picture or draft.notes:
            self._target().append(draft)

    def open_table(self) -> None:
        """Go into a table."""
        if self._tables:
            self._tables[-1].has_table = True
        self._tables.append(_Table())

    def open_row(self) -> None:
        """Go to the next row of the table."""
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0

    def skip_rows(self, count: int) -> None:
        """Leave out so many rows: they repeat the last one."""
        if self._tables and count > 0:
            self._tables[-1].row = min(self._tables[-1].row + count, MAX_ROWS)

    def open_cell(self) -> None:
        """Go to the next column of the row; what is added from now on stands there."""
        if self._tables:
            table = self._tables[-1]
            table.column = min(table.column + 1, MAX_COLUMNS)
            table.width = max(table.width, table.column)
            table.cells.append(_Cell(table.row, table.column))

    def skip_columns(self, count: int) -> None:
        """Leave out so many columns of the row: a merged or repeated cell has taken them."""
        if self._tables and count > 0:
            table = self._tables[-1]
            table.column = min(table.column + count, MAX_COLUMNS)
            table.width = max(table.width, table.column)

    def close_table(self) -> None:
        """Go out of a table, and take it for what it is."""
        if not self._tables:
            return
        table = self._tables.pop()
        if table.is_layout or self._tables:
            self._target().extend(draft for cell in table.cells for draft in cell.drafts)
            return
        cells = [cell for cell in table.cells if _shows(cell.drafts)]
        self._count += bool(cells)
        self._drafts.extend(_joined(cell, self._count) for cell in cells)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the paragraphs as they were taken, tables resolved."""
        while self._tables:
            self.close_table()
        return tuple(self._drafts)

    def blocks(self, title: str = "") -> tuple[Block, ...]:
        """Return the blocks; a `title` that is known otherwise stands first, once.

        A title alone is no article.
        """
        drafts = list(_with_notes(self.drafts()))
        if title:
            kept = (replace(one, kind="heading") if one.kind == "title" else one for one in drafts)
            blocks = list(_finished(kept))
            known = Block("title", title, level=1)
            return (known, *_without_repeated(title, blocks)) if blocks else ()
        return tuple(_finished(_with_title(drafts)))

    def _target(self) -> list[Draft]:
        if not self._tables:
            return self._drafts
        table = self._tables[-1]
        if not table.cells:  # text between a table and its first cell, which nobody writes
            table.cells.append(_Cell(1, 1))
        return table.cells[-1].drafts


def labelled(label: str) -> FrozenMapping:
    """Return the attributes of a list item or note with this number, or with none."""
    return FrozenMapping({"label": label}) if label else EMPTY_MAPPING


def level_of(kind: BlockKind, level: int) -> int | None:
    """Return the level that a block of this kind has: none but for headings and list items."""
    if kind == "title":
        return 1
    if kind == "heading":
        return min(max(level, 1), DEEPEST)
    return max(level, 1) if kind == "list-item" else None


def as_note(drafts: Iterable[Draft], number: str) -> list[Draft]:
    """Return a note's paragraphs as such; the first has its number."""
    notes: list[Draft] = []
    for draft in drafts:
        if _shows([draft]):
            label = labelled("" if notes else number)
            notes.append(Draft("footnote", draft.runs, attributes=label))
    return notes


def _has_heading(cell: _Cell) -> bool:
    return any(draft.kind in {"heading", "title"} for draft in cell.drafts)


def _shows(drafts: Iterable[Draft]) -> bool:
    return any(is_visible(run.text) for draft in drafts for run in draft.runs)


def _joined(cell: _Cell, table: int) -> Draft:
    """Return a cell as one draft, its paragraphs one behind the other."""
    runs = [run for draft in cell.drafts for run in (*draft.runs, SPACE)]
    places = {"table": table, "row": cell.row, "column": cell.column}
    return Draft(
        "table-cell",
        tuple(runs),
        attributes=FrozenMapping({key: str(value) for key, value in places.items()}),
        notes=tuple(note for draft in cell.drafts for note in draft.notes),
    )


def _with_notes(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Put the notes behind what refers to them (rule 3)."""
    waiting: list[Draft] = []
    group: tuple[str, str] | None = None
    for draft in drafts:
        own = _group(draft)
        if waiting and (own is None or own != group):
            yield from waiting
            waiting.clear()
        group = own
        yield replace(draft, notes=())
        waiting += draft.notes
    yield from waiting


def _group(draft: Draft) -> tuple[str, str] | None:
    if draft.kind == "list-item":
        return "list", ""
    if draft.kind == "table-cell":
        return "table", draft.attributes.get("table", "")
    return None


def _with_title(drafts: list[Draft]) -> Iterator[Draft]:
    """Find the title (rule 1)."""
    place = _title_place(drafts)
    for number, draft in enumerate(drafts):
        if number == place:
            yield replace(draft, kind="title", level=1)
        elif draft.kind == "title":
            yield replace(draft, kind="heading", level=1)
        else:
            yield draft


def _title_place(drafts: Sequence[Draft]) -> int | None:
    shown = [place for place, draft in enumerate(drafts) if _shows([draft])]
    for place in shown:
        if drafts[place].kind == "title":
            return place
    headings = [place for place in shown if drafts[place].kind == "heading"]
    if [drafts[place].level for place in headings].count(1) == 1 and drafts[headings[0]].level == 1:
        return headings[0]
    if len(shown) > 1 and drafts[shown[0]].kind == "paragraph":
        text, _ = text_of(drafts[shown[0]].runs)
        is_line = len(text) < TITLE_LIMIT and not text.rstrip(_CLOSERS).endswith(_STOPS)
        if is_line and not is_caption(text) and not starts_with_dash(text):
            return shown[0]
    return None


def _finished(drafts: Iterable[Draft]) -> Iterator[Block]:
    """Yield the blocks, captions told from paragraphs (rule 2)."""
    under_picture = False
    for draft in drafts:
        text, spans = text_of(draft.runs)
        kind = draft.kind
        if kind == "paragraph" and (
            is_caption(text)
            or (_is_emphasised(text, spans) and (draft.has_picture or under_picture))
        ):
            kind = "caption"
        if is_visible(text):
            yield Block(kind, text, draft.level, spans, draft.attributes)
        if is_visible(text) or draft.has_picture:
            under_picture = draft.has_picture and not is_visible(text)


def _is_emphasised(text: str, spans: Iterable[Span]) -> bool:
    return any(
        (span.start, span.end) == (0, len(text)) and span.type in ("emphasis", "strong")
        for span in spans
    )


def _without_repeated(title: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Leave out what only says the title again where the text opens."""
    for place, block in enumerate(blocks[:_OPENING]):
        if block.kind in {"heading", "paragraph"} and block.text.casefold() == title.casefold():
            return [*blocks[:place], *blocks[place + 1 :]]
    return blocks


def metadata_of(**values: str) -> Mapping[str, str]:
    """Return metadata without what is empty."""
    return {key: value for key, value in values.items() if value}
