"""Memories to test with."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.memory.database import Database

NOBODY = 65534


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Database]:
    """Return an empty memory."""
    with Database(tmp_path / "memory.db") as database:
        yield database


@pytest.fixture
def guarded_folder() -> Iterator[Path]:
    """Return a folder that the test may take its own rights to write away from."""
    if not hasattr(os, "geteuid"):
        pytest.skip("only on systems with POSIX permissions")
    # Rights do not count for root, so the test becomes somebody else for a while.
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="bilingue-test-"))
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)
