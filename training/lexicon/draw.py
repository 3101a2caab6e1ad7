"""Draw word forms from Italian news text by frequency band, for judging the lexicon by hand.

    python -m training.lexicon.draw benchmarks/data/flores-dev.it > training/lexicon/gold/drawn.tsv

A hundred forms each of the commonest 2,000 Italian forms, of the next 13,000, and of the rest, as
wordfreq ranks them; each with one sentence it stands in. Names (capitals inside a sentence) are
left out. The halves `work` and `held_out` alternate by lot.
"""

import random
import sys
from pathlib import Path
from typing import Final

from wordfreq import top_n_list

from training.align.words import italian_words
from training.lexicon.counts import is_word, normalise

BANDS: Final = {"common": (0, 2_000), "middle": (2_000, 15_000), "rare": (15_000, 1_000_000)}
FORMS_A_BAND: Final = 100


def forms_in(sentences: list[str]) -> dict[str, str]:
    """Return the forms of a text, each with the first sentence it stands in; no names."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for place, word in enumerate(italian_words(sentence)):
            name = place > 0 and word[0].isupper()
            if is_word(word) and len(word) > 1 and not name and not word.endswith(("'", "’")):
                found.setdefault(normalise(word), sentence)
    return found


def main() -> None:
    """Print the draw as TSV."""
    sentences = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    forms = forms_in(sentences)
    rank = {form: place for place, form in enumerate(top_n_list("it", 1_000_000))}
    draw = random.Random(20261124)  # noqa: S311 - sampling, not secrecy
    print("half\tband\tform\tsentence")
    for band, (low, high) in BANDS.items():
        inside = sorted(form for form in forms if low <= rank.get(form, high - 1) < high)
        for place, form in enumerate(draw.sample(inside, FORMS_A_BAND)):
            print(f"{('work', 'held_out')[place % 2]}\t{band}\t{form}\t{forms[form]}")


if __name__ == "__main__":
    main()
