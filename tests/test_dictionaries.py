"""Dictionaries of a user's own: the three formats, and what is wrong with a file."""

import base64
import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import dictionaries
from pipeline.dictionaries import MAX_SENSE, Dictionary
from pipeline.errors import DictionaryError, PathNotFoundError
from pipeline.lexicon import default_lexicon

Entries = Sequence[tuple[str, bytes]]


def table(folder: Path, text: str) -> Path:
    """Write a table."""
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def stardict(folder: Path, entries: Entries, *, types: str = "m", packed: bool = False) -> Path:
    """Write a StarDict dictionary and return its .ifo."""
    index, data = b"", b""
    for word, content in entries:
        place = len(data).to_bytes(4, "big") + len(content).to_bytes(4, "big")
        index += word.encode() + b"\0" + place
        data += content
    info = f"StarDict's dict ifo file\nversion=2.4.2\nwordcount={len(entries)}\n"
    if types:
        info += f"sametypesequence={types}\n"
    (folder / "it.ifo").write_text(info, encoding="utf-8")
    (folder / "it.idx").write_bytes(index)
    name, content = ("it.dict.dz", gzip.compress(data)) if packed else ("it.dict", data)
    (folder / name).write_bytes(content)
    return folder / "it.ifo"


def dictd(folder: Path, entries: Sequence[tuple[str, str]], *, packed: bool = False) -> Path:
    """Write a dictd dictionary and return its .index."""
    lines, data = [], b""
    for word, text in entries:
        content = text.encode()
        lines.append(f"{word}\t{number(len(data))}\t{number(len(content))}\n")
        data += content
    (folder / "it.index").write_text("".join(lines), encoding="utf-8")
    name, packed_data = ("it.dict.dz", gzip.compress(data)) if packed else ("it.dict", data)
    (folder / name).write_bytes(packed_data)
    return folder / "it.index"


def number(value: int) -> str:
    """Return a number as dictd writes it."""
    letters = base64.b64encode(value.to_bytes(6, "big")).decode()
    return letters.lstrip("A") or "A"


def test_a_table(tmp_path: Path) -> None:
    """A word, a tab and its meanings; comments and empty lines are none; two lines add up."""
    path = table(
        tmp_path,
        "\ufeff# my words\naccordo\tdeal; pact\n\n"
        "L’Oro\tgold\naccordo\tchord\tmusic\naccordo\tdeal\n",
    )

    words = Dictionary(path)

    assert words.lookup("Accordo") == ["deal", "pact", "chord music"]
    assert words.lookup("l'oro") == ["gold"]
    assert words.lookup("oro") == []
    assert len(words) == 2


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("named", [".ifo", ".idx", ".dict"])
def test_stardict(tmp_path: Path, named: str, *, packed: bool) -> None:
    """Named by any of its files, packed or not."""
    stardict(tmp_path, [("accordo", b"deal\npact"), ("è", b"is")], packed=packed)

    words = Dictionary(tmp_path / f"it{named}{'.dz' if packed and named == '.dict' else ''}")

    assert words.lookup("accordo") == ["deal", "pact"]
    assert words.lookup("È") == ["is"]


@pytest.mark.parametrize(
    ("types", "content"),
    [
        ("m", b"deal"),
        ("tm", b"ak\xcb\x88k\xc9\x94rdo\0deal"),
        ("h", b"<div class='x'>deal</div><script></script>"),
        ("xW", b"<k>deal</k>\0RIFF"),
        ("Wm", b"\0\0\0\4RIFFdeal"),
        ("", b"mdeal\0"),
        ("", b"W\0\0\0\4RIFFmdeal"),
        ("", b"tabc\0mdeal"),
    ],
)
def test_the_text_of_a_stardict_entry(tmp_path: Path, types: str, content: bytes) -> None:
    """Plain, marked up or typed one by one; sounds, pictures and pronunciation are left out."""
    words = Dictionary(stardict(tmp_path, [("accordo", content), ("altro", content)], types=types))

    assert words.lookup("accordo") == ["deal"]
    assert words.lookup("altro") == ["deal"]


def test_stardict_synonyms(tmp_path: Path) -> None:
    """Other forms of a headword lead to its entry."""
    path = stardict(tmp_path, [("accordo", b"deal"), ("zio", b"uncle")])
    (tmp_path / "it.syn").write_bytes(b"zii\0" + (1).to_bytes(4, "big"))

    assert Dictionary(path).lookup("zii") == ["uncle"]


@pytest.mark.parametrize("packed", [False, True])
def test_dictd(tmp_path: Path, *, packed: bool) -> None:
    """Headword and pronunciation are left out, and what the dictionary says of itself."""
    path = dictd(
        tmp_path,
        [
            ("00-database-short", "FreeDict"),
            ("accordo", "accordo /akkɔrdo/ <n>\n1. deal\n2. chord\n"),
            ("zio", "uncle" + " " * 300),
        ],
        packed=packed,
    )

    words = Dictionary(path)

    assert words.lookup("accordo") == ["1. deal", "2. chord"]
    assert words.lookup("zio") == ["uncle"]
    assert words.lookup("00-database-short") == []


def test_long_entries_are_shortened(tmp_path: Path) -> None:
    """A page has room for five short senses."""
    text = "".join(f"{n} {'x' * 300}\n" for n in range(9))

    senses = Dictionary(stardict(tmp_path, [("accordo", text.encode())])).lookup("accordo")

    assert [sense[0] for sense in senses] == list("01234")
    assert {len(sense) for sense in senses} == {MAX_SENSE}


def test_forms_are_explained_by_their_lemma(tmp_path: Path) -> None:
    """The lexicon tells what a word is a form of, and what the dictionary lacks."""
    words = Dictionary(table(tmp_path, "mettere\tto put it\nzzz\tsleep\n"))
    lookup = default_lexicon().lookup

    put, sleep, mayor, nothing = (
        words.explain(key, lookup(key)) for key in ("metterà", "zzz", "sindaco", "qwertyuiop")
    )

    assert put
    assert (put.lemma, [sense.text for sense in put.senses]) == ("mettere", ["to put it"])
    assert sleep
    assert sleep.part_of_speech == ""
    assert mayor
    assert mayor.senses[0].text == "mayor"
    assert nothing is None


def test_the_hash_is_of_the_content(tmp_path: Path) -> None:
    """The same words elsewhere have the same hash; another meaning has not."""
    one = Dictionary(table(tmp_path, "zio\tuncle\n")).sha256
    (tmp_path / "sub").mkdir()

    assert Dictionary(table(tmp_path / "sub", "zio\tuncle\n")).sha256 == one
    assert Dictionary(table(tmp_path / "sub", "zio\taunt\n")).sha256 != one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no entry"),
        ("# nothing\n", "no entry"),
        ("zio\tuncle\nzia aunt\n", "line 2 .*no word and tab"),
        ("\tuncle\n", "line 1 .*no word and tab"),
        ("zio\t\n", "no entry"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    """The message names file and line."""
    with pytest.raises(DictionaryError, match=rf"words\.tsv.*{words}"):
        Dictionary(table(tmp_path, text))


def test_what_is_no_dictionary(tmp_path: Path) -> None:
    """Missing files and files that are not text."""
    with pytest.raises(PathNotFoundError, match="nowhere"):
        Dictionary(tmp_path / "nowhere.tsv")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(DictionaryError, match="not text in UTF-8"):
        Dictionary(tmp_path / "picture.png")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("it.idx", b"accordo\0\0\0", "middle of an entry"),
        ("it.idx", b"accordo", "middle of an entry"),
        ("it.idx", b"accordo\0\0\0\0\0\xff\xff\xff\xff", "outside its data"),
        ("it.dict", b"\x1f\x8bnot gzip", "it.dict is damaged"),
        ("it.syn", b"zii\0\0\0\0\7", "outside the index"),
    ],
)
def test_a_damaged_stardict(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """Every place is checked before it is read."""
    path = stardict(tmp_path, [("accordo", b"deal")])
    (tmp_path / name).write_bytes(content)

    with pytest.raises(DictionaryError, match=words):
        Dictionary(path)


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("accordo\tA\n", "line 1 .*no three fields"),
        ("accordo\tA\t!\n", "line 1 .*number is none"),
        ("accordo\tA\tzzzzzz\n", "outside its data"),
    ],
)
def test_a_damaged_dictd(tmp_path: Path, index: str, words: str) -> None:
    """Every place is checked before it is read."""
    path = dictd(tmp_path, [("accordo", "deal")])
    path.write_text(index, encoding="utf-8")

    with pytest.raises(DictionaryError, match=words):
        Dictionary(path)


@pytest.mark.parametrize("suffix", [".idx", ".dict"])
def test_a_missing_companion_is_named(tmp_path: Path, suffix: str) -> None:
    """A dictionary of several files needs them all."""
    path = stardict(tmp_path, [("accordo", b"deal")])
    (tmp_path / f"it{suffix}").unlink()

    with pytest.raises(DictionaryError, match=rf"it\{suffix} is missing"):
        Dictionary(path)


def test_a_small_file_cannot_become_a_huge_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is packed is read only so far."""
    monkeypatch.setattr(dictionaries, "MAX_BYTES", 1 << 20)
    path = stardict(tmp_path, [("accordo", b" " * (1 << 21))], packed=True)

    with pytest.raises(DictionaryError, match="larger than 1 MB"):
        Dictionary(path)
