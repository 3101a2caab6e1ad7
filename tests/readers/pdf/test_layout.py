"""Rows, columns and the order in which they are read."""

from pipeline.readers.pdf.layout import lines_of, rows_of
from pipeline.readers.pdf.words import Word


def words_at(left: float, baseline: float, text: str, *, size: float = 10.0) -> list[Word]:
    """Return words beside each other; a letter is half its size wide, a space a third."""
    words = []
    for part in text.split():
        right = left + len(part) * size / 2
        words.append(Word(part, left, right, baseline, size))
        left = right + size / 3
    return words


def column(left: float, top: float, lines: list[str], *, size: float = 10.0) -> list[Word]:
    """Return words of lines below each other."""
    return [
        word
        for number, line in enumerate(lines)
        for word in words_at(left, top - number * size * 1.2, line, size=size)
    ]


PROSE = ["il fiume scende piano e", "passa sotto i ponti della", "città e poi va al mare"]
OTHER = ["la piazza era piena di", "gente che aspettava la", "banda e il tramonto bello"]


def read(words: list[Word]) -> list[str]:
    """Return the lines in order."""
    return [line.text for line in lines_of(words)]


def test_columns_are_read_one_after_the_other() -> None:
    """In whatever order the file draws their words."""
    words = [*column(40, 300, PROSE), *column(200, 300, OTHER)]
    assert read(words[::-1]) == [*PROSE, *OTHER]


def test_three_columns_need_not_stand_on_the_same_heights() -> None:
    """A picture pushes one of them down."""
    words = [*column(40, 300, PROSE), *column(200, 295, OTHER), *column(360, 289, PROSE)]
    assert read(words) == [*PROSE, *OTHER, *PROSE]


def test_a_headline_over_the_columns_comes_first_and_a_line_below_last() -> None:
    """What runs across the corridor parts what is above from what is below."""
    head = words_at(60, 340, "La notte del fiume", size=24)
    foot = words_at(40, 240, "questa riga corre da una parte all’altra di tutte e due le colonne")
    words = [*foot, *column(40, 300, PROSE), *column(200, 300, OTHER), *head]
    lines = read(words)
    assert lines[0] == "La notte del fiume"
    assert lines[1:-1] == [*PROSE, *OTHER]
    assert lines[-1].startswith("questa riga")


def test_headings_of_two_columns_on_one_height_stay_apart() -> None:
    """They are narrow, but the columns below them are not."""
    words = [*column(40, 320, ["1. Prima"]), *column(200, 320, ["2. Seconda"])]
    words += [*column(40, 300, PROSE), *column(200, 300, OTHER)]
    assert read(words) == ["1. Prima", *PROSE, "2. Seconda", *OTHER]


def test_bullets_and_numbers_in_front_are_no_column() -> None:
    """However much white is behind them."""
    words = [*column(40, 300, ["•", "•", "•"]), *column(70, 300, PROSE)]
    assert read(words) == [f"• {line}" for line in PROSE]


def test_a_table_is_read_row_by_row() -> None:
    """Its columns have a word or two."""
    words = [*column(40, 300, ["aprile", "maggio", "giugno"])]
    words += column(200, 300, ["1.200", "900", "1.010"])
    assert read(words) == ["aprile 1.200", "maggio 900", "giugno 1.010"]


def test_wide_spaces_in_justified_lines_part_nothing() -> None:
    """They do not stand one above the other."""
    words = [
        *words_at(40, 300, "il fiume scende"), *words_at(140, 300, "piano e va"),
        *words_at(40, 288, "passa"), *words_at(90, 288, "sotto i ponti della città"),
        *words_at(40, 276, "e poi va al"), *words_at(120, 276, "mare con calma"),
    ]  # fmt: skip
    assert read(words) == [
        "il fiume scende piano e va",
        "passa sotto i ponti della città",
        "e poi va al mare con calma",
    ]


def test_a_raised_figure_belongs_to_its_row() -> None:
    """Though it stands higher."""
    words = [*words_at(40, 300, "guado."), Word("1", 70, 73, 304.2, 6.0), *words_at(77, 300, "Chi")]
    (row,) = rows_of(words)
    assert [word.text for word in row] == ["guado.", "1", "Chi"]


def test_words_that_touch_are_one() -> None:
    """A change of letters within a word draws it in two."""
    words = [Word("mezza", 40, 65, 300, 10), Word("notte", 65.2, 90, 300, 10, is_italic=True)]
    assert read(words) == ["mezzanotte"]


def test_an_empty_page_has_no_lines() -> None:
    """And breaks nothing."""
    assert read([]) == []
