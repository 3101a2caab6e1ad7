"""What the tests of this folder share."""

from pathlib import Path

import pytest

from tests.tiny_packages import make_package


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")
