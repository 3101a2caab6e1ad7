"""How a stretch of text looks, as far as its styles and properties decide it."""

from dataclasses import dataclass
from typing import Final

from pipeline.readers.runs import Run


@dataclass(frozen=True, slots=True)
class Look:
    """The marks of a stretch of text; None where one is left to a style behind it."""

    emphasis: bool | None = None
    """Whether it is in italics."""
    strong: bool | None = None
    """Whether it is bold."""
    hidden: bool | None = None
    """Whether it is not shown."""
    code: bool | None = None
    """Whether it is a computer's language."""

    def over(self, other: "Look") -> "Look":
        """Return this look, with what it leaves open from `other`."""
        return Look(
            other.emphasis if self.emphasis is None else self.emphasis,
            other.strong if self.strong is None else self.strong,
            other.hidden if self.hidden is None else self.hidden,
            other.code if self.code is None else self.code,
        )

    def run(self, text: str, link: str = "") -> Run:
        """Return `text` with these marks."""
        return Run(text, bool(self.emphasis), bool(self.strong), bool(self.code), link)


PLAIN: Final = Look()
