"""Text and small pages for the tests of the HTML reader."""

from pipeline.article import Article
from pipeline.readers import html

FIRST = (
    "Il consiglio comunale ha approvato ieri sera, dopo una lunga discussione, il piano del "
    "verde pubblico per i prossimi due anni."
)
SECOND = (
    "I primi alberi saranno piantati a novembre lungo il viale che porta alla stazione, al posto "
    "di quelli caduti nella tempesta di luglio."
)
THIRD = (
    "I comitati di quartiere chiedono garanzie sulla manutenzione, che negli ultimi anni è stata "
    "affidata a ditte esterne."
)
TITLE = "Mille alberi in città"


def article_page(content: str, *, head: str = "", around: str = "") -> str:
    """Return a page with a title, three paragraphs and `content` between the last two."""
    return (
        f'<!doctype html><html lang="it"><head><meta charset="utf-8"><title>{TITLE}</title>{head}'
        f"</head><body>{around}<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{content}"
        f"<p>{THIRD}</p></article></body></html>"
    )


def read_text(page: str, url: str = "") -> Article:
    """Return the article in a page."""
    return html.read_page(page.encode(), "pagina.html", url=url)


def between(content: str, *, head: str = "", around: str = "") -> list[tuple[str, str]]:
    """Return kind and text of what `content` became in the middle of an article.

    What is around it must be whole, and nothing may stand elsewhere.
    """
    article = read_text(article_page(content, head=head, around=around))
    found: list[tuple[str, str]] = [(block.kind, block.text) for block in article.blocks]
    assert found[:3] == [("title", TITLE), ("paragraph", FIRST), ("paragraph", SECOND)]
    assert found[-1] == ("paragraph", THIRD)
    return found[3:-1]
