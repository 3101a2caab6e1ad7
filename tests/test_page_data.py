"""What a page's script is told."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Block
from pipeline.keys import sentence_keys
from pipeline.page_data import article_key, page_data
from pipeline.record import Record
from pipeline.render import Renderer
from tests.page_records import HOSTILE, of_blocks, pair, record

DATA = Path(__file__).resolve().parent.parent / "benchmarks" / "data"


def unpacked(data: dict[str, Any]) -> dict[str, tuple[str, str, list[str]]]:
    """Return the words as the page's script unpacks them."""
    found = {}
    for key, packed in data["words"].items():
        head, *senses = packed.split("|")
        match = re.fullmatch(r"(?:(\d+)(.*),)?(\d+)", head)
        assert match
        lemma = key if match[1] is None else key[: len(key) - int(match[1])] + match[2]
        found[key] = (lemma, data["classes"][int(match[3])], senses)
    return found


def data_of(*texts: str) -> dict[str, Any]:
    """Return the data of a page of `texts`."""
    content = [(Block("paragraph", text), [(text, f"English: {text}")]) for text in texts]
    return dict(json.loads(page_data(of_blocks(content))))


def flores(count: int) -> Record:
    """Return an article of news sentences, each a paragraph, over again where they run out."""
    it, en = (
        (DATA / f"flores-dev.{side}").read_text(encoding="utf-8").splitlines()
        for side in ("it", "en")
    )
    texts = [(it[n % len(it)], en[n % len(en)]) for n in range(count)]
    keyed = zip(texts, sentence_keys(texts), strict=True)
    pairs = [
        replace(pair(one, two, block=number), score=-0.234, key=key)
        for number, ((one, two), key) in enumerate(keyed, start=1)
    ]
    return record([Block("paragraph", one) for one, _ in texts], pairs)


def test_words_of_the_article() -> None:
    """Words and expressions with lemma, class and senses; of rarer words also where they stand."""
    data = data_of("Metterà a disposizione una pagnotta.", "È una pagnotta dell’azienda.")

    words = unpacked(data)
    assert words["metterà"][:2] == ("mettere", "verb")
    assert words["metterà a disposizione"][:2] == ("mettere a disposizione", "expression")
    assert words["è"][0] == "essere"
    assert "company" in words["azienda"][2]
    assert [word[:4] for word in data["rare"]] == [["pagnotta", "pagnotta", "noun", [0, 1]]]


def test_nothing_ends_the_script_element() -> None:
    """No sign of HTML stands in the data, whatever the article holds."""
    content = [(Block("paragraph", text), [(text, text)]) for text in HOSTILE]
    data = page_data(of_blocks(content, title=HOSTILE[0]))

    assert not set(data) & set("<>&")
    assert json.loads(data)["title"] == HOSTILE[0]


def test_the_key_follows_the_name() -> None:
    """Two articles share nothing in a browser's storage; a new translation keeps its place."""
    one = of_blocks([(Block("paragraph", "Sì."), [("Sì.", "Yes.")])])
    other = of_blocks([(Block("paragraph", "Sì."), [("Sì.", "Indeed.")])])

    assert article_key(one) == article_key(other)
    assert article_key(one) != article_key(replace(one, name="altro"))


def annotated(article: Record) -> Record:
    """Return `article` with a doubt on every fifth sentence and a hint on every tenth."""
    pairs = [
        replace(
            one,
            flags=("name", "number") if number % 5 == 0 else (),
            hint=one.en[:-1] if number % 10 == 0 else "",
            hint_score=0.81 if number % 10 == 0 else None,
        )
        for number, one in enumerate(article.pairs)
    ]
    return replace(article, pairs=tuple(pairs))


@pytest.mark.parametrize("count", [1, 300, 997, 3000])
def test_a_page_is_at_most_three_times_its_text(count: int) -> None:
    """Three times both languages and 150 kB: style, script, look-up, links, lists and marks."""
    article = annotated(flores(count))
    html = Renderer().page(article)
    text = sum(len((pair.it + pair.en).encode()) for pair in article.pairs)

    assert '"links":' in html or count == 1
    assert len(html.encode()) <= 3 * text + 150_000


def test_a_page_without_room_keeps_its_words() -> None:
    """Fewer senses, and all words, where style and script are large."""
    article = flores(200)

    many, few = (
        unpacked(json.loads(page_data(article, inlined=inlined))) for inlined in (0, 10**7)
    )

    assert many.keys() == few.keys()
    assert len(few["di"][2]) == 1 < len(many["di"][2])
    assert all(senses for _, _, senses in few.values())
