"""Running heads, feet and page numbers."""

import pytest

from pipeline.readers.pdf.document import Page
from pipeline.readers.pdf.furniture import without_furniture
from pipeline.readers.pdf.words import Word

HEIGHT = 400.0


def page(*rows: tuple[float, str]) -> Page:
    """Return a page with rows of one word each, at heights."""
    return Page(HEIGHT, tuple(Word(text, 40, 90, height, 10) for height, text in rows))


def left(*pages: Page) -> list[list[str]]:
    """Return what is left of pages."""
    return [[word.text for word in one.words] for one in without_furniture(pages)]


def test_what_repeats_at_an_edge_goes() -> None:
    """Also with another number in it, and where right pages differ from left ones."""
    pages = [
        page((380, ("Fiumi", "Rapporto")[n % 2]), (300, "abcd"[n]), (20, f"{n + 7} | Fiumi"))
        for n in range(4)
    ]
    assert left(*pages) == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("number", ["12", "– xii –", "pag. 3", "Pagina 3 di 9", "3/9", "- 4 -"])
def test_a_page_number_goes_even_from_a_single_page(number: str) -> None:
    """At the foot or at the head."""
    assert left(page((300, "testo"), (20, number))) == [["testo"]]
    assert left(page((385, number), (300, "testo"))) == [["testo"]]


@pytest.mark.parametrize(
    "pages",
    [
        [page((300, "II"), (200, "testo"))],
        [page((380, "Titolo"), (300, "a")), page((380, "Altro"), (300, "b"))],
        [page((380, "Fiume"), (300, "a")), page((250, "Fiume"), (200, "b"))],
        [page((380, "a"), (300, "1986"), (200, "b"))],
        [page((380, "Articolo 3"), (300, "a")), page((380, "Articolo 9"), (300, "b"))],
        [page((380, "Anno"), (20, "nel 1986"))],
    ],
    ids=["chapter", "other heads", "elsewhere", "in the text", "articles", "words"],
)
def test_everything_else_stays(pages: list[Page]) -> None:
    """A number of a chapter, a title that is no head, a word that occurs twice."""
    assert left(*pages) == [[word.text for word in one.words] for one in pages]


def test_what_stands_inside_of_the_text_stays() -> None:
    """Only from the edge inwards, up to the first row of the text."""
    pages = [page((380, text), (370, "sempre"), (300, text)) for text in "ab"]
    assert left(*pages) == [["a", "sempre", "a"], ["b", "sempre", "b"]]
