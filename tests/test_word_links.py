"""Which English words an Italian word became."""

from itertools import pairwise

import pytest

from benchmarks.word_links import by_lexicon, words_only
from pipeline.word_links import PACKING, linked_words, packed_links, word_links
from training.align.gold import error_rate, read_gold


@pytest.mark.parametrize(
    ("it", "en", "links"),
    [
        (
            "Il sindaco ha firmato l’accordo.",
            "The mayor signed the deal.",
            ["Il~The", "sindaco~mayor", "firmato~signed", "l’~the", "accordo~deal"],
        ),
        ("L’Unione europea", "The European Union", ["L’~The", "Unione~Union", "europea~European"]),
        ("Costa 1.131,50 euro", "It costs 1,131.50 euros", ["1.131,50~1,131.50", "euro~euros"]),
        ("Manzoni e Dante", "Dante and Manzoni", ["Manzoni~Manzoni", "e~and", "Dante~Dante"]),
        ("Non piove", "It isn’t raining", ["Non~n’t", "piove~raining"]),
        ("la qwertya rossa", "the red asdfgh", ["la~the", "rossa~red"]),
        ("la qwertya brilla", "the asdfgh shines", ["la~the", "qwertya~asdfgh", "brilla~shines"]),
    ],
)
def test_links(it: str, en: str, links: list[str]) -> None:
    """By the lexicon, by spelling, beside neighbours, and where one word alone is open."""
    found = [f"{it[a:b]}~{en[c:d]}" for a, b, c, d in word_links(it, en)]

    assert set(links) <= set(found)
    assert len(found) <= len(links) + 2


@pytest.mark.parametrize(
    ("it", "en"), [("", ""), ("Sì.", ""), ("", "Yes."), ("…", "…"), ("a", "b")]
)
def test_nothing_to_link(it: str, en: str) -> None:
    """An empty side or signs alone have no links."""
    assert word_links(it, en) == ()
    assert packed_links(it, en) == ""


def test_a_word_is_not_lent_twice() -> None:
    """Of two equal words each has the partner at its own place."""
    it, en = "Il pane nuovo e il pane vecchio", "The new bread and the old bread"

    found = {(i, j) for i, j in linked_words(it, en) if i in (1, 5)}

    assert found == {(1, 2), (5, 6)}


def test_packed_links_unpack() -> None:
    """Steps from link to link, backwards too, give the numbers of the words back."""
    it = "L’accordo con l’Unione europea vale 38 miliardi di euro per i prossimi sette anni"
    en = "For the next seven years the deal with the European Union is worth 38 billion euros"
    i = j = 0
    links = []

    packed = packed_links(it, en)
    for on, across in zip(packed[::2], packed[1::2], strict=True):
        i += PACKING.index(on)
        j += PACKING.index(across) - len(PACKING) // 2
        links.append((i, j))

    assert links == linked_words(it, en)
    assert any(b < a for (_, a), (_, b) in pairwise(links))


def test_links_that_go_too_far_are_left_out() -> None:
    """A word at the other end of a very long sentence cannot be packed; the others are."""
    far = "sindaco " + "eh " * 80 + "accordo"

    assert packed_links(far, "mayor deal") == PACKING[0] + PACKING[len(PACKING) // 2]


def test_the_error_rate_stays_low() -> None:
    """On the work half of the hand-made gold; the held-out half is run once, by the benchmark."""
    gold = [words_only(pair) for pair in read_gold("work")]

    rate = error_rate(gold, [by_lexicon(pair) for pair in gold])

    assert rate["aer"] < 0.12
    assert rate["recall"] > 0.8
