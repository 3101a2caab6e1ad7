"""The engine: sentences in, translations with scores out, by CTranslate2.

It knows nothing of articles or files. What it promises: a sentence's translation is a function of
the sentence, the model and the settings alone, whatever its neighbours, the batch size or the
number of threads. Padding changes scores in the last bits, so a batch holds only sentences of the
same number of pieces. That costs speed: `benchmarks/results/engine.json` has it beside padded
batches.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

from pipeline.checks import Flag
from pipeline.errors import BrokenModelError
from pipeline.hardware import available_threads
from pipeline.lengths import Part, split_to_fit

ENGINE_RULES: Final = 1
"""Raised by hand when the rules around the model change what it gives."""

MAX_SOURCE_PIECES: Final = 100
"""Longer sentences are translated in parts: packages name no limit, ours fails at 255."""
MAX_BATCH_PIECES: Final = 2048
"""Pieces in a batch: large enough to keep a core busy, small enough to stop soon."""
MAX_BATCH_SENTENCES: Final = 32
"""Sentences in a batch, so that short ones are spread over the threads too."""


# Anything but letters, digits, and marks that belong to what follows: quotes, brackets, currency,
# signs of numbers, hashtags and handles, inverted marks.
_LEADING_SIGNS: Final = re.compile(
    r"(?:[^\w\s\"'“”‘’«»‹›„(\[{$€£¥#@&%+−/\\.<>=~¿¡_-]|-(?=\s))+\s*(?=\S)"
)


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


@dataclass(frozen=True, slots=True)
class DecodingSettings:
    """How translations are searched for; the defaults are Argos Translate's own."""

    beam_size: int = 4
    """Hypotheses kept at each step."""
    length_penalty: float = 0.2
    """Exponent of the length by which the sum of log-probabilities is divided."""
    compute_type: str = "default"
    """CTranslate2's name for the arithmetic; default keeps the model's own."""
    device: str = "cpu"
    """Where the model runs."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence."""

    text: str
    """The English."""
    score: float | None
    """Mean log-probability a piece, the end mark included; None where no model was asked."""
    flags: tuple[Flag, ...] = ()
    """What the engine itself has doubts about."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    score: float
    pieces: int
    flags: frozenset[Flag]


class Engine:
    """A loaded model. Safe to call from several threads; `close` frees the memory."""

    def __init__(
        self,
        files: ModelFiles,
        *,
        threads: int | None = None,
        settings: DecodingSettings | None = None,
    ) -> None:
        """Load a model.

        Args:
            files: The model and its tokenizer.
            threads: Batches worked on at once, each on one thread; all cores by default.
            settings: How to decode.

        Raises:
            BrokenModelError: CTranslate2 cannot load the model.
        """
        import ctranslate2  # noqa: PLC0415 - 0.2 s that commands without translation need not pay

        self.settings = settings or DecodingSettings()
        self.threads = threads or available_threads()
        self._tokenizer = files.tokenizer
        self._target_prefix = files.target_prefix
        self._unknown = files.unknown
        self._name = files.name
        self._closed = False
        try:
            self._model: Any = ctranslate2.Translator(
                str(files.folder),
                device=self.settings.device,
                compute_type=self.settings.compute_type,
                inter_threads=self.threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise BrokenModelError(self._name, str(error)) from error

    def close(self) -> None:
        """Free the model's memory; the engine cannot translate after that."""
        self._closed = True
        self._model.unload_model()

    def translate(
        self,
        sentences: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> list[Translation | None]:
        """Translate `sentences`, all batched together, each distinct one once.

        Signs in front of a sentence, such as dialogue dashes, bullets and emoji, are not shown to
        the model and stand in front of the translation as they were.

        Args:
            sentences: Clean text; blank ones and those without a letter come back as they are.
            progress: Called with the number of distinct sentences or parts done since the last
                call.
            stopped: Asked between batches; once it says yes no more are begun.

        Returns:
            A translation a sentence, in the order given; None only for those not translated
            because of `stopped`.

        Raises:
            BrokenModelError: the model fails on what others translate.
            ValueError: the engine is closed.
        """
        if self._closed:
            message = "the engine is closed"
            raise ValueError(message)
        signs = {text: _LEADING_SIGNS.match(text) for text in dict.fromkeys(sentences)}
        parts = {text: self._split(text[_length(match) :]) for text, match in signs.items()}
        wanted = {part.text for split in parts.values() for part in split if has_letter(part.text)}
        decoded = self._decode(sorted(wanted), progress or _ignore, stopped or _never)
        results = {
            text: _translation(text[: _length(signs[text])], split, decoded)
            for text, split in parts.items()
        }
        return [results[text] for text in sentences]

    def _split(self, text: str) -> list[Part]:
        return split_to_fit(text, self._count, MAX_SOURCE_PIECES)

    def _count(self, text: str) -> int:
        return len(self._tokenizer.encode(text))

    def _decode(
        self, texts: Sequence[str], progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> dict[str, _Decoded]:
        """Decode distinct texts; those not begun when `stopped` are missing from the result."""
        sources = {text: self._tokenizer.encode(text) for text in texts}
        decoded: dict[str, _Decoded] = {}
        pending: deque[tuple[list[str], list[Any]]] = deque()

        def collect() -> None:
            batch, results = pending.popleft()
            for text, result in zip(batch, results, strict=True):
                decoded[text] = self._collect(text, sources[text], result)
            progress(len(batch))

        for batch in _batches(sources):
            if stopped():
                break
            pending.append((batch, self._submit([sources[text] for text in batch])))
            # Work for each thread is waiting; more would only delay a stop.
            if len(pending) > 2 * self.threads:
                collect()
        while pending:
            collect()
        return decoded

    def _submit(self, sources: list[list[str]], **options: object) -> list[Any]:
        """Queue sources of one length; returns CTranslate2's asynchronous results."""
        prefix = [[self._target_prefix]] * len(sources) if self._target_prefix else None
        results: list[Any] = self._model.translate_batch(
            sources,
            target_prefix=prefix,
            beam_size=self.settings.beam_size,
            length_penalty=self.settings.length_penalty,
            max_decoding_length=_max_target_pieces(len(sources[0])),
            max_input_length=0,  # 0: nothing is cut off silently
            return_scores=True,
            asynchronous=True,
            **options,
        )
        return results

    def _collect(self, text: str, source: list[str], result: Any) -> _Decoded:  # noqa: ANN401
        try:
            return self._decoded(source, result.result())
        except (RuntimeError, ValueError) as error:
            self._require_length_error(error)
        # One sentence beyond the model's positions fails its whole batch: each is decoded
        # alone, so that its neighbours get what they would get anywhere.
        return self._decode_alone(text, source)

    def _decode_alone(self, text: str, source: list[str]) -> _Decoded:
        try:
            return self._decoded(source, self._submit([source])[0].result())
        except (RuntimeError, ValueError) as error:
            self._require_length_error(error)
            halves = split_to_fit(text, self._count, max(1, len(source) // 2))
            if len(halves) == 1:
                raise BrokenModelError(self._name, str(error)) from error
        outcomes = {
            h.text: self._decode_alone(h.text, self._tokenizer.encode(h.text)) for h in halves
        }
        return _join(halves, outcomes)

    def _require_length_error(self, error: Exception) -> None:
        if "position" not in str(error):
            raise BrokenModelError(self._name, str(error)) from error

    def _decoded(self, source: list[str], result: Any) -> _Decoded:  # noqa: ANN401
        target = result.hypotheses[0]
        if self._unknown in target:
            # Argos copies the source piece that the unknown one looks at. Searched with a beam,
            # CTranslate2 gives a batch's sentences each other's attention; alone it does not.
            result = self._submit([source], replace_unknowns=True)[0].result()
            target = result.hypotheses[0]
        cut_off = len(target) >= _max_target_pieces(len(source))
        length = len(target) if cut_off else len(target) + 1
        if self._target_prefix and target[:1] == [self._target_prefix]:
            target = target[1:]
        return _Decoded(
            text=self._tokenizer.decode(target).strip(),
            score=result.scores[0] * length**self.settings.length_penalty / length,
            pieces=length,
            flags=frozenset({Flag.CUT_OFF} if cut_off else ()),
        )


def has_letter(text: str) -> bool:
    """Tell whether there is anything in `text` that a language could have a word for."""
    return any(character.isalpha() for character in text)


def _max_target_pieces(source_pieces: int) -> int:
    return min(2 * source_pieces + 20, 200)


def _batches(sources: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield batches of texts of exactly the same number of pieces, the longest first."""
    by_length: dict[int, list[str]] = {}
    for text, source in sources.items():
        by_length.setdefault(len(source), []).append(text)
    for length in sorted(by_length, reverse=True):
        texts = by_length[length]
        size = max(1, min(MAX_BATCH_SENTENCES, MAX_BATCH_PIECES // max(1, length)))
        for start in range(0, len(texts), size):
            yield texts[start : start + size]


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _translation(signs: str, parts: list[Part], decoded: dict[str, _Decoded]) -> Translation | None:
    """Put a sentence together: the signs in front of it and the parts that were decoded."""
    asked = [part.text for part in parts if has_letter(part.text)]
    source = signs + "".join(part.text + part.trailing for part in parts)
    if not asked:
        return Translation(source, None)
    if any(text not in decoded for text in asked):
        return None
    joined = _join(parts, decoded)
    if not joined.text:
        return Translation(source, None, (Flag.UNTRANSLATED,))
    return Translation(signs + joined.text, joined.score, tuple(sorted(joined.flags)))


def _join(parts: list[Part], decoded: dict[str, _Decoded]) -> _Decoded:
    """Put a sentence translated in parts together; a part without a letter stands as it is."""
    copied = _Decoded("", 0.0, 0, frozenset())
    outcomes = [decoded.get(part.text, replace(copied, text=part.text)) for part in parts]
    pieces = sum(outcome.pieces for outcome in outcomes)
    texts = [
        outcome.text + part.trailing if outcome.text else ""
        for part, outcome in zip(parts, outcomes, strict=True)
    ]
    split = {Flag.SPLIT} if len(parts) > 1 else set()
    return _Decoded(
        text="".join(texts).strip(),
        score=sum(outcome.score * outcome.pieces for outcome in outcomes) / max(1, pieces),
        pieces=pieces,
        flags=frozenset(split.union(*(outcome.flags for outcome in outcomes))),
    )


def _ignore(_count: int) -> None:
    pass


def _never() -> bool:
    return False
