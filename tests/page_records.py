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
    "</script><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<math><mtext></table><img src=x onerror=alert(1)>",
    "<a href=javascript:alert(1)>clic</a>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "</textarea></noscript></template></select>",
    "<base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>* { display: none }</style>",
    "<plaintext> <xmp> <listing>",
    "<![endif]--> <!--[if IE]> --!> ?> <?xml version='1.0'?>",
    '{"key": "</script>", "__proto__": {"x": 1}}',
    '\\u003c/script> \\" \\\\',
    '"}];alert(1);//',
    "`${alert(1)}` ${1 + 1}",
    "__proto__ constructor toString hasOwnProperty",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e; &bogus;",
    "\uff1cscript\uff1e ‹b› \ufe64i\ufe65",
    "\x00\x01\x08\x0b\x1b[31mrosso\x7f\x85\x9f controllo",
    "riga\u2028separata\u2029due volte\r\ne tre",
    "mezzo \ud800 surrogato \ufffe\uffff",
    "\u202a\u202b\u202d\u202e mai chiusi",
    "\u061c\u200e\u200f\u2066\u2068 segni soli",
    "مرحبا <b>بالعالم</b>",
    "\U0001d54f \U00010348 \U0001d49clfabeti \U000e0041 lontani",
    '#p1 " id="p1" class="it',
    'style="display:none" hidden data-text="help"',
    "a|b|c 1,2 {0} {1}",
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
