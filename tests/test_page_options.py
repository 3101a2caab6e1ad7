"""How pages are made: templates and a dictionary of the user's own, shared style and script."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.article import Block
from pipeline.batch import run
from pipeline.cli import cli
from pipeline.errors import DictionaryError, PathNotFoundError
from pipeline.folder_pages import render_again
from pipeline.record import Record
from pipeline.render import PageOptions, Renderer
from pipeline.run_options import RunOptions
from pipeline.store import Store
from pipeline.watcher import Watcher
from tests.page_records import of_blocks
from tests.tiny_packages import make_package

ITALIAN = "Il sindaco firma l’accordo."


@pytest.fixture
def article() -> Record:
    """Return an article of one sentence, in a folder."""
    block = Block("paragraph", ITALIAN)
    return of_blocks([(block, [(ITALIAN, "The mayor signs the deal.")])], name="sub/uno")


@pytest.fixture
def out(tmp_path: Path, article: Record) -> Path:
    """Write an output folder with that article."""
    store = Store(tmp_path / "out")
    store.write(article, Renderer().page(article), None)
    return store.folder


def senses(page: str, key: str) -> list[str]:
    """Return what a page says of a word."""
    match = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert match
    words: dict[str, str] = json.loads(match[1])["words"]
    return words[key].split("|")[1:]


def test_shared_style_and_script_are_written_once(out: Path) -> None:
    """Pages link to files whose names are their content's; the policy allows no others."""
    render_again(out, PageOptions(assets="shared"))

    assets = {path.name: path.read_bytes() for path in (out / "_assets").iterdir()}
    page = (out / "sub" / "uno.html").read_text(encoding="utf-8")
    index = (out / "index.html").read_text(encoding="utf-8")
    linked = {*re.findall(r'(?:src|href)="\.\./_assets/([^"]+)"', page)}
    linked |= {*re.findall(r'(?:src|href)="_assets/([^"]+)"', index)}
    assert linked == set(assets)
    assert sorted(name.rpartition(".")[2] for name in assets) == ["css", "js", "js"]
    for name, content in assets.items():
        assert name.startswith(hashlib.sha256(content).hexdigest()[:16])
    assert "<style>" not in page
    assert "sha256-" not in page
    assert "style-src 'self' file:; script-src 'self' file:;" in page


def test_shared_files_of_earlier_pages_are_left(out: Path, tmp_path: Path) -> None:
    """A page that was not written again still has its style; a damaged file is mended."""
    render_again(out, PageOptions(assets="shared"))
    before = {path: path.read_bytes() for path in (out / "_assets").iterdir()}
    (style,) = (path for path in before if path.suffix == ".css")
    style.write_bytes(b"damaged")
    own = tmp_path / "own"
    (own / "css").mkdir(parents=True)
    (own / "css" / "custom.css").write_text("body { color: red }", encoding="utf-8")

    render_again(out, PageOptions(templates=own, assets="shared"))

    assert len([*(out / "_assets").iterdir()]) == len(before) + 1
    render_again(out, PageOptions(assets="shared"))
    assert (
        before.items() <= {path: path.read_bytes() for path in (out / "_assets").iterdir()}.items()
    )


def test_a_script_of_ones_own_follows_the_projects(tmp_path: Path, article: Record) -> None:
    """A file of another name than ours runs last, on the reading page alone."""
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "mine.js").write_text("document.title = 'mine';\n", encoding="utf-8")
    renderer = Renderer(tmp_path)

    assert "document.title = 'mine';\n})();" in renderer.page(article)
    assert "mine" not in renderer.index([])


def test_a_dictionary_goes_before_the_lexicon(out: Path, tmp_path: Path) -> None:
    """What it has is shown; what it lacks comes from the lexicon."""
    words = tmp_path / "words.tsv"
    words.write_text("accordo\tmy own words; really\n", encoding="utf-8")

    render_again(out, PageOptions(dictionary=words))

    page = (out / "sub" / "uno.html").read_text(encoding="utf-8")
    assert senses(page, "accordo") == ["my own words", "really"]
    assert senses(page, "sindaco") == ["mayor"]


def test_choices_are_in_the_digest(tmp_path: Path) -> None:
    """Each way to make pages has its own; the name of a dictionary does not matter."""
    digests = [Renderer().digest, Renderer(assets="shared").digest]
    for name, text in (("a.tsv", "zio\tuncle\n"), ("b.tsv", "zio\tuncle\n"), ("c.tsv", "zio\t?\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        digests.append(Renderer(dictionary=tmp_path / name).digest)

    assert digests[2] == digests[3]
    assert len({*digests}) == 4


def test_another_dictionary_rewrites_pages_without_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run with another dictionary renders; the engine is never loaded."""
    words = tmp_path / "words.tsv"
    words.write_text("sindaco\tfirst citizen\n", encoding="utf-8")
    (tmp_path / "uno.txt").write_text(ITALIAN, encoding="utf-8")
    model = str(make_package(tmp_path / "tiny"))
    options = RunOptions((tmp_path / "uno.txt",), tmp_path / "out", model=model, anyway=True)
    run(options, Watcher())
    monkeypatch.setattr("pipeline.translator.Engine", None)
    options = replace(options, pages=PageOptions(dictionary=words))

    summaries = [run(options, Watcher()) for _ in "12"]

    assert [summary.results[0].status for summary in summaries] == ["rendered", "unchanged"]
    page = (tmp_path / "out" / "uno.html").read_text(encoding="utf-8")
    assert senses(page, "sindaco") == ["first citizen"]


def test_what_cannot_be_used_is_said_before_anything_is_written(out: Path, tmp_path: Path) -> None:
    """A missing folder or a damaged dictionary stops the command."""
    before = (out / "sub" / "uno.html").read_bytes()
    (tmp_path / "bad.tsv").write_text("no tab\n", encoding="utf-8")

    with pytest.raises(PathNotFoundError, match="nowhere"):
        render_again(out, PageOptions(templates=tmp_path / "nowhere"))
    with pytest.raises(DictionaryError, match=r"bad\.tsv"):
        render_again(out, PageOptions(dictionary=tmp_path / "bad.tsv"))
    assert (out / "sub" / "uno.html").read_bytes() == before


def test_the_command_takes_the_choices(out: Path, tmp_path: Path) -> None:
    """All three at once; what is wrong is one line and status 2."""
    own = tmp_path / "own"
    (own / "css").mkdir(parents=True)
    (own / "css" / "custom.css").write_text("body { color: red }", encoding="utf-8")
    words = tmp_path / "words.tsv"
    words.write_text("accordo\tpact\n", encoding="utf-8")
    choices = ["--templates", str(own), "--assets", "shared", "--dictionary", str(words)]

    done = CliRunner().invoke(cli, ["render", str(out), *choices])
    wrong = CliRunner().invoke(cli, ["render", str(out), "--dictionary", str(tmp_path / "none")])

    assert done.exit_code == 0, done.output
    assert senses((out / "sub" / "uno.html").read_text(encoding="utf-8"), "accordo") == ["pact"]
    styles = [path.read_text(encoding="utf-8") for path in (out / "_assets").glob("*.css")]
    assert len(styles) == 1
    assert styles[0].endswith("body { color: red }")
    assert wrong.exit_code == 2
    assert "none does not exist" in wrong.stderr
