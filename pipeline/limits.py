"""How large an article may be, so that one file cannot hold up or bring down a run.

What is beyond is refused with an error that names the file and the limit. The limits are far above
any article and above most books: the whole Bible has 31,000 verses and 4 million characters.
`files.MAX_SOURCE_BYTES` bounds the file itself, `reading` the time and memory of reading it.

Measured before there were limits, on one core: a line of 85 million characters took 21 s and
800 MB until it could be translated, a million paragraphs 26 s and 730 MB as plain text and 43 s and
1.9 GB as Markdown, five million full stops 18 s and 1 GB.
"""

from typing import Final

from pipeline.article import Article
from pipeline.errors import TooLongBlockError, TooManyBlocksError, TooManySentencesError
from pipeline.pairs import PlacedSentence, split_article

MAX_BLOCKS: Final = 100_000
"""Paragraphs and other blocks of an article; as plain text they are read in 2 s."""
MAX_BLOCK_CHARACTERS: Final = 1_000_000
"""Characters of a block: 150,000 words, a novel without a line break."""
MAX_SENTENCES: Final = 200_000
"""Sentences of an article: some hours of translation."""


def require_readable_size(article: Article, name: str) -> None:
    """Refuse an article with too many or too long blocks; `name` stands in messages.

    Raises:
        TooManyBlocksError: it has more than `MAX_BLOCKS`.
        TooLongBlockError: a block has more than `MAX_BLOCK_CHARACTERS`.
    """
    if len(article.blocks) > MAX_BLOCKS:
        raise TooManyBlocksError(name, len(article.blocks), MAX_BLOCKS)
    for number, block in enumerate(article.blocks, start=1):
        if len(block.text) > MAX_BLOCK_CHARACTERS:
            raise TooLongBlockError(name, number, len(block.text), MAX_BLOCK_CHARACTERS)


def split_within_limits(article: Article, name: str) -> list[PlacedSentence]:
    """Return the sentences of an article, as `split_article` does.

    Raises:
        TooManySentencesError: there are more than `MAX_SENTENCES`.
    """
    sentences = split_article(article)
    if len(sentences) > MAX_SENTENCES:
        raise TooManySentencesError(name, MAX_SENTENCES)
    return sentences
