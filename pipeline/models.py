"""Argos packages: which there are, which one translates, and loading it.

The only module that imports argostranslate. Importing it makes folders in the user's home and
fails where it cannot, so it is imported with its folders pointing at a temporary one, and the
places of installed packages are worked out here.
"""

import hashlib
import importlib
import json
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Final

from packaging.version import InvalidVersion, Version

from pipeline.data import data_path
from pipeline.decoder import ModelFiles, Tokenizer
from pipeline.errors import BrokenModelError, ModelNotFoundError, WrongLanguagePairError

PAIR: Final = ("it", "en")
MODEL_VARIABLE: Final = "BILINGUE_MODEL"
_IMPORT_LOCK: Final = Lock()
_ARGOS_FOLDERS: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
# Set by argostranslate for its whole process; a library may not do that to its caller.
_ARGOS_SIDE_EFFECT: Final = "KMP_DUPLICATE_LIB_OK"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An Italian-English package that could translate."""

    name: str
    """Such as translate-it_en-1_0."""
    version: str
    """The package's own version."""
    folder: Path
    """Where it lies."""
    reason: str
    """Where it comes from: installed, bundled, named by the user."""


@dataclass(frozen=True, slots=True)
class LoadedPackage:
    """What the engine and a record need of a package."""

    candidate: Candidate
    """Which package it is."""
    files: ModelFiles
    """What the engine loads."""
    sha256: str
    """Hash of everything in the package that a translation depends on."""


def candidates() -> list[Candidate]:
    """Return the packages that could translate, in the order in which they are preferred."""
    installed = [_candidate(folder, "installed") for folder in _installed_folders()]
    found = [candidate for candidate in installed if candidate is not None]
    found.sort(key=lambda candidate: candidate.name)
    found.sort(key=lambda candidate: _version(candidate.version), reverse=True)
    bundled = (_candidate(folder, "bundled") for folder in sorted(data_path("models").iterdir()))
    return found + [candidate for candidate in bundled if candidate is not None]


def choose(wanted: str | None = None) -> Candidate:
    """Return the package that translates.

    Args:
        wanted: "bundled", "installed", a package's name, or the path of a package folder;
            by default the environment variable BILINGUE_MODEL, then the first candidate.

    Raises:
        ModelNotFoundError: there is no such package.
        WrongLanguagePairError: the folder named is a package for other languages.
        BrokenModelError: the folder named is not a package.
    """
    source = "--model" if wanted else MODEL_VARIABLE
    wanted = wanted or os.environ.get(MODEL_VARIABLE)
    known = candidates()
    if not wanted:
        if known:
            return known[0]
        what = "for Italian to English"
        raise ModelNotFoundError(what, "the official one (bilingue model install)")
    for candidate in known:
        if wanted in {candidate.reason, candidate.name}:
            return replace(candidate, reason=f"{candidate.reason}, chosen by {source}")
    if Path(wanted).is_dir():
        return _named_folder(Path(wanted), f"folder chosen by {source}")
    raise ModelNotFoundError(wanted, ", ".join(["bundled", *(c.name for c in known)]))


def load(candidate: Candidate) -> LoadedPackage:
    """Read the package of `candidate`, the CTranslate2 model itself left to the engine.

    Raises:
        BrokenModelError: a part of the package is missing or damaged.
    """
    folder = candidate.folder
    model = folder / "model"
    if not (model / "model.bin").is_file():
        raise BrokenModelError(candidate.name, "model/model.bin is missing")
    vocabulary_map = model / "vmap.txt"
    if vocabulary_map.is_file() and vocabulary_map.stat().st_size == 0:
        # CTranslate2 4.8 crashes on it, which no exception could report.
        raise BrokenModelError(candidate.name, "model/vmap.txt is empty")
    with ThreadPoolExecutor(1) as beside:  # a core for the hash, one for Argos's modules
        sha256 = beside.submit(content_hash, folder)
        package = _argos_package(candidate)
        files = ModelFiles(
            name=candidate.name,
            folder=model,
            tokenizer=_tokenizer(package, candidate),
            target_prefix=str(getattr(package, "target_prefix", "") or ""),
            unknown=_special_piece(model, "unk_token", "<unk>"),
            end=_special_piece(model, "eos_token", "</s>"),
        )
        return LoadedPackage(candidate, files, sha256.result())


def content_hash(folder: Path) -> str:
    """Return the SHA-256 over all that a translation depends on: model, tokenizer, metadata."""
    digest = hashlib.sha256()
    parts = [*sorted((folder / "model").iterdir()), folder / "metadata.json"]
    parts += [folder / name for name in ("sentencepiece.model", "bpe.model")]
    for part in parts:
        if part.is_file():
            digest.update(f"{part.name}\0{part.stat().st_size}\0".encode())
            with part.open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
    return digest.hexdigest()


def packages_folder() -> Path:
    """Return the folder in which Argos Translate keeps the user's packages.

    The order is argostranslate's own: environment, settings file, data folder.
    """
    named = os.environ.get("ARGOS_PACKAGES_DIR") or _argos_setting("ARGOS_PACKAGES_DIR")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "argos-translate" / "packages"


def read_metadata(folder: Path) -> dict[str, Any]:
    """Return a package's metadata.

    Raises:
        BrokenModelError: there is none or it is not JSON.
    """
    try:
        metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenModelError(str(folder), f"no readable metadata.json: {error}") from error
    if not isinstance(metadata, dict):
        raise BrokenModelError(str(folder), "metadata.json is not an object")
    return metadata


def measured_bleu(candidate: Candidate) -> float | None:
    """Return the BLEU that this package reached on FLORES-200 dev, if it was measured."""
    scores = json.loads((data_path("models") / "scores.json").read_text(encoding="utf-8"))
    bleu = scores.get(content_hash(candidate.folder), {}).get("bleu")
    return float(bleu) if bleu is not None else None


def _installed_folders() -> list[Path]:
    try:
        return [folder for folder in packages_folder().iterdir() if folder.is_dir()]
    except OSError:  # none installed, or none that may be read
        return []


def _candidate(folder: Path, reason: str) -> Candidate | None:
    """Return the package in `folder`, or None where there is none for Italian to English."""
    try:
        metadata = read_metadata(folder)
    except BrokenModelError:
        return None
    if (metadata.get("from_code"), metadata.get("to_code")) != PAIR:
        return None
    if reason == "installed" and not (folder / "model" / "model.bin").is_file():
        return None
    version = str(metadata.get("package_version", ""))
    name = "-".join(["translate", "_".join(PAIR), version.replace(".", "_")])
    return Candidate(name, version, folder, reason)


def _named_folder(folder: Path, reason: str) -> Candidate:
    metadata = read_metadata(folder)
    candidate = _candidate(folder, reason)
    if candidate is None:
        pair = f"{metadata.get('from_code')} to {metadata.get('to_code')}"
        raise WrongLanguagePairError(folder.name, pair)
    return candidate


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _argos_setting(key: str) -> str:
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    try:
        text = (Path(config) / "argos-translate" / "settings.json").read_text(encoding="utf-8")
        settings = json.loads(text)
    except (OSError, ValueError):
        return ""
    return str(settings.get(key, "")) if isinstance(settings, dict) else ""


def _argos_package(candidate: Candidate) -> Any:  # noqa: ANN401 - argostranslate has no types
    try:
        with _argostranslate() as module:
            return module.Package(candidate.folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenModelError(candidate.name, str(error)) from error


@contextmanager
def _argostranslate() -> Iterator[Any]:
    """Import `argostranslate.package` without a trace in the user's home or environment."""
    with _IMPORT_LOCK, tempfile.TemporaryDirectory(prefix="bilingue-") as folder:
        changed = (*_ARGOS_FOLDERS, _ARGOS_SIDE_EFFECT)
        before = {name: os.environ.get(name) for name in changed}
        os.environ.update(dict.fromkeys(_ARGOS_FOLDERS, folder))
        try:
            module = importlib.import_module("argostranslate.package")
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
        yield module


def _tokenizer(package: Any, candidate: Candidate) -> Tokenizer:  # noqa: ANN401
    own = getattr(package, "tokenizer", None)
    if own is None:
        raise BrokenModelError(candidate.name, "neither sentencepiece.model nor bpe.model")
    try:
        if hasattr(own, "lazy_processor"):
            return _SentencePiece(own.lazy_processor())
        own.encode("Prova.")  # BPE reads its file at the first use
    except (OSError, RuntimeError, ValueError, IndexError) as error:
        raise BrokenModelError(candidate.name, f"tokenizer: {error}") from error
    tokenizer: Tokenizer = own
    return tokenizer


class _SentencePiece:
    """The package's SentencePiece model, decoded without Argos's loss of underscores."""

    def __init__(self, processor: Any) -> None:  # noqa: ANN401 - sentencepiece has no types
        self._processor = processor

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        return str(self._processor.decode_pieces(pieces))


def _special_piece(model: Path, name: str, usual: str) -> str:
    try:
        config = json.loads((model / "config.json").read_text(encoding="utf-8"))
        return str(config.get(name, usual))
    except (OSError, ValueError, AttributeError):  # older packages have no config.json
        return usual
