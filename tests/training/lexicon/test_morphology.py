"""Lemmas and parts of speech from the tables of Morph-it."""

import gzip
import json
from pathlib import Path

import pytest

from training.lexicon.morphology import read_morphology

PARTS = ("det", "adp", "pron", "aux", "num", "adv", "noun", "adj", "verb")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Make tables of a few forms, with the damaged accents of the real ones."""
    for part in PARTS:
        forms = {"verb": {"metterÃ\xa0": "mettere", "fatto": "fare"}, "noun": {"Fatto": "fatto"}}
        text = json.dumps(forms.get(part, {}))
        with gzip.open(
            tmp_path / f"it_lemma_lookup_{part}.json.gz", "wt", encoding="utf-8"
        ) as file:
            file.write(text)
    return tmp_path


def test_damaged_accents_are_repaired(tables: Path) -> None:
    """The tables were read as Latin-1 once; the words are right again."""
    assert read_morphology(tables)["metterà"] == [("verb", "mettere")]


def test_a_form_has_all_its_readings(tables: Path) -> None:
    """`fatto` is the fact and what was done."""
    assert read_morphology(tables)["fatto"] == [("noun", "fatto"), ("verb", "fare")]
