"""What translators' own programs and schemas say of our files."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from pipeline.exports import xliff
from pipeline.exports.omegat import write_project
from pipeline.exports.units import Document, ExportOptions
from tests.export_documents import SPECIAL, document, of_one_block, written
from tools.xliff_schema import fetch_schema

pytestmark = pytest.mark.soak

JAR: Final = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))

ARTICLE: Final = document(
    ("Prego.", "Please.", "human"),
    ("Piove.", "It rains."),
    ("Prego.", "You are welcome.", "human"),
    ("Nevica.", "It snows.", "tm"),
    ("Prego.", "Go ahead.", "human"),
    ("Prima frase. Seconda frase.", "First sentence. Second sentence.", "human"),
)
HOSTILE: Final = document(*((text, f"{text} EN", "human") for text in SPECIAL), name="altro")


@pytest.fixture(scope="module")
def omegat_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home for OmegaT's settings."""
    if not JAR.exists() or shutil.which("java") is None:
        pytest.skip("needs OmegaT and Java (Debian: apt-get install omegat)")
    return tmp_path_factory.mktemp("omegat")


def _translate(project: Path, home: Path) -> None:
    command = ["java", f"-Duser.home={home}", "-jar", str(JAR), str(project)]
    modes = ["--mode=console-translate", f"--config-dir={home}"]
    subprocess.run([*command, *modes], check=True, capture_output=True, timeout=300)


def _target(project: Path, of: Document) -> list[str]:
    text = (project / "target" / f"{of.name}.utf8").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line]


def test_omegat_translates_with_our_memory(omegat_home: Path, tmp_path: Path) -> None:
    """A person's sentences fill their segments, each way in its place; the machine's are not in."""
    project = tmp_path / "progetto"
    write_project([ARTICLE, HOSTILE], project, ExportOptions())
    _translate(project, omegat_home)

    assert _target(project, ARTICLE) == [
        unit.it if unit.origin == "mt" else unit.en for unit in ARTICLE.units
    ]
    assert _target(project, HOSTILE) == [unit.en for unit in HOSTILE.units]


def test_omegat_translates_with_the_machines_memory(omegat_home: Path, tmp_path: Path) -> None:
    """A user who wants it so moves the machine's memory to the other."""
    project = tmp_path / "progetto"
    write_project([ARTICLE], project, ExportOptions())
    (project / "tm" / "mt" / "bilingue-mt.tmx").rename(project / "tm" / "auto" / "machine.tmx")
    _translate(project, omegat_home)

    assert _target(project, ARTICLE) == [unit.en for unit in ARTICLE.units]


def test_the_schema_of_xliff_finds_nothing_wrong(tmp_path: Path) -> None:
    """Debian has the schema of 2.0, whose namespace 2.1 keeps; it lets in any metadata module."""
    path = fetch_schema(tmp_path)
    if path is None:
        pytest.skip("only on Debian, which has the schema in a package")
    schema = etree.XMLSchema(etree.parse(path))
    content = written(xliff.write, ARTICLE, HOSTILE, of_one_block(ARTICLE))

    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert not schema.validate(etree.fromstring(content.replace(b' srcLang="it"', b"")))
