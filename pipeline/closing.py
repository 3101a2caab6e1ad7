"""What a run says of itself at its end: counts, then the articles that a person should know of."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import STATUSES, ArticleResult, RunSummary

MOST_NAMED: Final = 3
"""Articles named for being slow, flagged or corrected."""
MOST_FAILED: Final = 10
"""Failed articles named; run.json and the index page have all."""


def closing_lines(summary: RunSummary) -> list[str]:
    """Return the lines with which a run closes; names come as they are.

    Slow articles are named only where they stand out of others.
    """
    counts = ((summary.count(status), status) for status in STATUSES)
    parts = [f"{count} {status}" for count, status in counts if count] or ["nothing to do"]
    translated = [result for result in summary.results if result.status == "translated"]
    words = sum(result.words for result in translated)
    lines = [f"{', '.join(parts)}; {words} words in {summary.seconds:.1f} s"]
    if len(translated) > MOST_NAMED:
        slowest = sorted(translated, key=lambda result: -result.seconds)[:MOST_NAMED]
        lines.append("slowest: " + ", ".join(f"{r.source} ({r.seconds:.1f} s)" for r in slowest))
    flagged = [(sum(count for _, count in r.flags), r) for r in summary.results if r.flags]
    lines += _most("flagged", "flag", flagged)
    corrected = [(r.corrected, r) for r in summary.results if r.corrected]
    lines += _most("corrected", "sentence", corrected)
    failed = [result.source for result in summary.results if result.status == "failed"]
    if failed:
        rest = len(failed) - MOST_FAILED
        more = f" and {rest} more" if rest > 0 else ""
        lines.append(f"failed: {', '.join(failed[:MOST_FAILED])}{more}; reasons in run.json")
    return lines


def _most(what: str, unit: str, counted: Sequence[tuple[int, ArticleResult]]) -> list[str]:
    """Return a line about the articles that have most of something; none where there are none."""
    if not counted:
        return []
    ordered = sorted(counted, key=lambda pair: -pair[0])
    names = [
        f"{result.source} ({count} {unit}{'' if count == 1 else 's'})"
        for count, result in ordered[:MOST_NAMED]
    ]
    first = "the most in " if len(ordered) > MOST_NAMED else ""
    plural = "" if len(ordered) == 1 else "s"
    return [f"{what}: {len(ordered)} article{plural}, {first}{', '.join(names)}"]
