"""Which articles stand on which page of a large index, and how its first page leads there.

Articles are grouped by folder, and within it by month, those without a date last. A page holds at
most 500 of them: several whole folders one after the other, or some months of one folder that is
larger, or a part of one month that alone is larger.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.names import INDEX_FOLDER

MAX_ARTICLES: Final = 500
"""Articles on a page of the index."""
MAX_LINKS: Final = 2000
"""Folders with their months on the first page; where there are more, it says less of each."""
FAILED: Final = f"{INDEX_FOLDER}/failed"
"""What the names of the further pages with failed articles begin with."""
_CODE_DIGITS: Final = 12
_MAX_SLUG: Final = 24
_UNDATED_LAST: Final = "~"


class ArticlePlace(NamedTuple):
    """What decides on which page an article stands."""

    folder: str
    """Its folder, with / between parts; empty for the output folder itself."""
    month: str
    """Year and month in which it appeared, as 2025-11; empty where unknown."""
    place: int
    """Where its row is found."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one folder and month that stand on one page."""

    folder: str
    """Their folder."""
    month: str
    """Their month; empty where their date is unknown."""
    part: int
    """Which part of the month's articles these are, from 1; 0 for all of them."""
    is_whole: bool
    """Whether all articles of the folder stand on the same page."""
    first: int
    """Place of the first one in the order of `in_order`."""
    articles: int
    """How many they are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the index."""

    name: str
    """Its output name without suffix, with / between folders."""
    groups: tuple[Group, ...]
    """What stands on it, in this order."""

    @property
    def first(self) -> int:
        """Return the place of its first article."""
        return self.groups[0].first

    @property
    def articles(self) -> int:
        """Return how many articles it lists."""
        return sum(group.articles for group in self.groups)

    def anchor(self, group: Group) -> str:
        """Return the id at the first article of `group`; empty where it is the page's first."""
        number = self.groups.index(group)
        return f"g{number + 1}" if number else ""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A link to where some neighbouring groups stand on a page."""

    part: Part
    """The page."""
    groups: tuple[Group, ...]
    """The groups."""

    @property
    def anchor(self) -> str:
        """Return the id to go to; empty for the top of the page."""
        return self.part.anchor(self.groups[0])

    @property
    def articles(self) -> int:
        """Return how many articles the groups have."""
        return sum(group.articles for group in self.groups)


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A line of the first page: a folder, or neighbouring ones where they are too many."""

    link: PartLink
    """Where the first one begins."""
    last: str
    """The last folder; mostly the first one too."""
    articles: int
    """How many articles they have."""
    months: tuple[PartLink, ...]
    """Where their months are found; none where that says nothing more."""

    @property
    def folder(self) -> str:
        """Return the first folder."""
        return self.link.groups[0].folder


def in_order(articles: Iterable[ArticlePlace]) -> list[ArticlePlace]:
    """Return articles by folder and month; those of one month stay in the order given."""
    places = list(articles)
    folders = sorted({place.folder for place in places}, key=lambda folder: folder.split("/"))
    rank = {folder: number for number, folder in enumerate(folders)}
    places.sort(key=lambda place: (rank[place.folder], place.month or _UNDATED_LAST))
    return places


def plan_parts(articles: Sequence[ArticlePlace]) -> list[Part]:
    """Return the pages for articles that are `in_order`."""
    parts: list[Part] = []
    packed: list[Group] = []

    def finish() -> None:
        if packed:
            parts.append(Part(_part_name(packed[0]), tuple(packed)))
            packed.clear()

    def add(groups: Sequence[Group]) -> None:
        if sum(group.articles for group in (*packed, *groups)) > MAX_ARTICLES:
            finish()
        packed.extend(groups)

    for _, found in groupby(_groups(articles), key=lambda group: group.folder):
        groups = list(found)
        if groups[0].is_whole:
            add(groups)
            continue
        finish()
        for group in groups:
            add([group])
        finish()
    finish()
    return parts


def folder_lines(parts: Sequence[Part]) -> list[FolderLine]:
    """Return the lines of the first page, in the order of the pages.

    Each folder has a line with all its months. Where these are too many, months are named by the
    page and only for folders that need several; where even folders are, so are these.
    """
    links = [PartLink(part, (group,)) for part in parts for group in part.groups]
    names_months = len(links) <= MAX_LINKS
    names_folders = len({group.folder for part in parts for group in part.groups}) <= MAX_LINKS

    def line_of(link: PartLink) -> str:
        group = link.groups[0]
        return group.folder if names_folders or not group.is_whole else link.part.name

    return [_line(list(found), names_months=names_months) for _, found in groupby(links, line_of)]


def _line(links: list[PartLink], *, names_months: bool) -> FolderLine:
    months = links if names_months else [_joined(found) for found in _by_part(links)]
    says_more = len(months) > 1 or (names_months and months[0].groups[0].month)
    if not names_months and links[0].groups[0].is_whole:
        says_more = False
    return FolderLine(
        link=links[0],
        last=links[-1].groups[-1].folder,
        articles=sum(link.articles for link in links),
        months=tuple(months) if says_more else (),
    )


def _by_part(links: Sequence[PartLink]) -> Iterator[list[PartLink]]:
    return (list(found) for _, found in groupby(links, key=lambda link: link.part.name))


def _joined(links: Sequence[PartLink]) -> PartLink:
    return PartLink(links[0].part, tuple(group for link in links for group in link.groups))


def _groups(articles: Sequence[ArticlePlace]) -> Iterator[Group]:
    """Yield the groups of articles that are `in_order`, none larger than a page."""
    first = 0
    for folder, found in groupby(articles, key=lambda article: article.folder):
        months = [
            (month, sum(1 for _ in same))
            for month, same in groupby(found, key=lambda article: article.month)
        ]
        is_whole = sum(count for _, count in months) <= MAX_ARTICLES
        for month, count in months:
            is_split = count > MAX_ARTICLES
            for number, start in enumerate(range(0, count, MAX_ARTICLES), start=1):
                size = min(MAX_ARTICLES, count - start)
                part = number if is_split else 0
                yield Group(folder, month, part, is_whole, first + start, size)
            first += count


def _part_name(group: Group) -> str:
    """Return the name of the page that begins with `group`: the same as long as it does.

    It is ASCII and no reserved name of Windows, and short whatever the folder is.
    """
    last = unicodedata.normalize("NFKD", group.folder.rpartition("/")[2]).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", last.decode().lower())[:_MAX_SLUG].strip("-") or "articles"
    code = hashlib.sha256(group.folder.encode("utf-8", "surrogatepass")).hexdigest()
    month = f"-{group.month}" if group.month and not group.is_whole else ""
    part = f"-part-{group.part}" if group.part else ""
    return f"{INDEX_FOLDER}/{slug}-{code[:_CODE_DIGITS]}{month}{part}"
