"""Records come back from their JSON as they were."""

import json

import pytest

from pipeline.article import Article, Block, FrozenMapping, Pair, Span
from pipeline.errors import NewerSchemaError, RecordError
from pipeline.record import Digests, ModelNote, Outputs, Record, from_json, to_json


def record() -> Record:
    """Make a record that uses every field."""
    block = Block(
        "list-item", "Una parola.", 1, (Span(4, 10, "link", "x"),), FrozenMapping({"a": "b"})
    )
    article = Article("Titolo", "a/b.md", "it", FrozenMapping({"author": "redazione"}), (block,))
    pair = Pair(
        1, 1, "list-item", "Una parola.", "A word.", "A word.", "mt", -0.1, ("split",), "k", "h",
        0.9, ((0, 3, 0, 1),),
    )  # fmt: skip
    return Record(
        name="a/b",
        article=article,
        pairs=(pair,),
        digests=Digests("r", "t", "p"),
        model=ModelNote("n", "1", "s"),
        version="0.1.0",
        source_sha256="x",
        outputs=Outputs("h", "t", ("u",), "b.tsv"),
    )


def test_a_record_survives_its_file() -> None:
    """What is written is read back, every field the same."""
    assert from_json(to_json(record()), "x.json") == record()


def test_the_schema_number_stands_in_the_file() -> None:
    """A later version can tell which form it reads."""
    assert json.loads(to_json(record()))["schema"] == 1


def test_a_newer_schema_is_refused_by_name() -> None:
    """A file of the future is not guessed at."""
    text = to_json(record()).replace('"schema": 1', '"schema": 99')

    with pytest.raises(NewerSchemaError, match="schema 99"):
        from_json(text, "x.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', '{"schema": "x"}', "null"])
def test_a_damaged_record_is_named(text: str) -> None:
    """Anything else than a record gives one error of ours."""
    with pytest.raises(RecordError, match=r"x\.json"):
        from_json(text, "x.json")
