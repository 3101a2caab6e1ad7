"""The splitter: rules by example, no character lost, and its score on the hand-made gold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.segmentation import ours, read_gold, score
from pipeline.article import clean_text
from pipeline.segment import split_sentences

ONE_SENTENCE = [
    "Il sig. Rossini e la dott.ssa in carica hanno letto l’art. 3, comma 2, lett. b).",
    "La S.p.A. ha sede negli U.S.A. da anni.",
    "Costa 1.234,56 euro, cioè il 3.5% in più.",
    "La musica di G. Verdi e di W. A. Mozart.",
    "«Basta!» ha gridato il portiere.",
    "“Che succede?”, chiese il capotreno.",
    "Vorrei… non so… andare via.",
    "Nacque nel 63 a.C. sul Palatino, cfr. Svetonio, v. pag. 12.",
    "Si parte alle 15.30 del 12.03.2024 da www.linea.example per n. 5 giorni.",
    "1. La prima richiesta.",
]

TWO_SENTENCES = [
    ("È finita.", "Poi siamo tornati a casa."),
    ("«È stato bello.", "Ci torneremo», ha detto il sindaco."),
    ("“Siamo pronti.”", "Così il comandante."),
    ("Servono pale, secchi ecc.", "Il resto lo porta il comune."),
    ("Nascerà una S.p.A.", "Il consiglio ha votato."),
    ("Perché?!", "Nessuno lo sa."),
    ("La fiera chiude oggi.", "(Foto: archivio)"),
    ("— E ora?", "— Ora si aspetta."),
    ("Un silenzio che pesa…", "Poi la radio."),
    ("Il treno non passa.", "e-mail e telefonate restano senza risposta."),
    ("Fa parte del gruppo B.", "Il girone comincia lunedì."),
    ("Sono arrivati in 40.", "12 sono ripartiti subito."),
    ("Vive negli Usa.", "Marta, invece, è rimasta."),
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_full_stop_inside_a_sentence_ends_nothing(text: str) -> None:
    """Abbreviations, numbers, initials, quotations and ellipses leave a sentence whole."""
    assert [sentence.text for sentence in split_sentences(text)] == [text]


@pytest.mark.parametrize("pair", TWO_SENTENCES)
def test_a_new_sentence_begins(pair: tuple[str, str]) -> None:
    """A boundary is found where a reader finds it."""
    assert [sentence.text for sentence in split_sentences(" ".join(pair))] == list(pair)


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    """Text copied from the web often lacks the space; addresses never have one."""
    assert ours("È finita.Poi si torna a casa.") == ["È finita.", "Poi si torna a casa."]
    assert ours("Scrivete a mario.Bianchi@posta.example.") == [
        "Scrivete a mario.Bianchi@posta.example."
    ]


def test_each_sentence_knows_where_it_starts() -> None:
    """`start` counts code points of the block's text."""
    text = "Prima.  Seconda. Terza."

    assert [text[s.start :][: len(s.text)] for s in split_sentences(text)] == [
        "Prima.",
        "Seconda.",
        "Terza.",
    ]


def test_a_run_of_marks_costs_no_more_than_its_length() -> None:
    """A line of a hundred thousand dots is one sentence, found at once."""
    for text in ("a" + "." * 100_000 + "b", "…" * 100_000, "Ciao." * 20_000):
        assert "".join(s.text for s in split_sentences(text)) == text


def test_an_empty_text_has_no_sentence() -> None:
    """Nothing in, nothing out."""
    assert split_sentences("") == ()


@given(st.text(alphabet=st.sampled_from("aeB1 .!?…«»”“(—n°’…:;\n\u00a0")) | st.text())
def test_no_character_is_lost_or_changed(text: str) -> None:
    """Text and trailing of all sentences, joined, give the paragraph back."""
    sentences = split_sentences(text)

    assert "".join(s.text + s.trailing for s in sentences) == text
    assert all(text[s.start : s.start + len(s.text)] == s.text for s in sentences)


@given(st.text(alphabet=st.sampled_from("aeB1 .!?…«»”“(—n°’…:;")))
def test_no_sentence_is_blank(text: str) -> None:
    """What can stand in an article never gives an empty sentence."""
    assert all(sentence.text for sentence in split_sentences(clean_text(text)))


@pytest.mark.parametrize("half", ["work", "held_out"])
def test_the_gold_is_found(half: str) -> None:
    """Boundary F1 is at least 0.97 on both halves of the gold."""
    assert score(read_gold(half), ours)["f1"] >= 0.97
