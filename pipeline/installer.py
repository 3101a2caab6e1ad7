"""Installing an Argos package into the user's Argos folder, all of it or nothing.

Argos Translate itself extracts an archive unchecked and downloads without a hash. Here a download
is checked for length and SHA-256 and goes on where it stopped; an archive is refused when a
member would leave its folder, is a link, or unpacks to an absurd size; and the package is tried
out before it takes its place in one step.
"""

import errno
import hashlib
import http.client
import lzma
import shutil
import stat
import tempfile
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from pipeline import models
from pipeline.checks import Flag
from pipeline.engine import Engine
from pipeline.errors import (
    BrokenModelError,
    ModelDownloadError,
    OutputError,
    PathNotFoundError,
    UnsafePackageError,
    system_reason,
)

MAX_MEMBERS: Final = 10_000
MAX_UNPACKED_BYTES: Final = 4_000_000_000
MAX_RATIO: Final = 50
"""How many times its own size an archive may unpack to: models hardly shrink, bombs do."""
SMALL_BYTES: Final = 10_000_000
"""What unpacks to less than this may shrink as it likes."""
_REMEDY: Final = "make room, or set ARGOS_PACKAGES_DIR to a folder that you may write to"
_BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,  # encrypted members
)
_BROKEN_CONNECTION: Final = (
    urllib.error.URLError,
    TimeoutError,
    ConnectionError,
    http.client.HTTPException,  # an answer that is none, or ends in the middle
)
_TIMEOUT_SECONDS: Final = 60
_CHUNK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Download:
    """A file on the net that is known beforehand."""

    address: str
    """Where it is."""
    size: int
    """Its length in bytes."""
    sha256: str
    """Its SHA-256."""


OFFICIAL: Final = Download(
    "https://argos-net.com/v1/translate-it_en-1_0.argosmodel",
    87_190_224,
    "d2dd23b8b702f612b8127f07c7a0391f5f2a8b93344e6ddc9dd93c81824e85cb",
)
"""Argos Translate's own Italian-English package; two independent public lists agree on it."""


def install_official(say: Callable[[str], None], download: Download = OFFICIAL) -> Path:
    """Fetch the official package, install it and return its folder.

    Args:
        say: Called with a line about the progress now and then.
        download: The file to fetch.

    Raises:
        ModelDownloadError: it cannot be fetched, or is not the file that was expected.
        ModelError: it is no usable package.
        OutputError: the packages' folder cannot be written.
    """
    archive = _working_folder() / download.address.rpartition("/")[2]
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        fetch(download, archive, say)
    except _BROKEN_CONNECTION as error:
        reason = getattr(error, "reason", None) or error
        raise ModelDownloadError(download.address, str(reason)) from error
    except OSError as error:
        reason = system_reason(error)
        raise OutputError(str(archive), reason, _REMEDY) from error
    folder = install(archive)
    shutil.rmtree(archive.parent, ignore_errors=True)
    return folder


def fetch(download: Download, target: Path, say: Callable[[str], None]) -> None:
    """Fetch a file to `target`, going on from what an earlier try left there.

    Raises:
        ModelDownloadError: it has another length or SHA-256 than expected; it is deleted then.
        OSError: the network or the disk failed; what was fetched so far is kept.
    """
    have = target.stat().st_size if target.exists() else 0
    if have > download.size:
        target.unlink()
        have = 0
    if have < download.size:
        headers = {"Range": f"bytes={have}-"} if have else {}
        request = urllib.request.Request(download.address, headers=headers)  # noqa: S310 - constant
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
            resumed = have > 0 and answer.status == 206  # noqa: PLR2004 - partial content
            _copy(answer, target, have if resumed else 0, download.size, say)
    size = target.stat().st_size
    if size < download.size:
        reason = f"it ended after {size} of {download.size} bytes"
        raise ModelDownloadError(download.address, reason)
    with target.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if size != download.size or found != download.sha256:
        target.unlink()
        raise ModelDownloadError(download.address, "its SHA-256 is not the one expected")


def install(archive: Path) -> Path:
    """Install the package in the file `archive` and return its folder.

    A package of the same folder name is replaced.

    Raises:
        PathNotFoundError: there is no such file.
        UnsafePackageError: the archive is not one that may be unpacked.
        ModelError: it is no usable Italian-English package.
        OutputError: the packages' folder cannot be written.
    """
    if archive.is_dir():
        raise UnsafePackageError(str(archive), "it is a folder, not an .argosmodel file")
    if not archive.is_file():
        raise PathNotFoundError(str(archive))
    packages = models.packages_folder()
    try:
        packages.mkdir(parents=True, exist_ok=True)
        _working_folder().mkdir(exist_ok=True)
        # Not among the packages: stock Argos Translate fails on a folder there that is no
        # package, and a kill could leave one.
        with tempfile.TemporaryDirectory(dir=_working_folder()) as folder:
            unpacked = unpack(archive, Path(folder) / "new")
            _try_out(unpacked)
            return _put_in_place(unpacked, packages / unpacked.name, Path(folder) / "old")
    except OSError as error:
        reason = system_reason(error)
        raise OutputError(str(packages), reason, _REMEDY) from error


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a package's archive below `folder` and return the package's own folder.

    Raises:
        UnsafePackageError: it is no ZIP file, a member would leave the folder or is a link, it
            is damaged or unpacks to an absurd size, or holds no single package folder.
    """
    folder.mkdir()
    try:
        with zipfile.ZipFile(archive) as package:
            members = package.infolist()
            reason = _objection(members, archive.stat().st_size)
            if reason:
                raise UnsafePackageError(str(archive), reason)
            package.extractall(folder)
    except _BROKEN_ARCHIVE as error:
        raise UnsafePackageError(str(archive), f"not a sound ZIP file: {error}") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS}:
            raise
        reason = f"a member cannot be unpacked: {system_reason(error)}"
        raise UnsafePackageError(str(archive), reason) from error
    roots = [path for path in folder.iterdir() if (path / "metadata.json").is_file()]
    if len(roots) != 1:
        raise UnsafePackageError(str(archive), "it does not hold one folder with a metadata.json")
    return roots[0]


def _objection(members: list[zipfile.ZipInfo], size: int) -> str:
    """Return why an archive of `size` bytes must not be unpacked, or nothing."""
    if len(members) > MAX_MEMBERS:
        return f"it has {len(members)} members"
    # A member cannot unpack to more than it declares: zipfile stops reading there.
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        return f"it would unpack to {total} bytes"
    if total > max(SMALL_BYTES, MAX_RATIO * size):
        return f"it would unpack to {total // size} times its size"
    for member in members:
        # zipfile hands out `filename` with os.sep replaced; the original shows what was meant.
        name = member.orig_filename
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            return f"its member {name!r} would be written outside its folder"
        if stat.S_ISLNK(member.external_attr >> 16):
            return f"its member {name!r} is a link"
    return ""


def _try_out(folder: Path) -> None:
    engine = Engine(models.load(models.choose(str(folder))).files, threads=1)
    translation = engine.translate(["Prova."])[0]
    engine.close()
    if translation is None or Flag.UNTRANSLATED in translation.flags:
        raise BrokenModelError(folder.name, "it translates nothing")


def _put_in_place(new: Path, target: Path, old: Path) -> Path:
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    return target


def _working_folder() -> Path:
    return models.packages_folder().parent / ".bilingue-install"


def _copy(
    answer: BinaryIO, target: Path, start: int, size: int, say: Callable[[str], None]
) -> None:
    tenth = max(1, size // 10)
    with target.open("r+b" if start else "wb") as file:
        file.seek(start)
        done = start
        # One byte more than expected is enough to know that it is another file.
        while done <= size and (chunk := answer.read(min(_CHUNK_BYTES, size + 1 - done))):
            file.write(chunk)
            if (done + len(chunk)) // tenth > done // tenth:
                say(f"{(done + len(chunk)) / 1e6:.0f} of {size / 1e6:.0f} MB")
            done += len(chunk)
