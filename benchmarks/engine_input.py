"""The articles that the engine's benchmark translates, the same in every run.

They are made of the evaluation set, grouped as paragraphs of three to six sentences, and of the
seed articles. Where more sentences are wanted than the set has, it comes again and again with
another year in front, so that no sentence occurs twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from pipeline import Article, read
from pipeline.segment import split_sentences

ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = ROOT / "seeds"
EVALUATION_SET: Final = ROOT / "benchmarks" / "data"
PARAGRAPH_SENTENCES: Final = (3, 4, 5, 6)
FIRST_YEAR: Final = 1800


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder of article files and what is in them, as the readers understand it."""

    folder: Path
    """Holds one text file an article."""
    paragraphs: tuple[str, ...]
    """All blocks of all articles, in order."""
    sentences: tuple[str, ...]
    """All sentences of all paragraphs, in order."""

    @property
    def words(self) -> int:
        """Return the number of words of the source, counted at white space."""
        return sum(len(sentence.split()) for sentence in self.sentences)

    def part(self, number: int, parts: int) -> "Batch":
        """Return every `parts`-th paragraph from `number` on: a sample of the whole batch."""
        return _batch(self.folder, self.paragraphs[number::parts])


def read_lines(language: str) -> list[str]:
    """Return the sentences of the evaluation set in `language` (it or en)."""
    path = EVALUATION_SET / f"flores-dev.{language}"
    return path.read_text(encoding="utf-8").splitlines()


def make_batch(folder: Path, sentences: int, articles: int, *, seeds: bool = False) -> Batch:
    """Write `articles` files that hold `sentences` sentences together into `folder`.

    Args:
        folder: A new folder.
        sentences: How many lines of the evaluation set.
        articles: How many files, at most one a paragraph; the seeds come on top.
        seeds: Whether the seed articles belong to the batch.
    """
    folder.mkdir(parents=True)
    paragraphs = _paragraphs(_distinct_lines(sentences))
    for number in range(min(articles, len(paragraphs))):
        text = "\n\n".join(paragraphs[number::articles])
        (folder / f"article-{number + 1:05}.txt").write_text(text + "\n", encoding="utf-8")
    for seed in sorted(SEEDS.iterdir()) if seeds else ():
        (folder / seed.name).write_bytes(seed.read_bytes())
    return read_batch(folder)


def read_batch(folder: Path) -> Batch:
    """Return what is in the article files of `folder`."""
    return _batch(
        folder, [text for path in sorted(folder.iterdir()) for text in _blocks(read(path))]
    )


def _batch(folder: Path, paragraphs: Sequence[str]) -> Batch:
    sentences = [sentence for text in paragraphs for sentence in sentences_of(text)]
    return Batch(folder, tuple(paragraphs), tuple(sentences))


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of `paragraph` as this project splits them."""
    return [sentence.text for sentence in split_sentences(paragraph)]


def _blocks(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def _distinct_lines(count: int) -> list[str]:
    lines = read_lines("it")
    distinct = []
    for number in range(count):
        again, place = divmod(number, len(lines))
        distinct.append(f"Nel {FIRST_YEAR + again}, {lines[place]}" if again else lines[place])
    return distinct


def _paragraphs(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    start = 0
    for size in cycle(PARAGRAPH_SENTENCES):
        if start >= len(lines):
            return paragraphs
        paragraphs.append(" ".join(lines[start : start + size]))
        start += size
    return paragraphs
