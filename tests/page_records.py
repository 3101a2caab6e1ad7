"""Records made by hand, for the tests of pages."""

from collections.abc import Sequence
from typing import Final

from pipeline.article import (
    EMPTY_MAPPING,
    Article,
    Block,
    BlockKind,
    FrozenMapping,
    Pair,
    clean_text,
)
from pipeline.record import Digests, ModelNote, Record

_HOSTILE: Final = (
    "<script>document.title = 'broken'</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- <b> --> <![CDATA[ ]]>",
    "&lt;b&gt; &amp; &nbsp; &#60;",
    "{{ 7 * 7 }} {% include 'x' %} {# note #}",
    "\u202etseuq si thgir ot tfel",
    "\u2067isolated \u2066marks \u2069",
    "שלום uscito \u200f senza chiusura",
    "soft\u00adhyphen zero\u200bwidth \ufeff mark",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309 stacked marks",
    "🇮🇹 🧑‍🔬 emoji",
    "pneumonoultramicroscopic" * 20,
    "https://example.org/" + "path/" * 40,
)
HOSTILE: Final = tuple(map(clean_text, _HOSTILE))
"""Sentences that break a page which does not treat them as text."""


def record(  # noqa: PLR0913 - a test names only what it is about
    blocks: Sequence[Block],
    pairs: Sequence[Pair],
    *,
    name: str = "articolo",
    title: str = "Un articolo",
    source: str = "articolo.txt",
    metadata: FrozenMapping = EMPTY_MAPPING,
) -> Record:
    """Return a record of `blocks` and `pairs` whose other parts are plausible."""
    return Record(
        name=name,
        article=Article(title, source, "it", metadata, tuple(blocks)),
        pairs=tuple(pairs),
        digests=Digests("1111aaaa2222bbbb", "3333cccc4444dddd", "5555eeee6666ffff"),
        model=ModelNote("translate-it_en", "1.0", "0123456789abcdef" * 4),
        version="0.1.0",
    )


def pair(  # noqa: PLR0913 - a test names only what it is about
    it: str,
    en: str,
    *,
    block: int = 1,
    sentence: int = 1,
    kind: BlockKind = "paragraph",
    flags: tuple[str, ...] = (),
) -> Pair:
    """Return a pair as the machine made it."""
    return Pair(block, sentence, kind, it, en, en, "mt", -0.25, flags)


def of_blocks(content: Sequence[tuple[Block, Sequence[tuple[str, str]]]], **details: str) -> Record:
    """Return a record of blocks with the Italian and English of their sentences."""
    pairs = [
        pair(it, en, block=number, sentence=place, kind=block.kind)
        for number, (block, sentences) in enumerate(content, start=1)
        for place, (it, en) in enumerate(sentences, start=1)
    ]
    return record(
        [block for block, _ in content],
        pairs,
        **details,  # type: ignore[arg-type] # metadata is no string, and not given here
    )
