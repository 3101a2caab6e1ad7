"""Memories of other programs, and files that somebody made to do harm."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from pipeline.errors import MemoryImportError
from pipeline.exports.tmx_reading import read_tmx
from pipeline.exports.xliff_reading import read_xliff
from pipeline.exports.xml_reading import MAX_ELEMENTS, language_of, moment_of
from pipeline.memory.units import MemoryUnit
from tests.export_documents import saved

MEMORIES: Final = Path(__file__).resolve().parent.parent / "data" / "memory"
Read = Callable[[Path], Iterator[MemoryUnit]]

TMX: Final = """<tmx version="1.4"><header creationtool="x" creationtoolversion="1"
segtype="sentence" o-tmf="x" adminlang="en" srclang="it" datatype="plaintext"/>
<body>{}</body></tmx>"""
TU: Final = (
    """<tu><tuv xml:lang="it"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>"""
)
XLIFF: Final = """<xliff version="1.2"><file original="a" source-language="it" target-language="en">
<body>{}</body></file></xliff>"""
TRANS_UNIT: Final = "<trans-unit id='1'><source>{}</source><target>{}</target></trans-unit>"


def _read(name: str) -> list[MemoryUnit]:
    read = read_tmx if name.endswith(".tmx") else read_xliff
    return list(read(MEMORIES / name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "omegat-project_save.tmx",
            [
                ("La piazza era piena.", "The square was full.", "tm"),
                ("Il sindaco tace & aspetta.", "The mayor is silent & waits.", "mt"),
                ("Domani piove.", "It will rain tomorrow.", "tm"),
                ("Prego.", "Please.", "tm"),
                ("Prego.", "You are welcome.", "tm"),
            ],
        ),
        ("omegat-level2.tmx", [("La biblioteca è chiusa.", "The library is closed.", "tm")]),
        (
            "memoq.tmx",
            [
                ("I passeggeri protestano.", "The passengers are protesting.", "tm"),
                ("Prima riga seconda riga", "First line second line", "mt"),
            ],
        ),
        (
            "trados.tmx",
            [
                ("Il consiglio ha approvato il piano.", "The council approved the plan.", "tm"),
                ("Costa 12 € al chilo.", "It costs 12 € a kilo.", "mt"),
            ],
        ),
        (
            "okapi.xlf",
            [
                ("Il comune apre alle nove.", "The town hall opens at nine.", "tm"),
                ("Chiude alle due.", "It closes at two.", "tm"),
                ("Tradotto dalla macchina.", "Translated by the machine.", "mt"),
                ("Tradotto e firmato.", "Translated and signed.", "tm"),
                ("Al contrario.", "The other way round.", "tm"),
            ],
        ),
        (
            "trados.sdlxliff",
            [("Piove.", "It is raining.", "tm"), ("Tira vento.", "It is windy.", "mt")],
        ),
        (
            "memoq.mqxliff",
            [
                ("Il fiume sale.", "The river is rising.", "tm"),
                ("La diga tiene.", "The dam holds.", "mt"),
            ],
        ),
        (
            "version2.xlf",
            [
                ("La mostra apre oggi.", "The exhibition opens today.", "tm"),
                ("Costa poco.", "It is cheap.", "tm"),
            ],
        ),
    ],
)
def test_a_programs_memory_is_understood(name: str, expected: list[tuple[str, str, str]]) -> None:
    """Its language codes, inline codes, machine marks and unfinished segments."""
    assert [(unit.it, unit.en, unit.origin) for unit in _read(name)] == expected


def test_contexts_are_known_where_the_program_wrote_them() -> None:
    """OmegaT's properties and memoQ's; an empty one is the article's end, none is unknown."""
    omegat = _read("omegat-project_save.tmx")
    assert [(unit.previous, unit.next, unit.document) for unit in (omegat[0], *omegat[3:])] == [
        (None, None, ""),
        ("", "La piazza era piena.", "sub/articolo.txt"),
        ("Domani piove.", "", "sub/articolo.txt"),
    ]
    memoq = _read("memoq.tmx")[0]
    assert (memoq.previous, memoq.next, memoq.document) == (
        "Il treno è in ritardo.",
        "Aspettiamo & basta.",
        "articolo.docx",
    )


def test_a_segment_that_is_not_read_is_still_a_neighbour() -> None:
    """An untranslated segment stands between two translated ones."""
    units = _read("okapi.xlf")

    assert units[1].next == "Testo non tradotto."
    assert units[2].previous == "Testo non tradotto."
    assert (units[3].next, units[4].previous) == ("", "")  # the file's end and another's beginning


def test_the_last_change_counts() -> None:
    """Of the English before the unit's, of a change before the making."""
    assert [unit.changed for unit in _read("omegat-project_save.tmx")][:2] == [
        "2024-03-05T10:11:12Z",
        "2024-03-01T09:00:00Z",
    ]
    assert _read("trados.tmx")[0].changed == "2023-09-12T08:00:00Z"
    assert _read("memoq.mqxliff")[0].changed == "2024-02-03T04:05:06Z"
    assert not _read("version2.xlf")[0].changed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20240131T235959Z", "2024-01-31T23:59:59Z"),
        ("2024-01-31T23:59:59.123Z", "2024-01-31T23:59:59Z"),
        ("20240231T000000Z", ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_dates_are_read_or_left(text: str | None, expected: str) -> None:
    """A date that does not exist is no date."""
    assert moment_of(text) == expected


@pytest.mark.parametrize("code", ["it", "IT", "it-IT", "it_CH", " it-it"])
def test_regions_do_not_matter(code: str) -> None:
    """Italian is Italian."""
    assert language_of(code.strip()) == "it"


BOMB: Final = (
    '<!DOCTYPE {root} [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
ADDRESS: Final = '<!DOCTYPE {root} [<!ENTITY i SYSTEM "{address}">]>'


@pytest.mark.parametrize(
    ("read", "root", "content"),
    [
        (read_tmx, "tmx", TMX.format(TU.format("&i;", "Bomb."))),
        (read_xliff, "xliff", XLIFF.format(TRANS_UNIT.format("&i;", "Bomb."))),
    ],
)
@pytest.mark.parametrize("kind", ["bomb", "file"])
def test_entities_are_refused(
    read: Read, root: str, content: str, kind: str, tmp_path: Path
) -> None:
    """Neither grows a file to gigabytes nor reads another file."""
    secret = saved(tmp_path / "secret.txt", b"segreto")
    if kind == "bomb":
        definition = BOMB.replace("{root}", root)
    else:
        definition = ADDRESS.format(root=root, address=secret.as_uri())
    path = saved(tmp_path / f"bad.{root}", f"{definition}{content}".encode())

    with pytest.raises(MemoryImportError, match=r"bad\.\w+ cannot be imported"):
        list(read(path))


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        (read_tmx, TMX.format(TU.format("a", "b"))[:-20], "no complete XML"),
        (read_tmx, "", "no complete XML"),
        (read_tmx, "Solo testo.", "no complete XML"),
        (read_tmx, "\x00\x01\x02", "no complete XML"),
        (read_tmx, XLIFF.format(""), "begins with xliff"),
        (read_xliff, TMX.format(""), "begins with tmx"),
        (read_xliff, "<xliff/>" * 2, "no complete XML"),
        (read_tmx, TMX.format("<tu>" * 300 + "</tu>" * 300), "no complete XML"),
        (read_tmx, TMX.format(f"<tu>{'<tuv/>' * MAX_ELEMENTS}</tu>"), "not built like a memory"),
        (read_tmx, TMX.format("<p/>" * (MAX_ELEMENTS + 1)), "not built like a memory"),
    ],
)
def test_a_bad_file_is_one_clear_error(
    read: Read, content: str, reason: str, tmp_path: Path
) -> None:
    """Cut off, empty, no XML, another format, too deep, or a heap of elements."""
    path = saved(tmp_path / "bad.xml", content.encode())

    with pytest.raises(MemoryImportError, match=reason):
        list(read(path))


def test_a_missing_file_is_the_same_error(tmp_path: Path) -> None:
    """The system's reason is told."""
    with pytest.raises(MemoryImportError, match=r"none\.tmx cannot be imported"):
        list(read_tmx(tmp_path / "none.tmx"))


def test_units_before_the_damage_are_read(tmp_path: Path) -> None:
    """Whoever reads decides what becomes of them; what the parser has read ahead may be lost."""
    whole = TMX.format(TU.format("Uno.", "One.") * 2000)
    path = saved(tmp_path / "cut.tmx", whole[:-120].encode())
    units = read_tmx(path)

    assert next(units).it == "Uno."
    with pytest.raises(MemoryImportError):
        list(units)


@pytest.mark.parametrize(
    ("read", "frame", "unit"), [(read_tmx, TMX, TU), (read_xliff, XLIFF, TRANS_UNIT)]
)
def test_a_long_file_needs_no_more_memory_than_a_short_one(
    read: Read, frame: str, unit: str, tmp_path: Path
) -> None:
    """What was read is forgotten: five times the units cost nothing more."""
    peaks = []
    for count in (1000, 1000, 5000):  # the first also loads modules
        content = frame.format(unit.format("Una frase.", "A sentence.") * count)
        path = saved(tmp_path / "long.xml", content.encode())
        del content
        tracemalloc.start()
        assert sum(1 for _ in read(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < 2 * peaks[1]
