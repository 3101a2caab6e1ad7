"""Finding a line in a sorted block."""

import pytest

from pipeline.sorted_lines import SortedLines

LINES = "a\t1\nab\t2\nabc d\t3\nb\t4\nzoo\t5\nè\t6\n".encode()


@pytest.mark.parametrize("form", ["a", "ab", "abc d", "b", "zoo", "è"])
def test_every_line_is_found(form: str) -> None:
    """The first, the last and all between, by their whole first field."""
    line = SortedLines(LINES).find(form)

    assert line
    assert line.split(b"\t")[0] == form.encode()


@pytest.mark.parametrize("form", ["", "0", "aa", "abc", "c", "zo", "zooo", "ù", "a\t1"])
def test_what_is_not_there_is_not_found(form: str) -> None:
    """No part of a field and nothing beyond either end."""
    assert SortedLines(LINES).find(form) is None
    assert SortedLines(b"").find(form) is None


def test_a_line_of_many_is_found() -> None:
    """Whatever part of the block it lies in; and nothing between two of them."""
    fields = sorted(f"parola{number}" for number in range(0, 20_000, 2))
    lines = SortedLines("".join(f"{field}\t{field * 3}\n" for field in fields).encode())

    assert all(lines.find(field) == f"{field}\t{field * 3}".encode() for field in fields)
    assert not any(lines.find(f"parola{number}") for number in range(1, 20_000, 2))
