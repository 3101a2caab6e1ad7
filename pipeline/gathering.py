"""Making one run of its parts: a summary for all, once they are there.

A part of a run leaves `run-2-of-3.json` instead of run.json, so that parts that share a folder
leave each other's alone. It says where in the plan its articles stand, so that the whole has the
order that a single run would have given it.
"""

import contextlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline._version import __version__
from pipeline.errors import MissingPartsError
from pipeline.report import RunSummary, read_summary, write_summary

_NAME: Final = re.compile(r"run-(\d+)-of-(\d+)\.json", re.ASCII)


def gather(folder: Path) -> tuple[RunSummary, MissingPartsError | None] | None:
    """Return the summary of all parts of the last run into `folder` that was done in parts.

    Returns:
        The summary, with the articles in the order of the plan, and which parts are missing; None
        where the last run was not done in parts, or was gathered already.

    Raises:
        RecordError: a part's summary is damaged, or a newer version wrote it.
    """
    parts = _parts(folder)
    if not parts:
        return None
    summaries = [read_summary(path) for path in parts.values()]
    placed = sorted(
        (
            (place, result)
            for summary in summaries
            for place, result in zip(summary.places, summary.results, strict=True)
        ),
        key=lambda one: one[0],
    )
    whole = replace(
        summaries[0],
        # What is wrong with a path is found by each part.
        results=tuple({result.name: result for _, result in placed}.values()),
        places=(),
        part=None,
        interrupted=any(summary.interrupted for summary in summaries),
        seconds=sum(summary.seconds for summary in summaries),
    )
    count = next(iter(parts))[1]
    absent = [number for number in range(1, count + 1) if (number, count) not in parts]
    return whole, MissingPartsError(str(folder), absent, count) if absent else None


def settle(folder: Path, whole: RunSummary) -> None:
    """Write run.json for the whole run, and remove what its parts left.

    Raises:
        OutputError: it cannot be written.
    """
    write_summary(folder, whole, __version__)
    for path in _parts(folder).values():
        with contextlib.suppress(OSError):
            path.unlink()


def _parts(folder: Path) -> dict[tuple[int, int], Path]:
    """Return the files that parts left, by number and count; only those of the last division."""
    found = {}
    for path in folder.glob("run-*-of-*.json"):
        if match := _NAME.fullmatch(path.name):
            found[int(match[1]), int(match[2])] = path
    if not found:
        return {}
    _, count = max(found, key=lambda key: found[key].stat().st_mtime_ns)
    return {key: found[key] for key in sorted(found) if key[1] == count}
