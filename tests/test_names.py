"""Output names: a mirror of the sources that is valid everywhere and never clashes."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import MAX_BYTES, Source, plan_names


def names(*relatives: str) -> list[str]:
    """Plan the names of sources below one folder."""
    return plan_names([Source(Path("/articles") / name, name) for name in relatives])


def test_a_name_mirrors_place_and_stem() -> None:
    """Folders are kept, the suffix goes."""
    assert names("a/x.txt", "b/x.txt", "y.md") == ["a/x", "b/x", "y"]


def test_stems_that_clash_keep_their_suffix() -> None:
    """Two stems that differ in case alone clash too: some file systems know no case."""
    assert names("x.md", "X.txt", "z.txt") == ["x.md", "X.txt", "z"]


def test_names_that_clash_all_the_same_get_a_hash() -> None:
    """Two folders named on the command line may hold files of the same name."""
    first, second = plan_names(
        [Source(Path("/a/x.txt"), "x.txt"), Source(Path("/b/x.txt"), "x.txt")]
    )

    assert first != second
    assert first.startswith("x.txt-")


def test_names_that_windows_refuses_are_changed() -> None:
    """Device names, forbidden characters and a final stop do not survive."""
    assert names("CON.txt", 'a:b"?.txt', "fine..txt", "aux.1.txt") == [
        "_CON",
        "a_b__",
        "fine_",
        "_aux.1",
    ]


def test_the_runs_own_files_are_never_taken() -> None:
    """An article called index does not take the place of the index page."""
    assert names("index.txt", "a.new.txt") == ["index.txt", "a.new.txt"]


def test_the_folder_of_the_index_is_never_taken() -> None:
    """Whatever its case; below the top it is a folder like any other."""
    assert names("_index/a.txt", "_INDEX/b/c.txt", "d/_index/e.txt", "_index.txt") == [
        "__index/a",
        "__INDEX/b/c",
        "d/_index/e",
        "_index",
    ]
    first, second = names("_index/x.txt", "__index/x.txt")
    assert first != second


def test_a_long_name_is_shortened_with_a_hash() -> None:
    """Three hundred characters become at most 120 bytes, and two such names stay different."""
    first, second = names("à" * 300 + "1.txt", "à" * 300 + "2.txt")

    assert len(first.encode()) <= MAX_BYTES
    assert first != second


def test_other_scripts_are_kept() -> None:
    """A name in Greek or Chinese needs no change."""
    assert names("Αθήνα.txt", "北京.txt") == ["Αθήνα", "北京"]


@given(st.lists(st.text(min_size=1).filter(lambda t: "/" not in t and t.strip(". ")), unique=True))
def test_no_two_names_are_the_same_on_any_file_system(stems: list[str]) -> None:
    """Whatever the sources are called, names differ without regard to case and fit."""
    planned = names(*(stem + ".txt" for stem in stems if stem not in {".", ".."}))

    assert len({name.casefold() for name in planned}) == len(planned)
    assert all(0 < len(name.encode("utf-8", "surrogatepass")) <= MAX_BYTES for name in planned)
    assert not any(set(name) & set('<>:"/\\|?*') for name in planned)
