"""The made-up articles of the index that is measured."""

from benchmarks.evaluation_set import read_lines
from benchmarks.index import FOLDERS, SENTENCES, article
from pipeline.record import from_json, to_json

LINES = list(zip(read_lines("it"), read_lines("en"), strict=True))


def test_articles_differ_and_are_the_same_every_time() -> None:
    """Each has its own name, its own sentences, and most have a date."""
    made = [article(number, LINES) for number in range(20)]
    assert made == [article(number, LINES) for number in range(20)]
    assert len({one.name for one in made}) == len({one.pairs for one in made}) == 20
    assert {one.name.rpartition("/")[0] for one in made} == {*FOLDERS}
    assert sum("date" in one.article.metadata for one in made) == 16
    least, most = SENTENCES
    assert all(least <= len(one.pairs) <= most for one in made)


def test_their_records_are_records() -> None:
    """What is written is read back as it was."""
    one = article(3, LINES)
    assert from_json(to_json(one), "") == one
    assert all(pair.key for pair in one.pairs)
