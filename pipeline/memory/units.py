"""The plain data of a translation memory: units, and when two texts are the same."""

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass

from pipeline.article import Origin


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """An Italian sentence with an English one, and where they come from."""

    it: str
    """The Italian sentence."""
    en: str
    """Its English."""
    origin: Origin
    """Who made the English: a person in a table of ours, a person elsewhere (tm), the machine."""
    previous: str | None = None
    """The Italian sentence before it; empty at the beginning of an article, None if unknown."""
    next: str | None = None
    """The Italian sentence behind it; empty at the end of an article, None if unknown."""
    document: str = ""
    """Output name of the article without suffix, or what another tool calls its file."""
    key: str = ""
    """The row's key (see `keys`); empty for what never stood in a table of ours."""
    digest: str = ""
    """Translation digest; empty unless the machine made the English."""
    score: float | None = None
    """Mean log-probability a piece; None unless the machine made the English."""
    flags: tuple[str, ...] = ()
    """Codes of the quality doubts."""
    changed: str = ""
    """When it was last written, in UTC as 2026-11-24T15:00:00Z; empty for the present moment."""


def normalised(text: str) -> str:
    """Return what two texts have in common that count as the same sentence, as keys do it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def number_of(text: str) -> int:
    """Return 64 bits of SHA-256 of a text, as the signed number that SQLite keeps in eight bytes.

    Two texts in millions with the same number are less likely than a broken disk; whoever looks
    something up still compares the texts.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def now() -> str:
    """Return the present moment as `MemoryUnit.changed` has it."""
    return moment(dt.datetime.now(tz=dt.UTC))


def moment(time: dt.datetime) -> str:
    """Return a time with a zone as `MemoryUnit.changed` has it."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
