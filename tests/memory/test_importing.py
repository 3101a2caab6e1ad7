"""Taking files into a memory."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.article import Article, Block, FrozenMapping, Pair
from pipeline.errors import MemoryImportError, PathNotFoundError
from pipeline.exports.tsv import write_tsv
from pipeline.keys import sentence_keys
from pipeline.memory.database import Database
from pipeline.memory.export_tables import write_table
from pipeline.memory.importing import ImportResult, import_units
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.record import Digests, ModelNote, Record
from pipeline.store import Store

TEXTS = [("Piove.", "It rains."), ("Nevica.", "It snows."), ("Grandina.", "It hails.")]
PAIRS = tuple(
    Pair(number, 1, "paragraph", it, en, en, "mt", -0.5, ("name",), key)
    for number, ((it, en), key) in enumerate(zip(TEXTS, sentence_keys(TEXTS), strict=True), start=1)
)
TMX = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
 adminlang="en" srclang="it" datatype="plaintext"/><body>
<tu><tuv xml:lang="it-IT"><seg>Piove.</seg></tuv>
<tuv xml:lang="en-GB"><seg>It rains.</seg></tuv></tu>
<tu><tuv xml:lang="it"><seg>Nevica.</seg></tuv>
<tuv xml:lang="en" creationid="MT!"><seg>It snows.</seg></tuv></tu>
</body></tmx>
"""
XLIFF = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="it" trgLang="en">
<file id="f1" original="a"><unit id="u1"><segment state="reviewed">
<source>Piove.</source><target>It rains.</target></segment></unit></file></xliff>
"""


def texts(memory: Database) -> list[tuple[str, str, str]]:
    """Return origin, Italian and English of the units of a memory."""
    return [(unit.origin, unit.it, unit.en) for unit in all_units(memory)]


def file(folder: Path, name: str, content: str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def article_table(folder: Path) -> Path:
    """Write a table of ours: the first row edited, the second of another memory, the last as is."""
    folder.mkdir(exist_ok=True)
    edited = replace(PAIRS[0], en="It is raining.")
    other = replace(PAIRS[1], origin="tm", score=None, flags=())
    return file(folder, "articolo.tsv", write_tsv([edited, other, PAIRS[2]]))


def test_a_table_of_ours_gives_what_people_made(memory: Database, tmp_path: Path) -> None:
    """Edited rows are a person's, with the sentences around them; the machine's are left out."""
    result = import_units(memory, article_table(tmp_path))

    assert result == ImportResult(units=2, machine_left_out=1, incomplete=0)
    first, second = all_units(memory)
    assert (first.origin, first.en, first.previous, first.next) == (
        "human", "It is raining.", "", "Nevica.",
    )  # fmt: skip
    assert (second.origin, second.en, second.previous) == ("tm", "It snows.", "Piove.")
    assert first.document == "articolo"
    assert first.score is None


def test_the_machine_is_taken_where_wanted(memory: Database, tmp_path: Path) -> None:
    """With its score, its flags, and the digest from the record beside the table."""
    table = article_table(tmp_path / "out")
    blocks = tuple(Block("paragraph", it) for it, _ in TEXTS)
    article = Article("Titolo", "articolo.txt", "it", FrozenMapping(), blocks)
    record = Record(
        name="articolo",
        article=article,
        pairs=PAIRS,
        digests=Digests("r", "0123456789abcdef", "x"),
        model=ModelNote("m", "1", "s"),
        version="1",
    )
    Store(tmp_path / "out").write(record, "<html></html>", None)

    result = import_units(memory, table, machine=True)

    assert result.units == 3
    machine = next(unit for unit in all_units(memory) if unit.origin == "mt")
    assert (machine.en, machine.digest) == ("It hails.", "0123456789abcdef")
    assert (machine.score, machine.flags) == (-0.5, ("name",))


def test_importing_twice_changes_nothing(memory: Database, tmp_path: Path) -> None:
    """What is there already stays one unit."""
    table = article_table(tmp_path)
    import_units(memory, table)
    before = texts(memory)

    import_units(memory, table)

    assert texts(memory) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.tsv", "Piove.\tIt rains.\nNevica.\tIt snows.\n", id="no header"),
        pytest.param("a.txt", "\ufeffPiove.\tIt rains.\r\nNevica.\tIt snows.", id="BOM and CRLF"),
        pytest.param("a.tsv", "it\ten\nPiove.\tIt rains.\nNevica.\tIt snows.\n", id="our names"),
        pytest.param(
            "a.tsv", "EN\tIT\nIt rains.\tPiove.\nIt snows.\tNevica.\n", id="our names, reversed"
        ),
        pytest.param(
            "a.tsv", "Italiano\tInglese\nPiove.\tIt rains.\nNevica.\tIt snows.\n", id="other names"
        ),
        pytest.param(
            "a.tsv", "English\tItalian\nIt rains.\tPiove.\nIt snows.\tNevica.\n", id="reversed"
        ),
        pytest.param(
            "a.tsv", "Piove.\tIt rains.\tnote\n\nsolo\nNevica.\tIt snows.\n", id="ragged rows"
        ),
        pytest.param("a.csv", "it,en\nPiove.,It rains.\nNevica.,It snows.\n", id="commas"),
    ],
)  # fmt: skip
def test_plain_tables(memory: Database, tmp_path: Path, name: str, content: str) -> None:
    """Italian and English on each line, with or without names of the columns."""
    import_units(memory, file(tmp_path, name, content))

    assert texts(memory) == [("tm", "Piove.", "It rains."), ("tm", "Nevica.", "It snows.")]


def test_rows_without_text_are_counted(memory: Database, tmp_path: Path) -> None:
    """A row whose English is missing is left out and told of."""
    table = file(tmp_path, "a.tsv", "it\ten\nPiove.\tIt rains.\nNevica.\t\n")

    assert import_units(memory, table) == ImportResult(units=1, machine_left_out=0, incomplete=1)


@pytest.mark.parametrize("name", ["a.tmx", "a.xml"])
def test_tmx(memory: Database, tmp_path: Path, name: str) -> None:
    """People's units come in as `tm`, the machine's where wanted; the suffix does not matter."""
    path = file(tmp_path, name, TMX)

    assert import_units(memory, path).machine_left_out == 1
    assert texts(memory) == [("tm", "Piove.", "It rains.")]
    import_units(memory, path, machine=True)
    assert texts(memory)[1:] == [("mt", "Nevica.", "It snows.")]


def test_xliff(memory: Database, tmp_path: Path) -> None:
    """Translated segments come in as `tm`."""
    import_units(memory, file(tmp_path, "a.xlf", XLIFF))

    assert texts(memory) == [("tm", "Piove.", "It rains.")]


def test_a_memory_s_own_table_comes_back(memory: Database, tmp_path: Path) -> None:
    """All fields survive, people's and the machine's."""
    units = [
        MemoryUnit(
            "Piove.", "“It rains.”", "human", "Sì.", "No.", "a/b", "k1",
            changed="2026-01-01T00:00:00Z",
        ),
        MemoryUnit(
            "Nevica.", "It snows.", "mt", "Ma.", None, "", "", "d1", -1.5, ("name", "split"),
            "2026-01-02T00:00:00Z",
        ),
    ]  # fmt: skip

    import_units(memory, file(tmp_path, "a.tsv", write_table(units)), machine=True)

    assert list(all_units(memory)) == units


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('Dice "sì".', 'Dice "sì".', id="as it was written"),
        pytest.param('"Sì"', '"Sì"', id="a sentence in quotes"),
        pytest.param('Dice "sì".', '"Dice ""sì""."', id="as a spreadsheet saves it"),
    ],
)
def test_quotes_of_a_memory_s_own_table(
    memory: Database, tmp_path: Path, old: str, new: str
) -> None:
    """Quotes are the sentence's own unless a spreadsheet put them there."""
    table = write_table([MemoryUnit("Piove.", "EN", "human"), MemoryUnit("Ma.", "But.", "tm")])

    import_units(memory, file(tmp_path, "a.tsv", table.replace("EN", new)))

    assert [en for _, _, en in texts(memory)] == [old, "But."]


def test_progress_is_told(memory: Database, tmp_path: Path) -> None:
    """How many units were read, and how many there are where that is known."""
    told: list[tuple[int, int | None]] = []

    import_units(memory, file(tmp_path, "a.tmx", TMX), lambda *args: told.append(args))
    import_units(memory, file(tmp_path, "a.tsv", "Piove.\tRain.\n"), lambda *a: told.append(a))

    assert told == [(2, 2), (1, None)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "Solo un testo.\nSenza tabella.\n", "cannot be imported"),
        ("a.tsv", "", "cannot be imported"),
        ("a.tsv", "it\ten\n", "no Italian sentence"),
        ("a.tmx", "<tmx><body>", "complete XML"),
        ("a.tmx", "no XML at all", "complete XML"),
        (
            "a.tsv",
            (
                "The water of the lake is very cold.\tL'acqua del lago è molto fredda.\n"
                "We do not know where they have gone.\tNon sappiamo dove sono andati.\n"
            ),
            "second column",
        ),
    ],
)
def test_what_cannot_be_imported(
    memory: Database, tmp_path: Path, name: str, content: str, reason: str
) -> None:
    """One clear line that names the file."""
    with pytest.raises(MemoryImportError, match=reason) as caught:
        import_units(memory, file(tmp_path, name, content))

    assert name in str(caught.value)
    assert texts(memory) == []


def test_a_missing_file(memory: Database, tmp_path: Path) -> None:
    """As everywhere."""
    with pytest.raises(PathNotFoundError):
        import_units(memory, tmp_path / "gone.tmx")
