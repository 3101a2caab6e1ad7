"""The text of an OpenDocument file, paragraph by paragraph (OASIS OpenDocument 1.3, part 3).

Whatever holds text in a paragraph is walked through, so that fields and marks unknown here keep
what they show; what is named here is treated in its own way.
"""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.article import BlockKind, clean_text
from pipeline.readers.collector import Collector, Draft, as_note, labelled, level_of
from pipeline.readers.looks import Look
from pipeline.readers.odt.lists import Lists
from pipeline.readers.odt.styles import ParagraphStyle, Styles, number_of
from pipeline.readers.runs import Run, link_of
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

_LEFT_OUT: Final = frozenset(
    {
        "office:annotation",
        "office:annotation-end",
        "office:binary-data",
        "office:event-listeners",
        "office:forms",
        "office:scripts",
        "text:tracked-changes",  # holds what was deleted
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:object-index",
        "text:user-index",
        "text:alphabetical-index",
        "text:bibliography-source",
        "text:ruby-text",
        "text:number",  # a label, worked out from the list
        "text:placeholder",
        "text:script",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "table:covered-table-cell",
        "draw:object",
        "draw:object-ole",
        "draw:plugin",
        "draw:glue-point",
        "svg:title",
        "svg:desc",
        "dc:creator",
        "dc:date",
    }
)
_SPACES: Final = frozenset({"text:s", "text:tab", "text:line-break"})
_BOXES: Final = frozenset(
    {
        "draw:text-box",
        "draw:custom-shape",
        "draw:rect",
        "draw:ellipse",
        "draw:circle",
        "draw:polygon",
        "draw:polyline",
        "draw:path",
        "draw:line",
        "draw:connector",
        "draw:caption",
    }
)
_LONGEST_MARK: Final = 12
"""Characters of a note's number."""


@dataclass(slots=True)
class _Paragraph:
    style: ParagraphStyle
    outline: int | None
    look: Look
    has_picture: bool = False
    is_hidden: bool = False
    runs: list[Run] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    boxes: "list[etree._Element]" = field(default_factory=list)


class Story:
    """Text that is read from its beginning to its end: the document's, or a note's."""

    def __init__(self, styles: Styles, names: Names, *, in_note: bool = False) -> None:
        """Begin; a note's own notes are left aside."""
        self.collector = Collector()
        """The paragraphs."""
        self.endnotes: list[Draft] = []
        """The endnotes that the text refers to."""
        self._styles = styles
        self._names = names
        self._in_note = in_note
        self._paragraphs: list[_Paragraph] = []
        self._looks: list[Look] = []
        self._links: list[str] = []
        self._lists = Lists(styles, names)
        self._start: Mapping[str, Callable[[etree._Element], bool]] = MappingProxyType(
            {
                "text:p": self._begin_paragraph,
                "text:h": self._begin_paragraph,
                "text:span": self._begin_span,
                "text:a": self._begin_link,
                "text:note": self._note,
                "text:section": self._is_hidden,
                "text:hidden-text": self._is_hidden,
                "text:hidden-paragraph": self._hide_paragraph,
                "text:list": self._lists.begin_list,
                "text:list-item": self._lists.begin_item,
                "text:list-header": self._lists.begin_header,
                "table:table": self._begin_table,
                "table:table-row": self._begin_row,
                "table:table-cell": self._begin_cell,
                "draw:image": self._picture,
            }
        )
        self._end: Mapping[str, Callable[[etree._Element], None]] = MappingProxyType(
            {
                "text:p": self._end_paragraph,
                "text:h": self._end_paragraph,
                "text:span": self._end_span,
                "text:a": self._end_link,
                "text:list": self._lists.end_list,
                "text:list-item": self._lists.end_item,
                "table:table": self._end_table,
                "table:table-row": self._end_row,
                "table:table-cell": self._end_cell,
                "table:covered-table-cell": self._end_covered_cell,
            }
        )

    def walk(self, root: "etree._Element") -> None:
        """Read everything inside `root`."""
        from lxml import etree  # noqa: PLC0415 - heavy

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = self._names.of(element)
            if event == "end":
                if name in self._end:
                    self._end[name](element)
                if element is not root:
                    self._add(element.tail)
            elif name in _LEFT_OUT or self._is_box(name, element):
                walker.skip_subtree()
            elif name in _SPACES:
                self._add(" ")
            elif name in self._start and self._start[name](element):
                walker.skip_subtree()
            else:
                self._add(element.text)

    def _is_box(self, name: str, element: "etree._Element") -> bool:
        """Put text that hangs on a paragraph aside until the paragraph's end."""
        if name not in _BOXES or not self._paragraphs:
            return False
        self._paragraphs[-1].boxes.append(element)
        return True

    # Each of these is told of an element's start, and answers whether to pass over what is in it.

    def _begin_paragraph(self, element: "etree._Element") -> bool:
        style = self._styles.paragraph(self._names.get(element, "text:style-name"))
        is_heading = self._names.of(element) == "text:h"
        outline = self._names.get(element, "text:outline-level", "1")
        self._paragraphs.append(
            _Paragraph(style, number_of(outline, 1) if is_heading else None, style.look)
        )
        return False

    def _begin_span(self, element: "etree._Element") -> bool:
        identifier = self._names.get(element, "text:style-name")
        around = self._look
        self._looks.append(around)
        if self._paragraphs:
            self._paragraphs[-1].look = self._styles.text(identifier, around)
        return False

    def _begin_link(self, element: "etree._Element") -> bool:
        self._links.append(link_of(self._names.get(element, "xlink:href")))
        return False

    def _note(self, element: "etree._Element") -> bool:
        if self._in_note or not self._paragraphs or self._look.hidden:
            return True
        mark = ""
        drafts: list[Draft] = []
        for child in element:
            if self._names.of(child) == "text:note-citation":
                mark = clean_text(child.text or "")[:_LONGEST_MARK].strip()
            elif self._names.of(child) == "text:note-body":
                story = Story(self._styles, self._names, in_note=True)
                story.walk(child)
                drafts = as_note(story.collector.drafts(), mark)
        is_endnote = self._names.get(element, "text:note-class") == "endnote"
        (self.endnotes if is_endnote else self._paragraphs[-1].notes).extend(drafts)
        return True

    def _is_hidden(self, element: "etree._Element") -> bool:
        given = self._names.attributes(element)
        return given.get("text:is-hidden") == "true" or given.get("text:display") == "none"

    def _hide_paragraph(self, element: "etree._Element") -> bool:
        if self._paragraphs and self._is_hidden(element):
            self._paragraphs[-1].is_hidden = True
        return True

    def _begin_table(self, _: "etree._Element") -> bool:
        self.collector.open_table()
        return False

    def _begin_row(self, _: "etree._Element") -> bool:
        self.collector.open_row()
        return False

    def _begin_cell(self, _: "etree._Element") -> bool:
        self.collector.open_cell()
        return False

    def _picture(self, _: "etree._Element") -> bool:
        if self._paragraphs:
            self._paragraphs[-1].has_picture = True
        return True

    # Each of these is told of an element's end.

    def _end_paragraph(self, _: "etree._Element") -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        kind, level = self._kind(paragraph)
        shows = not (paragraph.is_hidden or paragraph.style.is_contents)
        label = self._lists.take_label()
        self.collector.add(
            Draft(
                kind,
                tuple(paragraph.runs) if shows else (),
                level_of(kind, level),
                labelled(label if kind == "list-item" else ""),
                has_picture=paragraph.has_picture,
                notes=tuple(paragraph.notes),
            )
        )
        for box in paragraph.boxes:
            self.walk(box)

    def _kind(self, paragraph: _Paragraph) -> tuple[BlockKind, int]:
        kind, level = paragraph.style.kind, paragraph.style.level
        if paragraph.outline is not None and kind != "title":
            return "heading", paragraph.outline
        if kind == "paragraph" and self._lists.depth:
            return "list-item", self._lists.depth
        return kind, level

    def _end_span(self, _: "etree._Element") -> None:
        if self._looks:
            look = self._looks.pop()
            if self._paragraphs:
                self._paragraphs[-1].look = look

    def _end_link(self, _: "etree._Element") -> None:
        if self._links:
            self._links.pop()

    def _end_table(self, _: "etree._Element") -> None:
        self.collector.close_table()

    def _end_row(self, element: "etree._Element") -> None:
        self.collector.skip_rows(self._number(element, "table:number-rows-repeated") - 1)

    def _end_cell(self, element: "etree._Element") -> None:
        # The columns that a merged cell covers have elements of their own.
        self.collector.skip_columns(self._number(element, "table:number-columns-repeated") - 1)

    def _end_covered_cell(self, element: "etree._Element") -> None:
        self.collector.skip_columns(self._number(element, "table:number-columns-repeated"))

    def _number(self, element: "etree._Element", name: str) -> int:
        return number_of(self._names.get(element, name), 1)

    @property
    def _look(self) -> Look:
        return self._paragraphs[-1].look if self._paragraphs else Look()

    def _add(self, text: str | None) -> None:
        if text and self._paragraphs and not self._look.hidden:
            link = next((one for one in reversed(self._links) if one), "")
            self._paragraphs[-1].runs.append(self._look.run(text, link))
