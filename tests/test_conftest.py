"""The test suite's own promises."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytest_plugins = ["pytester"]

_SKIPPING = """
    import pytest

    def test_tool():
        pytest.skip("needs a tool")

    @pytest.mark.skip(reason="only on Windows")
    def test_system():
        pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """Return a small suite of two skipped tests under this project's conftest."""
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(_SKIPPING)
    return pytester


def test_own_home() -> None:
    """A test sees an empty home and no Argos package."""
    assert list(Path.home().iterdir()) == []
    assert list(Path(os.environ["ARGOS_PACKAGES_DIR"]).iterdir()) == []


def test_skips_are_listed(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run closes with the reason of each skip."""
    monkeypatch.delenv("REQUIRE_TOOLS", raising=False)

    result = suite.runpytest_inprocess("-p", "no:randomly")

    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["not tested: needs a tool (1)", "not tested: only on Windows (1)"])


def test_required_tools(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """With REQUIRE_TOOLS=1 a missing tool is a failure, another system's test is not."""
    monkeypatch.setenv("REQUIRE_TOOLS", "1")

    result = suite.runpytest_inprocess("-p", "no:randomly")

    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*REQUIRE_TOOLS=1 and not tested: needs a tool*"])


@pytest.mark.browser
def test_chromium(chromium: Browser) -> None:
    """The browser runs scripts."""
    page = chromium.new_page()

    assert page.evaluate("6 * 7") == 42
    page.close()
