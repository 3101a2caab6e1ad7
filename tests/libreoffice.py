"""LibreOffice without its windows: opening a file and saving it in some format."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(path: Path, folder: Path, *, read_as: str, write_as: str) -> Path:
    """Return the file that LibreOffice makes of `path` in `folder`.

    The filters are named because LibreOffice would otherwise take anything for a text; its exit
    status says nothing, so the file is what counts.

    Args:
        path: What to open.
        folder: Where to save.
        read_as: Name of the filter that opens it.
        write_as: Suffix, a colon and the name of the filter that saves it.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip(
            "needs LibreOffice "
            "(Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)"
        )
    profile = folder / "profile"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            f"--infilter={read_as}",
            "--convert-to",
            write_as,
            "--outdir",
            folder,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env=os.environ | {"HOME": str(folder)},
    )
    made = folder / f"{path.stem}.{write_as.partition(':')[0]}"
    assert made.is_file(), "LibreOffice wrote nothing"
    return made
