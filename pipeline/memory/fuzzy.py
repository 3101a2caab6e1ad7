"""Hints: what people made of a similar sentence.

Similarity is rapidfuzz's normalised Indel similarity, 1 - (insertions + deletions) / (length of
both texts). The sentences that cannot reach the threshold are ruled out by their length and by a
sketch of their letters, both of which are bounds and no guesses: the most similar sentence at or
above the threshold is always found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.article import Origin
from pipeline.hardware import available_threads
from pipeline.memory.database import Readable
from pipeline.memory.number_repair import masked, repaired
from pipeline.memory.sketches import differences, make_sketches
from pipeline.memory.units import normalised

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DEFAULT_THRESHOLD: Final = 0.85
"""Least similarity of a hint."""
_SLACK: Final = 1e-6
_PAIRS_AT_ONCE: Final = 100_000
_REPAIRS_TRIED: Final = 5
"""Sentences with other numbers whose translation is tried, where there are many."""
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Hint:
    """What a person made of a similar sentence."""

    text: str
    """The English, with the numbers of the sentence asked for if it was repaired."""
    score: float
    """How similar the Italian sentences are, 0 to 1."""
    it: str
    """The similar sentence."""
    origin: Origin
    """Who made the English, `human` or `tm`."""
    repaired: bool
    """Whether the sentences differ in numbers alone, and those in `text` were changed by rule."""


class _Place(NamedTuple):
    memory: int
    id: int
    origin: Origin
    changed: str


class FuzzyIndex:
    """The sentences that people translated, ready to be compared; never changes."""

    def __init__(self, memories: Sequence[Readable]) -> None:
        """Read the sentences of all memories, and of each the best translation's place.

        The best is that of the first memory that has the sentence, a person's own before one from
        elsewhere, then the newest.

        Raises:
            MemoryFileError: a memory is damaged, or cannot be read.
        """
        import numpy as np  # noqa: PLC0415 - 0.1 s, not for every command

        self._memories = memories
        places: dict[str, _Place] = {}
        for number, memory in enumerate(memories):
            rows = memory.rows("SELECT id, it, origin, changed FROM units WHERE origin <> 'mt'")
            for row, it, origin, changed in rows:
                text = normalised(it)
                place = _Place(number, row, origin, changed)
                before = places.get(text)
                if before is None or _is_better(place, before):
                    places[text] = place
        self._texts = sorted(places, key=len)
        self._places = [places[text] for text in self._texts]
        self._lengths = np.array([len(text) for text in self._texts], np.int64)
        self._sketches = make_sketches(self._texts)
        self._masked: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            mask = masked(text)
            if mask is not None:
                self._masked[mask].append(number)

    def __len__(self) -> int:
        """Return the number of different sentences."""
        return len(self._texts)

    def hints(
        self, sentences: Sequence[str], threshold: float = DEFAULT_THRESHOLD
    ) -> list[Hint | None]:
        """Return a hint for each sentence, None where no other is similar enough.

        The same sentence is no hint. One that differs in its numbers alone, and whose translation
        can be repaired, comes before all others and need not reach the threshold. Of equally
        similar ones, that of the first memory wins, then a person's own, then the newest.

        Args:
            sentences: Italian sentences.
            threshold: Least similarity, above 0 and up to 1.

        Raises:
            MemoryFileError: a memory is damaged, or cannot be read.
            ValueError: `threshold` is out of range.
        """
        if not 0 < threshold <= 1:
            message = f"the threshold must be above 0 and at most 1, not {threshold}"
            raise ValueError(message)
        wanted = list(dict.fromkeys(normalised(sentence) for sentence in sentences))
        similar = self._most_similar(wanted, threshold) if self._texts else {}
        renumbered = {text: self._renumbered(text) for text in wanted}
        needed = {*similar.values(), *(n for numbers in renumbered.values() for n in numbers)}
        english = self._english(sorted(needed))
        found = {
            text: self._repaired(text, renumbered[text], english)
            or self._plain(text, similar.get(text), english)
            for text in wanted
        }
        return [found[normalised(sentence)] for sentence in sentences]

    def _most_similar(self, wanted: Sequence[str], threshold: float) -> dict[str, int]:
        """Return the number of the most similar other sentence, where there is one."""
        best = {}
        for batch in _batches(self._candidates(wanted, threshold)):
            scores = self._scores(batch, threshold)
            start = 0
            for text, numbers in batch:
                own = scores[start : start + len(numbers)]
                start += len(numbers)
                top = own.max(initial=0.0)
                if top >= threshold:
                    best[text] = self._ranked(numbers[own == top].tolist())[0]
        return best

    def _candidates(
        self, wanted: Sequence[str], threshold: float
    ) -> "Iterator[tuple[str, npt.NDArray[np.int64]]]":
        """Yield each sentence with the numbers of those that may be similar enough."""
        sketches = make_sketches(wanted)
        for number, text in enumerate(wanted):
            # Texts whose lengths alone make for more insertions than the threshold allows.
            least = len(text) * threshold / (2 - threshold) - 1
            most = len(text) * (2 - threshold) / threshold + 1
            low, high = self._lengths.searchsorted([least, most])
            bits = differences(self._sketches[:, low:high], sketches[:, number])
            allowed = (1 - threshold) * (self._lengths[low:high] + len(text)) + _SLACK
            numbers = (bits <= allowed).nonzero()[0] + low
            yield text, numbers

    def _scores(
        self, batch: "Sequence[tuple[str, npt.NDArray[np.int64]]]", threshold: float
    ) -> "npt.NDArray[np.float64]":
        """Return the similarities of a batch, 0 for the same text and below the threshold."""
        import numpy as np  # noqa: PLC0415
        from rapidfuzz.distance import Indel  # noqa: PLC0415 - only where hints are wanted
        from rapidfuzz.process import cpdist  # noqa: PLC0415

        ours: list[str] = []
        theirs: list[str] = []
        for text, numbers in batch:
            ours += [text] * len(numbers)
            theirs += map(self._texts.__getitem__, numbers.tolist())
        scores = cpdist(
            ours,
            theirs,
            scorer=Indel.normalized_similarity,
            score_cutoff=threshold - _SLACK,
            dtype=np.float64,
            workers=available_threads(),
        )
        # Only equal texts have no difference at all.
        return np.where(scores == 1.0, 0.0, scores)

    def _renumbered(self, text: str) -> list[int]:
        """Return the best numbers of sentences that differ from `text` in their numbers alone."""
        mask = masked(text)
        others = self._masked.get(mask, []) if mask is not None else []
        ranked = self._ranked(number for number in others if self._texts[number] != text)
        ranked.sort(key=lambda number: self._similarity(text, number), reverse=True)
        return ranked[:_REPAIRS_TRIED]

    def _ranked(self, numbers: Iterable[int]) -> list[int]:
        """Return the numbers of equally similar sentences, the best first."""
        ranked = sorted(numbers, key=lambda number: self._texts[number])
        ranked.sort(key=lambda number: self._places[number].changed, reverse=True)
        ranked.sort(key=lambda number: (self._places[number].memory, self._places[number].origin))
        return ranked

    def _similarity(self, text: str, number: int) -> float:
        from rapidfuzz.distance import Indel  # noqa: PLC0415

        return Indel.normalized_similarity(text, self._texts[number])

    def _english(self, numbers: Sequence[int]) -> dict[int, tuple[str, Origin]]:
        """Return the English and the origin of sentences, by their number."""
        found = {}
        for memory_number, memory in enumerate(self._memories):
            ids = {
                self._places[number].id: number
                for number in numbers
                if self._places[number].memory == memory_number
            }
            rows = list(ids)
            for start in range(0, len(rows), _CHUNK):
                chunk = rows[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                sql = f"SELECT id, en, origin FROM units WHERE id IN ({marks})"  # noqa: S608
                found.update(
                    {ids[row]: (en, origin) for row, en, origin in memory.rows(sql, chunk)}
                )
        return found

    def _repaired(
        self, text: str, numbers: Sequence[int], english: dict[int, tuple[str, Origin]]
    ) -> Hint | None:
        for number in numbers:
            if number not in english:
                continue
            translation, origin = english[number]
            fitting = repaired(self._texts[number], translation, text)
            if fitting is not None:
                score = self._similarity(text, number)
                return Hint(fitting, round(score, 3), self._texts[number], origin, repaired=True)
        return None

    def _plain(
        self, text: str, number: int | None, english: dict[int, tuple[str, Origin]]
    ) -> Hint | None:
        if number is None or number not in english:
            return None
        translation, origin = english[number]
        score = round(self._similarity(text, number), 3)
        return Hint(translation, score, self._texts[number], origin, repaired=False)


def _is_better(place: _Place, other: _Place) -> bool:
    """Tell whether a translation goes before another one of the same sentence."""
    if place.memory != other.memory or place.origin != other.origin:
        return (place.memory, place.origin) < (other.memory, other.origin)
    return place.changed > other.changed


def _batches(
    candidates: "Iterator[tuple[str, npt.NDArray[np.int64]]]",
) -> "Iterator[list[tuple[str, npt.NDArray[np.int64]]]]":
    """Yield sentences with their candidates, some 100,000 candidates at once."""
    batch = []
    size = 0
    for text, numbers in candidates:
        batch.append((text, numbers))
        size += len(numbers)
        if size >= _PAIRS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
