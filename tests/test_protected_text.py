"""A thousand texts that must not change come through the bundled model byte for byte."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import pytest

from pipeline.attempts import Source
from pipeline.engine import Engine
from tests.test_engine import load

MODEL = Path(__file__).parent.parent / "models" / "it_en"
ITEMS = 1000
IN_A_SENTENCE = 5
SENTENCES = """
Il sindaco ha aperto la biblioteca davanti a molti cittadini curiosi.
La nonna prepara il pane ogni domenica mattina con grande pazienza.
I lavori sulla strada finiranno prima dell'estate, promette l'assessore.
Secondo la polizia, il ladro è scappato dalla finestra del bagno.
La squadra ha vinto la partita dopo una lunga serie di rigori.
Molti studenti hanno protestato ieri davanti al ministero della scuola.
Il treno per il mare parte sempre in ritardo, dicono i pendolari.
La dottoressa spiega che il nuovo farmaco non ha effetti gravi.
Quando piove troppo, il fiume entra nelle cantine del quartiere vecchio.
Il film racconta la storia di due fratelli che non si parlano.
La giunta ha votato il bilancio dopo una discussione molto accesa.
Per entrare nel museo bisogna prenotare la visita con qualche giorno di anticipo.
Il giornalista ha chiesto al presidente di rispondere alle critiche.
Le piazze del centro erano vuote, ma i negozi restavano aperti.
Ogni sera il pescatore ripara le reti seduto sul molo.
Gli scienziati cercano acqua sotto il ghiaccio di una luna lontana.
La maestra legge una favola e i bambini ascoltano in silenzio.
Il mercato del pesce apre all'alba e chiude prima di pranzo.
Nessuno sapeva che la vecchia fabbrica sarebbe diventata un teatro.
Il vento ha spezzato gli alberi lungo il viale della stazione.
La ricetta chiede farina, burro, zucchero e un pizzico di sale.
Dopo la cena abbiamo camminato a lungo senza dire una parola.
Il consiglio ha chiesto un parere agli avvocati della regione.
I vigili del fuoco hanno spento l'incendio in poche ore.
La cantante ha annunciato un nuovo disco e un lungo viaggio.
Il cane del vicino abbaia a tutti, tranne che al postino.
Una parte dei soldi andrà alle scuole dei paesi di montagna.
Il giudice ha deciso che la casa tornerà alla famiglia.
Chi arriva in ritardo resta fuori fino alla fine del primo atto.
Le api tornano nei campi dove non si usano più veleni.
L'azienda vende i suoi prodotti soprattutto all'estero, ma assume in città.
Il nonno teneva i semi migliori in una scatola di latta.
La mostra resterà aperta tutto l'inverno e l'ingresso sarà libero.
Il medico consiglia di dormire bene e di mangiare con calma.
Gli abitanti dell'isola aspettano la nave con le provviste.
Un gruppo di volontari pulisce la spiaggia ogni mese.
La regina scrisse molte lettere che nessuno ha mai letto.
Il prezzo della benzina è sceso, ma le famiglie non se ne accorgono.
Il portiere ha parato il tiro e lo stadio ha cantato.
A mezzanotte le luci si spengono e la città sembra un'altra.
""".strip().splitlines()
NAMES = "mario rossi verdi giornale comune museo roma torino notizie sport cucina libri".split()
UNITS = "km m cm kg g l ml GB MB MHz km/h kWh MW °C m² W V dB".split()


@dataclass(frozen=True)
class Item:
    """A text that must come through."""

    italian: str
    english: str
    """The same, but for the number marks of a quantity."""
    is_code: bool = False


def items(draw: random.Random) -> Iterator[Item]:
    """Yield texts of all kinds, all different, no one a part of another."""
    kinds = (address, mail, hashtag, handle, code, quantity)
    for number in count(101):
        yield kinds[number % len(kinds)](draw, number)


def address(draw: random.Random, number: int) -> Item:
    """Return a web address; some have no scheme, a query, a fragment, brackets or capitals."""
    host = f"{draw.choice(['', 'www.'])}{draw.choice(NAMES)}-{number}.{draw.choice(['it', 'com'])}"
    path = draw.choice(["", "/", "/Notizie/2026", "/a_(b)", "/x?q=1&r=due%20", "/p#sezione-3"])
    return same(draw.choice(["https://", "http://", ""]) + host + path)


def mail(draw: random.Random, number: int) -> Item:
    """Return an e-mail address."""
    sign = draw.choice(["", ".", "_", "+"])
    return same(
        f"{draw.choice(NAMES)}{sign}{number}@{draw.choice(NAMES)}.{draw.choice(['it', 'eu'])}"
    )


def hashtag(draw: random.Random, number: int) -> Item:
    """Return a hashtag."""
    return same(f"#{draw.choice(NAMES).capitalize()}{draw.choice(['', 'Città', '_'])}{number}")


def handle(draw: random.Random, number: int) -> Item:
    """Return a name on a social network."""
    return same(f"@{draw.choice(NAMES)}{draw.choice(['', '_', '.'])}{number}")


def code(draw: random.Random, number: int) -> Item:
    """Return code, which the source marks and which may look like anything."""
    name = draw.choice(NAMES)
    forms = (
        f"git push --force {name}{number}",
        f'{name}["città"] = {number};',
        f"<p class='{name}'>{number}</p>",
        f"if ({name} != {number}) {{ return }}",
        f"{name.upper()}_{number}",
        f"for {name} in range({number}): pass",
    )
    return Item(draw.choice(forms), "", is_code=True)


def quantity(draw: random.Random, number: int) -> Item:
    """Return a number with a unit, with Italian number marks."""
    unit = draw.choice(UNITS)
    forms = (
        (f"{number}", f"{number}"),
        (f"{number},5", f"{number}.5"),
        (f"{number % 97 + 1}.{number:03}", f"{number % 97 + 1},{number:03}"),
        (f"{number % 97 + 1}.{number:03},25", f"{number % 97 + 1},{number:03}.25"),
    )
    # Beyond 999 a group of three digits would have four.
    italian, english = draw.choice(forms if number <= 999 else forms[:2])
    return Item(f"{italian} {unit}", f"{english} {unit}")


def same(text: str) -> Item:
    """Return an item that is the same in both languages."""
    return Item(text, text)


def sentence_with(draw: random.Random, words: list[str], wanted: list[Item]) -> Source:
    """Put items between the words of a sentence, some in brackets or with a comma behind them."""
    places = sorted(draw.sample(range(len(words)), len(wanted)))
    text, marked = "", []
    for place, word in enumerate(words):
        if place in places:
            item = wanted[places.index(place)]
            before, after = draw.choice([("", ""), ("", ""), ("(", ")"), ("", ",")])
            start = len(text) + len(before)
            if item.is_code:
                marked.append((start, start + len(item.italian)))
            text += f"{before}{item.italian}{after} "
        text += word + " "
    return Source(text.strip(), tuple(marked))


@pytest.fixture(scope="module")
def bundled() -> Iterator[Engine]:
    """Load the model that the project ships."""
    engine = load(MODEL)
    yield engine
    engine.close()


@pytest.mark.model
def test_a_thousand_texts_come_through_byte_for_byte(bundled: Engine) -> None:
    """Each stands in the English exactly once, wherever it stood in the Italian."""
    draw = random.Random(319)  # noqa: S311 - no secret
    wanted = list(islice(items(draw), ITEMS))
    groups = [wanted[start : start + IN_A_SENTENCE] for start in range(0, ITEMS, IN_A_SENTENCE)]
    sources = []
    for number, group in enumerate(groups):
        words = SENTENCES[number % len(SENTENCES)].split()
        # Every eighth is a headline in capitals.
        sources.append(
            sentence_with(draw, [w.upper() for w in words] if number % 8 == 7 else words, group)
        )
    lost = []
    for source, group, result in zip(sources, groups, bundled.translate(sources), strict=True):
        assert result
        for item in group:
            text = item.english or item.italian
            if len(re.findall(rf"(?<!\w){re.escape(text)}(?!\w)", result.text)) != 1:
                lost.append((text, source.text, result.text))

    assert lost == []
