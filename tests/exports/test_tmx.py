"""Translation memories: valid, honest about the machine, and the same when read back."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from lxml import etree

from pipeline.exports import tmx
from pipeline.exports.tmx_reading import read_tmx
from pipeline.exports.units import ExportOptions, stable_id
from tests import tmx_definition
from tests.export_documents import ANY_TEXT, SPECIAL, document, saved, written

MIXED = document(
    ("Prego.", "Please.", "human"),
    ("Piove.", "It rains."),
    ("Prego.", "You are welcome.", "human"),
    ("Vuoto.", ""),
    ("Nevica.", "It snows.", "tm"),
)


def _props(element: etree._Element) -> dict[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in element.findall("prop")}


def test_the_header_says_what_tmx_requires() -> None:
    """All seven attributes are there; the unit of segmentation is what was exported."""
    for options, segmentation in (
        (ExportOptions(), "sentence"),
        (ExportOptions(paragraphs=True), "paragraph"),
    ):
        header = etree.fromstring(written(tmx.write, MIXED, options=options)).find("header")

        assert header is not None
        assert set(header.attrib) == {
            "creationtool",
            "creationtoolversion",
            "segtype",
            "o-tmf",
            "adminlang",
            "srclang",
            "datatype",
        }
        assert (header.get("segtype"), header.get("srclang")) == (segmentation, "it")


def test_the_machine_is_named_with_its_doubts() -> None:
    """Its English was created by MT! and carries score and flags; a person's carries nothing."""
    units = etree.fromstring(written(tmx.write, MIXED)).findall("body/tu")
    by_text = {unit.findtext("tuv/seg"): unit.findall("tuv")[1] for unit in units}

    assert by_text["Piove."].get("creationid") == "MT!"
    assert _props(by_text["Piove."]) == {"x-score": "-0.250", "x-flags": "name number"}
    assert by_text["Nevica."].get("creationid") is None
    assert _props(by_text["Nevica."]) == {}


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        ("include", ["Prego.", "Piove.", "Prego.", "Nevica."]),
        ("exclude", ["Prego.", "Prego.", "Nevica."]),
        ("only", ["Piove."]),
    ],
)
def test_people_and_the_machine_can_be_apart(machine: str, expected: list[str]) -> None:
    """Each file holds the units that it is for; a unit without English is in none."""
    options = ExportOptions(machine=machine)  # type: ignore[arg-type] # from the table above
    units = etree.fromstring(written(tmx.write, MIXED, options=options)).findall("body/tu")

    assert [unit.findtext("tuv/seg") for unit in units] == expected


def test_a_sentence_with_two_translations_carries_its_context() -> None:
    """OmegaT's three properties are all there, empty at the article's ends, and no tuid with them.

    OmegaT compares a tuid with an id that its plain text files do not have.
    """
    first, rain, second, _ = etree.fromstring(written(tmx.write, MIXED)).findall("body/tu")

    assert _props(first) == {"file": "sub/articolo", "prev": "", "next": "Piove."}
    assert _props(second) == {"file": "sub/articolo", "prev": "Piove.", "next": "Vuoto."}
    assert first.get("tuid") is None
    assert _props(rain) == {}
    assert rain.get("tuid") == stable_id(MIXED.units[1])


def test_other_articles_count_for_the_ways_of_a_sentence() -> None:
    """The same sentence in another article, with another translation, needs a context too."""
    other = document(("Piove.", "It is raining."), name="altro")
    units = etree.fromstring(written(tmx.write, MIXED, other)).findall("body/tu")

    files = [_props(unit).get("file") for unit in units if unit.findtext("tuv/seg") == "Piove."]
    assert files == ["sub/articolo", "altro"]


@pytest.mark.parametrize("definition", [tmx_definition.subset, tmx_definition.whole])
def test_the_definition_finds_nothing_wrong(definition: Callable[[], etree.DTD]) -> None:
    """The part of the DTD that we use and, where OmegaT is, the whole accept the file."""
    found = definition()
    content = written(tmx.write, MIXED, document(*((text, text) for text in SPECIAL)))

    assert found.validate(etree.fromstring(content)), found.error_log
    assert not found.validate(etree.fromstring(content.replace(b' srclang="it"', b"")))


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    """Origin, score, flags and context are what they were."""
    units = list(read_tmx(saved(tmp_path / "m.tmx", written(tmx.write, MIXED))))

    assert [(unit.it, unit.en) for unit in units] == [
        (unit.it, unit.en) for unit in MIXED.units if unit.en
    ]
    assert [unit.origin for unit in units] == ["human", "mt", "human", "human"]
    assert (units[1].score, units[1].flags) == (-0.25, ("name", "number"))
    assert (units[0].document, units[0].previous, units[0].next) == ("sub/articolo", "", "Piove.")
    assert (units[1].previous, units[1].next) == (None, None)


@given(ANY_TEXT, ANY_TEXT)
@example(SPECIAL[0], SPECIAL[1])
@example(SPECIAL[2], SPECIAL[3])
@example(SPECIAL[4], SPECIAL[5])
def test_any_text_comes_back_the_same(it: str, en: str) -> None:
    """Whatever can stand in an article goes to a memory and back unchanged, as context too."""
    content = written(tmx.write, document((it, en, "human"), (it, f"{en}.", "human")))
    with tempfile.TemporaryDirectory() as folder:
        first, second = read_tmx(saved(Path(folder, "m.tmx"), content))

    assert (first.it, first.en, first.previous, first.next) == (it, en, "", it)
    assert (second.it, second.en, second.previous) == (it, f"{en}.", it)
