"""Packages are installed whole and checked, or not at all."""

import errno
import hashlib
import os
import socket
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pipeline import installer, models
from pipeline.errors import (
    BilingueError,
    BrokenModelError,
    ModelDownloadError,
    OutputError,
    PathNotFoundError,
    UnsafePackageError,
    WrongLanguagePairError,
)
from tests.tiny_packages import make_package


def archive_of(folder: Path, target: Path) -> Path:
    """Pack a package as Argos does: one folder in a ZIP file."""
    with zipfile.ZipFile(target, "w") as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder.parent).as_posix())
    return target


@pytest.fixture(autouse=True)
def _own_packages_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a packages' folder with nothing beside it."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make a small package's archive."""
    return archive_of(make_package(tmp_path / "translate-it_en-9_0"), tmp_path / "x.argosmodel")


def installed() -> list[str]:
    """Name what lies in the packages' folder and beside it."""
    folder = models.packages_folder()
    work = folder.parent / ".bilingue-install"
    return [path.name for place in (folder, work) if place.exists() for path in place.iterdir()]


def test_a_package_is_installed_and_preferred(archive: Path) -> None:
    """After installing, it is the first candidate, and nothing else is left behind."""
    folder = installer.install(archive)

    assert models.choose().folder == folder
    assert installed() == ["translate-it_en-9_0"]


def test_installing_again_replaces(archive: Path) -> None:
    """A second installation takes the place of the first."""
    installer.install(archive)
    installer.install(archive)

    assert installed() == ["translate-it_en-9_0"]


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "C:evil", "a\\b"])
def test_a_member_that_would_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """Path traversal writes nothing anywhere."""
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w") as file:
        file.writestr(name, "x")

    with pytest.raises(UnsafePackageError, match="outside"):
        installer.install(bad)
    assert installed() == []
    assert not list(tmp_path.rglob("*evil*"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A symbolic link in an archive could point anywhere."""
    bad = tmp_path / "bad.argosmodel"
    member = zipfile.ZipInfo("p/model")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(bad, "w") as file:
        file.writestr(member, "/etc")

    with pytest.raises(UnsafePackageError, match="link"):
        installer.install(bad)


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would unpack to an absurd size is not unpacked."""
    monkeypatch.setattr(installer, "MAX_UNPACKED_BYTES", 1000)
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("p/metadata.json", b"0" * 1001)

    with pytest.raises(UnsafePackageError, match="1001 bytes"):
        installer.install(bad)


def test_a_bomb_below_the_limit_is_refused(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What unpacks to many times its size is no model, however small; a real one is installed."""
    monkeypatch.setattr(installer, "SMALL_BYTES", 1000)
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("p/metadata.json", b"0" * 1_000_000)

    with pytest.raises(UnsafePackageError, match="times its size"):
        installer.install(bad)
    assert installed() == []
    installer.install(archive)
    assert installed() == ["translate-it_en-9_0"]


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """One that declares ten bytes and unpacks to a million never gets beyond the ten."""
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("p/metadata.json", b"0" * 1_000_000)
    true, false = (1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    bad.write_bytes(bad.read_bytes().replace(true, false))

    with pytest.raises(UnsafePackageError, match="bad"):
        installer.unpack(bad, tmp_path / "unpacked")
    sizes = [path.stat().st_size for path in tmp_path.joinpath("unpacked").rglob("*.json")]
    assert sizes <= [10]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of empty files fill a disk too."""
    monkeypatch.setattr(installer, "MAX_MEMBERS", 3)
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w") as file:
        for number in range(4):
            file.writestr(f"p/{number}", "")

    with pytest.raises(UnsafePackageError, match="4 members"):
        installer.install(bad)
    assert installed() == []


@pytest.mark.skipif(os.name == "nt", reason="only on systems where anybody may make links")
def test_a_link_in_the_place_of_a_package_is_replaced_not_followed(
    tmp_path: Path, archive: Path
) -> None:
    """What it points to keeps its files."""
    elsewhere = make_package(tmp_path / "elsewhere")
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    packages = models.packages_folder()
    packages.mkdir(parents=True)
    (packages / "translate-it_en-9_0").symlink_to(elsewhere, target_is_directory=True)

    folder = installer.install(archive)

    assert not folder.is_symlink()
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == before


def test_an_installation_that_is_broken_off_leaves_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a package has been tried out, nothing of it lies among the packages."""

    def interrupt(_folder: Path) -> None:
        assert list(models.packages_folder().iterdir()) == []
        raise KeyboardInterrupt

    monkeypatch.setattr(installer, "_try_out", interrupt)

    with pytest.raises(KeyboardInterrupt):
        installer.install(archive)
    assert installed() == []


def test_the_old_package_comes_back_where_the_new_one_cannot_take_its_place(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure in the last step leaves what was there."""
    folder = installer.install(archive)
    before = models.content_hash(folder)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.parent.name == "new":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)

    with pytest.raises(OutputError, match="Permission denied"):
        installer.install(archive)
    assert installed() == ["translate-it_en-9_0"]
    assert models.content_hash(folder) == before


def test_what_is_no_archive_is_refused(tmp_path: Path, archive: Path) -> None:
    """A text, a cut-off file and an empty archive each get one clear line."""
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(archive.read_bytes()[:-200])
    text = tmp_path / "text.argosmodel"
    text.write_text("hello", encoding="utf-8")
    empty = tmp_path / "empty.argosmodel"
    zipfile.ZipFile(empty, "w").close()

    for bad in (cut, text, empty):
        with pytest.raises(UnsafePackageError, match=bad.name):
            installer.install(bad)
    with pytest.raises(PathNotFoundError):
        installer.install(tmp_path / "missing")
    assert installed() == []


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_damaged_member_is_refused(tmp_path: Path, method: int) -> None:
    """Whatever the compression, a broken stream is one clear line."""
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", method) as file:
        file.writestr("p/metadata.json", bytes(range(256)) * 400)
    content = bytearray(bad.read_bytes())
    content[60:90] = b"\xff" * 30
    bad.write_bytes(content)

    with pytest.raises(UnsafePackageError, match="bad"):
        installer.install(bad)
    with pytest.raises(UnsafePackageError, match="folder"):
        installer.install(tmp_path)


def test_a_package_that_cannot_translate_is_not_installed(tmp_path: Path) -> None:
    """It is tried out first: other languages and broken models never take a place."""
    german = make_package(tmp_path / "german", pair=("de", "en"))
    broken = make_package(tmp_path / "broken")
    (broken / "model" / "model.bin").write_bytes(b"")

    with pytest.raises(WrongLanguagePairError):
        installer.install(archive_of(german, tmp_path / "german.argosmodel"))
    with pytest.raises(BrokenModelError):
        installer.install(archive_of(broken, tmp_path / "broken.argosmodel"))
    assert installed() == []


class _Server(BaseHTTPRequestHandler):
    """Serves one file; breaks off after `most` bytes; understands ranges if told to."""

    def __init__(self, content: bytes, most: int, *args: object, ranges: bool) -> None:
        self.content, self.most, self.ranges = content, most, ranges
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the file or the rest of it."""
        asked = self.headers.get("Range", "")
        start = int(asked[6:-1]) if asked and self.ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        self.wfile.write(self.content[start : start + self.most])

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[object]:
    """Serve bytes on this machine's loopback address."""
    servers = []

    def start(content: bytes, most: int = 1 << 30, *, ranges: bool = True) -> str:
        handler = partial(_Server, content, most, ranges=ranges)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/x.argosmodel"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_download_is_checked_and_installed(serve: partial[str], archive: Path) -> None:
    """Length and SHA-256 fit, and the package is in place."""
    content = archive.read_bytes()
    known = installer.Download(serve(content), len(content), hashlib.sha256(content).hexdigest())

    folder = installer.install_official(lambda _line: None, known)

    assert models.choose().folder == folder
    assert installed() == ["translate-it_en-9_0"]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_download_goes_on_where_it_stopped(
    serve: partial[str], archive: Path, *, ranges: bool
) -> None:
    """The second try fetches the rest; a server without ranges sends all of it again."""
    content = archive.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    short = installer.Download(serve(content, 500), len(content), sha256)
    whole = installer.Download(serve(content, ranges=ranges), len(content), sha256)

    with pytest.raises(BilingueError):
        installer.install_official(lambda _line: None, short)
    kept = models.packages_folder().parent / ".bilingue-install" / "x.argosmodel"
    assert kept.stat().st_size == 500
    installer.install_official(lambda _line: None, whole)
    assert installed() == ["translate-it_en-9_0"]


def test_a_download_that_is_another_file_is_deleted(serve: partial[str], archive: Path) -> None:
    """A wrong SHA-256 installs nothing and is not kept for the next try."""
    content = archive.read_bytes()
    known = installer.Download(serve(content), len(content), "0" * 64)

    with pytest.raises(ModelDownloadError, match="SHA-256"):
        installer.install_official(lambda _line: None, known)
    assert installed() == []


@pytest.mark.parametrize("more", [-1, 1])
def test_a_download_of_another_length_installs_nothing(
    serve: partial[str], archive: Path, more: int
) -> None:
    """A byte too many or too few, and the hash that of what was sent: still another file."""
    content = archive.read_bytes()
    sent = content[:more] if more < 0 else content + bytes(more)
    known = installer.Download(serve(sent), len(content), hashlib.sha256(sent).hexdigest())

    with pytest.raises(ModelDownloadError):
        installer.install_official(lambda _line: None, known)
    assert "translate-it_en-9_0" not in installed()


def test_a_partial_download_of_another_file_is_not_gone_on_with_for_ever(
    serve: partial[str], archive: Path
) -> None:
    """The rest does not fit what was kept: that is deleted, and the next try begins anew."""
    content = archive.read_bytes()
    known = installer.Download(serve(content), len(content), hashlib.sha256(content).hexdigest())
    kept = models.packages_folder().parent / ".bilingue-install" / "x.argosmodel"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(bytes(700))

    with pytest.raises(ModelDownloadError, match="SHA-256"):
        installer.install_official(lambda _line: None, known)
    installer.install_official(lambda _line: None, known)
    assert installed() == ["translate-it_en-9_0"]


def test_an_answer_that_is_none_is_one_clear_line() -> None:
    """A server of another kind at that address is named, and is no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 ready\r\n")

        Thread(target=answer, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.argosmodel"
        known = installer.Download(address, 10, "0" * 64)

        with pytest.raises(ModelDownloadError, match=r"x\.argosmodel"):
            installer.install_official(lambda _line: None, known)
    assert installed() == []


def test_an_unreachable_server_is_named() -> None:
    """Without a network the message says what to do instead."""
    known = installer.Download("http://127.0.0.1:9/x.argosmodel", 10, "0" * 64)

    with pytest.raises(ModelDownloadError, match="bilingue model install FILE"):
        installer.install_official(lambda _line: None, known)
