"""Hearing what a run does, and telling it when to stop."""

from pipeline.record import ModelNote
from pipeline.report import ArticleResult


class Watcher:
    """Hears what a run does; this one ignores it all."""

    def planned(self, articles: int, model: ModelNote, reason: str) -> None:
        """The run has so many articles, and `model` translates, for that reason."""

    def translating(self, sentences: int, source: str = "", words: int = 0) -> None:
        """So many more sentences with so many words, of the article `source`, are to be done."""

    def translated(self, sentences: int) -> None:
        """So many more sentences are done."""

    def finished(self, result: ArticleResult) -> None:
        """An article is done with."""

    def stopped(self) -> bool:
        """Tell whether the run shall stop after the work in hand."""
        return False

    def must_stop(self) -> bool:
        """Tell whether even the work in hand has to be left."""
        return False
