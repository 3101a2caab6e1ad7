"""Keeping figures."""

import json
from pathlib import Path

from benchmarks.keep import write_part


def test_a_part_leaves_the_others_alone(tmp_path: Path) -> None:
    """Parts that are measured at different times stand beside each other, each with its date."""
    write_part("speed", "cold", {"seconds": 1}, tmp_path)
    write_part("speed", "sizes", {"seconds": 2}, tmp_path)
    path = write_part("speed", "cold", {"seconds": 3}, tmp_path)
    parts = json.loads(path.read_text(encoding="utf-8"))["parts"]

    assert {name: part["figures"]["seconds"] for name, part in parts.items()} == {
        "cold": 3,
        "sizes": 2,
    }
    assert all({"commit", "date", "machine"} <= part.keys() for part in parts.values())


def test_figures_of_the_old_form_are_replaced(tmp_path: Path) -> None:
    """A file without parts holds one measurement, which is not mixed with new ones."""
    (tmp_path / "speed.json").write_text('{"figures": {}}', encoding="utf-8")
    path = write_part("speed", "cold", {}, tmp_path)

    assert json.loads(path.read_text(encoding="utf-8")).keys() == {"parts"}
