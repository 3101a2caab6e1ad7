"""Finding a line in a sorted block."""

import pytest

from pipeline.sorted_lines import find_line

LINES = "a\t1\nab\t2\nabc d\t3\nb\t4\nzoo\t5\nè\t6\n".encode()


@pytest.mark.parametrize("form", ["a", "ab", "abc d", "b", "zoo", "è"])
def test_every_line_is_found(form: str) -> None:
    """The first, the last and all between, by their whole first field."""
    line = find_line(LINES, form)

    assert line
    assert line.split(b"\t")[0] == form.encode()


@pytest.mark.parametrize("form", ["", "0", "aa", "abc", "c", "zo", "zooo", "ù", "a\t1"])
def test_what_is_not_there_is_not_found(form: str) -> None:
    """No part of a field and nothing beyond either end."""
    assert find_line(LINES, form) is None
    assert find_line(b"", form) is None
