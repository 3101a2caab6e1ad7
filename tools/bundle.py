"""Make one archive that installs bilingue where there is no network.

python -m tools.bundle WHEEL WHEELS_FOLDER OUT_FOLDER

It holds the project's wheel, the wheels of requirements.txt for this Python and this system, that
lock and an installer; its name says which Python and system it is for. The same input gives the
same bytes.
"""

import gzip
import io
import json
import shutil
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "bundle_files"
# The oldest date that a zip file can hold.
_DATE = (1980, 1, 1, 0, 0, 0)


def target() -> dict[str, str]:
    """Return the Python and the system that this interpreter's wheels are for."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": version, "platform": sysconfig.get_platform()}


def fill(folder: Path, wheel: Path, wheels: Path) -> None:
    """Put everything that the archive holds into `folder`."""
    shutil.copytree(PARTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "wheels").mkdir()
    for path in (wheel, *sorted(wheels.glob("*.whl"))):
        shutil.copy(path, folder / "wheels" / path.name)
    shutil.copy(ROOT / "requirements.txt", folder)
    shutil.copy(ROOT / "LICENSE", folder)
    text = json.dumps({**target(), "project": wheel.name}, indent=2, sort_keys=True)
    (folder / "bundle.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def pack(folder: Path, archive: Path) -> None:
    """Write `folder` as a zip or tar.gz, sorted and without times or owners."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [(path, path.relative_to(folder.parent).as_posix()) for path in paths]
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
            for path, name in named:
                packed.writestr(zipfile.ZipInfo(name, _DATE), path.read_bytes())
        return
    # Wheels are compressed already, so the lowest level will do.
    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", 1, raw, mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        for path, name in named:
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            entry.mode = 0o755 if path.suffix == ".sh" else 0o644
            packed.addfile(entry, io.BytesIO(path.read_bytes()))


def make_bundle(wheel: Path, wheels: Path, out: Path) -> Path:
    """Write the archive for `wheel` into the folder `out` and return its path."""
    version = wheel.name.split("-")[1]
    name = f"bilingue-{version}-bundle-{target()['platform']}-py{target()['python']}"
    archive = out / (f"{name}.zip" if sys.platform == "win32" else f"{name}.tar.gz")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        fill(folder, wheel, wheels)
        pack(folder, archive)
    return archive


def main(arguments: list[str]) -> int:
    """Make the archive and print its path and size."""
    wheel, wheels, out = map(Path, arguments)
    archive = make_bundle(wheel, wheels, out)
    print(f"{archive} ({archive.stat().st_size / 2**20:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
