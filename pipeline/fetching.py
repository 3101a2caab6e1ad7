"""Fetching one page from the network: within limits, from public hosts only, and with no trace.

No cookies, no proxies, no second try. `addresses` says which hosts may be asked; every redirect is
checked anew.
"""

import contextlib
import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from pipeline._version import __version__
from pipeline.addresses import Address, checked_ips, parse_address
from pipeline.connecting import DEFAULT_LIMITS, Limits, connected
from pipeline.errors import (
    BadAddressError,
    FetchError,
    FetchTimeoutError,
    HttpStatusError,
    NotAPageError,
    TooLargeSourceError,
)
from pipeline.http_library import load_urllib3
from pipeline.unpacking import Unpacker, UnpackError

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

PAGE_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml"})
"""Media types that are read as a page; without one the reader decides."""
MAX_REDIRECTS: Final = 10
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200
_CHUNK: Final = 65_536
_TYPE: Final = re.compile(r"[\w.+-]+/[\w.+-]+")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    raw: bytes
    """Its bytes, unpacked."""
    url: str
    """Where it was in the end, after all redirects."""
    content_type: str
    """Its media type in lower case, or nothing."""
    charset: str
    """The charset that the HTTP header names, or nothing."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    accepted: frozenset[str] = PAGE_TYPES,
) -> Fetched:
    """Return the page at `url`.

    Args:
        url: An address that begins with http or https.
        allow_private: Whether hosts of a private network and this machine may be asked.
        limits: Size and times.
        accepted: Media types that are wanted.

    Raises:
        BadAddressError: it is no address of a page.
        PrivateAddressError: the host, or one that it redirects to, is not public.
        HttpStatusError: the host answers with an error.
        FetchTimeoutError: it takes too long.
        NotAPageError: it is of another kind.
        TooLargeSourceError: it has too many bytes.
        FetchError: anything else that keeps it from coming.
    """
    deadline = time.monotonic() + limits.total_seconds
    address = parse_address(url)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _ask(address, deadline, limits, accepted, allow_private=allow_private)
        if isinstance(answer, Fetched):
            return answer
        address = _redirected(address, answer)
    raise FetchError(url, f"it redirects more than {MAX_REDIRECTS} times")


def _redirected(address: Address, location: str) -> Address:
    try:
        return parse_address(urljoin(address.url, location))
    except (ValueError, BadAddressError) as error:
        reason = f"it redirects to {location[:200]!r}, which is no address of a page"
        raise FetchError(address.url, reason) from error


def _ask(
    address: Address,
    deadline: float,
    limits: Limits,
    accepted: frozenset[str],
    *,
    allow_private: bool,
) -> Fetched | str:
    """Return the page, or where it redirects to."""
    ips = checked_ips(address, allow_private=allow_private)
    with _errors_of(address, deadline, limits), connected(address, ips, deadline, limits) as link:
        headers = {
            "Host": address.authority,
            "User-Agent": f"bilingue/{__version__}",
            "Accept": "text/html, application/xhtml+xml, */*;q=0.1",
            "Accept-Language": "it, *;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        link.request(
            "GET", address.target, headers=headers, preload_content=False, decode_content=False
        )
        with contextlib.closing(link.getresponse()) as answer:
            found = _read(answer, address, limits, accepted)
        # Where we hung up, the answer ends early and looks as if it were whole.
        if time.monotonic() >= deadline:
            raise FetchTimeoutError(address.url, limits.total_seconds)
    return found


def _read(
    answer: "BaseHTTPResponse", address: Address, limits: Limits, accepted: frozenset[str]
) -> Fetched | str:
    """Return the page in an answer, or where it redirects to."""
    location = answer.headers.get("Location", "")
    if answer.status in _REDIRECTS and location:
        return location
    if answer.status != _OK:
        raise HttpStatusError(address.url, answer.status)
    media_type, charset = media_type_of(answer.headers.get("Content-Type", ""))
    if media_type not in accepted:
        raise NotAPageError(address.url, media_type)
    raw = _content(answer, address, limits)
    return Fetched(raw, address.url, media_type, charset)


def media_type_of(header: str) -> tuple[str, str]:
    """Return media type and charset of a Content-Type header, in lower case, or nothing."""
    message = Message()
    message["Content-Type"] = header.encode("ascii", errors="replace").decode("ascii")
    media_type = header.partition(";")[0].strip().lower()
    charset = message.get_param("charset", "")
    return (
        media_type if _TYPE.fullmatch(media_type) else "",
        charset.strip().lower() if isinstance(charset, str) else "",
    )


def _content(answer: "BaseHTTPResponse", address: Address, limits: Limits) -> bytes:
    size = answer.headers.get("Content-Length", "")
    if size.isascii() and size.isdecimal() and int(size[:20]) > limits.size:
        raise TooLargeSourceError(address.url, limits.size)
    unpacker = Unpacker(answer.headers.get("Content-Encoding", ""), limits.size)
    received = 0
    while data := answer.read1(_CHUNK):
        received += len(data)
        unpacker.feed(data)
        if received > limits.size or unpacker.is_full:
            raise TooLargeSourceError(address.url, limits.size)
    return unpacker.finish()


@contextlib.contextmanager
def _errors_of(address: Address, deadline: float, limits: Limits) -> Iterator[None]:
    """Turn what sockets, TLS, HTTP and packing raise into the project's own errors."""
    from http.client import HTTPException  # noqa: PLC0415 - heavy

    load_urllib3()
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - heavy

    try:
        yield
    except (OSError, HTTPError, HTTPException, UnpackError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise FetchTimeoutError(address.url, limits.total_seconds) from error
        raise _translated(address, error, limits) from error


def _translated(address: Address, error: Exception, limits: Limits) -> FetchError:
    causes = list(_chain(error))
    names = {type(cause).__name__ for cause in causes}
    certificate = next((one for one in causes if isinstance(one, ssl.SSLError)), None)
    if certificate is not None or "CertificateError" in names:
        reason = getattr(certificate, "verify_message", "") or "TLS failed"
        remedy = "the page cannot be had safely; save it in a browser and name the file"
        return FetchError(address.url, f"its host's certificate is not valid: {reason}", remedy)
    if names & {"TimeoutError", "ConnectTimeoutError", "ReadTimeoutError"}:
        is_connecting = "ConnectTimeoutError" in names
        seconds = limits.connect_seconds if is_connecting else limits.read_seconds
        return FetchTimeoutError(address.url, seconds)
    if isinstance(error, UnpackError):
        return FetchError(address.url, str(error))
    if names & {"IncompleteRead", "ProtocolError", "RemoteDisconnected", "ConnectionResetError"}:
        return FetchError(address.url, "its host broke off in the middle", "try again later")
    return FetchError(address.url, _reason(causes))


def _reason(causes: list[Exception]) -> str:
    for cause in causes:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror[:1].lower() + cause.strerror[1:]
    return f"its host does not speak HTTP: {type(causes[0]).__name__}"


def _chain(error: BaseException | None) -> Iterator[Exception]:
    seen = 0
    while isinstance(error, Exception) and seen < 10:  # noqa: PLR2004 - chains are short
        yield error
        seen += 1
        error = error.__cause__ or error.__context__
