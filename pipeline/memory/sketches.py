"""Sketches of texts that tell quickly which ones cannot be similar.

A sketch counts the letters of a text, by kinds, in unary: a kind with n bits has as many of them
set as the text has letters of that kind, n at most. An insertion or deletion changes one count by
one, so the bits in which two sketches differ are never more than the insertions and deletions that
make one text of the other. What the sketches rule out is therefore truly out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Sketches = npt.NDArray[np.uint64]
    """One column of eight words a text."""

# Letters of one kind with their bits: about as many as a long sentence has of them. 512 in all.
_KINDS: Final[tuple[tuple[str, int], ...]] = (
    *((" ", 52), ("eE", 40), ("aA", 40), ("iI", 40), ("oO", 34), ("nN", 26), ("tT", 26)),
    *(("rR", 26), ("lL", 26), ("sS", 22), ("cC", 18), ("dD", 16), ("uU", 14), ("pP", 14)),
    *(("mM", 12), ("vV", 10), ("gG", 10), ("hH", 8), ("fF", 8), ("bB", 8), ("qQ", 4), ("zZ", 8)),
    *((",", 6), ("'’", 8), ("àèéìòùÀÈÉÌÒÙ", 8), ("0123456789", 16)),
)
_OTHER_BITS: Final = 12
_TABLE: Final = 0x100
"""Characters beyond Latin-1, the curly apostrophe aside, are of the kind of all others."""
_CURLY: Final = 0x2019
_CHUNK: Final = 20_000


def make_sketches(texts: Sequence[str]) -> "Sketches":
    """Return the sketches of `texts`: eight rows of 64 bits, a column a text."""
    import numpy as np  # noqa: PLC0415 - 0.1 s, not for every command

    parts = [_sketch(texts[start : start + _CHUNK]) for start in range(0, len(texts), _CHUNK)] or [
        _sketch(texts)
    ]
    return np.ascontiguousarray(np.concatenate(parts).T)


def differences(sketches: "Sketches", sketch: "Sketches") -> "npt.NDArray[np.uint16]":
    """Return the number of bits in which each of `sketches` differs from the one `sketch`."""
    import numpy as np  # noqa: PLC0415

    total = np.zeros(sketches.shape[1], np.uint16)
    for row, word in zip(sketches, sketch, strict=True):
        total += np.bitwise_count(row ^ word)
    return total


def _sketch(texts: Sequence[str]) -> "Sketches":
    import numpy as np  # noqa: PLC0415

    kinds = len(_KINDS) + 1
    table = np.full(_TABLE + 1, kinds - 1, np.int64)
    for kind, (letters, _) in enumerate(_KINDS):
        for letter in letters:
            table[_TABLE if ord(letter) == _CURLY else ord(letter)] = kind
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    # Only the curly apostrophe keeps a place of its own beyond the table's end.
    codes = np.where(codes == _CURLY, _TABLE, np.where(codes < _TABLE, codes, ord("\x00")))
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    counts = np.bincount(owners * kinds + table[codes], minlength=len(texts) * kinds)
    bits = [*(size for _, size in _KINDS), _OTHER_BITS]
    kind_of_bit = np.repeat(np.arange(kinds), bits)
    level_of_bit = np.concatenate([np.arange(size) for size in bits])
    unary = np.minimum(counts, 255).astype(np.uint8).reshape(-1, kinds)[:, kind_of_bit]
    return np.ascontiguousarray(np.packbits(unary > level_of_bit, axis=1)).view(np.uint64)
