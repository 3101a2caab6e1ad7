"""Which encoding a page is in."""

import pytest

from pipeline.errors import BinarySourceError
from pipeline.readers.html.charset import decode_page

TEXT = "<p>Perché è così: “più” – 5 €</p>"
GREEK = "<p>Αθήνα</p>"


@pytest.mark.parametrize(
    ("raw", "charset", "expected"),
    [
        (TEXT.encode(), "", TEXT),
        (b"\xef\xbb\xbf" + TEXT.encode(), "windows-1252", TEXT),
        (TEXT.encode("utf-16"), "", TEXT),
        (TEXT.encode("cp1252"), "iso-8859-1", TEXT),
        (TEXT.encode("cp1252"), "ISO_8859-1", TEXT),
        (b"<meta charset=windows-1252>" + TEXT.encode("cp1252"), "", None),
        (b"<meta content='text/html; charset=latin1'>" + TEXT.encode("cp1252"), "", None),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>" + TEXT.encode("cp1252"), "", None),
        (GREEK.encode("iso-8859-7"), "iso-8859-7", GREEK),
        (b"<meta charset='iso-8859-7'>" + GREEK.encode("iso-8859-7"), "", None),
        (TEXT.encode(), "iso-8859-1", TEXT),
        (TEXT.encode("cp1252"), "utf-8", TEXT),
        (TEXT.encode("cp1252"), "rot13", TEXT),
        (TEXT.encode(), "nonsense", TEXT),
        (b"<!-- <meta charset=iso-8859-7> -->" + TEXT.encode("cp1252"), "", None),
    ],
)  # fmt: skip
def test_the_encoding_is_what_header_or_page_say_if_the_bytes_bear_it_out(
    raw: bytes, charset: str, expected: str | None
) -> None:
    """Mark, header, declaration, then the bytes themselves."""
    found = decode_page(raw, "pagina.html", charset)
    if expected is None:
        assert found.endswith((TEXT, GREEK))
    else:
        assert found == expected


def test_the_header_counts_more_than_the_page() -> None:
    """HTML standard, Determining the character encoding."""
    raw = b"<meta charset=windows-1252>" + GREEK.encode("iso-8859-7")
    assert decode_page(raw, "pagina.html", "iso-8859-7").endswith(GREEK)


def test_line_ends_are_made_alike() -> None:
    """As for text files."""
    assert decode_page(b"<p>\xe8\r\nx\ry", "pagina.html", "latin1") == "<p>è\nx\ny"


def test_bytes_that_are_no_text_are_refused() -> None:
    """Whatever the header says."""
    with pytest.raises(BinarySourceError):
        decode_page(b"\x00\x01\xff" * 50, "pagina.html", "windows-1252")
