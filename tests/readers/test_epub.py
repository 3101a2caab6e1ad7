"""EPUB books to one article, of the second and third version."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import (
    DamagedSourceError,
    EmptySourceError,
    ProtectedSourceError,
    SourceError,
)
from pipeline.exports import epub as export
from pipeline.exports.units import ExportOptions
from pipeline.readers import epub as reader
from pipeline.readers.epub import read
from tests.export_documents import document
from tests.readers.office_files import archive, epub, marked, shown

FILES = Path(__file__).resolve().parents[1] / "data" / "readers" / "epub"
THIRD = (FILES / "faro.epub").read_bytes()
SECOND = (FILES / "pane.epub").read_bytes()
TEXT = "<p>Piove da tre giorni.</p>"
TITLE = "<metadata><dc:title>Il libro</dc:title></metadata>"


def contents(entries: str) -> str:
    """Return a navigation document with these entries."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<body><nav epub:type="toc"><ol>{entries}</ol></nav></body></html>'
    )


def headings(raw: bytes) -> list[tuple[int | None, str]]:
    """Return levels and texts of the headings."""
    blocks = read(raw, "x.epub").blocks
    return [(block.level, block.text) for block in blocks if block.kind == "heading"]


def test_a_book_of_the_third_version_is_one_article() -> None:
    """Cover, title page, contents, marks of notes and pages are gone; chapters are level 1."""
    article = read(THIRD, "faro.epub")
    assert [(block.kind, block.level, block.text) for block in article.blocks] == [
        ("title", 1, "Il faro e la barca"),
        ("heading", 1, "La notte della tempesta"),
        (
            "paragraph",
            None,
            (
                "Alle due di notte la lampada si spense. "
                "Il mare era così alto che gli spruzzi arrivavano alla finestra."
            ),
        ),
        ("heading", 2, "La barca"),
        ("quote", None, "«Non si vedeva più la costa» racconta il pescatore."),
        ("caption", None, "Il faro visto dal mare"),
        ("list-item", 1, "una corda"),
        ("list-item", 1, "due remi"),
        ("list-item", 2, "uno lungo"),
        ("list-item", 2, "uno corto"),
        ("footnote", None, "Era una lampada a petrolio."),
        ("heading", 1, "Il guardiano"),
        ("paragraph", None, "Il guardiano salì i centododici gradini con una torcia in mano."),
        ("heading", 2, "La lampada"),
        ("caption", None, "I consumi di petrolio"),
        ("table-cell", None, "Mese"),
        ("table-cell", None, "Litri"),
        ("table-cell", None, "Gennaio"),
        ("table-cell", None, "40"),
        ("heading", 2, "L’alba"),
        ("paragraph", None, "All’alba la barca era ancora là, capovolta ma intera."),
        ("heading", 1, "Congedo"),
        (
            "paragraph",
            None,
            "Oggi il faro è un museo, e chi vuole può visitarlo ogni domenica.",
        ),
    ]
    assert marked(article.blocks[-1]) == [("link", "visitarlo", "https://example.org/faro")]
    assert dict(article.metadata) == {
        "title": "Il faro e la barca",
        "author": "Associazione dei guardiani, Museo del mare",
        "date": "2024-10-05",
        "language": "it",
        "publisher": "Edizioni del porto",
    }


def test_a_book_of_the_second_version_is_one_article() -> None:
    """With entities of HTML, contents of its own kind, and titles that are no headings."""
    article = read(SECOND, "pane.epub")
    assert shown(article) == [
        ("title", "Pane di montagna"),
        ("heading", "Prima parte"),
        (
            "paragraph",
            (
                "Perché la segale cresce dove il grano non ce la fa? "
                "Perché sopporta il freddo\u00a0e la neve."
            ),
        ),
        ("paragraph", "La farina si mescola la sera; l’impasto riposa fino all’alba."),
        ("heading", "Il forno comune"),
        (
            "paragraph",
            (
                "Il forno si accendeva due volte l’anno, e ogni famiglia segnava i suoi pani "
                "con un timbro di legno."
            ),
        ),
    ]
    assert dict(article.metadata) == {
        "title": "Pane di montagna",
        "author": "Consorzio dei forni alpini",
        "date": "2011-09",
        "language": "it",
    }


def test_chapters_are_as_deep_as_in_the_contents() -> None:
    """Whatever heading their files use; what the contents leave out goes on."""
    nav = contents(
        '<li><a href="1.xhtml">Parte</a><ol><li><a href="2.xhtml#a">Uno</a></li></ol></li>'
        '<li><a href="4.xhtml">Fine</a></li>'
    )
    raw = epub(
        "<h3>Parte</h3>" + TEXT,
        '<h1 id="a">Uno</h1>' + TEXT + "<h2>Sotto</h2>" + TEXT,
        "<h2>Ancora sotto</h2>" + TEXT,
        "<h6>Fine</h6>" + TEXT,
        nav_xhtml=nav,
    )
    assert headings(raw) == [
        (1, "Parte"),
        (2, "Uno"),
        (3, "Sotto"),
        (3, "Ancora sotto"),
        (1, "Fine"),
    ]


def test_without_contents_each_file_is_a_chapter() -> None:
    """Its highest heading is level 1."""
    raw = epub("<h2>Uno</h2>" + TEXT + "<h3>Sotto</h3>", "<h4>Due</h4>" + TEXT, package=TITLE)
    assert headings(raw) == [(1, "Uno"), (2, "Sotto"), (1, "Due")]


@pytest.mark.parametrize(
    ("chapter", "entry", "found"),
    [
        (TEXT, '<a href="1.xhtml">Capitolo</a>', [(1, "Capitolo")]),
        ("<p><b>CAPITOLO</b></p>" + TEXT, '<a href="1.xhtml">Capitolo</a>', [(1, "CAPITOLO")]),
        (TEXT, '<a href="1.xhtml#b">Capitolo</a>', []),
        (TEXT, '<a href="1.xhtml">Section 1</a>', []),
        (TEXT, '<a href="2.xhtml">Altro</a>', []),
    ],
    ids=["none", "paragraph", "inside", "nameless", "other"],
)
def test_a_chapter_without_heading_has_that_of_the_contents(
    chapter: str, entry: str, found: list[tuple[int, str]]
) -> None:
    """Or one of its first paragraphs says it and becomes the heading."""
    raw = epub(chapter, nav_xhtml=contents(f"<li>{entry}</li>"), package=TITLE)
    assert headings(raw) == found


def test_contents_that_are_damaged_are_none() -> None:
    """The book is read without."""
    raw = epub(TEXT, nav_xhtml="<html>" + "<div>" * 400, package=TITLE)
    assert shown(read(raw, "x.epub"))[1:] == [("paragraph", "Piove da tre giorni.")]


@pytest.mark.parametrize(
    "chapter",
    [
        "<section epub:type='cover'><p>Via.</p></section>",
        "<section epub:type='titlepage'><p>Via.</p></section>",
        "<nav epub:type='toc'><ol><li>Via.</li></ol></nav>",
        "<p>Piove<a epub:type='noteref' href='#n'>12</a> da tre giorni.</p><!--",
        "<p>Piove da <span epub:type='pagebreak'>12</span>tre giorni.</p><!--",
    ],
)
def test_what_is_no_text_of_the_book_is_left_out(chapter: str) -> None:
    """The marks of notes and of pages as well."""
    is_whole = not chapter.endswith("<!--")
    raw = epub(chapter.removesuffix("<!--") + TEXT * is_whole, package=TITLE)
    assert shown(read(raw, "x.epub")) == [
        ("title", "Il libro"),
        ("paragraph", "Piove da tre giorni."),
    ]


def test_tables_of_all_chapters_are_numbered_in_one_row() -> None:
    """Two that touch would be one on the page."""
    table = "<table><tr><td>a</td><td>b</td></tr></table>"
    blocks = read(epub(table, table), "x.epub").blocks
    assert [block.attributes["table"] for block in blocks] == ["1", "1", "2", "2"]


def test_a_page_that_is_no_sound_xml_is_read_all_the_same() -> None:
    """As a browser would; books are full of them."""
    assert shown(read(epub("<p>Piove & tira vento.<br></p>"), "x.epub")) == [
        ("paragraph", "Piove & tira vento.")
    ]


_LOCKED = '<e xmlns:x="http://www.w3.org/2001/04/xmlenc#"><x:EncryptionMethod Algorithm="{}"/></e>'
_AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
_FONTS = "http://www.idpf.org/2008/embedding"


def _with_encryption(algorithm: str) -> bytes:
    return epub(TEXT, **{"META-INF/encryption_xml": _LOCKED.format(algorithm)})


def test_a_book_whose_fonts_alone_are_locked_is_read() -> None:
    """Nobody needs them."""
    assert shown(read(_with_encryption(_FONTS), "x.epub")) == [
        ("paragraph", "Piove da tre giorni.")
    ]


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (_with_encryption(_AES), ProtectedSourceError, "locked against copying.*without DRM"),
        (b"", DamagedSourceError, "no ZIP archive"),
        (archive({"mimetype": "application/epub+zip"}), DamagedSourceError, "no EPUB book"),
        (archive({"META-INF/container.xml": "<a/>"}), DamagedSourceError, "no EPUB book"),
        (epub(TEXT, package="<a>"), DamagedSourceError, r"its part book\.opf"),
        (epub(), EmptySourceError, "holds no text"),
        (epub("<p> </p>", package=TITLE), EmptySourceError, "holds no text"),
        (epub("<div>" * 300), DamagedSourceError, "inside each other"),
        (epub("\x00\x01\x02"), DamagedSourceError, r"no text in its part 1\.xhtml"),
    ],
    ids="drm empty type container package none blank deep binary".split(),
)
def test_what_is_no_book_is_refused(raw: bytes, error: type[SourceError], message: str) -> None:
    """In one line that names the file."""
    with pytest.raises(error, match=message) as caught:
        read(raw, "x.epub")
    assert str(caught.value).startswith("x.epub ")


def test_a_missing_chapter_is_no_secret() -> None:
    """A book with a hole in it is not taken for the book."""
    raw = epub(TEXT).replace(b"1.xhtml", b"9.xhtml")
    with pytest.raises(DamagedSourceError, match=r"its part 1\.xhtml is missing"):
        read(raw, "x.epub")


def test_a_chapter_named_twice_is_read_once() -> None:
    """A million times would be a bomb."""
    again = '<itemref idref="c1"/>' * 100
    raw = epub(TEXT, package=f"<spine>{again}</spine>")
    assert shown(read(raw, "x.epub")) == [("paragraph", "Piove da tre giorni.")]


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """In all chapters together."""
    monkeypatch.setattr(reader, "MAX_TAGS", 20)
    with pytest.raises(DamagedSourceError, match="more than 20 tags"):
        read(epub(TEXT, TEXT, TEXT), "x.epub")


@pytest.mark.parametrize("raw", [THIRD, SECOND], ids=["third", "second"])
def test_a_book_cut_off_anywhere_is_refused(raw: bytes) -> None:
    """The table of contents of a ZIP archive stands at its end."""
    for length in range(0, len(raw), 97):
        with pytest.raises(DamagedSourceError):
            read(raw[:length], "x.epub")


def test_our_own_books_are_read() -> None:
    """Somebody will try it."""
    file = BytesIO()
    export.write([document(("Piove.", "It rains."))], file, ExportOptions())
    texts = [block.text for block in read(file.getvalue(), "x.epub").blocks]
    assert any("Piove." in text for text in texts)


_ELEMENTS = st.recursive(
    st.sampled_from(["testo", "", "&egrave;"]),
    lambda inside: st.builds(
        lambda name, kind, parts: f"<{name} epub:type='{kind}'>{''.join(parts)}</{name}>",
        st.sampled_from("p h1 h3 div ol li table tr td a sup aside nav section body svg".split()),
        st.sampled_from(["", "footnote", "noteref", "toc", "cover", "titlepage", "pagebreak"]),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@given(_ELEMENTS, _ELEMENTS)
def test_any_elements_are_an_article_or_a_source_error(chapter: str, entries: str) -> None:
    """In chapters and in the contents."""
    with suppress(SourceError):
        assert read(epub(chapter, TEXT, nav_xhtml=contents(entries)), "x.epub").blocks
