"""The HTML reader as a whole: what is the article, what is not, and what never gets through."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Span
from pipeline.errors import (
    DamagedSourceError,
    EmptySourceError,
    SourceError,
    TooLargeSourceError,
)
from pipeline.readers import html
from pipeline.readers.html import document
from tests.no_sockets import REFUSE_SOCKETS
from tests.readers.html.pages import FIRST, SECOND, THIRD, TITLE, article_page, between, read_text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<h2>Le critiche</h2>", [("heading", "Le critiche")]),
        ('<div role="heading" aria-level="3">Le critiche</div>', [("heading", "Le critiche")]),
        ("<h2><a href='#a'>Le critiche</a></h2>", [("heading", "Le critiche")]),
        ("<p><b>Le critiche</b></p>", [("heading", "Le critiche")]),
        ("<p><b>Che cosa cambia?</b></p>", [("paragraph", "Che cosa cambia?")]),
        ("<div>Uno solo.<br>Stesso.<br><br>Altro.</div>",
         [("paragraph", "Uno solo. Stesso."), ("paragraph", "Altro.")]),
        ("<blockquote><p>È poco.</p><cite>Un comitato</cite></blockquote>",
         [("quote", "È poco."), ("quote", "Un comitato")]),
        ("<figure><img><figcaption>Il viale</figcaption></figure>", [("caption", "Il viale")]),
        ("<div><img src=a><div>Il viale</div></div>", [("caption", "Il viale")]),
        ("<ul><li>Uno<ul><li>Due</li></ul></li></ul>",
         [("list-item", "Uno"), ("list-item", "Due")]),
        ("<dl><dt>Sede</dt><dd>In piazza</dd></dl>",
         [("list-item", "Sede"), ("list-item", "In piazza")]),
        ("<table><caption>Le spese</caption><tr><th>Anno<th>Euro<tr><td>2024<td>12</table>",
         [("caption", "Le spese"), ("table-cell", "Anno"), ("table-cell", "Euro"),
          ("table-cell", "2024"), ("table-cell", "12")]),
        ("<details><summary>Quanto costa?</summary><p>Nulla.</p></details>",
         [("heading", "Quanto costa?"), ("paragraph", "Nulla.")]),
        ("<section class=footnotes><ol><li id=fn1>[1] Una nota. <a href='#r1'>↩</a></ol></section>",
         [("footnote", "Una nota.")]),
        ("<p>Un so&shy;lo <q>motto</q>&nbsp;&#8211; H<sub>2</sub>O.</p>",
         [("paragraph", "Un solo “motto”\u00a0– H2O.")]),
        ("<pre>x = 1</pre>", []),
    ],
)  # fmt: skip
def test_each_element_becomes_its_kind_of_block(
    content: str, expected: list[tuple[str, str]]
) -> None:
    """What stands between two paragraphs of an article."""
    assert between(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "<nav><a href=/a>Home</a> <a href=/b>Sport</a></nav>",
        "<div class=share-buttons><span>Condividi su</span> <a href=/x>Un social</a></div>",
        "<aside class=related><h2>Articoli correlati</h2><p>Un altro testo del sito.</p></aside>",
        "<p><strong>Leggi anche: <a href=/x>Il porto riapre dopo dieci anni</a></strong></p>",
        "<p><a href=/x>Il porto riapre dopo dieci anni di lavori</a></p>",
        "<div><div>Leggi anche</div><a href=/x><div>Il porto riapre</div></a></div>",
        "<div><h3><a href=/x>Il porto riapre</a></h3><p>Dopo dieci anni di lavori.</p></div>",
        "<div class=adv><span>Pubblicità</span></div>",
        "<div><p>Ricevi le notizie ogni mattina</p><input type=email><button>Invia</button></div>",
        "<div id=cookie-banner><p>Questo sito usa i cookie per i suoi servizi.</p></div>",
        "<p>Iscriviti al nostro canale Telegram per non perdere le notizie.</p>",
        "<p>© Riproduzione riservata</p>",
        "<p>Aggiornato il 12 marzo 2024 alle 10:30</p>",
        "<div class=pull>Dopo una lunga discussione, il piano del verde pubblico</div>",
        "<div style='display: none'>Niente di tutto questo si vede.</div>",
        "<p hidden>Niente.</p><p aria-hidden=true>Niente.</p><p class=sr-only>Niente.</p>",
        "<script>document.write('Niente')</script><style>p{}</style><noscript>Attiva</noscript>",
        "<template><p>Niente.</p></template><svg><text>Niente</text></svg>",
        "<p>★★★★★</p><p>1 di 5</p>",
        "<amp-ad><p>Un annuncio.</p></amp-ad>",
    ],
)
def test_what_is_not_the_article_is_gone(content: str) -> None:
    """Navigation, sharing, other articles, advertising, notices, and what nobody sees."""
    assert between(content) == []


@pytest.mark.parametrize(
    "around",
    [
        "<header><a href=/>Il Sito</a><nav><a href=/a>Cronaca</a></nav></header>",
        "<div class=cookie-bar><p>Usiamo i cookie. Accetta o rifiuta, come preferisci.</p></div>",
        "<div id=top><h1 class=logo><a href=/>Il Sito</a></h1><p>Dal 1961</p></div>",
    ],
)
def test_what_is_around_the_article_is_gone(around: str) -> None:
    """The head of a site is no part of its articles."""
    assert between("", around=around) == []


def test_comments_and_further_articles_behind_are_gone() -> None:
    """However long they are."""
    page = article_page("").replace(
        "</body>",
        f"<section id=comments><h2>2 commenti</h2><p>{FIRST} Bravi.</p></section>"
        f"<article><h1>Il porto</h1><p>{SECOND} {FIRST} {THIRD}</p></article></body>",
    )
    assert [block.text for block in read_text(page).blocks] == [TITLE, FIRST, SECOND, THIRD]


def test_summary_and_caption_above_the_text_stay_and_the_byline_goes() -> None:
    """Between title and first paragraph only a phrase is of the article."""
    page = article_page("").replace(
        f"<p>{FIRST}",
        "<h2>Il piano costa due milioni e comincia in autunno</h2><div>di Redazione</div>"
        "<time datetime=2024-03-12>12 marzo 2024</time>"
        f"<figure><img><figcaption>Il viale</figcaption></figure><p>{FIRST}",
    )
    found = [(block.kind, block.text) for block in read_text(page).blocks[1:4]]
    assert found == [
        ("paragraph", "Il piano costa due milioni e comincia in autunno"),
        ("caption", "Il viale"),
        ("paragraph", FIRST),
    ]


def test_a_class_of_the_whole_page_drops_nothing() -> None:
    """What holds the article is the article, whatever it is called."""
    page = article_page("").replace("<body>", "<body class=cookie-bar><form id=newsletter>")
    assert len(read_text(page).blocks) == 4


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>Avviso</h1><p>La biblioteca chiude alle 12.</p>",
         [("title", 1), ("paragraph", None)]),
        ("<h1>Avviso agli utenti</h1><h2>Orari</h2><p>Chiuso.</p><h3>Sede</h3><p>In piazza.</p>",
         [("title", 1), ("heading", 2), ("paragraph", None), ("heading", 3), ("paragraph", None)]),
        ("<title>A</title><article><h1>Avviso</h1><h2>Orari</h2><p>Aperto.</p></article>",
         [("title", 1), ("heading", 2), ("paragraph", None)]),
        ("<div>La biblioteca resta chiusa fino a lunedì.</div>", [("paragraph", None)]),
    ],
)  # fmt: skip
def test_short_pages_keep_their_headings_apart(
    page: str, expected: list[tuple[str, int | None]]
) -> None:
    """Where trafilatura loses or joins them, and where tags of head and body are left out."""
    found = [(block.kind, block.level) for block in read_text(page).blocks]
    assert found == expected


def test_marks_and_links_keep_their_places() -> None:
    """Links are seen from the page's address; only pages and mailboxes are targets."""
    content = (
        "<p>Un <a href='../a?b=1&amp;c=2'>col<b>leg</b>amento</a>, <code>x</code>,\n <i>poi</i> "
        "<a href='javascript:x()'>niente</a> e <a href=mailto:urp@comune.example>posta</a>: tutto "
        "il resto della frase non è un collegamento.</p>"
    )
    article = read_text(article_page(content), url="https://sito.example/d/e")
    block = article.blocks[3]
    assert block.text.startswith("Un collegamento, x, poi niente e posta: tutto il resto")
    assert block.spans == (
        Span(3, 15, "link", "https://sito.example/a?b=1&c=2"),
        Span(6, 9, "strong"),
        Span(17, 18, "code"),
        Span(20, 23, "emphasis"),
        Span(33, 38, "link", "mailto:urp@comune.example"),
    )


def test_marks_of_notes_are_left_out_of_the_text() -> None:
    """The number that leads to a note would be read as a word."""
    content = "<p>Due leggi<sup><a href='#fn1'>1</a></sup> ne parlano <a href='#n2'>[2]</a>.</p>"
    assert between(content) == [("paragraph", "Due leggi ne parlano .")]


def test_cells_have_their_places_and_items_their_numbers() -> None:
    """Merged cells count; numbers are those that a browser shows."""
    content = (
        "<table><tr><th rowspan=2>A<th colspan=2>B<tr><td>C<td>D</table>"
        "<ol start=3><li>tre<li value=7>sette</ol>"
    )
    blocks = read_text(article_page(content)).blocks[3:-1]
    places = [(one.text, one.attributes.get("row"), one.attributes.get("column")) for one in blocks]
    assert places[:4] == [("A", "1", "1"), ("B", "1", "2"), ("C", "2", "2"), ("D", "2", "3")]
    assert [one.attributes.get("label") for one in blocks[4:]] == ["3.", "7."]


def test_a_page_that_only_a_program_would_fill_is_read_from_its_data() -> None:
    """Text that JSON-LD has and the page does not show."""
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Alberi", '
        f'"articleBody": "{FIRST}\\n\\n{SECOND}"}}</script><body><div id=app></div>'
    )
    assert [block.text for block in read_text(page).blocks] == ["Alberi", FIRST, SECOND]


def test_xhtml_is_read_as_what_it_is() -> None:
    """An empty script ends where it begins; named characters are known; nothing is expanded."""
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        'Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title><script src="x"/></head>'
        f"<body><h1>Perch&eacute; no</h1><p>{FIRST}</p></body></html>"
    )
    assert [block.text for block in read_text(page).blocks] == ["Perché no", FIRST]


def test_definitions_of_entities_are_never_expanded() -> None:
    """Neither a bomb nor a file of the user's gets into the text."""
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "xx">{bomb}'
        '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        f"<html><body><p>{FIRST} &a9; &file;</p></body></html>"
    )
    article = read_text(page)
    assert sum(len(block.text) for block in article.blocks) < 1000


@pytest.mark.parametrize("raw", [b"", b"  \n", b"<!-- niente -->", b"<html><body></body></html>"])
def test_a_page_without_text_is_empty(raw: bytes) -> None:
    """One clear error."""
    with pytest.raises(EmptySourceError):
        html.read(raw, "vuota.html")


def test_elements_without_end_are_refused() -> None:
    """The parser stops at 256; reading on would lose text in silence."""
    with pytest.raises(DamagedSourceError, match="inside each other"):
        html.read(b"<div>" * 300 + FIRST.encode(), "profonda.html")


def test_pages_that_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By bytes, and by tags."""
    monkeypatch.setattr(document, "MAX_PAGE_BYTES", 1000)
    with pytest.raises(TooLargeSourceError, match="1,000"):
        html.read(b"x" * 1001, "grande.html")
    monkeypatch.setattr(document, "MAX_TAGS", 100)
    with pytest.raises(DamagedSourceError, match="100 tags"):
        html.read(b"<b>" * 101, "grande.html")


_PIECES = st.sampled_from(
    """
    <p> </p> <div> </div> <ul> <li> </ul> <ol> <table> <tr> <td> <th> </table> <h1> <h2> </h1>
    </h2> <a href="x"> </a> <b> </b> <blockquote> </blockquote> <cite> <figure> <figcaption> <img>
    <br> <sup> <q> <article> </article> <title> </title> <base href="http://["> <details>
    <summary> <dl> <dt> <dd> <section class="footnotes"> <script> </script> <!-- --> <![CDATA[
    <?xml <input> <html> <head> <body> <template> <pre> <form> <caption> <svg> <a href="//[">
    &amp; &nbsp; &#0; &#xD800; &
    """.split()
) | st.sampled_from([FIRST, SECOND, "Leggi anche", "Condividi", "12 marzo 2024", " ", "\x00", "é"])


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.binary(max_size=20))
def test_no_page_raises_anything_but_the_projects_own_errors(
    pieces: list[str], rest: bytes
) -> None:
    """Whatever the tags and bytes."""
    try:
        article = html.read("".join(pieces).encode() + rest, "caso.html")
    except SourceError:
        return
    assert article.blocks


@pytest.mark.parametrize(
    "page",
    [
        f"<head><h1>A</h1><body><p>{FIRST}</p>",
        f"<html><head><article><body><p>{FIRST}</p></body></article></head></html>",
        f"<frameset><frame></frameset><p>{FIRST}</p>",
        f"</p></body></html><p>{FIRST}",
    ],
)
def test_tags_in_odd_places_lose_no_text(page: str) -> None:
    """Head, body and frames where they should not be."""
    assert FIRST in [block.text for block in read_text(page).blocks]


def test_nothing_is_fetched() -> None:
    """Neither the page's pictures nor what a library would like to have."""
    page = article_page(
        "<img src='http://sito.example/a.png'><iframe src='http://b.example'></iframe>"
    )
    code = (
        f"{REFUSE_SOCKETS}\nfrom pipeline.readers import html\n"
        f"print(len(html.read({page.encode()!r}, 'pagina.html').blocks))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "4"
    assert done.stderr == ""
