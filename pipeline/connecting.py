"""A connection to a host of the network that ends when its time is over, whatever the host does."""

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.addresses import Address
from pipeline.http_library import load_urllib3

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3.connection import HTTPConnection


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large an answer may be."""

    size: int = 20_000_000
    """Bytes, packed and unpacked."""
    connect_seconds: float = 10.0
    """Time for making the connection to one address."""
    read_seconds: float = 20.0
    """Time without a byte."""
    total_seconds: float = 60.0
    """Time for everything, redirects and all."""


DEFAULT_LIMITS: Final = Limits()


@contextlib.contextmanager
def connected(
    address: Address, ips: list[str], deadline: float, limits: Limits
) -> "Iterator[HTTPConnection]":
    """Connect to the first address that answers, and hang up when the time is over.

    A host that sends a byte now and then keeps every wait short; only hanging up ends that.
    """
    load_urllib3()
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - heavy

    failure: Exception | None = None
    for ip in ips:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        connection = _connection(address, ip, min(left, limits.connect_seconds))
        opened: list[socket.socket] = []
        timer = threading.Timer(left, _hang_up, [connection, opened])
        timer.daemon = True
        timer.start()
        try:
            try:
                connection.connect()
            except (OSError, HTTPError) as error:
                failure = error
                continue
            if connection.sock is not None:
                connection.sock.settimeout(limits.read_seconds)
                opened.append(connection.sock)
            connection.timeout = limits.read_seconds
            yield connection
            return
        finally:
            timer.cancel()
            connection.close()
    raise failure or TimeoutError


def _hang_up(connection: "HTTPConnection", opened: list[socket.socket]) -> None:
    # An answer that ends with the connection takes the socket away from it.
    for sock in opened or filter(None, [connection.sock]):
        with contextlib.suppress(OSError, AttributeError):
            sock.shutdown(socket.SHUT_RDWR)


def _connection(address: Address, ip: str, seconds: float) -> "HTTPConnection":
    load_urllib3()
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415 - heavy

    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=seconds)
    return HTTPSConnection(
        ip,
        address.port,
        timeout=seconds,
        server_hostname=address.host,
        assert_hostname=address.host,
        ssl_context=_trust(),
    )


def _trust() -> ssl.SSLContext:
    """Return what certificates are checked against: the system's, and certifi's where it is."""
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError, OSError):
        import certifi  # noqa: PLC0415 - Python on macOS knows no certificates of the system

        context.load_verify_locations(certifi.where())
    return context
