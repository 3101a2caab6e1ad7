"""Numbers compared by value, Italian against English."""

import pytest

from pipeline.checks.numbers import compare_numbers, numbers_differ, values

EQUAL = [
    ("1.234,5 euro", "1,234.5 euros"),
    ("14.400 anni fa", "14,400 years ago"),
    ("10 000 persone", "10,000 people"),
    ("un accordo da 38 miliardi di dollari", "a $38 billion deal"),
    ("un accordo da 38 miliardi", "a $38bn deal"),
    ("1,5 milioni di euro", "€1.5 million"),
    ("1,5 milioni di euro", "1,500,000 euros"),
    ("1,5 milioni di euro", "€1.5m"),
    ("un milione e mezzo di euro", "one and a half million euros"),
    ("un milione e mezzo di euro", "1.5 million euros"),
    ("due milioni di euro e mezzo", "2.5 million euros"),
    ("mezzo milione di voti", "500,000 votes"),
    ("2 mila miliardi", "2 trillion"),
    ("100mila tifosi", "100,000 fans"),
    ("duemila lire", "2,000 lire"),
    ("tremilacinquecento lire", "three thousand five hundred lire"),
    ("trecentomila lire", "three hundred thousand lire"),
    ("20-30 milioni", "20 million to 30 million"),
    ("tra i 20 e i 30 milioni", "between 20 and 30 million"),
    ("mille grazie", "many thanks"),
    ("mille euro", "1,000 euros"),
    ("un centinaio di persone", "about 100 people"),
    ("centinaia di migliaia di persone", "hundreds of thousands of people"),
    ("alle 9.30", "at 9:30"),
    ("alle ore 9,30", "at 9:30 a.m."),
    ("alle 9 e 30", "at 9:30"),
    ("alle nove e trenta", "at half past nine"),
    ("alle nove e mezza", "at 9:30"),
    ("fino alle 14.30", "until 2:30 p.m."),
    ("fino alle 14.30", "until 2.30pm"),
    ("alle 15", "at 3 p.m."),
    ("alle 10.00", "at 10"),
    ("a mezzogiorno", "at 12 p.m."),
    ("Sono le 0.15", "It is 12:15 a.m."),
    ("il 5%", "5 percent"),
    ("il 5 per cento", "5%"),
    ("il cinque per cento", "five percent"),
    ("il 58,4%", "58.4 per cent"),
    ("€ 5", "5 euros"),
    ("5 mld", "5 billion"),
    ("12/3/2026", "March 12, 2026"),
    ("il 12 marzo 2026", "March 12, 2026"),
    ("il 12 marzo 2026", "12/03/2026"),
    ("il 1º maggio", "the first of May"),
    ("il primo maggio", "May 1"),
    ("gli anni '80", "the 1980s"),
    ("gli anni Ottanta", "the eighties"),
    ("gli anni Ottanta", "the '80s"),
    ("negli anni Venti", "in the 1920s"),
    ("nel '68", "in 1968"),
    ("il 2015-16", "2015-2016"),
    ("il Novecento", "the 20th century"),
    ("il Novecento", "the 1900s"),
    ("nel '900", "in the twentieth century"),
    ("l'Ottocento", "the nineteenth century"),
    ("il XX secolo", "the 20th century"),
    ("il ventesimo secolo", "the 20th century"),
    ("il 3º posto", "third place"),
    ("la 3a volta", "the 3rd time"),
    ("il terzo posto", "3rd place"),
    ("il ventunesimo giorno", "the twenty-first day"),
    ("papa Leone XIV", "Pope Leo XIV"),
    ("Luigi XIV", "Louis the Fourteenth"),
    ("la seconda guerra mondiale", "World War II"),
    ("la prima guerra mondiale", "World War I"),
    ("un terzo dei voti", "one third of the votes"),
    ("1/3 dei voti", "a third of the votes"),
    ("due terzi", "2/3"),
    ("tre quarti d'ora", "three quarters of an hour"),
    ("ventidue giocatori", "22 players"),
    ("22 giocatori", "twenty-two players"),
    ("duecento pagine", "two hundred pages"),
    ("centocinque pagine", "one hundred and five pages"),
    ("chiusa da trent'anni", "closed for thirty years"),
    ("Treni fermi per ventiquattr’ore", "Trains stopped for 24 hours"),
    ("ha ventitré anni", "she is 23 years old"),
    ("una ragazza ventenne", "a 20-year-old girl"),
    ("vinse 2-1", "won 2-1"),
    ("tel. 06 1234 5678", "phone 06-1234-5678"),
    ("-5 gradi", "minus 5 degrees"),
    ("La Borsa a -2%", "The stock exchange fell 2%"),
    ("Sei sicuro?", "Are you sure?"),
    ("Secondo me", "In my opinion"),
    ("forti venti", "strong winds"),
    ("una volta", "once"),
    ("due volte", "twice"),
    ("una decina di giorni", "about ten days"),
    ("Un altro giorno", "Another day"),
    ("I treni", "The trains"),
    ("il G7", "the G7"),
    ("versione 3.11.2", "version 3.11.2"),
    ("il 25º libro, cap. XII", "the 25th book, chapter 12"),
]

DIFFERENT = [
    ("14.400 anni fa", "14.400 years ago"),
    ("38 miliardi", "38 million"),
    ("38 miliardi", "38"),
    ("1,5 milioni", "15 million"),
    ("alle 9.30", "at 8:30"),
    ("alle 14.30", "at 2:30 a.m."),
    ("fino alle 10.00", "until 10,000"),
    ("il 27%", "72%"),
    ("12 marzo 2026", "March 21, 2026"),
    ("12 marzo 2026", "March 12, 2025"),
    ("gli anni '80", "the 1970s"),
    ("il Novecento", "the 19th century"),
    ("libro XVIII", "the 19th book"),
    ("tre giorni", "four days"),
    ("due giorni", "three days"),
    ("tre giorni", "two days"),
    ("il terzo posto", "the fifth place"),
    ("da 10 a 15", "from 10"),
    ("vinse 2-1", "won 2-0"),
    ("5 e 5", "5"),
    ("arrivò", "arrived 3 days later"),
    ("-5 gradi", "5 degrees"),
    ("645 miglia (1.040 km)", "645 miles (040 km)"),
    ("3.280 uomini", "328 men"),
]


@pytest.mark.parametrize(("italian", "english"), EQUAL)
def test_equal_values_are_found_equal(italian: str, english: str) -> None:
    """Numbers that say the same agree, however each language writes them."""
    difference = compare_numbers(italian, english)

    assert (difference.missing, difference.extra) == ((), ())


@pytest.mark.parametrize(("italian", "english"), DIFFERENT)
def test_different_values_are_found_different(italian: str, english: str) -> None:
    """A number that is wrong, missing or new is seen."""
    assert numbers_differ(italian, english)


def test_a_difference_names_both_sides() -> None:
    """What has no counterpart is told as it is written."""
    difference = compare_numbers("38 miliardi nel 2026", "3.8 billion in 2026")

    assert difference.missing == ("38 miliardi",)
    assert difference.extra == ("3.8 billion",)


def test_values_are_a_multiset() -> None:
    """The same number twice counts twice; words that may be none do not count."""
    assert values("Sei 5, 5 e 1.000 alle 21.30", "it") == {5.0: 2, 1000.0: 1, 21.3: 1}
    assert values("5 and at 9:30 p.m.", "en") == {5.0: 1, "21:30": 1}


def test_a_long_number_keeps_all_its_digits() -> None:
    """Beyond the precision of a float the digits themselves are compared."""
    assert numbers_differ("12345678901234567", "12345678901234568")
