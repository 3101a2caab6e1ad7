"""Words for restoring the case of Italian capitals where the lexicon cannot tell.

Compiled for Italian news: acronyms that keep their capitals, and names that are ordinary words
too or are not in the lexicon.
"""

from types import MappingProxyType
from typing import Final

PRESS_ACRONYMS: Final = frozenset(
    """
    abi acli agcom aiea aifa anac anas ance ania anpi ansa asl bce bnl cda cei cgil cisl cnr
    coni consob cri csm dda ddl enac enea enel eni fao fdi fiat fifa figc fmi imu inail inps
    irap irpef istat iva mef nato ocse omc oms pd pdl pil pm pnrr rai rfi ssn tar tav ue
    uefa uil unesco unhcr unicef usa
    """.split()
)
"""Acronyms that Italian newspapers write like names: Istat, Pil, Bce."""

ACRONYMS: Final = frozenset(
    """
    onu fbi cia arci atac atm avis ama bpm dia dna dl dpcm fs nba gdf ici ires iss isis kgb lgbt mps
    mit nasa ong pa pc pmi psi pci dc msi rc rsu sos spa srl suv tg tv uk onlus oas opec aids
    hiv dj cd dvd gps gpl ict it ia ai pos spid isee tari tasi cup cdp ceo m5s avs aci ita
    """.split()
)
"""Acronyms that keep all their capitals."""

WORDS_TOO: Final = frozenset("it ai dia ita ama spa pos pa dna".split())
"""Of all these, what is likelier an ordinary word of a headline."""

FIRST_NAMES: Final = frozenset(
    """
    agostino alberto alessandra alessandro alessia alfredo alice andrea angela anna antonella
    antonio arianna barbara beatrice carla carlo carmela caterina cesare claudia claudio
    cristina cristoforo daniela daniele dario davide debora donald donatella edoardo elena
    eleonora elisa elisabetta elly elon emanuela emanuele emma emmanuel enrico enzo ettore
    eugenio fabio fabrizio federica federico filippo flavia flavio francesca francesco gabriele
    gennaro giacomo giancarlo gianfranco gianluca gianni giorgia giorgio giovanna giovanni
    giulia giulio giuseppe giuseppina guglielmo guido ignazio ilaria irene jannik joe laura
    leonardo lorenzo luca lucia luciana luciano luigi luigia maddalena manuela marcello marco
    maria mario marta martina matteo maurizio mauro michela michele monica nicola nicoletta
    ottavio paola paolo patrizia pier pierluigi piero pietro raffaele renato renzo riccardo
    roberta roberto rosario ruggero salvatore sandra sandro sara saverio sergio silvestro silvia
    silvio simona simone sofia stefania stefano susanna taddeo teodoro teresa tommaso ugo
    umberto ursula valentina valeria vincenzo vittorio vladimir volodymyr
    """.split()
)
"""First names: the word behind one is a surname unless it can only be something else."""

PLACES: Final = frozenset(
    """
    afghanistan africa albania algeria amburgo america ancona aosta argentina asia atalanta
    australia austria avana bankitalia bari belgio bergamo berlino biden bielorussia bologna
    bolzano brasile brescia bruxelles bulgaria cagliari calabria campania canada catania cile
    cina cipro cisgiordania como corea cracovia cremlino cristo croazia cuba danimarca egitto
    emilia erdogan europa farnesina ferrara ferrari filadelfia finlandia fiorentina firenze
    foggia francia friuli galles gaza genova germania gerusalemme gesù gheddafi giappone ginevra
    giordania grecia hamas hezbollah india inghilterra inter iran iraq irlanda islanda israele
    italia jugoslavia juventus kiev lampedusa lazio lecce lettonia libano libia liguria lione
    livorno lombardia londra losanna lubiana lucca madrid mantova marche marocco matera
    mattarella messico messina milan milano modena molise monaco monza mosca napoli netanyahu
    norimberga norvegia novara olanda padova palermo parigi parma pasqua pavia pechino perugia
    pesaro pescara piacenza piemonte pirenei pisa polonia portogallo prato puglia quirinale
    ravenna rimini roma romagna romania russia salerno sampdoria sardegna schlein scozia serbia
    sicilia siena sinner siracusa siria siviglia spagna sudafrica sudamerica svezia svizzera
    tajani tamigi taranto terni tevere tokyo torino toscana trapani trentino trento treviso
    trieste tunisia turchia ucraina udine umbria ungheria varese varsavia vaticano veneto
    venezia verona vicenza viminale viterbo washington zelensky
    """.split()
)
"""Places and names common in Italian news that are ordinary words too or that it has no case of."""

SAINTS: Final = frozenset("san santa sant".split())
"""Words that make the next one a name."""

TITLES: Final = frozenset(
    """
    caso ponte signor signora ministro ministra premier presidente sindaco sindaca governo
    decreto lodo legge famiglia dottor avvocato onorevole professor monsignor cardinale processo
    """.split()
)
"""Words in front of a surname."""
SURNAMES: Final = frozenset(
    "rossi bianchi conte draghi letta grillo morandi monti leone bossi fini ferrari costa".split()
)
"""Surnames that are ordinary words too: names only behind one of `TITLES` or a first name."""

SPELLINGS: Final = MappingProxyType(
    {
        name.lower(): name
        for name in (
            "OpenAI ChatGPT iPhone iPad YouTube WhatsApp TikTok LinkedIn PayPal eBay SpaceX "
            "BlackRock DeepSeek AstraZeneca EasyJet UniCredit BankItalia MotoGP"
        ).split()
    }
)
"""Names with a capital inside, by their lower-case form."""

COMMON_AFTER_ALL: Final = frozenset(
    """
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
    dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica ponte lega parlamento sì no
    via commissione presidente ministro ministero onorevole governatore eccellenza occidente
    mediterraneo
    """.split()
)
"""Words that English writes with a capital and Italian without."""
