"""Make the file of word frequencies from the data of wordfreq.

    python -m training.lexicon.frequencies

Needs the lexicon, which says what the dictionary form of a word is. Writes
lexicon/it.frequencies. The program reads that file alone: wordfreq itself would take 58 MB of disk
and 71 MB of memory.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Mapping

from pipeline.data import data_path
from pipeline.frequencies import FREQUENCIES_SCHEMA
from pipeline.lexicon import default_lexicon, normalise

LEAST_TENTHS = 22
"""Words that are rarer than this are left out."""

SOURCE = (
    "the Italian word list of wordfreq 3.1.1 by Robyn Speer (https://github.com/rspeer/wordfreq, "
    "data CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/), made from Wikipedia, "
    "OPUS OpenSubtitles 2018 (http://www.opensubtitles.org), SUBTLEX, Google Books Ngrams "
    "(http://books.google.com/ngrams), news, the Leeds Internet Corpus, ParaCrawl, Twitter, Reddit"
)
CHANGED = (
    "rounded to tenths, rare words left out, elided articles taken off, dictionary forms counted "
    "with all their forms"
)


def joined(frequencies: Mapping[str, float]) -> dict[str, float]:
    """Return the frequency of each word of letters; `l'accordo` counts as `accordo`."""
    found: defaultdict[str, float] = defaultdict(float)
    for token, frequency in frequencies.items():
        word = normalise(token).rpartition("'")[2]
        if word.isalpha():
            found[word] += frequency
    return dict(found)


def with_lemmas(words: Mapping[str, float], lemmas: Mapping[str, str]) -> dict[str, float]:
    """Return `words` with each dictionary form as frequent as all its forms together.

    Args:
        words: Frequency by form.
        lemmas: Dictionary form by form.
    """
    totals: defaultdict[str, float] = defaultdict(float)
    for form, lemma in lemmas.items():
        totals[lemma] += words.get(form, 0.0)
    return {**words, **{lemma: max(total, words.get(lemma, 0)) for lemma, total in totals.items()}}


def tenths(frequency: float) -> int:
    """Return the Zipf frequency in tenths of a share of all words."""
    return round((math.log10(frequency) + 9) * 10) if frequency > 0 else 0


def main() -> None:
    """Write the file."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - not where the tests run

    lemmas = {entry.form: entry.lemma for entry in default_lexicon() if entry.form.isalpha()}
    words = with_lemmas(joined(get_frequency_dict("it", "best")), lemmas)
    kept = {word: tenths(share) for word, share in words.items() if tenths(share) >= LEAST_TENTHS}
    head = "\n".join(
        [
            f"schema: {FREQUENCIES_SCHEMA}",
            f"words: {len(kept)}",
            f"least: {LEAST_TENTHS / 10}",
            f"source: {SOURCE}",
            f"changed: {CHANGED}",
            "licence: this file is CC BY-SA 4.0",
        ]
    )
    lines = "".join(f"{word}\t{kept[word]}\n" for word in sorted(kept, key=str.encode))
    content = zlib.compress(f"{head}\n\n{lines}".encode(), 9)
    target = data_path("lexicon") / "it.frequencies"
    target.write_bytes(content)
    print(f"{len(kept)} words, {len(content)} bytes")


if __name__ == "__main__":
    main()
