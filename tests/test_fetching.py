"""Fetching: what comes, and everything that must not."""

import gzip
import socket
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline import fetching
from pipeline._version import __version__
from pipeline.addresses import Address, checked_ips
from pipeline.connecting import Limits
from pipeline.errors import (
    BadAddressError,
    FetchError,
    FetchTimeoutError,
    HttpStatusError,
    NotAPageError,
    PrivateAddressError,
    TooLargeSourceError,
)
from pipeline.fetching import Fetched, fetch, media_type_of
from pipeline.url_names import is_web_address
from tests.web_server import Site, dripping, dripping_head, serving, silent

PAGE = "<!doctype html><title>Prova</title><p>Città.</p>".encode()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One server for all tests of this module; each puts its own pages on it."""
    with serving() as one:
        yield one


def _fetch(url: str, **limits: float) -> Fetched:
    chosen = Limits(**limits)  # type: ignore[arg-type] # mypy takes size for one of them
    return fetch(url, allow_private=True, limits=chosen)


def test_a_page_comes_with_what_its_header_says(site: Site) -> None:
    """Bytes, final address, media type and charset are the answer's."""
    url = site.page("/a", PAGE, Content_Type="Text/HTML; charset=ISO-8859-1")
    assert _fetch(url + "#inizio") == Fetched(PAGE, url, "text/html", "iso-8859-1")


def test_the_request_is_honest_and_carries_no_cookie(site: Site) -> None:
    """The program says who it is; a cookie that was set is not sent with the next request."""
    url = site.page("/to", b"", status=302, Location="/there", Set_Cookie="a=1; Path=/")
    site.page("/there", PAGE)
    _fetch(url)
    sent = site.requests[-1]
    assert sent["User-Agent"] == f"bilingue/{__version__}"
    assert "Cookie" not in sent
    assert sent["Host"] == site.root.removeprefix("http://")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    """The address in the end is the one that the page came from."""
    url = site.page("/old", b"", status=status, Location="new?x=1#y")
    site.page("/new?x=1", PAGE)
    assert _fetch(url).url == site.root + "/new?x=1"


def test_ten_redirects_are_followed_and_no_more(site: Site) -> None:
    """A chain of ten ends in the page, one of eleven in an error, a circle too."""
    for number in range(11):
        site.page(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    site.page("/10", PAGE)
    assert _fetch(site.root + "/0").raw == PAGE
    site.page("/10", b"", status=302, Location="/11")
    site.page("/11", PAGE)
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        _fetch(site.root + "/0")
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        _fetch(site.page("/circle", b"", status=302, Location="/circle"))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://host/x", "//a:b@c/"])
def test_a_redirect_to_what_is_no_page_is_refused(site: Site, location: str) -> None:
    """A host cannot make the program open a file or another protocol."""
    with pytest.raises(FetchError, match="no address of a page"):
        _fetch(site.page("/away", b"", status=302, Location=location))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "there is no such page"),
        (410, "gone"),
        (403, "does not give it out"),
        (418, "refuses"),
        (500, "has a problem"),
        (204, "answers oddly"),
        (304, "answers oddly"),
    ],
)
def test_an_error_of_the_host_is_told_in_words(site: Site, status: int, words: str) -> None:
    """The message has the status and what it means."""
    with pytest.raises(HttpStatusError, match=rf"{words}.*{status}"):
        _fetch(site.page("/error", b"", status=status))


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/plain; charset=utf-8"])
def test_what_is_no_page_is_not_read(site: Site, kind: str) -> None:
    """Its body is not even asked for; a caller may accept more kinds."""
    url = site.page("/file", PAGE, Content_Type=kind)
    with pytest.raises(NotAPageError, match=kind.partition(";")[0]):
        _fetch(url)
    accepted = frozenset({kind.partition(";")[0]})
    assert fetch(url, allow_private=True, accepted=accepted).raw == PAGE


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("identity", bytes),
    ],
)
def test_packed_pages_are_unpacked(
    site: Site, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    """The two packings that are asked for, and none."""
    url = site.page("/packed", pack(PAGE), Content_Encoding=encoding)
    assert _fetch(url).raw == PAGE


def test_a_bomb_is_refused_before_it_has_grown(site: Site) -> None:
    """A few kilobytes that become megabytes are too large."""
    url = site.page("/bomb", gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")
    with pytest.raises(TooLargeSourceError, match="more than 1,000,000 bytes"):
        _fetch(url, size=1_000_000)


@pytest.mark.parametrize("declared", [True, False])
def test_a_page_that_is_too_large_is_refused(site: Site, *, declared: bool) -> None:
    """Whether or not the header says so."""
    headers = {"Content_Length": "2001"} if declared else {}
    with pytest.raises(TooLargeSourceError):
        _fetch(site.page("/large", bytes(2001), headers), size=2000)
    assert len(_fetch(site.page("/fits", bytes(2000)), size=2000).raw) == 2000


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (b"abc", {"Content_Encoding": "gzip"}, "damaged"),
        (gzip.compress(PAGE)[:-9], {"Content_Encoding": "gzip"}, "end in the middle"),
        (PAGE, {"Content_Encoding": "br"}, "packed as br"),
        (PAGE, {"Content_Length": "5000"}, "broke off"),
        (b"zz\r\nabc", {"Transfer_Encoding": "chunked"}, "could not be fetched"),
    ],
)
def test_a_damaged_answer_is_an_error(
    site: Site, body: bytes, headers: dict[str, str], words: str
) -> None:
    """Half a page is no page."""
    with pytest.raises(FetchError, match=words):
        _fetch(site.page("/damaged", body, headers))


def test_a_silent_host_is_given_up(site: Site) -> None:
    """After the time without a byte."""
    site.pages["/silent"] = silent
    with pytest.raises(FetchTimeoutError, match=r"within 0\.05 seconds"):
        _fetch(site.root + "/silent", read_seconds=0.05)


@pytest.mark.parametrize("drip", [dripping, dripping_head])
def test_a_host_that_only_drips_is_given_up(
    site: Site, drip: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    """Each wait is short; the whole time counts, in the head of the answer too."""
    site.pages["/drip"] = drip
    with pytest.raises(FetchTimeoutError, match=r"within 0\.1 seconds"):
        _fetch(site.root + "/drip", total_seconds=0.1)


def test_a_host_that_is_not_there_is_an_error() -> None:
    """Nobody listens at the port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(FetchError, match="refused"):
            _fetch(f"http://127.0.0.1:{port}/")


def test_https_to_a_host_without_tls_is_an_error(site: Site) -> None:
    """The message names the certificate or TLS, and nothing is asked unprotected."""
    before = len(site.requests)
    with pytest.raises(FetchError, match="its host's certificate"):
        _fetch(site.root.replace("http:", "https:"), read_seconds=2)
    assert len(site.requests) == before


def test_this_machine_is_refused_unless_allowed(site: Site) -> None:
    """No request is made."""
    before = len(site.requests)
    with pytest.raises(PrivateAddressError, match=r"127\.0\.0\.1"):
        fetch(site.page("/private", PAGE))
    assert len(site.requests) == before


def test_a_redirect_to_a_private_host_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each redirect is checked anew."""
    url = site.page("/inside", b"", status=302, Location="http://10.0.0.1/secret")

    def only_first(address: Address, *, allow_private: bool) -> list[str]:
        if address.url == url:
            return ["127.0.0.1"]
        return real(address, allow_private=allow_private)

    real = checked_ips
    monkeypatch.setattr(fetching, "checked_ips", only_first)
    with pytest.raises(PrivateAddressError, match=r"10\.0\.0\.1"):
        fetch(url)


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another host at the second look (DNS rebinding) gets no second look."""
    port = int(site.root.rpartition(":")[2])
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def once(host: str, *args: object, **kwargs: object) -> object:
        looked_up.append(host)
        return real("127.0.0.1" if host == "giornale.example" else host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    site.page("/rebound", PAGE)
    found = _fetch(f"http://giornale.example:{port}/rebound")
    assert found.raw == PAGE
    assert looked_up.count("giornale.example") == 1
    assert site.requests[-1]["Host"] == f"giornale.example:{port}"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html", ("text/html", "")),
        ('Text/Html;Charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html; charset=windows-1252; x=y", ("text/html", "windows-1252")),
        ("", ("", "")),
        ("nonsense", ("", "")),
        ("text/html; charset", ("text/html", "")),
    ],
)
def test_the_content_type_is_taken_apart(header: str, expected: tuple[str, str]) -> None:
    """Media type and charset, whatever the case and the quotes."""
    assert media_type_of(header) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example", True), ("HTTP://a", True), ("a.html", False), ("ftp://a", False)],
)
def test_an_address_is_told_from_a_path(text: str, *, expected: bool) -> None:
    """By how it begins."""
    assert is_web_address(text) is expected


def test_an_address_that_is_none_is_refused() -> None:
    """Before anything is looked up."""
    with pytest.raises(BadAddressError):
        fetch("gopher://a.example/")
