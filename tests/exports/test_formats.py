"""The function behind `bilingue export`: which units go where, and what is never overwritten."""

import importlib
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.errors import GlossaryError, NothingToExportError, OutputError, TableError
from pipeline.export_command import FORMATS as NAMES
from pipeline.exports.formats import FORMATS, export, export_project
from pipeline.exports.tmx_reading import read_tmx
from pipeline.exports.tsv import COLUMNS
from pipeline.exports.units import ExportOptions
from pipeline.keys import sentence_keys

OPTIONS = ExportOptions()


def _table(path: Path, *rows: tuple[str, str, str]) -> Path:
    """Write a table of Italian, English and origin."""
    keys = sentence_keys([(it, en) for it, en, _ in rows])
    lines = ["\t".join(COLUMNS)]
    for number, ((it, en, origin), key) in enumerate(zip(rows, keys, strict=True), start=1):
        fields = (str(number), "1", "paragraph", it, en, origin, "", "", key, "", "")
        lines.append("\t".join(fields))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Lay a table with a person's sentence, two of the machine's and one without English."""
    rows = (
        ("Uno.", "One.", "human"),
        ("Due.", "Two.", "mt"),
        ("Tre.", "Three.", "mt"),
        ("Vuoto.", "", "mt"),
    )
    return _table(tmp_path / "articolo.tsv", *rows)


def test_the_command_offers_the_formats_that_there_are() -> None:
    """The command names them without loading their modules, each of which can write."""
    assert tuple(FORMATS) == NAMES
    for module in FORMATS.values():
        assert callable(importlib.import_module(f"pipeline.exports.{module}").write)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"srt", "vtt"}))
def test_every_format_writes_a_file_whole(name: str, table: Path, tmp_path: Path) -> None:
    """Nothing but the file is left behind, and the same input gives the same bytes."""
    target = tmp_path / "new" / f"articolo.{name}"
    done = export(name, [table], target, OPTIONS)
    first = target.read_bytes()

    assert done.files == (target,)
    assert first
    assert list(target.parent.iterdir()) == [target]
    export(name, [table], target, OPTIONS)
    assert target.read_bytes() == first


def test_a_memory_holds_people_alone(table: Path, tmp_path: Path) -> None:
    """What is left out is counted."""
    target = tmp_path / "m.tmx"
    done = export("tmx", [table], target, OPTIONS)

    assert [unit.it for unit in read_tmx(target)] == ["Uno."]
    assert (done.documents, done.units, done.machine_left_out) == (1, 1, 2)


def test_the_machines_memory_is_a_second_file(table: Path, tmp_path: Path) -> None:
    """Each unit is in one of them."""
    people, machine = tmp_path / "m.tmx", tmp_path / "mt.tmx"
    done = export("tmx", [table], people, OPTIONS, machine_output=machine)

    assert [unit.it for unit in read_tmx(people)] == ["Uno."]
    assert [(unit.it, unit.origin) for unit in read_tmx(machine)] == [
        ("Due.", "mt"),
        ("Tre.", "mt"),
    ]
    assert (done.files, done.units, done.machine_left_out) == ((people, machine), 3, 0)


def test_other_formats_hold_both(table: Path, tmp_path: Path) -> None:
    """And those that can, a sentence without English."""
    assert export("jsonl", [table], tmp_path / "a.jsonl", OPTIONS).units == 4
    assert export("anki", [table], tmp_path / "a.txt", OPTIONS).units == 3
    reviewed = ExportOptions(reviewed=True)
    assert export("jsonl", [table], tmp_path / "a.jsonl", reviewed).units == 1


@pytest.mark.parametrize(
    ("name", "options", "remedy"),
    [
        ("tmx", OPTIONS, "the 2 of the machine's with --mt"),
        ("jsonl", ExportOptions(reviewed=True), "leave out --reviewed"),
        ("jsonl", ExportOptions(reviewed=True, paragraphs=True), "leave out --paragraphs"),
    ],
)
def test_nothing_to_export_says_why(
    name: str, options: ExportOptions, remedy: str, tmp_path: Path
) -> None:
    """No empty file is written."""
    table = _table(tmp_path / "a.tsv", ("Due.", "Two.", "mt"), ("Tre.", "Three.", "mt"))

    with pytest.raises(NothingToExportError, match=remedy):
        export(name, [table], tmp_path / "a.out", options)
    assert not (tmp_path / "a.out").exists()


def test_a_folder_without_tables_says_what_to_name(tmp_path: Path) -> None:
    """A folder that no run wrote into."""
    with pytest.raises(NothingToExportError, match="that 'bilingue run' wrote"):
        export("jsonl", [tmp_path], tmp_path / "a.jsonl", OPTIONS)


def test_a_table_is_never_overwritten(table: Path, tmp_path: Path) -> None:
    """Neither the one that is exported nor another of ours, in either of the files."""
    other = _table(tmp_path / "altro.tsv", ("Uno.", "My own.", "human"))
    before = [path.read_bytes() for path in (table, other)]

    for name, target, machine in (
        ("jsonl", table, None),
        ("xlsx", other, None),
        ("tmx", tmp_path / "m.tmx", other),
    ):
        with pytest.raises(OutputError, match="may hold corrections"):
            export(name, [table], target, OPTIONS, machine_output=machine)
    assert [path.read_bytes() for path in (table, other)] == before
    assert not (tmp_path / "m.tmx").exists()


def test_a_workbook_with_corrections_is_not_overwritten(table: Path, tmp_path: Path) -> None:
    """One in which nobody corrected anything is."""
    target = tmp_path / "a.xlsx"
    for _ in range(2):
        export("xlsx", [table], target, OPTIONS)
    workbook = openpyxl.load_workbook(target)
    (cell,) = (
        cell for row in workbook.worksheets[0].iter_rows() for cell in row if cell.value == "Two."
    )
    cell.value = "Second."
    workbook.save(target)

    with pytest.raises(OutputError, match="it holds corrections"):
        export("xlsx", [table], target, OPTIONS)


def test_a_workbook_with_what_the_tables_know_is_replaced(table: Path, tmp_path: Path) -> None:
    """A correction that stands in the table too is not lost with the workbook."""
    content = table.read_text(encoding="utf-8")
    table.write_text(content.replace("Two.", "Second."), encoding="utf-8", newline="\n")
    target = tmp_path / "a.xlsx"
    for _ in range(2):
        export("xlsx", [table], target, OPTIONS)
    table.write_text(content, encoding="utf-8", newline="\n")

    with pytest.raises(OutputError, match="take them in with 'bilingue run --edits'"):
        export("xlsx", [table], target, OPTIONS)


@pytest.mark.parametrize("options", [OPTIONS, ExportOptions(paragraphs=True)])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b'state="translated"', b'state="final"'), (b"<target>Two.", b"<target>Second.")],
)
def test_an_xliff_file_with_a_translators_work_is_not_overwritten(
    old: bytes, new: bytes, options: ExportOptions, table: Path, tmp_path: Path
) -> None:
    """Neither new English nor an approval; of a paragraph, which has no key, the state tells."""
    target = tmp_path / "a.xlf"
    for _ in range(2):
        export("xliff", [table], target, options)
    changed = target.read_bytes().replace(old, new)
    if options.paragraphs:
        changed = changed.replace(b'state="translated"', b'state="reviewed"')
    target.write_bytes(changed)

    with pytest.raises(OutputError, match="it holds corrections"):
        export("xliff", [table], target, options)
    assert target.read_bytes() == changed


def test_a_word_document_that_somebody_saved_is_not_overwritten(
    table: Path, tmp_path: Path
) -> None:
    """A reviewer's remarks are work, too."""
    target = tmp_path / "a.docx"
    for _ in range(2):
        export("docx", [table], target, OPTIONS)
    document = docx.Document(str(target))
    document.core_properties.modified = datetime(2026, 11, 24, tzinfo=UTC)
    document.save(str(target))

    with pytest.raises(OutputError, match="it holds corrections"):
        export("docx", [table], target, OPTIONS)


@pytest.mark.parametrize("name", ["xlsx", "xlf", "docx"])
def test_a_file_that_only_looks_like_an_export_is_replaced(
    name: str, table: Path, tmp_path: Path
) -> None:
    """The user named it; and neither is a workbook of another program ours."""
    target = tmp_path / f"a.{name}"
    for content in (b"", b"PK\x03\x04", b"<xliff/>"):
        target.write_bytes(content)
        export({"xlf": "xliff"}.get(name, name), [table], target, OPTIONS)

        assert target.stat().st_size > len(content)
        target.unlink()


@pytest.mark.parametrize("name", ["epub", "docx", "xliff", "jsonl", "anki"])
def test_an_article_without_a_unit_is_left_out(name: str, table: Path, tmp_path: Path) -> None:
    """With --reviewed no empty chapter, table or file is left of it, and it is not counted."""
    other = _table(tmp_path / "altro.tsv", ("Quattro.", "Four.", "mt"))
    options = ExportOptions(reviewed=True)
    both, alone = tmp_path / "both", tmp_path / "alone"

    done = export(name, [table, other], both, options)
    export(name, [table], alone, options)

    assert (done.documents, done.units) == (1, 1)
    assert both.read_bytes() == alone.read_bytes()


def test_another_file_is_replaced_and_a_folder_is_not(table: Path, tmp_path: Path) -> None:
    """The user named it."""
    target = tmp_path / "a.jsonl"
    target.write_text("old", encoding="utf-8")
    export("jsonl", [table], target, OPTIONS)

    assert target.read_text(encoding="utf-8").startswith("{")
    with pytest.raises(OutputError, match="it is a folder"):
        export("jsonl", [table], tmp_path, OPTIONS)


def test_what_cannot_be_written_says_so(table: Path, tmp_path: Path) -> None:
    """The remedy names the option of this command."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="choose another file with -o"):
        export("jsonl", [table], blocked / "a.jsonl", OPTIONS)


def test_a_bad_table_is_reported_beside_the_result(table: Path, tmp_path: Path) -> None:
    """The others are exported."""
    bad = tmp_path / "bad.tsv"
    bad.write_text("merce\tprezzo\n", encoding="utf-8")
    done = export("jsonl", [bad, table], tmp_path / "a.jsonl", OPTIONS)

    assert done.documents == 1
    assert [type(problem) for problem in done.problems] == [TableError]


def test_a_project_has_all_sentences(table: Path, tmp_path: Path) -> None:
    """With --reviewed the machine's memory is left out, not its sentences."""
    glossary = tmp_path / "glossary.tsv"
    glossary.write_text("sindaco\tmayor\n", encoding="utf-8")
    folder = tmp_path / "p"
    done = export_project([table], folder, ExportOptions(reviewed=True), glossary)

    assert done.units == 4
    source = (folder / "source" / "articolo.utf8").read_text(encoding="utf-8")
    assert source.split() == ["Uno.", "Due.", "Tre.", "Vuoto."]
    assert not (folder / "tm" / "mt" / "bilingue-mt.tmx").exists()
    assert (folder / "glossary" / "bilingue.utf8").exists()


def test_a_project_of_nothing_is_not_made(tmp_path: Path) -> None:
    """Nor with a glossary that cannot be used."""
    with pytest.raises(NothingToExportError):
        export_project([tmp_path], tmp_path / "p", OPTIONS)
    (tmp_path / "g.tsv").write_text("x = y\n", encoding="utf-8")
    with pytest.raises(GlossaryError):
        export_project([tmp_path], tmp_path / "p", OPTIONS, tmp_path / "g.tsv")
    assert not (tmp_path / "p").exists()
