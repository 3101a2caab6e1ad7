"""Which heading or line of a page is the article's title."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pipeline.readers.html.elements import heading_level, text_in
from pipeline.readers.html.facts import PageFacts
from pipeline.readers.html.leaves import Leaf, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR: Final = re.compile(r"\s+[|–—•·»:-]\s+|\s*[|»]\s*")
_LEAST_SHARE: Final = 0.6
"""Least share of words that a heading and the title have in common."""
_LEAST_LETTERS: Final = 8
"""Letters of a part of a window's title that can name an article."""


class Titles:
    """What the page's metadata say that the title is."""

    def __init__(self, facts: PageFacts) -> None:
        """Take the titles that the page gives."""
        self.best = facts.title
        whole = (facts.title, facts.window_title)
        self._whole = [words for text in whole if (words := words_of(text))]
        parts = [part for text in whole for part in _SEPARATOR.split(text)]
        site = words_of(facts.site)
        self._lines = {
            words
            for text in (*whole, *parts)
            if len(text) >= _LEAST_LETTERS and (words := words_of(text)) and words != site
        }

    def named_among(self, leaves: Sequence[Leaf]) -> "_Element | None":
        """Return the heading that has most in common with the metadata, or none that has much."""
        headings = [
            (leaf.element, level) for leaf in leaves if (level := heading_level(leaf.element))
        ]
        scored = [
            (self._likeness(words_of(text_in(one))), -level, -place, one)
            for place, (one, level) in enumerate(headings)
        ]
        best = max(scored, key=lambda entry: entry[:3], default=None)
        if best is not None and best[0] >= _LEAST_SHARE:
            return best[3]
        # A page that says nothing of itself: its only main heading, unless it is the site's logo.
        mains = [leaf for leaf in leaves if heading_level(leaf.element) == 1]
        return (
            mains[0].element
            if not self._whole and len(mains) == 1 and not mains[0].linked
            else None
        )

    def heading_among(self, leaves: Sequence[Leaf]) -> "_Element | None":
        """Return the line that is the title where no heading says what the metadata say.

        Another line that says it, else the only main heading of the page.
        """
        for leaf in leaves:
            if leaf.words in self._lines and not leaf.linked:
                return leaf.element
        mains = [leaf.element for leaf in leaves if heading_level(leaf.element) == 1]
        return mains[0] if len(mains) == 1 else None

    def is_title(self, text: str) -> bool:
        """Return whether a line of text says what the metadata say, word by word."""
        return words_of(text) in self._lines

    def _likeness(self, words: Sequence[str]) -> float:
        """Return how much a heading has in common with a title, 0 to 1."""
        return max((_share(words, title) for title in self._whole), default=0.0)


def _share(heading: Sequence[str], title: Sequence[str]) -> float:
    common = len(set(heading) & set(title))
    if not common or len(heading) < 2:  # noqa: PLR2004 - "Notizie" is in every title
        return float(tuple(heading) == tuple(title))
    # A window's title has the site's name besides: its own words count less than the heading's.
    return (2 * common / len(set(heading)) + common / len(set(title))) / 3
