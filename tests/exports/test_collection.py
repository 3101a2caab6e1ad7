"""What is exported: the English that stands, from tables with and without records."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.article import Block, FrozenMapping
from pipeline.errors import PathNotFoundError, RecordError, TableError
from pipeline.exports import xlsx
from pipeline.exports.collection import documents
from pipeline.exports.units import Document, ExportOptions, chosen, stable_id, translated
from pipeline.keys import sentence_keys
from pipeline.record import Record
from pipeline.store import Store
from tests.export_documents import saved, written
from tests.page_records import of_blocks

NAME = "sub/articolo"


def _record(name: str = NAME) -> Record:
    """Return an article of two blocks: the first of two sentences, the second was corrected."""
    content = [
        (Block("title", "Il pane.  Oggi."), [("Il pane.", "The bread."), ("Oggi.", "Today.")]),
        (Block("paragraph", "Costa poco."), [("Costa poco.", "It is cheap.")]),
    ]
    made = of_blocks(content, name=name, title="Il pane")
    keys = sentence_keys([(pair.it, pair.en) for pair in made.pairs])
    pairs = [replace(pair, key=key) for pair, key in zip(made.pairs, keys, strict=True)]
    pairs[0] = replace(pairs[0], flags=("name",))
    pairs[2] = replace(pairs[2], origin="human", mt="It costs little.", score=None)
    article = replace(made.article, metadata=FrozenMapping({"author": "Chi\x07 scrive"}))
    return replace(made, article=article, pairs=tuple(pairs))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Lay an output folder with one article in a folder of its own."""
    Store(tmp_path / "out").write(_record(), "<p>page</p>", None)
    return tmp_path / "out"


def _table(out: Path) -> Path:
    return out / f"{NAME}.tsv"


def _change(table: Path, old: str, new: str) -> None:
    content = table.read_text(encoding="utf-8")
    assert old in content
    table.write_text(content.replace(old, new), encoding="utf-8", newline="\n")


def _only(path: Path) -> Document:
    (found,), problems = documents([path])
    assert problems == []
    return found


def test_a_run_folder_stands_for_its_articles(out: Path) -> None:
    """Title, metadata, origin, score, flags and neighbours are the record's."""
    found = _only(out)

    assert (found.name, found.title, found.source) == (NAME, "Il pane", "articolo.txt")
    assert dict(found.metadata) == {"author": "Chi scrive"}
    assert [(unit.block, unit.sentence, unit.kind) for unit in found.units] == [
        (1, 1, "title"),
        (1, 2, "title"),
        (2, 1, "paragraph"),
    ]
    assert [unit.origin for unit in found.units] == ["mt", "mt", "human"]
    assert [(unit.score, unit.flags) for unit in found.units] == [
        (-0.25, ("name",)),
        (-0.25, ()),
        (None, ()),
    ]
    assert [(unit.previous, unit.next) for unit in found.units] == [
        ("", "Oggi."),
        ("Il pane.", "Costa poco."),
        ("Oggi.", ""),
    ]


def test_a_table_finds_its_record_above(out: Path) -> None:
    """The folder, a folder in it and the table itself give the same; named twice, once."""
    assert documents([_table(out)])[0] == documents([out])[0]
    assert documents([out, _table(out), out / "sub"])[0] == documents([out])[0]


def test_an_edited_row_is_a_persons(out: Path) -> None:
    """The table has the English that stands; score and flags were the machine's."""
    _change(_table(out), "The bread.", "Bread.")
    unit = _only(out).units[0]

    assert (unit.en, unit.origin, unit.score, unit.flags) == ("Bread.", "human", None, ())
    assert unit.key == _record().pairs[0].key


def test_a_row_that_went_back_to_the_machine_is_the_machines(out: Path) -> None:
    """A person who puts the machine's own text back has not vouched for it."""
    _change(_table(out), "It is cheap.", "It costs little.")
    unit = _only(out).units[2]

    assert (unit.en, unit.origin, unit.score) == ("It costs little.", "mt", None)


def test_a_deleted_row_is_there_and_sorted_rows_are_in_order(out: Path) -> None:
    """An article's own table loses nothing, as with the next run."""
    header, _, second, third = _table(out).read_text(encoding="utf-8").splitlines()
    _table(out).write_text(f"{header}\n{third}\n{second}\n", encoding="utf-8")

    assert [unit.it for unit in _only(out).units] == ["Il pane.", "Oggi.", "Costa poco."]


def test_a_table_that_is_gone_leaves_its_record(out: Path) -> None:
    """The record holds all that the table did."""
    before = documents([out])
    _table(out).unlink()

    assert documents([out]) == before


def test_a_table_of_the_page_has_its_own_rows_alone(out: Path) -> None:
    """Marked sentences are all that is wanted; the record still knows title and neighbours."""
    header, *rows = _table(out).read_text(encoding="utf-8").splitlines()
    marked = out / f"{NAME}.marked.tsv"
    marked.write_text(f"{header}\n{rows[2]}\n", encoding="utf-8")
    found = _only(marked)

    assert (found.name, found.title) == (f"{NAME}.marked", "Il pane")
    assert [(unit.it, unit.origin) for unit in found.units] == [("Costa poco.", "human")]


def test_a_lone_table_works(out: Path, tmp_path: Path) -> None:
    """Its name is the title; edits, origin, score and flags are understood from its rows."""
    alone = tmp_path / "solo.tsv"
    alone.write_bytes(_table(out).read_bytes())
    _change(alone, "Today.", "Nowadays.")
    found = _only(alone)

    assert (found.name, found.title, found.source, dict(found.metadata)) == ("solo", "solo", "", {})
    assert [(unit.en, unit.origin, unit.score, unit.flags) for unit in found.units] == [
        ("The bread.", "mt", -0.25, ("name",)),
        ("Nowadays.", "human", None, ()),
        ("It is cheap.", "human", None, ()),
    ]
    assert found.units[1].previous == "Il pane."


def test_a_lone_table_without_numbers_and_keys_works(tmp_path: Path) -> None:
    """Rows count as they come, keys are made, and nobody is said to have vouched."""
    path = tmp_path / "coppie.tsv"
    path.write_text("it\ten\nUno.\tOne.\nDue.\tTwo.\nUno.\tOne!\n", encoding="utf-8")
    units = _only(path).units

    assert [(unit.block, unit.sentence, unit.origin) for unit in units] == [
        (1, 1, "mt"),
        (2, 1, "mt"),
        (3, 1, "mt"),
    ]
    assert [unit.key for unit in units] == sentence_keys([(unit.it, unit.en) for unit in units])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2.0\t1,00\tquote\tmt\t-0,5", (2, 1, "quote", "mt", -0.5)),
        ("1\t2\tuna cosa: altra\tboh\tnan", (1, 2, "paragraph", "mt", None)),
        ("inf\t-1\t\ttm\t-0.5", (1, 1, "paragraph", "tm", None)),
        ("1\t1\tcaption\thuman\t", (1, 1, "caption", "human", None)),
    ],
)
def test_cells_that_somebody_changed_do_no_harm(
    row: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    """Numbers as spreadsheets write them are numbers; what is no kind or origin is the usual."""
    path = tmp_path / "coppie.tsv"
    header = "paragraph\tsentence\tkind\torigin\tscore\tit\ten"
    path.write_text(f"{header}\n{row}\tUno.\tOne.\n", encoding="utf-8")
    (unit,) = _only(path).units

    assert (unit.block, unit.sentence, unit.kind, unit.origin, unit.score) == expected


def test_a_folder_without_records_is_searched(out: Path, tmp_path: Path) -> None:
    """Tables of ours count wherever they lie; what is left over from merging and others' do not."""
    folder = tmp_path / "tabelle"
    (folder / "a").mkdir(parents=True)
    content = _table(out).read_bytes()
    for name in ("a/uno.tsv", "due.tsv", "due.orphans.tsv", "due.conflicts.tsv"):
        (folder / name).write_bytes(content)
    (folder / "prezzi.tsv").write_text("merce\tprezzo\nriso\t2\n", encoding="utf-8")
    found, problems = documents([folder])

    assert problems == []
    assert [document.name for document in found] == ["a/uno", "due"]


def test_a_workbook_of_several_articles_is_several(out: Path, tmp_path: Path) -> None:
    """Its last column tells them apart; the same sentence may stand in each."""
    second = replace(_record("altro"), pairs=_record().pairs[1:])
    Store(out).write(second, "<p>page</p>", None)
    articles, _ = documents([out])
    book = saved(tmp_path / "tutti.xlsx", written(xlsx.write, *articles))
    found, problems = documents([book])

    assert problems == []
    assert [(one.name, one.title) for one in found] == [("altro", "altro"), (NAME, "articolo")]
    for read, article in zip(found, articles, strict=True):
        assert [(unit.it, unit.en, unit.key, unit.previous) for unit in read.units] == [
            (unit.it, unit.en, unit.key, unit.previous) for unit in article.units
        ]


def test_a_hint_of_a_memory_is_known(tmp_path: Path) -> None:
    """From the record and from a lone table; what a spreadsheet made of the number is read."""
    first = replace(_record().pairs[0], hint="Loaf.", hint_score=0.875)
    made = replace(_record(), pairs=(first, *_record().pairs[1:]))
    hinted, alone = tmp_path / "hinted", tmp_path / "solo.tsv"
    Store(hinted).write(made, "<p>page</p>", None)
    alone.write_bytes(_table(hinted).read_bytes())
    _change(alone, "0.875", "0,875")

    for path in (hinted, alone):
        assert (_only(path).units[0].hint, _only(path).units[0].hint_score) == ("Loaf.", 0.875)
        assert (_only(path).units[1].hint, _only(path).units[1].hint_score) == ("", None)


def test_two_tables_of_the_same_name_have_two_names(out: Path, tmp_path: Path) -> None:
    """Nothing in an export goes by the name of something else."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "uno.tsv").write_bytes(_table(out).read_bytes())
    found, _ = documents([tmp_path / "a" / "uno.tsv", tmp_path / "b" / "uno.tsv"])

    assert [document.name for document in found] == ["uno", "uno-2"]


def test_whole_blocks_can_be_units(out: Path) -> None:
    """The Italian is the block's own, white space included; a part by the machine makes it mt."""
    _change(_table(out), "The bread.", "Bread.")
    (found,), _ = documents([out], paragraphs=True)

    assert [(unit.block, unit.sentence) for unit in found.units] == [(1, 0), (2, 0)]
    first, second = found.units
    assert (first.it, first.en, first.origin) == ("Il pane.  Oggi.", "Bread. Today.", "mt")
    assert (second.en, second.origin) == ("It is cheap.", "human")
    assert (first.next, second.previous) == ("Costa poco.", "Il pane.  Oggi.")
    assert stable_id(first) == f"{stable_id(_only(out).units[0])}.p"


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    """Lay an output folder with an article of which a sentence has no English."""
    made = _record()
    pairs = (made.pairs[0], replace(made.pairs[1], en="", score=None), made.pairs[2])
    Store(tmp_path / "gap").write(replace(made, pairs=pairs), "<p>page</p>", None)
    return tmp_path / "gap"


def test_a_block_of_which_a_part_is_missing_is_not_translated(gap: Path) -> None:
    """Half a paragraph is no translation of it."""
    (found,), _ = documents([gap], paragraphs=True)

    assert [(unit.it, unit.en) for unit in found.units] == [
        ("Il pane.  Oggi.", ""),
        ("Costa poco.", "It is cheap."),
    ]


def test_only_what_people_made_keeps_its_neighbours(out: Path) -> None:
    """What is left out is still what stands before and behind."""
    (found,), _ = documents([out], reviewed=True)

    assert [(unit.it, unit.previous) for unit in found.units] == [("Costa poco.", "Oggi.")]


def test_a_path_that_does_not_exist_stops_everything(tmp_path: Path) -> None:
    """Nobody means a file that is not there."""
    with pytest.raises(PathNotFoundError):
        documents([tmp_path / "none.tsv"])


def test_a_bad_table_is_a_problem_and_the_others_go_on(out: Path, tmp_path: Path) -> None:
    """One line names it."""
    bad = tmp_path / "bad.tsv"
    bad.write_text("merce\tprezzo\nriso\t2\n", encoding="utf-8")
    found, problems = documents([bad, out])

    assert [document.name for document in found] == [NAME]
    assert [type(problem) for problem in problems] == [TableError]


def test_a_damaged_record_leaves_its_table(out: Path) -> None:
    """The table alone is enough, and the record is named."""
    (out / ".bilingue" / f"{NAME}.json").write_text("{", encoding="utf-8")
    for path in (out, _table(out)):
        (found,), problems = documents([path])

        assert (found.title, len(found.units)) == ("articolo", 3)
        assert [type(problem) for problem in problems] == [RecordError]


def test_options_choose_units(gap: Path) -> None:
    """By who made them, and by whether there is English."""
    units = _only(gap).units
    both, people, machine = (
        ExportOptions(),
        ExportOptions(machine="exclude"),
        ExportOptions(machine="only"),
    )

    assert list(chosen(units, both)) == list(units)
    assert [unit.it for unit in chosen(units, people)] == ["Costa poco."]
    assert [unit.it for unit in chosen(units, machine)] == ["Il pane.", "Oggi."]
    assert [unit.it for unit in translated(units, machine)] == ["Il pane."]
