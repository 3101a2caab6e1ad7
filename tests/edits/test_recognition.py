"""What a person did in a table is told from all that programs did to it."""

import pytest

from pipeline.edits.recognition import Recognised, without_reset
from tests.edits.articles import article, cells, edited, found_in, table_of

PAIRS = article(
    [
        ("Uno.", "One."),
        ("Sì.", "Yes."),
        ("Due.", "Two."),
        ("Sì.", "Yes."),
        ("Sono 1.234,50", "1.234,50"),
        ("L'ha detto.", "It's said."),
    ]
)


def texts(found: Recognised) -> list[tuple[str, str]]:
    """Return Italian and English of the edits."""
    return [(edit.it, edit.en) for edit in found.edits]


def rows_of(text: str) -> tuple[str, list[str]]:
    """Return the header and the rows of a table."""
    header, *rows = text.removesuffix("\n").split("\n")
    return header, rows


@pytest.mark.parametrize("pairs", [PAIRS, None], ids=["record", "no record"])
def test_an_edit_is_found_by_its_key_alone(pairs: tuple[object, ...] | None) -> None:
    """Rows may be sorted, deleted and doubled, and the Italian be damaged."""
    header, rows = rows_of(table_of(PAIRS, {2: "Two, then."}))
    changed = [row.replace("Due.", "2") for row in rows[:0:-1]] + rows[2:3]
    text = "\n".join([header, *changed]).replace("Due.", "2")

    found = found_in(text, PAIRS if pairs else None)

    assert [edit.en for edit in found.edits] == ["Two, then."]
    assert not found.conflicts
    assert not found.problems


def test_neighbours_come_from_the_record() -> None:
    """Not from the rows beside it, which may have been sorted."""
    header, rows = rows_of(table_of(PAIRS, {3: "Yes, indeed."}))

    (edit,) = found_in("\n".join([header, *sorted(rows)]), PAIRS).edits

    assert (edit.previous_it, edit.next_it, edit.occurrences) == ("Due.", "Sono 1.234,50", 2)


def test_without_a_record_neighbours_come_from_the_numbers() -> None:
    """The columns paragraph and sentence give the order of a sorted table."""
    header, rows = rows_of(table_of(PAIRS, {3: "Yes, indeed."}))

    (edit,) = found_in("\n".join([header, *rows[::-1]]), None).edits

    assert (edit.previous_it, edit.next_it, edit.occurrences) == ("Due.", "Sono 1.234,50", 2)


@pytest.mark.parametrize("pairs", [PAIRS, None], ids=["record", "no record"])
@pytest.mark.parametrize(
    ("number", "found", "text"),
    [(4, "1234.5", "1.234,50"), (5, "It’s said.", "It's said."), (4, "#NAME?", None)],
)
def test_damage_is_restored_and_reported(
    pairs: tuple[object, ...] | None, number: int, found: str, text: str | None
) -> None:
    """A damaged cell is no edit; what it held is told where it can be known."""
    recognised = found_in(table_of(PAIRS, {number: found}), PAIRS if pairs else None)

    expected = text if text is not None else "1.234,50" if pairs else ""
    assert not recognised.edits
    assert [(one.found, one.text) for one in recognised.restored] == [(found, expected)]


def test_a_damaged_edit_of_an_earlier_run_stays_human() -> None:
    """The person's text is restored, not the machine's."""
    pairs = edited(PAIRS, 4, "1,234.50")

    for record in (pairs, None):
        found = found_in(table_of(pairs, {4: "1234.5"}), record)

        assert [(edit.en, edit.origin) for edit in found.edits] == [("1,234.50", "human")]
        assert [one.text for one in found.restored] == ["1,234.50"]


@pytest.mark.parametrize("origin", ["human", "tm"])
def test_an_edit_of_an_earlier_run_is_kept_as_such(origin: str) -> None:
    """The check code fits it, for the program wrote it; its origin says who made it."""
    pairs = edited(PAIRS, 0, "The first.", "human" if origin == "human" else "tm")

    for record in (pairs, None):
        found = found_in(table_of(pairs), record)

        assert [(edit.en, edit.origin) for edit in found.edits] == [("The first.", origin)]


def test_a_changed_text_from_a_memory_becomes_a_persons() -> None:
    """Who changes an imported text has written it."""
    pairs = edited(PAIRS, 0, "The first.", "tm")

    (edit,) = found_in(table_of(pairs, {0: "First of all."}), pairs).edits

    assert (edit.en, edit.origin) == ("First of all.", "human")


def test_a_deleted_row_loses_no_edit() -> None:
    """The record still has it; a table from elsewhere says nothing about rows it lacks."""
    pairs = edited(PAIRS, 0, "The first.")
    header, rows = rows_of(table_of(pairs))
    text = "\n".join([header, *rows[1:]])

    assert texts(found_in(text, pairs)) == [("Uno.", "The first.")]
    assert texts(found_in(text, pairs, own=False)) == []


@pytest.mark.parametrize("english", ["", "  ", "One."])
def test_an_emptied_cell_goes_back_to_the_machine(english: str) -> None:
    """So does the machine's own text; both are reported."""
    pairs = edited(PAIRS, 0, "The first.")

    found = found_in(table_of(pairs, {0: english}), pairs)

    assert not found.edits
    assert [reset.row for reset in found.resets] == [2]


def test_a_reset_elsewhere_undoes_only_the_text_that_was_seen() -> None:
    """A text that was changed again since then stays."""
    pairs = edited(PAIRS, 0, "The first.")
    resets = found_in(table_of(pairs, {0: ""}), pairs, own=False).resets
    same = found_in(table_of(pairs), pairs).edits
    newer = found_in(table_of(pairs, {0: "Number one."}), pairs).edits

    assert without_reset(same, resets) == ()
    assert without_reset(newer, resets) == newer


def test_doubled_rows_with_different_english_are_a_conflict() -> None:
    """The first one stands, the other is handed back; an unchanged copy is no text of its own."""
    header, rows = rows_of(table_of(PAIRS))
    copies = [rows[0], rows[0].replace("One.", "First."), rows[0].replace("One.", "At first.")]

    found = found_in("\n".join([header, *copies]), PAIRS)

    assert texts(found) == [("Uno.", "First.")]
    assert [(one.standing, one.other, one.row) for one in found.conflicts] == [
        ("First.", "At first.", 4)
    ]


def test_an_older_table_that_was_edited_does_not_drop_what_the_record_has() -> None:
    """The edit was made without seeing the person's text in the record: both are kept."""
    pairs = edited(PAIRS, 0, "The first.")

    found = found_in(table_of(PAIRS, {0: "Number one."}), pairs)

    assert texts(found) == [("Uno.", "Number one.")]
    assert [(one.standing, one.other) for one in found.conflicts] == [("Number one.", "The first.")]


def test_an_edit_of_an_edit_is_no_conflict() -> None:
    """The check code tells that the person saw the text that was changed."""
    pairs = edited(PAIRS, 0, "The first.")

    found = found_in(table_of(pairs, {0: "Number one."}), pairs)

    assert texts(found) == [("Uno.", "Number one.")]
    assert not found.conflicts


@pytest.mark.parametrize("damage", [str.upper, lambda key: f" {key[:14]} {key[14:]} ", str.title])
def test_a_key_survives_capitals_and_spaces(damage: object) -> None:
    """The row is still known by it."""
    key = PAIRS[0].key
    text = table_of(PAIRS, {0: "First."}).replace(key, damage(key))  # type: ignore[operator]

    assert texts(found_in(text, PAIRS)) == [("Uno.", "First.")]


@pytest.mark.parametrize("damage", ["", "k", "12345"])
def test_a_row_without_its_key_is_known_by_its_italian(damage: str) -> None:
    """And by its neighbours where its sentence stands twice."""
    text = table_of(PAIRS, {0: "First.", 3: "Yes, indeed."})
    for number in (0, 3):
        text = text.replace(PAIRS[number].key, damage)

    found = found_in(text, PAIRS)

    assert [(edit.row, edit.en, edit.key.split(".")[1]) for edit in found.edits] == [
        (2, "First.", "1"),
        (5, "Yes, indeed.", "2"),
    ]


def test_a_row_that_fits_nothing_is_a_problem() -> None:
    """It is named by its line, with the text that is not used."""
    text = table_of(PAIRS, {0: "First."}).replace(PAIRS[0].key, "?").replace("Uno.", "Nessuno.")

    found = found_in(text, PAIRS)

    assert not found.edits
    assert [(problem.row, problem.en) for problem in found.problems] == [(2, "First.")]


@pytest.mark.parametrize("cells", ["mt", "mt\tx\tx\tx\tx"])
def test_a_row_with_its_cells_in_wrong_columns_is_a_problem(cells: str) -> None:
    """Its key is seen elsewhere in the row, so what stands under `en` is not trusted."""
    text = table_of(PAIRS, {0: "First."}).replace("First.\tmt", f"Fi\trst.\t{cells}", 1)
    text = text.replace("Uno.\tFi\t", "Uno.\tFi\t\t").replace(PAIRS[0].key, f"{PAIRS[0].key}\tx")

    found = found_in(text, PAIRS)

    assert not found.edits
    assert [problem.row for problem in found.problems] == [2]


def test_a_row_whose_sentence_cannot_be_told_is_a_problem() -> None:
    """A repeated sentence without key and neighbours may be either."""
    header, rows = rows_of(table_of(PAIRS, {3: "Yes, indeed."}).replace(PAIRS[3].key, ""))

    found = found_in("\n".join([header, rows[3]]), PAIRS)

    assert not found.edits
    assert [problem.en for problem in found.problems] == ["Yes, indeed."]


def test_an_edit_of_a_sentence_that_the_record_lacks_is_an_edit() -> None:
    """It may be from another state of the article; merging finds its place or makes an orphan."""
    found = found_in(table_of(PAIRS, {0: "First."}), PAIRS[1:])

    assert texts(found) == [("Uno.", "First.")]


def test_english_that_was_sorted_by_itself_is_taken_for_what_it_is() -> None:
    """Where most edits are the English of other rows, none is used, and the table is named."""
    moved = {0: "Two.", 2: "It's said.", 4: "One.", 5: "1.234,50"}

    found = found_in(table_of(PAIRS, moved), PAIRS)

    assert not found.edits
    assert [problem.row for problem in found.problems] == [0]


def test_a_table_whose_keys_are_cut_off_is_not_used() -> None:
    """A program that divided rows at the wrong places has cut the English as well."""
    text = table_of(PAIRS, {0: "On"})
    for pair in PAIRS[:4]:
        text = text.replace(pair.key, pair.key[:-6])

    found = found_in(text, PAIRS)

    assert not found.edits
    assert [problem.row for problem in found.problems] == [0]


def test_a_page_that_says_12_point_5_is_believed_where_no_spreadsheet_was() -> None:
    """The scores tell: a spreadsheet that changes "12,5" also changes "-0.470"."""
    pairs = article([("Vale 12,5", "12,5"), *((pair.it, pair.en) for pair in PAIRS)])
    text = table_of(pairs, {0: "12.5"})

    assert texts(found_in(text, pairs)) == [("Vale 12,5", "12.5")]
    assert texts(found_in(text.replace("-0.470", "-470"), pairs)) == []
    assert texts(found_in(text.replace("-0.470", "-0.47"), pairs)) == [("Vale 12,5", "12.5")]


def test_a_text_written_for_an_older_machine_text_is_an_edit() -> None:
    """The check code fits neither text of the record, and the English is a third one."""
    older = article([("Uno.", "An one."), *((pair.it, pair.en) for pair in PAIRS[1:])])

    assert texts(found_in(table_of(older, {0: "Number one."}), PAIRS)) == [("Uno.", "Number one.")]
    assert texts(found_in(table_of(older), PAIRS)) == []


def test_the_sixty_cells_are_sixty() -> None:
    """All differ, and each is an English that a translation may be."""
    assert len({en for _, _, en in cells()}) == 60
