"""The memories of a run."""

from pathlib import Path

import pytest

from pipeline.errors import NoMemoryError, NotAMemoryError
from pipeline.memory.database import Database
from pipeline.memory.look_up import Match, Query
from pipeline.memory.memories import Memories
from pipeline.memory.places import memory_path
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

FIRST = MemoryUnit("Piove.", "It is raining.", "human", document="a")
SECOND = MemoryUnit("Nevica molto.", "It is snowing a lot.", "human", document="b")


def make(path: Path, *units: MemoryUnit) -> str:
    """Write a memory and return its name."""
    with Database(path) as database:
        add_units(database, units)
    return str(path)


def test_the_first_is_made_and_written_the_others_only_read(tmp_path: Path) -> None:
    """New units go to the first; the second stays as it is, byte by byte."""
    other = make(tmp_path / "other.db", SECOND)
    before = Path(other).read_bytes()

    with Memories([str(tmp_path / "new.db"), other]) as memories:
        assert memories.remember([FIRST]) == 1
        found = memories.look_up([Query("Piove."), Query("Nevica molto."), Query("Sì.")], "d")
        hints = memories.hints(["Nevica molto!"])

    assert [one.en if isinstance(one, Match) else one for one in found] == [
        "It is raining.", "It is snowing a lot.", None,
    ]  # fmt: skip
    assert [one and one.text for one in hints] == ["It is snowing a lot."]
    assert Path(other).read_bytes() == before
    with Database(tmp_path / "new.db") as first:
        assert [unit.it for unit in all_units(first)] == ["Piove."]


def test_the_threshold_is_an_option(tmp_path: Path) -> None:
    """A lower one gives more hints."""
    name = make(tmp_path / "memory.db", SECOND)

    with Memories([name], threshold=0.5) as memories:
        assert memories.hints(["Nevica poco."]) != [None]
    with Memories([name], threshold=0.95) as memories:
        assert memories.hints(["Nevica poco."]) == [None]


def test_the_default_memory_is_not_made_by_a_run(tmp_path: Path) -> None:
    """Only `bilingue memory` makes the file in the user's data folder."""
    with pytest.raises(NoMemoryError, match="make it with 'bilingue memory import FILE'"):
        Memories(["default"])
    assert not memory_path("default").parent.exists()

    make(memory_path("default"), FIRST)

    with Memories(["default"]) as memories:
        assert isinstance(memories.look_up([Query("Piove.")], "d")[0], Match)
    assert memory_path(str(tmp_path)) == tmp_path


def test_a_missing_second_memory_is_an_error(tmp_path: Path) -> None:
    """What is only read must be there."""
    with pytest.raises(NoMemoryError):
        Memories([str(tmp_path / "new.db"), str(tmp_path / "gone.db")])


def test_an_article_named_as_memory_is_an_error(tmp_path: Path) -> None:
    """A slip on the command line destroys nothing."""
    article = tmp_path / "article.txt"
    article.write_text("Piove.\n", encoding="utf-8")

    with pytest.raises(NotAMemoryError):
        Memories([str(article)])

    assert article.read_text(encoding="utf-8") == "Piove.\n"


@pytest.mark.parametrize(("names", "threshold"), [([], 0.85), (["a.db"], 0.0), (["a.db"], 2.0)])
def test_impossible_arguments(names: list[str], threshold: float) -> None:
    """Mistakes of the calling code are errors of their own kind, and make no file."""
    with pytest.raises(ValueError, match=r"memory|threshold"):
        Memories(names, threshold=threshold)

    assert not Path("a.db").exists()
