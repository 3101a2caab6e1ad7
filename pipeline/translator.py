"""What Python callers use: load a model once, translate articles, get pages and tables as text.

from pipeline import Translator, read, translate_article

with Translator() as translator:
    bilingual = translate_article(read("article.txt"), translator)
bilingual.html(), bilingual.tsv()
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pipeline import models
from pipeline._version import __version__
from pipeline.article import Article, Pair
from pipeline.attempts import Translation
from pipeline.closable import Closable
from pipeline.digests import reading_digest, translation_digest
from pipeline.engine import DecodingSettings, Engine
from pipeline.exports.tsv import write_tsv
from pipeline.glossary import Glossary
from pipeline.hardware import MAX_THREADS
from pipeline.pairs import make_pairs, source_of, split_article
from pipeline.readers.plain_text import read_text
from pipeline.record import Digests, ModelNote, Record
from pipeline.render import Renderer

if TYPE_CHECKING:
    from pipeline.cluster.workers import ClusterWorkers
    from pipeline.workers import EngineWorkers


class Translator(Closable):
    """An Italian-English model, loaded once. Thread-safe; a context manager."""

    def __init__(
        self,
        model: str | None = None,
        *,
        threads: int | None = None,
        glossary: str | Path | None = None,
        settings: DecodingSettings | None = None,
        preload: bool = True,
    ) -> None:
        """Choose a model and load it.

        Args:
            model: "bundled", "installed", a package's name or a package folder; by default
                the first of `bilingue model list`.
            threads: Batches of sentences worked on at once, 1 to 1024; all cores by default.
            glossary: A table of Italian and English terms that translations shall use.
            settings: How to translate; by default as Argos Translate does, on the processor.
            preload: Load now; otherwise with the first sentence.

        Raises:
            ModelError: there is no such model, or it cannot be used.
            UsageError: the glossary is missing or cannot be understood.
            ValueError: `threads` is out of range.
        """
        if threads is not None and not 1 <= threads <= MAX_THREADS:
            message = f"threads must be from 1 to {MAX_THREADS}, not {threads}"
            raise ValueError(message)
        self._glossary = Glossary.read(Path(glossary)) if glossary is not None else None
        self._package = models.load(models.choose(model))
        self._settings = settings or DecodingSettings()
        self._threads = threads
        self._lock = Lock()
        self._engine: Engine | None = None
        chosen = self._package.candidate
        self._closed = False
        self.model = ModelNote(chosen.name, chosen.version, self._package.sha256)
        """The package that translates."""
        self.reason = chosen.reason
        """Why this package was chosen."""
        if preload:
            self.engine  # noqa: B018 - the property loads

    def digest(self, sentences: Iterable[str] = ()) -> str:
        """Return what names all that a translation depends on besides the sentence.

        Args:
            sentences: The sentences of the article: of the glossary only those terms count that
                stand in them, so that another line leaves it as it is.
        """
        terms = self._glossary.relevant_digest(sentences) if self._glossary else ""
        return translation_digest(self._package.sha256, self._settings, terms)

    def translate(self, sentences: Iterable[str]) -> list[Translation]:
        """Translate Italian sentences, all batched together.

        Returns:
            A translation a sentence, in the same order; blank ones come back as they are.

        Raises:
            TypeError: `sentences` is a single text.
            ModelError: the model cannot be loaded or fails.
            ValueError: the translator is closed.
        """
        if isinstance(sentences, str):
            message = "sentences must be several texts, not one: put it into a list"
            raise TypeError(message)
        # A lone surrogate is no text, and no tokenizer takes it.
        texts = [sentence.encode("utf-8", "replace").decode() for sentence in sentences]
        return [result for result in self.engine.translate(texts) if result is not None]

    @property
    def engine(self) -> Engine:
        """The engine beneath, for callers that want progress or to stop early.

        Raises:
            ModelError: the model cannot be loaded.
            ValueError: the translator is closed.
        """
        with self._lock:
            if self._closed:
                message = "the translator is closed"
                raise ValueError(message)
            if self._engine is None:
                self._engine = Engine(
                    self._package.files,
                    threads=self._threads,
                    settings=self._settings,
                    glossary=self._glossary,
                )
            return self._engine

    def workers(self, jobs: int) -> "EngineWorkers":
        """Return engines like `engine` in so many processes, to be closed by the caller."""
        from pipeline.workers import EngineWorkers  # noqa: PLC0415 - for those who want it

        return EngineWorkers(
            self._package.candidate,
            jobs=jobs,
            threads=self._threads,
            settings=self._settings,
            glossary=self._glossary,
        )

    def cluster(self, scheduler: str, jobs: int) -> "ClusterWorkers":
        """Return engines like `engine` on the workers of a Dask cluster, to be closed.

        Args:
            scheduler: Its address, or "local" for `jobs` processes on this machine.
            jobs: Processes, where it is local.

        Raises:
            ClusterError: the scheduler cannot be reached.
            MissingExtraError: Dask is not installed.
        """
        from pipeline.cluster.workers import ClusterWorkers  # noqa: PLC0415 - an extra

        return ClusterWorkers(
            self._package,
            scheduler=scheduler,
            jobs=jobs,
            threads=self._threads,
            settings=self._settings,
            glossary=self._glossary,
        )

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            self._closed = True
            if self._engine is not None:
                self._engine.close()


@dataclass(frozen=True, slots=True)
class BilingualArticle:
    """An article with its translation."""

    record: Record
    """Everything that is known of it."""

    @property
    def article(self) -> Article:
        """The article as it was read."""
        return self.record.article

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The sentences with their translations, in reading order."""
        return self.record.pairs

    def html(self) -> str:
        """Return the side-by-side page, one self-contained HTML file."""
        return Renderer().page(self.record, indexed=False)

    def tsv(self) -> str:
        """Return the aligned table."""
        return write_tsv(self.record.pairs)


def translate_article(
    article_or_text: Article | str, translator: Translator | None = None
) -> BilingualArticle:
    """Translate an article, or Italian text in the form of a plain text file.

    Whether it is Italian is not asked; the command does that.

    Args:
        article_or_text: What `read` returned, or the text itself.
        translator: A loaded model; without one, the default model is loaded and freed again.

    Raises:
        SourceError: the text holds nothing that could be read.
        TypeError: it is neither an article nor a text.
        ModelError: no model could be loaded.
    """
    if translator is None:
        with Translator() as own:
            return translate_article(article_or_text, own)
    article = article_or_text
    if isinstance(article, str):
        article = read_text(article, "text")
    elif not isinstance(article, Article):
        message = f"an article or a text is wanted, not {type(article).__name__}: use read()"
        raise TypeError(message)
    sentences = split_article(article)
    sources = [source_of(article, placed) for placed in sentences]
    translations = [one for one in translator.engine.translate(sources) if one is not None]
    texts = [source.text for source in sources]
    record = Record(
        name="article",
        article=article,
        pairs=make_pairs(article, sentences, translations),
        digests=Digests(reading_digest(), translator.digest(texts), Renderer().digest),
        model=translator.model,
        version=__version__,
    )
    return BilingualArticle(record)
