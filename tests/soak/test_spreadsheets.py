"""LibreOffice opens and saves tables of ours; nothing that it does is taken for a person's edit."""

import shutil
import subprocess
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from pipeline.article import Pair
from pipeline.edits.merging import merge
from pipeline.edits.recognition import recognise
from pipeline.edits.table import read_table
from pipeline.exports.tsv import write_tsv
from tests.edits.articles import article, cells, table_of

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        shutil.which("soffice") is None,
        reason="needs LibreOffice (Debian: apt-get install libreoffice-writer-nogui "
        "libreoffice-calc-nogui)",
    ),
]

TEXT_FILTER: Final = "Text - txt - csv (StarCalc)"
SAVED_WITH_TABS: Final = f"csv:{TEXT_FILTER}:9,34,76,1,,0,false,true,false"
ALL_TEXT_QUOTED: Final = f"csv:{TEXT_FILTER}:9,34,76,1,,0,true,true,false"
LOCALES: Final = ("en-US", "it-IT")
LANGUAGES: Final = {"default": 0, "English": 1033, "Italian": 1040}
SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
</oor:items>
"""
FEWEST_CONVERTED: Final = 15
"""Cells of the sixty that LibreOffice converts whatever its settings."""

PAIRS: Final = article((it, en) for _, it, en in cells())
PROSE: Final = (
    ('"Non chiuso, disse', '"Unclosed, he said'),
    ('Poi, nel 2024, "sì" disse', 'Then, in 2024, "yes" he said'),
    ("È «vero», l’ha detto", "“It’s true”, he said"),
    ('"Sì" e "no"', '"Yes" and "no" it\'s'),
    ("\"Parla,' disse", "It's, 007, and 1.50, or 3/4"),
)


class LibreOffice:
    """A LibreOffice with a profile of its own."""

    def __init__(self, folder: Path, locale: str) -> None:
        """Make the profile: everything as installed, but for the locale."""
        self._profile = folder / f"profile-{locale}"
        self._folder = folder
        self._number = 0
        (self._profile / "user").mkdir(parents=True)
        settings = SETTINGS.format(locale=locale)
        (self._profile / "user" / "registrymodifications.xcu").write_text(settings, "utf-8")

    def save(self, path: Path, output: str, opened_as: str = "") -> Path:
        """Open a file and save it in a format; return the new file.

        The exit status is 0 whatever happens, so the file is looked for.
        """
        self._number += 1
        folder = self._folder / f"{self._profile.name}-{self._number}"
        command = ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless"]
        command += [f"--infilter={opened_as}"] if opened_as else []
        command += ["--norestore", "--convert-to", output, "--outdir", str(folder), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, timeout=300)
        saved = list(folder.glob("*")) if folder.is_dir() else []
        assert len(saved) == 1, done.stderr.decode(errors="replace")
        assert saved[0].stat().st_size
        return saved[0]


@pytest.fixture(params=LOCALES)
def libreoffice(request: pytest.FixtureRequest, tmp_path: Path) -> LibreOffice:
    """Start from a fresh profile in each locale."""
    return LibreOffice(tmp_path, request.param)


def opened_as(language: str, *, special_numbers: bool) -> str:
    """Return the choices of the import dialog; the delimiter is a tab and the text UTF-8."""
    return f"{TEXT_FILTER}:9,34,76,1,,{LANGUAGES[language]},false,{str(special_numbers).lower()}"


def original(path: Path, pairs: tuple[Pair, ...]) -> Path:
    """Write the table of `pairs`."""
    path.write_text(write_tsv(pairs), encoding="utf-8", newline="")
    return path


def assert_nothing_is_human(saved: Path, pairs: tuple[Pair, ...]) -> int:
    """Check that merging gives the article as it was; return how many cells were damaged."""
    table = read_table(saved.read_bytes(), saved.name)
    assert len(table.rows) == len(pairs)
    found = recognise(table, pairs)
    assert not found.edits
    assert not found.resets
    assert not found.problems
    assert merge(pairs, found.edits).pairs == pairs
    by_key = {pair.key: pair.en for pair in pairs}
    for restored in found.restored:
        assert restored.text == by_key[restored.key]
    return len(found.restored)


@pytest.mark.parametrize("output", [SAVED_WITH_TABS, ALL_TEXT_QUOTED], ids=["tabs", "quoted"])
def test_sixty_cells_saved_twice_as_text(
    libreoffice: LibreOffice, tmp_path: Path, output: str
) -> None:
    """With each choice of the import dialog: all that is converted is restored."""
    for language, special in product(LANGUAGES, (False, True)):
        file = original(tmp_path / "cells.tsv", PAIRS)
        for _ in range(2):
            file = libreoffice.save(file, output, opened_as(language, special_numbers=special))
            assert assert_nothing_is_human(file, PAIRS) >= FEWEST_CONVERTED


def test_sixty_cells_saved_twice_without_telling_the_delimiter(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """LibreOffice then divides at commas and reads Windows-1252: nothing is lost by it."""
    file = original(tmp_path / "cells.tsv", PAIRS)
    for output in ("csv", "csv", SAVED_WITH_TABS):
        file = libreoffice.save(file, output)

        assert_nothing_is_human(file, PAIRS)


def test_rows_that_were_divided_again_and_again_are_refused(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Saved with tabs and divided at commas once more: rows that make no sense are named."""
    file = original(tmp_path / "cells.tsv", PAIRS)
    for output in (SAVED_WITH_TABS, "csv"):
        file = libreoffice.save(file, output)

    found = recognise(read_table(file.read_bytes(), file.name), PAIRS)

    assert not found.edits
    assert found.problems


@pytest.mark.parametrize("workbook", ["ods", "xlsx"])
def test_sixty_cells_through_a_workbook(
    libreoffice: LibreOffice, tmp_path: Path, workbook: str
) -> None:
    """Kept as a workbook in between, twice, and saved as text in the end."""
    for language, special in product(LANGUAGES, (False, True)):
        file = original(tmp_path / "cells.tsv", PAIRS)
        file = libreoffice.save(file, workbook, opened_as(language, special_numbers=special))
        file = libreoffice.save(file, workbook)
        file = libreoffice.save(file, SAVED_WITH_TABS)

        assert assert_nothing_is_human(file, PAIRS) >= FEWEST_CONVERTED


def test_a_workbook_is_read_as_it_is(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """A table that was saved as .xlsx needs no way back."""
    for language, special in product(LANGUAGES, (False, True)):
        file = original(tmp_path / "cells.tsv", PAIRS)
        file = libreoffice.save(file, "xlsx", opened_as(language, special_numbers=special))

        assert assert_nothing_is_human(file, PAIRS) >= FEWEST_CONVERTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_edits_come_back_among_damaged_cells(
    libreoffice: LibreOffice, tmp_path: Path, language: str
) -> None:
    """What a person wrote is found, exactly, beside all that was converted."""
    pairs = article([*((it, en) for _, it, en in cells()), *PROSE])
    changes = {
        len(cells()): "Unclosed no more, he said…",
        len(cells()) + 1: 'Then "yes", she said: it\'s 1,243.',
        0: "1,243 inhabitants",
    }
    file = tmp_path / "cells.tsv"
    file.write_text(table_of(pairs, changes), encoding="utf-8", newline="")
    for _ in range(2):
        file = libreoffice.save(file, SAVED_WITH_TABS, opened_as(language, special_numbers=True))

        found = recognise(read_table(file.read_bytes(), file.name), pairs)
        assert {edit.it: edit.en for edit in found.edits} == {
            pairs[number].it: english for number, english in changes.items()
        }
        assert not found.problems
