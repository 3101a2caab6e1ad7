"""Edits are put where their sentences stand, and none is ever lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits.leftovers import (
    read_conflicts,
    read_orphans,
    write_conflicts,
    write_orphans,
)
from pipeline.edits.merging import Merged, merge
from pipeline.edits.recognition import Edit
from pipeline.edits.table import read_table
from pipeline.keys import is_edited
from tests.edits.articles import article, edited, found_in, table_of

TEXTS = [
    ("Uno.", "One."),
    ("Sì.", "Yes."),
    ("Due.", "Two."),
    ("Sì.", "Yes."),
    ("Tre.", "Three."),
]
PAIRS = article(TEXTS)


def edits_of(changes: dict[int, str], *, source: str = "") -> tuple[Edit, ...]:
    """Return the edits in the article's table with these changes."""
    found = found_in(table_of(PAIRS, changes), PAIRS, own=not source).edits
    return tuple(replace(edit, source=source) for edit in found)


def english(merged: Merged) -> list[str]:
    """Return the English that stands."""
    return [pair.en for pair in merged.pairs]


def test_an_edit_makes_a_pair_a_persons() -> None:
    """Its doubts and its score go, the machine's own text stays, and the key fits what stands."""
    pairs = [replace(pair, links=((0, 1, 0, 1),)) for pair in PAIRS]

    merged = merge(pairs, edits_of({0: "The first."}))

    first = merged.pairs[0]
    assert (first.en, first.mt, first.origin) == ("The first.", "One.", "human")
    assert (first.score, first.flags, first.links) == (None, (), ())
    assert not is_edited(first.key, first.en)
    assert first.key.startswith(PAIRS[0].key.rpartition(".")[0])
    assert merged.pairs[1:] == tuple(pairs[1:])


def test_a_merged_table_read_again_gives_the_same() -> None:
    """A second run changes nothing."""
    merged = merge(PAIRS, edits_of({0: "The first.", 3: "Yes, indeed."}))

    again = merge(PAIRS, found_in(table_of(merged.pairs), merged.pairs).edits)

    assert again == merged


def test_an_edit_survives_another_machine_text() -> None:
    """The edit stands, and the machine's text beside it is the new one."""
    newer = article([(it, f"New {en}") for it, en in TEXTS])

    merged = merge(newer, edits_of({0: "The first."}))

    assert english(merged)[:2] == ["The first.", "New Yes."]
    assert merged.pairs[0].mt == "New One."


def test_a_repeated_sentence_is_found_by_its_neighbours() -> None:
    """When the first of two has gone, the edit of the second is on what is now the first."""
    shorter = article([TEXTS[0], *TEXTS[2:]])

    merged = merge(shorter, edits_of({3: "Yes, indeed."}))

    assert english(merged) == ["One.", "Two.", "Yes, indeed.", "Three."]
    assert not merged.orphans


def test_an_edit_whose_occurrence_has_gone_is_an_orphan() -> None:
    """It does not move to another occurrence that nobody edited."""
    shorter = article([TEXTS[0], *TEXTS[2:]])

    merged = merge(shorter, edits_of({1: "Yes, please."}))

    assert english(merged) == [en for _, en in (TEXTS[0], *TEXTS[2:])]
    assert [orphan.en for orphan in merged.orphans] == ["Yes, please."]


def test_both_occurrences_keep_their_edits_when_sentences_come_in_between() -> None:
    """Each goes where its neighbours are."""
    longer = article([("Sì.", "Yes."), ("Zero.", "Zero."), *TEXTS])

    merged = merge(longer, edits_of({1: "Yes, please.", 3: "Yes, indeed."}))

    assert english(merged) == [
        "Yes.",
        "Zero.",
        "One.",
        "Yes, please.",
        "Two.",
        "Yes, indeed.",
        "Three.",
    ]


def test_a_moved_sentence_keeps_its_edit_whatever_is_around_it() -> None:
    """A sentence that stands once is known by itself."""
    merged = merge(article(TEXTS[::-1]), edits_of({0: "The first."}))

    assert english(merged)[-1] == "The first."


def test_an_orphan_comes_back_with_its_sentence() -> None:
    """It is kept in its file meanwhile, and taken up again where the machine's text stands."""
    without = article(TEXTS[1:])
    orphans = merge(without, edits_of({0: "The first."})).orphans
    file = write_orphans(orphans)

    for _ in range(2):  # an orphan that stays is not dropped by later runs
        kept = read_orphans(read_table(file.encode(), "a.orphans.tsv"))
        merged = merge(without, (), orphans=kept)
        file = write_orphans(merged.orphans)
        assert "The first." in file
        assert english(merged) == [en for _, en in TEXTS[1:]]
    back = merge(PAIRS, (), orphans=read_orphans(read_table(file.encode(), "a.orphans.tsv")))

    assert english(back)[0] == "The first."
    assert not back.orphans


def test_an_orphan_does_not_replace_what_a_person_wrote_since() -> None:
    """It stays in its file."""
    orphans = merge(article(TEXTS[1:]), edits_of({0: "The first."})).orphans

    merged = merge(PAIRS, edits_of({0: "Number one."}), orphans=orphans)

    assert english(merged)[0] == "Number one."
    assert merged.orphans == orphans


def test_what_stands_wins_over_another_table() -> None:
    """Both texts are handed back as a conflict."""
    merged = merge(
        PAIRS, edits_of({0: "Number one."}, source="page.tsv"), edits_of({0: "The first."})
    )

    assert english(merged)[0] == "The first."
    assert [(one.standing, one.other, one.source) for one in merged.conflicts] == [
        ("The first.", "Number one.", "page.tsv")
    ]


def test_two_tables_agree_or_are_in_conflict() -> None:
    """The first one stands where the machine's text stood; the same text is no conflict."""
    merged = merge(
        PAIRS,
        (
            *edits_of({0: "Number one.", 2: "Number two."}, source="a.tsv"),
            *edits_of({0: "Number one.", 2: "The second."}, source="b.tsv"),
        ),
        (),
    )

    assert english(merged)[:3] == ["Number one.", "Yes.", "Number two."]
    assert [(one.standing, one.other) for one in merged.conflicts] == [
        ("Number two.", "The second.")
    ]


def test_a_table_made_from_what_stands_is_newer() -> None:
    """A page showed the person's text, and a reader corrected it further: no conflict."""
    pairs = edited(PAIRS, 0, "The first.")
    standing = found_in(table_of(pairs), pairs).edits
    downloaded = found_in(table_of(pairs, {0: "The very first."}), pairs, own=False).edits

    merged = merge(PAIRS, downloaded, standing)

    assert english(merged)[0] == "The very first."
    assert not merged.conflicts


def test_a_table_from_before_what_stands_is_older() -> None:
    """The article's own text was made from the one that the other table still has."""
    pairs = edited(PAIRS, 0, "The first.")
    older = found_in(table_of(pairs), pairs, own=False).edits
    standing = found_in(table_of(pairs, {0: "The very first."}), pairs).edits

    merged = merge(PAIRS, older, standing)

    assert english(merged)[0] == "The very first."
    assert not merged.conflicts


def test_conflicts_are_kept_once_each() -> None:
    """A run that meets the same conflict again does not write it twice."""
    page = edits_of({0: "Number one."}, source="page.tsv")
    conflicts = merge(PAIRS, page, edits_of({0: "The first."})).conflicts
    before = read_conflicts(read_table(write_conflicts(conflicts).encode(), "a.conflicts.tsv"))

    text = write_conflicts([*before, *conflicts])

    assert text.split("\n")[:2] == [
        "it\ten\tother_en\tkey\tsource",
        f"Uno.\tThe first.\tNumber one.\t{PAIRS[0].key}\tpage.tsv",
    ]
    assert text.count("\n") == 2


sentences = st.lists(st.sampled_from("abcde"), max_size=12)


@given(sentences, sentences, st.data())
def test_no_edit_is_ever_lost(before: list[str], after: list[str], data: st.DataObject) -> None:
    """However the source changes, each edit stands in the article or is an orphan, exactly once."""
    old = article([(f"{name} it.", f"{name} en.") for name in before])
    new = article([(f"{name} it.", f"{name} en.") for name in after])
    changed = data.draw(st.sets(st.integers(0, len(old) - 1))) if old else set()
    edits = found_in(table_of(old, {n: f"Edit {n}" for n in changed}), old).edits

    merged = merge(new, edits)

    placed = [pair.en for pair in merged.pairs if pair.origin == "human"]
    assert sorted([*placed, *(orphan.en for orphan in merged.orphans)]) == sorted(
        f"Edit {n}" for n in changed
    )
    for pair in merged.pairs:
        if pair.origin == "human":
            assert old[int(pair.en.split()[1])].it == pair.it
    if before == after:
        assert not merged.orphans


@given(sentences, st.data())
def test_an_unchanged_source_keeps_every_edit_in_its_place(
    names: list[str], data: st.DataObject
) -> None:
    """Repeated sentences with the same neighbours do not change places."""
    pairs = article([(f"{name} it.", f"{name} en.") for name in names])
    changed = data.draw(st.sets(st.integers(0, len(pairs) - 1))) if pairs else set()
    edits = found_in(table_of(pairs, {n: f"Edit {n}" for n in changed}), pairs).edits

    merged = merge(pairs, edits)

    assert {n for n, pair in enumerate(merged.pairs) if pair.en == f"Edit {n}"} == changed
