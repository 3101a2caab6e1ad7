"""Names of outputs for articles that come from the network: short, readable, the same each time."""

import hashlib
import re
import unicodedata
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_LENGTH: Final = 80
"""Characters of a stem."""

_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_PAGE_SUFFIX: Final = re.compile(r"\.(?:x?html?|php|aspx?|jsp|cfm|amp)$", re.IGNORECASE)
_INDEX: Final = re.compile(r"(?:index|default|home|amp)$")
# What mailings and social networks put behind an address to see who came from where.
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|refresh_ce|_ga|cmpid|amp)$"
)


def is_web_address(text: str) -> bool:
    """Tell whether what a user named is the address of a page, and no path."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def url_stem(url: str) -> str:
    """Return a stem for the outputs of the page at `url`, such as `comune-it-bando-3fa9c1`.

    It is the host without `www`, the last part of the path, and, where the address has more to it
    than these, six digits that only this address gives. Letters, digits and hyphens only, at most
    `MAX_LENGTH` of them. Marks of where a reader came from, the scheme and the fragment do not
    count; two addresses that differ otherwise get two stems.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    folders = [part for part in unquote(parts.path).split("/") if part]
    query = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(key.lower())
    )
    while folders and _INDEX.match(_PAGE_SUFFIX.sub("", folders[-1]).lower()):
        folders.pop()
    last = _PAGE_SUFFIX.sub("", folders[-1]) if folders else ""
    stem = "-".join(filter(None, (_slug(host), _slug(last))))
    plain = f"{host}/{last}" if last else host
    whole = "/".join((host + port, *folders)) + (f"?{query}" if query else "")
    is_all = _PAGE_SUFFIX.sub("", whole) == plain
    if is_all and len(stem) <= MAX_LENGTH and _slug(last) == last:
        return stem
    code = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{stem[: MAX_LENGTH - len(code) - 1].rstrip('-')}-{code}".lstrip("-")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NO_LETTERS.sub("-", plain.lower()).strip("-")
