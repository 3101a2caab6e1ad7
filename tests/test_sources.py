"""Finding articles behind the paths that a user named."""

from pathlib import Path

import pytest

from pipeline.errors import NothingToDoError, PathNotFoundError, UsageError
from pipeline.sources import find_sources


def make(folder: Path, *names: str) -> None:
    """Make empty files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_a_folder_is_searched_in_a_fixed_order(tmp_path: Path) -> None:
    """Articles come sorted; other kinds, hidden files and hidden folders are left out."""
    make(tmp_path, "b.txt", "a/z.md", "a/foto.jpg", ".nascosto.txt", ".git/x.txt")

    found = [source.relative for source in find_sources([tmp_path], tmp_path / "out").sources]

    assert found == ["b.txt", "a/z.md"]


def test_the_output_folder_is_no_source(tmp_path: Path) -> None:
    """What a run wrote is not translated by the next one."""
    make(tmp_path, "a.txt", "out/b.txt")

    assert len(find_sources([tmp_path], tmp_path / "out").sources) == 1


def test_a_file_named_twice_is_translated_once(tmp_path: Path) -> None:
    """A file and the folder around it are the same file."""
    make(tmp_path, "a.txt")

    assert len(find_sources([tmp_path / "a.txt", tmp_path], tmp_path / "out").sources) == 1


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    """The message says which path does not exist."""
    with pytest.raises(PathNotFoundError, match="manca"):
        find_sources([tmp_path / "manca.txt"], tmp_path)


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    """The message says where was searched and what is read."""
    make(tmp_path, "foto.jpg")

    with pytest.raises(NothingToDoError, match=r"\.txt"):
        find_sources([tmp_path], tmp_path / "out")


def test_a_web_address_is_refused_with_advice() -> None:
    """Nothing is fetched; the message says what to do instead."""
    with pytest.raises(UsageError, match="save the article"):
        find_sources([Path("https://giornale.example/articolo")], Path("out"))
