"""ZIP archives of unknown origin: read within bounds, or refused in one line."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DamagedSourceError, ProtectedSourceError, SourceError
from pipeline.readers import archive
from pipeline.readers.archive import Archive, allowance, unpacked_size
from tests.readers.office_files import archive as made_of

GOOD = made_of({"a.xml": "uno", "B/c.xml": "due"})


def _marked_as_encrypted(raw: bytes) -> bytes:
    """Set the bit that says so in both headers of a ZIP archive of one part."""
    local, central = raw.index(b"PK\x03\x04"), raw.index(b"PK\x01\x02")
    changed = bytearray(raw)
    changed[local + 6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)


def test_parts_are_read_by_name_whatever_the_case() -> None:
    """Other programs write [Content_Types].xml and mimetype as they like."""
    opened = Archive(GOOD, "x.docx")
    assert opened.names == ("a.xml", "B/c.xml")
    assert "b/C.XML" in opened
    assert (opened.read("a.xml"), opened.read("b/C.xml")) == (b"uno", b"due")


def test_a_missing_part_is_named() -> None:
    """The message says what is not there."""
    with pytest.raises(DamagedSourceError, match=r"x\.docx .*its part no\.xml is missing"):
        Archive(GOOD, "x.docx").read("no.xml")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"Testo.", GOOD[:-1], GOOD[: len(GOOD) // 2]])
def test_what_is_no_whole_archive_is_refused(raw: bytes) -> None:
    """Cut off, or something else."""
    with pytest.raises(DamagedSourceError, match="no ZIP archive, or its end is missing"):
        Archive(raw, "x.docx")


def test_a_damaged_part_is_refused() -> None:
    """Its checksum says so."""
    raw = GOOD.replace(b"a.xml", b"a.xml", 1)
    start = raw.index(b"a.xml") + len(b"a.xml")
    broken = raw[:start] + bytes([raw[start] ^ 0xFF, raw[start + 1] ^ 0xFF]) + raw[start + 2 :]
    with pytest.raises(DamagedSourceError, match=r"its part a\.xml is damaged"):
        Archive(broken, "x.docx").read("a.xml")


def test_an_encrypted_part_is_refused() -> None:
    """Nobody is asked for a password."""
    raw = _marked_as_encrypted(made_of({"a.xml": "uno"}))
    with pytest.raises(ProtectedSourceError, match="encrypted"):
        Archive(raw, "x.docx").read("a.xml")


def test_a_foreign_compression_is_refused() -> None:
    """Some ask for gigabytes of memory."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as written:
        written.writestr("a.xml", "uno")
    with pytest.raises(DamagedSourceError, match="compressed in a foreign way"):
        Archive(file.getvalue(), "x.docx").read("a.xml")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """Six million bytes out of six thousand."""
    bomb = made_of({"a.xml": bytes(6_000_000)})
    with pytest.raises(DamagedSourceError, match="unpacks to far more bytes"):
        Archive(bomb, "x.docx").read("a.xml")


def test_what_is_read_twice_counts_twice() -> None:
    """A book that names one chapter a million times is a bomb too."""
    opened = Archive(made_of({"a.xml": bytes(2_000_000)}), "x.epub")
    opened.read("a.xml")
    opened.read("a.xml")
    with pytest.raises(DamagedSourceError, match="unpacks to far more bytes"):
        opened.read("a.xml")


@pytest.mark.parametrize(
    ("size", "allowed"), [(10, 5_000_000), (1_000_000, 100_000_000), (90_000_000, 200_000_000)]
)
def test_what_may_be_unpacked_grows_with_the_file(size: int, allowed: int) -> None:
    """Up to a bound."""
    assert allowance(size) == allowed


def test_an_archive_says_what_it_unpacks_to() -> None:
    """So that a small file with much in it is told from a small one."""
    assert unpacked_size(made_of({"a.xml": bytes(6_000_000), "b": "due"})) == 6_000_003
    assert unpacked_size(b"Testo.") == unpacked_size(GOOD[:-1]) == 0


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes memory, however empty; ten times as many are not even listed."""
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    with pytest.raises(DamagedSourceError, match="it has 4 parts"):
        Archive(made_of(dict.fromkeys("abcd", "")), "x.docx")
    with pytest.raises(DamagedSourceError, match="more than 30 parts"):
        Archive(made_of({str(number): "" for number in range(31)}), "x.docx")


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_one_wrong_byte_does_no_harm(place: int, change: int) -> None:
    """What comes out is the content or the project's own error."""
    raw = bytearray(GOOD)
    raw[place] ^= change
    try:
        opened = Archive(bytes(raw), "x.docx")
        for name in opened.names:
            opened.read(name)
    except SourceError:
        pass
