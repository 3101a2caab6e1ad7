"""Which words of an article its page explains, and which it lists as rarer."""

import pytest

from pipeline.lexicon import Entry
from pipeline.page_words import Explained, explained_words, phrases_of, rarer_words


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", []),
        ("Sì.", [["Sì"]]),
        ("L’accordo è un po’ più, forse", [["L’", "accordo", "è", "un", "po’", "più"], ["forse"]]),
        ("nell'Emilia-Romagna, 38 anni", [["nell'", "Emilia-Romagna"], ["anni"]]),
    ],
)
def test_phrases(text: str, phrases: list[list[str]]) -> None:
    """Elided words stand alone with their apostrophe; signs and numbers part phrases."""
    assert phrases_of(text) == phrases


@pytest.mark.parametrize(
    ("text", "key", "lemma", "english"),
    [
        ("Metterà ordine.", "metterà", "mettere", "put"),
        ("Vuole dirglielo.", "dirglielo", "dire", "tell"),
        ("L’Accordo vale.", "accordo", "accordo", "agreement"),
        ("La capacità di calcolo", "capacità di calcolo", "capacità di calcolo", "computing"),
        ("mette a disposizione", "mette a disposizione", "mettere a disposizione", "available"),
        ("nella sala d’aspetto", "sala d'aspetto", "sala d'aspetto", "waiting"),
        ("'accordo'", "accordo", "accordo", "agreement"),
    ],
)
def test_words_are_keyed_as_they_stand_in_the_text(
    text: str, key: str, lemma: str, english: str
) -> None:
    """Inflected words and expressions have their lemma and English under their own form."""
    found = explained_words([text])[key]

    assert found.lemma == lemma
    assert any(english in sense.text for sense in found.senses)


def test_only_the_articles_words_are_explained() -> None:
    """Nothing else is in the page, and nothing where the lexicon has only the word itself."""
    assert set(explained_words(["Il sindaco, Amazon e zzz."])) == {"il", "sindaco", "e"}


def test_an_expression_does_not_cross_a_sign() -> None:
    """A full stop or comma between the words makes them other words."""
    assert "data center" in explained_words(["un data center"])
    assert "data center" not in explained_words(["La data. Center"])


def test_somebody_elses_explanations() -> None:
    """The caller decides what is said, even of words that the lexicon lacks."""

    def explain(key: str, entry: Entry | None) -> Explained | None:
        return Explained(key, "mine", ()) if entry is None and key != "il" else None

    found = explained_words(["il zzz yyy"], explain)

    assert set(found) == {"zzz", "yyy", "zzz yyy", "il zzz yyy"}
    assert found["zzz"] == Explained("zzz", "mine", ())


def test_rarer_words() -> None:
    """Lower-case words that are not frequent, once each, with the texts they stand in."""
    texts = ["Il pane esce dal forno: pagnotte tonde.", "La pagnotta di Manzoni, 38, Tuberi."]

    (word,) = (word for word in rarer_words(texts) if word.lemma == "pagnotta")

    assert (word.form, word.part_of_speech, word.texts) == ("pagnotte", "noun", (0, 1))
    lemmas = {word.lemma for word in rarer_words(texts)}
    assert not lemmas & {"pane", "il", "manzoni", "tubero", "uscire", "forno"}


@pytest.mark.parametrize(
    "text",
    [
        "quattordicimila settantadue ventisette",
        "un timer e un computer",
        "il workload exascale",
        "gliel’ho quell’altro",
        "FOCOLARE Focolare",
    ],
)
def test_what_is_not_listed(text: str) -> None:
    """Numbers, words that English has too, foreign words, elided words and possible names."""
    assert rarer_words([text]) == []


def test_a_rare_word_without_entry_is_listed() -> None:
    """What no dictionary explains is rare all the more, where it looks Italian."""
    words = rarer_words(["Si chiamava companatico."])

    assert [(word.lemma, word.part_of_speech, word.rarity) for word in words] == [
        ("companatico", "", 6)
    ]


def test_the_list_stays_short_and_keeps_what_comes_again() -> None:
    """At most sixty; of a long text those that stand in it often."""
    rare = [
        "tovaglia solco brace secchio pagnotta tubero granaio focolare vasetto piattino",
        "termosifone fiammifero mollica fornaio congelamento freschezza convalescenza predica",
        "manciata spugna eruzione commentatore smentita coperchio impasto scarto legislatore",
        "falegname atlante scaffale giardinaggio pennello stufa lavatrice mandarino",
        "corriera macchinista tabellone pulmino campanile sportello inferenza allargamento",
        "banchisa neurotossina pluviometro pattinatore podista microscopista corrimano crepaccio",
        "tabellone scivoloso insulare nomade crepa ripido incolume avvalorare pernottare",
        "balestra mattatoio battigia ostello ominide risonanza sanscrito fotone barile telone",
    ]

    words = rarer_words([*rare, "legislatore", "legislatore"])

    assert len(words) == 60
    assert "legislatore" in {word.lemma for word in words}
