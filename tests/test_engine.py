"""The engine: nothing truncated, nothing lost, the same sentence always translated the same."""

import json
import random
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import ctranslate2
import pytest

from pipeline import models
from pipeline.checks import Flag
from pipeline.decoder import Batch, Decoder, Request
from pipeline.engine import FAST_BEAM, DecodingSettings, Engine
from pipeline.errors import BrokenModelError, UnsupportedComputingError
from pipeline.letters import has_letter
from tests.tiny_packages import make_package


def load(folder: Path, threads: int = 2, *, bare: bool = False, fast: bool = False) -> Engine:
    """Load the package in `folder`."""
    files = models.load(models.choose(str(folder))).files
    return Engine(files, threads=threads, settings=DecodingSettings(bare=bare, fast=fast))


@pytest.fixture(scope="module")
def bundled() -> Iterator[Engine]:
    """Load the model that the project ships."""
    engine = load(Path(__file__).parent.parent / "models" / "it_en")
    yield engine
    engine.close()


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Engine]:
    """Load a random model that fails beyond 64 pieces."""
    engine = load(make_package(tmp_path / "tiny", positions=64), bare=True)
    yield engine
    engine.close()


def texts(engine: Engine, sentences: list[str]) -> list[str]:
    """Translate and keep the texts."""
    return [t.text for t in engine.translate(sentences) if t is not None]


@pytest.mark.model
def test_results_come_back_in_order(bundled: Engine) -> None:
    """Sentences are sorted by length for the model, not for the caller."""
    short, long = "Buongiorno.", "La biblioteca del paese è aperta anche la domenica mattina."

    assert texts(bundled, [long, short, long]) == [
        *texts(bundled, [long]),
        *texts(bundled, [short]),
        *texts(bundled, [long]),
    ]


@pytest.mark.model
def test_blank_text_never_reaches_the_model(bundled: Engine) -> None:
    """Blank and letterless texts come back as they are, without a score."""
    results = bundled.translate(["", "   ", "***", "— 12 —"])

    assert [(r.text, r.score) for r in results if r] == [
        ("", None),
        ("   ", None),
        ("***", None),
        ("— 12 —", None),
    ]


@pytest.mark.model
def test_scores_are_normalised_by_length(bundled: Engine) -> None:
    """A score is a mean log-probability: negative, and no lower for being long."""
    short, long = bundled.translate(
        ["La casa è grande.", "La casa è grande e la porta è aperta, ma il giardino è chiuso."]
    )

    assert short
    assert short.score is not None
    assert -1 < short.score < 0
    assert long
    assert long.score is not None
    assert -1 < long.score < 0


@pytest.mark.model
@pytest.mark.parametrize(
    ("italian", "kept"),
    [
        ("Il file nome_utente_1.txt è qui.", "_1.txt"),
        ("Nel 2026 sono arrivate 38 persone.", "2026"),
        ("Nel 2026 sono arrivate 38 persone.", "38"),
        ("— Buongiorno, disse la signora.", "— "),
        ("- Il primo punto della lista.", "- "),
        ("• Il secondo punto.", "• "),
        ("😀 Ciao a tutti.", "😀 "),
        ("…e poi il silenzio.", "…"),
        ("**  Nota importante.", "**  "),
    ],
)
def test_underscores_numbers_and_leading_characters_survive(
    bundled: Engine, italian: str, kept: str
) -> None:
    """What Argos Translate loses is still there."""
    assert kept in texts(bundled, [italian])[0]


@pytest.mark.model
@pytest.mark.parametrize("count", [1, 2, 100, 500, 2000])
def test_a_sentence_of_any_length_is_translated(bundled: Engine, count: int) -> None:
    """One to two thousand words without punctuation: no exception, nothing left out."""
    words = ["casa", "strada", "libro", "acqua", "tempo"] * (count // 5 + 1)
    (result,) = bundled.translate([" ".join(words[:count])])

    assert result
    assert len(result.text.split()) >= 0.4 * count
    assert Flag.SPLIT in result.flags or count < 500


@pytest.mark.model
def test_a_word_of_five_thousand_characters_is_translated(bundled: Engine) -> None:
    """A word without an end is cut, not dropped."""
    (result,) = bundled.translate(["precipitevolissimevolmente" * 193])

    assert result
    assert len(result.text) > 1000
    assert Flag.SPLIT in result.flags


@pytest.mark.model
def test_the_same_sentence_is_translated_the_same_everywhere(bundled: Engine) -> None:
    """Three hundred sentences: alone, shuffled, in other batches, on one thread."""
    nouns = ["cane", "gatto", "sindaco", "treno", "giornale"]
    ends = ["oggi", "domani in piazza", "nel 2026", "con molta calma e senza fretta", "ieri sera"]
    middle = ["dorme", "arriva", "parla con la gente", "torna dalla città"]
    sentences = [f"Il {n} {m} {e} {i}." for n in nouns for m in middle for e in ends for i in "abc"]
    together = bundled.translate(sentences)
    shuffled = random.Random(7).sample(sentences, len(sentences))  # noqa: S311

    assert len(sentences) == 300
    alone = [bundled.translate([sentence])[0] for sentence in sentences]
    assert alone == together
    single = load(Path(__file__).parent.parent / "models" / "it_en", threads=1)
    again = dict(zip(shuffled, single.translate(shuffled), strict=True))
    single.close()
    assert [again[sentence] for sentence in sentences] == together


def test_a_model_with_few_positions_gets_shorter_parts(tiny: Engine) -> None:
    """A length error halves the sentence in question and nothing else."""
    long, short = "il cane corre nel prato " * 12, "la gatta dorme"

    both = tiny.translate([long, short])

    assert both[0]
    assert both[0].text
    assert Flag.SPLIT in both[0].flags
    assert both[1] == tiny.translate([short])[0]


def test_a_part_translated_twice_is_not_lost(tiny: Engine) -> None:
    """A sentence whose halves are the same text gets both."""
    half = "il cane corre nel prato e dorme"
    (result,) = tiny.translate([" ".join([half] * 8)])

    assert result
    assert len(result.text) > 4 * len(texts(tiny, [half])[0])


def test_a_bpe_package_translates(tmp_path: Path) -> None:
    """Older Argos packages have a BPE tokenizer."""
    engine = load(make_package(tmp_path / "bpe", tokenizer="bpe"))

    (result,) = engine.translate(["il cane dorme"])

    assert result
    assert result.text
    assert "@@" not in result.text
    engine.close()


def test_nothing_is_begun_once_stopped(tiny: Engine) -> None:
    """A wish to stop leaves the rest untranslated, and says so."""
    assert tiny.translate(["il cane", "la gatta", "***"], stopped=lambda: True) == [
        None,
        None,
        tiny.translate(["***"])[0],
    ]


def test_repeated_sentences_are_translated_once(
    tiny: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model sees each distinct sentence once, and progress counts them all."""
    decoded: list[Request] = []
    begin = Decoder.begin

    def noting(decoder: Decoder, requests: Sequence[Request]) -> Batch:
        decoded.extend(requests)
        return begin(decoder, requests)

    monkeypatch.setattr(Decoder, "begin", noting)
    seen: list[int] = []
    tiny.translate(["il cane", "il cane", "la gatta dorme"], progress=seen.append)

    assert len(decoded) == len(set(decoded))
    assert sum(seen) == 3


def test_a_closed_engine_says_so(tmp_path: Path) -> None:
    """Using an engine after closing it is a fault of the caller's."""
    engine = load(make_package(tmp_path / "tiny"))
    engine.close()

    with pytest.raises(ValueError, match="closed"):
        engine.translate(["il cane"])


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_a_damaged_model_is_named(tmp_path: Path, content: bytes | None) -> None:
    """An empty, foreign or cut-off model file gives one clear error."""
    folder = make_package(tmp_path / "rotto")
    file = folder / "model" / "model.bin"
    file.write_bytes(file.read_bytes()[:-100] if content is None else content)

    with pytest.raises(BrokenModelError, match="translate-it_en-1_0"):
        load(folder)


def test_a_vocabulary_that_does_not_match_is_named(tmp_path: Path) -> None:
    """A package whose vocabulary is cut fails on a sentence, in one line."""
    folder = make_package(tmp_path / "rotto")
    vocabulary = folder / "model" / "shared_vocabulary.json"
    pieces = json.loads(vocabulary.read_text(encoding="utf-8"))
    vocabulary.write_text(json.dumps(pieces[:5]), encoding="utf-8")

    with pytest.raises(BrokenModelError, match="translate-it_en-1_0"):
        load(folder).translate(["il cane corre nel prato"])


def test_only_letters_are_worth_a_model() -> None:
    """Digits and signs need no translation; letters of any script do."""
    assert has_letter("1 a")
    assert has_letter("北京")
    assert not has_letter("12 % — …")


@pytest.mark.parametrize(
    "settings", [DecodingSettings(device="cuda"), DecodingSettings(compute_type="float16")]
)
def test_what_the_machine_cannot_compute_is_named(
    tmp_path: Path, settings: DecodingSettings
) -> None:
    """The package is not blamed for a missing graphics card or a kind of number."""
    files = models.load(models.choose(str(make_package(tmp_path / "tiny")))).files
    if ctranslate2.get_cuda_device_count():
        pytest.skip("only on machines without a graphics card")

    with pytest.raises(UnsupportedComputingError, match="leave out --device"):
        Engine(files, settings=settings)


@pytest.mark.model
def test_fast_translations_are_much_like_the_others(bundled: Engine, bundled_model: Path) -> None:
    """Twenty sentences, with numbers and names, most of them nearly word for word."""
    data = bundled_model.parent.parent / "benchmarks" / "data" / "flores-dev.it"
    sentences = data.read_text(encoding="utf-8").splitlines()[:20]
    fast = load(bundled_model, fast=True)
    pairs = list(zip(texts(fast, sentences), texts(bundled, sentences), strict=True))
    fast.close()

    alike = [SequenceMatcher(None, a.split(), b.split()).ratio() for a, b in pairs]
    assert sorted(alike)[len(alike) // 2] > 0.7
    assert min(alike) > 0.3


def test_a_doubtful_sentence_gets_the_full_search_in_fast_mode_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first search has a smaller beam and the vocabulary map."""
    searches: list[tuple[int, bool]] = []
    begin = Decoder.begin

    def noting(decoder: Decoder, requests: Sequence[Request]) -> Batch:
        found = [one.search for one in requests if not one.search.replace_unknowns]
        searches.extend((search.beam_size, search.mapped) for search in found)
        return begin(decoder, requests)

    monkeypatch.setattr(Decoder, "begin", noting)
    engine = load(make_package(tmp_path / "tiny"), fast=True)
    engine.translate(["il cane corre nel prato"])
    engine.close()

    assert searches[0] == (FAST_BEAM, True)
    assert {beam for beam, _ in searches[1:]} == {4, 8}
    assert not any(mapped for _, mapped in searches[1:])
