"""Names, acronyms and titles that Italian and English write differently.

A key is one Italian word in lower case without accents, its value the English words one of which
shows that it was translated. Names of several words are given word by word.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

_PLACES: Final = """
roma rome roman|milano milan milanese|torino turin|napoli naples neapolitan
|firenze florence florentine|venezia venice venetian|genova genoa|padova padua|mantova mantua
|siracusa syracuse|livorno leghorn|sicilia sicily sicilian|sardegna sardinia sardinian
|puglia apulia puglia|lombardia lombardy|piemonte piedmont|toscana tuscany tuscan|lazio latium
|alto south upper high alto|adige tyrol adige|tevere tiber|vesuvio vesuvius
|italia italy italian italians|europa europe european|germania germany german
|francia france french|spagna spain spanish|inghilterra england english|scozia scotland scottish
|galles wales welsh|irlanda ireland irish|gran great grand|bretagna britain british brittany
|regno kingdom uk british reign|unito united uk u.k|stati states us u.s usa american america
|uniti united us u.s usa american america|svizzera switzerland swiss|austria austria austrian
|belgio belgium belgian|olanda holland netherlands dutch|paesi netherlands countries low
|bassi netherlands low|danimarca denmark danish|svezia sweden swedish|norvegia norway norwegian
|finlandia finland finnish|islanda iceland icelandic|polonia poland polish|ceca czech
|repubblica republic republican czech|slovacchia slovakia slovak|ungheria hungary hungarian
|croazia croatia croatian|grecia greece greek|turchia turkey turkish türkiye|cipro cyprus
|moldavia moldova moldavia|ucraina ukraine ukrainian|bielorussia belarus|russia russia russian
|lettonia latvia latvian|lituania lithuania|azerbaigian azerbaijan|kazakistan kazakhstan
|cina china chinese|giappone japan japanese|corea korea korean
|filippine philippines philippine filipino|tailandia thailand|thailandia thailand
|birmania burma myanmar|cambogia cambodia|siria syria syrian|ruanda rwanda|libano lebanon lebanese
|israele israel israeli|giordania jordan jordanian|palestina palestine palestinian
|egitto egypt egyptian|libia libya libyan|marocco morocco moroccan|etiopia ethiopia ethiopian
|kenia kenya|sudafrica africa african|zelanda zealand|nuova new|nuovo new|nova new
|messico mexico mexican|brasile brazil brazilian|cile chile chilean|giamaica jamaica
|groenlandia greenland|antartide antarctica antarctic|londra london|parigi paris|berlino berlin
|monaco munich monaco|amburgo hamburg|baviera bavaria bavarian munich|goteborg gothenburg
|gottinga gottingen|colonia cologne colony|francoforte frankfurt|stoccarda stuttgart
|norimberga nuremberg|lipsia leipzig|dresda dresden|magonza mainz|aquisgrana aachen|treviri trier
|friburgo freiburg fribourg|vienna vienna viennese|salisburgo salzburg|ginevra geneva
|zurigo zurich|berna bern|basilea basel|losanna lausanne|lucerna lucerne|bruxelles brussels
|anversa antwerp|gand ghent|l'aia hague|aia hague|lussemburgo luxembourg|marsiglia marseille
|lione lyon|nizza nice|strasburgo strasbourg|tolosa toulouse|barcellona barcelona|siviglia seville
|saragozza zaragoza|lisbona lisbon|porto porto port|atene athens athenian|salonicco thessaloniki
|costantinopoli constantinople|varsavia warsaw|cracovia krakow|danzica gdansk danzig|praga prague
|belgrado belgrade|zagabria zagreb|lubiana ljubljana|fiume rijeka river fiume|spalato split
|bucarest bucharest|mosca moscow|pietroburgo petersburg|pietro peter pietro|kiev kyiv kiev
|kyiv kyiv kiev|leopoli lviv|stoccolma stockholm|copenaghen copenhagen|edimburgo edinburgh
|dublino dublin|pechino beijing peking|tokio tokyo|seul seoul|gerusalemme jerusalem
|betlemme bethlehem|damasco damascus|teheran tehran|tunisi tunis|algeri algiers|citta city
|filadelfia philadelphia|avana havana|danubio danube|reno rhine|senna seine|tamigi thames
|nilo nile|mediterraneo mediterranean|adriatico adriatic|tirreno tyrrhenian|ionio ionian
|egeo aegean|baltico baltic|atlantico atlantic|pacifico pacific|alpi alps alpine
|appennini apennines|pirenei pyrenees|balcani balkans|caucaso caucasus|bianco white blanc bianco
|cervino matterhorn|pompei pompeii|ercolano herculaneum|troia troy|cartagine carthage
|babilonia babylon|persia persia iran|america america american us|medio middle
|oriente east orient eastern|occidente west western|nord north northern|sud south southern
|est east eastern|ovest west western|vaticano vatican|cremlino kremlin|terra earth land
|luna moon lunar|sole sun solar|marte mars|giove jupiter|venere venus friday|saturno saturn
|mercurio mercury|nettuno neptune|urano uranus|plutone pluto|capo cape head|verde green verde cape
|mar sea|mare sea|nero black nero|rosso red|morto dead|isola island isle|isole islands isles
|monte mount mt monte|lago lake|golfo gulf|stretto strait|canale channel canal|manica channel
|ponte bridge|valle valley|costa coast|avorio ivory
"""
_SAME: Final = """
afghanistan albania algeria andorra angola argentina armenia australia austria bangladesh benin
bolivia botswana bosnia bulgaria burundi canada colombia congo costarica cuba dominica ecuador
eritrea estonia gabon gambia georgia ghana grenada guatemala guinea guyana haiti honduras india
indonesia iran iraq kenya kosovo kuwait liberia madagascar malawi malaysia mali malta
mauritania moldova montenegro namibia nepal nicaragua niger nigeria oman pakistan panama paraguay
qatar romania samoa senegal serbia slovenia somalia sudan tanzania togo tonga uganda uruguay
venezuela vietnam yemen zambia zimbabwe
"""
"""Countries that are written alike in both languages."""
_PEOPLE: Final = """
gesu jesus|cristo christ bc|maria mary maria|giuseppe joseph giuseppe|giovanni john giovanni
|paolo paul paolo|luca luke luca|matteo matthew matteo|marco mark marcus marco
|giacomo james giacomo|andrea andrew andrea|tommaso thomas tommaso|francesco francis francesco
|benedetto benedict benedetto|leone leo lion|pio pius|gregorio gregory|giulio julius giulio
|cesare caesar cesare|augusto augustus|nerone nero|adriano hadrian adrian|costantino constantine
|alessandro alexander alessandro|magno great magnus|carlo charles carlo|luigi louis luigi
|enrico henry enrico|guglielmo william|elisabetta elizabeth|caterina catherine
|filippo philip filippo|ferdinando ferdinand|federico frederick federico|vittorio victor vittorio
|emanuele emmanuel emanuele|giorgio george giorgio|stefano stephen stefano|agostino augustine
|ambrogio ambrose|antonio anthony antonio|nicola nicholas nicola|lorenzo lawrence lorenzo
|martino martin|ignazio ignatius|cristoforo christopher|colombo columbus colombo
|copernico copernicus|cartesio descartes|lutero luther|calvino calvin calvino|erasmo erasmus
|confucio confucius|omero homer|virgilio virgil|ovidio ovid|orazio horace|livio livy|plinio pliny
|tacito tacitus|svetonio suetonius|cicerone cicero|platone plato|aristotele aristotle
|socrate socrates|erodoto herodotus|tucidide thucydides|ulisse ulysses odysseus|achille achilles
|ercole hercules heracles|enea aeneas|perseo perseus|giunone juno|bacco bacchus|dio god
|budda buddha|allah allah god|maometto muhammad mohammed|mose moses|abramo abraham|noe noah
|davide david davide|salomone solomon|adamo adam|eva eve|satana satan|tolomeo ptolemy
|saladino saladin|tiziano titian|raffaello raphael|san saint st san|santo saint st holy
|santa saint st santa holy|beato blessed|madonna madonna lady virgin|vergine virgin|papa pope
|vecchio elder old|giovane younger young|zar tsar czar|zelensky zelenskyy zelensky
|gheddafi gaddafi|gorbaciov gorbachev|krusciov khrushchev|cechov chekhov|dostoevskij dostoevsky
|tolstoj tolstoy|artu arthur arthurian|bolena boleyn|averroe averroes|aquino aquinas
|cenerentola cinderella|biancaneve snow|topolino mickey|paperino donald
"""
_ACRONYMS: Final = """
ue eu european union|usa us u.s usa united american|pil gdp domestic gross
|onu un u.n united nations|bce ecb central|fmi imf monetary|oms who world health
|ocse oecd economic|omc wto|iva vat|pmi smes sme|ia ai|tac ct|rmn mri|ong ngo ngos|gb uk gb
|urss ussr soviet|rdt gdr|ddr gdr|rft frg|cdm cabinet|tg news|srl ltd srl|tv tv television
|aiea iaea|eau uae|rpc prc|sla als|bpco copd|gpl lpg|gnl lng|km km kilometers|ovni ufo|cpi icc
|cedu echr|cee eec|pac cap|dop pdo dop|igp pgi igp|ddl bill|dl decree|ccnl agreement|ztl zone
|sms sms text|cv cv resume|dott dr doctor|prof prof professor|sig mr|sigg messrs|ing eng engineer
|avv attorney lawyer avv|on hon|mons monsignor|ac bc bce|pd pd democratic
"""
_TIMES: Final = """
natale christmas|pasqua easter|capodanno new|ferragosto mid-august august assumption
|epifania epiphany|befana epiphany befana|pentecoste pentecost|quaresima lent
|carnevale carnival mardi|avvento advent|ognissanti saints|liberazione liberation
|rinascimento renaissance|medioevo middle medieval|illuminismo enlightenment
|olimpiadi olympics olympic|olimpiade olympics olympic|mondiali world|europei european euro
|novecento twentieth 20th 1900s|ottocento nineteenth 19th 1800s|settecento eighteenth 18th 1700s
|seicento seventeenth 17th 1600s|cinquecento sixteenth 16th 1500s
|quattrocento fifteenth 15th 1400s|trecento fourteenth 14th 1300s|duecento thirteenth 13th 1200s
|venti twenties 1920s 20s|trenta thirties 1930s 30s|quaranta forties 1940s 40s
|cinquanta fifties 1950s 50s|sessanta sixties 1960s 60s|settanta seventies 1970s 70s
|ottanta eighties 1980s 80s|novanta nineties 1990s 90s|bibbia bible|vangelo gospel
|corano quran koran|shoah holocaust shoah|camera house chamber|camere houses chambers parliament
|senato senate|consiglio council board cabinet minister|fratello brother
|premio prize award prix grand|coppa cup|campionato championship|lega league|serie series serie
|internet internet web|web web internet
"""


def _entries() -> Iterator[tuple[str, frozenset[str]]]:
    for name in _SAME.split():
        yield name, frozenset({name})
    for table in (_PLACES, _PEOPLE, _ACRONYMS, _TIMES):
        for entry in table.replace("\n", " ").split("|"):
            italian, *english = entry.split()
            yield italian, frozenset(english)


EXONYMS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(dict(_entries()))
"""English words, in lower case, that a word of an Italian name may become."""
