"""Front matter of Markdown files."""

import pytest

from pipeline.readers.front_matter import split_front_matter


def test_simple_keys_become_metadata() -> None:
    """Quotes go, Italian keys are translated, lists on one line are joined."""
    text = "---\nTitolo: \"Il pane\"\nautore: 'La redazione'\ntags: [a, 'b']\n# nota\n---\nTesto\n"
    metadata = {"title": "Il pane", "author": "La redazione", "tags": "a, b"}
    assert split_front_matter(text) == (metadata, "Testo\n")


def test_nested_and_long_values_are_passed_over() -> None:
    """What this reader does not understand does no harm to what it does."""
    text = "---\ntags:\n  - a\n- b\nabstract: |\n  Un testo.\ndate: 2024-05-01\n...\nTesto"
    assert split_front_matter(text) == ({"date": "2024-05-01"}, "Testo")


@pytest.mark.parametrize(
    "text",
    [
        "Testo\n---\na: b\n---\n",
        "---\nUn paragrafo tra due righe.\n---\nTesto",
        "---\na: b\n",
        "---\n---\nTesto",
        "",
        "---",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    """Nothing is lost where the lines only look like it."""
    assert split_front_matter(text) == ({}, text)
