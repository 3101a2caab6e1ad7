"""An output folder elsewhere: what a run leaves there, and what it reads from there."""

import json
import secrets
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch
from pipeline.engine import DecodingSettings
from pipeline.errors import OutputError
from pipeline.names import is_url
from pipeline.remote_files import RemoteFiles
from pipeline.remote_output import RemoteOutput
from pipeline.run_options import RunOptions
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

fsspec = pytest.importorskip("fsspec", reason="needs fsspec (pip install 'bilingue[cluster]')")

ITALIAN = {
    "uno.txt": "La gatta dorme sul divano. Il cane corre nel prato.\n",
    "sotto/due.txt": "Una frase lunga è una frase.\n\nIl cane dorme.\n",
    "tre.txt": "La parola è una sola.\n",
}


@dataclass
class Place:
    """A URL, and what lies there."""

    url: str

    def files(self) -> dict[str, bytes]:
        """Return the content of all files by their path below the URL."""
        system, root = fsspec.core.url_to_fs(self.url)
        system.invalidate_cache()
        found = system.find(root)
        return {path.removeprefix(root).lstrip("/"): system.cat_file(path) for path in found}

    def write(self, name: str, content: bytes) -> None:
        """Change a file, as a person would."""
        system, root = fsspec.core.url_to_fs(self.url)
        system.makedirs(root, exist_ok=True)
        system.pipe_file(f"{root}/{name}", content)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Have an S3 server on this machine with a bucket; return the bucket's name."""
    pytest.importorskip("s3fs", reason="needs s3fs")
    server = pytest.importorskip("moto.server", reason="needs moto (pip install 'moto[server]')")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("articles")
        yield "articles"
    running.stop()


@pytest.fixture(params=["memory", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return an empty folder of each kind of file system that costs no time."""
    folder = secrets.token_hex(4)
    if request.param == "memory":
        return Place(f"memory://{folder}/out")
    return Place(f"file://{tmp_path.as_posix()}/{folder}")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a random model."""
    return make_package(tmp_path_factory.mktemp("packages") / "tiny", positions=256)


@pytest.fixture
def options(tmp_path: Path, tiny: Path) -> RunOptions:
    """Return options for a run over three articles."""
    for name, text in ITALIAN.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return RunOptions(
        (tmp_path / "in",),
        tmp_path / "out",
        model=str(tiny),
        settings=DecodingSettings(bare=True),
        anyway=True,
    )


def run_into(place: Place, options: RunOptions, watcher: Watcher | None = None) -> dict[str, str]:
    """Run with the output at the URL; return each article's status."""
    from dataclasses import replace  # noqa: PLC0415

    with RemoteOutput(place.url) as remote:
        summary = batch.run(
            replace(options, out=remote.folder), remote.watching(watcher or Watcher())
        )
    return {result.name: result.status for result in summary.results}


def without_times(files: dict[str, bytes]) -> dict[str, Any]:
    """Return files without what differs from run to run."""
    return {
        name: content
        for name, content in files.items()
        if name != "run.json" and not name.endswith(".jsonl")
    }


def test_the_files_are_those_of_a_run_into_a_folder(place: Place, options: RunOptions) -> None:
    """Byte for byte, and run.json says the same."""
    run_into(place, options)

    batch.run(options, Watcher())
    local = {
        path.relative_to(options.out).as_posix(): path.read_bytes()
        for path in options.out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    there = place.files()
    assert without_times(there) == without_times(local)
    assert json.loads(there["run.json"])["counts"] == {"translated": 3}


def test_a_bucket_holds_the_same_and_keeps_an_edit(bucket: str, options: RunOptions) -> None:
    """The protocol of S3, spoken with a server."""
    place = Place(f"s3://{bucket}/articles/out")
    test_the_files_are_those_of_a_run_into_a_folder(place, options)
    test_an_edit_made_there_is_kept(place, options)


def test_a_second_run_does_and_writes_nothing(
    place: Place, options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records and tables are fetched, pages are not, and only what tells of the run is written."""
    run_into(place, options)
    before = place.files()
    fetched: list[str] = []
    written: list[str] = []
    fetch, write = RemoteFiles.fetch, RemoteFiles.write

    def noted_fetch(self: RemoteFiles, names: Sequence[str], folder: Path) -> None:
        fetched.extend(names)
        fetch(self, names, folder)

    def noted_write(self: RemoteFiles, name: str, content: bytes) -> None:
        written.append(name)
        write(self, name, content)

    monkeypatch.setattr(RemoteFiles, "fetch", noted_fetch)
    monkeypatch.setattr(RemoteFiles, "write", noted_write)

    assert set(run_into(place, options).values()) == {"unchanged"}
    assert without_times(place.files()) == without_times(before)
    assert {name for name in fetched if name.endswith(".html")} == {"index.html"}
    assert set(written) <= {"run.json", ".bilingue/run.jsonl", ".bilingue/index.jsonl"}


def test_an_edit_made_there_is_kept(place: Place, options: RunOptions) -> None:
    """The next run takes it up, in the table and on the page."""
    run_into(place, options)
    assert set(run_into(place, options).values()) == {"unchanged"}
    table = place.files()["tre.tsv"].decode()
    *fields, last = table.splitlines()
    row = last.split("\t")
    row[table.splitlines()[0].split("\t").index("en")] = "The word is but one."
    place.write("tre.tsv", ("\n".join([*fields, "\t".join(row)]) + "\n").encode())

    assert run_into(place, options) == {
        "sotto/due": "unchanged",
        "tre": "rendered",
        "uno": "unchanged",
    }
    files = place.files()
    assert b"The word is but one." in files["tre.tsv"]
    assert b"The word is but one." in files["tre.html"]
    assert "tre.new.tsv" not in files
    assert set(run_into(place, options).values()) == {"unchanged"}


def test_a_table_changed_during_the_run_is_not_overwritten(
    place: Place, options: RunOptions
) -> None:
    """The error names it, the others are there, and the next run takes the change up."""
    run_into(place, options)
    source = options.paths[0] / "tre.txt"
    source.write_text("La parola è una sola. La gatta corre.\n", encoding="utf-8")
    edited = place.files()["tre.tsv"].replace(b"\tmt\t", b"\thuman\t")

    class Person(Watcher):
        def translating(self, sentences: int, source: str = "", words: int = 0) -> None:  # noqa: ARG002
            place.write("tre.tsv", edited + b"\n")

    with pytest.raises(OutputError, match=r"tre\.tsv cannot be written \(changed while"):
        run_into(place, options, Person())
    assert place.files()["tre.tsv"] == edited + b"\n"
    assert run_into(place, options)["tre"] == "translated"


@pytest.mark.parametrize("writes", range(1, 10))
def test_an_interruption_is_never_taken_for_an_edit(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """After any number of files written, the next run finds no edited table and ends complete."""
    place = Place(f"memory://{secrets.token_hex(4)}/out")
    run_into(place, options)
    for name, text in ITALIAN.items():
        (options.paths[0] / name).write_text(f"{text}\nLa gatta corre.\n", encoding="utf-8")
    left = [*range(writes)]
    write = RemoteFiles.write

    def interrupted(self: RemoteFiles, name: str, content: bytes) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        write(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(RemoteFiles, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run_into(place, options)

    run_into(place, options)
    files = place.files()
    tables = [name for name in files if name.endswith(".tsv")]
    assert sorted(tables) == ["sotto/due.tsv", "tre.tsv", "uno.tsv"]
    assert all(b"\thuman\t" not in files[name] for name in tables)
    assert set(run_into(place, options).values()) == {"unchanged"}


def test_each_article_is_there_before_the_run_ends(options: RunOptions) -> None:
    """What is told as finished can be read at the URL, its record too."""
    place = Place(f"memory://{secrets.token_hex(4)}/out")
    told: list[str] = []

    class Reader(Watcher):
        def finished(self, result: Any) -> None:  # noqa: ANN401
            there = place.files()
            wanted = {f"{result.name}{suffix}" for suffix in (".html", ".tsv")}
            assert {*wanted, f".bilingue/{result.name}.json"} <= {*there}
            assert "run.json" not in there
            told.append(result.name)

    run_into(place, options, Reader())

    assert sorted(told) == ["sotto/due", "tre", "uno"]


def test_pages_of_others_are_left_alone(place: Place, options: RunOptions) -> None:
    """A page that was there before and is not ours is not overwritten."""
    place.write("uno.html", b"<p>Somebody's own page</p>")

    assert run_into(place, options)["uno"] == "failed"
    assert place.files()["uno.html"] == b"<p>Somebody's own page</p>"


def test_names_that_lead_elsewhere_are_not_fetched(tmp_path: Path) -> None:
    """A folder somebody else fills cannot write outside the mirror."""
    name = secrets.token_hex(4)
    files = RemoteFiles(f"memory://{name}/out")
    found = {
        f"/{name}/out/../../{tmp_path.name}/evil.tsv": {"size": 1},
        f"/{name}/out/good.tsv": {"size": 7},
    }
    files._files = type(  # noqa: SLF001 - a file system whose keys are odd
        "Odd",
        (),
        {"invalidate_cache": lambda _self: None, "find": lambda _self, _root, detail: found},  # noqa: ARG005
    )()

    assert files.sizes() == {"good.tsv": 7}


@pytest.mark.parametrize(
    ("url", "reason"),
    [("nowhere://x/y", "Protocol not known: nowhere"), ("gs://x/y", "gcsfs")],
)
def test_unknown_file_systems_are_named(url: str, reason: str) -> None:
    """With what can be named instead."""
    with pytest.raises(OutputError, match=reason) as error:
        RemoteOutput(url)

    assert "s3://" in error.value.remedy


def test_a_server_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is ours, and nothing is left in the temporary folder."""
    pytest.importorskip("s3fs", reason="needs s3fs")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{unused.getsockname()[1]}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        fsspec.filesystem("s3").clear_instance_cache()

        with pytest.raises(OutputError, match="s3://bucket/out"), RemoteOutput("s3://bucket/out"):
            pass
    fsspec.filesystem("s3").clear_instance_cache()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("s3://b/x", True), ("out", False), ("C:\\out", False), ("/a//b", False), ("://x", False)],
)
def test_urls_are_told_from_folders(text: str, *, expected: bool) -> None:
    """By what stands before the two slashes."""
    assert is_url(text) is expected
