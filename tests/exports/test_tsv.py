"""The aligned table keeps what its format promises."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.article import Pair
from pipeline.edits.table import read_table
from pipeline.exports.tsv import COLUMNS, write_tsv
from pipeline.keys import sentence_keys
from tests.export_documents import ANY_TEXT, SPECIAL


def pair(it: str, en: str, score: float | None = -0.25) -> Pair:
    """Make a pair."""
    return Pair(1, 1, "paragraph", it, en, en, "mt", score, ("split",), "kaaaaaaaaaaaa.1.bbbbbb")


def test_a_row_has_the_columns_in_their_order() -> None:
    """The header names the columns; a row holds the pair's values under them."""
    header, row, end = write_tsv([pair("Ciao.", "Hello.")]).split("\n")

    assert tuple(header.split("\t")) == COLUMNS
    assert row == "1\t1\tparagraph\tCiao.\tHello.\tmt\t-0.250\tsplit\tkaaaaaaaaaaaa.1.bbbbbb\t\t"
    assert not end


def test_a_sentence_without_a_score_has_an_empty_field() -> None:
    """No number is made up where the model was not asked; minus zero is written as zero."""
    rows = write_tsv([pair("***", "***", None), pair("a", "b", -0.0001)]).split("\n")

    assert [row.split("\t")[6] for row in rows[1:3]] == ["", "0.000"]


@given(st.text(), st.text())
def test_no_field_breaks_the_table(it: str, en: str) -> None:
    """Whatever the texts hold, every record has one line and all its fields."""
    table = write_tsv([pair(it, en)])

    assert [line.count("\t") for line in table.split("\n")] == [len(COLUMNS) - 1] * 2 + [0]


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=6))
@example([(text, text) for text in SPECIAL])
@example([('"Uno', "One"), ("'Due", '"'), ("a;b", "c,d"), ('""', "''")])
def test_any_text_comes_back(texts: list[tuple[str, str]]) -> None:
    """Whatever the sentences hold, in both languages, they are read as they were written."""
    keys = sentence_keys(texts)
    pairs = [replace(pair(it, en), key=key) for (it, en), key in zip(texts, keys, strict=True)]

    table = read_table(write_tsv(pairs).encode(), "a.tsv")

    assert [(row.it, row.en, row.key) for row in table.rows] == [
        (it, en, key) for (it, en), key in zip(texts, keys, strict=True)
    ]
