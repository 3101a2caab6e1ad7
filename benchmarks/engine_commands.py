"""The commands that the engine's benchmark measures, in an environment that they share."""

import os
import sys
from pathlib import Path
from typing import Final

from benchmarks.engine_input import ROOT
from benchmarks.engine_process import Process, measure

MODEL: Final = ROOT / "models" / "it_en"


class Bench:
    """A temporary folder, and the commands of the contestants in it."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Prepare the environment that all contestants share."""
        self.folder = folder
        self.threads = threads
        self.raw_setting = ""
        self._runs = 0
        places = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ARGOS_", "OMP_", "BILINGUE_", "PYTHONDONTWRITE"))
        }
        self._environment = kept | {name: str(folder / name.lower()) for name in places}
        self._environment |= {
            "PYTHONPATH": str(ROOT),
            # Compiled modules are a user's usual case; here they lie beside the results.
            "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
            "ORT_DISABLE_TELEMETRY": "1",
            "ARGOS_COMPUTE_TYPE": "default",
        }

    def work(self, name: str, source: Path, *rest: str | Path) -> Process:
        """Run a contestant of `benchmarks.engine_runs`."""
        threads = str(self.threads)
        return self._python("benchmarks.engine_runs", name, MODEL, source, threads, *rest)

    def stock(self, name: str, source: Path, *rest: str | Path, split: bool) -> Process:
        """Run Argos Translate itself, each thread on another sentence or all on one."""
        inter, intra = (self.threads, 1) if split else (1, self.threads)
        self._environment["ARGOS_INTER_THREADS"] = str(inter)
        self._environment["ARGOS_INTRA_THREADS"] = str(intra)
        return self.work(name, source, *rest)

    def bilingue(self, source: Path) -> tuple[Process, Path]:
        """Run this project's command over `source`; return also the folder it wrote."""
        self._runs += 1
        out = self.folder / f"out-{self._runs}"
        options = [
            "--out",
            str(out),
            "--model",
            str(MODEL),
            "--threads",
            str(self.threads),
            "--quiet",
        ]
        return self._python("pipeline", "run", source, *options), out

    def _python(self, module: str, *arguments: str | Path) -> Process:
        return measure([sys.executable, "-m", module, *arguments], self._environment)


def read_tables(out: Path) -> dict[str, str]:
    """Return the English of each Italian sentence in the tables of `out`."""
    translations = {}
    for path in sorted(out.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        italian, english = rows[0].index("it"), rows[0].index("en")
        translations.update({row[italian]: row[english] for row in rows[1:]})
    return translations
