"""The lists of an OpenDocument text: how deep an item is and which number it has."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.readers.odt.styles import Styles, number_of
from pipeline.readers.xml_trees import Names

if TYPE_CHECKING:
    from lxml import etree


@dataclass(slots=True)
class _List:
    style: str
    count: int
    identifier: str


class Lists:
    """The lists that are open at some place of the text, one inside the other."""

    def __init__(self, styles: Styles, names: Names) -> None:
        """Begin outside of all lists."""
        self._styles = styles
        self._names = names
        self._open: list[_List] = []
        self._ended: dict[str, int] = {}
        self._label = ""

    @property
    def depth(self) -> int:
        """How many lists the text here is inside of."""
        return len(self._open)

    def take_label(self) -> str:
        """Return the item's number, once: its second paragraph has none."""
        label, self._label = self._label, ""
        return label

    def begin_list(self, element: "etree._Element") -> bool:
        """Go into a list, which may go on with the numbers of one before."""
        given = self._names.attributes(element)
        style = given.get("text:style-name", "") or (self._open[-1].style if self._open else "")
        before = given.get("text:continue-list", "")
        if not before and given.get("text:continue-numbering") == "true":
            before = f"style {style}"
        count = self._ended.get(before, 0)
        if not count:
            count = self._styles.list_level(style, self.depth + 1).start - 1
        self._open.append(_List(style, count, given.get("xml:id", "")))
        return False

    def end_list(self, _: "etree._Element") -> None:
        """Go out of a list, and remember how far it has come."""
        if not self._open:
            return
        ended = self._open.pop()
        if not self._open:
            self._ended[f"style {ended.style}"] = ended.count
        if ended.identifier:
            self._ended[ended.identifier] = ended.count

    def begin_item(self, element: "etree._Element") -> bool:
        """Go to the next item and count on."""
        if not self._open:
            return False
        if len(element) and self._names.of(element[0]) == "text:list":
            return False  # only there for the list inside; it has no number of its own
        now = self._open[-1]
        now.count = number_of(self._names.get(element, "text:start-value"), now.count + 1)
        self._label = self._styles.label(now.style, [around.count for around in self._open])
        return False

    def begin_header(self, _: "etree._Element") -> bool:
        """Go to a paragraph over the items: it has no number."""
        self._label = ""
        return False

    def end_item(self, _: "etree._Element") -> None:
        """Go out of an item."""
        self._label = ""
