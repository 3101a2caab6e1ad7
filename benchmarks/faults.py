"""Runs that are killed, go on, and have another run beside them, over articles partly bad.

python -m benchmarks.faults [--good N] [--bad-of-each N] [--campaigns N] [--write]

Small articles, one in ten bad in one of fifteen ways, are translated by a model of a few kilobytes
that gives gibberish at once, so that nearly all time goes into what is tested here. Each campaign
begins with an empty output folder and kills (SIGKILL) five runs, two at any moment and three soon
after a random number of articles was written, for that is the shorter and the riskier time. The
third has a second run beside it, which is killed too, and the fifth redoes everything (--force).
Then a run is left in peace, in every other campaign two at once. The outcome is compared with that
of a run that was never disturbed. A fault of any kind is counted, never corrected. Linux only.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.fault_articles import FAULTS, Laid, lay
from benchmarks.keep import write_results
from pipeline.store import OWN_FOLDER
from tests.tiny_packages import make_package

ROOT: Final = Path(__file__).resolve().parent.parent
KILLS: Final = 5
"""Runs killed in a campaign."""
BESIDE, FORCED = 2, 4
"""Which of them has a second run beside it, and which redoes everything; from 0."""
ANY_MOMENT: Final = (0, 3)
"""Which of them are killed at any moment; the others when some articles are written."""
LONGEST_DELAY: Final = 0.03
"""Seconds; writing one article takes about as long."""
SOME_FAILED: Final = 1
TIMEOUT_SECONDS: Final = 600
_TIMES: Final = {"run.json", "run.jsonl", "index.jsonl"}


@dataclass
class Tally:
    """What went wrong, and how much was tried."""

    kills: int = 0
    """Runs that were killed while they lived."""
    runs_at_once: int = 0
    """How often two runs worked in one folder."""
    complete_at_kills: list[int] = field(default_factory=list)
    """Articles complete at each kill."""
    half_files: list[str] = field(default_factory=list)
    """Files found unfinished after a kill."""
    redone: list[str] = field(default_factory=list)
    """Articles that were complete and were translated again without --force."""
    different: list[str] = field(default_factory=list)
    """Files that are not those of the undisturbed run, or only one folder has."""
    unnamed: list[str] = field(default_factory=list)
    """Bad articles that run.json or the index page does not name."""
    wrong_status: list[str] = field(default_factory=list)
    """Runs in peace whose exit status was not that of some failures."""
    temporary_files: int = 0
    """Temporary files of killed runs that were still there at the end."""


class Campaigns:
    """Runs over the same articles in one folder, with what they came to."""

    def __init__(self, folder: Path, laid: Laid, seed: int) -> None:
        """Work in `folder`, where `laid` lies; `seed` gives the moments of the kills."""
        self.tally = Tally()
        self._folder = folder
        self._laid = laid
        self._model = make_package(folder / "model")
        self._moments = random.Random(seed)  # noqa: S311 - any moments will do
        began = time.monotonic()
        self._finish("undisturbed", 1)
        self.usual_seconds = time.monotonic() - began
        self._undisturbed = _files(folder / "undisturbed")
        self._name_all("undisturbed")

    def campaign(self, number: int) -> None:
        """Kill runs in an empty output folder, let one or two finish, and compare."""
        out = f"out-{number}"
        for kill in range(KILLS):
            self._kill(
                out,
                runs_at_once=2 if kill == BESIDE else 1,
                forced=kill == FORCED,
                at_any_moment=kill in ANY_MOMENT,
            )
        complete = set(_complete(self._folder / out))
        alone = number % 2 == 0
        self._finish(out, 1 if alone else 2)
        if alone:  # of two runs the later one wrote run.json
            self.tally.redone += [n for n in _translated(self._folder / out) if n in complete]
        self._compare(out)
        self._name_all(out)

    def _start(self, out: str, *options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "pipeline", "run", *self._laid.paths, "--out", out]
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "ARGOS_PACKAGES_DIR": str(self._folder / "none"),
        }
        return subprocess.Popen(
            [*command, "--model", str(self._model), "--quiet", *options],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _kill(self, out: str, *, runs_at_once: int, forced: bool, at_any_moment: bool) -> None:
        """Kill one run, or two at once one after the other, before its end.

        Runs that have ended before are not counted, and others are begun that redo everything.
        """
        for options in (("--force",) if forced else (), *(("--force",),) * 9):
            missing = len(self._laid.good) - (0 if options else len(_complete(self._folder / out)))
            began = time.time()
            runs = [self._start(out, *options) for _ in range(runs_at_once)]
            self.tally.runs_at_once += runs_at_once > 1
            killed = 0
            for run in runs:
                if at_any_moment or not missing:
                    time.sleep(self._moments.uniform(0.1, 1.0) * self.usual_seconds)
                else:
                    self._wait(run, self._folder / out, began, self._moments.randint(1, missing))
                killed += run.poll() is None
                run.send_signal(signal.SIGKILL)
                run.wait()
            if killed:
                self.tally.kills += killed
                self.tally.complete_at_kills.append(len(_complete(self._folder / out)))
                self.tally.half_files += _half_files(self._folder / out)
                return

    def _wait(self, run: "subprocess.Popen[bytes]", out: Path, since: float, count: int) -> None:
        """Wait until so many records were written, and a little longer."""
        while run.poll() is None and _written(out, since) < count:
            time.sleep(0.02)
        time.sleep(self._moments.uniform(0, LONGEST_DELAY))

    def _finish(self, out: str, runs_at_once: int) -> None:
        runs = [self._start(out) for _ in range(runs_at_once)]
        self.tally.runs_at_once += runs_at_once > 1
        for run in runs:
            status = run.wait(TIMEOUT_SECONDS)
            if status != SOME_FAILED:
                self.tally.wrong_status.append(f"{out}: {status}")

    def _compare(self, out: str) -> None:
        found = _files(self._folder / out)
        names = found.keys() | self._undisturbed.keys()
        self.tally.different += [
            f"{out}/{name}"
            for name in sorted(names)
            if found.get(name) != self._undisturbed.get(name)
        ]
        self.tally.temporary_files += len(_temporary_files(self._folder / out))

    def _name_all(self, out: str) -> None:
        index = (self._folder / out / "index.html").read_text(encoding="utf-8")
        failed = [a for a in _articles(self._folder / out) if a["status"] == "failed"]
        told = "\n".join(f"{article['source']} {article['message']}" for article in failed)
        for source in self._laid.bad:
            if source not in told:
                self.tally.unnamed.append(f"{out}/run.json: {source}")
            if source not in index:
                self.tally.unnamed.append(f"{out}/index.html: {source}")
        if len(failed) != len(self._laid.bad):
            self.tally.unnamed.append(f"{out}/run.json: {len(failed)} failed")


def _files(out: Path) -> dict[str, bytes]:
    """Return all files but those that hold times and those of interrupted writes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name not in _TIMES and path.suffix != ".tmp"
    }


def _temporary_files(out: Path) -> list[Path]:
    return [*out.rglob(".bilingue-*.tmp"), *out.rglob(".probe-*")]


def _half_files(out: Path) -> list[str]:
    """Return the files that end too early; a record that does is no JSON."""
    half = [path for path in out.rglob("*.html") if not _ends(path, b"</html>")]
    half += [path for path in out.rglob("*.tsv") if not path.read_bytes().endswith(b"\n")]
    for path in (out / OWN_FOLDER).rglob("*.json"):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            half.append(path)
    return [path.relative_to(out.parent).as_posix() for path in half]


def _ends(path: Path, end: bytes) -> bool:
    return path.read_bytes().rstrip().endswith(end)


def _complete(out: Path) -> list[str]:
    """Return the names of the articles that have a record, a table and a page."""
    names = (path.stem for path in (out / OWN_FOLDER).glob("*.json"))
    return [n for n in names if (out / f"{n}.tsv").is_file() and (out / f"{n}.html").is_file()]


def _written(out: Path, since: float) -> int:
    """Return how many records were written since a time in seconds since 1970."""
    times = []
    for path in (out / OWN_FOLDER).glob("*.json"):
        with contextlib.suppress(FileNotFoundError):
            times.append(path.stat().st_mtime)
    return sum(when >= since for when in times)


def _articles(out: Path) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads((out / "run.json").read_bytes())["articles"]
    return articles


def _translated(out: Path) -> list[str]:
    return [one["name"] for one in _articles(out) if one["status"] == "translated"]


def run_campaigns(folder: Path, good: int, bad_of_each: int, campaigns: int) -> dict[str, Any]:
    """Return what killed runs came to; all files are made in `folder`.

    Args:
        folder: An empty folder.
        good: Articles that are in order.
        bad_of_each: Bad articles of each kind.
        campaigns: How often to begin with an empty output folder.
    """
    laid = lay(folder, good, bad_of_each)
    work = Campaigns(folder, laid, seed=20261124)
    for number in range(campaigns):
        work.campaign(number)
    tally = work.tally
    return {
        "good": len(laid.good),
        "bad": len(laid.bad),
        "kinds_of_bad": len(FAULTS),
        "campaigns": campaigns,
        "undisturbed_seconds": round(work.usual_seconds, 1),
        "kills": tally.kills,
        "runs_at_once": tally.runs_at_once,
        "complete_at_kills": tally.complete_at_kills,
        "half_files": tally.half_files,
        "redone": tally.redone,
        "different": tally.different,
        "unnamed": tally.unnamed,
        "wrong_status": tally.wrong_status,
        "temporary_files": tally.temporary_files,
    }


def main() -> None:
    """Run the campaigns and print what they came to; --write keeps it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=270)
    parser.add_argument("--bad-of-each", type=int, default=2)
    parser.add_argument("--campaigns", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run_campaigns(
            Path(folder), arguments.good, arguments.bad_of_each, arguments.campaigns
        )
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("faults", figures)


if __name__ == "__main__":
    main()
