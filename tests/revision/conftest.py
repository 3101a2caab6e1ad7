"""What the tests of this folder share."""

from pathlib import Path

import pytest

from pipeline.batch import run
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.revision.runs import FIRST, OTHER, SECOND, THIRD, write_article
from tests.tiny_packages import make_package


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def options(tmp_path: Path, model: Path) -> RunOptions:
    """Lay an article and translate it."""
    (tmp_path / "articles").mkdir()
    chosen = RunOptions((tmp_path / "articles",), tmp_path / "out", model=str(model))
    write_article(chosen, FIRST, SECOND, THIRD)
    run(chosen, Watcher())
    return chosen


@pytest.fixture
def remembering(tmp_path: Path, model: Path) -> RunOptions:
    """Lay two articles that share a sentence, and translate them with a memory."""
    (tmp_path / "articles").mkdir()
    chosen = RunOptions(
        (tmp_path / "articles",),
        tmp_path / "out",
        model=str(model),
        memory=(str(tmp_path / "memory.db"),),
    )
    write_article(chosen, FIRST, SECOND)
    write_article(chosen, OTHER, FIRST, THIRD, name="due")
    run(chosen, Watcher())
    return chosen
