"""English back into the cues of the Italian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.cue_fitting import fit


def fitted(english: str, *cues: str) -> list[str]:
    """Return the parts of the English of one sentence that these Italian cues show."""
    begins = [sum(len(cue) + 1 for cue in cues[:n]) for n in range(len(cues))]
    return fit([(0, english)], begins, sum(len(cue) + 1 for cue in cues) - 1)


@pytest.mark.parametrize(
    ("cues", "parts"),
    [
        (
            ["La mattina in cui il fiume uscì dagli argini,", "nessuno aveva acceso la luce."],
            ["On the morning when the river burst its banks,", "nobody had turned on the light."],
        ),
        (
            ["Il comune ha aperto la palestra", "della scuola alle cinque."],
            ["The town council opened the gymnasium", "of the school at five o'clock."],
        ),
        (["Sì, lo so", "- Che cosa?"], ["Yes, I know.", "- What is it?"]),
        (["«Basta»,", "disse piano."], ["“Enough,”", "he said softly."]),
        (["Tutto"], ["All of it"]),
    ],
)
def test_a_cue_gets_the_words_of_its_share(cues: list[str], parts: list[str]) -> None:
    """Near the proportional place, behind a mark or before a word that opens something."""
    assert fitted(" ".join(parts), *cues) == parts


def test_sentences_stay_with_their_cues_however_long_they_are() -> None:
    """A long English for a short Italian sentence moves nothing of the next one."""
    parts = fit([(0, "Please come right in and make yourselves at home."), (8, "Sit.")], [0, 8], 20)
    assert parts == ["Please come right in and make yourselves at home.", "Sit."]


def test_a_word_that_belongs_to_the_next_ends_no_cue() -> None:
    """No article, preposition or negation is left behind."""
    first, _ = fitted("They walked the length of the long valley", "Percorsero la", "lunga valle")
    assert first.rsplit(" ", 1)[-1] not in {"the", "of"}


@pytest.mark.parametrize(
    ("english", "parts"),
    [("", ["", "", ""]), ("Yes.", ["Yes.", "", ""]), ("Oh yes, sir", ["Oh", "yes,", "sir"])],
)
def test_too_few_words_leave_the_last_cues_empty(english: str, parts: list[str]) -> None:
    """And no other."""
    assert fitted(english, "Sì,", "ma certo,", "signora.") == parts


_WORDS = st.lists(st.sampled_from(["a", "the", "river,", "–", "end.", "and", "x" * 30]))


@given(
    st.lists(st.tuples(st.integers(0, 90), _WORDS.map(" ".join)), max_size=5),
    st.sets(st.integers(1, 90), max_size=8),
)
def test_no_word_is_lost_and_no_cue_needlessly_empty(
    sentences: list[tuple[int, str]], begins: set[int]
) -> None:
    """Whatever sentences and cues there are."""
    parts = fit(sorted(sentences), [0, *sorted(begins)], 100)
    words = " ".join(english for _, english in sorted(sentences)).split()
    assert len(parts) == len(begins) + 1
    assert " ".join(parts).split() == words
    assert sum(map(bool, parts)) == min(len(words), len(parts))
