"""The decoder: the pieces of sentences in, hypotheses out, by CTranslate2, in batches.

What a source becomes depends on the source, the model and the search alone, never on the batch it
was decoded in, unless the search is limited by a vocabulary map. CTranslate2 pads the sources of a
batch to the length of its longest, and the width of that padding changes scores in their last bits.
So a source is always padded to the next multiple of `Search.padding`: a batch holds only sources
with the same multiple, and where none of them is just so long, a filler is decoded with them and
thrown away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pipeline.errors import BrokenModelError, UnsupportedComputingError
from pipeline.hardware import available_threads


class Tokenizer(Protocol):
    """Text to the model's pieces and back."""

    def encode(self, text: str) -> list[str]:
        """Return the pieces of `text`."""

    def decode(self, pieces: list[str]) -> str:
        """Return the text of `pieces`."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model as a package brings it."""

    name: str
    """The package's name, for messages."""
    folder: Path
    """Folder with `model.bin` and its vocabulary."""
    tokenizer: Tokenizer
    """The package's own."""
    target_prefix: str = ""
    """Piece that some multilingual models want in front of the target."""
    unknown: str = "<unk>"
    """The vocabulary's piece for what it does not know."""
    end: str = "</s>"
    """The vocabulary's end mark."""


@dataclass(frozen=True, slots=True)
class Search:
    """How hypotheses are searched for; the defaults are Argos Translate's own."""

    beam_size: int = 4
    """Hypotheses kept at each step."""
    length_penalty: float = 0.2
    """Exponent of the length by which the sum of log-probabilities is divided."""
    hypotheses: int = 1
    """How many of the best are returned, at most `beam_size`."""
    no_repeat_ngram: int = 0
    """Sequences of so many pieces may stand in a hypothesis once only; 0 for no such limit."""
    replace_unknowns: bool = False
    """Put the source piece that it looks at in the place of a piece unknown to the vocabulary."""
    padding: int = 4
    """Sources are padded to a multiple of so many pieces: more fills batches better, and computes
    more for nothing."""
    mapped: bool = False
    """Consider only what the decoder's vocabulary map allows the batch: what a source becomes then
    depends on its batch."""

    def padded(self, pieces: int) -> int:
        """Return the number of pieces that a source of `pieces` is padded to."""
        return -(-pieces // self.padding) * self.padding


class Request(NamedTuple):
    """What is to be decoded."""

    source: tuple[str, ...]
    """Pieces of the source."""
    search: Search
    """How."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A target that the model proposes."""

    pieces: tuple[str, ...]
    """The target's pieces."""
    score: float
    """Mean log-probability a piece, the end mark included."""
    length: int
    """Pieces that the score is the mean of."""
    cut_off: bool
    """Whether the limit of the length was reached before the end mark."""


Outcome = tuple[Hypothesis, ...] | None
"""The best hypotheses; None where the source is longer than the model has positions."""


class Batch(NamedTuple):
    """Requests that are being decoded."""

    requests: list[Request]
    limit: int
    filled: bool
    results: list[Any]


class Decoder:
    """A loaded model. Safe to call from several threads; `close` frees the memory."""

    def __init__(
        self,
        files: ModelFiles,
        *,
        threads: int | None = None,
        device: str = "cpu",
        compute_type: str = "default",
        vocabulary_map: str | None = None,
    ) -> None:
        """Load a model.

        Args:
            files: The model and its tokenizer.
            threads: Batches worked on at once, each on one thread; all cores by default. So
                split, threads never wait for each other: two threads on one batch took 1.5 times
                as long (`raw_settings` in `benchmarks/results/engine.json`).
            device: CTranslate2's name for where the model runs.
            compute_type: CTranslate2's name for the arithmetic; default keeps the model's own.
            vocabulary_map: What searches with `Search.mapped` are limited to, as CTranslate2
                reads it.

        Raises:
            BrokenModelError: CTranslate2 cannot load the model.
            UnsupportedComputingError: it cannot load it on this device or with this arithmetic.
        """
        import ctranslate2  # noqa: PLC0415 - 0.2 s that commands without translation need not pay

        self.threads = threads or available_threads()
        self.name = files.name
        self.unknown = files.unknown
        self._end = files.end
        self._target_prefix = files.target_prefix
        try:
            self._model: Any = ctranslate2.Translator(
                str(files.folder),
                device=device,
                compute_type=compute_type,
                inter_threads=self.threads,
                intra_threads=1,
                files=_with_map(files.folder, vocabulary_map) if vocabulary_map else None,
            )
        except (RuntimeError, ValueError, OSError) as error:
            if (device, compute_type) != ("cpu", "default"):
                raise UnsupportedComputingError(device, compute_type, str(error)) from error
            raise BrokenModelError(self.name, str(error)) from error

    def close(self) -> None:
        """Free the model's memory; nothing can be decoded after that."""
        self._model.unload_model()

    def begin(self, requests: Sequence[Request], *, filled: bool = True) -> Batch:
        """Begin to decode requests of one search and one padded length, in the background.

        Args:
            requests: What is to be decoded.
            filled: Pad them to their length with a filler, as always but in the last resort.
        """
        search = requests[0].search
        width = search.padded(len(requests[0].source))
        sources = [list(request.source) for request in requests]
        # With unknown pieces replaced a source has to be alone, see `alone`.
        filled = filled and max(map(len, sources)) < width and not alone(search)
        if filled:
            # End marks: models have nothing to say to them, so that a filler is soon decoded.
            sources.append([self._end] * width)
        limit = max_target_pieces(width)
        return Batch(list(requests), limit, filled, self._submit(sources, search, limit))

    def finish(self, batch: Batch) -> list[Outcome]:
        """Wait for a batch that was begun, and return what each of its requests became.

        Raises:
            BrokenModelError: the model fails on what others translate.
        """
        try:
            return [
                self._hypotheses(request, result.result(), batch.limit)
                for request, result in zip(batch.requests, batch.results, strict=False)
            ]
        except (RuntimeError, ValueError) as error:
            self._require_length_error(error)
        if len(batch.requests) == 1:
            # It may have been the filler that was too long.
            again = self.begin(batch.requests, filled=False) if batch.filled else None
            return self.finish(again) if again else [None]
        # One source beyond the model's positions fails its whole batch: each is decoded alone,
        # so that its neighbours get what they would get anywhere.
        return [
            outcome for request in batch.requests for outcome in self.finish(self.begin([request]))
        ]

    def _submit(self, sources: list[list[str]], search: Search, limit: int) -> list[Any]:
        prefix = [[self._target_prefix]] * len(sources) if self._target_prefix else None
        results: list[Any] = self._model.translate_batch(
            sources,
            target_prefix=prefix,
            beam_size=search.beam_size,
            length_penalty=search.length_penalty,
            num_hypotheses=search.hypotheses,
            no_repeat_ngram_size=search.no_repeat_ngram,
            replace_unknowns=search.replace_unknowns,
            max_decoding_length=limit,
            max_input_length=0,  # 0: nothing is cut off silently
            return_scores=True,
            use_vmap=search.mapped,
            asynchronous=True,
        )
        return results

    def _hypotheses(self, request: Request, result: Any, limit: int) -> tuple[Hypothesis, ...]:  # noqa: ANN401
        penalty = request.search.length_penalty
        found = []
        for target, score in zip(result.hypotheses, result.scores, strict=True):
            cut_off = len(target) >= limit
            length = len(target) if cut_off else len(target) + 1
            prefixed = self._target_prefix and target[:1] == [self._target_prefix]
            pieces = tuple(target[1:] if prefixed else target)
            found.append(Hypothesis(pieces, score * length**penalty / length, length, cut_off))
        return tuple(found)

    def _require_length_error(self, error: Exception) -> None:
        if "position" not in str(error):
            raise BrokenModelError(self.name, str(error)) from error


def _with_map(folder: Path, vocabulary_map: str) -> dict[str, bytes]:
    """Return the files of the model in `folder` with another vocabulary map."""
    model = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return {**model, "vmap.txt": vocabulary_map.encode()}


def alone(search: Search) -> bool:
    """Tell whether a source must be the only one of its batch.

    Searching with a beam, CTranslate2 gives the sources of a batch each other's attention for the
    first piece, and replaces unknown pieces by it.
    """
    return search.replace_unknowns


def max_target_pieces(padded_pieces: int) -> int:
    """Return how many pieces a hypothesis may have for a source padded to `padded_pieces`."""
    return min(2 * padded_pieces + 20, 200)
