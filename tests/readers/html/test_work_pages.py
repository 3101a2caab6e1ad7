"""The hand-marked pages that the reader was made with keep their quality."""

import difflib
import json
from pathlib import Path

import pytest

from pipeline.readers import html

FOLDER = Path(__file__).parents[2] / "data/readers/html/work"
LEAST = 0.95


@pytest.mark.parametrize("gold", sorted(FOLDER.glob("*.gold.json")), ids=lambda path: path.stem)
def test_a_marked_page_is_read_as_marked(gold: Path) -> None:
    """Precision and recall of its blocks, kinds included."""
    page = gold.with_name(gold.name.replace(".gold.json", ".html"))
    marked = json.loads(gold.read_text(encoding="utf-8"))["blocks"]
    wanted = [f"{block['kind']}: {' '.join(block['text'].split())}" for block in marked]
    article = html.read(page.read_bytes(), page.name)
    found = [f"{block.kind}: {' '.join(block.text.split())}" for block in article.blocks]
    matches = difflib.SequenceMatcher(None, found, wanted, autojunk=False).get_matching_blocks()
    right = sum(match.size for match in matches)
    difference = "\n".join(difflib.unified_diff(wanted, found, "marked", "read", n=0))
    assert right >= LEAST * len(found), difference
    assert right >= LEAST * len(wanted), difference
