"""Lemmas and parts of speech of Italian word forms, from Morph-it.

The tables are those of the PyPI package spacy-lookups-data 1.0.5, which took them from Morph-it 48
(Zanchetta and Baroni; CC BY-SA 2.0 or LGPL).
"""

import contextlib
import gzip
import json
from pathlib import Path
from typing import Final

_TABLES: Final = ("det", "adp", "pron", "aux", "num", "adv", "noun", "adj", "verb")
"""In the order in which a form's readings are named where nothing else decides."""

FUNCTION_WORDS: Final = frozenset(["det", "adp", "pron", "aux", "other"])
"""Parts of speech that may be translated by English function words alone."""

Reading = tuple[str, str]
"""Part of speech and lemma."""


def read_morphology(package: Path) -> dict[str, list[Reading]]:
    """Return the readings of each form.

    Args:
        package: The folder `spacy_lookups_data/data` of the unpacked wheel.
    """
    readings: dict[str, list[Reading]] = {}
    for part in _TABLES:
        path = package / f"it_lemma_lookup_{part}.json.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for form, lemma in json.load(file).items():
                word = _repaired(form)
                reading = (part, _repaired(lemma))
                if reading not in readings.setdefault(word, []):
                    readings[word].append(reading)
    return readings


def _repaired(word: str) -> str:
    """Return a word as it is written: in the tables most accents are UTF-8 read as Latin-1."""
    with contextlib.suppress(UnicodeError):
        word = word.encode("latin-1").decode("utf-8")
    return word.lower().replace("’", "'")
