"""Plain text to blocks: titles, headings, captions, lists, quotes and paragraphs."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, clean_text
from pipeline.errors import EmptySourceError, SourceError
from pipeline.readers.plain_text import blocks_of, read

ROOT = Path(__file__).resolve().parents[2]
LONG = (
    "Il comune ha deciso di riaprire la piscina dopo tre anni di lavori, con una vasca nuova e "
    "orari più lunghi per le scuole del quartiere e per gli anziani."
)


def kinds(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind, block.text) for block in blocks_of(text)]


def test_the_sample_article_has_five_paragraphs_and_a_caption() -> None:
    """Without a headline the title is the file's stem and no block."""
    name = "openai-amazon-accordo.txt"
    article = read((ROOT / "seeds" / name).read_bytes(), name)
    expected = ["paragraph"] * 3 + ["caption"] + ["paragraph"] * 2
    assert [block.kind for block in article.blocks] == expected
    assert article.title == "openai-amazon-accordo"
    assert article.blocks[3].text == "(Immagine: Amazon)"


def test_a_first_line_without_stop_is_the_title() -> None:
    """It stands alone and something follows."""
    assert kinds(f"\nRiapre la piscina\n\n{LONG}") == [
        ("title", "Riapre la piscina"),
        ("paragraph", LONG),
    ]


def test_a_line_of_signs_under_the_title_is_dropped() -> None:
    """Underlining a title is an old habit."""
    assert kinds(f"Riapre la piscina\n=====\n{LONG}")[0] == ("title", "Riapre la piscina")


@pytest.mark.parametrize(
    "first",
    [
        "Riapre la piscina.",
        "“Riapre.”",
        "Ecco:",
        "a" * 120,
        "— Buongiorno",
        "(Foto: archivio)",
        f"Riapre la piscina\n{LONG}",
    ],
)
def test_other_first_lines_are_no_title(first: str) -> None:
    """A sentence, a long line, a speech, a credit or a line without a blank one behind it."""
    assert "title" not in [kind for kind, _ in kinds(f"{first}\n\n{LONG}")]


def test_a_title_about_a_photograph_is_a_title() -> None:
    """The first line wins over the caption that it would be elsewhere."""
    blocks = kinds(f"Foto di famiglia\n\n{LONG}\n\nFoto di repertorio")
    assert [kind for kind, _ in blocks] == ["title", "paragraph", "caption"]


def test_a_text_of_one_line_has_no_title() -> None:
    """There must be something under a title."""
    assert kinds("Riapre la piscina\n\n") == [("paragraph", "Riapre la piscina")]


@pytest.mark.parametrize("first", ["Riapre?", "Che cosa succede adesso?", "Finalmente!"])
def test_a_question_may_be_a_title(first: str) -> None:
    """Headlines ask and exclaim; only a full stop makes a line a sentence."""
    assert kinds(f"{first}\n\n{LONG}")[0][0] == "title"


def test_short_lines_between_long_paragraphs_are_headings() -> None:
    """All but the last line, which is a signature, and lines that end like a sentence."""
    text = f"{LONG}\n\n1. Le origini\n\n{LONG}\n\nE poi?\n\n{LONG}\n\nLa redazione"
    assert [kind for kind, _ in kinds(text)] == [
        *("paragraph", "heading", "paragraph", "paragraph", "paragraph", "paragraph")
    ]
    assert blocks_of(text)[1].level == 2


def test_short_lines_among_short_lines_are_paragraphs() -> None:
    """Verse and headlines have no headings."""
    blocks = kinds("Una riga.\n\nTorna il sole\n\nBorse in rialzo\n\nIl derby finisce pari")
    assert {kind for kind, _ in blocks} == {"paragraph"}


def test_lists_have_levels_and_labels() -> None:
    """Indentation gives the level; a new list starts at one."""
    text = "Servono:\n  - pane\n  - latte\n      di capra\n    - fresco\n\nPoi:\n1) via\n2) qui"
    blocks = [block for block in blocks_of(text) if block.kind == "list-item"]
    assert [(block.level, block.text) for block in blocks] == [
        *((1, "pane"), (1, "latte di capra"), (2, "fresco"), (1, "via"), (1, "qui"))
    ]
    assert [dict(block.attributes) for block in blocks[3:]] == [{"label": "1)"}, {"label": "2)"}]


def test_quoted_lines_are_quotes_without_their_sign() -> None:
    """An empty quoted line parts two paragraphs; wrapped lines are joined."""
    quote = "> La piscina che il comune ha finalmente\n> riaperto è bella.\n>\n> Davvero."
    assert kinds(f"{LONG}\n\n{quote}")[1:] == [
        ("quote", "La piscina che il comune ha finalmente riaperto è bella."),
        ("quote", "Davvero."),
    ]


def test_dialogue_keeps_its_dashes() -> None:
    """Each speech is a paragraph."""
    text = "— Vieni?\n— No, disse.\n\n- Perché?\n- Perché no!"
    assert kinds(text) == [
        *(("paragraph", "— Vieni?"), ("paragraph", "— No, disse.")),
        *(("paragraph", "- Perché?"), ("paragraph", "- Perché no!")),
    ]


def test_a_wrapped_file_is_joined() -> None:
    """Title, paragraphs over blank lines, and a credit between lines."""
    raw = (ROOT / "tests/data/readers/wrapped.txt").read_bytes()
    blocks = read(raw, "wrapped.txt").blocks
    assert [block.kind for block in blocks] == [
        *("title", "paragraph", "caption", "paragraph", "heading", "paragraph")
    ]
    assert blocks[1].text.startswith("La fontana di piazza è tornata a funzionare ieri mattina")
    assert blocks[1].text.endswith("fino a sera.")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "---\n\n* * *", "\u200b", "> \n>"])
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    """White space, invisible characters and rows of signs are no article."""
    with pytest.raises(EmptySourceError, match=r"vuoto\.txt holds no text"):
        read(text.encode(), "vuoto.txt")


FRAGMENTS = ["- ", "> ", ">", "• ", "1. ", "a) ", "— ", "(Foto: x)", "Foto di ", "\n", "\n\n", "  "]
FRAGMENTS += [
    "\t",
    "***",
    "parola",
    "Parola lunga e bella",
    "è così.",
    "?”",
    LONG,
    "\u2029",
    "\u0301",
]
LIKELY_TEXT = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3)).map("".join)
# Control characters make a text binary or are dropped, and surrogates stand in no file.
PRINTABLE = st.characters(exclude_categories=["Cc", "Cs"])
PRINTABLE_TEXT = st.lists(st.sampled_from(FRAGMENTS) | st.text(PRINTABLE, max_size=3)).map("".join)


def letters(text: str) -> str:
    """Return the letters of `text`, decomposed, so that cleaning does not change them."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", text)))


def article_of(text: str) -> Article | None:
    """Return what is read from `text`, or nothing where it is refused as the contract says."""
    try:
        return read(text.encode("utf-8", errors="replace"), "x.txt")
    except SourceError:
        return None


@given(LIKELY_TEXT)
def test_any_text_gives_clean_blocks_or_a_source_error(text: str) -> None:
    """Blocks can stand in an article and never show nothing."""
    article = article_of(text)
    for block in article.blocks if article else ():
        assert block.text == clean_text(block.text)
        assert block.text.strip()
        assert (block.level is None) == (block.kind not in ("title", "heading", "list-item"))


@given(PRINTABLE_TEXT)
def test_no_letter_is_lost(text: str) -> None:
    """Labels included, the letters of the blocks are those of the text, in their order."""
    article = article_of(text)
    blocks = article.blocks if article else ()
    found = "".join(block.attributes.get("label", "") + block.text for block in blocks)
    assert letters(found) == letters(text)
