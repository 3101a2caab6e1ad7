"""Plan and resume: what a second run does, after whatever happened to the first."""

import errno
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import dry_run, run
from pipeline.errors import BilingueError
from pipeline.report import ArticleResult, RunSummary
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

DOG = "Il cane corre nel prato."
CAT = "La gatta dorme sul divano."
NAMES = ("a/x.txt", "b/x.txt", "x.md", "X.txt", "CON.txt", "Αθήνα.txt", "北京.txt")
LONG = "à" * 125 + ".txt"
"""As long as Linux lets a name be; test_names has the three hundred characters."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def options(tmp_path: Path, model: Path) -> RunOptions:
    """Lay three articles and say what to do with them."""
    lay(tmp_path / "articles", {"cane.txt": DOG, "gatta.txt": CAT, "sub/due.txt": f"{DOG} {CAT}"})
    return RunOptions((tmp_path / "articles",), tmp_path / "out", model=str(model))


def lay(folder: Path, texts: dict[str, str]) -> None:
    """Write articles by their names."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def statuses(summary: RunSummary) -> dict[str, str]:
    """Return what became of each article."""
    return {result.name: result.status for result in summary.results}


def actions(options: RunOptions) -> dict[str, tuple[str, str]]:
    """Return what a run would do with each article, and why."""
    return {one.task.name: (one.action, one.reason) for one in dry_run(options)}


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but those that hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", "run.jsonl", "index.jsonl"}
    }


def undisturbed(options: RunOptions) -> dict[str, bytes]:
    """Return what a run into an empty folder leaves."""
    other = replace(options, out=options.out.with_name("undisturbed"))
    run(other, Watcher())
    return content(other.out)


def test_a_new_version_of_the_project_alone_redoes_nothing(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version is recorded and never compared: no model is loaded, no byte changes."""
    run(options, Watcher())
    before = content(options.out)
    monkeypatch.setattr(batch, "__version__", "99.0.0")
    monkeypatch.setattr("pipeline._version.__version__", "99.0.0")
    monkeypatch.setattr("pipeline.translator.Engine", None)

    assert {action for action, _ in actions(options).values()} == {"skip"}
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}
    assert content(options.out) == before


def test_one_changed_glossary_line_redoes_only_its_articles(
    options: RunOptions, tmp_path: Path
) -> None:
    """Another English for a term concerns the articles with that term, and no other line's."""
    terms = tmp_path / "terms.tsv"
    options = replace(options, glossary=terms)
    terms.write_text("cane\tdog\ngatta\tcat\n", encoding="utf-8")
    run(options, Watcher())
    assert {action for action, _ in actions(options).values()} == {"skip"}

    terms.write_text("cane\tdog\ngatta\tkitty\n", encoding="utf-8")

    assert {name: action for name, (action, _) in actions(options).items()} == {
        "cane": "skip",
        "gatta": "translate",
        "sub/due": "translate",
    }
    assert statuses(run(options, Watcher())) == {
        "cane": "unchanged",
        "gatta": "translated",
        "sub/due": "translated",
    }


def test_lines_that_no_article_has_redo_nothing(options: RunOptions, tmp_path: Path) -> None:
    """Nor does the order of the lines."""
    terms = tmp_path / "terms.tsv"
    options = replace(options, glossary=terms)
    terms.write_text("cane\tdog\ngatta\tcat\n", encoding="utf-8")
    run(options, Watcher())

    terms.write_text("treno\ttrain\ngatta\tcat\ncane\tdog\n", encoding="utf-8")

    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}


def test_a_source_that_was_only_touched_is_up_to_date(options: RunOptions) -> None:
    """Content counts, not times: a fresh checkout redoes nothing."""
    run(options, Watcher())
    os.utime(options.paths[0] / "cane.txt", (1, 1))

    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}


def test_an_article_that_is_gone_leaves_its_files_alone(options: RunOptions) -> None:
    """A run deletes nothing that somebody may read."""
    run(options, Watcher())
    (options.paths[0] / "cane.txt").unlink()

    assert set(statuses(run(options, Watcher()))) == {"gatta", "sub/due"}
    assert (options.out / "cane.html").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: such names side by side")
def test_names_are_fixed_by_the_plan(options: RunOptions) -> None:
    """The same in a dry run, a run and the next run; each a page of its own, none for Windows."""
    folder = options.paths[0]
    lay(folder, {name: f"{DOG} {number}." for number, name in enumerate((*NAMES, LONG))})
    planned = list(actions(options))

    first, second = run(options, Watcher()), run(options, Watcher())

    assert [result.name for result in first.results] == planned
    assert statuses(second) == dict.fromkeys(planned, "unchanged")
    assert {"a/x", "b/x", "x.md", "X.txt", "_CON", "Αθήνα", "北京"} < set(planned)
    assert len({name.casefold() for name in planned}) == len(NAMES) + 4
    for result in first.results:
        assert len(f"{result.name}.conflicts.tsv".encode()) <= 120
        table = (options.out / f"{result.name}.tsv").read_text(encoding="utf-8")
        assert folder.joinpath(result.source).read_text(encoding="utf-8").split(".")[0] in table


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_files_of_one_name_from_two_folders_keep_theirs(
    tmp_path: Path, model: Path, order: tuple[str, str]
) -> None:
    """Two folders named together, whose files are called alike, lose neither."""
    lay(tmp_path, {"a/x.txt": DOG, "b/x.txt": CAT})
    options = RunOptions(tuple(tmp_path / one for one in order), tmp_path / "out", str(model))

    first, second = run(options, Watcher()), run(options, Watcher())

    assert len(statuses(first)) == 2
    assert statuses(second) == dict.fromkeys(statuses(first), "unchanged")


class _Beside(Watcher):
    """Has a second run do everything in the same folder while the first one is at it."""

    def __init__(self, options: RunOptions, after: int) -> None:
        self.options = options
        self.left = after
        self.beside: RunSummary | None = None

    def finished(self, result: ArticleResult) -> None:
        del result
        self.left -= 1
        if self.left == 0:
            self.beside = run(self.options, Watcher())


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("force", [False, True])
def test_a_run_inside_another_does_it_no_harm(
    options: RunOptions, after: int, *, force: bool
) -> None:
    """Both end well and the folder is that of one undisturbed run, with no false edit."""
    watcher = _Beside(replace(options, force=force), after)

    summary = run(options, watcher)

    assert watcher.beside is not None
    assert not {"failed", "not done"} & {*statuses(summary).values()}
    assert not {"failed", "not done"} & {*statuses(watcher.beside).values()}
    assert content(options.out) == undisturbed(options)
    assert set(statuses(run(options, Watcher())).values()) == {"unchanged"}


@pytest.mark.parametrize("written", range(0, 24, 2))
def test_a_full_disk_leaves_no_half_file_and_the_next_run_does_the_rest(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """Whichever file is the first without room, what is there afterwards is whole."""
    left = written

    def sync(_descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", sync)
        try:
            summary = run(options, Watcher())
        except BilingueError as error:
            assert "No space left" in str(error)  # noqa: PT017 - the run may end either way
        else:
            assert left < 0 or "failed" not in statuses(summary).values()
    expected = undisturbed(options)
    for name, found in content(options.out).items():
        assert not name.endswith(".tmp")
        if name.endswith(".html"):
            assert found.rstrip().endswith(b"</html>")
        if name.endswith(".tsv"):
            assert found == expected[name]

    run(options, Watcher())

    assert content(options.out) == expected
