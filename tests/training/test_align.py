"""Links: their error rate, symmetrisation and arrays."""

from pathlib import Path

import pytest
import sentencepiece

from training.align.arrays import piece_links, pieces_by_word, pieces_of, word_spans
from training.align.gold import GoldPair, error_rate
from training.align.prepare import choose, is_alignable
from training.align.statistical import format_links, grow_diag_final_and, parse_links
from training.corpus import CorpusPair, is_licence, licensed_sources


def links(text: str) -> frozenset[tuple[int, int]]:
    """Read links as the files write them."""
    return parse_links(text)


def test_the_error_rate_is_that_of_och_and_ney() -> None:
    """Three links, two of them possible, one sure of two found."""
    gold = GoldPair(("a", "b"), ("x", "y"), links("0-0 1-1"), links("0-0 1-1 0-1"))

    assert error_rate([gold], [links("0-0 0-1 1-0")]) == {
        "precision": 0.6667,
        "recall": 0.5,
        "aer": 0.4,
    }


def test_a_perfect_alignment_has_no_error() -> None:
    """All sure links and some possible ones."""
    gold = GoldPair(("a", "b"), ("x", "y"), links("0-0"), links("0-0 1-1"))

    assert error_rate([gold], [links("0-0 1-1")])["aer"] == 0


def test_links_survive_their_file() -> None:
    """A line of links is read as it was written."""
    assert format_links(parse_links("2-1 0-0 10-3")) == "0-0 2-1 10-3"


def test_symmetrisation_grows_from_the_intersection() -> None:
    """Neighbours of the union come in; a distant link only where both its words are free."""
    forward, reverse = links("0-0 1-1 2-1 4-4"), links("0-0 1-1 1-2")

    assert grow_diag_final_and(forward, reverse) == links("0-0 1-1 2-1 1-2 4-4")
    assert grow_diag_final_and(links("0-0 3-0"), links("0-0")) == links("0-0")


def test_sources_without_a_licence_are_dropped(tmp_path: Path) -> None:
    """Unknown and empty licences are none."""
    (tmp_path / "SOURCES.tsv").write_text(
        "source\tkind\tpairs\torigin\tversion\tlicence\n"
        "good\thuman\t1\tx\t1\tMIT\n"
        "bad\thuman\t1\tx\t1\tunknown (no file)\n"
        "empty\tmt\t1\tx\t1\t\n",
        encoding="utf-8",
    )

    assert licensed_sources(tmp_path) == {"good"}
    assert is_licence("CC-BY-4.0")


def test_human_pairs_come_first_and_repeats_once() -> None:
    """Machine-made pairs only fill up."""
    human = [CorpusPair(f"a{n}", "x", "s", "human") for n in range(3)]
    machine = [CorpusPair(f"m{n}", "x", "s", "mt") for n in range(9)]

    chosen = choose([*machine, *human, *human], 5)

    assert sorted(pair.it for pair in chosen[:3]) == ["a0", "a1", "a2"]
    assert [pair.kind for pair in chosen[3:]] == ["mt", "mt"]


@pytest.mark.parametrize(
    ("it", "en", "worth"), [(3, 3, True), (0, 3, False), (101, 99, False), (4, 30, False)]
)
def test_lopsided_pairs_are_left_out(it: int, en: int, *, worth: bool) -> None:
    """Empty, very long and very unequal pairs teach nothing."""
    assert is_alignable(["a"] * it, ["b"] * en) == worth


def test_word_links_become_piece_links(bundled_model: Path) -> None:
    """All pieces of a word are linked with all pieces of its partner."""
    processor = sentencepiece.SentencePieceProcessor(str(bundled_model / "sentencepiece.model"))
    it, en = "L’addestramento è utile.", "Training is useful."
    it_ids, it_spans = pieces_of(processor, it)
    en_ids, en_spans = pieces_of(processor, en)
    by_it = pieces_by_word(word_spans(it, ["L’", "addestramento", "è", "utile", "."]), it_spans)
    by_en = pieces_by_word(word_spans(en, ["Training", "is", "useful", "."]), en_spans)

    found = piece_links(links("1-0"), by_it, by_en)

    assert "".join(processor.id_to_piece(it_ids[n]) for n in by_it[1]) in {
        "addestramento",
        "▁addestramento",
    }
    assert "".join(processor.id_to_piece(en_ids[n]) for n in by_en[0]) == "▁Training"
    assert len(found) == len(by_it[1]) * len(by_en[0])
