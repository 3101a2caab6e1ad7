"""Find a Chromium for the browser tests, and install Debian's where there is none.

python -m tools.chromium       install if needed and possible; never fails: tests skip without
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> Path | None:
    """Return the first Chromium or Chrome on PATH, or None."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return _MAC if _MAC.exists() else None


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    """Install Debian's Chromium if none is there; say in one line where that is not possible."""
    if find_chromium():
        return 0
    if _may_install():
        print("installing chromium for the browser tests", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "--no-install-recommends", "--yes", "chromium"],
        ):
            subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
    if not find_chromium():
        print("no Chromium and no way to install it here: the browser tests will be skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
