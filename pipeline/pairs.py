"""From an article and its sentences' translations to numbered, keyed pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.article import Article, Block, Pair, Sentence
from pipeline.attempts import Source, Translation
from pipeline.checks import Flag
from pipeline.consistency import find_inconsistent
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


def source_of(article: Article, placed: PlacedSentence) -> Source:
    """Return what the engine has to know of a sentence: its text and where code stands in it."""
    sentence = placed.sentence
    length = len(sentence.text)
    code = tuple(
        (max(0, span.start - sentence.start), min(length, span.end - sentence.start))
        for span in article.blocks[placed.block - 1].spans
        if span.type == "code"
        and span.start < sentence.start + length
        and span.end > sentence.start
    )
    return Source(sentence.text, code)


def make_pairs(
    article: Article, sentences: Sequence[PlacedSentence], translations: Sequence[Translation]
) -> tuple[Pair, ...]:
    """Return the pairs of `article`, one a sentence; the sequences are of the same length.

    What only the article as a whole tells is flagged here: that a name or term is translated
    otherwise in another sentence.
    """
    texts = [
        (placed.sentence.text, translation.text)
        for placed, translation in zip(sentences, translations, strict=True)
    ]
    inconsistent = find_inconsistent(texts)
    flagged = [
        replace(one, flags=tuple(sorted({*one.flags, Flag.INCONSISTENT})))
        if number in inconsistent
        else one
        for number, one in enumerate(translations)
    ]
    return tuple(
        _pair(article.blocks[placed.block - 1], placed, translation, key)
        for placed, translation, key in zip(sentences, flagged, sentence_keys(texts), strict=True)
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
