"""How often a word form stands for which English words, counted over aligned pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.align.gold import Links
from training.align.statistical import read_links

MAX_ENGLISH_WORDS: Final = 3
"""Words that one Italian word may stand for, such as `will put`."""

# Software manuals are two thirds of the corpus and use few senses; news use those wanted here.
_MANUALS: Final = (
    "msd-", "adobe-", "openclaw", "ms-", "prose-ddtp", "prose-kde", "prose-gimp", "prose-gnome",
    "prose-debian", "prose-symfony", "prose-php", "libreoffice", "debian-ui", "manpages", "tldr",
    "eth-org", "digikam", "mediawiki", "wordpress", "kstars", "prose-linux", "prose-lilypond",
)  # fmt: skip
_WEIGHTS: Final = {"news-authored": 3.0, "gold": 0.0}
_MANUAL_WEIGHT: Final = 0.25
_DICTIONARY_WEIGHT: Final = 0.5


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A tokenised pair with its links."""

    it: tuple[str, ...]
    """Italian words."""
    en: tuple[str, ...]
    """English words."""
    links: Links
    """Positions linked, from 0."""
    source: str
    """Where it comes from."""


def read_aligned(work: Path, links: str) -> Iterator[AlignedPair]:
    """Yield the pairs of WORK/pairs.tsv with the links of WORK/`links`, as far as both go."""
    with (work / "pairs.tsv").open(encoding="utf-8") as file:
        for line, found in zip(file, read_links(work / links), strict=False):
            it, en, source, *_ = line.rstrip("\n").split("\t")
            yield AlignedPair(tuple(it.split(" ")), tuple(en.split(" ")), found, source)


def weight_of(source: str) -> float:
    """Return how much a pair of `source` counts."""
    if source.startswith("dict-"):
        return _DICTIONARY_WEIGHT
    if source.startswith(_MANUALS):
        return _MANUAL_WEIGHT
    return _WEIGHTS.get(source, 1.0)


def is_word(token: str) -> bool:
    """Tell whether a token is made of letters, apart from hyphens, dots and apostrophes."""
    return any(map(str.isalpha, token)) and not any(map(str.isdigit, token))


def translations_in(pair: AlignedPair) -> Iterator[tuple[int, str]]:
    """Yield the position of each Italian word with the English it alone stands for.

    The English words are next to each other and linked to no other Italian word.
    """
    english: defaultdict[int, list[int]] = defaultdict(list)
    italian: Counter[int] = Counter()
    for it, en in pair.links:
        english[it].append(en)
        italian[en] += 1
    for it, places in english.items():
        first, last = min(places), max(places)
        whole = last - first + 1 == len(places) <= MAX_ENGLISH_WORDS
        if whole and all(italian[place] == 1 for place in places):
            yield it, " ".join(pair.en[first : last + 1])


def count_translations(pairs: Iterable[AlignedPair]) -> dict[str, Counter[str]]:
    """Return weighted counts of English words and phrases by lower-case Italian form.

    The English keeps its capitals where most of its occurrences have them, as names do.
    """
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        weight = weight_of(pair.source)
        if not weight:
            continue
        for place, english in translations_in(pair):
            form = pair.it[place]
            if is_word(form) and is_word(english):
                exact[normalise(form)][english.replace("’", "'")] += weight  # type: ignore[assignment] # weighted
    return {form: fold_case(counts) for form, counts in exact.items()}


def normalise(form: str) -> str:
    """Return a form as the lexicon keys it: lower case, straight apostrophes."""
    return form.lower().replace("’", "'").replace("‘", "'")


def fold_case(counts: Mapping[str, float]) -> Counter[str]:
    """Join spellings that differ in case alone; the name's capitals win only by majority."""
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, count in counts.items():
        groups[text.lower()][text] += count  # type: ignore[assignment] # counts are weighted
    folded: Counter[str] = Counter()
    for lower, spellings in groups.items():
        total = sum(spellings.values())
        best, count = spellings.most_common(1)[0]
        folded[best if count * 2 > total and best != lower else lower] = total
    return folded
