"""Addresses in a page: made whole, and only those that a reader may follow."""

from typing import Final
from urllib.parse import urljoin, urlsplit

_SCHEMES: Final = ("http", "https", "mailto")
_LONGEST: Final = 2000
"""Characters; browsers and servers take no more everywhere."""


def absolute(address: str, base: str) -> str:
    """Return `address` as seen from `base`, or nothing where it leads to no page or mailbox.

    Places on the same page (`#notes`) lead nowhere in an article that stands alone.
    """
    # Browsers leave out line breaks and tabs, and what is around an address (WHATWG URL).
    address = address.strip().translate({9: None, 10: None, 13: None})
    if not address or address.startswith("#"):
        return ""
    try:
        whole = urljoin(base, address) if base else address
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_whole = parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "mailto")
    # A space would end the address wherever it is printed.
    return whole.replace(" ", "%20") if is_whole and len(whole) <= _LONGEST else ""
