"""Spans stay over their letters when the text is cleaned."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Span, clean_text
from pipeline.readers.spans import clean_with_spans


def stretches(text: str, *spans: tuple[int, int]) -> list[str]:
    """Return what the spans hold after cleaning."""
    cleaned, moved = clean_with_spans(text, [Span(*span, "emphasis") for span in spans])
    return [cleaned[span.start : span.end] for span in moved]


def test_a_span_keeps_its_letters_through_every_step_of_cleaning() -> None:
    """Composition, dropped controls, joined lines and stripping all move it."""
    text = " \n\x01pere\u0301 \t\n x\x02yz fine"
    assert stretches(text, (3, 8), (12, 16), (17, 21)) == ["peré", "xyz", "fine"]


def test_white_space_at_the_ends_of_a_span_is_left_out() -> None:
    """A span of nothing else disappears."""
    assert stretches("uno  due ", (3, 9), (3, 5)) == ["due"]


def test_a_cut_inside_an_accented_letter_moves_behind_it() -> None:
    """The accent goes with its letter."""
    assert stretches("cafe\u0301 nero", (0, 4), (4, 10)) == ["café", "nero"]


@given(
    st.data(),
    st.text(st.sampled_from("abè \n\t\x01\u0301\u1100\u1161\u11a8\u2028") | st.characters()),
)
def test_text_is_cleaned_and_spans_stay_inside(data: st.DataObject, text: str) -> None:
    """The text is what clean_text makes of it, and no span is empty or sticks out."""
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places).map(sorted)))
    spans = [Span(start, end, "emphasis") for start, end in pairs]
    cleaned, moved = clean_with_spans(text, spans)
    assert cleaned == clean_text(text)
    assert all(0 <= span.start < span.end <= len(cleaned) for span in moved)


@given(st.data(), st.text("abè \n\t\x01\u2028"))
def test_letters_under_a_span_are_those_it_had(data: st.DataObject, text: str) -> None:
    """Without combining accents the stretch is the cleaned stretch, white space aside."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    expected = "".join(clean_text(text[start:end]).split())
    found = "".join("".join(stretches(text, (start, end))).split())
    assert found == expected
