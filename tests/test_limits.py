"""Articles beyond a limit are refused by name."""

import pytest

from pipeline import limits
from pipeline.article import EMPTY_MAPPING, Article, Block
from pipeline.errors import TooLongBlockError, TooManyBlocksError, TooManySentencesError
from pipeline.limits import require_readable_size, split_within_limits
from pipeline.pairs import split_article
from pipeline.readers import read


@pytest.fixture
def article(monkeypatch: pytest.MonkeyPatch) -> Article:
    """Read three paragraphs of two sentences each, which are exactly what is allowed."""
    article = read(b"Il cane corre. Il gatto dorme.\n\n" * 3, "a.txt")
    monkeypatch.setattr(limits, "MAX_BLOCKS", 3)
    monkeypatch.setattr(limits, "MAX_BLOCK_CHARACTERS", 30)
    monkeypatch.setattr(limits, "MAX_SENTENCES", 6)
    return article


def test_what_is_exactly_as_large_as_allowed_passes(article: Article) -> None:
    """The sentences are those without limits."""
    require_readable_size(article, "a.txt")
    assert split_within_limits(article, "a.txt") == split_article(article)


def test_a_block_too_many_is_refused(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has both numbers."""
    monkeypatch.setattr(limits, "MAX_BLOCKS", 2)
    with pytest.raises(TooManyBlocksError, match=r"a\.txt has 3 paragraphs, more than 2"):
        require_readable_size(article, "a.txt")


def test_a_block_without_end_is_refused() -> None:
    """A file that is one line, such as a data dump, is no article."""
    article = Article("t", "a.txt", "it", EMPTY_MAPPING, (Block("paragraph", "a" * 1_000_001),))
    with pytest.raises(TooLongBlockError, match=r"paragraph 1 of a\.txt has 1,000,001 characters"):
        require_readable_size(article, "a.txt")


def test_a_sentence_too_many_is_refused(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the limit."""
    monkeypatch.setattr(limits, "MAX_SENTENCES", 5)
    with pytest.raises(TooManySentencesError, match=r"a\.txt has more than 5 sentences"):
        split_within_limits(article, "a.txt")
