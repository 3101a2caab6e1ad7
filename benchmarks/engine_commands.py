"""The commands that the engine's benchmark measures, in an environment that they share."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.engine_http import Client, free_port
from benchmarks.engine_input import ROOT, Text
from benchmarks.engine_process import Process, measure

MODEL: Final = ROOT / "models" / "it_en"


class Bench:
    """A temporary folder, and the commands of the contestants in it."""

    def __init__(
        self,
        folder: Path,
        threads: int,
        *,
        argonaut: Path | None = None,
        libretranslate: Path | None = None,
    ) -> None:
        """Prepare the environment that all contestants share.

        Args:
            folder: For all that they write.
            threads: Threads of each.
            argonaut: A virtual environment with argonaut-translator-cli.
            libretranslate: A virtual environment with LibreTranslate.
        """
        self.folder = folder
        self.threads = threads
        self.peers = {"argonaut": argonaut, "libretranslate": libretranslate}
        self.raw_setting = ""
        self._runs = 0
        places = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ARGOS_", "LT_", "OMP_", "BILINGUE_", "PYTHONDONTWRITE"))
        }
        self._environment = kept | {name: str(folder / name.lower()) for name in places}
        self._environment |= {
            "PYTHONPATH": str(ROOT),
            # Compiled modules are a user's usual case; here they lie beside the results.
            "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
            "TMPDIR": str(folder),
            "ORT_DISABLE_TELEMETRY": "1",
            "ARGOS_COMPUTE_TYPE": "default",
        }

    def has(self, contestant: str) -> bool:
        """Tell whether what a contestant runs is there."""
        return contestant.removesuffix("-split") not in self.missing()

    def missing(self) -> list[str]:
        """Return the programs for which no virtual environment was named."""
        return [name for name, folder in self.peers.items() if folder is None]

    def work(self, name: str, source: Path, *rest: str | Path, split: bool = False) -> Process:
        """Run a contestant of `benchmarks.engine_runs`.

        Args:
            name: Which.
            source: What it translates.
            rest: Its further arguments.
            split: For Argos Translate: each thread on another sentence, not all on one.
        """
        module = [sys.executable, "-m", "benchmarks.engine_runs"]
        command: list[str | Path] = [*module, name, MODEL, source, str(self.threads), *rest]
        return measure(command, self._environment | self._argos_threads(split=split))

    def bilingue(self, source: Path) -> tuple[Process, Path]:
        """Run this project's command over `source`; return also the folder it wrote."""
        out = self._new_folder()
        where: list[str | Path] = ["run", source, "--out", out, "--model", MODEL]
        command = [sys.executable, "-m", "pipeline", *where, "--threads", str(self.threads)]
        return measure([*command, "--quiet"], self._environment), out

    def argonaut(self, sources: Sequence[Path], *, split: bool) -> tuple[Process, list[str]]:
        """Run argonaut-cli over text files; return also the English of each.

        Args:
            sources: The files.
            split: Each thread on another sentence, by Argos Translate's own setting: the command
                has an option only for all on one.
        """
        out = self._new_folder()
        threads = "1" if split else str(self.threads)
        options: list[str | Path] = [
            "--from",
            "it",
            "--to",
            "en",
            "--output-dir",
            out,
            "--threads",
            threads,
        ]
        quiet = ["--no-cache", "--no-history", "--quiet"]
        command = [*self._peer("argonaut"), "translate", *sources, *options, *quiet]
        process = measure(command, self._with_packages(split=split))
        texts = [(out / f"{path.stem}_en{path.suffix}").read_text("utf-8") for path in sources]
        return process, texts

    def libretranslate(self, articles: Sequence[Text], *, split: bool) -> Process:
        """Start a LibreTranslate server and let it translate articles, a request each.

        Args:
            articles: Their paragraphs are sent.
            split: As many requests at once as threads, each thread on another sentence.
        """
        port = free_port()
        options = ["--host", "127.0.0.1", "--port", str(port)]
        lean = ["--disable-files-translation", "--disable-web-ui"]
        client = Client(
            port, [article.paragraphs for article in articles], self.threads if split else 1
        )
        command = [*self._peer("libretranslate"), *options, *lean]
        return measure(command, self._with_packages(split=split), client, self.folder)

    def interpreter(self, *arguments: str) -> Process:
        """Run Python with some arguments."""
        return measure([sys.executable, *arguments], self._environment)

    def _peer(self, name: str) -> list[str | Path]:
        python = (self.peers[name] or Path()) / "bin" / "python"
        return [python, "-m", "benchmarks.engine_peers", name]

    def _with_packages(self, *, split: bool) -> dict[str, str]:
        """Return an environment in which Argos Translate finds the model installed."""
        packages = self.folder / "packages"
        if not packages.exists():
            shutil.copytree(MODEL, packages / MODEL.name)
        found = {"ARGOS_PACKAGES_DIR": str(packages)}
        return self._environment | self._argos_threads(split=split) | found

    def _argos_threads(self, *, split: bool) -> dict[str, str]:
        inter, intra = (self.threads, 1) if split else (1, self.threads)
        return {"ARGOS_INTER_THREADS": str(inter), "ARGOS_INTRA_THREADS": str(intra)}

    def _new_folder(self) -> Path:
        self._runs += 1
        return self.folder / f"out-{self._runs}"


def read_tables(out: Path) -> dict[str, str]:
    """Return the English of each Italian sentence in the tables of `out`."""
    translations = {}
    for path in sorted(out.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        italian, english = rows[0].index("it"), rows[0].index("en")
        translations.update({row[italian]: row[english] for row in rows[1:]})
    return translations


def seconds_to_first_page(process: Process, out: Path) -> float:
    """Return the seconds from the start of `process` until the first page lay in `out`.

    Taken from the tables: pages are written again at the end, with links to their neighbours.
    """
    return min(path.stat().st_mtime for path in out.glob("*.tsv")) - process.started
