"""XML of unknown origin: parsed without entities and within bounds."""

import pytest

from pipeline.errors import DamagedSourceError
from pipeline.readers import xml_trees
from pipeline.readers.xml_trees import Names, parse

BOMB = (
    '<!DOCTYPE a [<!ENTITY e0 "ah">'
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    + "]><a>&e9;</a>"
)
FILE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
EMPTY = '<!DOCTYPE a SYSTEM "https://example.org/a.dtd"><a/>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [BOMB, FILE])
@pytest.mark.parametrize("allow_doctype", [True, False])
def test_entities_are_refused(text: str, encoding: str, *, allow_doctype: bool) -> None:
    """Whatever they would expand to, and in any encoding."""
    raw = text.encode(encoding)
    with pytest.raises(DamagedSourceError, match=r"x\.docx .*its part a\.xml"):
        parse(raw, "x.docx", "a.xml", allow_doctype=allow_doctype)


def test_entities_in_an_encoding_unlike_ascii_are_refused() -> None:
    """A look at the bytes does not show them."""
    raw = f'<?xml version="1.0" encoding="cp037"?>{FILE}'.encode("cp037")
    with pytest.raises(DamagedSourceError):
        parse(raw, "x.epub", "a.xml", allow_doctype=True)


def test_a_document_type_alone_is_harmless() -> None:
    """XHTML names one, which is not fetched; office documents have none."""
    assert parse(EMPTY.encode(), "x.epub", "a.xml", allow_doctype=True).tag == "a"
    with pytest.raises(DamagedSourceError, match="definitions of its own"):
        parse(EMPTY.encode(), "x.docx", "a.xml")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"testo",
        b"<a>",
        b"<a></b>",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="nessuna"?><a/>',
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b"<a>" + b"x" * 10_000_001 + b"</a>",
    ],
    ids=["nothing", "text", "open", "crossed", "bytes", "encoding", "depth", "length"],
)
def test_what_is_not_sound_is_refused(raw: bytes) -> None:
    """In one line, without a word on a file that there is not."""
    with pytest.raises(DamagedSourceError, match=r"no sound XML in its part a\.xml") as caught:
        parse(raw, "x.docx", "a.xml")
    assert "<string>" not in str(caught.value)


def test_too_many_tags_or_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes memory, however short."""
    monkeypatch.setattr(xml_trees, "MAX_MARKS", 10)
    with pytest.raises(DamagedSourceError, match="more than 10 tags"):
        parse(b"<a>" + b"<b/>" * 10 + b"</a>", "x.docx", "a.xml")
    monkeypatch.setattr(xml_trees, "MAX_BYTES", 10)
    with pytest.raises(DamagedSourceError, match="more than 10 bytes"):
        parse(b"<a>un testo</a>", "x.docx", "a.xml")


def test_names_are_those_of_the_table_whatever_the_file_calls_them() -> None:
    """The same namespace has another prefix in every program."""
    names = Names({"urn:w": "w", "urn:none": ""})
    root = parse(b'<k:p xmlns:k="urn:w" xmlns:z="urn:z" k:val="1" z:b="2" c="3"/>', "x", "a")
    assert names.of(root) == "w:p"
    assert names.attributes(root) == {"w:val": "1", "?:b": "2", "c": "3"}
    assert names.get(root, "w:val") == "1"
    assert names.get(root, "w:none", "no") == "no"
    assert names.short("{urn:none}p") == "p"
