"""Every format from its file to a page and a table, with the bundled model."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.readers import SUFFIXES

DATA = Path(__file__).resolve().parent / "data" / "readers"
# A file of each format, and what its outputs are called.
FORMATS = {
    "html/work/daily-semantic.html": "daily-semantic",
    "docx/biblioteca.docx": "biblioteca.docx",
    "odt/biblioteca.odt": "biblioteca.odt",
    "epub/pane.epub": "pane",
    "pdf/due-colonne.pdf": "due-colonne",
    "subtitles/alluvione.srt": "alluvione",
    "subtitles/museo.vtt": "museo",
    "feeds/ateneo.rdf": "ateneo",
}
MIXED = """Il direttore ha risposto in inglese ai giornalisti.

"We are very happy with the results of this year." Poi ha aggiunto che il piano è pronto.

Sul muro qualcuno ha scritto «Make love, not war» con la vernice rossa.
"""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate a file of each format at once."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "in").mkdir()
    for file in FORMATS:
        shutil.copy(DATA / file, folder / "in")
    shutil.copy(DATA / "feeds" / "notizie.rss", folder / "in")
    (folder / "in" / "misto.txt").write_text(MIXED, encoding="utf-8")
    arguments = ["run", str(folder / "in"), "--out", str(folder / "out"), "--model", "bundled"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    return folder / "out"


def rows(out: Path, name: str) -> list[dict[str, str]]:
    """Read a table."""
    text = (out / f"{name}.tsv").read_text(encoding="utf-8")
    return [*csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize("name", FORMATS.values())
def test_a_file_of_each_format_becomes_a_page_and_a_table(out: Path, name: str) -> None:
    """All sentences of the one are on the other, each with its English."""
    table = rows(out, name)
    page = (out / f"{name}.html").read_text(encoding="utf-8")

    assert len(table) >= 3
    assert all(row["en"].strip() for row in table)
    assert len(re.findall(r'class="pair"', page)) == len(table)


def test_each_entry_of_a_feed_has_a_page_of_its_own(out: Path) -> None:
    """In a folder that is called after the feed."""
    pages = sorted((out / "notizie").glob("*.html"))
    assert len(pages) >= 2
    assert all(page.with_suffix(".tsv").is_file() for page in pages)


def test_no_format_is_left_out() -> None:
    """Those of one reader count as one."""
    tried = {Path(file).suffix for file in FORMATS} | {".txt", ".md", ".rss"}
    alike = {".text", ".markdown", ".mdown", ".htm", ".xhtml", ".docm", ".fodt", ".atom"}
    assert set(SUFFIXES) == tried | alike


def test_quotations_in_english_stay_as_they_are(out: Path) -> None:
    """In an Italian article, whole sentences and parts of one."""
    english = [row["en"] for row in rows(out, "misto")]
    assert english[1] == '"We are very happy with the results of this year."'
    assert "Make love, not war" in english[3]
