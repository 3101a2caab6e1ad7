"""What a page says of itself."""

import json

import pytest

from tests.readers.html.pages import article_page, read_text

NEWS = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle"],
    "headline": "Mille alberi in città",
    "datePublished": "2024-03-12T08:30:00+01:00",
    "author": [{"@type": "Person", "name": "Redazione Città"}, {"@id": "#b"}, "Ufficio studi"],
    "publisher": {"@type": "Organization", "name": "Il Corriere della Darsena"},
    "mainEntityOfPage": {"@id": "https://darsena.example/alberi"},
}
GRAPH = {
    "@graph": [{"@type": "WebSite", "name": "X"}, {"@id": "#b", "name": "Servizio Verde"}, NEWS]
}


def _metadata(head: str, url: str = "") -> dict[str, str]:
    return dict(read_text(article_page("", head=head), url).metadata)


def _script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_linked_data_tells_everything() -> None:
    """Also inside a graph, with authors by reference."""
    assert _metadata(_script(GRAPH)) == {
        "title": "Mille alberi in città",
        "author": "Redazione Città, Servizio Verde, Ufficio studi",
        "date": "2024-03-12T08:30:00+01:00",
        "site": "Il Corriere della Darsena",
        "url": "https://darsena.example/alberi",
        "language": "it",
    }


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ("<meta property='og:site_name' content='La Voce'>", "site", "La Voce"),
        ("<meta name=author content='Ufficio stampa'>", "author", "Ufficio stampa"),
        ("<meta property='article:published_time' content='2024-01-02'>", "date", "2024-01-02"),
        ("<meta name='DC.date' content='2024-01-02'>", "date", "2024-01-02"),
        ("<link rel=canonical href='/alberi'>", "url", "https://sito.example/alberi"),
        ("<meta property='og:url' content='https://b.example/x'>", "url", "https://b.example/x"),
        ("", "url", "https://sito.example/y"),
        ("", "language", "it"),
    ],
)
def test_other_marks_tell_what_linked_data_do_not(head: str, key: str, value: str) -> None:
    """OpenGraph, Dublin Core, links, the address."""
    assert _metadata(head, "https://sito.example/y")[key] == value


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("<p class=byline>di Redazione Sport</p>", "author", "Redazione Sport"),
        ("<a rel=author href=/x>Ufficio Ambiente</a>", "author", "Ufficio Ambiente"),
        ("<time datetime='2024-03-12T10:00'>ieri</time>", "date", "2024-03-12T10:00"),
        ("<p>Martedì 12 marzo 2024</p>", "date", "2024-03-12"),
        ("<p>Pubblicato il 12/03/2024</p>", "date", "2024-03-12"),
    ],
)
def test_the_page_itself_tells_what_its_head_does_not(line: str, key: str, value: str) -> None:
    """Byline and date as a reader sees them."""
    assert _metadata("</head><body>" + line)[key] == value


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        _script({"@type": "NewsArticle", "headline": 3, "author": {"name": {}}, "publisher": []}),
        _script([None, 1, "x", {"@type": None, "@id": []}, [[]]]),
        _script({"@type": "NewsArticle", "author": {"@id": {}}, "mainEntityOfPage": {"@id": 3}}),
        "<base href='http://['><link rel=canonical href='http://['>",
    ],
)
def test_nonsense_in_the_head_does_no_harm(head: str) -> None:
    """Damaged and odd data are passed over."""
    assert _metadata(head)["title"] == "Mille alberi in città"


@pytest.mark.parametrize(
    ("window", "site"),
    [
        ("Mille alberi in città | La Voce", "La Voce"),
        ("Mille alberi in città - Cronaca - La Voce", "La Voce"),
        ("La Voce: Mille alberi in città", "La Voce"),
        ("Mille alberi in città", None),
        ("Mille alberi in città e in campagna", None),
    ],
)
def test_the_site_is_what_stands_beside_the_title(window: str, site: str | None) -> None:
    """In the title of the browser's window."""
    page = article_page("").replace("<title>Mille alberi in città", f"<title>{window}")
    assert read_text(page).metadata.get("site") == site
