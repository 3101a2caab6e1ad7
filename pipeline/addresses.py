"""Which addresses of the network may be fetched, checked before a connection is made.

A page's address names a host, and a host's name can mean any machine: the user's own, the router,
the metadata service of a cloud. So a name is looked up once, every address that it has is checked,
and the connection goes to one of the checked addresses, not to the name: what the name means a
moment later (DNS rebinding) does not matter.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from pipeline.errors import BadAddressError, FetchError, PrivateAddressError

_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]|-._"
_LONGEST: Final = 4000
# RFC 6052: the IPv4 address is in the last 32 bits.
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is."""

    url: str
    """The whole address without a fragment, in ASCII."""
    scheme: str
    """http or https."""
    host: str
    """Name or number of the host, in ASCII, without brackets."""
    port: int
    """The port."""
    target: str
    """What is asked of the host: path and query."""

    @property
    def authority(self) -> str:
        """Return host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(url: str) -> Address:
    """Return the parts of a page's address.

    Raises:
        BadAddressError: it is no address of a page: not http or https, no host, a password in it.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BadAddressError(url, str(error)) from error
    if parts.scheme not in _PORTS:
        raise BadAddressError(url, "it does not begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise BadAddressError(_without_user(parts), "it has a user name or a password in it")
    if not parts.hostname or len(url) > _LONGEST:
        reason = "it is too long" if parts.hostname else "it names no host"
        raise BadAddressError(url[:200], reason)
    host = _ascii_host(url, parts.hostname)
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE)
    address = Address("", parts.scheme, host, port or _PORTS[parts.scheme], target)
    whole = f"{address.scheme}://{address.authority}{target}"
    return Address(whole, address.scheme, address.host, address.port, target)


def checked_ips(address: Address, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of the host, in the order in which to try them.

    Raises:
        FetchError: the name is unknown.
        PrivateAddressError: one of them is private or otherwise not of the public network.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"no host of the name {address.host} was found"
        raise FetchError(address.url, reason, "check the spelling, and the network") from error
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for ip in ips:
        if not allow_private and not is_public(ip):
            raise PrivateAddressError(address.url, ip)
    if not ips:
        raise FetchError(address.url, f"{address.host} has no address")
    return ips


def is_public(ip: str) -> bool:
    """Return whether an IP address is of the public network.

    Addresses that carry another one inside (IPv4-mapped, 6to4, Teredo, NAT64) are as public as
    that one.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo is not None:
            inner = address.teredo[1]
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local or address.scope_id is not None:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _ascii_host(url: str, host: str) -> str:
    host = host.rstrip(".")
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadAddressError(url, "its host is no name that there can be") from error
    if not name or any(letter <= " " or letter in "%/\\@#?<>^|" for letter in name):
        raise BadAddressError(url, "its host is no name that there can be")
    return name


def _without_user(parts: SplitResult) -> str:
    return f"{parts.scheme}://…@{parts.hostname or ''}{parts.path}"
