"""Where on a page the article is.

The steps:

1. What a browser does not show is gone already (`elements`).
2. Some blocks are known to be of the article: see `evidence`. Where the page has several articles
   one below the other, those of the first count, the one with the title.
3. What is named or labelled as something else goes (`pruning`).
4. The smallest element that holds `CORE_SHARE` of the evidence's letters is the core; with the
   title, the heading that says what the page's metadata say (`titles`), it makes the root.
5. In the root `choice` decides block by block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.boxes import drop_calls
from pipeline.readers.html.choice import Choice
from pipeline.readers.html.elements import (
    PICTURES,
    ancestors,
    ancestors_or_self,
    block_holders,
    tag_of,
)
from pipeline.readers.html.evidence import find_evidence
from pipeline.readers.html.facts import PageFacts
from pipeline.readers.html.leaves import Leaf, Measure, find_leaves, measure
from pipeline.readers.html.pruning import GUARD, ROWS, drop_chrome, drop_labelled, drop_link_boxes
from pipeline.readers.html.titles import Titles

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE_SHARE: Final = 0.85
"""Share of the evidence's letters that the core holds."""
_OWN_SHARE: Final = 0.2
"""Least share of the evidence in the `article` around a title for it to be the article."""


@dataclass(slots=True)
class Region:
    """The part of a page that is read."""

    root: "_Element"
    """The element that holds all of it."""
    title: "_Element | None"
    """The heading that is the article's title."""
    muted: "set[_Element]" = field(default_factory=set)
    """Blocks in it whose own text is not of the article."""


def find_region(body: "_Element", facts: PageFacts, titles: Titles) -> Region:
    """Return where the article is, and take out of the tree what is something else."""
    leaves = _leaves(body)
    named = titles.named_among(leaves)
    evidence = _of_first(find_evidence(body, leaves, facts.body), leaves, named)
    drop_chrome(body, measure(leaves, evidence), named)
    leaves = _leaves(body)
    title = named if named is not None else titles.heading_among(leaves)
    measures = measure(leaves, evidence)
    drop_calls(leaves, measures, title, GUARD * measures.get(body, Measure()).evidence)
    leaves = _leaves(body)
    drop_labelled(leaves, measure(leaves, evidence), title)
    leaves = _leaves(body)
    measures = measure(leaves, evidence)
    core = _core(body, measures)
    root = _with_title(core, title)
    drop_link_boxes(core, measures, title)
    leaves = _leaves(root)
    choice = Choice(core, root, title, leaves, evidence)
    return Region(root, title, {leaf.element for leaf in leaves if not choice.keeps(leaf)})


def _leaves(element: "_Element") -> list[Leaf]:
    return find_leaves(element, block_holders(element), PICTURES)


def _of_first(
    evidence: "set[_Element]", leaves: Sequence[Leaf], title: "_Element | None"
) -> "set[_Element]":
    """Return the evidence in the `article` that has the title, where that is a good part of it."""
    if title is None:
        return evidence
    around = next((one for one in ancestors(title) if tag_of(one) == "article"), None)
    if around is None:
        return evidence
    inside = set(around.iter()) & evidence
    letters = {leaf.element: leaf.letters for leaf in leaves}
    whole = sum(letters[one] for one in evidence)
    return inside if sum(letters[one] for one in inside) >= _OWN_SHARE * whole else evidence


def _core(body: "_Element", measures: "Mapping[_Element, Measure]") -> "_Element":
    core = body
    while True:
        children = [child for child in core if child in measures]
        best = max(children, key=lambda child: measures[child].evidence, default=None)
        if best is None or not measures[best].evidence:
            return core
        is_one_row = tag_of(best) in ROWS and measures[best].texts <= 1
        if is_one_row or measures[best].evidence < CORE_SHARE * measures[core].evidence:
            return core
        core = best


def _with_title(core: "_Element", title: "_Element | None") -> "_Element":
    """Return the smallest element that holds the core and the title."""
    if title is None:
        inside = (one for one in ancestors_or_self(core) if tag_of(one) in {"article", "main"})
        return next(inside, core)
    around = set(ancestors_or_self(title))
    return next((one for one in ancestors_or_self(core) if one in around), core)
