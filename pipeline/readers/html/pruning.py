"""Taking out of a page what is not its article, before the article is looked at closely.

A page whose `body` has the class "cookie-banner-open" is no cookie banner: what holds the title or
a good part of the evidence stays, whatever it is called.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.boxes import is_row_of_boxes
from pipeline.readers.html.chrome import is_about_article, is_chrome
from pipeline.readers.html.elements import (
    ancestors,
    ancestors_or_self,
    drop,
    heading_level,
    line_of,
    tag_of,
)
from pipeline.readers.html.leaves import Leaf, Measure
from pipeline.readers.html.notes import is_notes
from pipeline.readers.html.wording import is_appendix, is_comments, is_label

if TYPE_CHECKING:
    from lxml.etree import _Element

GUARD: Final = 0.5
"""What holds more than this share of the evidence's letters is the article."""
MOST_LINKS: Final = 0.6
"""Share of letters in links from which on a box is a box of links."""
ALL_LINK: Final = 0.9
"""Share of letters in links from which on a line is a link."""
PROSE: Final = 20
"""Words of a paragraph that nobody writes as a label."""
_LINE: Final = 5
"""Words of the shortest line that is worth reading without being a link."""
_LONGEST_LINE: Final = 1000
"""Letters of a line that announces a list."""
MANY: Final = 10_000
"""Words of a comment, at most."""
_CARD: Final = 5
"""Lines of a teaser for another article, at most."""

ROWS: Final = frozenset({"li", "td", "th", "dt", "dd"})
"""Elements of a list or table."""
_LISTS: Final = frozenset({"ul", "ol", "dl", "table", "tbody", "tr"})


def drop_chrome(
    body: "_Element", measures: "Mapping[_Element, Measure]", title: "_Element | None"
) -> None:
    """Drop what its makers name as something else."""
    limit = GUARD * measures.get(body, Measure()).evidence
    kept = set() if title is None else set(ancestors_or_self(title))
    for notes in [one for one in body.iterdescendants() if is_notes(one)]:
        kept.update(_until(kept, ancestors_or_self(notes)))
    for element in list(body.iterdescendants()):
        if element in kept or not is_chrome(element):
            continue
        found = measures.get(element, Measure())
        is_standfirst = is_about_article(element) and not found.linked and found.longest >= _LINE
        if found.evidence <= limit and not is_standfirst:
            drop(element)


def drop_labelled(
    leaves: Sequence[Leaf], measures: "Mapping[_Element, Measure]", title: "_Element | None"
) -> None:
    """Drop the boxes that a label such as "Leggi anche" opens, and the links below a label."""
    limit = GUARD * max((found.evidence for found in measures.values()), default=0)
    kept = set() if title is None else set(ancestors_or_self(title))
    first_of: dict[_Element, _Element] = {}
    for leaf in leaves:
        for element in _until(first_of, ancestors_or_self(leaf.element)):
            first_of[element] = leaf.element
    for leaf in leaves:
        element = leaf.element
        if element in kept or element.getparent() is None or not _is_opening(leaf):
            continue
        own = measures[element]
        if own.texts > 1 and (own.longest >= PROSE or own.evidence > limit):
            continue  # a large box with a line of its own, which `choice` leaves out
        longest = MANY if is_comments(leaf.text) and heading_level(element) else PROSE
        box = _box(element, first_of, kept, measures, (limit, longest))
        followers: Iterator[_Element] = iter(())
        if is_appendix(leaf.text) and heading_level(element):
            followers = _section(box)
        elif box is element or tag_of(box) in {"header", "hgroup"}:
            followers = _links(box, measures)
        found = list(followers)
        drop(box)
        for follower in found:
            if measures.get(follower, Measure()).evidence <= limit:
                drop(follower)


def drop_link_boxes(
    core: "_Element", measures: "Mapping[_Element, Measure]", title: "_Element | None"
) -> None:
    """Drop what in the core is mostly links, but for lists that something announces."""
    limit = GUARD * measures[core].evidence if core in measures else 0
    kept = set() if title is None else set(ancestors_or_self(title))
    for element in list(core.iterdescendants()):
        found = measures.get(element)
        if found is None or not found.letters or element.getparent() is None or element in kept:
            continue
        tag = tag_of(element)
        if heading_level(element):
            if found.link_share >= ALL_LINK:
                drop(_card(element, core, measures, limit))
        elif tag in _LISTS:
            if is_row_of_boxes(element, found) and found.evidence <= limit:
                drop(element)
                continue
            is_links = found.link_share >= MOST_LINKS and found.longest < PROSE
            if is_links and not _is_announced(element, measures):
                drop(element)
        elif _is_line_of_links(element, found):
            drop(element)


def _box(
    label: "_Element",
    first_of: "Mapping[_Element, _Element]",
    kept: "Container[_Element]",
    measures: "Mapping[_Element, Measure]",
    limits: tuple[float, int],
) -> "_Element":
    """Return the largest box that begins with a label and has no prose.

    `limits` are the letters of evidence and the words of a paragraph that it may have.
    """
    box = label
    for parent in ancestors(label):
        found = measures[parent]
        is_opened = first_of.get(parent) is label and parent not in kept
        if not is_opened or found.longest >= limits[1] or found.evidence > limits[0]:
            break
        box = parent
    return box


def _is_line_of_links(element: "_Element", found: Measure) -> bool:
    if tag_of(element) in ROWS or found.link_share < MOST_LINKS or found.longest >= _LINE:
        return False
    return not any(tag_of(one) in _LISTS for one in element.iterdescendants())


def _is_opening(leaf: Leaf) -> bool:
    if is_label(leaf.text):
        return True
    if not is_appendix(leaf.text):
        return False
    return heading_level(leaf.element) > 0 or any(True for _ in leaf.element.iter("b", "strong"))


def _until(known: "Container[_Element]", elements: "Iterator[_Element]") -> "Iterator[_Element]":
    """Yield elements up to the first that is known, and with it all that would follow."""
    for element in elements:
        if element in known:
            return
        yield element


def _section(label: "_Element") -> "Iterator[_Element]":
    """Yield what stands below a label, up to the next heading."""
    for follower in label.itersiblings():
        if any(heading_level(one) for one in follower.iter()):
            return
        yield follower


def _links(label: "_Element", measures: "Mapping[_Element, Measure]") -> "Iterator[_Element]":
    """Yield what stands below a label, as long as it is links."""
    for follower in label.itersiblings():
        found = measures.get(follower)
        if found is None or not found.letters:
            continue
        if heading_level(follower) or found.link_share < MOST_LINKS:
            return
        yield follower


def _card(
    heading: "_Element", core: "_Element", measures: "Mapping[_Element, Measure]", limit: float
) -> "_Element":
    """Return the box around a heading that is a link: a teaser of another article."""
    card = heading
    for parent in ancestors(heading):
        found = measures[parent]
        if parent is core or found.texts > _CARD or found.evidence > limit:
            break
        card = parent
    return card


def _is_announced(element: "_Element", measures: "Mapping[_Element, Measure]") -> bool:
    """Return whether a heading or a line with a colon stands right before a list."""
    current: _Element | None = element
    while current is not None and current.getprevious() is None:
        current = current.getparent()
    before = current.getprevious() if current is not None else None
    while before is not None and before not in measures:
        before = before.getprevious()
    if before is None:
        return False
    is_line = measures[before].letters <= _LONGEST_LINE and line_of(before).endswith(":")
    return heading_level(before) > 0 or is_line
