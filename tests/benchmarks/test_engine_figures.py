"""The figures of the engine's benchmark."""

import pytest

from benchmarks.engine_figures import Rounds, further_costs, identical, ratios

REFERENCE = {"Ciao.": "Hello.", "Sì.": "Yes _ sir."}


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ({"Ciao.": "Hello.", "Sì.": "Yes   sir."}, 1.0),
        ({"Ciao.": "Hello.", "Sì.": "No."}, 0.5),
        ({"Sì.": "No."}, 0.0),
    ],
)
def test_share_of_identical_sentences(english: dict[str, str], expected: float) -> None:
    """Only sentences that were translated count, and underscores are spaces."""
    assert identical(Rounds(translations=english), REFERENCE) == expected


def test_share_of_identical_sentences_in_a_whole_article() -> None:
    """Of a program that gives an article as a whole, the sentences that stand in it count."""
    row = Rounds(documents={("Ciao.", "Sì."): "Hello.\n\nNo, sir."})

    assert identical(row, REFERENCE) == 0.5


def test_ratios_are_of_the_same_round() -> None:
    """A ratio is the median of each round's, and there is none for who did not take part."""
    table = {"run": Rounds([10.0, 40.0, 90.0]), "stock": Rounds([10.0, 10.0, 10.0])}

    assert ratios(table) == {"run / stock": {"median": 4.0, "least": 1.0, "most": 9.0}}


def test_further_costs_of_a_linear_run_are_equal() -> None:
    """A start of one second and 20 ms a word cost 20 ms a further word at any size."""
    rows = [{"words": size, "seconds": 1 + size / 50} for size in (1000, 100, 10_000)]

    assert further_costs(rows) == [20.0, 20.0]
