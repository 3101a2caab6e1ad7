"""The articles that the engine's benchmark translates."""

from pathlib import Path

from benchmarks.engine_input import distinct_lines, make_batch, sentences_of


def test_no_sentence_comes_twice() -> None:
    """Where the evaluation set comes again, each of its sentences has another year in front."""
    sentences = [one for line in distinct_lines(2500) for one in sentences_of(line)]

    assert len(sentences) > 2500
    assert len(set(sentences)) == len(sentences)


def test_batch_is_what_its_files_hold(tmp_path: Path) -> None:
    """The articles hold all lines, in as many files as were wanted."""
    batch = make_batch(tmp_path / "batch", 20, 3)

    assert [one.path.name for one in batch.articles] == [
        f"article-0000{number}.txt" for number in (1, 2, 3)
    ]
    assert sorted(batch.sentences) == sorted(
        one for line in distinct_lines(20) for one in sentences_of(line)
    )


def test_part_takes_every_so_manyth_article(tmp_path: Path) -> None:
    """The parts of a batch share no article and make up the whole."""
    batch = make_batch(tmp_path / "batch", 20, 3)
    parts = [batch.part(number, 2) for number in range(2)]

    assert [len(part.articles) for part in parts] == [2, 1]
    assert sum(part.words for part in parts) == batch.words
