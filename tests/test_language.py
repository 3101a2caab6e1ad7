"""Italian is let through, other languages are named."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.article import EMPTY_MAPPING, Article, Block
from pipeline.errors import WrongLanguageError
from pipeline.language import identify, is_plainly_italian, require_italian
from pipeline.readers import read

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").iterdir())

ITALIAN = (
    "La biblioteca del quartiere riapre lunedì dopo sei mesi di lavori. Le sale sono più "
    "luminose, gli scaffali più bassi, e i bambini hanno finalmente un angolo tutto per loro."
)
OTHERS = {
    "English": (
        "The neighbourhood library reopens on Monday after six months of work. The rooms are "
        "brighter, the shelves are lower, and the children at last have a corner of their own."
    ),
    "Spanish": (
        "La biblioteca del barrio vuelve a abrir el lunes después de seis meses de obras. Las "
        "salas son más luminosas y los niños tienen por fin un rincón para ellos solos."
    ),
    "Portuguese": (
        "A biblioteca do bairro reabre na segunda-feira depois de seis meses de obras. As salas "
        "são mais claras e as crianças têm finalmente um canto só para elas."
    ),
    "German": (
        "Die Bibliothek des Viertels öffnet am Montag nach sechs Monaten Arbeit wieder. Die Räume "
        "sind heller, und die Kinder haben endlich eine Ecke ganz für sich allein."
    ),
    "French": (
        "La bibliothèque du quartier rouvre lundi après six mois de travaux. Les salles sont plus "
        "lumineuses et les enfants ont enfin un coin rien que pour eux."
    ),
    "Romanian": (
        "Biblioteca din cartier se redeschide luni după șase luni de lucrări. Sălile sunt mai "
        "luminoase, iar copiii au în sfârșit un colț numai al lor."
    ),
    "Catalan": (
        "La biblioteca del barri torna a obrir dilluns després de sis mesos d’obres. Les sales "
        "són més lluminoses i els nens tenen per fi un racó només per a ells."
    ),
}


def article(*texts: str) -> Article:
    """Return an article of these paragraphs."""
    blocks = tuple(Block("paragraph", text) for text in texts)
    return Article("x", "x.txt", "it", EMPTY_MAPPING, blocks)


def test_italian_is_identified() -> None:
    """Code, English name and a probability near one."""
    code, name, probability = identify(ITALIAN)
    assert (code, name) == ("it", "Italian")
    assert 0.99 < probability <= 1


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_refused_by_its_name(language: str) -> None:
    """The message names the file and the language."""
    with pytest.raises(WrongLanguageError, match=rf"^x\.txt does not look Italian but {language}"):
        require_italian(article(OTHERS[language]), "x.txt")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_article_that_ships_is_italian(path: Path) -> None:
    """Also where English names fill it."""
    require_italian(read(path), path.name)


@pytest.mark.parametrize(
    "texts",
    [
        [ITALIAN],
        [ITALIAN.upper()],
        [f"{ITALIAN} “{OTHERS['English']}”, si legge nel comunicato. {ITALIAN}"],
        [ITALIAN, OTHERS["English"], OTHERS["English"]],
        ["Breaking news from London"],
        ["1.234,56 + 7 = 8"],
        ["Certo."],
    ],
    ids=["prose", "capitals", "quotation", "two of three", "few words", "figures", "one word"],
)
def test_italian_mixed_and_short_articles_pass(texts: list[str]) -> None:
    """Only what plainly is another language is refused."""
    require_italian(article(*texts), "x.txt")


def test_a_language_without_a_name_is_named_by_its_code() -> None:
    """Dzongkha is known to the identifier and not to the table of names."""
    code, name, _ = identify("ང་བཅས་ཀྱིས་ འབྲུག་གི་སྐད་ཡིག་ རྫོང་ཁ་ནང་ལུ་ བྲིས་ཏེ་ཡོདཔ་ཨིན།")
    assert code == name == "dz"


@pytest.mark.parametrize(
    "text",
    ["a" * 5_000_000, "quelramodellago" * 300, "Ab3+" * 500],
    ids=["one letter", "no spaces", "no words"],
)
def test_letters_without_words_are_refused(text: str) -> None:
    """Whatever language they resemble."""
    with pytest.raises(WrongLanguageError, match=r"x\.txt does not look Italian but like letters"):
        require_italian(article(text), "x.txt")


def test_a_long_address_is_no_reason_to_refuse() -> None:
    """There are words around it, or the whole is too short to tell."""
    address = f"https://biblioteca.example/{'ricerca' * 15}"
    require_italian(article(address[:95]), "x.txt")
    require_italian(article(f"{ITALIAN} {address}"), "x.txt")


REGIONAL = (
    (
        "Stasera s’ha da mangiare presto, ché domani ci si leva alle cinque e il babbo l’è già "
        "andato a letto. Il pane un s’è comprato, ma c’è sempre la schiacciata di ieri."
    ),
    (
        "Ti ho detto che la macchina la tengo rotta e che la devo portare dal meccanico, mo’ "
        "vengo. Aspetta un attimo che finisco ’sta cosa e scendo, tanto è presto assai."
    ),
    (
        "Bella lì, vecio, ci si becca al bar dopo la partita. Te porta le carte che io porto il "
        "vino, e guarda che stavolta si gioca sul serio, mica come sabato."
    ),
)
HEADLINES = (
    "SCONTRO FRA TRENI, RITARDI FINO A TRE ORE. METEO, WEEKEND DI SOLE AL NORD. BORSA IN RIALZO "
    "DELLO 0,8%. SMOG RECORD, STOP ALLE AUTO. ALLERTA ROSSA IN LIGURIA."
)


@pytest.mark.parametrize(
    "text", [*REGIONAL, HEADLINES], ids=["north", "south", "young", "headlines"]
)
def test_regional_italian_and_headlines_pass(text: str) -> None:
    """They are Italian, too."""
    require_italian(article(text), "x.txt")


def test_a_very_long_article_is_judged_by_parts() -> None:
    """The sample holds its beginning, middle and end."""
    with pytest.raises(WrongLanguageError, match="English"):
        require_italian(article(" ".join([OTHERS["English"]] * 500)), "x.txt")


def test_threads_may_ask_at_once() -> None:
    """Every one gets the same answer."""
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(identify, [ITALIAN] * 16))) == 1


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_plain_italian_needs_no_identifier(path: Path) -> None:
    """The words of Italian prose are enough, and no model is loaded for it."""
    assert is_plainly_italian("\n".join(block.text for block in read(path).blocks))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_no_other_language_is_plainly_italian(text: str) -> None:
    """Neither neighbours of Italian nor English have its words."""
    assert not is_plainly_italian(text)


def test_an_article_half_in_english_is_not_plainly_italian() -> None:
    """Mixed articles are left to the identifier."""
    assert is_plainly_italian(f"{ITALIAN} {ITALIAN}")
    assert not is_plainly_italian(f"{ITALIAN} {OTHERS['English']} {OTHERS['English']}")
