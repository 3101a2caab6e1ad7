"""The text of a Word document, paragraph by paragraph (ISO/IEC 29500-1, 17).

Everything that holds text is walked through whatever it is called, so that the containers which
Word invents now and then lose nothing; what is named here is treated in its own way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pipeline.readers.collector import Collector, Draft, as_note, labelled, level_of
from pipeline.readers.docx.elements import (
    PLAIN_PARAGRAPH,
    ParagraphProperties,
    has_other_form,
    is_no_text,
    paragraph_properties,
    properties_of,
    symbol,
)
from pipeline.readers.docx.fields import Fields
from pipeline.readers.docx.numbering import Item
from pipeline.readers.docx.package import Relationship
from pipeline.readers.docx.styles import ListPlace, ParagraphStyle, look_of, number_of, values_of
from pipeline.readers.docx.surroundings import Surroundings
from pipeline.readers.looks import PLAIN
from pipeline.readers.runs import Run, link_of

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT: Final = frozenset(
    {
        "w:del",  # tracked changes: what was deleted,
        "w:moveFrom",  # and what was moved away
        "w:delText",
        "w:delInstrText",
        "w:rt",  # how to pronounce a word
        "w:sdtPr",
        "w:sectPr",
        "w:tblPr",
        "w:tblGrid",
        "w:trPr",
        "w:tcPr",
        "w:rubyPr",
    }
)
_CHARACTERS: Final[Mapping[str, str]] = MappingProxyType(
    {"w:tab": " ", "w:ptab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-"}
)
_PICTURES: Final = frozenset({"pic:pic", "v:imagedata"})
_HEADINGS: Final = range(9)
"""Outline levels; the tenth is body text."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read."""

    style: ParagraphStyle = field(default_factory=ParagraphStyle)
    properties: ParagraphProperties = PLAIN_PARAGRAPH
    has_picture: bool = False
    runs: list[Run] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    boxes: "list[etree._Element]" = field(default_factory=list)


class Story:
    """Text that is read from its beginning to its end: the document's, or a note's."""

    def __init__(
        self, around: Surroundings, relations: Mapping[str, Relationship], *, in_note: bool = False
    ) -> None:
        """Begin; a note's own notes are left aside."""
        self.collector = Collector()
        """The paragraphs."""
        self.endnotes: list[Draft] = []
        """The endnotes that the text refers to."""
        self._around = around
        self._names = around.package.names
        self._relations = relations
        self._in_note = in_note
        self._fields = Fields()
        self._links: list[str] = []
        self._look = PLAIN
        self._paragraphs: list[_Paragraph] = []
        self._carried: _Paragraph | None = None
        self._seen: dict[str, set[str]] = {}
        self._start: Mapping[str, Callable[[etree._Element], bool]] = MappingProxyType(
            {
                "w:p": self._begin_paragraph,
                "w:pPr": self._paragraph_properties,
                "w:r": self._begin_run,
                "w:rPr": self._run_properties,
                "w:t": self._text,
                "m:t": self._text,
                "w:sym": self._symbol,
                "w:fldChar": self._field_character,
                "w:fldSimple": self._simple_field,
                "w:instrText": self._instruction,
                "w:hyperlink": self._hyperlink,
                "w:footnoteReference": self._note,
                "w:endnoteReference": self._note,
                "w:txbxContent": self._box,
                "mc:Choice": partial(has_other_form, names=self._names),
                "mc:Fallback": partial(has_other_form, names=self._names),
                "w:sdt": partial(is_no_text, names=self._names),
                "w:tbl": self._begin_table,
                "w:tr": self._begin_row,
                "w:tc": self._begin_cell,
            }
        )
        self._end: Mapping[str, Callable[[], None]] = MappingProxyType(
            {
                "w:p": self._end_paragraph,
                "w:fldSimple": self._fields.end,
                "w:hyperlink": self._end_link,
                "w:tc": self._end_carrying,
                "w:tbl": self.collector.close_table,
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
                    self._end[name]()
            elif name in _LEFT_OUT:
                walker.skip_subtree()
            elif name in _CHARACTERS:
                self._add(_CHARACTERS[name])
            elif name in _PICTURES and self._paragraphs:
                self._paragraphs[-1].has_picture = True
            elif name in self._start and self._start[name](element):
                walker.skip_subtree()
        self._end_carrying()

    # Each of these is told of an element's start, and answers whether to pass over what is in it.

    def _begin_paragraph(self, _: "etree._Element") -> bool:
        style = self._around.styles.paragraph("")
        carried = self._carried or _Paragraph()
        self._carried = None
        self._paragraphs.append(_Paragraph(style, runs=carried.runs, notes=carried.notes))
        return False

    def _paragraph_properties(self, element: "etree._Element") -> bool:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.properties = paragraph_properties(element, self._names)
            paragraph.style = self._around.styles.paragraph(paragraph.properties.style)
        return True

    def _begin_run(self, _: "etree._Element") -> bool:
        self._look = PLAIN
        return False

    def _run_properties(self, element: "etree._Element") -> bool:
        identifier = values_of(element, self._names).get("w:rStyle", "")
        look = look_of(element, self._names)
        self._look = look.over(self._around.styles.character(identifier)) if identifier else look
        return True

    def _text(self, element: "etree._Element") -> bool:
        self._add(element.text or "")
        return True

    def _symbol(self, element: "etree._Element") -> bool:
        self._add(symbol(element, self._names))
        return True

    def _field_character(self, element: "etree._Element") -> bool:
        match self._names.get(element, "w:fldCharType"):
            case "begin":
                self._fields.begin()
            case "separate":
                self._fields.separate()
            case "end":
                self._fields.end()
        return True

    def _simple_field(self, element: "etree._Element") -> bool:
        self._fields.begin(self._names.get(element, "w:instr"))
        self._fields.separate()
        return False

    def _instruction(self, element: "etree._Element") -> bool:
        self._fields.instruct(element.text or "")
        return True

    def _hyperlink(self, element: "etree._Element") -> bool:
        relation = self._relations.get(self._names.get(element, "r:id"))
        self._links.append(link_of(relation.target) if relation and relation.is_external else "")
        return False

    def _end_link(self) -> None:
        self._links.pop()

    def _note(self, element: "etree._Element") -> bool:
        kind = self._names.of(element)
        notes = self._around.notes.get(kind)
        identifier = self._names.get(element, "w:id")
        seen = self._seen.setdefault(kind, set())
        is_shown = bool(self._paragraphs) and not self._fields.hides and not self._look.hidden
        if notes is None or self._in_note or identifier in seen or not is_shown:
            return True
        note = notes.by_identifier.get(identifier)
        if note is not None:
            seen.add(identifier)
            story = Story(self._around, notes.relations, in_note=True)
            story.walk(note)
            drafts = as_note(story.collector.drafts(), str(len(seen)))
            is_footnote = kind == "w:footnoteReference"
            (self._paragraphs[-1].notes if is_footnote else self.endnotes).extend(drafts)
        return True

    def _box(self, element: "etree._Element") -> bool:
        if not self._paragraphs:
            return False
        self._paragraphs[-1].boxes.append(element)
        return True

    def _begin_table(self, _: "etree._Element") -> bool:
        self._end_carrying()
        self.collector.open_table()
        return False

    def _begin_row(self, element: "etree._Element") -> bool:
        values = properties_of(element, "w:trPr", self._names)
        if "w:del" in values:
            return True
        self.collector.open_row()
        self.collector.skip_columns(number_of(values.get("w:gridBefore", "")) or 0)
        return False

    def _begin_cell(self, element: "etree._Element") -> bool:
        values = properties_of(element, "w:tcPr", self._names)
        width = number_of(values.get("w:gridSpan", "")) or 1
        # A cell that goes on from the row above says nothing new; one that restarts does.
        merges = {values.get("w:vMerge"), values.get("w:hMerge")}
        if not merges.isdisjoint({"", "continue"}) or "w:cellDel" in values:
            self.collector.skip_columns(width)
            return True
        self.collector.open_cell()
        self.collector.skip_columns(width - 1)
        return False

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        self._look = PLAIN
        self._fields.end_instructions()
        if paragraph.properties.goes_on and not paragraph.boxes:
            self._carried = paragraph
            return
        item = self._item(paragraph)
        kind, level = paragraph.style.kind, paragraph.style.level
        outline = paragraph.properties.outline
        if kind == "paragraph" and outline in _HEADINGS:
            kind, level = "heading", (outline or 0) + 1
        elif kind == "paragraph" and item:
            kind, level = "list-item", item.level
        shows = not (paragraph.style.is_contents or paragraph.style.is_hidden)
        self.collector.add(
            Draft(
                kind,
                tuple(paragraph.runs) if shows else (),
                level_of(kind, level),
                labelled(item.label if item and kind == "list-item" else ""),
                has_picture=paragraph.has_picture,
                notes=tuple(paragraph.notes),
            )
        )
        for box in paragraph.boxes:
            self.walk(box)

    def _item(self, paragraph: _Paragraph) -> Item | None:
        place, of_style = paragraph.properties.place, paragraph.style.place
        if place and not place.number and of_style:
            place = ListPlace(of_style.number, place.level)
        return self._around.numbering.item(place or of_style, paragraph.properties.style)

    def _end_carrying(self) -> None:
        """Let what was to go on in a next paragraph stand alone where there is none."""
        if self._carried:
            runs, notes = tuple(self._carried.runs), tuple(self._carried.notes)
            self.collector.add(Draft("paragraph", runs, notes=notes))
            self._carried = None

    def _add(self, text: str) -> None:
        if self._paragraphs and not self._fields.hides and not self._look.hidden:
            link = next((one for one in reversed(self._links) if one), "") or self._fields.link
            self._paragraphs[-1].runs.append(self._look.run(text, link))
