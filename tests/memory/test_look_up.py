"""The order of look-up."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.article import Origin
from pipeline.memory.database import Database
from pipeline.memory.look_up import Ambiguous, Found, Match, Query, look_up
from pipeline.memory.units import MemoryUnit
from pipeline.memory.writing import add_units

IT = "Il tempo è bello."


def unit(
    en: str, origin: Origin = "human", previous: str | None = None, *, document: str = ""
) -> MemoryUnit:
    """Return a unit of the sentence that the tests ask for; the machine's has digest `d`."""
    digest = "d" if origin == "mt" else ""
    score = -0.5 if origin == "mt" else None
    flags = ("name",) if origin == "mt" else ()
    return MemoryUnit(
        IT, en, origin, previous, document=document, digest=digest, score=score, flags=flags
    )


def ask(folder: Path, memories: Sequence[Sequence[MemoryUnit]], query: Query) -> Found:
    """Return what memories with such units know of a sentence."""
    with ExitStack() as opened:
        databases = [
            opened.enter_context(Database(folder / f"{number}.db"))
            for number in range(len(memories))
        ]
        for database, units in zip(databases, memories, strict=True):
            add_units(database, units)
        (found,) = look_up(databases, [query], "d")
    return found


def summary(found: Found) -> str:
    """Return in short what was found."""
    if isinstance(found, Match):
        return f"{found.found_by}: {found.en}"
    if isinstance(found, Ambiguous):
        return f"ambiguous: {found.machine.en if found.machine else '-'}"
    return "nothing"


MACHINE = unit("MT", "mt")


@pytest.mark.parametrize(
    ("units", "previous", "expected"),
    [
        pytest.param([], "Sì.", "nothing", id="an empty memory"),
        pytest.param([unit("A", previous="Sì.")], "Sì.", "context: A", id="the same context"),
        pytest.param(
            [unit("A", previous="Sì."), unit("B", previous="No."), MACHINE],
            "Sì.",
            "context: A",
            id="the context decides between people",
        ),
        pytest.param(
            [unit("A", previous=""), unit("B", previous="No.")],
            "",
            "context: A",
            id="the beginning of an article is a context",
        ),
        pytest.param(
            [unit("A"), unit("B", previous="No.")],
            "",
            "ambiguous: -",
            id="an unknown context is not the beginning",
        ),
        pytest.param(
            [unit("A", previous="No."), MACHINE], "Sì.", "sentence: A", id="people before machine"
        ),
        pytest.param(
            [unit("A", previous="No."), unit("A", previous="Ma.", document="b")],
            "Sì.",
            "sentence: A",
            id="people agree",
        ),
        pytest.param(
            [unit("A  b", previous="No."), unit("A b", previous="Ma.")],
            None,
            "sentence: A b",
            id="white space is no disagreement",
        ),
        pytest.param(
            [unit("A", previous="No."), unit("B", previous="Ma."), MACHINE],
            "Sì.",
            "ambiguous: MT",
            id="people disagree",
        ),
        pytest.param(
            [unit("A", previous="No."), unit("B", previous="Ma.")],
            "Sì.",
            "ambiguous: -",
            id="people disagree and the machine said nothing",
        ),
        pytest.param(
            [
                unit("A", previous="Sì.", document="a"),
                unit("B", previous="Sì.", document="b"),
                MACHINE,
            ],
            "Sì.",
            "ambiguous: MT",
            id="people disagree in the same context",
        ),
        pytest.param([unit("A", "tm")], "Sì.", "sentence: A", id="tm is a person"),
        pytest.param(
            [unit("A", "tm"), unit("B", previous="No.")],
            "Sì.",
            "ambiguous: -",
            id="tm disagrees as a person",
        ),
        pytest.param([MACHINE], "Sì.", "machine: MT", id="the machine last"),
        pytest.param(
            [MemoryUnit(IT, "MT", "mt", digest="other")], "Sì.", "nothing", id="another digest"
        ),
    ],
)  # fmt: skip
def test_order_in_one_memory(
    tmp_path: Path, units: list[MemoryUnit], previous: str | None, expected: str
) -> None:
    """People in context, people who agree, the machine."""
    found = ask(tmp_path, [units], Query(IT, previous))

    assert summary(found) in {expected, expected.replace("A b", "A  b")}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param([unit("A")], [unit("B")], "sentence: A", id="the first decides"),
        pytest.param([], [unit("B")], "sentence: B", id="the second where the first is silent"),
        pytest.param([MACHINE], [unit("B")], "sentence: B", id="people before machine"),
        pytest.param(
            [unit("A")], [unit("B", previous="Sì.")], "context: B", id="context before order"
        ),
        pytest.param(
            [unit("A"), unit("B", "tm")], [unit("C")], "ambiguous: -", id="the first disagrees"
        ),
        pytest.param(
            [unit("A"), unit("B", "tm")], [MACHINE], "ambiguous: MT", id="the machine of another"
        ),
    ],
)
def test_order_of_memories(
    tmp_path: Path, first: list[MemoryUnit], second: list[MemoryUnit], expected: str
) -> None:
    """In each step the first memory that has something decides."""
    assert summary(ask(tmp_path, [first, second], Query(IT, "Sì."))) == expected


def test_a_match_says_where_it_is_from(tmp_path: Path) -> None:
    """Origin, document and number of the memory come along."""
    found = ask(tmp_path, [[], [unit("A", "tm", document="x.tmx")]], Query(IT))

    assert found == Match("A", "tm", "sentence", None, (), "x.tmx", 1)


def test_the_machine_keeps_score_and_flags(tmp_path: Path) -> None:
    """A machine's text that is found again is as doubtful as before."""
    found = ask(tmp_path, [[MACHINE]], Query(IT))

    assert found == Match("MT", "mt", "machine", -0.5, ("name",), "", 0)


def test_of_people_who_agree_their_own_edit_counts(tmp_path: Path) -> None:
    """A text that is both edited here and imported is `human`."""
    found = ask(tmp_path, [[unit("A", "tm"), unit("A", "human")]], Query(IT))

    assert isinstance(found, Match)
    assert found.origin == "human"


def test_ambiguous_texts_come_newest_first(tmp_path: Path) -> None:
    """What people wrote is handed over for a hint, each text once."""
    units = [
        MemoryUnit(IT, en, "human", f"{n}", changed=f"2026-01-0{n}T00:00:00Z")
        for n, en in enumerate(["A", "B", "A", "C"], start=1)
    ]
    found = ask(tmp_path, [units], Query(IT, "Sì."))

    assert isinstance(found, Ambiguous)
    assert found.texts == ("C", "A", "B")


def test_many_sentences_are_answered_in_their_order(memory: Database) -> None:
    """More sentences than one statement takes, some twice, some unknown."""
    add_units(memory, (MemoryUnit(f"Frase {n}.", f"Sentence {n}.", "tm") for n in range(1200)))
    numbers = [*range(1100, 1300), *range(700), 5, 5]

    found = look_up([memory], [Query(f"Frase  {n}.") for n in numbers], "d")

    expected = [f"sentence: Sentence {n}." if n < 1200 else "nothing" for n in numbers]
    assert [summary(one) for one in found] == expected
