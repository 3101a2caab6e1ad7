"""Finding articles behind the paths that a user named."""

from pathlib import Path

import pytest

from pipeline.errors import NothingToDoError, PathNotFoundError, UsageError
from pipeline.sources import find_sources, listed_paths


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


def test_an_address_that_cannot_be_fetched_is_refused(tmp_path: Path) -> None:
    """It is no path either; pages have a place of their own."""
    with pytest.raises(UsageError, match="cannot be fetched"):
        find_sources([Path("ftp://giornale.example/articolo")], tmp_path)
    (page,) = find_sources([], tmp_path, urls=["https://giornale.example/articolo"]).sources
    assert page.shown == page.url == "https://giornale.example/articolo"
    assert page.relative == "giornale-example-articolo.html"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt"]),
        ("*", ["a.txt", "b.txt", "d.md", "sub/c.txt"]),
        ("sub/*.t?t", ["c.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
    ],
)
def test_a_pattern_that_no_shell_expanded_finds_articles(
    tmp_path: Path, pattern: str, found: list[str]
) -> None:
    """They keep their folders from the pattern's fixed part on; the output folder is left out."""
    make(tmp_path, "b.txt", "a.txt", "d.md", "foto.jpg", "sub/c.txt", ".x.txt", "out/e.txt")

    sources = find_sources([tmp_path / pattern], tmp_path / "out").sources

    assert [source.relative for source in sources] == found


def test_a_file_of_a_patterns_name_goes_before_the_pattern(tmp_path: Path) -> None:
    """Brackets are common in the names of saved pages."""
    make(tmp_path, "[a].txt", "a.txt")

    (source,) = find_sources([tmp_path / "[a].txt"], tmp_path / "out").sources

    assert source.relative == "[a].txt"


def test_a_pattern_that_finds_nothing_is_named(tmp_path: Path) -> None:
    """It is wrong usage, as a folder without articles is."""
    with pytest.raises(NothingToDoError, match=r"\*\.doc"):
        find_sources([tmp_path / "*.doc"], tmp_path / "out")


@pytest.mark.parametrize(
    "raw",
    [
        b"a.txt\nb c.txt\n",
        b"a.txt\r\n\r\nb c.txt",
        b"a.txt\0b c.txt\0",
        b"\xef\xbb\xbfa.txt\nb c.txt",
        "a.txt\r\nb c.txt\r\n".encode("utf-16"),
    ],
)
def test_a_list_has_a_path_a_line_or_nul_characters(raw: bytes) -> None:
    """Whatever wrote it: find, find -print0, an editor, PowerShell."""
    assert listed_paths(raw) == (Path("a.txt"), Path("b c.txt"))


def test_a_line_break_in_a_name_survives_between_nul_characters() -> None:
    """That is what -print0 is for."""
    assert listed_paths(b"a\nb.txt\0c.txt") == (Path("a\nb.txt"), Path("c.txt"))


def test_an_empty_list_is_wrong_usage() -> None:
    """A search that found nothing must not end as if all were done."""
    with pytest.raises(UsageError, match="list"):
        listed_paths(b" \n")


def test_listed_files_keep_their_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the current folder; those elsewhere have their name alone, as if named one by one."""
    make(tmp_path, "qui/a/x.txt", "qui/b/x.txt", "altrove/y.txt")
    monkeypatch.chdir(tmp_path / "qui")
    listed = [Path("a/x.txt"), tmp_path / "qui" / "b", Path("../altrove/y.txt"), Path("manca.txt")]

    found = find_sources([], Path("out"), listed)

    assert [source.relative for source in found.sources] == ["a/x.txt", "b/x.txt", "y.txt"]
    assert [name for name, _ in found.failures] == ["manca.txt"]
