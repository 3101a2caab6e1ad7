"""Bytes to text: every encoding in which Italian articles are kept, and what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BinarySourceError, SourceError
from pipeline.readers.encoding import decode

ITALIAN = (
    "Perché la città è così? “Non lo so”, disse l’oste – e non era più lui.",
    "È vero: l’università può aprire lunedì… «E io?» chiese la virtù.",
    "VERITÀ E LIBERTÀ",
    "Il caffè costa 2 euro",
    "L'oste cucinò, servì e se ne andò.",
    "Gli under 35 costano 3 € l’ora",
    "E poi…",
    "“Ciao”",
    "“La metà è di José”, disse Müller.",
)


@pytest.mark.parametrize("text", ITALIAN)
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
        "iso8859_15",
        "mac_roman",
        "cp850",
    ],
)
def test_italian_comes_out_of_every_encoding_that_can_hold_it(text: str, encoding: str) -> None:
    """Accents and curly quotes are right whatever the file was saved in."""
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        raw = text.translate(str.maketrans("“”’–…€", '""\'-.E')).encode(encoding)
        text = raw.decode(encoding)
    assert decode(raw, "x") == text


@pytest.mark.parametrize("text", ["L'été à Paris était agréable.", "Schöne Grüße für Müller."])
def test_other_western_languages_are_read_as_windows_1252(text: str) -> None:
    """A French or German file is not garbled, so that its language can be named."""
    assert decode(text.encode("cp1252"), "x") == text


def test_a_russian_file_is_not_read_as_western() -> None:
    """Where no Western reading makes sense the general detector decides."""
    text = "Сегодня в Москве хорошая погода, и люди гуляют по улицам города до вечера."
    assert decode(text.encode("cp1251"), "x") == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(end: str) -> None:
    """Windows and old Mac line ends read the same as Unix ones."""
    assert decode(f"uno{end}due{end}".encode(), "x") == "uno\ndue\n"


def test_a_windows_letter_in_a_utf8_text_is_kept() -> None:
    """Two files of different encodings glued together both come out right."""
    assert decode("La città è più. ".encode() + b"Perch\xe9 no", "x") == "La città è più. Perché no"


def test_a_utf8_text_cut_off_inside_a_letter_shows_it() -> None:
    """The half letter at the end becomes the replacement character, the rest is right."""
    assert decode("Così è la città".encode()[:-1], "x") == "Così è la citt\ufffd"


def test_quotes_that_were_saved_as_control_characters_are_quotes() -> None:
    """As browsers read them; what Windows-1252 does not have either stays."""
    assert decode("L\x92arte \x93bella\x94\x81".encode(), "x") == "L’arte “bella”\x81"


def test_a_byte_without_a_character_is_not_dropped() -> None:
    """What Windows-1252 leaves undefined becomes the replacement character."""
    assert decode(b"perch\xe9 no\x81", "x") == "perché no\ufffd"


@pytest.mark.parametrize(
    "raw", [b"a\x00b", b"\x00" * 9, bytes(range(32)) * 4, b"testo \x01\x02\x03\x04 e non"]
)
def test_what_is_no_text_is_refused_by_name(raw: bytes) -> None:
    """Zero bytes and many control characters mean a binary file."""
    with pytest.raises(BinarySourceError, match=r"a\.txt is not a text file"):
        decode(raw, "a.txt")


@given(st.binary())
def test_any_bytes_are_text_or_a_source_error(raw: bytes) -> None:
    """Nothing but the project's own errors comes out, and no carriage return."""
    try:
        text = decode(raw, "x")
    except SourceError:
        return
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_out_as_it_went_in(text: str) -> None:
    """No character of a valid file is changed."""
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x") == text
