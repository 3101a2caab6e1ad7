"""One article from a pipe to a pipe."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import one_article
from pipeline.batch import run
from pipeline.errors import (
    EmptySourceError,
    ModelNotFoundError,
    TooLargeSourceError,
    UsageError,
    WrongLanguageError,
)
from pipeline.one_article import guess_suffix, translate_stream
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

ITALIAN = (
    "La biblioteca del paese resterà aperta anche la domenica mattina. Lo ha deciso il consiglio."
)
MARKDOWN = f"# Il titolo\n\n{ITALIAN}\n\n- **uno**\n- due\n"
ENGLISH = (
    "The village library will also be open on Sunday mornings. The council decided so last night "
    "after a long discussion about money, opening hours and the heating of the reading room."
)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def options(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> RunOptions:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return RunOptions((), Path("out"), model=str(tiny_model))


@pytest.mark.parametrize(("text", "suffix"), [(ITALIAN, ".txt"), (MARKDOWN, ".md")])
def test_the_table_is_the_one_that_run_writes(
    options: RunOptions, tmp_path: Path, text: str, suffix: str
) -> None:
    """Byte for byte, whether the format is told by a name or guessed; nothing else is written."""
    table = translate_stream(text.encode(), options, Watcher())

    assert list(tmp_path.iterdir()) == []
    (tmp_path / f"a{suffix}").write_text(text, encoding="utf-8")
    run(replace(options, paths=(tmp_path / f"a{suffix}",)), Watcher())
    assert table == (tmp_path / "out" / "a.tsv").read_bytes()


def test_the_page_stands_alone(options: RunOptions) -> None:
    """It has the article's title, and links to no other page."""
    page = translate_stream(MARKDOWN.encode(), options, Watcher(), to="html")

    assert page is not None
    assert page.startswith(b"<!doctype html>")
    assert b"Il titolo" in page
    assert b"index.html" not in page


def test_an_article_without_a_title_is_called_by_where_it_came_from(options: RunOptions) -> None:
    """There is no file whose name it could have."""
    page = translate_stream(ITALIAN.encode(), options, Watcher(), to="html")

    assert page is not None
    assert b">standard input</h1>" in page


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("# Titolo\n\nTesto.", ".md"),
        ("Testo.\n\n## Parte seconda\n", ".md"),
        ("---\ntitle: Prova\n---\nTesto.", ".md"),
        ("Un **forte** richiamo.", ".md"),
        ("Il [sito](https://a.example) del comune.", ".md"),
        ("Titolo\n\nTesto: #hashtag, 2 * 3 * 4, [nota].", ""),
        ("---\n\nTesto tra righe.\n", ""),
        ("- uno\n- due\n", ""),
        ("", ""),
    ],
)
def test_markdown_is_told_by_its_marks(text: str, suffix: str) -> None:
    """Where there are none it is the same as plain text."""
    assert guess_suffix(text.encode()) == suffix


def test_the_kind_can_be_named(options: RunOptions) -> None:
    """As a suffix, with its dot or without; an unknown one is wrong usage."""
    as_text = translate_stream(MARKDOWN.encode(), options, Watcher(), kind="txt")

    assert as_text is not None
    assert b"**uno**" in as_text
    assert as_text == translate_stream(MARKDOWN.encode(), options, Watcher(), kind=".TXT")
    with pytest.raises(UsageError, match="no kind of article called wp5"):
        translate_stream(b"", options, Watcher(), kind="wp5")


def test_a_bad_article_is_refused(options: RunOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    """The errors are those of a file; another language is translated anyway if asked."""
    with pytest.raises(EmptySourceError, match="standard input holds no text"):
        translate_stream(b" ", options, Watcher())
    with pytest.raises(WrongLanguageError, match="English"):
        translate_stream(ENGLISH.encode(), options, Watcher())
    assert translate_stream(ENGLISH.encode(), replace(options, anyway=True), Watcher())
    monkeypatch.setattr(one_article, "MAX_SOURCE_BYTES", 10)
    with pytest.raises(TooLargeSourceError, match="more than 10 bytes"):
        translate_stream(ITALIAN.encode(), options, Watcher())


def test_a_missing_model_is_named(options: RunOptions) -> None:
    """As for a folder."""
    with pytest.raises(ModelNotFoundError):
        translate_stream(ITALIAN.encode(), replace(options, model="nessuno"), Watcher())


def test_a_glossary_counts(options: RunOptions, tmp_path: Path) -> None:
    """Its terms are part of what the page says that the translation depends on."""
    terms = tmp_path / "terms.tsv"
    terms.write_text("biblioteca\tBOOKHALL\n", encoding="utf-8")
    with_terms = replace(options, glossary=terms)

    page = translate_stream(ITALIAN.encode(), options, Watcher(), to="html")

    assert page != translate_stream(ITALIAN.encode(), with_terms, Watcher(), to="html")


class _Stopping(Watcher):
    """Has no time at all."""

    def must_stop(self) -> bool:
        return True


def test_nothing_comes_of_an_article_that_was_stopped(options: RunOptions) -> None:
    """Half a table is no table."""
    assert translate_stream(ITALIAN.encode(), options, _Stopping()) is None
