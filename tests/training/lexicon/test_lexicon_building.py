"""From aligned pairs to entries, on a corpus of a few sentences."""

from collections import Counter

from training.align.statistical import parse_links
from training.lexicon.counts import AlignedPair, count_translations, fold_case, translations_in
from training.lexicon.phrases import find_phrases, phrases_in
from training.lexicon.senses import gather, order_readings, senses_of


def pair(it: str, en: str, links: str, source: str = "prose") -> AlignedPair:
    """Make an aligned pair."""
    return AlignedPair(tuple(it.split()), tuple(en.split()), parse_links(links), source)


FIRE = pair(
    "I vigili del fuoco sono arrivati", "The firefighters have arrived", "0-0 1-1 2-1 3-1 4-2 5-3"
)


def test_a_word_stands_for_a_contiguous_phrase() -> None:
    """`metterà` is linked to `will put`, and to nothing else."""
    found = dict(translations_in(pair("Lo metterà qui", "He will put it here", "1-1 1-2 0-3 2-4")))

    assert found == {0: "it", 1: "will put", 2: "here"}


def test_words_that_share_a_partner_are_not_counted() -> None:
    """`vigili` alone is not `firefighters`."""
    assert set(dict(translations_in(FIRE))) == {0, 4, 5}


def test_names_keep_their_capitals() -> None:
    """A word that opens a sentence now and then stays in lower case."""
    assert fold_case({"Rome": 9, "rome": 1, "The": 2, "the": 7}) == Counter({"Rome": 10, "the": 9})


def test_manuals_count_less_than_news() -> None:
    """The corpus is mostly documentation, the reader's texts are not."""
    counts = count_translations(
        [
            pair("stampa", "print", "0-0", "msd-win32"),
            pair("stampa", "press", "0-0", "news-authored"),
            pair("stampa", "gold", "0-0", "gold"),
        ]
    )

    assert counts["stampa"] == Counter({"press": 3.0, "print": 0.25})


READINGS = {
    "vigili": [("noun", "vigile")],
    "del": [("adp", "del")],
    "fuoco": [("noun", "fuoco")],
    "sono": [("aux", "essere"), ("verb", "essere")],
    "mette": [("verb", "mettere")],
    "disposizione": [("noun", "disposizione")],
}


def test_expressions_are_consistent_phrases() -> None:
    """Whole phrases whose words are linked to each other and to no others."""
    assert {(" ".join(it), en) for it, en in phrases_in(FIRE)} == {
        ("i vigili del fuoco", "The firefighters"),
        ("vigili del fuoco", "firefighters"),
        ("vigili del fuoco sono", "firefighters have"),
        ("sono arrivati", "have arrived"),
    }


def test_an_expression_occurs_twice_and_has_the_shape_of_one() -> None:
    """A noun with its complement is one; what an article or an auxiliary opens is none."""
    found = find_phrases([FIRE, FIRE], READINGS, {})

    assert [(p.it, p.translations[0][0]) for p in found] == [("vigili del fuoco", "firefighters")]
    assert find_phrases([FIRE], READINGS, {}) == []


def test_a_headword_of_a_dictionary_needs_no_shape() -> None:
    """`a causa di` is an expression because dictionaries say so."""
    because = pair("a causa di ciò", "because of that", "0-0 1-0 2-1 3-2")
    found = find_phrases([because] * 2, READINGS, {"a causa di": Counter({"because of": 1})})

    assert [(p.it, p.translations[0][0]) for p in found] == [("a causa di", "because of")]


def test_verbal_expressions_are_kept_under_the_infinitive() -> None:
    """`mette a disposizione` is found under `mettere a disposizione`."""
    offers = pair("mette a disposizione fondi", "makes available funds", "0-0 1-0 2-1 3-2")
    found = find_phrases([offers] * 2, READINGS, {})

    assert [p.it for p in found] == ["mettere a disposizione"]
    readings = {
        "far": [("noun", "far")],
        "fare": [("verb", "fare")],
        "fronte": [("noun", "fronte")],
    }
    cope = pair("far fronte a spese", "to cope with the costs", "0-1 1-1 2-2 3-4")
    assert [p.it for p in find_phrases([cope] * 2, readings, {})] == [
        "fare fronte",
        "fare fronte a",
    ]


def test_a_rare_form_borrows_from_its_lemma() -> None:
    """What other forms of the verb stand for helps where the form itself was hardly seen."""
    forms = {"mangiano": Counter({"eat": 9.0}), "mangiavate": Counter[str]()}
    readings = {form: [("verb", "mangiare")] for form in forms}
    evidence = gather(forms, readings, [("mangiare", "eat")])

    assert senses_of("mangiavate", evidence) == [("eat", 1.0)]


def test_noise_is_dropped() -> None:
    """A function word and a single odd link are no translations of a noun."""
    forms = {
        "sindaco": Counter({"mayor": 8.0, "the": 2.0, "town": 1.0}),
        "di": Counter({"of": 9.0, "the": 1.0}),
    }
    evidence = gather(forms, {"sindaco": [("noun", "sindaco")], "di": [("adp", "di")]}, [])

    assert senses_of("sindaco", evidence) == [("mayor", 1.0)]
    assert senses_of("di", evidence)[0][0] == "of"


def test_the_reading_that_is_its_own_lemma_comes_first() -> None:
    """`accordo` is the agreement before it is `I tune`."""
    readings = {"accordo": [("verb", "accordare"), ("noun", "accordo")]}
    evidence = gather({"accordo": Counter({"deal": 5.0})}, readings, [])

    assert order_readings("accordo", evidence)[0] == ("noun", "accordo")
