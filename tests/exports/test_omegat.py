"""An OmegaT project: what lies where. That OmegaT itself takes it is tested in tests/soak."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import OutputError
from pipeline.exports.omegat import write_project
from pipeline.exports.tmx_reading import read_tmx
from pipeline.exports.units import ExportOptions
from pipeline.glossary import Term
from tests.export_documents import document, of_one_block

ARTICLE = document(
    ("Prego.", "Please.", "human"), ("Piove.", "It rains."), ("Prego.", "Welcome.", "human")
)
OPTIONS = ExportOptions()


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_project_has_what_omegat_looks_for(tmp_path: Path) -> None:
    """Settings, source, memories and glossary; folders that stay empty are there too."""
    folder = tmp_path / "progetto"
    terms = (Term("sindaco", "mayor"), Term("OpenAI", ""))

    written = write_project([ARTICLE], folder, OPTIONS, terms)

    assert _files(folder) == {
        "omegat.project",
        "source/sub/articolo.utf8",
        "tm/auto/bilingue.tmx",
        "tm/mt/bilingue-mt.tmx",
        "glossary/bilingue.utf8",
    }
    assert {path.relative_to(folder).as_posix() for path in written} == _files(folder)
    assert all((folder / name).is_dir() for name in ("target", "dictionary", "omegat"))
    glossary = (folder / "glossary" / "bilingue.utf8").read_text(encoding="utf-8")
    assert glossary == "sindaco\tmayor\nOpenAI\tOpenAI\n"
    project = etree.parse(folder / "omegat.project").getroot().find("project")
    assert project is not None
    assert (project.findtext("source_lang"), project.findtext("target_lang")) == ("IT", "EN")
    assert project.findtext("sentence_seg") == "false"


def test_a_segment_is_a_sentence(tmp_path: Path) -> None:
    """An empty line stands between sentences, two between blocks."""
    one = of_one_block(document(("Uno.", ""), ("Due.", "")))
    units = (*one.units, replace(one.units[0], block=2, it="Tre."))
    write_project([replace(one, units=units)], tmp_path / "p", OPTIONS)

    source = tmp_path / "p" / "source" / "sub" / "articolo.utf8"
    assert source.read_bytes() == b"Uno.\n\nDue.\n\n\nTre.\n"


def test_people_fill_the_segments_and_the_machine_is_offered(tmp_path: Path) -> None:
    """A context names the source file as OmegaT does: with its suffix, from the folder source."""
    write_project([ARTICLE], tmp_path / "p", OPTIONS)
    people = list(read_tmx(tmp_path / "p" / "tm" / "auto" / "bilingue.tmx"))
    machine = list(read_tmx(tmp_path / "p" / "tm" / "mt" / "bilingue-mt.tmx"))

    assert [(unit.en, unit.document) for unit in people] == [
        ("Please.", "sub/articolo.utf8"),
        ("Welcome.", "sub/articolo.utf8"),
    ]
    assert [(unit.en, unit.origin) for unit in machine] == [("It rains.", "mt")]


def test_the_machine_can_be_left_out(tmp_path: Path) -> None:
    """Its sentences are still there to be translated."""
    write_project([ARTICLE], tmp_path / "p", ExportOptions(machine="exclude"))

    assert not list((tmp_path / "p" / "tm" / "mt").iterdir())
    source = (tmp_path / "p" / "source" / "sub" / "articolo.utf8").read_text(encoding="utf-8")
    assert "Piove." in source


def test_the_machine_that_is_left_out_now_does_not_stay_from_before(tmp_path: Path) -> None:
    """A memory of ours that was there is emptied."""
    for options in (OPTIONS, ExportOptions(machine="exclude")):
        write_project([ARTICLE], tmp_path / "p", options)

    assert not list(read_tmx(tmp_path / "p" / "tm" / "mt" / "bilingue-mt.tmx"))


def test_a_project_that_is_there_keeps_what_omegat_wrote(tmp_path: Path) -> None:
    """Sources and memories come up to date; settings and translations are the user's."""
    folder = tmp_path / "p"
    write_project([ARTICLE], folder, OPTIONS)
    for name in ("omegat.project", "omegat/project_save.tmx", "glossary/mine.txt"):
        (folder / name).write_text("mine", encoding="utf-8")
    more = document(("Nuovo.", "New.", "human"))

    write_project([more], folder, OPTIONS)

    for name in ("omegat.project", "omegat/project_save.tmx", "glossary/mine.txt"):
        assert (folder / name).read_text(encoding="utf-8") == "mine"
    assert [unit.en for unit in read_tmx(folder / "tm" / "auto" / "bilingue.tmx")] == ["New."]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    """Nothing is put among another program's files."""
    (tmp_path / "lettera.txt").write_text("Caro", encoding="utf-8")

    with pytest.raises(OutputError, match="--omegat"):
        write_project([ARTICLE], tmp_path, OPTIONS)
    assert _files(tmp_path) == {"lettera.txt"}
