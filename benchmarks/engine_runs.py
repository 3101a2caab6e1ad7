"""One contestant of the engine's benchmark, in a process of its own.

    python -m benchmarks.engine_runs {engine,bare,fast,tune} MODEL FOLDER THREADS
    python -m benchmarks.engine_runs raw MODEL FOLDER THREADS SETTING
    python -m benchmarks.engine_runs stock MODEL FOLDER THREADS NUMBER PARTS
    python -m benchmarks.engine_runs one-article MODEL FILE THREADS OUT

The result is JSON on standard output. Times are from text to text: the model is loaded and has
translated a sentence before, splitting into sentences was done before, encoding and decoding count.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.engine_input import Batch, read_batch
from benchmarks.engine_peers import use_own_splitter

WARM_UP: Final = "La biblioteca del paese è aperta anche la domenica."
BATCH_SIZES: Final = (
    (16, "examples"),
    (32, "examples"),
    (64, "examples"),
    (128, "examples"),
    (1024, "tokens"),
    (2048, "tokens"),
    (4096, "tokens"),
)
ENGINE_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "engine": {},
    "bare": {"bare": True},
    "fast": {"fast": True},
}
"""The decoding settings of each contestant that is this project's engine."""


@dataclass(frozen=True, slots=True)
class RawSetting:
    """How CTranslate2 is driven."""

    inter_threads: int
    intra_threads: int
    max_batch_size: int
    batch_type: str

    def __str__(self) -> str:
        """Return what `parse` reads."""
        return f"{self.inter_threads}x{self.intra_threads}:{self.max_batch_size}:{self.batch_type}"

    @classmethod
    def parse(cls, text: str) -> "RawSetting":
        """Return the setting that `str` wrote."""
        threads, size, kind = text.split(":")
        inter, intra = threads.split("x")
        return cls(int(inter), int(intra), int(size), kind)


def stock(model: Path, batch: Batch) -> dict[str, Any]:
    """Translate as Argos Translate does by itself, a paragraph a call.

    ARGOS_INTER_THREADS and ARGOS_INTRA_THREADS say how many threads it uses and how.
    """
    translation = _stock_translation(model)
    translation.translate(WARM_UP)
    translation.translator = recorder = _Recorder(translation.translator)
    started = time.perf_counter()
    for paragraph in batch.paragraphs:
        translation.translate(paragraph)
    seconds = time.perf_counter() - started
    # Argos glues the pieces of a paragraph's sentences together: they are taken apart here.
    decode = translation.pkg.tokenizer.decode
    texts = [decode(result.hypotheses[0]).strip() for result in recorder.results]
    return {"seconds": seconds, "texts": texts}


def engine(model: Path, batch: Batch, threads: int, settings: dict[str, Any]) -> dict[str, Any]:
    """Translate with this project's engine alone, all articles together, as a run does."""
    # Each contestant loads only what it needs.
    from pipeline import Translator  # noqa: PLC0415
    from pipeline.engine import DecodingSettings  # noqa: PLC0415

    decoding = DecodingSettings(**settings)
    with Translator(str(model), threads=threads, settings=decoding) as translator:
        translator.translate([WARM_UP])
        texts: dict[int, list[str]] = {}
        started = time.perf_counter()
        groups = (article.sentences for article in batch.articles)
        for number, translations in translator.engine.translate_each(groups):
            texts[number] = [translation.text for translation in translations]
        seconds = time.perf_counter() - started
    ordered = [text for number in range(len(batch.articles)) for text in texts[number]]
    return {"seconds": seconds, "texts": ordered}


def raw(model: Path, batch: Batch, setting: RawSetting) -> dict[str, Any]:
    """Translate with CTranslate2 alone: all sentences in one call, sorted by their length."""
    tokenizer, translate = _raw_translation(model, setting)
    translate([tokenizer.encode(WARM_UP)])
    started = time.perf_counter()
    sources = [tokenizer.encode(sentence) for sentence in batch.sentences]
    order = sorted(range(len(sources)), key=lambda place: -len(sources[place]))
    results = translate([sources[place] for place in order])
    texts = [""] * len(sources)
    for place, result in zip(order, results, strict=True):
        texts[place] = tokenizer.decode(result.hypotheses[0]).strip()
    return {"seconds": time.perf_counter() - started, "texts": texts}


def tune(model: Path, batch: Batch, threads: int) -> dict[str, Any]:
    """Find the fastest setting of `raw`: the batch size first, then the threads' split."""
    seconds: dict[str, float] = {}

    def fastest(settings: Sequence[RawSetting]) -> RawSetting:
        for setting in settings:
            seconds[str(setting)] = raw(model, batch, setting)["seconds"]
        return min(settings, key=lambda setting: seconds[str(setting)])

    best = fastest([RawSetting(threads, 1, size, kind) for size, kind in BATCH_SIZES])
    splits = [inter for inter in range(1, threads) if threads % inter == 0]
    rivals = [
        RawSetting(inter, threads // inter, best.max_batch_size, best.batch_type)
        for inter in splits
    ]
    best = fastest([best, *rivals])
    return {"best": str(best), "seconds": seconds}


def one_article(model: Path, source: Path, out: Path) -> None:
    """Translate one file with the stock package and write the English: the naive script."""
    text = source.read_text(encoding="utf-8")
    out.write_text(_stock_translation(model).translate(text), encoding="utf-8")


class _Recorder:
    """Passes calls on to CTranslate2 and keeps the results of each sentence."""

    def __init__(self, translator: Any) -> None:  # noqa: ANN401
        self.results: list[Any] = []
        self._translator = translator

    def translate_batch(self, *arguments: Any, **options: Any) -> list[Any]:  # noqa: ANN401
        results: list[Any] = self._translator.translate_batch(*arguments, **options)
        self.results += results
        return results


def _stock_translation(model: Path) -> Any:  # noqa: ANN401
    from argostranslate import package, translate  # noqa: PLC0415 - 3 s, for one contestant

    use_own_splitter()
    italian, english = translate.Language("it", "Italian"), translate.Language("en", "English")
    return translate.PackageTranslation(italian, english, package.Package(model))


def _raw_translation(
    model: Path, setting: RawSetting
) -> tuple[Any, Callable[[list[list[str]]], list[Any]]]:
    import ctranslate2  # noqa: PLC0415
    from argostranslate import package  # noqa: PLC0415

    translator = ctranslate2.Translator(
        str(model / "model"),
        inter_threads=setting.inter_threads,
        intra_threads=setting.intra_threads,
    )

    def translate(sources: list[list[str]]) -> list[Any]:
        results: list[Any] = translator.translate_batch(
            sources,
            beam_size=4,
            length_penalty=0.2,
            max_batch_size=setting.max_batch_size,
            batch_type=setting.batch_type,
        )
        return results

    return package.Package(model).tokenizer, translate


def main() -> None:
    """Run the contestant that the command line names."""
    name, model, source, threads, *rest = sys.argv[1:]
    if name == "one-article":
        one_article(Path(model), Path(source), Path(rest[0]))
        return
    batch = read_batch(Path(source))
    if name == "stock":
        result = stock(Path(model), batch.part(*map(int, rest)))
    elif name == "raw":
        result = raw(Path(model), batch, RawSetting.parse(rest[0]))
    elif name == "tune":
        result = tune(Path(model), batch, int(threads))
    else:
        result = engine(Path(model), batch, int(threads), ENGINE_SETTINGS[name])
    json.dump(result, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
