"""Nobody ever sees half of a file."""

import os
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.files import write_atomically


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """A file can be written into a folder that is not there yet."""
    write_atomically(tmp_path / "a" / "b.txt", b"text")

    assert (tmp_path / "a" / "b.txt").read_bytes() == b"text"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full at the last moment, the old content stands and no scrap is left."""
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_atomically(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Where a file stands in the way of a folder, the message names the place."""
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OutputError, match="file"):
        write_atomically(tmp_path / "file" / "a.txt", b"")


@pytest.mark.skipif(os.name == "nt", reason="only on systems with a umask")
def test_pages_are_as_readable_as_any_new_file(tmp_path: Path) -> None:
    """Permissions follow the umask, so that a web server may read the pages."""
    old = os.umask(0o022)
    try:
        write_atomically(tmp_path / "a.html", b"")
    finally:
        os.umask(old)

    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o644
