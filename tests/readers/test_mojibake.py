"""Letters that were garbled before a file was saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import EMPTY_MAPPING, Article, Block, FrozenMapping, Span, clean_text
from pipeline.readers.mojibake import mend, mended, notice_of

ITALIAN = "Perché la città è così bella? «Più o meno», disse l’oste: “15 € all’ora…” – è già virtù."


def article(*texts: str, **metadata: str) -> Article:
    """Return an article of these paragraphs."""
    blocks = tuple(Block("paragraph", text) for text in texts)
    return Article(texts[0][:20].strip(), "x.txt", "it", FrozenMapping(metadata), blocks)


def garbled(text: str, encoding: str) -> str:
    """Return what a program makes of UTF-8 that it takes for something else."""
    return clean_text(text.encode().decode(encoding, errors="ignore"))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_italian_comes_back_whatever_it_was_taken_for(encoding: str) -> None:
    """Accents, quotes, dashes, the euro."""
    assert mend(garbled(ITALIAN, encoding)).text == ITALIAN


def test_twice_garbled_letters_come_back_too() -> None:
    """Somebody opened and saved a file twice."""
    assert mend(garbled(garbled("perché è", "cp1252"), "cp1252")).text == "perché è"


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ("cittÃ\xa0 vecchia", "città vecchia"),
        ("cittÃ  vecchia", "città vecchia"),
        ("cittÃ vecchia", "città vecchia"),
        ("la cittÃ.", "la città."),
        ("vado Ã  Roma", "vado à Roma"),
        ("in cittÃ", "in città"),
        ("5Â\xa0euro", "5\xa0euro"),
    ],
)
def test_the_letter_whose_half_is_a_space_is_found(text: str, mended_text: str) -> None:
    """Many programs have made a plain space of it, or cut it off."""
    assert mend(text).text == mended_text


def test_a_garbled_article_is_mended_and_says_so() -> None:
    """Title and metadata too."""
    text = garbled(ITALIAN, "cp1252")
    done = mended(article(text, author="NicolÃ²"))
    assert done.blocks[0].text == ITALIAN
    assert done.title.startswith("Perché")
    assert done.metadata["author"] == "Nicolò"
    assert notice_of(done) == "garbled letters were put back: 17 (“PerchÃ©” for “Perché”)"


def test_sound_letters_in_the_majority_leave_an_article_as_it_is() -> None:
    """Somebody may write about encodings."""
    one = article("Perché compare «Ã¨» al posto di è? Così è, e già da più anni, perciò è noto.")
    assert mended(one) is one
    assert notice_of(one) == ""
    two = article("Perché «Ã¨» e «Ã©» al posto di è? Così è, e già da più anni, perciò è noto.")
    assert mended(two) is two
    assert notice_of(two) == "2 letters look garbled, such as in “«Ã¨»” for “«è»”"


@pytest.mark.parametrize("text", [ITALIAN, "São Paulo, Ålesund, Œuvre", "E = √π · 2", "Senza."])
def test_sound_articles_stay(text: str) -> None:
    """The same object comes back, and nothing is said."""
    one = article(text)
    assert mended(one) is one
    assert notice_of(one) == ""


def test_lost_characters_are_counted() -> None:
    """They cannot be put back."""
    assert notice_of(article("citt\ufffd e pi\ufffd")) == "2 characters were lost, shown as \ufffd"


def test_spans_stay_on_their_letters() -> None:
    """Though the text becomes shorter before and in them."""
    text = "PerchÃ© la cittÃ¨ tace"
    start = text.index("cittÃ¨")
    block = Block("paragraph", text, spans=(Span(start, start + 6, "emphasis"),))
    done = mended(Article("x", "x", "it", EMPTY_MAPPING, (block,))).blocks[0]
    (span,) = done.spans
    assert done.text == "Perché la cittè tace"
    assert done.text[span.start : span.end] == "cittè"


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_any_article_stays_one(text: str, places: list[tuple[int, int]]) -> None:
    """Blocks and spans keep to their rules."""
    text = clean_text("Ã¨ Ã© Ã¬ Ã² " + text)
    spans = tuple(Span(start, end, "strong") for start, end in places if start < end <= len(text))
    block = Block("paragraph", text, spans=spans)
    done = mended(Article("x", "x", "it", EMPTY_MAPPING, (block,)))
    assert done.blocks[0].text == clean_text(done.blocks[0].text)
