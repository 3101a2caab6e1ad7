"""The text of a page by the blocks that it stands in, with what tells prose from navigation."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import heading_level

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD: Final = re.compile(r"\w+")


@dataclass(slots=True)
class Leaf:
    """The text that stands in a block itself, not in a block inside it."""

    element: "_Element"
    """The block."""
    place: int
    """Its number among the leaves, in the order of the page."""
    pieces: list[str] = field(default_factory=list)
    """Its text, in pieces."""
    linked: int = 0
    """Letters of it that are in links."""
    pictures: int = 0
    """Pictures in it."""
    words: tuple[str, ...] = ()
    """Its words, without regard to case."""
    letters: int = 0
    """Letters of it, white space not counted."""

    @property
    def text(self) -> str:
        """The text, each row of white space one space."""
        return " ".join("".join(self.pieces).split())

    @property
    def glued(self) -> str:
        """The text with a bar where two elements meet without a space: bits and pieces."""
        whole: list[str] = []
        for piece in self.pieces:
            is_glued = whole and not whole[-1][-1:].isspace() and not piece[:1].isspace()
            whole += ["|", piece] if is_glued else [piece]
        return " ".join("".join(whole).split())

    @property
    def link_share(self) -> float:
        """How much of it is in links, 0 to 1."""
        return self.linked / self.letters if self.letters else 0.0


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without regard to case."""
    return tuple(_WORD.findall(text.casefold()))


def find_leaves(body: "_Element", holders: "set[_Element]", pictures: Iterable[str]) -> list[Leaf]:
    """Return the blocks of a page that show text or a picture, in the order of the page.

    `holders` are the elements that are blocks or hold one, `pictures` the tags of pictures.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    search = _Search(body, holders, frozenset(pictures))
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            search.enter(element)
        else:
            search.leave(element)
    shown = [leaf for leaf in search.leaves if leaf.pictures or "".join(leaf.pieces).strip()]
    for place, leaf in enumerate(shown):
        leaf.place = place
        leaf.words = words_of("".join(leaf.pieces))
        leaf.letters = sum(len(piece) for text in leaf.pieces for piece in text.split())
    return shown


class _Search:
    """A walk over the tree, which gives each text to the block that it stands in."""

    def __init__(
        self, body: "_Element", holders: "set[_Element]", pictures: frozenset[str]
    ) -> None:
        self.leaves: list[Leaf] = []
        self._body = body
        self._holders = holders
        self._pictures = pictures
        self._opened: list[Leaf] = []
        self._links: list[_Element] = []

    def enter(self, element: "_Element") -> None:
        if element in self._holders:
            self._opened.append(Leaf(element, 0))
            self.leaves.append(self._opened[-1])
        elif element.tag == "br":
            self._add(" ")
        if self._is_link(element):
            self._links.append(element)
        if element.tag in self._pictures and self._opened:
            self._opened[-1].pictures += 1
        self._add(element.text)

    def leave(self, element: "_Element") -> None:
        if self._links and self._links[-1] is element:
            self._links.pop()
        if self._opened and self._opened[-1].element is element:
            self._opened.pop()
            self._add(" ")
        if element is not self._body:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and self._opened:
            leaf = self._opened[-1]
            leaf.pieces.append(text)
            if self._links:
                leaf.linked += len("".join(text.split()))

    def _is_link(self, element: "_Element") -> bool:
        address = element.get("href") if element.tag == "a" else None
        # A heading that leads to itself is as good as one without a link.
        in_heading = bool(self._opened) and heading_level(self._opened[-1].element) > 0
        return address is not None and not (in_heading and address.startswith("#"))


@dataclass(slots=True)
class Measure:
    """What stands in an element and everything inside it."""

    letters: int = 0
    """Letters."""
    linked: int = 0
    """Letters in links."""
    pictures: int = 0
    """Pictures."""
    texts: int = 0
    """Leaves with text."""
    longest: int = 0
    """Words of its longest leaf that is not mostly a link."""
    evidence: int = 0
    """Letters of the leaves that are known to be of the article."""

    def add(self, inside: "Measure") -> None:
        """Count what an element inside has."""
        self.letters += inside.letters
        self.linked += inside.linked
        self.pictures += inside.pictures
        self.texts += inside.texts
        self.longest = max(self.longest, inside.longest)
        self.evidence += inside.evidence

    @property
    def link_share(self) -> float:
        """How much of the text is in links, 0 to 1."""
        return self.linked / self.letters if self.letters else 0.0


_LINK: Final = 0.5


def measure(leaves: Iterable[Leaf], evidence: "set[_Element]") -> "Mapping[_Element, Measure]":
    """Return the measure of each element that holds a leaf."""
    found: dict[_Element, Measure] = {}
    root: _Element | None = None
    for leaf in leaves:
        root = root if root is not None else leaf.element.getroottree().getroot()
        own = found.setdefault(leaf.element, Measure())
        own.letters += leaf.letters
        own.linked += leaf.linked
        own.pictures += leaf.pictures
        own.texts += bool(leaf.letters)
        own.longest = max(own.longest, len(leaf.words) if leaf.link_share < _LINK else 0)
        own.evidence += leaf.letters * (leaf.element in evidence)
    # From the last element to the first: what is inside is complete before what is around it.
    for element in [] if root is None else reversed(list(root.iter())):
        inside, parent = found.get(element), element.getparent()
        if inside is not None and parent is not None:
            found.setdefault(parent, Measure()).add(inside)
    return found
