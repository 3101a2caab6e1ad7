"""What a sentence needs before a model sees it, and how that is undone in the English.

Capitals get ordinary case, a heading gets the full stop that models expect, and text that must not
change is hidden. Each step is undone in the opposite order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.casing import capitals_like, close_sentence, reopen_sentence, restore_casing
from pipeline.centuries import find_eras, with_ordinals
from pipeline.checks import Flag
from pipeline.letters import has_letter
from pipeline.protect import Masked, Protected, around, find_protected, maskings, unmask
from pipeline.quotation_marks import with_real_marks

# Marks of where a word may be divided, and others that have no width.
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_FIRST_WORD: Final = re.compile(r"^[\W_]*(?P<word>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence as models take it best."""

    original: str
    """The sentence."""
    italian: str
    """The sentence in ordinary case, which its English is checked against."""
    text: str
    """The same as the model reads it: with a full stop where it had none, centuries in digits."""
    closed: bool
    """Whether the full stop was put there."""
    protected: tuple[Protected, ...]
    """What must not change, by its place in `text`."""
    code: tuple[tuple[int, int], ...] = ()
    """What of it is code because the source says so."""

    def hiding(self, items: Sequence[Protected]) -> "Prepared":
        """Return the sentence prepared anew, with stretches hidden whose English is given."""
        return prepare(self.italian, self.code, items)

    @property
    def flags(self) -> frozenset[Flag]:
        """What is doubtful whatever the model makes of it."""
        lowered = self.italian != self.original.translate(_INVISIBLE)
        return frozenset({Flag.ALL_CAPS} if lowered else ())

    def maskings(self) -> tuple[Masked, ...]:
        """Return what may be shown to the model, the form that reads best first."""
        return maskings(self.text, self.protected) or (Masked(self.text, ()),)

    def pieces(self) -> tuple[str | Protected, ...]:
        """Return the protected texts and what stands between them."""
        return around(self.text, self.protected)

    def all_protected(self) -> bool:
        """Tell whether nothing is left that a model could translate."""
        return not any(isinstance(piece, str) and has_letter(piece) for piece in self.pieces())

    def restore(self, english: str, masked: Masked) -> str | None:
        """Return what the model made of `masked` with the protected text in it.

        None where something that must not change did not come back exactly once.
        """
        restored = unmask(english, masked)
        return None if restored is None else self.reopen(restored)

    def reopen(self, english: str) -> str:
        """Return English without a full stop that the sentence did not have."""
        return reopen_sentence(english, closed=self.closed)

    def finish(self, english: str) -> str:
        """Return English with capitals and quotation marks where the sentence has them."""
        keep = [item.english for item in self.protected]
        english = _capital_first(self.italian, capitals_like(self.original, english, keep), keep)
        if any('"' in text or "'" in text for text in keep):  # it must come through as it is
            return english
        return with_real_marks(self.original, english)

    def unprotected(self, text: str) -> str:
        """Return the Italian or the English without what came through unchanged."""
        for item in self.protected:
            if item.kind not in ("quantity", "number", "term"):
                for form in (item.text, item.english):
                    text = text.replace(form, " ")
        return text

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a stretch of `italian` is at least partly protected."""
        return any(start < item.end and item.start < end for item in self.protected)


def prepare(
    original: str, code: tuple[tuple[int, int], ...] = (), terms: Sequence[Protected] = ()
) -> Prepared:
    """Prepare a sentence.

    Args:
        original: The sentence.
        code: Stretches of it that are code because the source says so, in code points.
        terms: Stretches of `Prepared.italian` whose English is given, in order.
    """
    # What moves the text, such as accents given back to capitals, would lose the places of code.
    italian = original if code else restore_casing(original.translate(_INVISIBLE))
    # Headlines in capitals are as often worse with a full stop as better.
    text, closed = close_sentence(italian) if italian == original else (italian, False)
    found = list(find_protected(text, code))
    eras = [
        Protected(start, end, text[start:end], "number", english)
        for start, end, english in find_eras(text)
    ]
    for item in (*terms, *eras):
        # Text that must not change wins over terms and numbers in it.
        if all(item.end <= other.start or item.start >= other.end for other in found):
            found.append(item)
    if not found:  # it would move them
        text = with_ordinals(text)
    protected = tuple(sorted(found, key=lambda item: item.start))
    return Prepared(original, italian, text, closed, protected, code)


def _capital_first(italian: str, english: str, keep: Sequence[str]) -> str:
    """Return English that begins with a capital where the Italian does, as models may forget."""
    theirs, ours = _FIRST_WORD.match(italian), _FIRST_WORD.match(english)
    if not (theirs and ours and theirs["word"][0].isupper() and ours["word"].islower()):
        return english
    if english.startswith(tuple(keep)) or ours["word"] in italian.split():
        return english
    place = ours.start("word")
    return english[:place] + english[place].upper() + english[place + 1 :]
