"""The book that is measured, and what its page may weigh."""

import pytest

from benchmarks.page import FIXED_BYTES, book
from pipeline.render import Renderer


def test_the_book_has_the_paragraphs_asked_for() -> None:
    """More sentences than the set has, each with a key of its own, and always the same."""
    made = book(400)
    assert len(made.article.blocks) == 400
    assert [pair.block for pair in made.pairs] == [n for n in range(1, 401) for _ in range(3)]
    assert len({pair.key for pair in made.pairs}) == 1200
    assert made == book(400)


@pytest.mark.parametrize("paragraphs", [1, 30, 300])
def test_a_page_weighs_little_more_than_its_text(paragraphs: int) -> None:
    """Script, style, words and data included: three times both texts and 150 KB at most."""
    made = book(paragraphs)
    text = sum(len((pair.it + pair.en).encode()) for pair in made.pairs)
    assert len(Renderer().page(made).encode()) <= 3 * text + FIXED_BYTES
