"""The articles that the engine's benchmark translates, the same in every run.

They are made of the evaluation set, grouped as paragraphs of three to six sentences, and of the
seed articles. Where more sentences are wanted than the set has, it comes again and again with
another year in front of each sentence, so that none occurs twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from benchmarks.evaluation_set import read_lines
from pipeline import read
from pipeline.segment import split_sentences

ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = ROOT / "seeds"
PARAGRAPH_SENTENCES: Final = (3, 4, 5, 6)
FIRST_YEAR: Final = 1800


@dataclass(frozen=True, slots=True)
class Text:
    """An article file and what is in it, as the readers understand it."""

    path: Path
    """The file."""
    paragraphs: tuple[str, ...]
    """Its blocks, in order."""
    sentences: tuple[str, ...]
    """The sentences of all paragraphs, in order."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder of article files."""

    folder: Path
    """Holds one text file an article."""
    articles: tuple[Text, ...]
    """What is translated of it, in the order of the files' names."""

    @property
    def paragraphs(self) -> list[str]:
        """Return all paragraphs of all articles, in order."""
        return [paragraph for article in self.articles for paragraph in article.paragraphs]

    @property
    def sentences(self) -> list[str]:
        """Return all sentences of all articles, in order."""
        return [sentence for article in self.articles for sentence in article.sentences]

    @property
    def words(self) -> int:
        """Return the number of words of the source, counted at white space."""
        return sum(len(sentence.split()) for sentence in self.sentences)

    def part(self, number: int, parts: int) -> "Batch":
        """Return every `parts`-th article from `number` on: a sample of the whole batch."""
        return Batch(self.folder, self.articles[number::parts])


def make_batch(folder: Path, sentences: int, articles: int, *, seeds: bool = False) -> Batch:
    """Write `articles` files that hold `sentences` sentences together into `folder`.

    Args:
        folder: A new folder.
        sentences: How many lines of the evaluation set; a few lines are two sentences.
        articles: How many files, at most one a paragraph; the seeds come on top.
        seeds: Whether the seed articles belong to the batch.
    """
    folder.mkdir(parents=True)
    paragraphs = _paragraphs(distinct_lines(sentences))
    for number in range(min(articles, len(paragraphs))):
        text = "\n\n".join(paragraphs[number::articles])
        (folder / f"article-{number + 1:05}.txt").write_text(text + "\n", encoding="utf-8")
    for seed in sorted(SEEDS.iterdir()) if seeds else ():
        (folder / seed.name).write_bytes(seed.read_bytes())
    return read_batch(folder)


def read_batch(folder: Path) -> Batch:
    """Return what is in the article files of `folder`."""
    return Batch(folder, tuple(map(_text, sorted(folder.iterdir()))))


def _text(path: Path) -> Text:
    paragraphs = [block.text for block in read(path).blocks]
    sentences = [sentence for text in paragraphs for sentence in sentences_of(text)]
    return Text(path, tuple(paragraphs), tuple(sentences))


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of `paragraph` as this project splits them."""
    return [sentence.text for sentence in split_sentences(paragraph)]


def distinct_lines(count: int) -> list[str]:
    """Return so many lines of the evaluation set, no sentence twice: years make them differ."""
    lines = read_lines("it")
    return [
        _in_year(FIRST_YEAR + again, lines[place]) if again else lines[place]
        for again, place in (divmod(number, len(lines)) for number in range(count))
    ]


def _in_year(year: int, line: str) -> str:
    return " ".join(f"Nel {year}, {sentence}" for sentence in sentences_of(line))


def _paragraphs(lines: Sequence[str]) -> list[str]:
    paragraphs: list[str] = []
    start = 0
    for size in cycle(PARAGRAPH_SENTENCES):
        if start >= len(lines):
            return paragraphs
        paragraphs.append(" ".join(lines[start : start + size]))
        start += size
    return paragraphs
