"""Stretches of text that look alike to a text with spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Block, clean_text
from pipeline.readers.runs import Run, link_of, text_of
from tests.readers.office_files import marked


def _marked(*runs: Run) -> list[tuple[str, str, str]]:
    text, spans = text_of(runs)
    return marked(Block("paragraph", text, spans=spans))


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (("Il ", "pane"), "Il pane"),
        (("Il ", " pane"), "Il pane"),
        (("Il\t", "\n pane", " "), "Il pane"),
        (("\u00adam\u00adbulanza",), "ambulanza"),
        (("dodici\u00a0 euro",), "dodici\u00a0 euro"),
        (("perche", "\u0301"), "perché"),
        ((" ", ""), ""),
    ],
)
def test_white_space_is_one_space_wherever_a_run_ends(texts: tuple[str, ...], text: str) -> None:
    """Tabs and line breaks too; no-break spaces stay, soft hyphens go."""
    assert text_of([Run(one) for one in texts])[0] == text


def test_neighbours_that_look_alike_are_one_span() -> None:
    """Word ends a run wherever somebody typed again; the space between is part of the span."""
    runs = Run("Il "), Run("pane", strong=True), Run(" "), Run("nero", strong=True), Run(".")
    assert _marked(*runs) == [("strong", "pane nero", "")]


def test_marks_overlap() -> None:
    """Each is told apart; the longer comes first."""
    link = "https://example.org"
    runs = Run("a", emphasis=True, link=link), Run("b", emphasis=True, code=True), Run("c")
    assert _marked(*runs) == [("emphasis", "ab", ""), ("link", "a", link), ("code", "b", "")]


def test_links_to_two_places_are_two() -> None:
    """Though they touch."""
    assert _marked(Run("a", link="https://a"), Run("b", link="https://b")) == [
        ("link", "a", "https://a"),
        ("link", "b", "https://b"),
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (" https://example.org/a ", "https://example.org/a"),
        ("mailto:info@example.org", "mailto:info@example.org"),
        ("javascript:alert(1)", ""),
        ("file:///C:/a.docx", ""),
        ("https://a b", ""),
        ("https://example.org/" + "a" * 2000, ""),
        ("#nota", ""),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(address: str, target: str) -> None:
    """Others lead nowhere from a page, or do harm there."""
    assert link_of(address) == target


_RUNS = st.lists(
    st.builds(
        Run,
        st.text(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "https://a"]),
    )
)


@given(_RUNS)
def test_any_runs_make_a_clean_text_with_spans_inside(runs: list[Run]) -> None:
    """As a block demands it."""
    text, spans = text_of(runs)
    assert text == clean_text(text)
    if text:
        assert Block("paragraph", text, spans=spans).text == text
