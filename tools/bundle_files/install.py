"""Install bilingue from this folder into a virtual environment, without network.

    python3 install.py [FOLDER]        FOLDER: where to make it, bilingue-env unless told

Run by the interpreter that the user has, so this file keeps to what Python 3.6 understands.
"""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent


def problem(bundle: "dict[str, str]") -> str:
    """Return in one line why this Python cannot use the bundle, or "" if it can."""
    version = "{}.{}".format(*sys.version_info[:2])
    wanted = bundle["python"], bundle["platform"]
    if wanted != (version, sysconfig.get_platform()):
        return (
            f"This bundle is for Python {wanted[0]} on {wanted[1]}, not for Python {version} on "
            f"{sysconfig.get_platform()}: try PYTHON=python{wanted[0]} sh install.sh"
        )
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        return "This Python lacks its venv module: install your system's package python3-venv"
    return ""


def install(folder: Path, bundle: "dict[str, str]") -> Path:
    """Make the environment in `folder`, fill it and return the path of the command."""
    subprocess.check_call([sys.executable, "-m", "venv", str(folder)])
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    wheels = HERE / "wheels"
    pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--no-index", "--find-links", str(wheels), "--no-deps"]
    subprocess.check_call([*pip, "--require-hashes", "-r", str(HERE / "requirements.txt")])
    subprocess.check_call([*pip, str(wheels / bundle["project"])])
    return scripts / "bilingue"


def main(arguments: "list[str]") -> int:
    """Install and say where the command is; return the exit status."""
    bundle = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    line = problem(bundle)
    if line:
        sys.stderr.write(line + "\n")
        return 1
    folder = Path(arguments[0] if arguments else "bilingue-env")
    command = install(Path.cwd() / folder, bundle)
    sys.stdout.write(f"Installed. Run: {command} --help\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
