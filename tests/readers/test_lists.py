"""List items, and what only looks like them."""

import pytest

from pipeline.readers.lines import split_lines
from pipeline.readers.lists import Item, find_items


def items(text: str) -> list[Item]:
    """Return the list items of a text in their order."""
    return list(find_items(split_lines(text)).values())


@pytest.mark.parametrize("marker", ["-", "*", "•", "▪"])
def test_bullets_are_taken_off(marker: str) -> None:
    """Two lines with the same bullet are two items."""
    assert items(f"{marker} pane\n{marker} latte") == [Item("", "pane"), Item("", "latte")]


@pytest.mark.parametrize("labels", [("1.", "2."), ("1)", "2)"), ("a)", "b)")])
def test_numbers_and_letters_are_kept_as_labels(labels: tuple[str, str]) -> None:
    """The number of an item is not lost."""
    text = f"{labels[0]} pane\n\n{labels[1]} latte"
    assert items(text) == [Item(labels[0], "pane"), Item(labels[1], "latte")]


def test_items_may_go_on_over_several_lines() -> None:
    """Wrapped items are neighbours although other lines are between them."""
    text = "Servono:\n- il pane che\nsi compra\n- il latte\n\n  di capra\n\n- le uova"
    assert [item.text for item in items(text)] == ["il pane che", "il latte", "le uova"]


@pytest.mark.parametrize(
    "text",
    [
        "- Buongiorno, disse la donna.\n- Buongiorno a lei.\n- Entri.",
        "- Dove va?\n- A casa.\n- Così presto!",
        "- Vengo - rispose il fornaio - tra un’ora.\n- Bene.",
        "— Vieni?\n— No.",
        "– Vieni?\n– No.",
    ],
)
def test_dialogue_is_no_list(text: str) -> None:
    """Speeches keep their dash, also where it is a hyphen."""
    assert items(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Le origini\n\nUn testo lungo.\n\n2. La crisi\n\nUn altro testo.",
        "- Una riga sola.",
        "Nel 1999 erano\n3. oggi sono\n4. o forse",
        "3.500 euro\n1 maggio\n2 giugno",
        "A. Manzoni\nE. Montale",
        "la casa\n- vecchia - e\n- stanca -",
    ],
)
def test_lines_without_a_neighbour_or_a_beginning_are_no_items(text: str) -> None:
    """Numbered headings, numbers, initials and dashes inside a sentence are left alone."""
    assert items(text) == []
