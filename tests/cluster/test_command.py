"""The command over many machines: a scheduler of its own, and an output folder that is a URL."""

import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from tests.tiny_packages import make_package

pytest.importorskip("distributed", reason="needs Dask (pip install 'bilingue[cluster]')")
fsspec = pytest.importorskip("fsspec", reason="needs fsspec (pip install 'bilingue[cluster]')")


@pytest.fixture
def arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lay two articles and name them with a model that translates to gibberish at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articoli").mkdir()
    for name in ("uno.txt", "due.txt"):
        text = "La gatta dorme sul divano. Il cane corre nel prato.\n"
        (tmp_path / "articoli" / name).write_text(text, encoding="utf-8")
    return ["run", "articoli", "--model", str(make_package(tmp_path / "tiny", positions=256))]


def test_a_scheduler_and_a_url(arguments: list[str]) -> None:
    """What lies at the URL is what one process writes into a folder; nothing else is written."""
    url = f"memory://{secrets.token_hex(8)}"
    far = CliRunner().invoke(cli, [*arguments, "--scheduler", "local", "--jobs", "2", "--out", url])
    near = CliRunner().invoke(cli, [*arguments, "--out", "near"])

    assert (far.exit_code, near.exit_code) == (0, 0), far.output
    assert far.stdout.endswith(f"{url}/index.html\n")
    assert sorted(path.name for path in Path().iterdir()) == ["articoli", "near", "tiny"]
    system, root = fsspec.core.url_to_fs(url)
    for name in ("uno.tsv", "due.html", ".bilingue/due.json"):
        assert system.cat_file(f"{root}/{name}") == Path("near", name).read_bytes()
    foreseen = CliRunner().invoke(cli, [*arguments, "--out", url, "--dry-run"])
    assert foreseen.stdout.count("up to date") == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--out", "memory://x", "--watch"], "--watch writes into a folder"),
        (["--out", "nowhere://x"], "nowhere"),
        (["--scheduler", "tcp://127.0.0.1:1"], "cannot be used"),
    ],
)
def test_what_cannot_be_is_one_line(arguments: list[str], more: list[str], words: str) -> None:
    """With the remedy, and nothing is left behind."""
    done = CliRunner().invoke(cli, [*arguments, *more])

    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output
