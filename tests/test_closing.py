"""What a run says of itself at its end."""

from typing import Any

import pytest

from pipeline.closing import closing_lines
from pipeline.record import ModelNote
from pipeline.report import ArticleResult, RunSummary


def closing(*results: ArticleResult) -> list[str]:
    """Return the lines of a run with these results."""
    return closing_lines(RunSummary(results, False, 2, ModelNote("m", "1", ""), ""))  # noqa: FBT003


def article(source: str, **details: Any) -> ArticleResult:  # noqa: ANN401
    """Return an article's result."""
    return ArticleResult(source, source, **{"status": "translated"} | details)


def test_a_good_run_has_one_line() -> None:
    """Nothing stands out of three articles."""
    results = [article(name, words=10, seconds=1) for name in "abc"]
    assert closing(*results) == ["3 translated; 30 words in 2.0 s"]


def test_a_run_without_articles_had_nothing_to_do() -> None:
    """As where nothing failed the last time."""
    assert closing() == ["nothing to do; 0 words in 2.0 s"]


def test_the_slowest_three_are_named() -> None:
    """The slowest first; what was not translated took no time worth naming."""
    results = [article(f"{second}.txt", seconds=second) for second in (1, 4, 2, 3)]
    old = article("old.txt", status="unchanged", seconds=9)

    assert closing(*results, old)[1] == "slowest: 4.txt (4.0 s), 3.txt (3.0 s), 2.txt (2.0 s)"


@pytest.mark.parametrize(
    ("details", "line"),
    [
        ([{"flags": (("number", 1),)}], "flagged: 1 article, 0 (1 flag)"),
        (
            [{"flags": (("number", n), ("length", 1))} for n in (1, 4, 2, 3)],
            "flagged: 4 articles, the most in 1 (5 flags), 3 (4 flags), 2 (3 flags)",
        ),
        ([{"corrected": 2}, {}], "corrected: 1 article, 0 (2 sentences)"),
        ([{"status": "failed"}, {}], "failed: 0; reasons in run.json"),
        (
            [{"status": "failed"}] * 12,
            "failed: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more; reasons in run.json",
        ),
    ],
)
def test_what_a_person_should_look_at_is_named(details: list[dict[str, Any]], line: str) -> None:
    """Those with most of it first, long lists cut."""
    results = [article(str(number), **one) for number, one in enumerate(details)]
    assert closing(*results)[-1] == line
