"""What is in a feed, of whatever make."""

from pathlib import Path

import pytest

from pipeline.errors import DamagedSourceError, TooManyBlocksError
from pipeline.readers import feed_entries
from pipeline.readers.feed_entries import Entry, entries, feed_of

FOLDER = Path(__file__).resolve().parents[1] / "data" / "readers" / "feeds"
FILES = sorted(FOLDER.iterdir())


def item(inside: str, *, outside: str = "") -> Entry:
    """Return the entry of an RSS feed with one."""
    (entry,) = entries(
        f"<rss><channel>{outside}<item>{inside}</item></channel></rss>".encode(), "x"
    )
    return entry


def test_rss_gives_titles_dates_authors_links_and_whole_contents() -> None:
    """The media's own title does not count, nor does the summary where there is the text."""
    first, second = entries((FOLDER / "notizie.rss").read_bytes(), "notizie.rss")
    assert (first.identifier, first.title, first.author, first.date, first.link, first.site) == (
        "2026-11-20-af6537cx",
        "Il traghetto torna a navigare d’inverno",
        "Redazione",
        "2026-11-20",
        "https://gazzetta.example/2026/11/traghetto/",
        "La gazzetta del lago",
    )
    assert "<h2>Gli orari</h2>" in first.content
    assert (second.author, second.content[:20]) == ("Cronaca", "La vasca grande rest")


def test_atom_gives_the_same() -> None:
    """XHTML, plain text, the feed's author, the alternate link, the day in its own zone."""
    first, second = entries((FOLDER / "blog.atom").read_bytes(), "blog.atom")
    assert (first.date, first.author) == ("2026-11-21", "Il custode dell’orto")
    assert (first.link, first.site) == ("https://orto.example/fave", "Quaderno dell’orto")
    assert "<em>adesso</em>" in first.content
    assert (second.date, second.link) == ("2026-11-15", "")
    assert second.content.endswith(
        "&amp; simili: dieci centimetri bastano.</p><p>Non contro il fusto.</p>"
    )


def test_rss_one_gives_the_same() -> None:
    """Its items lie beside the channel."""
    (entry,) = entries((FOLDER / "ateneo.rdf").read_bytes(), "ateneo.rdf")
    assert entry.title == "La biblioteca sarà chiusa l'8 dicembre"
    assert (entry.date, entry.site) == ("2026-11-18", "Avvisi dell'ateneo")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_feed_of_one_entry_gives_that_entry_back(path: Path) -> None:
    """Whatever kind of feed it came from."""
    for entry in entries(path.read_bytes(), path.name):
        assert entries(feed_of(entry), "x.xml") == [entry]


def test_the_identifier_stays_whatever_is_corrected() -> None:
    """It depends on the day and on what names the entry."""
    before = item("<guid>a7</guid><title>Prima</title><pubDate>Thu, 19 Nov 2026</pubDate>")
    after = item("<guid>a7</guid><title>Dopo</title><pubDate>Thu, 19 Nov 2026 09:00 GMT</pubDate>")
    assert before.identifier == after.identifier
    assert item("<guid>a8</guid><title>x</title>").identifier.isalnum()


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Thu, 19 Nov 2026 23:30:00 +0100", "2026-11-19"),
        ("19 Nov 2026 08:00 GMT", "2026-11-19"),
        ("2026-11-19T23:30:00+01:00", "2026-11-19"),
        ("giovedì scorso", ""),
        ("Thu, 99 Nov 2026 08:00 GMT", ""),
    ],
)
def test_days_are_read_as_each_format_writes_them(date: str, day: str) -> None:
    """What is none is left out."""
    assert item(f"<title>x</title><pubDate>{date}</pubDate>").date == day


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss><channel><item><title>Perch&eacute;&nbsp;no</title></item></channel></rss>",
        '<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>Perché\xa0no</title>'
        "</item></channel></rss>".encode("latin-1"),
        "<rss><channel><item><title>Perché\x01\xa0no</title></item></channel></rss>".encode(),
        '<!DOCTYPE rss SYSTEM "http://x.example/rss.dtd"><rss><channel><item>'
        "<title>Perché\xa0no</title></item></channel></rss>".encode(),
    ],
    ids=["entities", "encoding", "control", "document type"],
)
def test_feeds_that_are_nearly_xml_are_mended(raw: bytes) -> None:
    """Entities of HTML, a wrong declaration, control characters."""
    assert [entry.title for entry in entries(raw, "x.rss")] == ["Perché\xa0no"]


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&f;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Solo testo.",
        b"<rss><channel><item>",
        b"<html><body>Una pagina</body></html>",
        BOMB.encode(),
        OUTSIDE.encode(),
        BOMB.encode("utf-16"),
        b"<rss>" + b"<a>" * 9999,
    ],
    ids=["empty", "text", "cut off", "page", "bomb", "file", "wide bomb", "deep"],
)
def test_what_is_no_feed_is_refused_in_one_line(raw: bytes) -> None:
    """Nothing is expanded, nothing is opened."""
    with pytest.raises(DamagedSourceError, match=r"^x\.rss cannot be understood") as caught:
        entries(raw, "x.rss")
    assert "\n" not in str(caught.value)


def test_entries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed with more is refused."""
    monkeypatch.setattr(feed_entries, "MAX_ENTRIES", 1)
    with pytest.raises(TooManyBlocksError, match=r"notizie\.rss has 3"):
        entries((FOLDER / "notizie.rss").read_bytes(), "notizie.rss")
