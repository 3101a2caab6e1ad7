"""The parts of a row's key, also of one that was damaged on its way through a program."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.keys import sentence_keys

FULL_KEY: Final = re.compile(
    r"\s*k(?P<sentence>[a-z2-7]{12})\.(?P<occurrence>[1-9]\d{0,6})\.(?P<check>[a-z2-7]{6})\s*"
)
_TOLERANT_KEY: Final = re.compile(
    r"k(?P<sentence>[a-z2-7]{12})[.,](?P<occurrence>[1-9]\d{0,6})(?:[.,](?P<check>[a-z2-7]*))?"
)
_NOISE: Final = re.compile(r"[\s'\"‘’“”\ufeff\u200b]+")
_CHECK_LENGTH: Final = 6


@dataclass(frozen=True, slots=True)
class RowKey:
    """A key, taken apart."""

    sentence: str
    """The hash of the Italian: the same wherever the sentence stands."""
    occurrence: int
    """Which of the sentence's places in its article, from 1."""
    check: str
    """The hash of the English that the program wrote; empty where it was lost."""

    @property
    def place(self) -> tuple[str, int]:
        """What names the row within its article."""
        return self.sentence, self.occurrence

    def __str__(self) -> str:
        """Return the key as it stands in a table."""
        return f"k{self.sentence}.{self.occurrence}.{self.check}"


def parse_key(text: str) -> RowKey | None:
    """Return the parts of a key; capitals, spaces, quotation marks and a lost end are forgiven.

    None where what is left names no row.
    """
    match = _TOLERANT_KEY.fullmatch(_NOISE.sub("", text).lower())
    if match is None:
        return None
    check = match["check"] or ""
    if len(check) != _CHECK_LENGTH:
        check = ""
    return RowKey(match["sentence"], int(match["occurrence"]), check)


def sentence_code(italian: str) -> str:
    """Return the hash of an Italian sentence, as it stands in a key."""
    return sentence_keys([(italian, "")])[0][1:].partition(".")[0]
