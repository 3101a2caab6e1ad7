"""The plot of the engine's benchmark: speed by contestant, cost by size, as SVG.

    python -m benchmarks.engine_plot

Draws benchmarks/results/engine.svg anew from engine.json beside it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from benchmarks.keep import RESULTS

WIDTH: Final = 720
LABELS: Final = 150
"""Pixels for the names, left of the bars."""
FIGURES: Final = 190
"""Pixels for the figures, right of the longest bar."""
ROW: Final = 24
OURS: Final = frozenset({"run", "engine", "bare", "fast"})
# Colours that can be told apart on white and on black, also in shades of grey.
STYLE: Final = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.heading { font-weight: 600 }
.note { font-size: 11px }
.ours { fill: #2f6fde }
.other { fill: #9aa4b0 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .other { fill: #6e7781 } }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and what is written beside it."""

    name: str
    """Left of it."""
    length: float
    """In the unit of its panel."""
    figure: str
    """Right of it."""
    ours: bool = True
    """Whether it stands for this project."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars with one unit."""

    heading: str
    """Above them: what they show."""
    bars: Sequence[Bar]
    """From top to bottom."""
    note: str
    """Below them: where the figures come from."""


def panels(parts: Mapping[str, Mapping[str, Any]]) -> list[Panel]:
    """Return what is drawn of the parts of engine.json."""
    drawn = []
    if "comparison" in parts:
        part = parts["comparison"]
        rows = part["figures"]["contestants"].items()
        speeds = [(name, row["words_a_second"]["median"], row["peak_mb"]) for name, row in rows]
        bars = [
            Bar(name, speed, f"{speed:,.0f} ({peak} MB)", name in OURS)
            for name, speed, peak in sorted(speeds, key=lambda row: -row[1])
        ]
        drawn.append(Panel("Source words a second (peak memory)", bars, _origin([part])))
    sizes = [part for name, part in parts.items() if name.startswith("size-")]
    if sizes:
        sizes.sort(key=lambda part: part["figures"]["sentences"])
        rows = [part["figures"] for part in sizes]
        bars = [
            Bar(
                f"{row['sentences']:,} sentences",
                row["ms_a_word"],
                f"{row['ms_a_word']:.2f} ({row['seconds']:,.0f} s, {row['peak_mb']} MB)",
            )
            for row in rows
        ]
        heading = "bilingue run: milliseconds a word (in all, peak memory)"
        drawn.append(Panel(heading, bars, _origin(sizes)))
    return drawn


def draw(drawn: Sequence[Panel]) -> str:
    """Return the panels, one below the other, as an SVG file."""
    lines: list[str] = []
    top = 0
    for panel in drawn:
        lines.append(_text(0, top + 17, panel.heading, "heading"))
        top += ROW + 4
        longest = max((bar.length for bar in panel.bars), default=0) or 1
        for bar in panel.bars:
            width = max(1, round((WIDTH - LABELS - FIGURES) * bar.length / longest))
            kind = "ours" if bar.ours else "other"
            size = f'width="{width}" height="{ROW - 8}"'
            lines.append(_text(0, top + 13, bar.name))
            lines.append(f'<rect class="{kind}" x="{LABELS}" y="{top}" {size}/>')
            lines.append(_text(LABELS + width + 6, top + 13, bar.figure))
            top += ROW
        lines.append(_text(0, top + 12, panel.note, "note"))
        top += 2 * ROW
    title = escape("; ".join(panel.heading for panel in drawn))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style>",
            *lines,
            "</svg>\n",
        ]
    )


def write_plot(results: Path) -> Path:
    """Draw the figures in `results` into an SVG file beside it, and return its path."""
    parts = json.loads(results.read_text(encoding="utf-8"))["parts"]
    path = results.with_suffix(".svg")
    path.write_text(draw(panels(parts)), encoding="utf-8")
    return path


def _text(left: int, base: int, text: str, kind: str = "") -> str:
    classed = f' class="{kind}"' if kind else ""
    return f'<text{classed} x="{left}" y="{base}">{escape(text)}</text>'


def _origin(parts: Sequence[Mapping[str, Any]]) -> str:
    """Return where the figures come from: processor, threads, days, commits."""
    machines = {part["machine"]["instruction_set"] for part in parts}
    threads = {f"{part['figures']['threads']} threads" for part in parts}
    made = {f"{part['date']} at {part['commit']}" for part in parts}
    return ", ".join([*sorted(machines), *sorted(threads), *sorted(made)])


if __name__ == "__main__":
    print(write_plot(RESULTS / "engine.json"))
