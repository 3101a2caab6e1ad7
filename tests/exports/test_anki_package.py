"""Anki's own importer takes the package: cards both ways, gaps, and updates."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.exports import anki, anki_package
from pipeline.exports.units import Document, ExportOptions, stable_id
from tests.anki_collections import (
    collection_in,
    deck_names,
    import_package,
    import_text,
    is_sound,
    notes,
    texts,
)
from tests.export_documents import ANY_TEXT, SPECIAL, document, saved, written

ARTICLE = document(
    ("Il crepuscolo avvolgeva la pianura.", "Dusk lay on the plain."),
    ("Ciao.", "Hello.", "human"),
    ("Vuoto.", ""),
)
GAPS = ExportOptions(cloze=True)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Open a new collection."""
    with collection_in(tmp_path) as opened:
        yield opened


def _import(
    collection: Collection,
    folder: Path,
    *documents: Document,
    options: ExportOptions | None = None,
) -> dict[str, int]:
    content = written(anki_package.write, *documents, options=options)
    return import_package(collection, saved(folder / "a.apkg", content))


def test_a_note_has_a_card_each_way(collection: Collection, tmp_path: Path) -> None:
    """Both cards ask for the other language; the answer shows the sentence in its place."""
    assert _import(collection, tmp_path, ARTICLE) == {"new": 2}

    note = notes(collection)[stable_id(ARTICLE.units[0])]
    cards = note.cards()
    assert [card.template()["name"] for card in cards] == [
        "Italian to English",
        "English to Italian",
    ]
    assert "crepuscolo" in cards[0].question()
    assert "crepuscolo" not in cards[1].question()
    assert "<b>Il crepuscolo avvolgeva la pianura.</b> Ciao." in cards[1].answer()
    assert deck_names(collection) == {"Bilingue::Un articolo"}
    assert is_sound(collection)


def test_new_cards_come_in_reading_order(collection: Collection, tmp_path: Path) -> None:
    """The sentences are learnt in the order of the article."""
    _import(collection, tmp_path, document(*((f"Frase {n}.", f"Sentence {n}.") for n in range(9))))

    cards = collection.find_cards("card:1", order="c.due")
    assert [collection.get_card(card).note().fields[0][-2] for card in cards] == list("012345678")


def test_a_second_import_updates(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package that was made later brings its English into the notes that are there."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795530000")
    _import(collection, tmp_path, ARTICLE, options=GAPS)
    first = replace(ARTICLE.units[0], en="Twilight wrapped the plain.")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795530060")

    counts = _import(
        collection, tmp_path, replace(ARTICLE, units=(first, *ARTICLE.units[1:])), options=GAPS
    )

    found = notes(collection)
    assert "new" not in counts
    assert texts(found[stable_id(first)])[1] == "Twilight wrapped the plain."
    assert texts(found[f"{stable_id(first)}.gap"])[1] == "Twilight wrapped the plain."
    assert len(found) == 3
    assert is_sound(collection)


def test_tags_say_who_translated_and_what_is_doubtful(
    collection: Collection, tmp_path: Path
) -> None:
    """So a learner can leave out what a machine was unsure of."""
    _import(collection, tmp_path, ARTICLE)

    machine, person = (notes(collection)[stable_id(unit)].tags for unit in ARTICLE.units[:2])
    doubts = ["bilingue::doubt::name", "bilingue::doubt::number"]
    assert machine == ["bilingue", *doubts, "bilingue::machine"]
    assert person == ["bilingue", "bilingue::reviewed"]


def test_rarer_words_are_gaps(collection: Collection, tmp_path: Path) -> None:
    """Each rarer word of a sentence is asked once, with the English of the sentence for help."""
    again = document(
        ("Il crepuscolo avvolgeva la pianura.", "Dusk lay on the plain."),
        ("Amo il crepuscolo.", "I love dusk."),
    )
    _import(collection, tmp_path, again, options=GAPS)

    note = notes(collection)[f"{stable_id(again.units[0])}.gap"]
    assert note.fields[0] == "Il {{c1::crepuscolo}} {{c2::avvolgeva}} la pianura."
    question = note.cards()[0].question()
    assert "Dusk lay on the plain." in question
    assert "avvolgeva" in question
    assert "crepuscolo</span>" not in question
    assert f"{stable_id(again.units[1])}.gap" not in notes(collection)


def test_what_looks_like_a_gap_or_a_sound_is_text(collection: Collection, tmp_path: Path) -> None:
    """No sentence makes Anki look for a file, call LaTeX, or leave something out."""
    text = "Il {{c1::crepuscolo}} [sound:a.mp3] [latex]x[/latex] [$]y[/$] [1]."
    article = document((text, text))
    _import(collection, tmp_path, article, options=GAPS)

    found = notes(collection)
    assert texts(found[stable_id(article.units[0])])[:2] == [text, text]
    gap = found[f"{stable_id(article.units[0])}.gap"]
    assert texts(gap)[0] == text.replace("{{c1::crepuscolo}}", "{{c1::{{c1::crepuscolo}}}}")
    assert len(gap.cards()) == 1
    assert gap.cards()[0].question_av_tags() == []


@pytest.mark.parametrize("options", [ExportOptions(), ExportOptions(title="Due")])
def test_the_text_file_updates_what_the_package_brought(
    collection: Collection, tmp_path: Path, options: ExportOptions
) -> None:
    """With several decks, too; what the text file does not have stays, and nothing is twice."""
    other = document(("Ieri.", "Yesterday."), name="altro", title="Altro")
    _import(collection, tmp_path, ARTICLE, other)
    corrected = replace(ARTICLE.units[0], en="Twilight wrapped the plain.")
    later = replace(ARTICLE, units=(corrected, *ARTICLE.units[1:]))
    content = written(anki.write, later, other, options=options)

    assert import_text(collection, saved(tmp_path / "a.txt", content)) == {"updated": 1, "same": 2}
    found = notes(collection)
    assert texts(found[stable_id(corrected)]) == [
        "Il crepuscolo avvolgeva la pianura.",
        "Twilight wrapped the plain.",
        "",
        "Ciao.",
        "Un articolo",
    ]
    assert len(found[stable_id(corrected)].cards()) == 2
    assert len(found) == 3


def test_the_package_does_not_update_what_the_text_file_brought(
    collection: Collection, tmp_path: Path
) -> None:
    """Anki cannot change a note's type, so it says so and leaves the note as it is."""
    import_text(collection, saved(tmp_path / "a.txt", written(anki.write, ARTICLE)))

    assert _import(collection, tmp_path, ARTICLE) == {"conflicting": 2}


def test_the_bytes_depend_on_content_and_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the date named, the same articles make the same package."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795530000")
    first = written(anki_package.write, ARTICLE, options=GAPS)
    assert written(anki_package.write, ARTICLE, options=GAPS) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795530001")
    assert written(anki_package.write, ARTICLE, options=GAPS) != first


@settings(max_examples=20)
@given(pairs=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=6))
@example(pairs=[(text, text) for text in SPECIAL])
def test_any_text_comes_back(pairs: list[tuple[str, str]]) -> None:
    """Whatever the sentences hold, Anki has them as they are, and its check finds nothing."""
    article = document(*pairs)

    with tempfile.TemporaryDirectory() as folder, collection_in(Path(folder)) as collection:
        _import(collection, Path(folder), article, options=GAPS)
        found = notes(collection)
        assert [tuple(texts(found[stable_id(unit)])[:2]) for unit in article.units] == pairs
        assert is_sound(collection)
