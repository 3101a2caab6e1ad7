"""How fast a run gets on and how long it will still take."""

from typing import Final

ENOUGH_SENTENCES: Final = 8
"""Sentences from which on the pace says something."""


class Pace:
    """Counts what is begun and done. All times are seconds on one clock."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.articles = 0
        """Articles of the run."""
        self.done_articles = 0
        """Those that are done with."""
        self._translated_articles = 0
        self._started: float | None = None
        self._sentences = self._words = self._done_sentences = 0

    def begin(self, sentences: int, words: int, now: float) -> None:
        """So many more sentences with so many words are to be translated: an article's."""
        if self._started is None:
            self._started = now
        self._translated_articles += 1
        self._sentences += sentences
        self._words += words

    def advance(self, sentences: int) -> None:
        """So many more sentences are done."""
        self._done_sentences += sentences

    def words_a_second(self, now: float) -> float | None:
        """Return the words translated in a second since the first; None while nobody can tell.

        The words of sentences that are done are estimated: sentences come one by one, but words
        are counted by article.
        """
        rate = self._sentences_a_second(now)
        return None if rate is None else rate * self._words / self._sentences

    def seconds_left(self, now: float) -> float | None:
        """Return the time that the rest will take; None while nobody can tell.

        What is not begun yet is taken to be like what was: as many of the articles need
        translating, and they are as long.
        """
        rate = self._sentences_a_second(now)
        if rate is None:
            return None
        seen = max(self.done_articles, self._translated_articles)
        share = self._sentences / seen
        coming = max(0, self.articles - seen) * share
        return (self._sentences - self._done_sentences + coming) / rate

    def _sentences_a_second(self, now: float) -> float | None:
        if self._started is None or now <= self._started or not self._sentences:
            return None
        if self._done_sentences < ENOUGH_SENTENCES:
            return None
        return self._done_sentences / (now - self._started)
