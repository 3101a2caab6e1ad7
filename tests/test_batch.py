"""A run: resumes, isolates bad articles, keeps edits, gives the same bytes every time."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import engine, readers
from pipeline.batch import dry_run, run
from pipeline.engine import DecodingSettings
from pipeline.errors import NothingToDoError, OutputError
from pipeline.folder_pages import render_again
from pipeline.reading import SourceReader
from pipeline.report import RunSummary
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

ITALIAN = (
    "La biblioteca del paese resterà aperta anche la domenica mattina. "
    "Lo ha deciso il consiglio comunale dopo una lunga discussione.\n\n"
    "I lettori ringraziano, i bibliotecari un po’ meno."
)
ENGLISH = (
    "The village library will also be open on Sunday mornings. The council decided so last night "
    "after a long discussion about money, opening hours and the heating of the reading room."
)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def options(tmp_path: Path, tiny_model: Path) -> RunOptions:
    """Lay two articles and say what to do with them."""
    articles = tmp_path / "articles"
    (articles / "sub").mkdir(parents=True)
    (articles / "uno.txt").write_text(ITALIAN, encoding="utf-8")
    (articles / "sub" / "due.md").write_text(f"# Il titolo\n\n{ITALIAN}", encoding="utf-8")
    return RunOptions((articles,), tmp_path / "out", model=str(tiny_model))


def statuses(summary: RunSummary) -> dict[str, str]:
    """Return what became of each article."""
    return {result.name: result.status for result in summary.results}


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but those that hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", "run.jsonl", "index.jsonl"}
    }


def test_every_file_is_written(options: RunOptions) -> None:
    """Pages, tables, records, index and summary lie where the README says."""
    run(options, Watcher())

    assert sorted(content(options.out)) == [
        ".bilingue/sub/due.json",
        ".bilingue/uno.json",
        "index.html",
        "sub/due.html",
        "sub/due.tsv",
        "uno.html",
        "uno.tsv",
    ]
    assert (options.out / "run.json").is_file()


def test_run_json_tells_what_happened(options: RunOptions) -> None:
    """A status, counts, seconds, flags and the digests for each article."""
    run(options, Watcher())
    summary = json.loads((options.out / "run.json").read_text(encoding="utf-8"))
    article = next(a for a in summary["articles"] if a["name"] == "uno")

    assert summary["counts"] == {"translated": 2}
    assert article["status"] == "translated"
    assert article["sentences"] == 3
    assert article["words"] == 28
    assert set(article["digests"]) == {"reading", "translation", "rendering"}
    assert article["seconds"] > 0


def test_two_runs_give_the_same_bytes(options: RunOptions, tmp_path: Path) -> None:
    """The same input gives the same output, times apart."""
    other = replace(options, out=tmp_path / "other", threads=1)
    run(options, Watcher())
    run(other, Watcher())

    assert content(options.out) == content(other.out)
    first = content(options.out)
    run(replace(options, force=True), Watcher())
    assert content(options.out) == first


def test_what_is_up_to_date_is_left_alone(options: RunOptions) -> None:
    """A second run does nothing; a changed source is redone, and only that."""
    run(options, Watcher())
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}

    (options.paths[0] / "uno.txt").write_text(ITALIAN + " Fine.", encoding="utf-8")
    assert statuses(run(options, Watcher())) == {"uno": "translated", "sub/due": "unchanged"}


def test_another_model_redoes_the_text(options: RunOptions, tmp_path: Path) -> None:
    """The digest knows the model's content, not its name."""
    run(options, Watcher())
    other = make_package(tmp_path / "other-model", seed=2)

    again = run(replace(options, model=str(other)), Watcher())

    assert set(statuses(again).values()) == {"translated"}


def test_changed_templates_rewrite_pages_without_a_model(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the rendering digest differs: the engine is never loaded."""
    run(options, Watcher())
    monkeypatch.setattr("pipeline.template_files.RENDERING_RULES", 99)
    monkeypatch.setattr("pipeline.translator.Engine", None)

    assert set(statuses(run(options, Watcher())).values()) == {"rendered"}
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}


def test_a_missing_page_is_written_again(options: RunOptions) -> None:
    """Deleting a page or a table brings it back from the record."""
    run(options, Watcher())
    (options.out / "uno.html").unlink()
    (options.out / "sub" / "due.tsv").unlink()
    before = content(options.out)

    assert set(statuses(run(options, Watcher())).values()) == {"rendered"}
    assert set(content(options.out)) > set(before)


def test_a_table_that_is_not_understood_is_kept_and_said(options: RunOptions) -> None:
    """What is no table stays; the new one goes beside it, once, and then there is nothing to do."""
    run(options, Watcher())
    table = options.out / "uno.tsv"
    table.write_text("mine", encoding="utf-8")

    summary = run(options, Watcher())

    message = next(result.message for result in summary.results if result.name == "uno")
    assert "uno.tsv was edited and kept; the new table is uno.new.tsv" in message
    assert table.read_text(encoding="utf-8") == "mine"
    assert (options.out / "uno.new.tsv").is_file()
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}
    run(replace(options, force=True), Watcher())
    assert table.read_text(encoding="utf-8") == "mine"


def test_a_table_is_left_alone_when_pages_are_rendered_again(options: RunOptions) -> None:
    """`render` is about pages: an edited table has nothing beside it afterwards."""
    run(options, Watcher())
    (options.out / "uno.tsv").write_text("mine", encoding="utf-8")

    render_again(options.out)

    assert sorted(path.name for path in options.out.glob("uno*")) == ["uno.html", "uno.tsv"]


def test_a_record_cannot_write_outside_its_folder(options: RunOptions) -> None:
    """A record that names another place is a damaged one; it is named and nothing is written."""
    run(options, Watcher())
    path = options.out / ".bilingue" / "uno.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"name": "uno"', '"name": "../escaped"'),
        encoding="utf-8",
    )

    pages, damaged = render_again(options.out)

    assert (pages, len(damaged)) == (1, 1)
    assert not list(options.out.parent.glob("escaped*"))
    assert "uno" in (options.out / "index.html").read_text(encoding="utf-8")


def test_files_of_others_are_never_overwritten(options: RunOptions) -> None:
    """A page or an index that this program did not write stays; the message names it."""
    options.out.mkdir()
    (options.out / "uno.html").write_text("<p>mine</p>", encoding="utf-8")

    summary = run(options, Watcher())

    assert statuses(summary) == {"uno": "failed", "sub/due": "translated"}
    assert (options.out / "uno.html").read_text(encoding="utf-8") == "<p>mine</p>"
    assert not (options.out / "uno.tsv").exists()
    (options.out / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(OutputError, match=r"index\.html"):
        run(options, Watcher())


def test_a_path_that_leads_nowhere_does_not_stop_the_others(options: RunOptions) -> None:
    """A missing file and an empty folder are failures of their own."""
    (options.paths[0].parent / "empty").mkdir()
    named = (*options.paths, Path("manca.txt"), options.paths[0].parent / "empty")

    summary = run(replace(options, paths=named), Watcher())

    assert summary.count("translated") == 2
    messages = [result.message for result in summary.results if result.status == "failed"]
    assert len(messages) == 2
    assert "manca.txt does not exist" in messages[0]
    assert "no article found" in messages[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only on systems with named pipes")
def test_what_might_never_end_is_not_read(options: RunOptions) -> None:
    """A pipe and a loop of links each fail in one line."""
    os.mkfifo(options.paths[0] / "pipe.txt")
    (options.paths[0] / "loop.txt").symlink_to("loop.txt")

    results = {result.name: result for result in run(options, Watcher()).results}

    assert "not a regular file" in results["pipe"].message
    assert results["loop"].status == "failed"
    assert results["uno"].status == "translated"


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: any bytes make a file name")
def test_strange_file_names_do_not_stop_a_run(options: RunOptions) -> None:
    """Names that are not UTF-8, or hold line separators, are written in a printable form."""
    folder = os.fsencode(options.paths[0])
    for name in (b"x\xff.txt", "a\u2028b.txt".encode(), b"new\nline.txt"):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(ENGLISH.encode())

    summary = run(options, Watcher())

    assert summary.count("failed") == 3
    assert summary.count("translated") == 2
    assert json.loads((options.out / "run.json").read_text(encoding="utf-8"))


def test_names_do_not_depend_on_how_a_path_was_typed(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative or absolute, the same sources have the same names."""
    (options.paths[0] / "UNO.txt").write_text(ITALIAN, encoding="utf-8")
    monkeypatch.chdir(options.paths[0].parent)

    absolute = [decision.task.name for decision in dry_run(options)]
    relative = dry_run(replace(options, paths=(Path("articles"),)))

    assert [decision.task.name for decision in relative] == absolute


def test_nothing_written_names_the_place_of_the_sources(options: RunOptions) -> None:
    """Pages and summaries travel: no absolute path is in them, nor why the model was chosen."""
    bad_articles(options.paths[0])
    run(options, Watcher())

    for path in options.out.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(options.paths[0]) not in text
            assert path.name == "run.json" or "chosen by" not in text


def bad_articles(folder: Path) -> dict[str, str]:
    """Lay articles that cannot be used; return what the message must say of each."""
    (folder / "vuoto.txt").write_bytes(b" \n\n ")
    (folder / "immagine.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99))
    (folder / "inglese.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "rotto.txt").symlink_to(folder / "manca.txt")
    return {
        "vuoto": "holds no text",
        "immagine": "is not a text file",
        "inglese": "does not look Italian but English",
        "rotto": "cannot be read",
    }


def test_bad_articles_are_named_and_the_others_done(options: RunOptions) -> None:
    """Each bad one has one line in run.json and on the index page; nothing of it is written."""
    expected = bad_articles(options.paths[0])

    summary = run(options, Watcher())

    results = {result.name: result for result in summary.results}
    for name, words in expected.items():
        assert results[name].status == "failed"
        assert words in results[name].message
        assert "\n" not in results[name].message
        assert not (options.out / f"{name}.tsv").exists()
    assert results["uno"].status == "translated"
    index = (options.out / "index.html").read_text(encoding="utf-8")
    assert "holds no text" in index
    assert "uno.html" in index


def test_another_language_is_translated_anyway_if_asked(options: RunOptions) -> None:
    """`anyway` overrules the language check."""
    (options.paths[0] / "inglese.txt").write_text(ENGLISH, encoding="utf-8")

    summary = run(replace(options, anyway=True), Watcher())

    assert statuses(summary)["inglese"] == "translated"


def test_a_readers_own_failure_is_one_articles_failure(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a fault of ours in one article leaves the others alone."""

    def fail(_reader: SourceReader, raw: bytes, name: str, **_options: Any) -> Any:  # noqa: ANN401
        if name.endswith(".md"):
            message = "surprise"
            raise KeyError(message)
        return readers.read(raw, name)

    monkeypatch.setattr(SourceReader, "read", fail)
    summary = run(options, Watcher())

    assert statuses(summary) == {"sub/due": "failed", "uno": "translated"}
    assert "KeyError" in next(r.message for r in summary.results if r.status == "failed")


def test_a_damaged_record_costs_a_translation_only(options: RunOptions) -> None:
    """The article is redone, its table read without the record's help."""
    run(options, Watcher())
    (options.out / ".bilingue" / "uno.json").write_text("{", encoding="utf-8")

    assert statuses(run(options, Watcher()))["uno"] == "translated"
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}


def test_a_record_of_a_newer_version_is_left_alone(options: RunOptions) -> None:
    """An older program does not destroy what a newer one made."""
    run(options, Watcher())
    path = options.out / ".bilingue" / "uno.json"
    newer = path.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 2')
    path.write_text(newer, encoding="utf-8")

    summary = run(options, Watcher())

    assert statuses(summary)["uno"] == "failed"
    assert path.read_text(encoding="utf-8") == newer


class _StopAfter(Watcher):
    """Asks to stop once so many articles are finished, and then at once."""

    def __init__(self, count: int) -> None:
        self.left = count

    def finished(self, result: Any) -> None:  # noqa: ANN401
        del result
        self.left -= 1

    def stopped(self) -> bool:
        return self.left <= 0

    must_stop = stopped


def test_an_interrupted_run_goes_on_where_it_stopped(
    options: RunOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was finished stands, the rest is named, and a second run does only the rest."""
    monkeypatch.setattr(engine, "MAX_OPEN", 1)

    summary = run(options, _StopAfter(1))

    assert summary.interrupted
    assert sorted(statuses(summary).values()) == ["not done", "translated"]
    assert sorted(statuses(run(options, Watcher())).values()) == ["translated", "unchanged"]
    undisturbed = replace(options, out=tmp_path / "other")
    run(undisturbed, Watcher())
    assert content(options.out) == content(undisturbed.out)


def test_a_dry_run_says_what_and_why_and_writes_nothing(options: RunOptions) -> None:
    """Each article has an action and a reason."""
    assert {d.action for d in dry_run(options)} == {"translate"}
    assert not options.out.exists()
    run(options, Watcher())
    (options.paths[0] / "uno.txt").write_text(ITALIAN + " Fine.", encoding="utf-8")

    assert {(d.task.name, d.action, d.reason) for d in dry_run(options)} == {
        ("uno", "translate", "the source changed"),
        ("sub/due", "skip", "up to date"),
    }


def test_pages_are_rendered_again_from_records_alone(options: RunOptions) -> None:
    """`render` needs neither the sources nor a model."""
    run(options, Watcher())
    before = content(options.out)
    (options.out / "uno.html").unlink()
    (options.out / "index.html").unlink()
    (options.paths[0] / "uno.txt").unlink()

    assert render_again(options.out) == (2, [])
    assert content(options.out) == before


def test_rendering_a_folder_without_records_says_so(tmp_path: Path) -> None:
    """There is nothing to make pages from."""
    with pytest.raises(NothingToDoError, match="earlier run"):
        render_again(tmp_path)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="only on systems with file modes, not as root"
)
def test_an_unreadable_file_is_named(options: RunOptions) -> None:
    """A file without read permission fails alone."""
    (options.paths[0] / "uno.txt").chmod(0)

    assert statuses(run(options, Watcher()))["uno"] == "failed"


def test_pages_link_to_their_neighbours(options: RunOptions) -> None:
    """A bad article is passed over, and gets its place once it is mended."""
    (options.paths[0] / "zeta.txt").write_text(ENGLISH, encoding="utf-8")
    broken = options.paths[0] / "sub" / "tre.txt"
    broken.write_bytes(b"")
    first, second = options.out / "uno.html", options.out / "zeta.html"
    run(replace(options, anyway=True), Watcher())
    assert 'rel="next" href="zeta.html"' in first.read_text(encoding="utf-8")
    assert 'rel="next" href="sub/due.html"' in second.read_text(encoding="utf-8")
    assert 'rel="next"' not in (options.out / "sub/due.html").read_text(encoding="utf-8")
    before = content(options.out)
    run(replace(options, anyway=True), Watcher())
    assert content(options.out) == before

    broken.write_text(ITALIAN, encoding="utf-8")
    run(replace(options, anyway=True), Watcher())
    mended = (options.out / "sub/due.html").read_text(encoding="utf-8")
    assert 'rel="next" href="tre.html"' in mended

    after = content(options.out)
    render_again(options.out)
    assert content(options.out) == after
    alone = replace(options, paths=(options.paths[0] / "uno.txt",))
    run(replace(alone, force=True), Watcher())
    assert content(options.out)["uno.html"] == after["uno.html"]


def test_worker_processes_give_the_same_bytes(options: RunOptions, tmp_path: Path) -> None:
    """Who translated an article leaves no trace in it."""
    other = replace(options, out=tmp_path / "other", jobs=2)
    run(options, Watcher())
    summary = run(other, Watcher())

    assert set(statuses(summary).values()) == {"translated"}
    assert content(other.out) == content(options.out)


def test_a_glossary_line_redoes_only_the_articles_it_touches(
    options: RunOptions, tmp_path: Path
) -> None:
    """The digest holds only the terms that stand in an article."""
    (options.paths[0] / "tre.txt").write_text(
        "Il treno parte alle otto dalla stazione centrale. Il viaggio dura quasi tre ore, e chi "
        "vuole leggere ha tutto il tempo che desidera.",
        encoding="utf-8",
    )
    terms = tmp_path / "terms.tsv"
    terms.write_text("consiglio comunale\ttown board\n", encoding="utf-8")
    with_terms = replace(options, glossary=terms)
    run(options, Watcher())

    assert statuses(run(with_terms, Watcher())) == {
        "sub/due": "translated",
        "tre": "unchanged",
        "uno": "translated",
    }
    terms.write_text("consiglio comunale\ttown board\ntreno\trail\n", encoding="utf-8")
    assert statuses(run(with_terms, Watcher())) == {
        "sub/due": "unchanged",
        "tre": "translated",
        "uno": "unchanged",
    }


def test_fast_translations_are_another_result(options: RunOptions) -> None:
    """What --fast made is not taken for what was searched in full."""
    run(options, Watcher())
    fast = replace(options, settings=DecodingSettings(fast=True))

    assert set(statuses(run(fast, Watcher())).values()) == {"translated"}
