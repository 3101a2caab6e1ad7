"""How frequent Italian words are: Zipf frequencies in one small compressed file.

Made by `training/lexicon/frequencies.py` and loaded when it is first asked. It holds a header and
a line a word, sorted by the bytes of the word: the word, a tab, its frequency in tenths. A Zipf
frequency is the base-10 logarithm of the occurrences in a thousand million words: 3 is a rare word,
6 one of every sentence. Of a dictionary form it is that of all its forms together.
"""

from functools import cache
from pathlib import Path
from typing import Final

from pipeline.data import data_path
from pipeline.sorted_lines import load_lines

FREQUENCIES_SCHEMA: Final = 1


class Frequencies:
    """The frequencies of one file."""

    def __init__(self, path: Path | None = None) -> None:
        """Load a file of frequencies, by default the project's own.

        Raises:
            LexiconError: the file is missing or damaged.
            NewerSchemaError: a newer version made it.
        """
        path = path or data_path("lexicon") / "it.frequencies"
        self.header, self._lines = load_lines(path, FREQUENCIES_SCHEMA)
        """What the file says of itself: schema, source with its licence, counts."""

    def zipf(self, word: str) -> float:
        """Return the Zipf frequency of `word`, in lower case; 0 where the file lacks it."""
        line = self._lines.find(word)
        return 0.0 if line is None else int(line.rpartition(b"\t")[2]) / 10


@cache
def default_frequencies() -> Frequencies:
    """Return the project's own frequencies, loaded once."""
    return Frequencies()
