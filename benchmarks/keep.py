"""Keeping a measurement: figures with the commit, the machine and the date they came from."""

import datetime as dt
import json
import platform
import subprocess
from pathlib import Path
from typing import Any

from pipeline.hardware import available_threads, instruction_set

RESULTS = Path(__file__).resolve().parent / "results"


def write_results(name: str, figures: dict[str, Any]) -> Path:
    """Write `figures` to benchmarks/results/NAME.json and return its path."""
    return _write(RESULTS / f"{name}.json", _dated(figures))


def write_part(name: str, part: str, figures: dict[str, Any], folder: Path = RESULTS) -> Path:
    """Write `figures` into FOLDER/NAME.json, beside its other parts; return its path.

    Each part has its own commit, date and machine.
    """
    path = folder / f"{name}.json"
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return _write(path, {"parts": {**old.get("parts", {}), part: _dated(figures)}})


def _write(path: Path, content: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _dated(figures: dict[str, Any]) -> dict[str, Any]:
    return {"commit": _commit(), "date": _today(), "machine": machine(), "figures": figures}


def machine() -> dict[str, Any]:
    """Return what kind of machine this is, without its name."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": available_threads(),
        "instruction_set": instruction_set(),
    }


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()
