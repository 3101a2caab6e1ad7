"""The vocabulary map: what an Italian form may become, in the pieces of the model in question."""

import json
import re
import zlib
from pathlib import Path

import pytest

from pipeline import models
from pipeline.decoder import Decoder, Request, Search
from pipeline.lexicon import Lexicon, default_lexicon
from pipeline.vocabulary_map import LONGEST_KEY, encode_words, make_vocabulary_map
from tests.tiny_packages import make_package

ENTRIES = [
    "cane\t\tnoun\tdog:12|hound:8",
    "cane da pastore\t\texpression\tsheepdog",
    "lunedì\t\tnoun\tMonday",
    "oca\t\tnoun\twild goose",
    "precipitevolissimevolmente\t\tadverb\theadlong",
]
CUT = re.compile(r"▁?[^\W_]{1,4}|▁?\W")
Map = dict[str, set[str]]


class Quarters:
    """A tokenizer that cuts words after every fourth letter."""

    def encode(self, text: str) -> list[str]:
        """Return the pieces, as SentencePiece marks them."""
        return [piece for word in text.split() for piece in CUT.findall("▁" + word)]

    def decode(self, pieces: list[str]) -> str:
        """Return the text."""
        return "".join(pieces).replace("▁", " ").strip()


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    """Make a lexicon of a few entries."""
    text = "schema: 1\n\n" + "\n".join(ENTRIES) + "\n"
    (tmp_path / "small.lexicon").write_bytes(zlib.compress(text.encode()))
    return Lexicon(tmp_path / "small.lexicon")


@pytest.fixture
def found(tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Map:
    """Make a map in which nothing is always allowed for being frequent."""
    monkeypatch.setattr("pipeline.vocabulary_map.FREQUENT", 0)
    words = "dog hound Dog Hound Monday wild Wild goose Goose headlong Headlong sheepdog the Verdi"
    pieces = [piece for word in words.split() for piece in Quarters().encode(word)]
    vocabulary = dict.fromkeys(
        ["<unk>", *pieces, "7", "▁1234", "x", "?!", "北", "<0xE5>", "\n", " "]
    )
    write_vocabulary(tmp_path, list(vocabulary))
    return read(make_vocabulary_map(tmp_path, Quarters(), lexicon))


def write_vocabulary(folder: Path, pieces: list[str]) -> None:
    """Write a vocabulary that both languages share."""
    (folder / "shared_vocabulary.json").write_text(json.dumps(pieces), encoding="utf-8")


def read(text: str) -> Map:
    """Return a map's pieces by its keys, each of which stands there once."""
    lines = [line.split("\t") for line in text.splitlines()]
    assert len({key for key, _ in lines}) == len(lines)
    return {key: set(pieces.split(" ")) for key, pieces in lines}


@pytest.mark.parametrize(
    ("key", "pieces"),
    [
        ("▁cane", "▁dog ▁houn d ▁Dog ▁Houn"),
        ("▁Cane", "▁dog ▁houn d ▁Dog ▁Houn"),
        ("▁lune dì", "▁Mond ay"),
        ("▁oca", "▁wild ▁goos e ▁Wild ▁Goos"),
        ("oca", "▁wild ▁goos e ▁Wild ▁Goos"),
        ("Oca", "▁wild ▁goos e ▁Wild ▁Goos"),
        ("▁Verd", "▁Verd"),
    ],
)
def test_a_form_stands_for_the_pieces_of_its_english(found: Map, key: str, pieces: str) -> None:
    """In both cases, behind an elision, and a piece that English shares for itself."""
    # Single letters are always allowed, and so not repeated.
    assert found[key] == set(pieces.split()) - found[""]


def test_what_any_sentence_may_need_is_always_allowed(found: Map) -> None:
    """Function words, characters, short numbers and signs; of other scripts only what is copied."""
    assert {"▁the", "7", "x", "d", "?!", "<0xE5>"} <= found[""]
    assert not {"▁dog", "▁1234", "北"} & found[""]
    assert found["北"] == {"北"}
    assert found["▁1234"] == {"▁1234"}


def test_expressions_and_very_long_forms_have_no_entry(found: Map) -> None:
    """CTranslate2 would look up sequences of as many pieces at every place."""
    assert max(key.count(" ") for key in found) < LONGEST_KEY
    assert "▁shee" in found["▁shee"]


def test_two_forms_of_the_same_pieces_share_an_entry(
    tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two lines with one key CTranslate2 would take the last alone."""
    monkeypatch.setattr("pipeline.vocabulary_map.FREQUENT", 0)

    class Blind(Quarters):
        def encode(self, text: str) -> list[str]:
            return super().encode(re.sub("oca|lunedì", "cane", text))

    write_vocabulary(tmp_path, ["▁dog", "▁goos", "▁Mond"])
    found = read(make_vocabulary_map(tmp_path, Blind(), lexicon))

    assert found["▁cane"] == {"▁dog", "▁goos", "▁Mond"}


def test_vocabularies_of_two_languages_are_told_apart(tmp_path: Path, lexicon: Lexicon) -> None:
    """Older models have two lists of lines; a target piece that is unknown is never named."""
    (tmp_path / "source_vocabulary.txt").write_text("<unk>\n▁cane\n▁dog\n", encoding="utf-8")
    (tmp_path / "target_vocabulary.txt").write_text("<unk>\n▁dog\n", encoding="utf-8")

    assert make_vocabulary_map(tmp_path, Quarters(), lexicon) == ("\t▁dog\n<unk>\t<unk>\n")


@pytest.mark.parametrize("kind", ["sentencepiece", "bpe"])
def test_words_are_cut_together_as_they_are_alone(tmp_path: Path, kind: str) -> None:
    """Whatever the tokenizer, and also where it sees other words than those between spaces."""
    tokenizer = models.load(models.choose(str(make_package(tmp_path / kind, tokenizer=kind)))).files
    words = ["cane", "gatta", "l'altra", "prato...", "Il", "x"]

    for some in (words, ["cane", "gatta"]):
        alone = [" ".join(tokenizer.tokenizer.encode(word)) for word in some]
        assert encode_words(tokenizer.tokenizer, some) == alone


@pytest.mark.parametrize("kind", ["sentencepiece", "bpe"])
def test_only_a_mapped_search_is_limited_by_the_map(tmp_path: Path, kind: str) -> None:
    """It finds what the map allows, and any other search what it finds without a map."""
    files = models.load(models.choose(str(make_package(tmp_path / kind, tokenizer=kind)))).files
    source = tuple(files.tokenizer.encode("il cane"))

    def decode(vocabulary_map: str | None, *, mapped: bool) -> set[str]:
        decoder = Decoder(files, threads=1, vocabulary_map=vocabulary_map)
        (outcome,) = decoder.finish(decoder.begin([Request(source, Search(mapped=mapped))]))
        decoder.close()
        assert outcome
        return set(outcome[0].pieces)

    free = decode(None, mapped=False)
    others = [piece for piece in "ilcane" if piece not in free]

    assert decode(f"\t{others[0]}\n{source[0]}\t{others[1]}\n", mapped=True) <= {
        *others[:2],
        "<unk>",
        "<s>",
    }
    assert decode("\tx\n", mapped=False) == free


@pytest.mark.model
def test_the_bundled_model_can_still_say_what_references_say(bundled_model: Path) -> None:
    """Nearly all pieces of human translations are allowed, and most of the vocabulary is not."""
    files = models.load(models.choose(str(bundled_model))).files
    found = read(make_vocabulary_map(files.folder, files.tokenizer, default_lexicon()))
    data = Path(__file__).parent.parent / "benchmarks" / "data"
    wanted = allowed = candidates = 0
    lines = [(data / f"flores-dev.{code}").read_text("utf-8").splitlines() for code in ("it", "en")]
    for italian, english in list(zip(*lines, strict=True))[:100]:
        source = files.tokenizer.encode(italian)
        spans = (source[i : i + n] for n in range(1, LONGEST_KEY + 1) for i in range(len(source)))
        some = found[""].union(*(found.get(" ".join(span), set()) for span in spans))
        target = files.tokenizer.encode(english)
        wanted += len(target)
        allowed += sum(piece in some for piece in target)
        candidates += len(some)

    assert allowed / wanted > 0.94
    assert candidates / 100 < 5000
