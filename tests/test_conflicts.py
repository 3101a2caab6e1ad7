"""Another distribution's `pipeline` is noticed and named."""

from pathlib import Path

import pytest

from pipeline._conflicts import refuse_foreign_package


def distribution(folder: Path, name: str, *files: str) -> None:
    """Lay the RECORD of an installed distribution."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files), encoding="utf-8")


def test_another_package_of_the_same_name_is_refused_by_name(tmp_path: Path) -> None:
    """Two distributions in one folder overwrite each other: the message names the other."""
    distribution(tmp_path, "bilingue", "pipeline/__init__.py")
    distribution(tmp_path, "data_flow", "data_flow/x.py", "pipeline/__init__.py")

    with pytest.raises(ImportError, match="data_flow"):
        refuse_foreign_package(tmp_path)


def test_our_own_and_unrelated_distributions_are_fine(tmp_path: Path) -> None:
    """`my/pipeline/` and `pipeline_tools/` are other names."""
    distribution(tmp_path, "bilingue", "pipeline/__init__.py")
    distribution(tmp_path, "other", "other/pipeline/x.py", "pipeline_tools/x.py")

    refuse_foreign_package(tmp_path)
