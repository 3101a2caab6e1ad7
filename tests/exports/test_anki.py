"""Anki's own importer takes the text file, and a second one corrects the first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki import lang
from anki.collection import Collection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.exports import anki
from pipeline.exports.units import Document, ExportOptions, stable_id
from tests.anki_collections import collection_in, deck_names, import_text, notes, texts
from tests.export_documents import ANY_TEXT, SPECIAL, document, saved, written

ARTICLE = document(("Piove.", "It rains."), ('"Nevica" <qui>.', "It snows."), ("Vuoto.", ""))


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Open a collection for the tests that look only at their own notes."""
    with collection_in(tmp_path_factory.mktemp("anki")) as opened:
        yield opened


def _import(collection: Collection, folder: Path, *documents: Document) -> dict[str, int]:
    return import_text(collection, saved(folder / "a.txt", written(anki.write, *documents)))


def test_the_file_is_the_one_that_the_page_makes() -> None:
    """Head, IDs and escaping are those of templates/js/exports.js; no card without English."""
    first, second, _ = ARTICLE.units

    assert written(anki.write, replace(ARTICLE, title="Tito:: l’anno")).decode().splitlines() == [
        "#separator:tab",
        "#html:true",
        "#notetype:Basic",
        "#notetype:Basic (and reversed card)",
        "#notetype:Bilingue",
        "#deck:Bilingue::Tito: l’anno",
        "#tags:bilingue",
        "#guid column:1",
        f"{stable_id(first)}\tPiove.\tIt rains.",
        f"{stable_id(second)}\t&quot;Nevica&quot; &lt;qui&gt;.\tIt snows.",
    ]


def test_a_second_import_updates(tmp_path: Path) -> None:
    """New English changes the note that is there; nothing is there twice."""
    with collection_in(tmp_path) as collection:
        assert _import(collection, tmp_path, ARTICLE) == {"new": 2}
        corrected = tuple(replace(unit, en="It pours.") for unit in ARTICLE.units[:1])
        _import(collection, tmp_path, replace(ARTICLE, units=corrected))

        found = notes(collection)
        assert texts(found[stable_id(ARTICLE.units[0])]) == ["Piove.", "It pours."]
        assert len(found) == 2


def test_a_note_has_a_card_each_way(tmp_path: Path) -> None:
    """Anki's own type with a reversed card is taken where there is no package of ours."""
    with collection_in(tmp_path) as collection:
        _import(collection, tmp_path, ARTICLE)

        note = notes(collection)[stable_id(ARTICLE.units[0])]
        assert [card.question().rpartition(">")[2] for card in note.cards()] == [
            "Piove.",
            "It rains.",
        ]


def test_anki_in_another_language_asks_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its note types and fields have other names; the ID is no question."""
    monkeypatch.setattr(lang, "current_lang", "it")
    with collection_in(tmp_path) as collection:
        assert collection.models.by_name("Basic") is None
        _import(collection, tmp_path, ARTICLE)

        note = notes(collection)[stable_id(ARTICLE.units[0])]
        assert texts(note)[:2] == ["Piove.", "It rains."]
        assert note.tags == ["bilingue"]


def test_every_article_has_a_deck(tmp_path: Path) -> None:
    """Several articles in a file go to decks of their own, or to the one that was named."""
    other = document(("Ciao.", "Hi."), name="altro", title='"Altro"')

    with collection_in(tmp_path) as collection:
        _import(collection, tmp_path, ARTICLE, other)
        assert deck_names(collection) == {"Bilingue::Un articolo", 'Bilingue::"Altro"'}
    named = written(anki.write, ARTICLE, other, options=ExportOptions(deck="Mie::Frasi"))
    assert b"#deck:Mie::Frasi\n" in named


def test_a_sentence_of_two_articles_is_one_note() -> None:
    """Anki knows a note by its ID alone; a person's English goes before a machine's."""
    machine = document(("Piove.", "Rains."), name="uno")
    person = document(("Piove.", "It is raining.", "human"), name="due")

    lines = written(anki.write, machine, person).decode().splitlines()

    assert [line.split("\t")[2] for line in lines if line.startswith("k")] == ["It is raining."]


@settings(max_examples=50)
@given(pairs=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=6))
@example(pairs=[(text, text) for text in SPECIAL])
@example(pairs=[("#deck:x", '"'), ('a"b\\', "'"), ("\\n", "&lt;br&gt;"), ("{{c1::x}}", "\\(x\\)")])
def test_any_text_comes_back(
    collection: Collection,
    tmp_path_factory: pytest.TempPathFactory,
    pairs: list[tuple[str, str]],
) -> None:
    """Whatever the sentences hold, Anki has them as they are."""
    article = document(*pairs)

    _import(collection, tmp_path_factory.mktemp("file"), article)

    found = notes(collection)
    assert [tuple(texts(found[stable_id(unit)])) for unit in article.units] == pairs
