"""XLIFF: built as the standard wants, honest about the machine, and the same when read back."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given
from lxml import etree

from pipeline.article import FrozenMapping
from pipeline.exports import xliff
from pipeline.exports.units import Document, stable_id
from pipeline.exports.xliff_reading import read_xliff
from tests.export_documents import ANY_TEXT, SPECIAL, document, of_one_block, saved, written

NAMES = {"x": xliff.CORE, "mda": xliff.METADATA}
MIXED = document(
    ("Prego.", "Please.", "human"),
    ("Piove.", "It rains."),
    ("Vuoto.", ""),
    ("Prego.", "You are welcome.", "tm"),
    metadata=FrozenMapping({"author": "Chi scrive & Chi firma"}),
)


def _tree(*documents: Document) -> etree._Element:
    return etree.fromstring(written(xliff.write, *documents))


def _found(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.findall(path, NAMES)


def test_the_root_says_version_and_languages() -> None:
    """The namespace is that of 2.0, which 2.1 keeps."""
    tree = _tree(MIXED)

    assert tree.tag == f"{{{xliff.CORE}}}xliff"
    assert {name: tree.get(name) for name in tree.attrib} == {
        "version": "2.1",
        "srcLang": "it",
        "trgLang": "en",
    }


def test_a_file_a_document_a_unit_a_block_a_segment_a_sentence() -> None:
    """Numbers and ids are those of the table; between sentences stands what nobody translates."""
    tree = _tree(MIXED, of_one_block(replace(MIXED, name="altro")))
    first, second = _found(tree, "x:file")

    assert [first.get("original"), second.get("original")] == ["sub/articolo", "altro"]
    assert first.get("canResegment") == "no"
    assert [unit.get("id") for unit in _found(first, "x:unit")] == ["p1", "p2", "p3", "p4"]
    (unit,) = _found(second, "x:unit")
    parts = [etree.QName(part).localname for part in unit][1:]
    assert parts == ["segment", "ignorable"] * 3 + ["segment"]
    segments = _found(unit, "x:segment")
    assert [part.get("id") for part in segments] == [stable_id(one) for one in MIXED.units]


def test_the_state_tells_machine_from_person() -> None:
    """Translated by the machine, reviewed by a person, initial without English."""
    segments = _found(_tree(MIXED), "x:file/x:unit/x:segment")

    assert [segment.get("state") for segment in segments] == [
        "reviewed",
        "translated",
        "initial",
        "reviewed",
    ]
    assert [len(_found(segment, "x:target")) for segment in segments] == [1, 1, 0, 1]


def test_doubts_stand_in_the_metadata_of_the_unit() -> None:
    """A group for each segment, named like it."""
    unit = _found(_tree(MIXED), "x:file/x:unit")[1]
    (group,) = _found(unit, "mda:metadata/mda:metaGroup")

    assert group.get("category") == stable_id(MIXED.units[1])
    assert {meta.get("type"): meta.text for meta in group} == {
        "origin": "mt",
        "key": MIXED.units[1].key,
        "score": "-0.250",
        "flags": "name number",
    }


def test_notes_say_what_the_document_is() -> None:
    """Title, source and the article's own metadata."""
    notes = _found(_tree(MIXED), "x:file/x:notes/x:note")

    assert [(note.get("category"), note.text) for note in notes] == [
        ("title", "Un articolo"),
        ("source", "articolo.txt"),
        ("author", "Chi scrive & Chi firma"),
    ]


def test_a_key_that_a_person_spoilt_is_no_id() -> None:
    """Ids stay unique and well-formed."""
    units = [replace(unit, key="1,234 €") for unit in of_one_block(MIXED).units]
    segments = _found(_tree(replace(MIXED, units=tuple(units))), "x:file/x:unit/x:segment")

    assert [segment.get("id") for segment in segments] == ["s1", "s2", "s3", "s4"]


def test_a_whole_block_has_no_key(tmp_path: Path) -> None:
    """Its first sentence's would say that a person had changed the English."""
    units = tuple(replace(unit, sentence=0) for unit in MIXED.units)
    content = written(xliff.write, replace(MIXED, units=units))

    assert [(unit.origin, unit.key) for unit in read_xliff(saved(tmp_path / "m.xlf", content))] == [
        ("human", ""),
        ("mt", ""),
        ("tm", ""),
    ]


def test_a_document_without_units_is_left_out() -> None:
    """A file holds a unit at least."""
    assert len(_found(_tree(replace(MIXED, units=()), MIXED), "x:file")) == 1


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    """Whose text it is, its key and its neighbours, untranslated ones included."""
    units = list(read_xliff(saved(tmp_path / "m.xlf", written(xliff.write, MIXED))))

    assert [(unit.it, unit.en, unit.origin) for unit in units] == [
        ("Prego.", "Please.", "human"),
        ("Piove.", "It rains.", "mt"),
        ("Prego.", "You are welcome.", "tm"),
    ]
    assert [(unit.previous, unit.next) for unit in units] == [
        ("", "Piove."),
        ("Prego.", "Vuoto."),
        ("Vuoto.", ""),
    ]
    assert [unit.key for unit in units] == [unit.key for unit in MIXED.units if unit.en]


def test_a_machines_segment_that_was_changed_elsewhere_is_a_persons(tmp_path: Path) -> None:
    """The key tells, even where a program leaves the state as it was; so does a better state."""
    content = written(xliff.write, MIXED)
    changed = content.replace(b"It rains.", b"It is raining.")
    vouched = content.replace(b'state="translated"', b'state="final"')

    for number, edited in enumerate((changed, vouched)):
        units = list(read_xliff(saved(tmp_path / f"{number}.xlf", edited)))
        assert units[1].origin == "human"


@given(ANY_TEXT, ANY_TEXT)
@example(SPECIAL[0], SPECIAL[1])
@example(SPECIAL[2], SPECIAL[3])
@example(SPECIAL[4], SPECIAL[5])
def test_any_text_comes_back_the_same(it: str, en: str) -> None:
    """Whatever can stand in an article goes to XLIFF and back unchanged."""
    content = written(xliff.write, of_one_block(document((it, en), (it, en, "human"))))
    with tempfile.TemporaryDirectory() as folder:
        units = list(read_xliff(saved(Path(folder, "m.xlf"), content)))

    assert [(unit.it, unit.en, unit.origin) for unit in units] == [
        (it, en, "mt"),
        (it, en, "human"),
    ]
