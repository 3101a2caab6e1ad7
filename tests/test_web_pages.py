"""Pages of the network as articles: `bilingue run https://...`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.readers import read
from tests.tiny_packages import make_package
from tests.web_server import Site, serving

ROOT = Path(__file__).resolve().parent.parent
PAGE = """<html><head><title>La biblioteca</title></head><body><nav><a href="/">Inizio</a></nav>
<article><h1>La biblioteca è aperta</h1><p>La biblioteca del paese è aperta anche la domenica
mattina, dicono <a href="tutti">i lettori</a> contenti.</p><p>Perché nessuno ci aveva pensato
prima, non lo sa dire neanche il sindaco.</p></article></body></html>"""

# What a run connects to, whatever it asks for.
RECORD = """
import sys
def note(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.sendto"}:
        print("asked", *arguments[1], flush=True)
sys.addaudithook(note)
from pipeline.cli import main
main()
"""


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a server on this machine."""
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny", positions=256)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bilingue(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def articles() -> list[dict[str, str]]:
    """Return what run.json says of each article."""
    found: list[dict[str, str]] = json.loads(Path("out/run.json").read_text("utf-8"))["articles"]
    return found


def test_a_page_becomes_an_article(site: Site, model: Path) -> None:
    """Its name comes from its address, its source is the address; links lead where they led."""
    url = site.page("/notizie/biblioteca.html", PAGE.encode("cp1252"), charset="x")
    site.page(
        "/notizie/biblioteca.html",
        PAGE.encode("cp1252"),
        Content_Type="text/html; charset=windows-1252",
    )

    done = bilingue("run", url, "--model", model, "--allow-private")

    assert done.exit_code == 0, done.output
    (article,) = articles()
    assert article["source"] == url
    table = Path("out", f"{article['name']}.tsv").read_text("utf-8")
    assert "Perché nessuno" in table
    assert "Inizio" not in table
    record = Path("out/.bilingue", f"{article['name']}.json").read_text("utf-8")
    assert f"{site.root}/notizie/tutti" in record
    again = bilingue("run", url, "--model", model, "--allow-private")
    assert articles()[0]["status"] == "unchanged", again.output


def test_a_page_that_cannot_be_had_is_one_articles_failure(site: Site, model: Path) -> None:
    """The address and the reason are named, and the others go on; a list holds addresses too."""
    Path("uno.txt").write_text("La gatta dorme sul divano.", encoding="utf-8")
    Path("list").write_text(f"uno.txt\n{site.root}/manca\n", encoding="utf-8")

    done = bilingue("run", "--list", "list", "--model", model, "--allow-private", "--anyway")

    assert done.exit_code == 1
    assert {one["source"]: one["status"] for one in articles()} == {
        "uno.txt": "translated",
        f"{site.root}/manca": "failed",
    }
    assert f"{site.root}/manca" in done.stderr
    assert "404" in done.stderr


def test_this_machine_is_asked_only_when_that_is_wanted(site: Site, model: Path) -> None:
    """The message names the option, and nothing was asked for."""
    url = site.page("/a", PAGE.encode())
    done = bilingue("run", url, "--model", model)

    assert done.exit_code == 1
    assert "--allow-private" in done.stderr
    assert site.requests == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["https://esempio.example/a"],
        ["x.txt", "--out", "s3://a/b"],
        ["x.txt", "--scheduler", "local"],
    ],
)
def test_offline_refuses_every_address(arguments: list[str]) -> None:
    """Before anything is looked at."""
    done = bilingue("run", *arguments, "--offline")

    assert done.exit_code == 2
    assert "needs a network" in done.stderr


def test_an_address_of_another_kind_is_refused() -> None:
    """It is no path either."""
    done = bilingue("run", "ftp://esempio.example/a.txt")

    assert done.exit_code == 2
    assert "https://" in done.stderr


def test_what_is_understood_of_a_page_is_shown(site: Site) -> None:
    """As of a file."""
    done = bilingue("read", site.page("/a", PAGE.encode()), "--allow-private")

    assert done.exit_code == 0
    assert "La biblioteca è aperta" in done.stdout


def test_only_the_typed_address_is_asked(site: Site, model: Path) -> None:
    """No other socket is opened, whatever the page names."""
    url = site.page("/a", PAGE.replace("</article>", "<img src='http://9.9.9.9/x'>").encode())
    done = subprocess.run(
        [sys.executable, "-c", RECORD, "run", url, "--model", model, "--allow-private"],
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": "none"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    host, port = site.root.removeprefix("http://").split(":")
    assert [line for line in done.stdout.splitlines() if "asked" in line] == [
        f"asked {host} {port}"
    ]


def test_a_saved_page_of_ours_is_found_in_no_folder(model: Path) -> None:
    """Nor are the folders that browsers save beside a page."""
    Path("in/pagina_files").mkdir(parents=True)
    Path("in/pagina.html").write_text(PAGE, encoding="utf-8")
    Path("in/pagina_files/cornice.html").write_text(PAGE, encoding="utf-8")
    assert bilingue("run", "in", "--model", model, "--out", "in/out").exit_code == 0
    done = bilingue("run", "in", "--model", model, "--out", "out")

    assert done.exit_code == 0
    assert [one["name"] for one in articles()] == ["pagina"]
    assert read("in/pagina.html").title == "La biblioteca è aperta"
