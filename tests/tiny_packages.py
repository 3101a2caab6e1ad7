"""Argos packages of a few kilobytes, made in milliseconds, with random weights.

They translate to gibberish, but to the same gibberish every time, and they have what real ones
have: a CTranslate2 model, a SentencePiece or BPE tokenizer, metadata.
"""

import json
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

_WIDTH = 16
_HEADS = 2
_TEXT = [
    "il cane corre nel prato e la gatta dorme sul divano",
    "the dog runs in the meadow and the cat sleeps on the sofa",
    "una parola dopo l'altra fanno una frase lunga",
]


def make_package(  # noqa: PLR0913 - a package has that many sides
    folder: Path,
    *,
    tokenizer: str = "sentencepiece",
    positions: int = 64,
    pair: tuple[str, str] = ("it", "en"),
    version: str = "1.0",
    seed: int = 1,
) -> Path:
    """Make a package in `folder` and return it.

    Args:
        folder: Where to make it.
        tokenizer: "sentencepiece" or "bpe".
        positions: Pieces, the marks included, beyond which the model fails.
        pair: Languages named in its metadata.
        version: Its own version.
        seed: Of the weights.
    """
    (folder / "model").mkdir(parents=True)
    pieces = _sentencepiece(folder) if tokenizer == "sentencepiece" else _bpe(folder)
    _save_model(folder / "model", pieces, positions, seed)
    metadata = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": pair[0],
        "from_name": pair[0],
        "to_code": pair[1],
        "to_name": pair[1],
    }
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def _sentencepiece(folder: Path) -> list[str]:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_TEXT),
        model_prefix=str(folder / "sentencepiece"),
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "sentencepiece.vocab").unlink()
    processor = sentencepiece.SentencePieceProcessor(str(folder / "sentencepiece.model"))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _bpe(folder: Path) -> list[str]:
    # Two merges; every other character is a piece of its own, marked where a word goes on.
    (folder / "bpe.model").write_text("#version: 0.2\na n\ne </w>\n", encoding="utf-8")
    letters = sorted(set("".join(_TEXT)) - {" "})
    pieces = ["<unk>", "<s>", "</s>", "an", "an@@", "&apos;", ".", ","]
    return pieces + letters + [f"{letter}@@" for letter in letters]


def _save_model(folder: Path, pieces: list[str], positions: int, seed: int) -> None:
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), _HEADS, pre_norm=False)
    random = np.random.default_rng(seed)

    def draw(*shape: int) -> Any:  # noqa: ANN401
        return random.normal(0, 0.5, shape).astype(np.float32)

    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = draw(len(pieces), _WIDTH)
        side.scale_embeddings = False
        side.position_encodings.encodings = draw(positions, _WIDTH)
        layer = side.layer[0]
        _fill_attention(layer.self_attention, draw, fused=3)
        if hasattr(layer, "attention"):
            _fill_attention(layer.attention, draw, fused=2)
        _fill_linear(layer.ffn.linear_0, draw, 2 * _WIDTH, _WIDTH)
        _fill_linear(layer.ffn.linear_1, draw, _WIDTH, 2 * _WIDTH)
        _fill_norm(layer.ffn.layer_norm)
    _fill_linear(spec.decoder.projection, draw, len(pieces), _WIDTH)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    begin, end = "<s>", "</s>"
    spec.config.add_source_bos = spec.config.add_source_eos = True
    spec.config.decoder_start_token = spec.config.bos_token = begin
    spec.config.eos_token = end
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _fill_attention(attention: Any, draw: Any, *, fused: int) -> None:  # noqa: ANN401
    rows = [3 * _WIDTH] if fused == 3 else [_WIDTH, 2 * _WIDTH]
    for linear, size in zip(attention.linear, [*rows, _WIDTH], strict=True):
        _fill_linear(linear, draw, size, _WIDTH)
    _fill_norm(attention.layer_norm)


def _fill_linear(linear: Any, draw: Any, rows: int, columns: int) -> None:  # noqa: ANN401
    linear.weight = draw(rows, columns)
    linear.bias = draw(rows)


def _fill_norm(norm: Any) -> None:  # noqa: ANN401
    norm.gamma = np.ones(_WIDTH, np.float32)
    norm.beta = np.zeros(_WIDTH, np.float32)
