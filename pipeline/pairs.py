"""From an article and its sentences' translations to numbered, keyed pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import Article, Block, Pair, Sentence
from pipeline.engine import Translation
from pipeline.keys import sentence_keys
from pipeline.segment import split_sentences


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence with its place in the article."""

    block: int
    """Number of its block, from 1."""
    number: int
    """Number of the sentence in the block, from 1."""
    sentence: Sentence
    """The sentence."""


def split_article(article: Article) -> list[PlacedSentence]:
    """Return the sentences of all blocks of `article`, in reading order."""
    return [
        PlacedSentence(block_number, number, sentence)
        for block_number, block in enumerate(article.blocks, start=1)
        for number, sentence in enumerate(split_sentences(block.text), start=1)
    ]


def make_pairs(
    article: Article, sentences: Sequence[PlacedSentence], translations: Sequence[Translation]
) -> tuple[Pair, ...]:
    """Return the pairs of `article`, one a sentence; the sequences are of the same length."""
    keys = sentence_keys(
        (placed.sentence.text, translation.text)
        for placed, translation in zip(sentences, translations, strict=True)
    )
    return tuple(
        _pair(article.blocks[placed.block - 1], placed, translation, key)
        for placed, translation, key in zip(sentences, translations, keys, strict=True)
    )


def _pair(block: Block, placed: PlacedSentence, translation: Translation, key: str) -> Pair:
    score = translation.score
    return Pair(
        block=placed.block,
        sentence=placed.number,
        kind=block.kind,
        it=placed.sentence.text,
        en=translation.text,
        mt=translation.text,
        origin="mt",
        score=None if score is None else round(score, 3),
        flags=tuple(flag.value for flag in translation.flags),
        key=key,
    )
