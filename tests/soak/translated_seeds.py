"""The seeds, translated by the bundled model."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def translated_seeds(folder: Path, model: Path) -> Path:
    """Return the folder of a run over the seeds, made in `folder`."""
    out = folder / "out"
    command = [sys.executable, "-m", "pipeline", "run", "seeds", "--out", out, "--model", model]
    subprocess.run(
        [*map(str, command), "--quiet"],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return out
