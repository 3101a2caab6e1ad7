"""What every test has: a home of its own, a browser, the bundled model, and honest skips.

A run closes with what was not tested and why. With REQUIRE_TOOLS=1 a skipped test fails, so that a
missing tool cannot hide a missing test; only a reason that starts with "only on" (another system's
test) stays a skip.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tools.chromium import find_chromium

ROOT: Final = Path(__file__).resolve().parent.parent
REQUIRE_TOOLS: Final = os.environ.get("REQUIRE_TOOLS") == "1"

# No deadline: a slow machine is not a defect. On CI the same examples every time.
settings.register_profile("bilingue", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("bilingue")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the user's home, settings and Argos packages from every test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path_factory.mktemp("argos-packages")))
    monkeypatch.delenv("BILINGUE_MODEL", raising=False)


@pytest.fixture(scope="session")
def bundled_model() -> Path:
    """Return the folder of the Argos package that the project ships."""
    return ROOT / "models" / "it_en"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start the machine's Chromium once for all browser tests, in a home of its own."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            env={**os.environ, "HOME": str(tmp_path_factory.mktemp("browser-home"))},
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


def _fail_if_required(
    report: pytest.TestReport | pytest.CollectReport,
) -> None:
    """Turn a skip for want of a tool into a failure where tools are required."""
    if not (REQUIRE_TOOLS and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = _reason(report)
    if not reason.startswith("only on"):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_TOOLS=1 and not tested: {reason}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped."""
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at each test's report."""
    report = yield
    _fail_if_required(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at each file's report: a whole file can be skipped."""
    report = yield
    _fail_if_required(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Close the run with what was not tested."""
    reasons = Counter(_reason(report) for report in terminalreporter.getreports("skipped"))
    left_out = len(terminalreporter.getreports("deselected"))
    if reasons or left_out:
        terminalreporter.section("not tested")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"not tested: {reason} ({count})")
    if left_out:
        terminalreporter.line(f"not tested: left out by -k or -m ({left_out}; make soak)")
