"""Digests: what a result depends on, so that it is made anew exactly when that changes.

The project's version is in none of them. `reading` holds the numbers of the reading and
splitting rules, `translation` the model, the decoding and the machine's arithmetic, `rendering`
the templates.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict

from pipeline.engine import ENGINE_RULES, DecodingSettings
from pipeline.hardware import instruction_set
from pipeline.readers import READING_RULES
from pipeline.segment import SEGMENTING_RULES


def digest(content: Mapping[str, object]) -> str:
    """Return 16 hexadecimal digits of SHA-256 over `content` as canonical JSON."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def reading_digest() -> str:
    """Return the digest of the reader and splitter rules."""
    return digest({"reading": READING_RULES, "segmenting": SEGMENTING_RULES})


def translation_digest(model_sha256: str, settings: DecodingSettings, terms: str = "") -> str:
    """Return the digest of model, decoding, rules and arithmetic.

    It is known without loading the model: what the compute type "default" comes to follows from
    the model and the processor's kind.

    Args:
        model_sha256: Content hash of the package.
        settings: How sentences are translated.
        terms: Digest of the glossary's terms that stand in the article; empty where none does.
    """
    content: dict[str, object] = {
        **asdict(settings),
        "instruction_set": instruction_set(),
        "model": model_sha256,
        "rules": ENGINE_RULES,
    }
    return digest({**content, "terms": terms} if terms else content)
