"""The gold alignments: written by hand as word pairs, numbered by program, nothing else."""

from pathlib import Path

import pytest

from training.align.gold_format import GoldFormatError, counts, main, parse_pairs, render_gold

GOLD = Path(__file__).resolve().parents[2] / "training" / "align" / "gold"

PAIRS = """# a comment

L’ acqua di casa .
Tap water .
L’~~water acqua~water
di+casa~~Tap .~.

La casa e la scuola
The house and the school
La~The casa~house e~and la~the scuola~school
"""


def test_word_pairs_become_positions_from_one() -> None:
    """Sure links get a hyphen and possible ones a question mark, in the order of the words."""
    assert render_gold(parse_pairs(PAIRS)) == (
        "L’ acqua di casa .\nTap water .\n1?2 2-2 3?1 4?1 5-3\n"
        "\n"
        "La casa e la scuola\nThe house and the school\n1-1 2-2 3-3 4-4 5-5\n"
    )


def test_plus_links_every_word_with_every_word() -> None:
    """A phrase on both sides gives the product of its words."""
    (pair,) = parse_pairs("far fronte\ncope with\nfar+fronte~~cope+with\n")

    assert pair.possible == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert not pair.sure


def test_a_number_chooses_among_repeated_words() -> None:
    """The second `di` is the one that `di#2` names."""
    (pair,) = parse_pairs("di lana di pecora\nsheep wool\ndi#2~~sheep lana~wool\n")

    assert pair.possible == {(3, 1)}


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ("di~of", "'di' occurs 2 times"),
        ("lana#1~wool", "'lana#1' occurs 1 times"),
        ("di#3~of", "'di#3' occurs only 2 times"),
        ("seta~silk", "'seta' is not in the sentence"),
        ("lana~silk", "'silk' is not in the sentence"),
        ("lana-wool", "'lana-wool' is no link"),
        ("lana+~wool", "'' is not in the sentence"),
        ("lana~wool lana~~wool", "lana and wool are linked twice"),
    ],
)
def test_a_doubtful_link_is_refused(links: str, fault: str) -> None:
    """A slip of the hand stops the conversion instead of moving a link."""
    with pytest.raises(GoldFormatError, match=fault.replace("+", r"\+")):
        parse_pairs(f"di lana di pecora\nwool of sheep\n{links}\n")


def test_tokens_free_of_the_notation_and_links_are_required() -> None:
    """A token with a `+` could not be named, and a pair without links is unfinished."""
    with pytest.raises(GoldFormatError, match="holds a character"):
        parse_pairs("C+\nC\nC~C\n")
    with pytest.raises(GoldFormatError, match="links are needed"):
        parse_pairs("casa\nhouse\n")


def test_the_command_writes_the_numbers_beside_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line ends are LF on every system, and the counts are printed."""
    source = tmp_path / "small.pairs"
    source.write_text(PAIRS, encoding="utf-8")

    assert main([str(source)]) == 0
    assert source.with_suffix(".txt").read_bytes() == render_gold(parse_pairs(PAIRS)).encode()
    assert capsys.readouterr().out == (
        "small: 2 pairs, 10 Italian and 8 English tokens, 7 sure and 3 possible links\n"
    )


@pytest.mark.parametrize("half", ["work", "held_out"])
def test_the_numbered_files_are_up_to_date(half: str) -> None:
    """What programs read says what the hand wrote, and the README counts it rightly."""
    pairs = parse_pairs((GOLD / f"{half}.pairs").read_text(encoding="utf-8"))

    assert (GOLD / f"{half}.txt").read_bytes() == render_gold(pairs).encode()
    assert f"`{half}.txt`: {counts(pairs)}" in (GOLD / "README.md").read_text(encoding="utf-8")


def test_the_halves_share_no_sentence() -> None:
    """A sentence to tune on must not be one to judge by, and each half has sixty."""
    work, held_out = (
        {p.italian for p in parse_pairs((GOLD / f"{half}.pairs").read_text(encoding="utf-8"))}
        for half in ("work", "held_out")
    )

    assert len(work) == len(held_out) == 60
    assert not work & held_out
