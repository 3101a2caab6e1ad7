"""Text that comes through byte for byte: finding it, hiding it, putting it back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.protect import (
    Masked,
    Protected,
    around,
    find_protected,
    mask,
    maskings,
    unmask,
)


def found(text: str) -> list[tuple[str, str]]:
    """Return kind and text of what is protected."""
    return [(item.kind, item.text) for item in find_protected(text)]


@pytest.mark.parametrize(
    ("text", "kind", "protected"),
    [
        ("Vedi https://a.it/b_(c), poi torna.", "url", "https://a.it/b_(c)"),
        ("(è su www.museo.it/x).", "url", "www.museo.it/x"),
        ("È su repubblica.it/economia?x=1!", "url", "repubblica.it/economia?x=1"),
        ("Compra su trenitalia.com.", "url", "trenitalia.com"),
        ("SU WWW.ROMA.IT TUTTO", "url", "WWW.ROMA.IT"),
        ("Scrivi a info@comune.roma.it.", "email", "info@comune.roma.it"),
        ("Con #Sanremo2026, oggi", "hashtag", "#Sanremo2026"),
        ("Lo dice @marco_b.", "handle", "@marco_b"),
        ("Lo dice @marco@sociale.it.", "handle", "@marco@sociale.it"),
        ("Usa `rm -rf /`, mai!", "code", "`rm -rf /`"),
        ("La variabile user_name è vuota", "code", "user_name"),
        ("La funzione print() scrive", "code", "print()"),
        ("Con getElementById si trova", "code", "getElementById"),
        ("Apri config.yaml.", "code", "config.yaml"),
        ("Sta in docs/index.md, sotto", "code", "docs/index.md"),
        ("In /etc/hosts c'è", "code", "/etc/hosts"),
        ("In C:\\Temp c'è", "code", "C:\\Temp"),
        ("La v1.2.3 è pronta", "code", "v1.2.3"),
        ("Python 3.11.2 è pronto", "code", "3.11.2"),
        ("Il server 192.168.1.10 tace", "code", "192.168.1.10"),
        ("Nel commit 025edaf1c9 c'è", "code", "025edaf1c9"),
        (
            "Id 550e8400-e29b-41d4-a716-446655440000.",
            "code",
            "550e8400-e29b-41d4-a716-446655440000",
        ),
        ("ISBN 978-88-06-12345-6.", "code", "978-88-06-12345-6"),
        ("Un A320neo atterra", "code", "A320neo"),
        ("Gli F-35 e basta", "code", "F-35"),
        ("La rete 5G c'è", "code", "5G"),
        ("La variante B.1.1.7 cresce", "code", "B.1.1.7"),
        ("Un disco da 128 GB nuovo", "quantity", "128 GB"),
    ],
)
def test_each_kind_is_found_without_the_marks_around(text: str, kind: str, protected: str) -> None:
    """Punctuation of the sentence does not belong to it."""
    assert found(text) == [(kind, protected)]


@pytest.mark.parametrize(
    "text",
    [
        "L'iPhone, YouTube, OpenAI, McDonald, PayPal, macOS, eBay e LinkedIn.",
        "Gli 80enni, 30mila, la 1a, il 2°, il 20esimo, Covid-19, under-21.",
        "P.es. questo, ad.es. quello, sig.ra/sig. Rossi e/o altri, a.C.",
        "Il 12.10.2026, il 12.10.26, 1.234.567 euro, il 10%, 9.30, 2026/27.",
        "In C# #1 è prima@ dell'auto/moto di D'Alema, art.18, l'art. 3-bis.",
        "Un `solo accento e http:// da solo.",
    ],
)
def test_names_words_and_numbers_are_left_to_the_model(text: str) -> None:
    """What may be Italian or a name is not protected."""
    assert found(text) == []


def test_marked_stretches_are_code() -> None:
    """They come before anything recognised; blank, overlapping and outer parts are dropped."""
    text = "Usa ls e cat su www.a.it"
    items = find_protected(text, [(9, 99), (4, 6), (-3, 0), (5, 7)])

    assert [(item.kind, item.text) for item in items] == [
        ("code", "ls"),
        ("code", "cat su www.a.it"),
    ]


def test_a_mask_hides_all_and_gives_all_back() -> None:
    """The placeholders of one sentence differ."""
    text = "Scrivi a a@b.it e a a@b.it o vai su casa.it."
    masked = mask(text, find_protected(text))

    assert masked.text == "Scrivi a ZXQ417 e a ZXQ638 o vai su ZXQ952."
    assert unmask("Write ZXQ638 or ZXQ417, or visit ZXQ952.", masked) == (
        "Write a@b.it or a@b.it, or visit casa.it."
    )


@pytest.mark.parametrize(
    "translation",
    [
        "Write to us.",
        "Write to ZXQ417 and ZXQ417.",
        "Write to ZXQ4170.",
        "Write toZXQ417.",
        "Write to zxq417.",
        "Write to ZXQ417, not toZXQ417.",
    ],
)
def test_a_placeholder_must_stand_once_as_a_whole_token(translation: str) -> None:
    """Otherwise the translation does not count."""
    masked = mask("Scrivi a a@b.it.", find_protected("Scrivi a a@b.it."))

    assert unmask(translation, masked) is None


def test_a_placeholder_is_not_what_the_sentence_says_already() -> None:
    """Whatever its case, and also where the first choices are all taken."""
    text = "zxq417 " + " ".join(f"ZXQ{number}" for number in range(1000)) + " QZX XQZ a@b.it"
    item = Protected(text.index("a@b.it"), len(text), "a@b.it", "email")
    placeholder = mask(text, [item]).replacements[0][0]

    assert placeholder.casefold() not in text.casefold()


def test_quantities_and_short_codes_are_first_left_in_place() -> None:
    """Then hidden like the rest, if the translation lacks one."""
    text = "Il GB200 ha 3.000 MB, dice a@b.it."
    in_place, hidden = maskings(text, find_protected(text))

    assert in_place.text == "Il GB200 ha 3.000 MB, dice ZXQ417."
    assert unmask("The GB200 has 3000 megabytes, ZXQ417 says.", in_place) == (
        "The GB200 has 3,000 MB, a@b.it says."
    )
    assert unmask("The GB 200 has 3,000 MB, ZXQ417 says.", in_place) is None
    assert hidden.text == "Il ZXQ417 ha ZXQ638, dice ZXQ952."
    assert unmask("The ZXQ417 has ZXQ638, ZXQ952 says.", hidden) == (
        "The GB200 has 3,000 MB, a@b.it says."
    )


def test_what_stands_twice_in_place_must_come_back_twice() -> None:
    """Once is too few, three times too many."""
    text = "Il G7 segue il G7."
    masked = maskings(text, find_protected(text))[0]

    assert unmask("The G7 follows the G7.", masked) == "The G7 follows the G7."
    assert unmask("The G7 follows.", masked) is None
    assert unmask("G7, G7, G7.", masked) is None


def test_one_masking_is_enough_where_nothing_stays() -> None:
    """And none where nothing is protected."""
    text = "Vai su casa.it."

    assert maskings(text, find_protected(text)) == (mask(text, find_protected(text)),)
    assert maskings("Ciao a tutti.", ()) == ()


def test_replaced_text_is_not_searched_again() -> None:
    """An original may look like another placeholder."""
    masked = Masked("A B", (("A1", "B1"), ("B1", "A1")))

    assert unmask("A1 B1", masked) == "B1 A1"


def test_around_gives_the_text_between() -> None:
    """For translating a sentence whose placeholders do not come back."""
    text = "Vai su casa.it!"
    (item,) = find_protected(text)

    assert around(text, [item]) == ("Vai su ", item, "!")
    assert around("casa.it", [replace(item, start=0, end=7)]) == (replace(item, start=0, end=7),)
    assert around("", ()) == ()


SNIPPETS = st.sampled_from(
    ["https://a.it/x_(y)", "a@b.it", "#tag", "@io", "f()", "5,2 km", "G20", "128 GB", "v1.2.3"]
)
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(max_size=8)), max_size=8).map(" ".join)
PLACES = st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=3)


@given(TEXTS, PLACES)
def test_a_faithful_model_gets_every_text_back(text: str, marked: list[tuple[int, int]]) -> None:
    """Whatever is protected: stretches are ordered and true, and a copy unmasks to the English."""
    protected = find_protected(text, marked)
    pieces = around(text, protected)
    plain = [piece if isinstance(piece, str) else piece.text for piece in pieces]
    english = [piece if isinstance(piece, str) else piece.english for piece in pieces]

    assert "".join(plain) == text
    assert all(item.text == text[item.start : item.end] for item in protected)
    # Glued to a word, a placeholder is no whole token.
    assert unmask(mask(text, protected).text, mask(text, protected)) in (None, "".join(english))
