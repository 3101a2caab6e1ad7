"""A small article about a deal, for the tests of what is done with single words and sentences."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from pipeline.article import Block, BlockKind
from pipeline.keys import sentence_keys
from pipeline.record import Record
from pipeline.render import Renderer
from tests.page_records import of_blocks

NAME: Final = "sub/accordo"
PAGE: Final = f"{NAME}.html"

_BLOCKS: Final[tuple[tuple[BlockKind, tuple[tuple[str, str], ...]], ...]] = (
    ("title", (("L’accordo dell’anno", "The deal of the year"),)),
    (
        "paragraph",
        (
            (
                "Dal suo punto di vista, dell’accordo non si parla.",
                "From his viewpoint, nobody speaks of the deal.",
            ),
            ('Il "sindaco" ha detto <b>no</b> & basta.', 'The "mayor" said <b>no</b> & done.'),
        ),
    ),
    ("caption", (("La piazza gremita.", "The packed square."),)),
    ("list-item", (("Si parla di accordi.", "They speak of deals."),)),
    (
        "paragraph",
        (
            ("Il sindaco tace, la piazza gremita.", "The mayor is silent, the square packed."),
            ("Si parla di accordi.", "There is talk of deals."),
        ),
    ),
)

# What the page knows of words, as core.js has it once unpacked.
_WORDS: Final = {
    "punto": ("punto", "noun", ["point", "dot"]),
    "di": ("di", "preposition", ["of"]),
    "punto di vista": ("punto di vista", "expression", ["point of view"]),
    "vista dell'accordo": ("vista dell'accordo", "expression", ["no expression: a comma"]),
    "accordo": ("accordo", "noun", ["agreement", "deal"]),
    "accordi": ("accordo", "noun", ["agreements", "deals"]),
    "sindaco": ("sindaco", "noun", ["mayor"]),
    "gremita": ("gremire", "verb, adjective", ["packed"]),
    "parla": ("parlare", "verb", ["speaks"]),
}
_RARE: Final = [
    ["accordo", "accordo", "noun", [0, 1, 4, 6], 1],
    ["gremita", "gremire", "verb", [3, 5], 5],
    ["tace", "tacere", "", [5], 3],
]
_DATA: Final = re.compile(
    r'(<script type="application/json" id="data">)(.*?)(?=</script>)', re.DOTALL
)


def accord_record() -> Record:
    """Return the article: keys, a score and flags, a human row, a repeated sentence."""
    content = [(Block(kind, " ".join(it for it, _ in rows)), rows) for kind, rows in _BLOCKS]
    made = of_blocks(content, name=NAME, title="L’accordo dell’anno")
    keys = sentence_keys([(pair.it, pair.en) for pair in made.pairs])
    pairs = [replace(pair, key=key) for pair, key in zip(made.pairs, keys, strict=True)]
    pairs[1] = replace(pairs[1], score=-0.0001, flags=("cut-off", "name"))
    pairs[2] = replace(pairs[2], score=-1.125)
    pairs[3] = replace(pairs[3], origin="human", score=None)
    return replace(made, pairs=tuple(pairs))


def write_page(folder: Path, record: Record, name: str = PAGE) -> None:
    """Write the page of `record`, with this module's words instead of the lexicon's."""
    html = Renderer().page(record)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_DATA.sub(_with_words, html), encoding="utf-8", newline="\n")


def _with_words(match: re.Match[str]) -> str:
    content: dict[str, Any] = json.loads(match[2])
    classes = sorted({part for _, part, _ in _WORDS.values()})
    content["classes"] = classes
    content["words"] = {
        key: "|".join([f"{len(key)}{lemma},{classes.index(part)}", *senses])
        for key, (lemma, part, senses) in _WORDS.items()
    }
    content["rare"] = _RARE
    return match[1] + json.dumps(content).replace("<", "\\u003c")


def point_of(page: Page, sentence: str, word: str) -> tuple[float, float]:
    """Return where the middle of `word` is on the screen, in the Italian of a sentence."""
    left, top = page.evaluate(
        """([id, word]) => {
            const cell = document.getElementById(id).querySelector('.it');
            const node = cell.firstChild, at = node.data.indexOf(word);
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            const box = range.getClientRects()[0];
            return [box.left + box.width / 2, box.top + box.height / 2];
        }""",
        [sentence, word],
    )
    return left, top
