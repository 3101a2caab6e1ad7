"""Looking words up in the lexicon."""

import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import LexiconError, NewerSchemaError
from pipeline.lexicon import Lexicon, default_lexicon

ENTRIES = [
    "a causa di\t\texpression\tbecause of",
    "accordo\t\tnoun\tagreement:12|deal:8",
    "capacità di calcolo\t\texpression\tcomputing power",
    "dire\t\tverb\tsay:14|tell:6",
    "dormire\t\tverb\tsleep",
    "fare\t\tverb\tdo:10|make:10",
    "mettere a disposizione\t\texpression\tmake available",
    "metterà\t1e\tverb\twill put",
    "porre\t\tverb\tput",
    "è\t1essere\tverb\tis",
]


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    """Make a lexicon of a few entries."""
    return Lexicon(write(tmp_path / "small.lexicon"))


def write(path: Path, schema: int = 1) -> Path:
    """Write a lexicon file."""
    text = f"schema: {schema}\nforms: 6\n\n" + "\n".join(ENTRIES) + "\n"
    path.write_bytes(zlib.compress(text.encode()))
    return path


def test_every_entry_is_found(small: Lexicon) -> None:
    """The first, the last and all between, with all they hold."""
    forms = [line.split("\t")[0] for line in ENTRIES]

    assert [entry.form for form in forms if (entry := small.lookup(form))] == forms
    assert [entry.form for entry in small] == forms


def test_an_entry_holds_lemma_part_of_speech_and_senses(small: Lexicon) -> None:
    """Senses come with their probabilities, the likeliest first."""
    entry = small.lookup("metterà")

    assert entry
    assert (entry.lemma, entry.part_of_speech) == ("mettere", "verb")
    assert [(s.text, s.probability) for s in entry.senses] == [("will put", 1.0)]
    accordo = small.lookup("accordo")
    assert accordo
    assert [(s.text, s.probability) for s in accordo.senses] == [("agreement", 0.6), ("deal", 0.4)]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Accordo,", "accordo"),
        ("L’accordo", "accordo"),
        ("dell'accordo", "accordo"),
        ("«accordo»", "accordo"),
        ("dirglielo", "dire"),
        ("dirlo", "dire"),
        ("farne", "fare"),
        ("porlo", "porre"),
        ("capacità  di calcolo", "capacità di calcolo"),
        ("c’è", "è"),
        ("accordi", "accordo"),
        ("dormirebbero", "dormire"),
        ("dormendo", "dormire"),
        ("metterà a disposizione", "mettere a disposizione"),
        ("a causa della", "a causa di"),
        ("a causa dell’", "a causa di"),
    ],
)
def test_words_are_found_as_they_stand_in_a_text(small: Lexicon, word: str, form: str) -> None:
    """Capitals, signs, elisions and clitic pronouns do not hide a word."""
    entry = small.lookup(word)

    assert entry
    assert entry.form == form


@pytest.mark.parametrize(
    "word", ["", "…", "accord", "accordoo", "zzz", "aaa", "lo", "'", "direi che"]
)
def test_what_is_not_there_is_not_found(small: Lexicon, word: str) -> None:
    """No entry is made up for a part of a word, for signs or for nothing."""
    assert small.lookup(word) is None


def test_the_longest_expression_wins(small: Lexicon) -> None:
    """An expression is found before its words."""
    words = "La capacità di calcolo è".split()

    found = small.longest(words, 1)
    single = small.longest(words, 4)

    assert found
    assert (found[0], found[1].senses[0].text) == (3, "computing power")
    assert single
    assert single[0] == 1
    assert small.longest(words, 0) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """Missing, foreign and future files give an error of ours."""
    foreign = tmp_path / "foreign"
    foreign.write_bytes(b"words")

    with pytest.raises(LexiconError, match="missing"):
        Lexicon(tmp_path / "missing")
    with pytest.raises(LexiconError, match="foreign"):
        Lexicon(foreign)
    with pytest.raises(NewerSchemaError, match="schema 2"):
        Lexicon(write(tmp_path / "future", schema=2))


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("addestramento", "training"),
        ("metterà", "put"),
        ("dell’accordo", "agreement"),
        ("sindaco", "mayor"),
        ("dirglielo", "tell"),
        ("data center", "data center"),
        ("capacità di calcolo", "computing"),
        ("vigili del fuoco", "firefighters"),
        ("mette a disposizione", "available"),
        ("in grado di", "able"),
        ("a causa della", "because of"),
    ],
)
def test_the_projects_own_lexicon_knows_its_news_words(word: str, english: str) -> None:
    """What a reader of the sample article clicks on is explained."""
    entry = default_lexicon().lookup(word)

    assert entry
    assert any(english in sense.text for sense in entry.senses)


def test_the_projects_own_lexicon_is_well_formed() -> None:
    """Sixty thousand forms, three thousand expressions, sorted, with one to five senses each."""
    lexicon = default_lexicon()
    entries = list(lexicon)
    forms = [entry.form.encode() for entry in entries]

    assert forms == sorted(set(forms))
    assert all(1 <= len(entry.senses) <= 5 for entry in entries)
    assert all(0 < sense.probability <= 1 for entry in entries for sense in entry.senses)
    expressions = [entry for entry in entries if " " in entry.form]
    assert len(expressions) >= 3000
    assert len(entries) - len(expressions) >= 55_000


def test_the_header_names_the_sources_and_their_licences() -> None:
    """Nobody has to guess where the entries come from; no source lacks a licence."""
    header = default_lexicon().header

    assert "Morph-it" in header["lemmas"]
    assert "news-authored (MIT)" in header["pairs"]
    assert "unknown" not in header["pairs"]
    assert "()" not in header["pairs"]


def test_the_command_prints_an_entry() -> None:
    """A word form or an expression; what is not there is one line and status 1."""
    found = CliRunner().invoke(cli, ["lexicon", "metterà"])
    missing = CliRunner().invoke(cli, ["lexicon", "qwertyuiop"])

    assert found.exit_code == 0
    assert found.stdout.startswith("metterà, from mettere (verb)\n")
    assert "put" in found.stdout
    assert missing.exit_code == 1
    assert "no entry for 'qwertyuiop'" in missing.stderr
