"""`bilingue run` opens no socket and touches no home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_sockets import REFUSE_SOCKETS

ROOT = Path(__file__).resolve().parent.parent

MAIN = f"{REFUSE_SOCKETS}from pipeline.cli import main; main()"


def run(home: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Translate the sample article with every socket refused and `home` as the home folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "ARGOS_", "BILINGUE_"))
    }
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT)}
    arguments = ["run", str(ROOT / "seeds" / "openai-amazon-accordo.txt"), "--out", str(out)]
    return subprocess.run(
        [sys.executable, "-c", MAIN, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_sockets_are_really_refused() -> None:
    """The two tests below could not fail otherwise."""
    code = REFUSE_SOCKETS + "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "a socket was asked for" in done.stderr


@pytest.mark.model
def test_the_main_job_needs_no_network_and_leaves_the_home_empty(tmp_path: Path) -> None:
    """With sockets refused and an empty home, the page is made and the home stays empty."""
    home = tmp_path / "home"
    home.mkdir()

    done = run(home, tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "openai-amazon-accordo.html").is_file()
    assert list(home.rglob("*")) == []


@pytest.mark.model
def test_the_main_job_needs_no_home_at_all(tmp_path: Path) -> None:
    """A home that cannot be made or written to changes nothing."""
    (tmp_path / "file").write_bytes(b"")

    done = run(tmp_path / "file" / "home", tmp_path / "out")

    assert done.returncode == 0, done.stderr


def test_reading_a_saved_page_asks_for_no_socket(tmp_path: Path) -> None:
    """Not even to learn what kinds of network there are."""
    page = (
        "<html><body><article><h1>Il pane</h1><p>Il pane è in tavola.</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    code = f"{REFUSE_SOCKETS}from pipeline.cli import main; main()"
    audit = (
        "import sys; sys.addaudithook(lambda event, _: "
        "print('asked', event) if event.startswith('socket.') else None); "
    )
    done = subprocess.run(
        [sys.executable, "-c", audit + code, "read", tmp_path / "a.html"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Il pane è in tavola." in done.stdout
    assert "asked" not in done.stdout
