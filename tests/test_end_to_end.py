"""From seeds/ to pages and tables with the bundled model, read as a person would read them."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from pipeline.cli import cli
from pipeline.exports.tsv import COLUMNS
from pipeline.readers import read
from pipeline.segment import split_sentences

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in {".txt", ".md"})
SAMPLE = "openai-amazon-accordo"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate everything in seeds/ once."""
    folder = tmp_path_factory.mktemp("out")
    arguments = ["run", str(ROOT / "seeds"), "--out", str(folder), "--model", "bundled"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.stderr
    return folder


def rows(out: Path, name: str) -> list[dict[str, str]]:
    """Read a table."""
    header, *lines = (out / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert tuple(header.split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


class _Texts(HTMLParser):
    """Collects all text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_sentence_has_a_row_and_an_english_text(out: Path, seed: Path) -> None:
    """No sentence is missing, none is untranslated, and the order is the article's."""
    sentences = [s.text for block in read(seed).blocks for s in split_sentences(block.text)]
    table = rows(out, seed.stem)

    assert [row["it"] for row in table] == sentences
    assert all(row["en"].strip() for row in table)
    assert all(row["origin"] == "mt" for row in table)
    assert len({row["key"] for row in table}) == len(table)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_row_stands_on_the_page(out: Path, seed: Path) -> None:
    """What the table holds, the page shows."""
    page = _Texts()
    page.feed((out / f"{seed.stem}.html").read_text(encoding="utf-8"))

    for row in rows(out, seed.stem):
        assert row["it"] in page.text
        assert row["en"] in page.text


def test_the_sample_has_six_blocks_the_fourth_a_caption(out: Path) -> None:
    """The image credit is no paragraph, and there is no headline."""
    kinds = {int(row["paragraph"]): row["kind"] for row in rows(out, SAMPLE)}

    assert kinds == {n: "caption" if n == 4 else "paragraph" for n in range(1, 7)}


def test_a_sentence_inside_quotation_marks_is_one_row(out: Path) -> None:
    """The last paragraph is a quotation of two sentences with its speaker between them."""
    last = [row["it"] for row in rows(out, SAMPLE) if row["paragraph"] == "6"]

    assert len(last) == 2
    assert last[0].startswith("“Per scalare")
    assert last[0].endswith("Sam Altman.")
    assert last[1].endswith("tutti”.")


def test_names_and_numbers_of_the_sample_survive(out: Path) -> None:
    """A reader must not be told of other companies or other sums."""
    english = " ".join(row["en"] for row in rows(out, SAMPLE))

    for word in ("Microsoft", "OpenAI", "Oracle", "Stargate", "Amazon", "38", "27%", "2026"):
        assert word in english


def test_the_index_and_the_summary_know_every_seed(out: Path) -> None:
    """Both list each article once, all of them done."""
    summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
    index = (out / "index.html").read_text(encoding="utf-8")

    assert [article["name"] for article in summary["articles"]] == [p.stem for p in SEEDS]
    assert summary["counts"] == {"translated": len(SEEDS)}
    assert all(f'href="{seed.stem}.html"' in index for seed in SEEDS)


@pytest.mark.browser
def test_a_person_goes_from_the_index_to_an_article_and_back(out: Path, chromium: Browser) -> None:
    """In a real browser, without a network: index, article, sentence, index."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((out / "index.html").as_uri())

    page.get_by_role("link", name="Il pane e il tempo").click()
    assert page.locator('[lang="it"]').count() > 100
    assert page.locator("#p2s1").is_visible()
    page.get_by_role("link", name="All articles").click()
    assert page.url.endswith("index.html")
    assert problems == []
    context.close()
