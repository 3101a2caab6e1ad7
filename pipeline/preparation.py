"""What a sentence needs before a model sees it, and how that is undone in the English.

Capitals get ordinary case, a heading gets the full stop that models expect, and text that must not
change is hidden. Each step is undone in the opposite order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.casing import capitals_like, close_sentence, reopen_sentence, restore_casing
from pipeline.checks import Flag
from pipeline.protect import Masked, Protected, around, find_protected, maskings, unmask


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence as models take it best."""

    original: str
    """The sentence."""
    italian: str
    """The sentence in ordinary case, which its English is checked against."""
    text: str
    """The same with a full stop where it had none."""
    protected: tuple[Protected, ...]
    """What must not change, by its place in `text`."""

    @property
    def flags(self) -> frozenset[Flag]:
        """What is doubtful whatever the model makes of it."""
        return frozenset({Flag.ALL_CAPS} if self.italian != self.original else ())

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
        restored = unmask(english, masked) if masked.replacements else english
        return None if restored is None else self.reopen(restored)

    def reopen(self, english: str) -> str:
        """Return English without a full stop that the sentence did not have."""
        return reopen_sentence(english, closed=self.text != self.italian)

    def finish(self, english: str) -> str:
        """Return English with capitals where the sentence has them."""
        keep = [item.english for item in self.protected]
        return capitals_like(self.original, english, keep)


def has_letter(text: str) -> bool:
    """Tell whether there is anything in `text` that a language could have a word for."""
    return any(map(str.isalpha, text))


def prepare(
    original: str, code: Sequence[tuple[int, int]] = (), terms: Sequence[Protected] = ()
) -> Prepared:
    """Prepare a sentence.

    Args:
        original: The sentence.
        code: Stretches of it that are code because the source says so, in code points.
        terms: Stretches of `Prepared.italian` whose English is given, in order.
    """
    # Giving capitals their accents back moves what follows, so code keeps the case.
    italian = original if code else restore_casing(original)
    # Headlines in capitals are as often worse with a full stop as better.
    text = close_sentence(italian)[0] if italian == original else italian
    found = [
        item
        for item in find_protected(text, code)
        if all(item.end <= term.start or item.start >= term.end for term in terms)
    ]
    protected = tuple(sorted([*found, *terms], key=lambda item: item.start))
    return Prepared(original, italian, text, protected)
