"""Names and acronyms that the other side lacks."""

import pytest

from pipeline.checks.exonyms import EXONYMS
from pipeline.checks.names import compare_names, names_differ
from pipeline.checks.words import Words, fold

KEPT = [
    ("Ieri a Roma è arrivata Angela Merkel.", "Angela Merkel arrived in Rome yesterday."),
    ("L'accordo tra Ue e Usa.", "The agreement between the EU and the U.S."),
    ("Lo dicono gli Stati Uniti.", "The United States says so."),
    ("Il rapporto dell'Onu sul Pil.", "The UN report on GDP."),
    ("Il Ministro della Salute ha parlato.", "The Health Minister spoke."),
    ("Il ministero della Difesa tace.", "The Department of Defense is silent."),
    ("La Camera ha votato.", "The Chamber of Deputies voted."),
    ("In Slovacchia e in Lituania piove.", "It rains in Slovakia and Lithuania."),
    ("Papa Leone XIV in piazza San Pietro.", "Pope Leo XIV in St. Peter's Square."),
    ("Sarà Dostoevskij a dirlo.", "It will be Dostoevsky who says it."),
    ("L'evento CowParade apre domani.", "The Cow Parade event opens tomorrow."),
    ("Il turista tedesco arriva lunedì.", "The German tourist arrives on Monday."),
    ("Disse: «Andiamo». Poi Piero rise.", 'He said: "Let\'s go." Then Piero laughed.'),
    ("I libri di Berry's sono qui.", "The books of Berry are here."),
    ("Trentun anni. Oh, Ventidue!", "Thirty-one years. Oh, Twenty-two!"),
    ("IL SINDACO DI FROSINONE RESTA", "The mayor stays"),
    ("Gli U-Boot partirono.", "The U-Boats left."),
]

LOST = [
    ("Ieri è arrivata Angela Merkel.", "Angela arrived yesterday."),
    ("Vive a Milano da anni.", "He has lived in Turin for years."),
    ("La squadra dell'Austria vince.", "The team of Australia wins."),
    ("Volò verso l'Iran.", "He flew to Iraq."),
    ("Il parere della Bce.", "The opinion of the IMF."),
    ("Il parere della FIFA.", "The opinion of the federation."),
    ("Islanda e Francia firmano.", "Ireland and France sign."),
    ("Hsieh ha parlato.", "He has spoken."),
    ("Attraversa la Manica in barca.", "He crosses the Baltic by boat."),
    ("Lo ha detto Costello.", "Custodigo said it."),
]


@pytest.mark.parametrize(("italian", "english"), KEPT)
def test_names_that_are_there_are_found(italian: str, english: str) -> None:
    """Exonyms, other spellings, translated titles and sentence starts are no lost names."""
    difference = compare_names(Words(italian), Words(english))

    assert (difference.missing, difference.extra) == ((), ())


@pytest.mark.parametrize(("italian", "english"), LOST)
def test_names_that_are_not_there_are_missed(italian: str, english: str) -> None:
    """A name that is dropped or swapped is seen."""
    assert names_differ(Words(italian), Words(english))


def test_a_difference_names_both_sides() -> None:
    """What has no counterpart is told as it is written."""
    difference = compare_names(Words("Vive a Milano."), Words("He lives in Turin."))

    assert difference.missing == ("Milano",)
    assert difference.extra == ("Turin",)


def test_exonyms_are_folded() -> None:
    """The table is searched with folded words, so its own are."""
    assert all(fold(italian) == italian for italian in EXONYMS)
    assert all(word == word.lower() for words in EXONYMS.values() for word in words)
