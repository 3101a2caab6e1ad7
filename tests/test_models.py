"""Which Argos package translates, and what a broken one is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import models
from pipeline.errors import BrokenModelError, ModelNotFoundError, WrongLanguagePairError
from tests.tiny_packages import make_package


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a folder of installed packages."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


def test_the_bundled_package_translates_where_nothing_is_installed() -> None:
    """A fresh machine needs nothing else."""
    assert models.choose().reason == "bundled"


def test_an_installed_package_comes_first_the_newest_before_all(installed: Path) -> None:
    """Version 1.10 is newer than 1.9, and either is preferred to the bundled one."""
    make_package(installed / "old", version="1.9")
    make_package(installed / "new", version="1.10")

    found = [(c.name, c.reason) for c in models.candidates()]

    assert found[:2] == [
        ("translate-it_en-1_10", "installed"),
        ("translate-it_en-1_9", "installed"),
    ]
    assert found[2][1] == "bundled"


def test_other_languages_and_broken_folders_are_passed_over(installed: Path) -> None:
    """A German package and a folder that is no package are nobody's candidate."""
    make_package(installed / "german", pair=("de", "en"))
    (installed / "empty").mkdir()
    (make_package(installed / "broken") / "model" / "model.bin").unlink()

    assert [candidate.reason for candidate in models.candidates()] == ["bundled"]


def test_a_package_is_chosen_by_name_word_path_or_variable(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way to name a package finds it, and the reason says which way it was."""
    folder = make_package(installed / "own", version="2.0")

    assert models.choose("bundled").reason == "bundled, chosen by --model"
    assert models.choose("translate-it_en-2_0").folder == folder
    assert models.choose(str(folder)).reason == "folder chosen by --model"
    monkeypatch.setenv("BILINGUE_MODEL", "bundled")
    assert models.choose().reason == "bundled, chosen by BILINGUE_MODEL"


def test_an_unknown_package_is_named_with_what_there_is() -> None:
    """The message lists the names that would have worked."""
    with pytest.raises(ModelNotFoundError, match="translate-it_en"):
        models.choose("nothing-of-the-kind")


def test_a_package_for_other_languages_is_refused(tmp_path: Path) -> None:
    """Naming a German package is a mistake, not a wish."""
    folder = make_package(tmp_path / "german", pair=("de", "en"))

    with pytest.raises(WrongLanguagePairError, match="de to en"):
        models.choose(str(folder))


@pytest.mark.parametrize("missing", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_a_package_that_lacks_a_part_is_refused(tmp_path: Path, missing: str) -> None:
    """The message says what is missing."""
    folder = make_package(tmp_path / "own")
    (folder / missing).unlink()

    with pytest.raises(BrokenModelError, match=missing.partition(".")[0]):
        models.load(models.choose(str(folder)))


def test_an_empty_vocabulary_map_is_refused(tmp_path: Path) -> None:
    """CTranslate2 would crash on it, taking the whole run along."""
    folder = make_package(tmp_path / "own")
    (folder / "model" / "vmap.txt").write_bytes(b"")

    with pytest.raises(BrokenModelError, match=r"vmap\.txt"):
        models.load(models.choose(str(folder)))


def test_the_hash_is_of_what_translates(tmp_path: Path) -> None:
    """A README changes nothing; a weight changes the hash."""
    folder = make_package(tmp_path / "own")
    before = models.content_hash(folder)
    (folder / "README.md").write_text("words", encoding="utf-8")

    assert models.content_hash(folder) == before
    with (folder / "model" / "model.bin").open("ab") as file:
        file.write(b"x")
    assert models.content_hash(folder) != before


def test_the_packages_folder_follows_argos_translates_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environment, then the settings file, then the data folder."""
    config = tmp_path / "config"
    (config / "argos-translate").mkdir(parents=True)
    settings = config / "argos-translate" / "settings.json"
    settings.write_text('{"ARGOS_PACKAGES_DIR": "/from/settings"}', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/from/environment")
    assert models.packages_folder() == Path("/from/environment")
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    assert models.packages_folder() == Path("/from/settings")
    settings.write_text("not JSON", encoding="utf-8")
    assert models.packages_folder() == tmp_path / "data" / "argos-translate" / "packages"


def test_loading_leaves_home_and_environment_alone(tmp_path: Path, bundled_model: Path) -> None:
    """Importing argostranslate makes folders and sets a variable; nobody sees that here."""
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import os; before = dict(os.environ); from pipeline import models; "
        f"models.load(models.choose({str(bundled_model)!r})); assert dict(os.environ) == before; "
        "import sys; assert 'argostranslate.translate' not in sys.modules"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "ARGOS_", "KMP_"))
    }

    subprocess.run([sys.executable, "-c", code], check=True, env={**environment, "HOME": str(home)})

    assert list(home.iterdir()) == []
