"""The plot of the engine's benchmark."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from benchmarks.engine_plot import Bar, Panel, draw, panels, write_plot

SVG = "{http://www.w3.org/2000/svg}"


def part(**figures: object) -> dict[str, Any]:
    """Return a part of engine.json."""
    return {
        "commit": "0123abc",
        "date": "2026-11-24",
        "machine": {"instruction_set": "x86_64-AVX2"},
        "figures": {"threads": 2, **figures},
    }


def size(sentences: int) -> dict[str, Any]:
    """Return the part of one size."""
    return part(sentences=sentences, ms_a_word=20.0, seconds=sentences / 50, peak_mb=300)


def contestants(**speeds: float) -> dict[str, Any]:
    """Return the part that compares contestants."""
    rows = {name: {"words_a_second": {"median": x}, "peak_mb": 99} for name, x in speeds.items()}
    return part(contestants=rows)


def test_every_contestant_and_size_has_a_bar(tmp_path: Path) -> None:
    """The file is well-formed and draws what was measured, the fastest contestant first."""
    parts = {
        "size-1000": size(1000),
        "size-200": size(200),
        "comparison": contestants(stock=100, run=900),
    }
    results = tmp_path / "engine.json"
    results.write_text(json.dumps({"parts": parts}), encoding="utf-8")
    root = ET.parse(write_plot(results)).getroot()  # noqa: S314 - written a line above
    texts = [text.text for text in root.iter(f"{SVG}text")]

    assert len(list(root.iter(f"{SVG}rect"))) == 4
    assert [text for text in texts if text in ("run", "stock")] == ["run", "stock"]
    assert texts.index("200 sentences") < texts.index("1,000 sentences")
    assert sum("2026-11-24 at 0123abc" in str(text) for text in texts) == 2


def test_bars_are_as_long_as_their_figures_say() -> None:
    """A contestant of half the speed has half the bar."""
    drawn = panels({"comparison": contestants(stock=450, run=900)})
    bars = [int(bar.get("width", "")) for bar in ET.fromstring(draw(drawn)).iter(f"{SVG}rect")]  # noqa: S314

    assert bars[0] == 2 * bars[1]


def test_names_are_escaped() -> None:
    """A name may hold what means something in XML."""
    drawn = draw([Panel("a < b", [Bar("<&>", 0.0, "0")], "")])

    assert "<&>" in [text.text for text in ET.fromstring(drawn).iter(f"{SVG}text")]  # noqa: S314
