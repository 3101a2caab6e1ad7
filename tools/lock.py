"""Make the lock files anew: the newest releases that pyproject.toml allows, each with its hashes.

One file serves every supported Python and system: what only some need carries a marker.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# argos-translate-lt declares it for sentence splitting, which this project does itself. It fetches
# a model at run time, is AGPL-3.0 and brings onnxruntime (80 MB); nothing here imports either.
UNUSED = "minisbd"

_HEADER = """\
# {purpose}
# Made by `make lock`; install with: pip install --require-hashes --no-deps -r {name}
"""


def compile_lock(name: str, purpose: str, *arguments: str, source: str = "pyproject.toml") -> None:
    """Write the lock file `name`: uv resolves `source` for Python 3.11 and later, all systems."""
    target = ROOT / name
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade", "--universal"]
    command += ["--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-header", *arguments, *filter(None, [source])]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    header = _HEADER.format(purpose=purpose, name=name)
    target.write_text(header + done.stdout, encoding="utf-8", newline="\n")


def main() -> None:
    """Write all four lock files; the later ones keep the releases of the first."""
    with tempfile.TemporaryDirectory() as folder:
        unused = Path(folder) / "unused.txt"
        unused.write_text(f"{UNUSED}\n", encoding="utf-8")
        original = Path(folder) / "original.in"
        original.write_text("argostranslate==1.11.0\n", encoding="utf-8")
        compile_lock(
            "requirements.txt",
            "What bilingue needs to run.",
            "--excludes",
            str(unused),
        )
        compile_lock(
            "requirements-build.txt",
            "What builds its wheel.",
            "--constraints",
            "requirements.txt",
            "--group",
            "build",
            source="",
        )
        compile_lock(
            "requirements-dev.txt",
            "What bilingue, its tests and its checks need.",
            "--constraints",
            "requirements.txt",
            "--constraints",
            "requirements-build.txt",
            "--group",
            "dev",
        )
        compile_lock(
            "requirements-original.txt",
            "The original argostranslate, for the test that both distributions serve.",
            "--no-deps",
            "--no-annotate",
            source=str(original),
        )


if __name__ == "__main__":
    main()
