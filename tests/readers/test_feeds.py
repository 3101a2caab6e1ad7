"""Feeds as articles: one a feed, or one an entry."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import EmptySourceError, SourceError
from pipeline.readers import feeds

FOLDER = Path(__file__).resolve().parents[1] / "data" / "readers" / "feeds"


def shown(raw: bytes) -> list[tuple[str, int | None, str]]:
    """Return kind, level and text of the blocks."""
    return [(block.kind, block.level, block.text) for block in feeds.read(raw, "x.rss").blocks]


def test_a_feed_is_one_article_with_a_heading_an_entry() -> None:
    """The entries' own headings lie below; what WordPress adds is left out."""
    assert shown((FOLDER / "notizie.rss").read_bytes()) == [
        ("title", 1, "La gazzetta del lago"),
        ("heading", 2, "Il traghetto torna a navigare d’inverno"),
        (
            "paragraph",
            None,
            (
                "Da lunedì il traghetto collega di nuovo le due rive anche d’inverno, "
                "con due corse al giorno."
            ),
        ),
        ("heading", 4, "Gli orari"),
        ("list-item", 1, "alle 7.15 dal molo nord;"),
        ("list-item", 1, "alle 17.40 dal molo sud."),
        ("paragraph", None, "Il biglietto costa tre euro; gli abbonati non pagano."),
        ("heading", 2, "Chiude per lavori la piscina comunale"),
        (
            "paragraph",
            None,
            "La vasca grande resterà vuota fino a marzo: vanno sostituiti il fondo & le pompe.",
        ),
    ]


def test_a_feed_can_be_split_into_an_article_an_entry() -> None:
    """Each with metadata of its own."""
    parts = feeds.split((FOLDER / "blog.atom").read_bytes(), "blog.atom")
    assert list(parts) == ["2026-11-21-bhnihi6w", "2026-11-15-ojbmwxah"]
    article = feeds.read(parts["2026-11-21-bhnihi6w"], "blog.atom")
    assert article.title == "Seminare le fave"
    assert dict(article.metadata) == {
        "title": "Seminare le fave",
        "author": "Il custode dell’orto",
        "date": "2026-11-21",
        "site": "Quaderno dell’orto",
        "url": "https://orto.example/fave",
    }
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "quote"]


def test_links_are_those_of_the_entrys_page() -> None:
    """Relative ones lead somewhere."""
    blocks = feeds.read((FOLDER / "notizie.rss").read_bytes(), "x").blocks
    targets = [span.target for block in blocks for span in block.spans if span.type == "link"]
    assert targets == ["https://gazzetta.example/abbonamenti"]


def test_tables_of_different_entries_are_different_tables() -> None:
    """Their numbers are."""
    table = "&lt;table&gt;{}&lt;/table&gt;".format(
        "&lt;tr&gt;&lt;td&gt;uno&lt;/td&gt;&lt;td&gt;due&lt;/td&gt;&lt;/tr&gt;" * 2
    )
    item = "<item><title>{}</title><description>{}</description></item>"
    raw = f"<rss><channel>{item.format('a', table)}{item.format('b', table)}</channel></rss>"
    cells = [block for block in feeds.read(raw.encode(), "x").blocks if block.kind == "table-cell"]
    assert len({block.attributes["table"] for block in cells[:4]}) == 1
    assert cells[0].attributes["table"] != cells[4].attributes["table"]


@pytest.mark.parametrize(
    "raw", [b"<rss><channel/></rss>", b"<rss><channel><item><guid>1</guid></item></channel></rss>"]
)
def test_a_feed_without_text_is_empty(raw: bytes) -> None:
    """It names the file."""
    with pytest.raises(EmptySourceError, match=r"x\.rss holds no text"):
        feeds.read(raw, "x.rss")


_PIECES = st.sampled_from(
    "<rss> </rss> <item> </item> <entry> <title> </title> <guid> <link href='a'/> &eacute; &x; é"
    " <description>&lt;p&gt;Ciao&lt;/p&gt;</description> <![CDATA[<p>]]> <content type='xhtml'><p>a"
    "</p></content> <pubDate>Thu</pubDate> & \x01 ]]> <?x?> <!--".split(" ")
)


@given(st.lists(_PIECES).map(lambda parts: f"<rss>{''.join(parts)}</rss>") | st.text())
def test_any_text_is_a_feed_or_a_source_error(text: str) -> None:
    """Nothing but the project's own errors comes out."""
    raw = text.encode("utf-8", "replace")
    try:
        feeds.read(raw, "x.rss")
        parts = feeds.split(raw, "x.rss")
    except SourceError:
        return
    for identifier, part in parts.items():
        assert list(feeds.split(part, "x.rss")) == [identifier]
