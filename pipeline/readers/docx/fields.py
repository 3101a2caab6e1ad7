"""Fields in the text of a Word document: instructions with the result they had last time."""

import re
from dataclasses import dataclass, field
from typing import Final

from pipeline.readers.runs import link_of

_INSTRUCTION: Final = re.compile(
    r'\s*(?P<name>\S+)\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\]\S*))?'
)
_LONGEST: Final = 4_000
_NOT_READ: Final = frozenset({"TOC", "INDEX", "TOA", "XE", "TC", "TA", "RD", "PRIVATE"})
"""Fields whose result is no part of the text: tables of contents, indexes and their entries."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    shows: bool = False
    link: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at some place of the text, one inside the other."""

    _open: list[_Field] = field(default_factory=list)
    _hiding: int = 0

    @property
    def hides(self) -> bool:
        """Whether the text here is an instruction, or a result that is not read."""
        return self._hiding > 0

    @property
    def link(self) -> str:
        """Where the text here leads to; empty where it is no link."""
        return self._open[-1].link if self._open else ""

    def begin(self, instruction: str = "") -> None:
        """Go into a field."""
        self._open.append(_Field(instruction[:_LONGEST], link=self.link))
        self._hiding += 1

    def instruct(self, text: str) -> None:
        """Take a piece of the instruction."""
        if self._open and not self._open[-1].in_result:
            now = self._open[-1]
            now.instruction = (now.instruction + text)[:_LONGEST]

    def separate(self) -> None:
        """Go from the instruction to the result."""
        if not self._open or self._open[-1].in_result:
            return
        now = self._open[-1]
        now.in_result = True
        match = _INSTRUCTION.match(now.instruction)
        name = match["name"].upper() if match else ""
        if match and name == "HYPERLINK":
            now.link = link_of(match["quoted"] or match["bare"] or "") or now.link
        now.shows = name not in _NOT_READ
        self._hiding -= now.shows

    def end(self) -> None:
        """Go out of a field."""
        if self._open:
            self._hiding -= not self._open.pop().shows

    def end_instructions(self) -> None:
        """Go out of the fields without a result: in a damaged file they would hide the rest."""
        while self._open and not self._open[-1].in_result:
            self.end()
