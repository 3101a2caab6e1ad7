"""Files that arrive in a folder count once they have settled."""

import os
from pathlib import Path

import pytest

from pipeline.arrivals import SETTLE_SECONDS, Arrivals

LATER = SETTLE_SECONDS + 1


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    """Look out for articles in a folder that holds the output folder."""
    return Arrivals([tmp_path], tmp_path / "out")


def make(folder: Path, name: str, text: str = "Il cane.") -> Path:
    """Make a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_taken_once_when_it_has_settled(arrivals: Arrivals, tmp_path: Path) -> None:
    """Not before, and not again."""
    path = make(tmp_path, "a.txt")
    arrivals.notice([path], 0)

    assert arrivals.settled(SETTLE_SECONDS - 0.1) == frozenset()
    assert arrivals.pending == {path.resolve()}
    assert arrivals.settled(SETTLE_SECONDS) == {path.resolve()}
    assert arrivals.settled(LATER) == frozenset()
    assert arrivals.pending == frozenset()


def test_a_file_that_grows_is_waited_for(arrivals: Arrivals, tmp_path: Path) -> None:
    """Also where the system told nothing of it."""
    path = make(tmp_path, "a.txt")
    arrivals.notice([path], 0)
    path.write_text("Il cane corre.", encoding="utf-8")

    assert arrivals.settled(LATER) == frozenset()
    assert arrivals.settled(2 * LATER) == {path.resolve()}


def test_a_file_that_goes_away_is_forgotten(arrivals: Arrivals, tmp_path: Path) -> None:
    """A download that was given up, or a file that was renamed."""
    path = make(tmp_path, "a.txt")
    arrivals.notice([path, tmp_path / "never.txt"], 0)
    path.unlink()

    assert arrivals.settled(LATER) == frozenset()
    assert arrivals.pending == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "a.txt.part", "a.txt~", "a.txt.crdownload", "~$a.txt", ".a.txt.swp", ".a.txt", ".git/a.txt",
        "a.tmp", "foto.jpg", "out/a.txt", "out/sub/a.md", "../beside.txt",
    ],
)  # fmt: skip
def test_what_is_no_article_is_left_out(arrivals: Arrivals, tmp_path: Path, name: str) -> None:
    """Temporary names, hidden files, other kinds, and above all what a run itself writes."""
    arrivals.notice([make(tmp_path, name)], 0)
    arrivals.notice_all(0)

    assert arrivals.settled(LATER) == frozenset()


def test_a_folder_arrives_with_all_that_is_in_it(arrivals: Arrivals, tmp_path: Path) -> None:
    """One that is moved in is one event, whatever it holds."""
    paths = {make(tmp_path, name).resolve() for name in ("new/a.txt", "new/deep/b.md")}
    make(tmp_path, "new/.c.txt")
    arrivals.notice([tmp_path / "new"], 0)

    assert arrivals.settled(LATER) == paths


@pytest.mark.skipif(os.name == "nt", reason="only on systems where anybody may make links")
def test_a_link_is_known_by_what_it_leads_to(arrivals: Arrivals, tmp_path: Path) -> None:
    """Links to folders are not followed, so that a loop of them ends."""
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    target = make(tmp_path, "store/data")
    (tmp_path / "a.txt").symlink_to(target)
    arrivals.notice_all(0)

    assert arrivals.settled(LATER) == {target.resolve()}
