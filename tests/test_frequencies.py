"""How frequent Italian words are."""

import zlib
from pathlib import Path

import pytest

from pipeline.errors import LexiconError, NewerSchemaError
from pipeline.frequencies import Frequencies, default_frequencies


def write(path: Path, schema: int = 1) -> Path:
    """Write a file of two frequencies."""
    path.write_bytes(zlib.compress(f"schema: {schema}\n\ncasa\t59\nsolco\t35\n".encode()))
    return path


def test_frequencies_are_zipf(tmp_path: Path) -> None:
    """A word has its tenths as a number; one that the file lacks has none."""
    frequencies = Frequencies(write(tmp_path / "small"))

    assert [frequencies.zipf(word) for word in ("casa", "solco", "sol")] == [5.9, 3.5, 0.0]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """Missing, foreign and future files give an error of ours."""
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"words")

    with pytest.raises(LexiconError, match="missing"):
        Frequencies(tmp_path / "missing")
    with pytest.raises(LexiconError, match="foreign"):
        Frequencies(foreign)
    with pytest.raises(NewerSchemaError, match="schema 2"):
        Frequencies(write(tmp_path / "future", schema=2))


@pytest.mark.parametrize(
    ("frequent", "rare"),
    [("casa", "tovaglia"), ("fare", "impastare"), ("spingere", "intingere"), ("acqua", "solco")],
)
def test_the_projects_own_file_ranks_words(frequent: str, rare: str) -> None:
    """What everybody says is more frequent; a verb counts with all its forms."""
    frequencies = default_frequencies()

    assert frequencies.zipf(frequent) > frequencies.zipf(rare) > 0


def test_the_projects_own_file_is_small_and_says_where_it_comes_from() -> None:
    """The header names the source and the licence that holds for the file."""
    header = default_frequencies().header

    assert int(header["words"]) > 90_000
    assert "wordfreq" in header["source"]
    assert "CC BY-SA 4.0" in header["licence"]
