"""Names and terms that one article renders in two ways."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.consistency import explain, find_inconsistent

DATA = Path(__file__).parent / "data" / "consistency"


def pairs(*lines: str) -> list[tuple[str, str]]:
    """Make the sentences of an article of lines "Italian | English"."""
    return [(it, en) for it, en in (line.split(" | ") for line in lines)]


@pytest.mark.parametrize(
    ("lines", "inconsistent"),
    [
        (["Vado a Torino. | I go to Turin.", "Sto a Torino. | I am in Torino."], {1}),
        (["Amo Torino. | I love it.", "Sto a Torino. | I am in Turin."], {0}),
        (
            [
                "A Torino piove. | It rains in Torino.",
                "Vado a Torino. | I go to Turin.",
                "Sto a Torino. | I am in Turin.",
            ],
            {0},
        ),
        (["Per il Pil. | For GDP.", "Cala il Pil. | PIL falls."], {1}),
        (["La Ue tace. | The EU is silent.", "Ecco la Ue. | This is the UE."], {1}),
        (["Con OpenAI. | With OpenAI.", "Da OpenAI. | From OpnAI."], {1}),
        (["Ecco l'accordo. | The deal.", "L'accordo tiene. | The agreement holds."], {1}),
        (
            [
                "L'apprendimento automatico serve. | Machine learning is useful.",
                "Studia apprendimento automatico. | He studies automatic learning.",
            ],
            {1},
        ),
    ],
)
def test_the_rarer_rendering_is_found(lines: list[str], inconsistent: set[int]) -> None:
    """Or the later of two, or that which is gone."""
    assert find_inconsistent(pairs(*lines)) == inconsistent


@pytest.mark.parametrize(
    "lines",
    [
        ["Vado a Torino. | I go to Turin.", "Sto a Torino. | Turin's where I am."],
        ["Con la Ue. | With the EU.", "Per la Ue. | For the European Union."],
        ["In Italia piove. | It rains in Italy.", "Il nord d'Italia. | The Italian north."],
        ["A Napoli. | In Naples.", "Vince il Napoli. | Napoli win."],
        [
            "A Milano piove. | It rains in Milan.",
            "Il Politecnico di Milano. | Politecnico di Milano.",
        ],
        ["L'accordo tiene. | The deal holds.", "Gli accordi tengono. | The deals hold."],
        ["Ecco l'accordo. | The agreement.", "Accordo o intesa. | A deal or an agreement."],
        ["Di questa storia. | Of this story.", "La storia. | History."],
        ["Domani piove. | It will rain.", "Domani no. | Not tomorrow."],
        ["TORINO VINCE | TORINO WINS", "Sto a Torino. | I am in Turin."],
        ["Sto a Torino. | I am in Turin.", "Domani. | Tomorrow."],
        [],
    ],
)
def test_what_is_the_same_is_not_flagged(lines: list[str]) -> None:
    """Forms of a word, known equivalents, other names, general nouns, headlines."""
    assert find_inconsistent(pairs(*lines)) == frozenset()


def test_a_finding_says_what_was_rendered_how() -> None:
    """For a message to the reader."""
    (found,) = explain(pairs("A Torino. | In Turin.", "Via da Torino. | Away from Torino."))

    assert (found.word, found.usual, dict(found.renderings)) == ("Torino", "*", {0: "*", 1: "="})
    assert found.sentences == (1,)


@pytest.mark.parametrize(("name", "least_recall"), [("work", 0.85), ("held_out", 0.65)])
def test_articles_of_known_inconsistencies(name: str, least_recall: float) -> None:
    """No consistent sentence is flagged, and most inconsistent ones are."""
    articles: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            articles[row["article"]].append(row)
    found, wanted = set(), set()
    for article, rows in articles.items():
        flagged = find_inconsistent([(row["it"], row["en"]) for row in rows])
        found |= {(article, i) for i in flagged}
        wanted |= {(article, i) for i, row in enumerate(rows) if row["inconsistent"]}

    assert found <= wanted
    assert len(found) >= least_recall * len(wanted)
