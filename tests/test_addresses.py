"""Addresses: what may be fetched, decided before a connection is made."""

import socket
from collections.abc import Callable

import pytest

from pipeline.addresses import Address, checked_ips, is_public, parse_address
from pipeline.errors import BadAddressError, FetchError, PrivateAddressError


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("HTTP://Giornale.Example", "http://giornale.example/"),
        ("https://giornale.example:443/a b?q=è#c", "https://giornale.example/a%20b?q=%C3%A8"),
        (
            "https://giornale.example:8443/%C3%A0?a=b%20c",
            "https://giornale.example:8443/%C3%A0?a=b%20c",
        ),
        ("http://città.example/x", "http://xn--citt-3na.example/x"),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]/"),
        ("http://giornale.example./", "http://giornale.example/"),
    ],
)
def test_addresses_are_made_plain(url: str, whole: str) -> None:
    """ASCII, without fragment and usual port; what is escaped stays so."""
    assert parse_address(url).url == whole


@pytest.mark.parametrize(
    "url",
    [
        "",
        "giornale.example",
        "file:///etc/passwd",
        "ftp://giornale.example/",
        "http://",
        "http:///a",
        "https://utente:segreto@giornale.example/",
        "http://giornale.example:porta/",
        "http://giornale.example:99999/",
        "http://[::1/",
        "http://a b/",
        "http://" + "è" * 80 + ".example/",
        "http://giornale.example/" + "a" * 5000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    """Other schemes, no host, credentials, ports and names that there cannot be."""
    with pytest.raises(BadAddressError) as caught:
        parse_address(url)
    assert "segreto" not in str(caught.value)


@pytest.mark.parametrize(
    "ip",
    """
    127.0.0.1 127.255.255.254 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
    100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1 198.18.0.1
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 fec0::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 2002:7f00:1:: 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe nonsense
    """.split(),
)
def test_private_and_reserved_addresses_are_not_public(ip: str) -> None:
    """IPv4, IPv6, and IPv4 inside IPv6."""
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_public_network_are_public(ip: str) -> None:
    """Also where a provider translates IPv4 into IPv6."""
    assert is_public(ip)


def _answering(*ips: str) -> Callable[..., object]:
    def getaddrinfo(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ips]

    return getaddrinfo


ADDRESS: Address = parse_address("http://giornale.example/")


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All addresses of a name are checked, not only the first."""
    monkeypatch.setattr(socket, "getaddrinfo", _answering("8.8.8.8", "192.168.0.1", "8.8.4.4"))
    with pytest.raises(PrivateAddressError, match=r"192\.168\.0\.1"):
        checked_ips(ADDRESS, allow_private=False)
    found = checked_ips(ADDRESS, allow_private=True)
    assert found == ["8.8.8.8", "192.168.0.1", "8.8.4.4"]


def test_public_addresses_are_returned_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which the system gives them."""
    monkeypatch.setattr(socket, "getaddrinfo", _answering("8.8.8.8", "8.8.4.4", "8.8.8.8"))
    assert checked_ips(ADDRESS, allow_private=False) == ["8.8.8.8", "8.8.4.4"]


def test_a_name_that_nobody_knows_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the host."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"no host of the name giornale\.example"):
        checked_ips(ADDRESS, allow_private=False)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_odd_spellings_of_this_machine_are_refused(host: str) -> None:
    """Numbers that the system reads as 127.0.0.1 are checked as what they mean."""
    with pytest.raises(FetchError):
        checked_ips(parse_address(f"http://{host}/"), allow_private=False)
