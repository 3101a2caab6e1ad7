"""Whatever sources are called and wherever links lead, a run writes into its output folder only."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.batch import run
from pipeline.errors import OutputError
from pipeline.names import MAX_BYTES, Source, plan_names
from pipeline.report import RunSummary
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

ITALIAN = "Il cane corre nel prato. La gatta dorme sul divano."
LONGEST_SUFFIX = ".conflicts.tsv"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that translates to gibberish at once."""
    return make_package(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Lay one article two folders below the one that the tests look at."""
    folder = tmp_path / "sources" / "articles"
    folder.mkdir(parents=True)
    (folder / "uno.txt").write_text(ITALIAN, encoding="utf-8")
    return folder


def everything(folder: Path, *, without: Path) -> dict[str, bytes]:
    """Return all files of `folder` but those in `without`; a link is what it points to."""
    return {
        path.relative_to(folder).as_posix(): os.fsencode(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in folder.rglob("*")
        if not path.is_relative_to(without) and (path.is_symlink() or path.is_file())
    }


def link_elsewhere(folder: Path, name: str) -> None:
    """Let a folder in the output folder lead to one beside it."""
    (folder / "altrove").mkdir()
    link = folder / "out" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(folder / "altrove", target_is_directory=True)


def run_contained(folder: Path, out: Path, model: Path, *paths: Path) -> RunSummary:
    """Run, and demand that nothing outside `out` changed, as far as `folder` reaches."""
    before = everything(folder, without=out)
    summary = run(RunOptions(paths, out, model=str(model)), Watcher())
    assert everything(folder, without=out) == before
    return summary


@pytest.mark.parametrize(
    "relative",
    [
        "../fuori.txt",
        "../../fuori.txt",
        "a/../../fuori.txt",
        "a/..",
        "..",
        "/etc/fuori.txt",
        "//rete/fuori.txt",
        "C:\\fuori.txt",
        "..\\fuori.txt",
        "C:fuori.txt",
        ".bilingue/uno.txt",
        "_assets/../../fuori.txt",
        "fuori.txt/..txt",
    ],
)
def test_no_source_has_a_name_that_leads_elsewhere(relative: str) -> None:
    """Dots, roots, drives and our own folder are no parts of a name, on any system."""
    (name,) = plan_names([Source(Path("x"), relative)])

    assert not name.startswith(("/", "."))
    assert not set(name) & set('\\:<>"|?*')
    parts = name.split("/")
    assert all(part and not part.startswith(".") and not part.endswith(".") for part in parts)


@pytest.mark.parametrize("typed", ["articles/../articles/uno.txt", "articles/./uno.txt"])
def test_dots_in_a_path_that_was_typed(
    tmp_path: Path, articles: Path, model: Path, typed: str
) -> None:
    """Only the file's own name counts."""
    summary = run_contained(tmp_path, tmp_path / "out", model, articles.parent / typed)

    assert [result.name for result in summary.results] == ["uno"]


def test_dots_above_the_folder_that_was_typed(
    tmp_path: Path, articles: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is reached by `..` is mirrored from itself on."""
    (articles / "sub").mkdir()
    monkeypatch.chdir(articles / "sub")

    summary = run_contained(tmp_path, tmp_path / "out", model, Path("../../articles"))

    assert [result.name for result in summary.results] == ["uno"]
    assert (tmp_path / "out" / "uno.html").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: such names, and 255 bytes")
def test_names_of_all_kinds_stay_inside(tmp_path: Path, articles: Path, model: Path) -> None:
    """Long, foreign, dotted and disguised names each give files in the folder, none too long."""
    long = "/".join(["cartella" * 20] * 2)
    kinds = (
        "à" * 120 + ".txt",
        f"{long}/{'b' * 250}.txt",
        "北京的故事.txt",
        "Αθήνα/Ελλάδα.txt",
        "Ёлка.txt",
        "مقال.txt",
        "e\u0301.txt",
        "uno..txt",
        "C:\\fuori.txt",
        "\u202etxt.exe.txt",
        "a\u2215b.txt",
        "CON.txt",
        "~.txt",
        "$HOME.txt",
        "-rf.txt",
        "%2e%2e%2ffuori.txt",
    )
    for name in kinds:
        path = articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ITALIAN, encoding="utf-8")

    summary = run_contained(tmp_path, tmp_path / "out", model, articles)

    assert {result.status for result in summary.results} == {"translated"}
    assert len({result.name.casefold() for result in summary.results}) == len(kinds) + 1
    for result in summary.results:
        last = result.name.rpartition("/")[2]
        assert len(f"{last}{LONGEST_SUFFIX}".encode()) <= MAX_BYTES + len(LONGEST_SUFFIX)
        for suffix in (".html", ".tsv"):
            assert (tmp_path / "out" / f"{result.name}{suffix}").is_file()


@pytest.mark.skipif(os.name == "nt", reason="only on systems where anybody may make links")
class TestLinks:
    """Symbolic links, in the sources and in the output folder."""

    def test_a_link_among_the_sources_is_written_in_its_own_place(
        self, tmp_path: Path, articles: Path, model: Path
    ) -> None:
        """What it points to is read, and nothing is written there."""
        (tmp_path / "altrove").mkdir()
        (tmp_path / "altrove" / "due.txt").write_text(f"{ITALIAN} Fine.", encoding="utf-8")
        (articles / "legame.txt").symlink_to(tmp_path / "altrove" / "due.txt")

        summary = run_contained(tmp_path, tmp_path / "out", model, articles)

        assert {result.name for result in summary.results} == {"uno", "legame"}

    def test_a_folder_that_links_to_one_above_it_does_no_harm(
        self, tmp_path: Path, articles: Path, model: Path
    ) -> None:
        """The search neither goes round for ever nor leaves the folder."""
        (articles / "su").symlink_to(tmp_path, target_is_directory=True)

        summary = run_contained(tmp_path, tmp_path / "out", model, articles)

        assert {result.name for result in summary.results} == {"uno"}

    @pytest.mark.parametrize("name", ["uno.html", "uno.tsv", ".bilingue/uno.json"])
    def test_a_file_in_the_output_folder_that_links_elsewhere_is_not_followed(
        self, tmp_path: Path, articles: Path, model: Path, name: str
    ) -> None:
        """What it points to stays, whether the link is replaced or refused."""
        (tmp_path / "altrove.txt").write_text("mio", encoding="utf-8")
        link = tmp_path / "out" / name
        link.parent.mkdir(parents=True)
        link.symlink_to(tmp_path / "altrove.txt")

        run_contained(tmp_path, tmp_path / "out", model, articles)

    @pytest.mark.parametrize("name", ["index.html", "run.json", "uno.html", "uno.tsv"])
    def test_a_link_to_nothing_makes_nothing_there(
        self, tmp_path: Path, articles: Path, model: Path, name: str
    ) -> None:
        """No file appears where a dangling link leads."""
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / name).symlink_to(tmp_path / "altrove.txt")

        run_contained(tmp_path, tmp_path / "out", model, articles)

    def test_an_output_folder_may_itself_be_a_link(
        self, tmp_path: Path, articles: Path, model: Path
    ) -> None:
        """That is where the user wants it."""
        (tmp_path / "disco").mkdir()
        (tmp_path / "out").symlink_to(tmp_path / "disco", target_is_directory=True)

        run(RunOptions((articles,), tmp_path / "out", model=str(model)), Watcher())

        assert (tmp_path / "disco" / "uno.html").is_file()

    @pytest.mark.parametrize("name", ["sub", ".bilingue/sub"])
    def test_a_folder_in_the_output_folder_that_links_elsewhere_is_refused(
        self, tmp_path: Path, articles: Path, model: Path, name: str
    ) -> None:
        """An article whose place leads out of the folder fails and says so; the others go on."""
        (articles / "sub").mkdir()
        (articles / "sub" / "due.txt").write_text(ITALIAN, encoding="utf-8")
        link_elsewhere(tmp_path, name)

        summary = run_contained(tmp_path, tmp_path / "out", model, articles)

        failed = {r.name: r.message for r in summary.results if r.status == "failed"}
        assert "a symbolic link leads out of the output folder" in failed.pop("sub/due")
        assert failed == {}

    def test_our_own_folder_that_links_elsewhere_stops_the_run(
        self, tmp_path: Path, articles: Path, model: Path
    ) -> None:
        """Nothing could be kept in its place."""
        link_elsewhere(tmp_path, ".bilingue")

        with pytest.raises(OutputError, match="symbolic link leads out"):
            run_contained(tmp_path, tmp_path / "out", model, articles)
