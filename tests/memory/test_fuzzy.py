"""Hints: the most similar sentence, always found; numbers repaired."""

import random
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from pipeline.memory.database import Database
from pipeline.memory.fuzzy import FuzzyIndex, Hint
from pipeline.memory.sketches import differences, make_sketches
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

WORDS = "il la di che e un treno mare città sole vento casa parte arriva oggi domani forse".split()
TEXTS = st.text(st.sampled_from("abcdeAE àè'’,.0123ŝ€\U0001f600"), max_size=40)


def unit(it: str, en: str = "", origin: str = "human", changed: str = "") -> MemoryUnit:
    """Return a unit whose English, if not given, tells its Italian."""
    return MemoryUnit(it, en or f"<{it}>", origin, changed=changed)  # type: ignore[arg-type]


def index(folder: Path, *memories: Sequence[MemoryUnit]) -> tuple[ExitStack, FuzzyIndex]:
    """Return what compares sentences with those of memories, and what closes them."""
    opened = ExitStack()
    databases = [
        opened.enter_context(Database(folder / f"{number}.db")) for number in range(len(memories))
    ]
    for database, units in zip(databases, memories, strict=True):
        add_units(database, units)
    return opened, FuzzyIndex(databases)


def hint(folder: Path, sentence: str, *memories: Sequence[MemoryUnit]) -> Hint | None:
    """Return the hint for one sentence."""
    opened, found = index(folder, *memories)
    with opened:
        (one,) = found.hints([sentence])
    return one


@given(TEXTS, TEXTS)
def test_sketches_never_differ_more_than_texts(first: str, second: str) -> None:
    """The bits in which sketches differ are a lower bound of insertions and deletions."""
    sketches = make_sketches([first, second])

    (bits,) = differences(sketches[:, :1], sketches[:, 1])

    assert bits <= Indel.distance(first, second)


def test_sketches_tell_texts_apart() -> None:
    """Without repeated letters beyond the bits, other letters are counted one by one."""
    sketches = make_sketches(["casa", "case al mare", "CASA"])

    assert differences(sketches, sketches[:, 0]).tolist() == [0, 8, 0]


def test_the_best_match_is_found_as_if_all_were_compared(tmp_path: Path) -> None:
    """Against comparing each sentence with each, on made-up sentences of many lengths."""
    chance = random.Random(7)  # noqa: S311 - any sentences will do
    known = [" ".join(chance.choices(WORDS, k=chance.randint(1, 14))) for _ in range(400)]
    asked = [" ".join(chance.choices(WORDS, k=chance.randint(1, 14))) for _ in range(60)]
    for text in known[:60]:
        place = chance.randrange(len(text))
        changed = text[:place] + chance.choice(["", "x", " già "]) + text[place + 1 :]
        asked.append(" ".join(changed.split()))
    opened, found = index(tmp_path, [unit(text) for text in known])

    with opened:
        for threshold in (0.6, 0.85):
            hints = found.hints(asked, threshold)
            for text, one in zip(asked, hints, strict=True):
                scores = [Indel.normalized_similarity(text, it) for it in known if it != text]
                best = max(scores)
                expected = round(best, 3) if best >= threshold else None
                assert (one.score if one else None) == expected


def test_a_hint_tells_all_about_itself(tmp_path: Path) -> None:
    """The English, how similar, the sentence that it is of, and who made it."""
    found = hint(tmp_path, "Il treno parte oggi.", [unit("Il treno parte oggi!", "Go!", "tm")])

    assert found == Hint("Go!", 0.95, "Il treno parte oggi!", "tm", repaired=False)


@pytest.mark.parametrize(
    "units",
    [
        pytest.param([], id="nothing in the memory"),
        pytest.param([unit("Il treno parte oggi.")], id="the same sentence"),
        pytest.param([unit("Il  treno parte oggi.")], id="the same but for white space"),
        pytest.param([unit("La nave arriva domani.")], id="another sentence"),
        pytest.param([unit("Il treno parte oggi!", origin="mt")], id="the machine's"),
    ],
)
def test_no_hint(tmp_path: Path, units: list[MemoryUnit]) -> None:
    """What is the same, too different or the machine's is no hint."""
    assert hint(tmp_path, "Il treno parte oggi.", units) is None


@pytest.mark.parametrize(
    ("memories", "expected"),
    [
        pytest.param(
            [[unit("Il treno parte oggi!")], [unit("Il treno parte oggi:")]],
            "<Il treno parte oggi!>",
            id="the first memory",
        ),
        pytest.param(
            [[unit("Il treno parte oggi!", origin="tm"), unit("Il treno parte oggi:")]],
            "<Il treno parte oggi:>",
            id="a person's own edit",
        ),
        pytest.param(
            [
                [
                    unit("Il treno parte oggi!", changed="2026-01-01T00:00:00Z"),
                    unit("Il treno parte oggi:", changed="2026-01-02T00:00:00Z"),
                ]
            ],
            "<Il treno parte oggi:>",
            id="the newest",
        ),
        pytest.param(
            [
                [
                    unit("Il treno parte oggi:", changed="2026-01-01T00:00:00Z"),
                    unit("Il treno parte oggi!", changed="2026-01-01T00:00:00Z"),
                ]
            ],
            "<Il treno parte oggi!>",
            id="else by the text",
        ),
        pytest.param(
            [
                [
                    unit("Il treno parte oggi!", "old", changed="2026-01-01T00:00:00Z"),
                    unit("Il treno parte oggi!", "new", changed="2026-01-02T00:00:00Z"),
                ]
            ],
            "new",
            id="of one sentence the newest translation",
        ),
    ],
)
def test_equally_similar(tmp_path: Path, memories: list[list[MemoryUnit]], expected: str) -> None:
    """Ties are decided, the same way every time."""
    found = hint(tmp_path, "Il treno parte oggi.", *memories)

    assert found is not None
    assert found.text == expected


def test_a_number_is_repaired(tmp_path: Path) -> None:
    """A sentence that differs in numbers alone comes first, below the threshold too."""
    units = [unit("Pag. 12.345,6", "Page 12,345.6"), unit("Pag. 78!", "Page 78!")]

    found = hint(tmp_path, "Pag. 78", units)

    assert found == Hint("Page 78", 0.5, "Pag. 12.345,6", "human", repaired=True)


def test_a_number_that_cannot_be_repaired_is_a_plain_hint(tmp_path: Path) -> None:
    """The hint stands as it is, not marked as repaired."""
    found = hint(tmp_path, "Sono passati 4 mesi.", [unit("Sono passati 3 mesi.", "Three months.")])

    assert found == Hint("Three months.", 0.95, "Sono passati 3 mesi.", "human", repaired=False)


def test_answers_come_in_the_order_of_the_questions(tmp_path: Path) -> None:
    """Sentences may come twice."""
    opened, found = index(tmp_path, [unit("Il treno parte oggi!"), unit("Il vento è forte!")])

    with opened:
        hints = found.hints(["Il vento è forte.", "Altro.", "Il treno parte oggi."] * 2)

    assert [one and one.it[:9] for one in hints] == ["Il vento ", None, "Il treno "] * 2


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1])
def test_impossible_thresholds_are_refused(tmp_path: Path, threshold: float) -> None:
    """A threshold is above 0 and at most 1."""
    opened, found = index(tmp_path, [])

    with opened, pytest.raises(ValueError, match="threshold"):
        found.hints(["Ciao."], threshold)
